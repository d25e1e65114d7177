"""总览: the year on one screen: the main numbers with their targets, one finding of each headline theme, and the districts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st
from markupsafe import Markup

from xtdata.app.context import PageContext
from xtdata.app.data import cache
from xtdata.app.filters import PAGE, View
from xtdata.app.footnotes import dated
from xtdata.app.markup import render, show_html
from xtdata.app.screens.districts import NAME
from xtdata.app.section import show_passage
from xtdata.app.theme import show_elsewhere
from xtdata.charts import Chart, Focus, Matrix, focus, matrix, theme_charts
from xtdata.charts.districts import main_indicators
from xtdata.charts.style import TEXT_SIZES
from xtdata.charts.svg import picture
from xtdata.datafile.changes import Changes, last_changes
from xtdata.facts.fact import Fact
from xtdata.facts.query import conditions
from xtdata.facts.wording import dispute
from xtdata.language.period import Period
from xtdata.render.links import Links

_HIGHEST = 230
_YEARS, _COLUMNS = 6, 3
_WITH_CONTROL = {"regions", "cited"}


@dataclass(frozen=True)
class _Page:
    """The page without an open passage, and the observations that can be opened from it."""

    html: str
    ids: set[str]


@dataclass(frozen=True)
class _Card:
    """A headline theme: its first chart, drawn small; no chart where nothing of it is known."""

    theme: str
    name: str
    chart: Chart | None
    drawn: Markup


@dataclass(frozen=True)
class _Choice:
    """A region or a year that the page can be about."""

    name: str
    address: str
    is_current: bool


def show(context: PageContext) -> None:
    """The page, made once for all sessions, and the open passage beside it."""
    chosen = context.view.chosen
    # Its pictures are scaled to their places, so that they are the same on every screen. A year that was chosen is the last one shown,
    # not the end of the whole range.
    context = replace(context, style=replace(context.style, text=TEXT_SIZES[0], recent=True))
    page = cache.get(("overview", context.version, context.view.filters, context.style), lambda: _page(context))
    with st.container(key="overview"):
        show_html(page.html, "overview-page", chosen=chosen)
        if chosen in page.ids:
            show_passage(context, chosen, "overview")
        elif chosen:
            show_elsewhere(context, tuple(context.dataset.catalogue.headlines))


def _page(context: PageContext) -> _Page:
    """The page; from a dark screen, what is printed is made for white paper."""
    screen = _made(context)
    if not context.style.dark:
        return screen
    paper = _made(replace(context, style=replace(context.style, dark=False)))
    return _Page(render("overview_twice.html", screen=Markup(screen.html), paper=Markup(paper.html)), screen.ids)


def _made(context: PageContext) -> _Page:
    view, dataset = context.view.filters, context.dataset
    year = _focus(context)
    cards = [_card(context, theme, name) for theme, name in dataset.catalogue.headlines.items()]
    table = _small_matrix(context)
    disputed = _disputed(context)
    html = render(
        "overview.html",
        disputed=disputed,
        stories=[(story.title, Links().meeting(story=key)) for key, story in dataset.catalogue.stories.items()],
        title=dataset.catalogue.title,
        focus=year,
        cards=cards,
        matrix=table,
        page=NAME,
        view=view,
        until=_until(context),
        changes=cache.get(("changes", context.version), lambda: _changes(context)),
        regions=_regions(context),
        years=_years(context, year),
        cited=view.asking(cited=not view.query.cited).address(),
        further=_further(context),
    )
    ids = [fact.id for one in (year.headlines if year else ()) for fact in one.facts]
    ids += [key for card in cards if card.chart for key in card.chart.ids]
    return _Page(html, table.ids.union(ids, disputed))


def _disputed(context: PageContext) -> dict[str, str]:
    """What does not agree, in the regions of the view: a sentence under the observation that leads to it."""
    catalogue, regions = context.dataset.catalogue, context.view.query.regions
    facts = [fact for fact in context.dataset.facts.values() if not regions or fact.region in regions]
    return {check.relation.result: dispute(check, catalogue) for fact in facts for check in fact.disputes}


def _focus(context: PageContext) -> Focus | None:
    """The numbers of the one region that the reader chose, else of the home region, until the last year of the view."""
    query = context.view.query
    region = query.regions[0] if len(query.regions) == 1 else context.dataset.catalogue.home
    # The years before belong beside the year, also where the view begins with it; a version that is only cited takes no place
    # from a quoted one.
    every = query.changed(period=None, regions=())
    quoted, known = (context.dataset.facts_in(context.dataset.select(one)) for one in (every.changed(cited=False), every))
    latest = query.period[1].year if query.period and query.period[1] < date.max else None
    return focus(quoted, context.dataset, context.style, region, latest, known)


def _card(context: PageContext, theme: str, name: str) -> _Card:
    charts = theme_charts(theme, context.facts(theme), context.dataset, replace(context.style, small=True))
    chart = charts[0] if charts else None
    drawn = Markup("")
    if chart and chart.drawing:
        alt = f"{chart.title}。{chart.brief}"
        drawn = picture(chart.drawing.cut(_HIGHEST), alt, chart.drawing.style.narrow, context.view.filters.address)
    return _Card(theme, name, chart, drawn)


def _small_matrix(context: PageContext) -> Matrix:
    """The regions beside each other by the main indicators that most of them have."""
    dataset = context.dataset
    facts = dataset.facts_in(dataset.select(context.view.query.changed(regions=())))
    whole = matrix(facts, dataset, columns=main_indicators(dataset.catalogue))
    filled = [sum(bool(place.cells[at]) for place in whole.places) for at in range(len(whole.columns))]
    kept = sorted(sorted(range(len(filled)), key=lambda at: -filled[at])[:_COLUMNS])
    keys = list(whole.columns)
    return matrix(facts, dataset, columns=[keys[at] for at in kept])


# --- what the page can be about -----------------------------------------------------------------------


def _main_facts(context: PageContext) -> list[Fact]:
    """The results of the main indicators, whatever the reader has chosen."""
    facts = context.dataset.facts.values()
    return [fact for fact in facts if fact.definition.headline and not (fact.subject or fact.is_plan)]


def _regions(context: PageContext) -> list[_Choice]:
    """The home region and those below it of which a main indicator is known."""
    catalogue, view = context.dataset.catalogue, context.view.filters
    known = {fact.region for fact in _main_facts(context)} | set(view.query.regions)
    shown = [key for key in catalogue.regions if key in known and key in catalogue.descendants(catalogue.home)]
    keys = [catalogue.home, *(key for key in shown if key != catalogue.home)]
    chosen = view.query.regions or (catalogue.home,)
    return [
        _Choice(
            catalogue.regions[key].name, view.asking(regions=() if key == catalogue.home else (key,)).address(), key in chosen
        )
        for key in keys
    ]  # fmt: skip


def _years(context: PageContext, year: Focus | None) -> list[_Choice]:
    """The last years of which the main indicators of the home region are known, the latest first."""
    catalogue, view = context.dataset.catalogue, context.view.filters
    quoted = [fact for fact in _main_facts(context) if fact.region == catalogue.home and not fact.is_cited_only]
    known = sorted({fact.period.start.year for fact in quoted if fact.period.is_full_year}, reverse=True)[:_YEARS]
    return [
        _Choice(
            f"{one}年",
            view.asking(period=None if one == known[0] else (date.min, date(one, 12, 31))).address(),
            year is not None and one == year.year,
        )
        for one in known
    ]


def _further(context: PageContext) -> dict[str, object] | None:
    """The conditions of the view that no control of this page shows, and the way to do without them."""
    view = context.view.filters
    asked = conditions(view.query, context.dataset.catalogue, PAGE)
    until_year = (
        view.query.period and view.query.period[0] == date.min and (view.query.period[1].month, view.query.period[1].day) == (12, 31)
    )
    found = {field: words for field, words in asked.items() if field not in _WITH_CONTROL and not (field == "period" and until_year)}
    if not found:
        return None
    without = View(view.query.changed(**{field: getattr(PAGE, field) for field in found}))
    return {"conditions": list(found.values()), "without": without.address(context.view.chosen)}


# --- how new it is ------------------------------------------------------------------------------------


def _until(context: PageContext) -> str:
    """The date of the newest source."""
    sources = [source for source in context.dataset.catalogue.sources.values() if source.date]
    return dated(max(sources, key=lambda source: Period.parse(source.date or "").end)) if sources else "日期不详"


def _changes(context: PageContext) -> Changes | None:
    loaded = context.dataset.loaded
    return last_changes(loaded.path, context.dataset.catalogue)
