"""来源原文: a source as a readable page; every cited passage is marked, and a mark opens its observation."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from xtdata.app.context import PageContext
from xtdata.app.controls import cited_switch
from xtdata.app.data import cache
from xtdata.app.footnotes import dated, issuer
from xtdata.app.markup import render, show_html
from xtdata.app.passage import EXCERPT
from xtdata.app.section import show_passage
from xtdata.facts import wording
from xtdata.facts.query import Query
from xtdata.render.excerpts import excerpts, in_print_order
from xtdata.render.marks import Footnote, anchor, mark


def show(context: PageContext) -> None:
    """The list of sources, the text of the one that is being read, and the open passage beside it."""
    source = _reading(context)
    if not source:
        show_html(render("empty.html", conditions=[], more=0), "empty")
        return
    unasked = not (context.view.source or context.view.chosen)
    view = replace(context.view, source=source)
    here = replace(context, view=view)
    chosen = view.chosen if view.chosen in context.dataset.catalogue.by_source[source] else ""
    with st.container(key="filters", horizontal=True):
        cited_switch(context)
    with st.container(key="reading"):
        html = cache.get(("source", context.version, replace(view, chosen=""), unasked), lambda: _page(here, source, unasked))
        left, right = st.columns([7, 5], gap="large")
        with left:
            show_html(html, "source-text", chosen=chosen, reveal=_place(here, chosen))
        with right:
            if chosen:
                show_passage(here, chosen, "source")


def _reading(context: PageContext) -> str:
    """The source that the URL names, else that of the open passage, else the first."""
    catalogue = context.dataset.catalogue
    if context.view.source:
        return context.view.source
    if context.view.chosen:
        return catalogue.observations[context.view.chosen].source
    return next(iter(catalogue.sources), "")


def _place(context: PageContext, chosen: str) -> str:
    """The HTML id of the first passage of *chosen*."""
    evidence = context.dataset.loaded.evidence.get(chosen, ())
    return anchor(evidence[0].passage) if evidence else ""


def _page(context: PageContext, key: str, unasked: bool) -> str:
    catalogue, text = context.dataset.catalogue, context.dataset.loaded.library.texts.get(key)
    source, listed = catalogue.sources[key], _listed(context, key)
    footnotes = _footnotes(context, key) if text else []
    return render(
        "source.html",
        unasked=unasked,
        sources=[_entry(context, name, name == key) for name in listed],
        hidden=len(catalogue.sources) - len(listed),
        source=source,
        issuer=issuer(source),
        date=dated(source),
        text=mark(text.raw, footnotes) if text else None,
        numbers=list({one.number: one for one in footnotes}.values()),
        missing=wording.text_missing(source),
        quotes=[] if text else [_quote(context, name) for name in catalogue.by_source[key]],
        count=len(catalogue.by_source[key]),
    )


def _quote(context: PageContext, key: str) -> dict[str, object]:
    """A fact of a source whose text is not at hand."""
    return {
        "query": context.view.address(key),
        "says": wording.statement(context.dataset.facts[key]),
        "level": wording.level_label(context.dataset.facts[key]),
        "excerpts": excerpts(context.dataset.facts[key], *EXCERPT),
    }


def _listed(context: PageContext, here: str) -> list[str]:
    """The sources to choose from: those of which something is shown, and the one that is being read."""
    shown = set(context.dataset.select(Query(cited=context.view.query.cited))["source"])
    empty = {key for key, facts in context.dataset.catalogue.by_source.items() if not facts}
    return [key for key in context.dataset.catalogue.sources if key in shown or key in empty or key == here]


def _entry(context: PageContext, key: str, here: bool) -> dict[str, object]:
    catalogue = context.dataset.catalogue
    query = replace(context.view, source=key).address()
    return {"query": query, "title": catalogue.sources[key].title, "here": here, "count": len(catalogue.by_source[key])}


def _footnotes(context: PageContext, key: str) -> list[Footnote]:
    """The passages of the source, numbered in the order in which it prints its figures."""
    return [
        Footnote(number, context.view.address(fact.id), wording.statement(fact), one.passage, one.figure)
        for number, fact in enumerate(in_print_order(context.dataset, key), 1)
        for one in fact.evidence
    ]
