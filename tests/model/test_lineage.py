"""Regions lie in one another: what is told in one step is what walking up step by step tells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xtdata.model.catalogue import Region
from xtdata.model.lineage import Lineage

PARENTS = st.dictionaries(st.integers(0, 9), st.integers(0, 11) | st.none(), max_size=10)


def regions(parents: dict[int, int | None]) -> dict[str, Region]:
    return {f"r{key}": Region(name="某地", kind="city", parent=None if above is None else f"r{above}") for key, above in parents.items()}


def above(those: dict[str, Region], key: str) -> list[str]:
    """The regions above *key*, step by step, until a step comes round again."""
    found: list[str] = []
    parent = those[key].parent
    while parent in those and parent not in found:
        found.append(parent)
        parent = those[parent].parent
    return found


@given(PARENTS)
def test_a_region_lies_in_a_circle_where_it_is_above_itself(parents: dict[int, int | None]) -> None:
    those = regions(parents)
    assert Lineage(those).in_circles == {key for key in those if key in above(those, key)}


@given(PARENTS)
def test_two_regions_are_related_where_one_is_above_the_other(parents: dict[int, int | None]) -> None:
    those = regions(parents)
    lineage = Lineage(those)
    sound = {key for key in those if not lineage.in_circles.intersection([key, *above(those, key)])}
    for one in sound:
        for other in sound:
            assert lineage.is_related(one, other) == (one == other or one in above(those, other) or other in above(those, one))


def test_a_chain_may_be_longer_than_python_recurs() -> None:
    chain = regions({0: None} | {n: n - 1 for n in range(1, 5000)})
    assert Lineage(chain).is_related("r0", "r4999") and not Lineage(chain).in_circles


class Counted(dict[str, Region]):
    """Regions that count how often one of them is looked up."""

    lookups = 0

    def __getitem__(self, key: str) -> Region:
        self.lookups += 1
        return super().__getitem__(key)


def test_each_region_of_a_chain_is_looked_up_a_few_times_only() -> None:
    for length in (1000, 2000):
        chain = Counted(regions({n: n + 1 for n in range(length)}))
        lineage = Lineage(chain)
        assert all(lineage.is_related("r0", f"r{n}") for n in range(length))
        assert chain.lookups <= 3 * length
