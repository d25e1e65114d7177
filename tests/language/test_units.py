"""Units: a scale and a measure, and which of them are one and the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xtdata.language.quantity import same_unit, scan, split_unit

SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12}
MEASURES = ["元", "人", "家", "户", "个", "平方米", "吨", "亩", "美元", "千瓦时"]


@pytest.mark.parametrize(
    ("unit", "parts"),
    [
        ("亿元", (8, "元")),
        ("万元", (4, "元")),
        ("万亿元", (12, "元")),
        ("%", (0, "%")),
        ("百分点", (0, "百分点")),
        ("万㎡", (4, "平方米")),
        ("万家", (4, "家")),
        ("工作日", (0, "工作日")),
        ("万人", (4, "人")),
        ("千米", (0, "公里")),
        ("", (0, "")),
    ],
)
def test_a_unit_is_a_power_of_ten_and_a_measure(unit: str, parts: tuple[int, str]) -> None:
    assert split_unit(unit) == parts


@given(st.sampled_from(sorted(SCALES)), st.sampled_from([m for m in MEASURES if m != "千瓦时"]))
def test_any_scale_goes_with_any_measure(scale: str, measure: str) -> None:
    assert split_unit(scale + measure) == (SCALES[scale], measure)


@pytest.mark.parametrize(
    ("one", "other"), [("人", "名"), ("人", "位"), ("㎡", "平方米"), ("万m²", "万平方米"), ("公里", "km"), ("日", "天"), ("岁", "周岁")]
)
def test_two_words_for_one_unit_are_the_same(one: str, other: str) -> None:
    assert same_unit(one, other) and same_unit(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("天", "工作日"), ("%", "百分点"), ("万元", "亿元"), ("元", "美元"), ("个", "家"), ("倍", "番"), ("成", "%"), ("%", "")],
)
def test_different_units_and_scales_are_not_the_same(one: str, other: str) -> None:
    assert not same_unit(one, other) and not same_unit(other, one)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("完成1.2万亿元", "万亿元"),
        ("兑现8017万元", "万元"),
        ("增长8.1%", "%"),
        ("提高3.1个百分点", "百分点"),
        ("新增120个", "个"),
        ("压缩至50个工作日", "工作日"),
        ("增长2.8倍", "倍"),
        ("占七成", "成"),
        ("翻两番", "番"),
        ("惠及50多万群众", "万人"),
        ("突破千亿", "亿元"),
        ("新建2.5万㎡", "万㎡"),
        ("均价120元/平方米", "元/平方米"),
        ("达1.4万家", "万家"),
    ],
)
def test_a_printed_figure_keeps_its_printed_unit(text: str, unit: str) -> None:
    assert [quantity.unit for quantity in scan(text)] == [unit]
