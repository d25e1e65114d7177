"""What is only cited is drawn, and says nothing in a title: not where a quoted figure can be told, nor where none can."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xtdata.charts import Chart, Style, targets, theme_charts
from xtdata.charts.headlines import focus
from xtdata.facts.dataset import Dataset

INDICATORS = {
    "rate": {"name": "投资增速", "unit": "%", "theme": "investment", "measure": "growth", "direction": "higher", "headline": True},
    "done": {"name": "投资完成率", "unit": "%", "theme": "investment", "measure": "share", "direction": "higher"},
    "sum": {"name": "到位资金", "unit": "亿元", "theme": "attraction", "direction": "higher"},
    "number": {"name": "引进项目数", "unit": "个", "theme": "attraction", "measure": "count", "direction": "higher", "panel": "项目"},
    "ratio": {"name": "外资占比", "unit": "%", "theme": "attraction", "measure": "share", "direction": "higher"},
    "days": {"name": "审批用时", "unit": "工作日", "theme": "approval", "measure": "duration", "direction": "lower"},
    "term": {"name": "企业开办时限", "unit": "天", "theme": "approval", "measure": "duration", "direction": "lower"},
    "cut": {"name": "材料精简幅度", "unit": "%", "theme": "approval", "measure": "growth", "direction": "higher"},
}
# Figures that no other figure contains, so that a title can be searched for them.
KEYS = [(key, year, status) for key in INDICATORS for year in (2021, 2022, 2023) for status in ("target", "actual")]
FIGURES = {place: f"{number}7.{number}" for number, place in enumerate(KEYS, 101)}


def observation(place: tuple[str, int, str], is_quoted: bool) -> dict[str, Any]:
    key, year, status = place
    start = {"from": 999} if key == "days" else {}
    return {
        "indicator": key,
        "period": str(year),
        "status": status,
        "value": FIGURES[place],
        "quote": "原文" if is_quoted else None,
        **start,
    }


def charts_of(dataset: Dataset) -> list[Chart]:
    facts, style = list(dataset.facts.values()), Style()
    return [chart for theme in dataset.catalogue.headlines for chart in theme_charts(theme, facts, dataset, style)] + targets(
        facts, dataset, style
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(is_quoted=st.lists(st.booleans(), min_size=len(KEYS), max_size=len(KEYS)))
def test_no_title_holds_a_figure_that_is_only_cited(make: Any, is_quoted: list[bool]) -> None:
    dataset = make(INDICATORS, [observation(*one) for one in zip(KEYS, is_quoted, strict=True)])
    cited = {FIGURES[place] for place, quoted in zip(KEYS, is_quoted, strict=True) if not quoted}
    for chart in charts_of(dataset):
        assert not [figure for figure in cited if figure in chart.title], chart.title
    year = focus(list(dataset.facts.values()), dataset, Style(), "town")
    told = [fact for one in year.headlines for fact in (*one.pair.facts, one.before) if fact] if year else []
    assert not [fact.id for fact in told if fact.is_cited_only]


def test_a_chart_of_cited_figures_alone_says_so_and_is_drawn(make: Any) -> None:
    charts = charts_of(make(INDICATORS, [observation(place, False) for place in KEYS]))
    assert len({chart.key.partition("-")[0] for chart in charts}) >= 9
    for chart in charts:
        assert "仅引用" in chart.title and chart.ids


@pytest.mark.parametrize("is_quoted", [True, False])
def test_only_quoted_targets_and_results_are_counted(make: Any, is_quoted: bool) -> None:
    places = [("rate", 2022, "target"), ("rate", 2022, "actual"), ("done", 2022, "target"), ("done", 2022, "actual")]
    dataset = make(INDICATORS, [observation(place, is_quoted or place != places[3]) for place in places])
    assert targets(list(dataset.facts.values()), dataset, Style())[0].title.startswith(f"2022年{1 + is_quoted}项可比的目标")


@pytest.mark.parametrize("key", ["done", "cut", "days"])
def test_what_is_quoted_is_told_before_what_is_newer_and_only_cited(make: Any, key: str) -> None:
    dataset = make(INDICATORS, [observation((key, 2023, "actual"), False), observation((key, 2021, "actual"), True)])
    [chart] = [chart for chart in charts_of(dataset) if chart.drawing][:1]
    assert FIGURES[key, 2021, "actual"] in chart.statements[0]


def test_the_sentence_tells_what_is_quoted_first(make: Any) -> None:
    dataset = make(INDICATORS, [observation(("sum", 2023, "actual"), False), observation(("sum", 2021, "actual"), True)])
    [chart] = [chart for chart in charts_of(dataset) if chart.drawing]
    assert FIGURES["sum", 2021, "actual"] in chart.statements[0] and FIGURES["sum", 2023, "actual"] in chart.statements[1]
