"""Ranks stand in a table: a longer bar would say that the last is the best."""

from __future__ import annotations

from typing import Any

from xtdata.charts import Style, theme_charts
from xtdata.charts.marks import Bar


def test_ranks_are_a_table_and_no_bars(make: Any) -> None:
    place = {"name": "引进项目全省位次", "unit": "位", "theme": "attraction", "measure": "rank", "direction": "lower", "panel": "项目"}
    dataset = make(
        {"place": place}, [{"indicator": "place", "period": "2020", "value": 4}, {"indicator": "place", "period": "2024", "value": 2}]
    )
    [chart] = theme_charts("attraction", list(dataset.facts.values()), dataset, Style())
    assert chart.table and not chart.drawing and chart.title == "2024年某市引进项目全省第2位"
    assert [[cell.text for cell in cells] for row in chart.table.rows for cells in row.cells] == [["第2位"], ["第4位"]]
    assert chart.subtitle.startswith("位次，")


def test_no_rank_of_the_shipped_data_is_a_bar(shipped: Any) -> None:
    facts = shipped.facts_in(shipped.frame(as_of="latest"))
    for theme in shipped.catalogue.headlines:
        for chart in theme_charts(theme, facts, shipped, Style()):
            marks = chart.drawing.marks if chart.drawing else ()
            assert not [mark for mark in marks if isinstance(mark, Bar) and shipped.facts[mark.touch.id].is_rank]
