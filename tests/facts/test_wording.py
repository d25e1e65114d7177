"""Phrases say what the source says, with its hedges."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import xtdata
from xtdata.charts.chart import records
from xtdata.facts import wording
from xtdata.facts.dataset import Dataset


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return xtdata.load(Path(__file__).parents[2] / "indicators.yaml")


def row(**cells: Any) -> dict[str, Any]:
    plain = {"indicator_name": "完成投资", "region_name": "某市", "subject": None, "period": "2022", "statistic": "level", "value_low": None,
             "value_high": None, "from_value": None, "qualifier": "exact", "status": "actual", "comparison": None, "quote": "原文"}  # fmt: skip
    return {**plain, **cells}


@pytest.mark.parametrize(
    ("cells", "phrase"),
    [
        ({"value": 500.0, "unit": "亿元", "qualifier": "over"}, "超500亿元"),
        ({"value": 50.0, "unit": "工作日", "qualifier": "at_most"}, "50个工作日以内"),
        ({"value": 8.0, "unit": "%", "qualifier": "approx"}, "约8%"),
        ({"value": 32.0, "unit": "工作日", "qualifier": "range", "value_low": 30.0, "value_high": 34.0}, "30–34个工作日"),
        ({"value": 50.0, "unit": "工作日", "qualifier": "at_most", "from_value": 180.0}, "从180到50个工作日以内"),
        ({"value": 3000.0, "unit": "家", "qualifier": "approx_over"}, "3000余家"),
        ({"value": 10.0, "unit": "天", "qualifier": "under"}, "不到10天"),
        ({"value": -17.4, "unit": "%"}, "−17.4%"),
        ({"value": 36.9, "unit": "百分点"}, "36.9个百分点"),
    ],
)
def test_a_value_is_worded_with_unit_and_qualifier(cells: dict[str, Any], phrase: str) -> None:
    assert wording.value_phrase(row(**cells)) == phrase


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
    assert wording.hedged(row(value=255.0, unit="亿元", **cells)) == phrase


@pytest.mark.parametrize(
    ("cells", "clause"),
    [
        (
            {"indicator_name": "固定资产投资增速", "value": 8.1, "unit": "%", "period": "2020-01/2020-11"},
            "2020年1–11月某市固定资产投资增长8.1%",
        ),
        ({"indicator_name": "出口增速", "value": -17.4, "unit": "%", "comparison": "同比"}, "2022年某市出口同比下降17.4%"),
        ({"indicator_name": "投资增速", "value": 9.0, "unit": "%", "status": "target"}, "2022年某市投资目标增长9%"),
        (
            {"indicator_name": "引进项目数", "value": 3.0, "unit": "个", "period": "2022-01/2022-11", "quote": "截至11月底，共引进3个"},
            "截至2022年11月底某市引进项目3个",
        ),
        ({"value": 115.0, "unit": "%", "comparison": "为年度计划的", "status": "expected"}, "预计2022年某市完成投资为年度计划的115%"),
        ({"indicator_name": "前置审批事项数", "value": 35.0, "unit": "项", "from_value": 310.0}, "2022年某市前置审批事项从310减到35项"),
    ],
)
def test_a_statement_reads_like_the_source(cells: dict[str, Any], clause: str) -> None:
    assert wording.statement(row(**cells)) == clause


def test_a_citation_names_what_is_inferred_and_quotes_word_for_word(shipped: Dataset) -> None:
    approval = next(r for r in records(shipped.frame()) if r["id"] == "project_approval_time/xiangxiang/2022")
    line = wording.citation(approval, shipped.catalogue)
    assert line.startswith("2022年湘乡市项目审批用时从180减到50个工作日以内。《逆势突围")
    assert "2022年12月（日期系推定）" in line and f"原文：“{''.join(approval['quote'].split())}”" in line
    assert "\n" not in line


def test_a_quote_with_quotation_marks_of_its_own_is_framed_by_others(shipped: Dataset) -> None:
    marked = next(r for r in records(shipped.frame()) if str(r["quote"]).startswith("“"))
    assert "原文：「“" in wording.citation(marked, shipped.catalogue)


def test_every_row_of_the_shipped_data_can_be_worded(shipped: Dataset) -> None:
    for one in records(shipped.frame()):
        text = wording.citation(one, shipped.catalogue) + wording.hedged(one) + wording.short_value(one)
        words = text.replace(shipped.catalogue.sources[one["source"]].url or "\n", "")
        assert "nan" not in words and "None" not in words


def test_what_was_not_compared_with_a_text_says_so() -> None:
    assert wording.proof_label(row(verified="verbatim")) == "" and wording.proof_label(row(verified="cited")) == "仅引用"


def test_a_year_is_said_once() -> None:
    assert wording.period_label(row(period="2021-01-01/2021-04-16")) == "2021年1月1日至4月16日"
