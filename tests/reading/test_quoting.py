"""A figure is cited by the shortest stretch that occurs once, and never by a whole page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xtdata.language.text import fold
from xtdata.reading import suggest

CLAUSES = ["投资增长5%", "其中工业增长5%", "农业增长5%", "企业30家", "，", "；", "。", "\n", "甲", "、"]


@given(st.lists(st.sampled_from(CLAUSES), max_size=14).map("".join))
def test_a_quote_without_prefix_occurs_once_and_holds_its_figure(text: str) -> None:
    folded = fold(text)
    for one in suggest(text, date="2024"):
        assert one.text in one.quote
        assert one.prefix or folded.count(fold(one.quote)) == 1 or text.count(one.quote) == 1 or folded.startswith(fold(one.quote))


def test_the_quote_of_a_list_without_end_is_the_part_around_the_figure() -> None:
    text = "2024年各县市区投资分别增长" + "、".join(f"{n}.{n % 10}%" for n in range(3000)) + "。"
    found = suggest(text)
    assert len(found) == 3000
    assert all(one.text in one.quote and len(one.quote) < 1000 for one in found)
    assert sum(len(one.quote) for one in found) < 1_000_000


def test_the_quote_of_a_clause_without_end_is_short() -> None:
    found = suggest("投资完成255亿元增长8.1%企业30家" * 500, date="2024")
    assert len(found) == 1500 and all(len(one.quote) < 1000 for one in found)
