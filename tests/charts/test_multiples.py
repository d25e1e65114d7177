"""Small multiples: like is joined with like, the rest stands apart."""

from __future__ import annotations

from typing import Any

import pytest
from marked import lines, symbols, texts

from xtdata.charts import ANY, Chart, Style, charts_of
from xtdata.charts.multiples import dots, ranking, trends, trends_by_region
from xtdata.charts.panels import MOST_PANELS, bars
from xtdata.facts.dataset import Dataset

GROWTH = {"name": "增速", "unit": "%", "theme": "macro", "measure": "growth", "direction": "higher"}
AMOUNT = {"name": "总值", "unit": "亿元", "theme": "macro"}


def observed(indicator: str, values: dict[int, Any], **more: Any) -> list[dict[str, Any]]:
    return [{"indicator": indicator, "period": str(year), "value": value, **more} for year, value in values.items()]


def only(charts: list[Chart]) -> Chart:
    (chart,) = charts
    return chart


def test_two_indicators_have_a_panel_each_and_the_subtitle_says_why(make: Any) -> None:
    data: Dataset = make({"g": GROWTH, "a": AMOUNT}, observed("g", {2020: 5, 2021: 8}) + observed("a", {2020: 500, 2021: 540}))
    chart = only(trends(list(data.facts.values()), data, Style()))
    assert "增速（%）" in texts(chart) and "总值（亿元）" in texts(chart)
    assert "各画一格" in chart.subtitle
    assert len([panel for panel in chart.drawing.panels if panel.height > 100]) == 2  # type: ignore[union-attr]


def test_a_unit_printed_at_another_scale_has_a_panel_of_its_own(make: Any) -> None:
    data = make({"a": AMOUNT}, observed("a", {2020: 5, 2021: 8}) + observed("a", {2022: 60000, 2023: 70000}, unit="万元"))
    chart = only(trends(list(data.facts.values()), data, Style(recent=False)))
    assert "总值（亿元）" in texts(chart) and "总值（万元）" in texts(chart)
    colored = [line for line in lines(chart) if line.width > 3]
    assert len(colored) == 2


def test_by_region_the_panels_of_one_indicator_share_their_scale(make: Any) -> None:
    data = make({"g": GROWTH}, observed("g", {2020: 5, 2021: 10}) + observed("g", {2020: 5, 2021: 6}, region="park"))
    chart = only(trends_by_region(list(data.facts.values()), data, Style()))
    town, park = (symbols(chart, f"g/{region}/2020")[0] for region in ("town", "park"))
    tops = [panel.top for panel in chart.drawing.panels if panel.height > 100]  # type: ignore[union-attr]
    assert town.y - tops[0] == pytest.approx(park.y - tops[1])


def test_a_ranking_holds_one_period_and_leaves_the_others_to_the_list(make: Any) -> None:
    facts = observed("g", {2020: 5, 2021: 8}) + observed("g", {2021: 9}, region="park")
    data = make({"g": GROWTH}, facts)
    chart = only(ranking(list(data.facts.values()), data, Style()))
    assert chart.ids == ("g/park/2021", "g/town/2021")
    assert "1　某园区" in texts(chart) and "2　某市" in texts(chart)
    listed = charts_of(("ranking",), list(data.facts.values()), data, Style())[-1]
    assert listed.ids == ("g/town/2020",)


def test_what_fell_has_no_bar_but_a_dot_left_of_zero(make: Any) -> None:
    data = make({"g": GROWTH}, observed("g", {2020: -5, 2021: 8}))
    facts = list(data.facts.values())
    assert bars(facts, data, Style()) == []
    chart = only(dots(facts, data, Style()))
    assert symbols(chart, "g/town/2020")[0].x < symbols(chart, "g/town/2021")[0].x


def test_of_many_indicators_some_are_drawn_and_the_others_are_counted(make: Any) -> None:
    many = {f"i{number}": {**GROWTH, "name": f"增速{number}"} for number in range(MOST_PANELS + 3)}
    data = make(many, [one for key in many for one in observed(key, {2020: 5, 2021: 8})])
    chart = only(trends(list(data.facts.values()), data, Style()))
    assert "还有 3 格没有画" in chart.left_out


def test_of_any_facts_each_is_in_exactly_one_chart_or_in_the_list(shipped: Dataset) -> None:
    facts = shipped.facts_in(shipped.frame(as_of="latest"))
    for kinds in (ANY, ("dots",), ("ranking",), ("trends_by_region",), ("grid",)):
        ids = [key for chart in charts_of(kinds, facts, shipped, Style()) for key in chart.ids]
        assert sorted(ids) == sorted(fact.id for fact in facts)
