"""Which regions lie below which, answered in one step however deep they lie."""

from __future__ import annotations

from collections.abc import Mapping

from xtdata.model.catalogue import Region


class Lineage:
    """The regions as trees; each has the span of numbers that it and all below it take.

    >>> lineage = Lineage({"city": Region(name="市", kind="city"), "east": Region(name="东区", kind="district", parent="city")})
    >>> lineage.is_related("city", "east"), lineage.in_circles
    (True, set())
    """

    def __init__(self, regions: Mapping[str, Region]) -> None:
        self.in_circles = _in_circles(regions)
        below: dict[str, list[str]] = {key: [] for key in regions}
        tops = []
        for key, region in regions.items():
            if region.parent in below and key not in self.in_circles:
                below[region.parent].append(key)
            elif key not in self.in_circles:
                tops.append(key)
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        for top in tops:
            self._number(top, below)

    def _number(self, top: str, below: Mapping[str, list[str]]) -> None:
        waiting = [(top, False)]
        while waiting:
            key, is_left = waiting.pop()
            if is_left:
                self._last[key] = len(self._first)
                continue
            self._first[key] = len(self._first)
            waiting += [(key, True), *((child, False) for child in below[key])]

    def is_related(self, one: str, other: str) -> bool:
        """Whether one of two regions lies in the other or is the other; of what hangs on a circle nobody can say, and it is."""
        if one not in self._first or other not in self._first:
            return True
        return self._holds(one, other) or self._holds(other, one)

    def _holds(self, one: str, other: str) -> bool:
        return self._first[one] <= self._first[other] < self._last[one]


def _in_circles(regions: Mapping[str, Region]) -> set[str]:
    """The regions that lie within themselves."""
    seen: set[str] = set()
    found: set[str] = set()
    for key in regions:
        way: dict[str, int] = {}
        here: str | None = key
        while here in regions and here not in seen and here not in way:
            assert here is not None
            way[here] = len(way)
            here = regions[here].parent
        if here in way:
            found |= {one for one, step in way.items() if step >= way[here]}
        seen.update(way)
    return found
