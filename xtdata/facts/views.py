"""The views and stories of the data file: which query a view writes, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs

from xtdata.datafile.build import Entries
from xtdata.facts.fact import facts_of
from xtdata.facts.query import BadQuery, Query, parse
from xtdata.model.catalogue import Catalogue, View
from xtdata.model.diagnostics import Diagnostic, Path
from xtdata.verification.evidence import Evidence

SHOWN = Query(as_of="latest")
"""What a view shows where its query says nothing: one version of each fact."""


def query_of(view: View, catalogue: Catalogue) -> Query:
    """The query of *view*, written as an address (what stands before a question mark does not count). Raises ``BadQuery``."""
    given = parse_qs(view.query.rpartition("?")[2], keep_blank_values=True)
    return parse(given or {view.query: []}, catalogue, SHOWN)


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
        if frame is not None and select(frame, query_of(view, catalogue), catalogue).empty:
            yield Diagnostic("W072", {"title": view.title}, (*path, "query"))


def _placed(catalogue: Catalogue) -> Iterator[tuple[Path, View]]:
    """Each view with its place in the file."""
    for key, view in catalogue.views.items():
        yield ("views", key), view
    for key, story in catalogue.stories.items():
        for index, one in enumerate(story.views):
            if isinstance(one, View):
                yield ("stories", key, "views", index), one
