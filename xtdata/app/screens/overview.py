"""总览: the numbers of the year, one chart of each headline theme, and the districts beside each other."""

from __future__ import annotations

import streamlit as st

from xtdata.app.context import PageContext
from xtdata.app.controls import controls
from xtdata.app.data import cache
from xtdata.app.footnotes import dated
from xtdata.app.markup import render, show_html
from xtdata.app.screens.districts import small_matrix
from xtdata.app.section import Section, regions_of, sections_of, show_card, show_passage, where_to_show
from xtdata.app.theme import show_sections
from xtdata.charts import Focus, focus
from xtdata.language.period import Period


def show(context: PageContext) -> None:
    """The year in focus, the first chart of each headline theme, and the matrix of districts."""
    themes = tuple(context.dataset.catalogue.headlines)
    controls(context, regions_of(context, *themes))
    year, html = cache.get(("focus", context.version, context.view.filters, context.style), lambda: _focus(context))
    sections = [section for theme in themes for section in sections_of(context, theme)[:1]]
    in_focus = year is not None and context.view.chosen in _shown(year) and not where_to_show(sections, context.view.chosen)
    if year:
        show_html(html, "headlines", chosen=context.view.chosen)
        if in_focus:
            show_passage(context, context.view.chosen, "headlines")
    with st.container(key="overview"):
        columns = iter(st.columns(max(1, len(sections)), gap="large"))

        def card(context: PageContext, section: Section, beside: str) -> None:
            with next(columns):
                show_card(context, section, beside)

        show_sections(context, sections, themes, card, elsewhere=not in_focus)
    show_html(small_matrix(context), "matrix", chosen=context.view.chosen)


def _focus(context: PageContext) -> tuple[Focus | None, str]:
    """The numbers of the one region that the reader chose, else of the home region, until the last year of the view; and their HTML."""
    query, home = context.view.query, context.dataset.catalogue.home
    region = query.regions[0] if len(query.regions) == 1 else home
    # Last year's figure belongs beside this year's, also where the view begins with this year; a version that is only
    # cited takes no place from a quoted one.
    facts = context.dataset.facts_in(context.dataset.select(query.changed(period=None, regions=(), cited=False)))
    year = focus(facts, context.dataset, context.style, region, query.period[1].year if query.period else None)
    return year, render("headlines.html", focus=year, view=context.view.filters, until=_until(context)) if year else ""


def _shown(year: Focus) -> set[str]:
    return {fact.id for one in year.headlines for fact in (*one.pair.facts, one.before) if fact}


def _until(context: PageContext) -> str:
    """The date of the newest source."""
    sources = [source for source in context.dataset.catalogue.sources.values() if source.date]
    return dated(max(sources, key=lambda source: Period.parse(source.date or "").end)) if sources else "日期不详"
