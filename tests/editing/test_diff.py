"""Two versions of a text compared, and the changes of two people brought together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xtdata.editing.diff import beside, merged, unified

TEXTS = st.lists(st.sampled_from(["甲", "乙", "丙", "丁"]), max_size=8).map(lambda lines: "".join(f"{line}\n" for line in lines))


@given(TEXTS, TEXTS)
def test_a_comparison_holds_every_new_line_and_a_change_alone_merges_to_itself(old: str, new: str) -> None:
    assert [line.text for line in unified(old, new) if line.kind == "new"] == [
        pair.right.text for pair in beside(old, new) if pair.right.kind == "new"
    ]
    assert merged(old, new, old) == new
    assert merged(old, old, new) == new
    assert merged(old, new, new) == new


def test_changes_of_the_same_line_are_not_merged() -> None:
    assert merged("甲\n乙\n", "甲\n丙\n", "甲\n丁\n") is None
