"""Scanning: any text at all, every number in order, and no line break matters."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xtdata.language.quantity import claims, scan
from xtdata.language.text import fold

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
FRAGMENTS = (
    "0 1 5 12 2024 238 8.1 1,234 . , : / - + ~ % ‰ 〇 零 一 二 两 三 十 百 千 万 亿 点 半 番 翻 分之 百分之 几 数 多 余 来 个 元 亿元 家 人 "
    "年 月 日 时 分 第 前 约 近 超 不到 以上 以内 左右 由 从 压缩至 至 到 增长 下降 分别 其中 项目 工作日 个百分点 位数 倍 、 ， 。 ； “ ” 〔 〕 [ ] （ ） "
    "² ½ ① ㎡ ３ ％ ， A G t/d PM2.5 \n \r\n \u200b"
).split(" ")
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join) | st.text(max_size=20)


@given(texts)
@example("")
@example("没有数字的一句话。")
@example("A")
@example("0分之五")
@example("0分之0")
@example("٣分之١")
@example("翻٣番")
@example("百分之三点十")
@example("以内万三位数千")
def test_numbers_of_any_text_stand_in_order_apart_and_within_it(text: str) -> None:
    folded = fold(text)
    end = 0
    for one in scan(folded):
        assert end <= one.start <= one.digits[0] < one.digits[1] <= one.end <= len(folded)
        end = one.end


@given(texts)
def test_claims_are_the_numbers_that_could_be_values(text: str) -> None:
    folded = fold(text)
    assert claims(folded) == [one for one in scan(folded) if one.is_claim]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=10).map("".join), st.data())
def test_a_line_break_inside_a_number_changes_nothing(text: str, data: st.DataObject) -> None:
    broken = "".join(c + data.draw(st.sampled_from(["", "", "\n", "\r\n", "　"])) for c in text)
    assert scan(fold(broken)) == scan(fold(text))


@given(st.text("甲乙丙，。", max_size=10), st.sampled_from(["超1.4万家", "增长8.1%", "30至34个工作日", "从180个压缩至50个", "8017万元"]))
def test_a_figure_is_the_same_wherever_it_stands(before: str, figure: str) -> None:
    (alone,), (moved,) = scan(figure), scan(f"{before}，{figure}")
    shift = len(before) + 1
    assert (moved.value, moved.unit, moved.qualifier, moved.kind) == (alone.value, alone.unit, alone.qualifier, alone.kind)
    assert (moved.start, moved.end) == (alone.start + shift, alone.end + shift)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_shipped_source_is_read_from_end_to_end(seed: Path) -> None:
    folded = fold(seed.read_bytes().decode("utf-8"))
    found = scan(folded)
    assert any(one.is_claim for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    covered = {place for one in found for place in range(one.start, one.end)}
    assert [place for place, character in enumerate(folded) if character in "0123456789" and place not in covered] == []


def said(text: str) -> list[tuple[str, str, str]]:
    return [(str(one.value), one.unit, one.qualifier) for one in claims(fold(text))]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("用电量两位数下降", ("-10", "%", "at_least")),
        ("用电量出现两位数的降幅", ("-10", "%", "at_least")),
        ("用电量下降两位数", ("-10", "%", "at_least")),
        ("用电量两位数增长", ("10", "%", "at_least")),
        ("惠及20多万家庭", ("20", "万户", "approx_over")),
        ("帮助3000困难家庭", ("3000", "户", "exact")),
        ("走访20个家庭", ("20", "个", "exact")),
        ("新增20万家企业", ("20", "万家", "exact")),
        ("接种31.8万剂", ("31.8", "万剂", "exact")),
        ("接种1.2亿剂次", ("1.2", "亿剂次", "exact")),
        ("完成投資255億元", ("255", "亿元", "exact")),
        ("新增企業30個", ("30", "个", "exact")),
        ("下降3.2個百分點", ("-3.2", "百分点", "exact")),
        ("超過1.4萬家", ("1.4", "万家", "over")),
        ("２ ５ ５ 亿 元 以 上", ("255", "亿元", "at_least")),
    ],
)
def test_falls_families_doses_and_other_ways_to_write_are_read(text: str, read: tuple[str, str, str]) -> None:
    assert said(text) == [read]


def test_a_fall_from_two_digits_to_one_is_one_figure_of_two_rates() -> None:
    (one,) = claims("由两位数下降到个位数")
    assert (one.qualifier, one.value) == ("from_to", (10, 1))


def test_a_dose_is_no_dosage() -> None:
    assert said("农药5剂量") == []
