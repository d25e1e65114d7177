"""指标: any indicators, regions and years beside each other, as charts, as a table, by source; with nothing chosen the table of all facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from xtdata.app.context import PageContext
from xtdata.app.controls import search_controls
from xtdata.app.data import cache
from xtdata.app.downloads import downloads
from xtdata.app.filters import PAGE, SORTS, TABS, View
from xtdata.app.footnotes import dated, issuer
from xtdata.app.markup import render, show_html
from xtdata.app.section import Section, line, sections, show_passage, where_to_show
from xtdata.app.section import show as show_section
from xtdata.app.theme import show_elsewhere
from xtdata.charts import ANY, READERS, Chart, Style, charts_of
from xtdata.charts.kinds import Builder
from xtdata.facts.dataset import Dataset
from xtdata.facts.facets import Facet, facets
from xtdata.facts.fact import Fact
from xtdata.facts.query import ALL
from xtdata.facts.words import named
from xtdata.language.terms import plain
from xtdata.model.catalogue import Catalogue
from xtdata.render.marks import highlight

NAME = "indicators"
ROWS = 30
MOST_DRAWN = 300
"""How many figures charts are made of at most: with more, no reader finds anything, and a page grows without end."""
_FEW, _MOST, _SEVERAL = 10, 60, 2


@dataclass(frozen=True)
class _Page:
    """What the page shows but for charts and the open passage: the HTML of its parts, and the facts that its table shows."""

    head: str
    facets: str
    body: str
    ids: frozenset[str]
    is_drawn: bool


def show(context: PageContext) -> None:
    """The box for words, the facets, and beside them what is selected."""
    page = cache.get((NAME, context.version, context.view.filters), lambda: _page(context))
    with st.container(key="explorer"):
        search_controls(context, "找指标、地区、引文里的词")
        left, right = st.columns([3, 10], gap="large")
        with left:
            show_html(page.facets, "facets")
        with right:
            show_html(page.head, "explorer-head")
            if page.body:
                show_html(page.body, "explorer-body", chosen=context.view.chosen)
            drawn = _show_charts(context) if page.is_drawn else []
    _show_chosen(context, context.view.chosen in page.ids or bool(where_to_show(drawn, context.view.chosen)))


def _show_charts(context: PageContext) -> list[Section]:
    """The charts of the selection; of a figure that was published several times one version is drawn."""
    view = context.view.filters
    query = view.query.changed(as_of=PAGE.as_of) if view.query.as_of == ALL else view.query
    # Whoever asks for an indicator here wants all its years, not the latest that hold together.
    drawn = replace(context, view=replace(view, query=query), style=replace(context.style, recent=False))
    made = sections(drawn, f"{NAME}-{view.chart}", _builder(view), place=_place(context))
    if len(made) > _SEVERAL:
        show_html(render("contents.html", charts=[section.chart for section in made]), "contents")
    for section in made:
        show_section(context, section, "")
    return made


def _headline(view: View, catalogue: Catalogue) -> str:
    """The headline theme that the view is all of, if it is of one."""
    themes = view.query.themes if not view.query.indicators else ()
    return themes[0] if len(themes) == 1 and themes[0] in catalogue.headlines else ""


def _place(context: PageContext) -> str:
    """The name under which the downloads know what is drawn here."""
    return context.view.chart or _headline(context.view, context.dataset.catalogue) or "any"


def _builder(view: View) -> Builder:
    """The kind that the reader chose; else of a headline theme its own charts, of anything else those that fit."""

    def build(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
        theme = _headline(view, dataset.catalogue)
        own = dataset.catalogue.themes[theme].headline if theme else ANY
        return charts_of((view.chart,) if view.chart else own, facts, dataset, style)

    return build


def _show_chosen(context: PageContext, is_here: bool) -> None:
    chosen = context.view.chosen
    if chosen and is_here:
        with st.container(key="drawer"):
            show_passage(context, chosen, "drawer")
    elif chosen:
        show_elsewhere(context, ())


def _page(context: PageContext) -> _Page:
    view, dataset = context.view.filters, context.dataset
    rows = dataset.select(view.query)
    found = facets(dataset, view.query)
    tab = view.tab or ("chart" if view.query.indicators else "table")
    is_drawn = tab == "chart" and 0 < len(rows) <= MOST_DRAWN
    head = render(
        "explorer.html",
        view=view,
        title=_title(rows),
        chips=_chips(found, view),
        more=0 if view.query.as_of == ALL else len(dataset.select(view.query.changed(as_of=ALL))) - len(rows),
        all_versions=view.asking(as_of=ALL).address(),
        latest=view.asking(as_of=PAGE.as_of).address() if view.query.as_of != PAGE.as_of else "",
        tab=tab,
        tabs=TABS,
        kinds=READERS if is_drawn else {},
    )
    shown: list[Fact] = []
    if rows.empty:
        body = _nothing(found, view)
    elif is_drawn:
        body = ""
    elif tab == "chart":
        body = render("explorer_many.html", count=len(rows), most=MOST_DRAWN, table=view.showing_as(tab="table").address())
    elif tab == "sources":
        body = render("explorer_sources.html", sources=_sources(context, rows))
    else:
        body, shown = _table(context, rows)
    side = [one for field, one in found.items() if one.values]
    return _Page(
        head, render("facets.html", facets=side, view=view, few=_FEW, most=_MOST), body, frozenset(fact.id for fact in shown), is_drawn
    )


def _title(rows: pd.DataFrame) -> str:
    """How much is selected; what by is said below."""
    counts = ((rows[column].nunique(), name) for column, name in (("indicator", "指标"), ("region", "地区"), ("source", "来源")))
    return f"{len(rows):,} 个数：{'，'.join(f'{count} 个{name}' for count, name in counts)}".replace("个来源", "份来源")


def _chips(found: dict[str, Facet], view: View) -> list[tuple[str, str]]:
    """What is chosen, each with the address without it."""
    chips = [(value.name, view.of(value.query).address()) for one in found.values() if one.field != "period" for value in one.chosen]
    years = found["period"].chosen
    if view.query.period and years:
        span = years[0].name if len(years) == 1 else f"{years[-1].name.removesuffix('年')}–{years[0].name}"
        chips.append((span, view.asking(period=None).address()))
    return [*chips, *([(f"“{view.query.words}”", view.asking(words="").address())] if view.query.words else [])]


def _nothing(found: dict[str, Facet], view: View) -> str:
    """That nothing is selected, and which single condition is in the way."""
    asked = [one for one in found.values() if one.chosen or (one.field in {"words", "period"} and getattr(view.query, one.field))]
    ways = sorted((one for one in asked if one.others), key=lambda one: -one.others)
    return render("explorer_nothing.html", ways=[(one.label, one.others, view.of(one.query).address()) for one in ways])


# --- the table ----------------------------------------------------------------------------------------


def _table(context: PageContext, rows: pd.DataFrame) -> tuple[str, list[Fact]]:
    """A page of the table of *rows*, and its facts."""
    view = context.view.filters
    pages = ceil(len(rows) / ROWS)
    page = min(view.page, pages)
    first = (page - 1) * ROWS
    facts = context.dataset.facts_in(_sorted(context, rows).iloc[first : first + ROWS])
    html = render(
        "explorer_table.html",
        view=view,
        lines=[_line(context, number, fact) for number, fact in enumerate(facts, first + 1)],
        sorts=_orders(view),
        page=page,
        pages=pages,
        beyond=view.page if view.page > pages else 0,
        steps=[(number, view.showing_as(page=number).address()) for number in _steps(page, pages)],
        downloads=Markup(downloads("下载这些数（全部页）", view.query)),
    )
    return html, facts


def _line(context: PageContext, number: int, fact: Fact) -> dict[str, Any]:
    words = [plain(word) for word in context.view.query.words.replace("、", " ").split()]
    quote = highlight(fact.quote, words) if words and fact.quote else ""
    source = replace(View(context.view.query), source=fact.source).address(fact.id)
    return line(number, fact) | {"quote": quote, "source": fact.origin.title, "source_address": f"/source{source}"}


def _sorted(context: PageContext, rows: pd.DataFrame) -> pd.DataFrame:
    """*rows* as the view sorts them; of one kind, by indicator, region and period."""
    catalogue, key = context.dataset.catalogue, context.view.sort.removeprefix("-")
    down = context.view.sort.startswith("-")
    place = {
        "indicator": rows["indicator"].map({key: number for number, key in enumerate(_indicators(context))}).astype(int),
        "region": rows["region"].map({key: number for number, key in enumerate(catalogue.regions)}).astype(int),
        "date": rows["source"].map({key: one.date or "" for key, one in catalogue.sources.items()}).astype(str),
        "period": rows["period_end"],
        "value": rows["value"],
        "unit": rows["unit"].astype(str),
    }
    # Values are set in order only among figures of one indicator and unit.
    order = ["indicator", "unit", "value"] if key == "value" else [*([key] if key else []), "indicator", "region", "period"]
    order = list(dict.fromkeys(order))
    ways = [not (down and name == key) for name in order]
    frame = pd.DataFrame({name: place[name] for name in order}, index=rows.index)
    return rows.loc[frame.sort_values(order, ascending=ways, kind="stable").index]


def _indicators(context: PageContext) -> list[str]:
    """The indicators as in the data file; those first that the words of the view name best."""
    likeness = named(context.view.query.words, context.dataset.catalogue)
    return sorted(context.dataset.catalogue.indicators, key=lambda key: -likeness.get(key, 0.0))


def _orders(view: View) -> dict[str, dict[str, str]]:
    """For each column that sorts the table: what to call it, how it sorts now, and the address that sorts by it, or the other way round."""
    found = {}
    for key, name in SORTS.items():
        now = "ascending" if view.sort == key else "descending" if view.sort == f"-{key}" else ""
        # Figures and dates are wanted from the top first.
        first, second = (key, f"-{key}") if key == "region" else (f"-{key}", key)
        target = {first: second, second: ""}.get(view.sort, first)
        found[key] = {"name": name, "now": now, "address": view.showing_as(sort=target).address()}
    return found


def _steps(page: int, pages: int) -> list[int]:
    """The pages to offer: the first, those around *page*, the last."""
    return sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})


# --- by source ----------------------------------------------------------------------------------------


def _sources(context: PageContext, rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The sources of *rows* with the number of figures from each, the latest first."""
    counts = Counter(rows["source"])
    origins = {key: context.dataset.catalogue.sources[key] for key in counts}
    return [
        {
            "title": origins[key].title,
            "from_": "，".join(filter(None, (issuer(origins[key]), dated(origins[key])))),
            "count": counts[key],
            "address": "/source" + replace(View(context.view.query), source=key).address(),
            "here": context.view.filters.showing_as(tab="table").asking(sources=(key,)).address(),
        }
        for key in sorted(counts, key=lambda key: origins[key].date or "", reverse=True)
    ]
