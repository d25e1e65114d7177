"""Phrases say what the source says, with its hedges."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import town

import xtdata
from xtdata.facts import wording
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.language.text import Passage, SourceText
from xtdata.model.catalogue import Catalogue, Indicator, Observation, Region, Source, Theme
from xtdata.verification.evidence import Evidence


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return xtdata.load(Path(__file__).parents[2] / "indicators.yaml")


def fact(**cells: Any) -> Fact:
    """A fact of 某市; *cells* are fields of its observation, or ``name``, ``measure`` and ``unit`` of its indicator."""
    indicator = Indicator(
        name=cells.pop("name", "完成投资"), unit=cells.pop("unit", "亿元"), theme="all", measure=cells.pop("measure", "level")
    )
    quote = cells.pop("quote", "原文")
    one = Observation(**{"indicator": "it", "region": "town", "period": "2022", "source": "report", "quote": quote, **cells})
    catalogue = Catalogue(
        title="试", home="town", themes={"all": Theme(name="各项")}, regions={"town": Region(name="某市", kind="city")},
        sources={"report": Source(title="报告")}, indicators={"it": indicator}, observations={"it": one},
    )  # fmt: skip
    return Fact("it", one, catalogue)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"value": "4"}, "2022年某市营商环境全省第4位"),
        ({"value": "67", "from": "97"}, "2022年某市营商环境全省从第97位前进到第67位"),
        ({"value": "3", "from": "2"}, "2022年某市营商环境全省从第2位后退到第3位"),
        ({"value": "10", "qualifier": "at_most", "status": "target"}, "2022年某市营商环境全省位次目标前10位"),
    ],
)
def test_a_rank_is_told_as_a_place(cells: dict[str, Any], says: str) -> None:
    assert wording.statement(fact(name="营商环境全省位次", measure="rank", unit="位", **cells)) == says


def test_a_rank_in_a_narrow_place_is_still_a_place() -> None:
    assert wording.short_value(fact(measure="rank", unit="名", value="4")) == "第4名"


@pytest.mark.parametrize(
    ("cells", "phrase"),
    [
        ({"value": 500, "unit": "亿元", "qualifier": "over"}, "超500亿元"),
        ({"value": 50, "unit": "工作日", "qualifier": "at_most"}, "50个工作日以内"),
        ({"value": 8, "unit": "%", "qualifier": "approx"}, "约8%"),
        ({"value": ["30", "34"], "unit": "工作日", "qualifier": "range"}, "30–34个工作日"),
        ({"value": 50, "unit": "工作日", "qualifier": "at_most", "from": 180}, "从180到50个工作日以内"),
        ({"value": 3000, "unit": "家", "qualifier": "approx_over"}, "3000余家"),
        ({"value": 10, "unit": "天", "qualifier": "under"}, "不到10天"),
        ({"value": "-17.4", "unit": "%"}, "−17.4%"),
        ({"value": "36.9", "unit": "百分点"}, "36.9个百分点"),
    ],
)
def test_a_value_is_worded_with_unit_and_qualifier(cells: dict[str, Any], phrase: str) -> None:
    assert wording.value_phrase(fact(**cells)) == phrase


@pytest.mark.parametrize(
    ("cells", "phrase"),
    [
        ({"status": "expected"}, "预计255亿元"),
        ({"status": "target", "qualifier": "at_least"}, "目标255亿元以上"),
        ({"statistic": "annual_average"}, "年均255亿元"),
        ({"status": "ongoing"}, "255亿元（进行中）"),
        ({}, "255亿元"),
    ],
)
def test_a_hedge_is_never_lost(cells: dict[str, Any], phrase: str) -> None:
    assert wording.hedged(fact(value=255, unit="亿元", **cells)) == phrase


@pytest.mark.parametrize(
    ("cells", "clause"),
    [
        (
            {"name": "固定资产投资增速", "measure": "growth", "value": "8.1", "unit": "%", "period": "2020-01/2020-11"},
            "2020年1–11月某市固定资产投资增长8.1%",
        ),
        ({"name": "出口增速", "measure": "growth", "value": "-17.4", "unit": "%", "comparison": "同比"}, "2022年某市出口同比下降17.4%"),
        ({"name": "投资增速", "measure": "growth", "value": 9, "unit": "%", "status": "target"}, "2022年某市投资目标增长9%"),
        (
            {
                "name": "引进项目数",
                "measure": "count",
                "value": 3,
                "unit": "个",
                "period": "2022-01/2022-11",
                "quote": "截至11月底，共引进3个",
            },
            "截至2022年11月底某市引进项目3个",
        ),
        ({"value": 115, "unit": "%", "comparison": "为年度计划的", "status": "expected"}, "预计2022年某市完成投资为年度计划的115%"),
        ({"name": "前置审批事项数", "measure": "count", "value": 35, "unit": "项", "from": 310}, "2022年某市前置审批事项从310减到35项"),
    ],
)
def test_a_statement_reads_like_the_source(cells: dict[str, Any], clause: str) -> None:
    assert wording.statement(fact(**cells)) == clause


def test_a_citation_names_what_is_inferred_and_quotes_word_for_word(town_project: Path) -> None:
    approval = xtdata.load(town_project / "indicators.yaml").facts[town.APPROVAL]
    line = wording.citation(approval)
    assert line.startswith("2022年东区项目审批用时从180减到50个工作日以内。《东区项目审批再提速")
    assert "2022年12月（日期系推定）" in line and f"原文：“{''.join(approval.quote.split())}”" in line
    assert "\n" not in line


def test_a_citation_names_the_page_where_the_source_has_pages() -> None:
    text = SourceText("甲。\n\f完成投资500亿元。\n\f乙。")
    one = replace(fact(value=500, quote="完成投资500亿元"), evidence=(Evidence(text.find("完成投资500亿元")[0], None),), text=text)
    assert "《报告》，第2页。" in wording.citation(one)
    assert "页" not in wording.citation(fact(value=500, quote="完成投资500亿元"))


def test_a_quote_with_quotation_marks_of_its_own_is_framed_by_others() -> None:
    assert "原文：「“双千”" in wording.citation(fact(value=500, quote="“双千”完成投资500亿元"))


def test_every_row_of_the_shipped_data_can_be_worded(shipped: Dataset) -> None:
    for one in shipped.facts.values():
        text = wording.citation(one) + wording.hedged(one) + wording.short_value(one)
        words = text.replace(one.origin.url or "\n", "").replace(one.origin.title, "")
        assert "nan" not in words and "None" not in words


def test_what_was_not_compared_with_a_text_says_so() -> None:
    proved = replace(fact(value=1), evidence=(Evidence(Passage(0, 2), None),))
    assert wording.proof_label(proved) == "" and wording.proof_label(fact(value=1, quote=None)) == "仅引用"


def test_a_year_is_said_once() -> None:
    assert wording.period_label(fact(value=1, period="2021-01-01/2021-04-16")) == "2021年1月1日至4月16日"


def test_a_figure_keeps_its_printed_places() -> None:
    growth = {"name": "投资增速", "measure": "growth", "unit": "%"}
    assert wording.hedged(fact(value="3.0", **growth)) == "3.0%"
    assert wording.statement(fact(value="-3.0", **growth)) == "2022年某市投资下降3.0%"
    assert wording.short_value(fact(value="60.00")) == "60.00"
