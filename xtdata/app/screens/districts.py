"""县市区园区: the regions below the home region beside each other, as a table or a map of tiles, and each on a page of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from markupsafe import Markup

from xtdata.app.context import PageContext
from xtdata.app.controls import controls
from xtdata.app.data import cache
from xtdata.app.downloads import downloads
from xtdata.app.filters import TILES, View
from xtdata.app.footnotes import dated, issuer
from xtdata.app.markup import render, show_html
from xtdata.app.section import line, regions_of, sections, show_passage, where_to_show
from xtdata.app.theme import say_why_empty, show_elsewhere, show_sections
from xtdata.charts import Chart, Matrix, Style, charts_of, lines, matrix
from xtdata.charts.chart import by_time
from xtdata.charts.districts import below_home, figure, is_result, main_indicators, newest
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.query import Query
from xtdata.facts.views import query_of
from xtdata.model.catalogue import View as SavedView

NAME = "districts"


def show(context: PageContext) -> None:
    """The view of the data file or the one region that the address names, else all regions."""
    if context.view.saved:
        _show_saved(context)
        return
    below = set(below_home(context.dataset.catalogue))
    controls(context, [region for region in regions_of(context) if region in below])
    if len(context.view.query.regions) == 1:
        _show_region(context, context.view.query.regions[0])
    else:
        _show_all(context)


# --- all regions ------------------------------------------------------------------------------------


def _show_all(context: PageContext) -> None:
    shown, html = cache.get(("districts", context.version, context.view.filters), lambda: _all(context))
    show_html(html, "districts", chosen=context.view.chosen)
    if not shown.ids:
        say_why_empty(context)
    _show_chosen(context, context.view.chosen in shown.ids)


def _all(context: PageContext) -> tuple[Matrix, str]:
    """The table or the map, and its HTML."""
    view, dataset = context.view.filters, context.dataset
    facts = context.facts()
    table = matrix(facts, dataset, view.by, view.query.indicators)
    if view.layout == TILES and not view.by and table.columns:
        table = max((matrix(facts, dataset, key, table.columns) for key in table.columns), key=lambda one: len(one.ranked))
    if view.query.regions:
        table = replace(table, places=tuple(place for place in table.places if place.region in view.query.regions))
    template = "tiles.html" if view.layout == TILES else "matrix.html"
    return table, render(template, matrix=table, view=view, tiles=TILES, views=_views(context))


def _show_chosen(context: PageContext, is_here: bool) -> None:
    """The passage of the figure that the reader opened: in a drawer, or with the reason why the page does not show it."""
    if context.view.chosen and is_here:
        with st.container(key="drawer"):
            show_passage(context, context.view.chosen, "drawer")
    elif context.view.chosen:
        show_elsewhere(context, ())


# --- a view of the data file ------------------------------------------------------------------------


def _show_saved(context: PageContext) -> None:
    """The charts of a view of the data file; of the reader's own filters only that for what is cited counts."""
    dataset, view = context.dataset, context.view.filters
    saved = dataset.catalogue.views[view.saved]
    query = _query_of(saved, context)

    def build(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
        return charts_of((saved.chart,), dataset.facts_in(dataset.select(query)), dataset, style)

    values = {"saved": saved, "view": view, "views": _views(context), "everywhere": view.showing("").address()}
    show_html(render("saved.html", **values), "saved")
    show_sections(context, sections(context, "saved", build, place=saved.chart, query=query), ())


def _views(context: PageContext) -> dict[str, str]:
    """The titles of the views that hold a figure of a region below the home region."""
    catalogue, dataset = context.dataset.catalogue, context.dataset
    below = below_home(catalogue)

    def is_here(saved: SavedView) -> bool:
        return bool(dataset.select(_query_of(saved, context))["region"].isin(below).any())

    def find() -> dict[str, str]:
        return {key: saved.title for key, saved in catalogue.views.items() if is_here(saved)}

    return cache.get(("views", context.version, context.view.query.cited), find)


def _query_of(saved: SavedView, context: PageContext) -> Query:
    query = query_of(saved, context.dataset.catalogue)
    return query if context.view.query.cited else query.changed(cited=False)


# --- one region -------------------------------------------------------------------------------------


def _show_region(context: PageContext, region: str) -> None:
    ids, head, foot = cache.get(("region", context.version, context.view.filters), lambda: _region(context, region))
    chosen = context.view.chosen
    show_html(head, "region-head", chosen=chosen)
    if not ids:
        say_why_empty(context)
    drawn = sections(context, "lines", lines)
    if not where_to_show(drawn, chosen):
        _show_chosen(context, chosen in ids)
    if drawn:
        show_sections(context, drawn, (), elsewhere=False)
    show_html(foot, "region-foot", chosen=chosen)


def _region(context: PageContext, region: str) -> tuple[frozenset[str], str, str]:
    """The figures of *region*, and the HTML above and below its charts."""
    catalogue, view, facts = context.dataset.catalogue, context.view.filters, context.facts()
    values = {
        "view": view,
        "region": catalogue.regions[region],
        "everywhere": view.asking(regions=()).address(),
        "facts": facts,
        "main": _main(facts, context),
        "themes": _by_theme(facts, context),
        "sources": _sources(facts, view),
        "downloads": Markup(downloads("下载这个地区的数", view.query)),
    }
    return frozenset(fact.id for fact in facts), render("region.html", **values), render("region_facts.html", **values)


def _main(facts: list[Fact], context: PageContext) -> list[dict[str, Any]]:
    """Each main indicator with its latest figure, those without one last."""
    found = []
    for key in main_indicators(context.dataset.catalogue):
        mine = [fact for fact in facts if fact.indicator == key and is_result(fact)]
        found.append({"name": context.dataset.catalogue.indicators[key].name, "cell": figure(newest(mine)) if mine else None})
    return sorted(found, key=lambda one: one["cell"] is None)


def _by_theme(facts: list[Fact], context: PageContext) -> list[dict[str, Any]]:
    """The figures of each theme, those of one indicator together, early to late."""
    catalogue = context.dataset.catalogue
    order = {key: number for number, key in enumerate(catalogue.indicators)}
    found = []
    for key, theme in catalogue.themes.items():
        mine = sorted(by_time(fact for fact in facts if fact.theme == key), key=lambda fact: order[fact.indicator])
        if mine:
            found.append({"name": theme.name, "lines": [line(number, fact) for number, fact in enumerate(mine, 1)]})
    return found


def _sources(facts: list[Fact], view: View) -> list[dict[str, Any]]:
    """The sources of *facts* with the number of figures from each, the latest first."""
    counts = Counter(fact.source for fact in facts)
    origins = {fact.source: fact.origin for fact in facts}
    return [
        {
            "title": origins[key].title,
            "from_": "，".join(filter(None, (issuer(origins[key]), dated(origins[key])))),
            "count": counts[key],
            "address": "/source" + replace(View(view.query), source=key).address(),
        }
        for key in sorted(counts, key=lambda key: origins[key].date or "", reverse=True)
    ]
