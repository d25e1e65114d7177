"""A page about one headline theme: its filters, its charts, and the passage of the figure that was picked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from xtdata.app.context import PageContext
from xtdata.app.controls import controls, plain
from xtdata.app.downloads import downloads
from xtdata.app.filters import PAGE, View
from xtdata.app.markup import render, show_html
from xtdata.app.section import Section, regions_of, sections_of, show, show_passage, where_to_show
from xtdata.facts.query import conditions

_FEW = 3
# px at 14 px chart text, without header, filters and the folds.
_TWO_SCREENS = 1250


def show_theme(context: PageContext, theme: str) -> None:
    """Show all charts of *theme*."""
    controls(context, regions_of(context, theme))
    show_sections(context, sections_of(context, theme), (theme,))


def show_sections(context: PageContext, sections: Sequence[Section], themes: tuple[str, ...], elsewhere: bool = True) -> None:
    """Show *sections*, the open passage with the first chart that shows its figure.

    With *elsewhere*, the passage of a figure that none of them shows stands above them.
    """
    chosen = context.view.chosen
    place = where_to_show(sections, chosen)
    if len(sections) > _FEW:
        show_html(render("contents.html", charts=[section.chart for section in sections]), "contents")
    if chosen and not place and elsewhere:
        show_elsewhere(context, themes)
    laid_open = _laid_open(sections)
    for number, section in enumerate(sections):
        is_here = section.chart.key == place
        if number < laid_open:
            show(context, section, chosen if is_here else "")
        else:
            with st.expander(plain(section.chart.title), expanded=is_here, key=f"fold-{section.chart.key}"):
                show(context, section, chosen if is_here else "")
    if not sections:
        say_why_empty(context, themes)
    elif themes:
        show_html(downloads("下载本页全部的数", context.view.filters.about(*themes)), "page-downloads")


def _laid_open(sections: Sequence[Section]) -> int:
    """How many sections lie open: the first, and those after it that end within two screens of a laptop; of the others the finding is there."""
    used = 0.0
    for number, section in enumerate(sections):
        used += section.height
        if number and used > _TWO_SCREENS:
            return number
    return len(sections)


def show_elsewhere(context: PageContext, themes: tuple[str, ...]) -> None:
    """The passage of a figure that no chart of this page draws, with the reason and the way to see it drawn."""
    why, shown = _why_elsewhere(context, themes)
    show_html(render("elsewhere.html", why=why, shown=shown.address(context.view.chosen)), "elsewhere")
    show_passage(context, context.view.chosen, "elsewhere")


def _why_elsewhere(context: PageContext, themes: tuple[str, ...]) -> tuple[str, View]:
    """Why the open figure is in no chart (``cited``, ``version``, ``filtered`` or nothing), and the view that may draw it."""
    view, fact = context.view, context.dataset.facts[context.view.chosen]
    if themes and fact.theme not in themes:
        return "", view
    if fact.is_cited_only and not view.query.cited:
        return "cited", view.asking(cited=True)
    plain = View(PAGE.changed(cited=view.query.cited, as_of=view.query.as_of))
    if fact.id not in set(context.dataset.select(plain.query)["id"]):
        return "version", view.asking(as_of="first" if view.query.as_of == "latest" else "latest")
    return ("filtered", plain) if view.query != plain.query else ("", view)


def say_why_empty(context: PageContext, themes: tuple[str, ...] = ()) -> None:
    """That the page has nothing to show of *themes* (of all, where none is named), and what the reader can do."""
    view = context.view
    is_open = view.query.cited or view.query.verified
    more = 0 if is_open else len(context.dataset.select(view.about(*themes).changed(cited=True, verified=("cited",))))
    asked = conditions(view.query, context.dataset.catalogue, PAGE.changed(cited=view.query.cited, as_of=view.query.as_of))
    with_cited = view.asking(cited=True).address() if more else ""
    show_html(render("empty.html", conditions=list(asked.values()), more=more, with_cited=with_cited), "empty")
