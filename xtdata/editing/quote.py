"""Which words to quote for a number of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xtdata.language.text import Passage, SourceText

_CLAUSE_END = re.compile(r"[，。；！？：\n,;!?:]")
_REACH = 80
_LONGEST_PREFIX = 40


def clause(text: SourceText, number: Passage) -> str:
    """The words around *number* up to the nearest punctuation: a quote to begin with."""
    before, after = text.raw[max(0, number.start - _REACH) : number.start], text.raw[number.end : number.end + _REACH]
    ends = [match.end() for match in _CLAUSE_END.finditer(before)]
    stop = _CLAUSE_END.search(after)
    return (
        before[ends[-1] if ends else 0 :].strip() + text.raw[number.start : number.end] + after[: stop.start() if stop else None].rstrip()
    )


def alone(text: SourceText, number: Passage, numbers: Iterable[Passage]) -> str:
    """The clause of *number* where it holds no other of *numbers*, else the number: a dismissal speaks of nothing else."""
    whole = clause(text, number)
    start = text.raw.find(whole, max(0, number.start - len(whole)))
    others = [one for one in numbers if one != number and one.start < start + len(whole) and start < one.end]
    return whole if start >= 0 and not others else text.raw[number.start : number.end]


def selector(text: SourceText, exact: str, number: Passage) -> str | dict[str, str]:
    """*exact* as a quote; where the text prints it several times, with the words before the hit that holds *number*."""
    hits = text.find(exact)
    here = [hit for hit in hits if hit.start <= number.start and number.end <= hit.end]
    if len(hits) < 2 or not here:
        return exact
    for length in range(2, _LONGEST_PREFIX):
        prefix = one_line(text.raw[max(0, here[0].start - length) : here[0].start])
        if prefix and text.find(exact, prefix) == here[:1]:
            return {"exact": exact, "prefix": prefix}
    return exact


def one_line(text: str) -> str:
    """*text* without line breaks and the indentation around them: how quotes are written."""
    return "".join(line.strip() for line in text.splitlines())
