"""The shortest stretch of a text that a figure can be cited by: its clause, made longer until it occurs once only."""

from __future__ import annotations

import re

from xtdata.suggest.clauses import Claim

_EDGE = re.compile(r"[，,；;：:。！？!?\n]")
_TRIM = "，,；;：:、。！？!? \n"


def quote_span(text: str, claim: Claim) -> tuple[int, int]:
    """Start and end, in folded *text*, of the shortest clause or run of clauses that holds *claim* and occurs once."""
    start, end = _trimmed(text, claim.clause, claim.clause_end)
    while _occurs_twice(text, text[start:end]):
        longer = _clause_before(text, start)
        if longer is None:
            further = _clause_after(text, end)
            if further is None:
                break
            end = further
        else:
            start = longer
    return start, end


def occurs_once(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` occurs nowhere else in *text*."""
    return not _occurs_twice(text, text[start:end])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end


def _occurs_twice(text: str, quote: str) -> bool:
    first = text.find(quote)
    return text.find(quote, first + 1) >= 0


def _clause_before(text: str, start: int) -> int | None:
    """Where the clause before *start* begins; ``None`` at the beginning of a block."""
    place = start - 1
    while place >= 0 and text[place] in _TRIM and text[place] != "\n":
        place -= 1
    if place < 0 or text[place] == "\n":
        return None
    while place > 0 and not _EDGE.match(text[place - 1]):
        place -= 1
    return place


def _clause_after(text: str, end: int) -> int | None:
    if end >= len(text) or text[end] == "\n":
        return None
    match = _EDGE.search(text, end + 1)
    return match.start() if match else len(text)
