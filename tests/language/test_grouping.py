"""Several printed figures together: lists, ranges, from–to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xtdata.language.quantity import claims
from xtdata.language.text import fold


def read(text: str) -> list[tuple[str, str, str]]:
    return [(_show(one.value), one.unit, one.qualifier) for one in claims(fold(text))]


def _show(value: Decimal | tuple[Decimal, ...]) -> str:
    return str(value) if isinstance(value, Decimal) else " ".join(map(str, value))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("9.9个、3.1个百分点", [("9.9", "百分点"), ("3.1", "百分点")]),
        ("600亿、800亿元", [("600", "亿元"), ("800", "亿元")]),
        ("A、B、C分别增长5.1%、5.9%、6.1%", [("5.1", "%"), ("5.9", "%"), ("6.1", "%")]),
        ("A、B均增长8%", [("8", "%")]),
        ("分别下降22.6%、26.2%", [("-22.6", "%"), ("-26.2", "%")]),
        ("分别下降22.6%和26.2%", [("-22.6", "%"), ("-26.2", "%")]),
    ],
)
def test_a_list_shares_its_unit_and_its_direction(text: str, figures: list[tuple[str, str]]) -> None:
    assert [(value, unit) for value, unit, _ in read(text)] == figures


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("分别增长9%和10%左右", ["approx", "approx"]),
        ("分别超8万元、4.8万元", ["over", "over"]),
        ("增长9%，完成10亿元左右", ["exact", "approx"]),
    ],
)
def test_a_qualifier_governs_the_whole_of_a_list_and_nothing_else(text: str, qualifiers: list[str]) -> None:
    assert [qualifier for _, _, qualifier in read(text)] == qualifiers


@pytest.mark.parametrize("joint", ["至", "到", "-", "—", "~", "–"])
def test_a_range_is_one_claim(joint: str) -> None:
    assert read(f"压缩到30{joint}34个工作日") == [("30 34", "工作日", "range")]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("由180个压缩至50个", ("180 50", "个", "from_to")),
        ("从180个工作日压缩至50个工作日以内", ("180 50", "工作日", "from_to")),
        ("从30个增加到50个", ("30 50", "个", "from_to")),
    ],
)
def test_a_from_to_is_one_claim(text: str, figure: tuple[str, str, str]) -> None:
    assert read(text) == [figure]


def test_each_end_of_a_from_to_keeps_its_qualifier() -> None:
    (one,) = claims("从180个工作日压缩至50个工作日以内")
    assert one.ends == ("exact", "at_most")
    assert one.start == 0 and one.end == len("从180个工作日压缩至50个工作日以内")


@given(st.integers(1, 500), st.integers(501, 1000), st.sampled_from(["个工作日", "亿元", "%", "家"]))
def test_any_range_keeps_its_ends_in_order(low: int, high: int, unit: str) -> None:
    assert read(f"达到{low}至{high}{unit}。") == [(f"{low} {high}", unit.removeprefix("个"), "range")]


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(["增加", "压缩", "提高", "下降"]))
def test_any_from_to_keeps_its_direction(start: int, end: int, verb: str) -> None:
    assert read(f"从{start}家{verb}到{end}家。") == [(f"{start} {end}", "家", "from_to")]


@given(st.lists(st.decimals(1, 99, places=1), min_size=2, max_size=6))
def test_a_list_has_as_many_claims_as_figures(values: list[Decimal]) -> None:
    assert read("分别增长" + "、".join(f"{value}%" for value in values)) == [(str(value), "%", "exact") for value in values]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("国家级园区至少引进30亿元以上产业项目1个或20亿元以上产业项目2个", [("1", "个", "at_least"), ("2", "个", "at_least")]),
        ("实现每个街道至少建设1个社区养老服务综合体", [("1", "个", "at_least")]),
        ("至少引进项目5个,其中外资项目2个", [("5", "个", "at_least"), ("2", "个", "exact")]),
    ],
)
def test_at_least_before_the_verb_governs_the_counts_of_its_clause(text: str, figures: list[tuple[str, str, str]]) -> None:
    assert read(text) == figures
