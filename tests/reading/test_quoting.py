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


def quotes(text: str) -> list[str]:
    return [one.quote for one in suggest(text, date="2024", region="某市")]


def test_a_quote_names_what_it_speaks_of() -> None:
    assert quotes("进出口总额120亿元，增长18.07%，其中出口80亿元，同比增长5%。") == [
        "进出口总额120亿元",
        "进出口总额120亿元，增长18.07%",
        "其中出口80亿元",
        "其中出口80亿元，同比增长5%",
    ]


def test_a_quote_does_not_go_back_beyond_its_sentence() -> None:
    assert quotes("经济稳定。增长5%。") == ["增长5%"]


def test_a_quote_cuts_no_brackets_and_no_quotation() -> None:
    whole = "规上工业增加值（剔除烟草，增长9.2%）增长6.1%"
    assert quotes(whole + "。") == [whole, whole]
    assert quotes("完成投资（含续建项目5个，补助项目7个）。")[0] == "完成投资（含续建项目5个，补助项目7个）"
    assert quotes("引进“甲计划，30人”。") == ["引进“甲计划，30人”"]
    assert quotes("引进（不合上的30人，其余不详。") == ["引进（不合上的30人"]
