"""The views and stories of the data file: which query a view writes, and whether it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qs, urlencode

from xtdata.datafile.build import Entries
from xtdata.facts.fact import facts_of
from xtdata.facts.query import ALL, VERSIONS, BadQuery, Query, conditions, parse
from xtdata.model.catalogue import CHART_KINDS, Catalogue, ChartKind, View
from xtdata.model.diagnostics import Diagnostic, Path
from xtdata.verification.evidence import Evidence

_ONE_KIND: Mapping[str, ChartKind] = {"targets": "targets", "districts": "regions"}
SHOWN = Query(as_of="latest")
"""What a view shows where its query says nothing: one version of each fact."""


def query_of(view: View, catalogue: Catalogue) -> Query:
    """The query of *view*, written as an address (what stands before a question mark does not count). Raises ``BadQuery``."""
    given = parse_qs(view.query.rpartition("?")[2], keep_blank_values=True)
    return parse(given or {view.query: []}, catalogue, SHOWN)


def of_page(page: str, query: Query, catalogue: Catalogue) -> tuple[View, ...]:
    """What the page called *page* (a headline theme, ``targets``, ``districts``, ``indicators`` or any other) shows of *query*, as views."""
    if page in catalogue.headlines:
        shown: list[tuple[str, ChartKind]] = [(page, kind) for kind in catalogue.themes[page].headline]
    elif page == "indicators" and query.indicators:
        shown = [("", "trends"), ("", "grid")]
    elif page in _ONE_KIND:
        shown = [("", _ONE_KIND[page])]
    else:
        shown = [("", "numbers"), *((theme, catalogue.themes[theme].headline[0]) for theme in catalogue.headlines)]
    return tuple(_view(theme, kind, query, catalogue) for theme, kind in shown if not theme or theme in (query.themes or (theme,)))


def title_of(page: str, query: Query, catalogue: Catalogue) -> str:
    """What the page called *page* shows of *query*, in a few words."""
    return "、".join([catalogue.headlines.get(page) or catalogue.title, *conditions(query, catalogue, SHOWN).values()])


def _view(theme: str, kind: ChartKind, query: Query, catalogue: Catalogue) -> View:
    name = f"{catalogue.themes[theme].name}：" if theme else ""
    asked = (query.changed(themes=(theme,)) if theme else query).parameters(SHOWN) or {"as_of": ["latest"]}
    # Not validated: the query of an address may be longer than one in the file.
    return View.model_construct(title=f"{name}{CHART_KINDS[kind]}", query=urlencode(asked, doseq=True), chart=kind, comment=None)


def as_yaml(views: Sequence[View], title: str) -> str:
    """*views* as an entry of ``stories:`` to paste, called *title*."""
    lines = ["  my_story:", f"    title: {_quoted(title)}", "    views:"]
    for view in views:
        lines += [f"      - title: {_quoted(view.title)}", f"        query: {_quoted(view.query)}", f"        chart: {view.chart}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def unreadable(catalogue: Catalogue, entries: Entries) -> Iterator[Diagnostic]:
    """What the queries of the views ask for that is not there, though it may stand among the *entries* that could not be read."""
    for path, view in _placed(catalogue):
        try:
            query_of(view, catalogue)
        except BadQuery as bad:
            for problem in bad.problems:
                if not entries.is_unread(f"{problem.parameter}s", problem.value):
                    yield Diagnostic("E070", {"problem": str(problem)}, (*path, "query"))


def empty(catalogue: Catalogue, evidence: Mapping[str, tuple[Evidence, ...]]) -> Iterator[Diagnostic]:
    """The views of *catalogue*, which is sound, whose queries keep no fact."""
    from xtdata.facts.frame import build_frame, select  # pandas is slow to load, and few commands need it

    views = dict(_placed(catalogue))
    frame = build_frame(facts_of(catalogue, evidence, {}).values()) if views else None
    for path, view in views.items():
        query = query_of(view, catalogue)
        # The first or the last version is one of those that are kept: there is no need to find it.
        query = query.changed(as_of=ALL) if query.as_of in VERSIONS else query
        if frame is not None and select(frame, query, catalogue).empty:
            yield Diagnostic("W072", {"title": view.title}, (*path, "query"))


def _placed(catalogue: Catalogue) -> Iterator[tuple[Path, View]]:
    """Each view with its place in the file."""
    for key, view in catalogue.views.items():
        yield ("views", key), view
    for key, story in catalogue.stories.items():
        for index, one in enumerate(story.views):
            if isinstance(one, View):
                yield ("stories", key, "views", index), one
