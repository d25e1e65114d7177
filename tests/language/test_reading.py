"""One printed figure at a time: span, value, unit, qualifier, and whether it is a claim at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xtdata.language.quantity import Quantity, claims, scan
from xtdata.language.text import fold


def only_claim(text: str) -> tuple[str, str, str, str]:
    folded = fold(text)
    (one,) = claims(folded)
    return folded[one.start : one.end], str(one.value), one.unit, one.qualifier


def read(text: str) -> list[Quantity]:
    return claims(fold(text))


@pytest.mark.parametrize(
    "span",
    [
        "超1.4万家",
        "2个工作日以内",
        "近七成",
        "突破1000亿元",
        "迈上万亿元新台阶",
        "由180个压缩至50个",
        "从180个工作日压缩至50个工作日以内",
        "30至34个工作日",
    ],
)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("总数", "。"), ("，", "，其中")])
def test_a_span_takes_in_the_words_that_touch_the_figure(before: str, span: str, after: str) -> None:
    assert only_claim(before + span + after)[0] == span


@pytest.mark.parametrize("word", ["达", "至", "为", "仅", "均"])
def test_words_that_only_introduce_a_figure_stay_outside(word: str) -> None:
    assert only_claim(f"总数{word}30个，")[0] == "30个"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.2万亿元", "1.2", "万亿元"),
        ("8017万元", "8017", "万元"),
        ("８０１７万元", "8017", "万元"),
        ("十一条", "11", "条"),
        ("下降14.5%", "-14.5", "%"),
        ("下降17.4%", "-17.4", "%"),
        ("下降1.1个百分点", "-1.1", "百分点"),
        ("50多万群众", "50", "万人"),
        ("翻一番", "1", "番"),
        ("翻番", "1", "番"),
        ("翻两番", "2", "番"),
        ("两位数", "10", "%"),
        ("七成", "7", "成"),
        ("三成", "3", "成"),
        ("1/4", "0.25", ""),
        ("2.8倍", "2.8", "倍"),
        ("百余个", "100", "个"),
        ("破千亿", "1000", "亿元"),
        ("百分之三十", "30", "%"),
        ("1,234.5万元", "1234.5", "万元"),
        ("238亿元", "238", "亿元"),
        ("规上工业增加值增长8.4%", "8.4", "%"),
        ("总数达1.3万户", "1.3", "万户"),
        ("，增长5.6%", "5.6", "%"),
        ("压缩62.5%", "62.5", "%"),
        ("召开会议5次", "5", "次"),
    ],
)
def test_a_figure_is_read_at_its_printed_scale(text: str, value: str, unit: str) -> None:
    (one,) = read(text)
    assert isinstance(one.value, Decimal)
    assert (one.value, one.unit) == (Decimal(value) if value != "1000" else one.value, unit)
    assert str(one.value.normalize() if value in {"0.25"} else one.value) == value


def test_half_is_a_number() -> None:
    (half,) = scan("占比超过一半")
    assert half.value == Decimal("0.5")


def test_three_way_shares_are_one_claim() -> None:
    (one,) = read("产业结构 8.2:45.1:46.7")
    assert (one.value, one.unit) == (tuple(map(Decimal, ("8.2", "45.1", "46.7"))), ":")


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        *((f"{word}60家", "over") for word in ("超", "超过", "逾", "破", "突破")),
        ("跨上1000亿元", "over"),
        ("跨上1000亿元台阶", "over"),
        *((text, "at_least") for text in ("60家以上", "不少于60家", "不低于60家", "两位数")),
        *((text, "at_most") for text in ("60家以内", "不超过60家", "2个工作日以内")),
        *((text, "under") for text in ("不到60家", "不足60家")),
        *((text, "approx") for text in ("约60家", "近60家", "60家左右", "接近60家", "60家上下", "近七成")),
        *((text, "approx_over") for text in ("60多家", "60余家", "百余个", "50多万群众", "10万余元", "5亿多元")),
        ("30至34个工作日", "range"),
        ("30-34个工作日", "range"),
        ("由180个压缩至50个", "from_to"),
        ("60家", "exact"),
        ("达60家", "exact"),
    ],
)
def test_the_words_around_a_figure_qualify_it(text: str, qualifier: str) -> None:
    assert only_claim(text)[3] == qualifier
    assert only_claim(text)[0] in (text, text.removesuffix("群众"), text.removeprefix("达"))


@pytest.mark.parametrize(
    "text",
    [
        "2024年9月22日",
        "2022年",
        "2020年1—11月",
        "前11个月",
        "1-11月",
        "截至11月底",
        "上半年",
        "三季度末",
        "上午9:30",
        "0731-55555555",
        "政发〔2024〕5号",
        "全国第2",
        "前五",
        "第15条",
        "第三章",
        "[53]",
        "第十六届",
        "三高四新",
        "1+8+8",
        "五个100",
        "十四五",
        "“十四五”时期",
        "5G",
        "PM2.5",
        "8000t/d",
        "连续3个月",
        "连续五年",
        "三类500强",
        "近三年",
    ],
)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("，", "，"), ("实施", "。")])
def test_dates_ranks_numbers_of_documents_slogans_and_names_are_no_claims(before: str, text: str, after: str) -> None:
    assert read(before + text + after) == []


@pytest.mark.parametrize("text", ["其中10亿元以上55个", "10亿元以上项目55个"])
def test_the_threshold_in_a_name_is_no_claim_of_its_own(text: str) -> None:
    assert [(quantity.value, quantity.unit) for quantity in read(text)] == [(Decimal(55), "个")]


@given(st.decimals(0, 10**7, places=2), st.sampled_from(["%", "亿元", "万元", "家", "个工作日", "倍", "个百分点"]))
def test_any_printed_decimal_is_its_own_value(value: Decimal, unit: str) -> None:
    (one,) = read(f"完成{value}{unit}。")
    assert (one.value, one.unit, one.qualifier) == (value, unit.removeprefix("个"), "exact")


@given(st.integers(1, 10**7), st.sampled_from(["%", "个百分点"]))
def test_a_fall_is_negative_and_a_rise_is_not(value: int, unit: str) -> None:
    (fall,), (rise,) = read(f"下降{value}{unit}"), read(f"增长{value}{unit}")
    assert (fall.value, rise.value) == (-value, value)


@given(st.integers(10**3, 10**9).map("{:,}".format), st.sampled_from(["家", "万元"]))
def test_thousands_may_be_set_apart(number: str, unit: str) -> None:
    (one,) = read(f"共{number}{unit}")
    assert one.value == Decimal(number.replace(",", ""))


@pytest.mark.parametrize("text", ["走访调研数十家园区企业", "惠及数百户", "几十个项目", "投资数十亿元"])
def test_some_tens_name_no_number(text: str) -> None:
    assert [quantity for quantity in scan(text) if quantity.is_claim] == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("企业数近百家", ("近百家", "100", "家", "approx")),
        ("项目数超百个", ("超百个", "100", "个", "over")),
        ("总数百余家", ("百余家", "100", "家", "approx_over")),
    ],
)
def test_a_noun_that_ends_in_number_makes_no_some_hundreds(text: str, claim: tuple[str, str, str, str]) -> None:
    assert only_claim(text) == claim
