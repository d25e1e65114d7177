"""来源原文: a source as a readable page; every cited passage is marked, and a mark opens its observation."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from xtdata.app.controls import cited_switch
from xtdata.app.data import cache
from xtdata.app.desk import Desk
from xtdata.app.footnotes import dated, issuer
from xtdata.app.paper import paper, render
from xtdata.app.passage import EXCERPT
from xtdata.app.section import show_passage
from xtdata.facts import wording
from xtdata.facts.query import Query
from xtdata.render.excerpts import excerpts, in_print_order
from xtdata.render.marks import Footnote, anchor, mark


def show(desk: Desk) -> None:
    """The list of sources, the text of the one that is being read, and the open passage beside it."""
    source = _reading(desk)
    if not source:
        paper(render("empty.html", conditions=[], more=0), "empty")
        return
    unasked = not (desk.view.source or desk.view.chosen)
    view = replace(desk.view, source=source)
    here = replace(desk, view=view)
    chosen = view.chosen if view.chosen in desk.dataset.catalogue.by_source[source] else ""
    with st.container(key="filters", horizontal=True):
        cited_switch(desk)
    with st.container(key="reading"):
        html = cache.get(("source", desk.version, replace(view, chosen=""), unasked), lambda: _page(here, source, unasked))
        left, right = st.columns([7, 5], gap="large")
        with left:
            paper(html, "source-text", chosen=chosen, reveal=_place(here, chosen))
        with right:
            if chosen:
                show_passage(here, chosen, "source")


def _reading(desk: Desk) -> str:
    """The source that the URL names, else that of the open passage, else the first."""
    catalogue = desk.dataset.catalogue
    if desk.view.source:
        return desk.view.source
    if desk.view.chosen:
        return catalogue.observations[desk.view.chosen].source
    return next(iter(catalogue.sources), "")


def _place(desk: Desk, chosen: str) -> str:
    """The HTML id of the first passage of *chosen*."""
    evidence = desk.dataset.loaded.evidence.get(chosen, ())
    return anchor(evidence[0].passage) if evidence else ""


def _page(desk: Desk, key: str, unasked: bool) -> str:
    catalogue, text = desk.dataset.catalogue, desk.dataset.loaded.library.texts.get(key)
    source, listed = catalogue.sources[key], _listed(desk, key)
    return render(
        "source.html",
        unasked=unasked,
        sources=[_entry(desk, name, name == key) for name in listed],
        hidden=len(catalogue.sources) - len(listed),
        source=source,
        issuer=issuer(source),
        date=dated(source),
        text=mark(text.raw, _footnotes(desk, key)) if text else None,
        missing=wording.text_missing(source),
        quotes=[] if text else [_quote(desk, name) for name in catalogue.by_source[key]],
        count=len(catalogue.by_source[key]),
    )


def _quote(desk: Desk, key: str) -> dict[str, object]:
    """A fact of a source whose text is not at hand."""
    return {
        "query": desk.view.address(key),
        "says": wording.statement(desk.dataset.facts[key]),
        "level": wording.level_label(desk.dataset.facts[key]),
        "excerpts": excerpts(desk.dataset.facts[key], *EXCERPT),
    }


def _listed(desk: Desk, here: str) -> list[str]:
    """The sources to choose from: those of which something is shown, and the one that is being read."""
    shown = set(desk.dataset.select(Query(cited=desk.view.query.cited))["source"])
    empty = {key for key, facts in desk.dataset.catalogue.by_source.items() if not facts}
    return [key for key in desk.dataset.catalogue.sources if key in shown or key in empty or key == here]


def _entry(desk: Desk, key: str, here: bool) -> dict[str, object]:
    catalogue = desk.dataset.catalogue
    query = replace(desk.view, source=key).address()
    return {"query": query, "title": catalogue.sources[key].title, "here": here, "count": len(catalogue.by_source[key])}


def _footnotes(desk: Desk, key: str) -> list[Footnote]:
    """The passages of the source, numbered in the order in which it prints its figures."""
    return [
        Footnote(number, desk.view.address(fact.id), wording.statement(fact), one.passage, one.figure)
        for number, fact in enumerate(in_print_order(desk.dataset, key), 1)
        for one in fact.evidence
    ]
