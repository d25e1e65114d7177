"""One chart with all that belongs to it: finding, sentence, footnotes, table, and the open passage beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from xtdata.app.access import access
from xtdata.app.context import PageContext
from xtdata.app.data import cache
from xtdata.app.downloads import downloads
from xtdata.app.filters import PAGE, View
from xtdata.app.footnotes import notes
from xtdata.app.markup import render, show_html
from xtdata.app.passage import PANEL, panel
from xtdata.charts import Chart, Style, theme_charts
from xtdata.charts.kinds import Builder
from xtdata.charts.svg import picture
from xtdata.export.extract import chart_name
from xtdata.facts import wording
from xtdata.facts.fact import Fact
from xtdata.facts.query import Query

_CONFIG = {"displaylogo": False, "displayModeBar": False, "locale": "zh-CN", "scrollZoom": False, "doubleClick": False, "showTips": False}
# px between the margins of an A4 sheet: chart text is as large on paper as on the screen.
_PAPER_WIDTH = 680


@dataclass(frozen=True)
class Section:
    """A chart and the HTML above, within and below it. Shared between sessions."""

    chart: Chart
    figure: go.Figure | None
    head: str
    table: str
    foot: str
    sheet: str

    @property
    def height(self) -> float:
        """About how many px it takes on a laptop: what is drawn or stands in a table, and the words around it."""
        drawing, table = self.chart.drawing, self.chart.table
        drawn = drawing.height * 14 / drawing.style.size if drawing else 52.0 * len(table.rows) if table else 0
        return drawn + 420


def sections_of(context: PageContext, theme: str) -> list[Section]:
    """The charts of *theme*, with their surroundings; made once for all sessions."""
    return sections(context, theme, partial(theme_charts, theme), theme, place=theme)


def sections(context: PageContext, name: str, build: Builder, *themes: str, place: str = "", query: Query | None = None) -> list[Section]:
    """The charts that *build* makes of the facts of *themes* (of all, where none is named); kept under *name*.

    Their downloads are of the charts at *place* (*name*, where none is given) of *query*, or of what the page asks for.
    """
    asked = query or context.view.filters.about(*themes)

    def make() -> list[Section]:
        facts, style = context.facts(*themes), context.style
        paper = replace(style, dark=False, text=Style.text)
        charts = build(facts, context.dataset, style)
        on_paper = charts if style == paper else build(facts, context.dataset, paper)
        return [
            _section(context, chart, paper, _download(context, chart, place or name, asked))
            for chart, paper in zip(charts, on_paper, strict=True)
        ]

    return cache.get(("sections", context.version, name, context.view.filters, context.style), make)


def _download(context: PageContext, chart: Chart, place: str, query: Query) -> str:
    """The menu of the files of one chart."""
    whole = query.period is None and not context.style.recent
    return downloads("下载这张图" if chart.drawing else "下载这张表", query, chart_name(place, chart.key, whole), bool(chart.drawing))


def _section(context: PageContext, chart: Chart, paper: Chart, download: str) -> Section:
    """The surroundings of *chart*; *paper* is the same chart for a white page."""
    view, facts = context.view.filters, context.dataset.facts
    rows = [line(number, facts[key]) for number, key in enumerate(chart.ids, start=1)]
    footnotes = notes(chart.ids, facts)
    printed = picture(paper.drawing, chart.title, _PAPER_WIDTH) if paper.drawing else ""
    return Section(
        chart,
        figure=go.Figure(chart.figure) if chart.drawing else None,
        head=render(
            "head.html",
            chart=chart,
            wider=view.asking(period=(date(chart.wider[0], 1, 1), date(chart.wider[1], 12, 31))).address() if chart.wider else "",
        ),
        table=render("table.html", table=chart.table, view=view) if chart.table else "",
        foot=render("foot.html", printed=printed, chart=chart, notes=footnotes, view=view),
        sheet=render("sheet.html", lines=rows, is_open=not (chart.drawing or chart.table), view=view) + download,
    )


def line(number: int, fact: Fact) -> dict[str, Any]:
    """A row of a table of figures."""
    return {
        "number": number,
        "id": fact.id,
        "indicator": fact.indicator_name,
        "place": wording.place(fact),
        "period": wording.period_label(fact),
        "value": wording.hedged(fact),
        "status": wording.status_label(fact),
        "level": wording.level_label(fact),
        "is_proved": not wording.proof_label(fact),
    }


def show(context: PageContext, section: Section, beside: str) -> None:
    """Show *section*; *beside* is the id whose passage lies beside it, or nothing."""
    name = section.chart.key
    with st.container(key=f"section-{name}"):
        show_html(section.head, f"head-{name}")
        if not section.chart.drawing and not beside:
            _body(context, section)
            return
        left, right = st.columns([7, 5], gap="large")
        with left:
            _body(context, section)
        with right:
            if beside:
                show_passage(context, beside, name)


def _body(context: PageContext, section: Section) -> None:
    """What is drawn, or the table that stands in its place, and the footnotes."""
    name, chosen = section.chart.key, context.view.chosen
    if section.figure:
        _plot(section.chart, section.figure)
    show_html(section.table + section.foot + section.sheet, f"foot-{name}", chosen=chosen)


def _plot(chart: Chart, figure: go.Figure) -> None:
    """The drawing; ``keyboard.js`` opens its points."""
    st.plotly_chart(figure, key=f"chart-{chart.key}", theme=None, config=_CONFIG, alt=f"{chart.title}。{chart.sentence}")


def show_passage(context: PageContext, key: str, place: str) -> None:
    """Show the panel for the observation *key*; *place* sets it apart from other panels of the page."""
    view = replace(context.view, chosen=key)
    may_edit = access().allowed
    html = cache.get(("panel", context.version, view, may_edit), lambda: panel(context.dataset.facts[key], view, may_edit=may_edit))
    show_html(html, f"passage-{place}", reveal=PANEL)


def regions_of(context: PageContext, *themes: str, aimed: bool = False) -> list[str]:
    """The regions of which there are facts of *themes* (of all, where none is named) if nothing is filtered; as in the data file.

    With *aimed*, only those for which something is aimed at.
    """

    def find() -> list[str]:
        whole = View(PAGE.changed(cited=context.view.query.cited, as_of=context.view.query.as_of, subjects=False))
        facts = replace(context, view=whole).facts(*themes)
        present = {fact.region for fact in facts if fact.is_plan or not aimed}
        return [key for key in context.dataset.catalogue.regions if key in present]

    return cache.get(("regions", context.version, themes, aimed, context.view.query.cited, context.view.query.as_of), find)


def where_to_show(sections: Sequence[Section], chosen: str) -> str:
    """The key of the first chart that draws *chosen*, or nothing."""
    return next((section.chart.key for section in sections if chosen in section.chart.ids), "") if chosen else ""
