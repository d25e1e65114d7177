"""总览: the numbers of the year, one chart of each headline theme, and the districts beside each other."""

from __future__ import annotations

import streamlit as st

from xtdata.app.controls import controls
from xtdata.app.data import cache
from xtdata.app.desk import Desk
from xtdata.app.footnotes import dated
from xtdata.app.paper import paper, render
from xtdata.app.section import Section, regions_of, sections_of, show_card, show_passage, where_to_show
from xtdata.app.theme import show_sections
from xtdata.charts import Focus, focus, matrix
from xtdata.language.period import Period


def show(desk: Desk) -> None:
    """The year in focus, the first chart of each headline theme, and the matrix of districts."""
    themes = tuple(desk.dataset.catalogue.headlines)
    controls(desk, regions_of(desk, *themes))
    year = cache.get(("focus", desk.version, desk.view.filters, desk.style), lambda: _focus(desk))
    sections = [section for theme in themes for section in sections_of(desk, theme)[:1]]
    in_focus = year is not None and desk.view.chosen in _shown(year) and not where_to_show(sections, desk.view.chosen)
    if year:
        html = render("headlines.html", focus=year, view=desk.view.filters, until=_until(desk))
        paper(html, "headlines", chosen=desk.view.chosen)
        if in_focus:
            show_passage(desk, desk.view.chosen, "headlines")
    with st.container(key="overview"):
        columns = iter(st.columns(max(1, len(sections)), gap="large"))

        def card(desk: Desk, section: Section, beside: str) -> None:
            with next(columns):
                show_card(desk, section, beside)

        show_sections(desk, sections, themes, card, elsewhere=not in_focus)
    table = cache.get(("matrix", desk.version, desk.view.filters), lambda: _matrix(desk))
    paper(table, "matrix", chosen=desk.view.chosen)


def _focus(desk: Desk) -> Focus | None:
    """The numbers of the one region that the reader chose, else of the home region, until the last year of the view."""
    query, home = desk.view.query, desk.dataset.catalogue.home
    region = query.regions[0] if len(query.regions) == 1 else home
    # Last year's figure belongs beside this year's, also where the view begins with this year.
    facts = desk.dataset.facts_in(desk.dataset.select(query.changed(period=None, regions=())))
    return focus(facts, desk.dataset, desk.style, region, query.period[1].year if query.period else None)


def _shown(year: Focus) -> set[str]:
    return {fact.id for one in year.headlines for fact in (*one.pair.facts, one.before) if fact}


def _until(desk: Desk) -> str:
    """The date of the newest source."""
    sources = [source for source in desk.dataset.catalogue.sources.values() if source.date]
    return dated(max(sources, key=lambda source: Period.parse(source.date or "").end)) if sources else "日期不详"


def _matrix(desk: Desk) -> str:
    facts = desk.dataset.facts_in(desk.dataset.select(desk.view.query.changed(regions=())))
    return render("matrix.html", table=matrix(facts, desk.dataset), view=desk.view.filters)
