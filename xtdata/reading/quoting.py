"""The shortest stretch of a text that a figure can be cited by: its clause, made longer until it occurs once only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from xtdata.language.quantity import Quantity
from xtdata.reading.clauses import Claim

_EDGE = re.compile(r"[，,；;：:。！？!?\n]")
_TRIM = "，,；;：:、。！？!? \n"
_LOOKED_AT = 400
_MOST_CLAUSES = 6


class Quotes:
    """Finds quotes in folded *text*. Where else a quote could stand is known from the figures of the text, for it holds one."""

    def __init__(self, text: str, quantities: Iterable[Quantity]) -> None:
        self._text = text
        self._places: dict[str, list[int]] = defaultdict(list)
        for quantity in quantities:
            start, end = quantity.digits
            self._places[text[start:end]].append(start)

    def span(self, claim: Claim) -> tuple[int, int]:
        """Start and end of the shortest clause or run of clauses that holds *claim* and occurs once, if any does."""
        start, end = self._trimmed(claim.clause, claim.clause_end)
        for _ in range(_MOST_CLAUSES):
            if self.occurs_once(claim, start, end):
                break
            longer = self._clause_before(start)
            if longer is not None:
                start = longer
            elif (further := self._clause_after(end)) is not None:
                end = further
            else:
                break
        return start, end

    def occurs_once(self, claim: Claim, start: int, end: int) -> bool:
        """Whether ``text[start:end]``, which holds the figure of *claim*, occurs nowhere else."""
        quote, (place, stop) = self._text[start:end], claim.quantity.digits
        others = self._places[self._text[place:stop]][:_LOOKED_AT]
        return not any(other != place and self._text.startswith(quote, other - place + start) for other in others)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self._text[start] in _TRIM:
            start += 1
        while end > start and self._text[end - 1] in _TRIM:
            end -= 1
        return start, end

    def _clause_before(self, start: int) -> int | None:
        """Where the clause before *start* begins; ``None`` at the beginning of a block."""
        place = start - 1
        while place >= 0 and self._text[place] in _TRIM and self._text[place] != "\n":
            place -= 1
        if place < 0 or self._text[place] == "\n":
            return None
        while place > 0 and not _EDGE.match(self._text[place - 1]):
            place -= 1
        return place

    def _clause_after(self, end: int) -> int | None:
        if end >= len(self._text) or self._text[end] == "\n":
            return None
        match = _EDGE.search(self._text, end + 1)
        return match.start() if match else len(self._text)
