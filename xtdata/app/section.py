"""One chart with all that belongs to it: finding, sentence, footnotes, table, and the open passage beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from xtdata import wording
from xtdata.app.data import Row, shelf
from xtdata.app.desk import Desk
from xtdata.app.paper import paper, render
from xtdata.app.passage import PANEL, notes, panel
from xtdata.charts import Look
from xtdata.charts.chart import Chart
from xtdata.dataset import Dataset

Builder = Callable[[pd.DataFrame, Dataset, Look], list[Chart]]
_CONFIG = {"displaylogo": False, "displayModeBar": False, "locale": "zh-CN", "scrollZoom": False, "doubleClick": False, "showTips": False}


@dataclass(frozen=True)
class Section:
    """A chart and the HTML above and below it. Shared between sessions."""

    chart: Chart
    head: str
    foot: str


def sections_of(desk: Desk, theme: str, build: Builder) -> list[Section]:
    """The charts that *build* makes of *theme*, with their surroundings; made once for all sessions."""

    def make() -> list[Section]:
        charts = build(desk.dataset.select(desk.view.selection(theme)), desk.dataset, desk.look)
        return [_section(desk, chart, theme) for chart in charts]

    return shelf.get(("sections", desk.version, theme, desk.view.filters, desk.look), make)


def _section(desk: Desk, chart: Chart, theme: str) -> Section:
    view, rows = desk.view.filters, desk.rows
    csv = "/api/observations.csv?" + urlencode({"theme": theme, **view.params()}, doseq=True)
    footnotes = notes(chart.ids, rows, desk.dataset.catalogue)
    lines = [_line(number, rows[key]) for number, key in enumerate(chart.ids, start=1)]
    return Section(
        chart,
        head=render("head.html", chart=chart),
        foot=render("foot.html", chart=chart, notes=footnotes, lines=lines, view=view, csv=csv),
    )


def _line(number: int, row: Row) -> dict[str, Any]:
    return {
        "number": number,
        "id": row["id"],
        "indicator": row["indicator_name"],
        "place": wording.place(row),
        "period": wording.period_label(row),
        "value": wording.hedged(row),
        "status": wording.status_label(row),
        "source": row["source_title"],
    }


def show(desk: Desk, section: Section, beside: str) -> None:
    """Show *section*; *beside* is the id whose passage lies beside it, or nothing."""
    chart, name = section.chart, section.chart.key
    with st.container(key=f"section-{name}"):
        paper(section.head, f"head-{name}")
        left, right = st.columns([7, 5], gap="large")
        with left:
            _plot(desk, chart)
            paper(section.foot, f"foot-{name}", chosen=desk.view.chosen)
        with right:
            if beside:
                show_passage(desk, beside, name)


def _plot(desk: Desk, chart: Chart) -> None:
    key = f"chart-{chart.key}"

    def picked() -> None:
        points = st.session_state[key].selection.points
        if points:
            desk.open(_identifier(points[0].get("customdata")))

    st.plotly_chart(
        chart.figure, key=key, on_select=picked, selection_mode="points", theme=None, config=_CONFIG, alt=f"{chart.title}。{chart.sentence}"
    )


def _identifier(customdata: Any) -> str:
    """The observation that a clicked point stands for."""
    first = customdata[0] if isinstance(customdata, list | tuple) and customdata else customdata
    return first if isinstance(first, str) else ""


def show_passage(desk: Desk, key: str, place: str) -> None:
    """Show the panel for the observation *key*."""
    html = shelf.get(("panel", desk.version, key, desk.view.filters), lambda: panel(desk.dataset, desk.rows[key], desk.view.filters))
    paper(html, f"passage-{place}", reveal=PANEL)


def where_to_show(sections: Sequence[Section], chosen: str) -> str:
    """The key of the first chart that draws *chosen*, or nothing."""
    return next((section.chart.key for section in sections if chosen in section.chart.ids), "") if chosen else ""
