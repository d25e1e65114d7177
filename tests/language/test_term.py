"""What a phrase measures: head noun, modifiers, change words, measure."""

from __future__ import annotations

import pytest

from xtdata.language.term import AMOUNT, COMPLETION, GROWTH, SHARE, Term, measure_named, measure_of, other_noun, term_of

ALIKE = [
    ("规上工业增加值", "规模以上工业增加值"),
    ("新增规上工业企业", "新增规模工业企业数"),
    ("城镇新增就业", "新增城镇就业"),
    ("GDP", "地区生产总值"),
    ("省重点项目", "省级重点项目数"),
    ("加装住宅电梯", "住宅加装电梯数"),
    ("地方一般公共预算收入", "一般公共预算收入"),
    ("開工建設項目", "项目开工数"),
    ("外贸进出口总额", "进出口额"),
]
UNLIKE = [
    ("省重点项目", "市重点项目"),
    ("减税降费", "减税降费及退税缓费"),
    ("新增规上企业", "规上企业"),
    ("累计引进企业", "引进企业"),
    ("建成投产项目", "项目数"),
    ("开工项目", "竣工项目"),
    ("新开工项目", "开工项目"),
    ("参保大学生", "新增就业"),
    ("搬迁安置率", "城镇化率"),
    ("协议投资额", "固定资产投资"),
    ("高技术制造业投资", "高技术制造业增加值"),
    ("高技术制造业投资", "制造业投资"),
    ("引进项目", "签约项目"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_the_same_thing_in_other_words_is_the_same_term(one: str, other: str) -> None:
    assert term_of(one) == term_of(other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_what_differs_in_one_part_is_another_term(one: str, other: str) -> None:
    assert term_of(one) != term_of(other)
    assert term_of(one).differences(term_of(other))


def test_a_term_has_its_parts_apart() -> None:
    assert term_of("新引进高技术制造业项目数") == Term("项目", "高技术制造业", frozenset({"引进"}), AMOUNT)
    assert term_of("高技术制造业投资增速") == Term("投资", "高技术制造业", frozenset(), GROWTH)
    assert term_of("重点项目投资完成率").measure == COMPLETION


def test_the_differences_name_the_part() -> None:
    assert term_of("工业投资").differences(term_of("工业增加值")) == ["对象不同：工业投资 / 工业增加值"]
    assert term_of("省重点项目").differences(term_of("市重点项目")) == ["限定不同：省级重点 / 市级重点"]
    assert term_of("建成项目").differences(term_of("项目")) == ["动作不同：建成 / 无"]
    assert term_of("投资", GROWTH).differences(term_of("投资", AMOUNT)) == ["口径不同：变化幅度 / 数量或水平"]


@pytest.mark.parametrize(
    ("before", "unit", "after", "measure"),
    [
        ("固定资产投资同比增长", "%", "", GROWTH),
        ("收入分别增长3.8%、", "%", "", GROWTH),
        ("保持", "%", "以上的增长", GROWTH),
        ("城镇化率达到", "%", "", SHARE),
        ("城镇化率由60%提高到", "%", "", SHARE),
        ("为年度计划的", "%", "", COMPLETION),
        ("项目审批用时压缩至", "工作日", "", AMOUNT),
        ("办理时间缩短", "工作日", "", GROWTH),
        ("城镇化率提高", "百分点", "", GROWTH),
        ("新增企业", "家", "", AMOUNT),
        ("企业增加", "家", "", GROWTH),
    ],
)
def test_the_words_around_a_figure_say_what_it_measures(before: str, unit: str, after: str, measure: str) -> None:
    assert measure_of(unit, before, after) == measure


def test_the_measure_of_an_indicator_is_declared_or_named() -> None:
    assert measure_named("固定资产投资增速", "%", "level") == GROWTH
    assert measure_named("审批时限压缩", "%", "growth") == GROWTH
    assert measure_named("民间投资占比", "%", "level") == SHARE
    assert measure_named("重点项目投资完成率", "%", "share") == COMPLETION
    assert measure_named("重点项目数", "个", "count") == AMOUNT


@pytest.mark.parametrize(
    ("text", "names", "noun"),
    [
        ("高技术制造业投资增长15%", ["高技术制造业增加值增速"], "投资"),
        ("移民安置率达98%", ["城镇化率"], "安置率"),
        ("协议投资增长15%", ["固定资产投资增速"], ""),
        ("GDP增长5%", ["地区生产总值增速"], ""),
        ("增长5%", ["地区生产总值增速"], ""),
        ("研发投入占GDP比重2.8%", ["研发投入强度", "研发投入占GDP比重"], ""),
    ],
)
def test_another_measured_noun_is_one_that_no_name_has(text: str, names: list[str], noun: str) -> None:
    assert other_noun(text, names) == noun
