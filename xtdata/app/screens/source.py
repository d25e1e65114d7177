"""来源原文: the register of all sources, and each source as a readable page whose marks open their observations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil

import pandas as pd
import streamlit as st

from xtdata.app.cache import Cache
from xtdata.app.context import PageContext
from xtdata.app.controls import cited_switch, search_controls
from xtdata.app.data import cache
from xtdata.app.footnotes import dated, issuer
from xtdata.app.markup import render, show_html
from xtdata.app.passage import EXCERPT
from xtdata.app.section import show_passage
from xtdata.facts import wording
from xtdata.facts.facets import facets
from xtdata.facts.fact import Fact
from xtdata.facts.query import Query
from xtdata.language.terms import plain
from xtdata.model.catalogue import VERIFIED
from xtdata.render.excerpts import excerpts, in_print_order
from xtdata.render.marks import Footnote, anchor, mark
from xtdata.verification.coverage import CURATED, DISMISSED, OPEN, cover_source

NAME = "source"
ROWS = 25
_FACETS = ("themes", "regions", "period", "verified")
_FEW, _MOST = 12, 60
# Reading all numbers of a text takes a while, and its counts are small.
_counts = Cache(5000)


def show(context: PageContext) -> None:
    """The register or, where the address names a source or a figure, the text of that source."""
    if context.view.source or context.view.chosen:
        _show_source(context)
    else:
        _show_register(context)


# --- the register -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Entry:
    """A source in the register: how many of its figures are selected, by level of proof, and what became of the numbers that it prints.

    The numbers are counted only of texts that are shipped; of others ``numbers`` is empty.
    """

    title: str
    address: str
    date: str
    issuer: str
    count: int
    levels: tuple[tuple[str, int], ...]
    numbers: Mapping[str, int]


def _show_register(context: PageContext) -> None:
    head, side, body = cache.get(("register", context.version, context.view.filters), lambda: _register(context))
    with st.container(key="explorer"):
        search_controls(context, "找标题、指标、地区、引文里的词")
        left, right = st.columns([3, 10], gap="large")
        with left:
            show_html(side, "facets")
        with right:
            show_html(head, "explorer-head")
            show_html(body, "explorer-body")


def _register(context: PageContext) -> tuple[str, str, str]:
    """The HTML of the title, of the facets and of the list."""
    view, dataset = context.view.filters, context.dataset
    rows = _rows(context)
    listed = _listed(context, rows)
    pages = max(1, ceil(len(listed) / ROWS))
    page = min(view.page, pages)
    shown = listed[(page - 1) * ROWS : page * ROWS]
    counts = Counter(zip(rows["source"], rows["verified"], strict=True))
    levels = {key: {level: counts[key, level] for level in VERIFIED if counts[key, level]} for key in shown}
    entries = [_entry(context, key, levels[key]) for key in shown]
    found = facets(dataset, view.query)
    side = [found[field] for field in _FACETS if found[field].values]
    chips = [(value.name, view.of(value.query).address()) for one in side if one.field != "period" for value in one.chosen]
    chips += [("所选年份", view.asking(period=None).address())] if view.query.period else []
    chips += [(f"“{view.query.words}”", view.asking(words="").address())] if view.query.words else []
    title = f"{len(listed)} 份来源，引自它们的 {len(rows):,} 个数"
    return (
        render("register_head.html", title=title, chips=chips),
        render("facets.html", facets=side, view=view, few=_FEW, most=_MOST),
        render(
            "register.html",
            entries=entries,
            down=view.sort != "date",
            turned=view.showing_as(sort="" if view.sort == "date" else "date").address(),
            page=page,
            pages=pages,
            steps=[(number, view.showing_as(page=number).address()) for number in range(1, pages + 1)],
        ),
    )


def _rows(context: PageContext) -> pd.DataFrame:
    """The selected figures; the words of the view may also stand in the title of their source."""
    query, dataset = context.view.query, context.dataset
    rows = dataset.select(query)
    titled = _titled(context) if query.words else []
    if not titled:
        return rows
    return pd.concat([rows, dataset.select(query.changed(words="", sources=tuple(titled)))]).drop_duplicates("id")


def _titled(context: PageContext) -> list[str]:
    """The sources whose title, or issuer, has all words of the view."""
    words = [plain(word) for word in context.view.query.words.split()]
    sources = context.dataset.catalogue.sources.items()
    return [key for key, one in sources if all(word in plain(f"{one.title} {issuer(one)}") for word in words)]


def _listed(context: PageContext, rows: pd.DataFrame) -> list[str]:
    """The sources of *rows*, the newest first or last; with no condition also those from which nothing is taken yet."""
    sources, query = context.dataset.catalogue.sources, context.view.query
    keys = set(rows["source"])
    if query.words:
        keys.update(_titled(context))
    elif query == Query(as_of=query.as_of, cited=query.cited):
        keys.update(key for key, ids in context.dataset.catalogue.by_source.items() if not ids)
    return sorted((key for key in sources if key in keys), key=lambda key: sources[key].date or "", reverse=context.view.sort != "date")


def _entry(context: PageContext, key: str, levels: Mapping[str, int]) -> _Entry:
    source = context.dataset.catalogue.sources[key]
    return _Entry(
        source.title,
        replace(context.view.filters, source=key, page=1, sort="").address(),
        dated(source),
        issuer(source),
        sum(levels.values()),
        tuple((name, levels[level]) for level, name in VERIFIED.items() if levels.get(level)),
        _numbers(context, key),
    )


def _numbers(context: PageContext, key: str) -> Mapping[str, int]:
    """How many numbers of a shipped text are taken, dismissed with a reason, and open."""
    catalogue, loaded = context.dataset.catalogue, context.dataset.loaded
    text = loaded.library.texts.get(key)
    if text is None or not catalogue.sources[key].redistributable:
        return {}

    def count() -> Mapping[str, int]:
        found = cover_source(key, catalogue, text, loaded.evidence).counts
        return {name: found[name] for name in (CURATED, DISMISSED, OPEN)}

    return _counts.get((context.version, key), count)


# --- one source ---------------------------------------------------------------------------------------


def _show_source(context: PageContext) -> None:
    """The text of the source that is being read, and the open passage beside it."""
    source = context.view.source or context.dataset.source_of(context.view.chosen)
    view = replace(context.view, source=source)
    here = replace(context, view=view)
    chosen = view.chosen if view.chosen in context.dataset.catalogue.by_source[source] else ""
    with st.container(key="filters", horizontal=True):
        cited_switch(context)
    with st.container(key="reading"):
        html = cache.get(("source", context.version, replace(view, chosen="")), lambda: _page(here, source))
        left, right = st.columns([7, 5], gap="large")
        with left:
            show_html(html, "source-text", chosen=chosen, reveal=_place(here, chosen))
        with right:
            if chosen:
                show_passage(here, chosen, "source")


def _place(context: PageContext, chosen: str) -> str:
    """The HTML id of the first passage of *chosen*."""
    evidence = context.dataset.loaded.evidence.get(chosen, ())
    return anchor(evidence[0].passage) if evidence else ""


def _page(context: PageContext, key: str) -> str:
    catalogue, text = context.dataset.catalogue, context.dataset.loaded.library.texts.get(key)
    source, facts = catalogue.sources[key], in_print_order(context.dataset, key)
    shown = [(number, fact) for number, fact in enumerate(facts, 1) if fact.theme in (context.view.query.themes or catalogue.themes)]
    footnotes = _footnotes(context, shown) if text else []
    return render(
        "source.html",
        register=replace(context.view, source="", chosen="").address(),
        source=source,
        issuer=issuer(source),
        date=dated(source),
        text=mark(text.raw, footnotes) if text else None,
        numbers=list({one.number: one for one in footnotes}.values()),
        missing=wording.text_missing(source),
        quotes=[] if text else [_quote(context, fact) for _, fact in shown],
        count=len(facts),
        themes=_themes(context, facts),
        printed=_numbers(context, key),
    )


def _themes(context: PageContext, facts: list[Fact]) -> list[tuple[str, int, str, bool]]:
    """The themes of *facts*: name, number, the address that shows it alone, and whether it is shown alone; first of all, all of them."""
    view, counts = replace(context.view, chosen=""), Counter(fact.theme for fact in facts)
    themes = context.dataset.catalogue.themes
    several = [
        (themes[key].name, counts[key], view.asking(themes=(key,)).address(), view.query.themes == (key,)) for key in themes if counts[key]
    ]
    return [("全部", len(facts), view.asking(themes=()).address(), not view.query.themes), *several]


def _quote(context: PageContext, fact: Fact) -> dict[str, object]:
    """A fact of a source whose text is not at hand."""
    return {
        "query": context.view.address(fact.id),
        "says": wording.statement(fact),
        "level": wording.level_label(fact),
        "excerpts": excerpts(fact, *EXCERPT),
    }


def _footnotes(context: PageContext, facts: list[tuple[int, Fact]]) -> list[Footnote]:
    """The passages of numbered *facts* of a source."""
    return [
        Footnote(number, context.view.address(fact.id), wording.statement(fact), one.passage, one.figure)
        for number, fact in facts
        for one in fact.evidence
    ]
