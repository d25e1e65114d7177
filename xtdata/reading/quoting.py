"""The shortest stretch of a text that a figure can be cited by: its clause, made longer until it occurs once only."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from xtdata.language.quantity import Quantity
from xtdata.reading.clauses import Claim
from xtdata.reading.words import COMPARED, TAIL

_EDGE = re.compile(r"[，,；;：:。！？!?\n]")
_TRIM = "，,；;：:、。！？!? \n"
_LOOKED_AT = 100
_MOST_CLAUSES = 6
_LONGEST, _NEAR = 600, 120
_PAIRS = (("(", ")"), ("“", "”"), ("《", "》"))


def _is_without_subject(before: str) -> bool:
    """Whether *before*, what a clause says before its figure, names nothing that is measured: 同比增长, 分别为."""
    return not TAIL.strip(COMPARED.sub("", TAIL.strip(before)))


class Quotes:
    """Finds quotes in folded *text*. Where else a quote could stand is known from the figures of the text, for it holds one."""

    def __init__(self, text: str, quantities: Iterable[Quantity]) -> None:
        self._text = text
        self._places: dict[str, list[int]] = defaultdict(list)
        for quantity in quantities:
            start, end = quantity.digits
            self._places[text[start:end]].append(start)
            self._places[text[start - 1 : end + 1]].append(start)
        self._edges = [match.start() for match in _EDGE.finditer(text)]

    def span(self, claim: Claim) -> tuple[int, int, bool]:
        """Start and end of the shortest clause or run of clauses that holds *claim* and occurs once, and whether any does."""
        start, end = self._trimmed(*self._shortened(claim))
        # 增长18.07% says of nothing that it grew: the clause before names it.
        while start > claim.sentence and _is_without_subject(self._text[start : claim.start]):
            before = self._clause_before(start)
            if before is None:
                break
            start = before
        start, end = self._trimmed(*self._with_whole_brackets(start, end))
        twin = self._twin(claim, start, end)
        if twin is None:
            return start, end, True
        longer = self._longer(start, end)
        # Where the longest is printed once more, so are the others; a text that repeats itself is not asked for each.
        if longer and self._twin(claim, *longer[-1], twin) is not None:
            return *longer[-1], False
        # Where the figure does not stand in a quote, it does not stand in a longer one: each place is asked until it fails.
        for start, end in longer:
            found = self._twin(claim, start, end, twin)
            if found is None:
                return start, end, True
            twin = found
        return start, end, False

    def _longer(self, start: int, end: int) -> list[tuple[int, int]]:
        """``start:end`` with one clause more each time, before it as long as there are any, then behind it."""
        spans = []
        for _ in range(_MOST_CLAUSES):
            if (before := self._clause_before(start)) is not None:
                start = before
            elif (further := self._clause_after(end)) is not None:
                end = further
            else:
                break
            spans.append((start, end))
        return spans

    def _twin(self, claim: Claim, start: int, end: int, first: int = 0) -> int | None:
        """A place, from *first* on, where the figure stands and ``text[start:end]`` is printed once more; ``None`` if nowhere."""
        place, stop = claim.quantity.digits
        # With the characters beside it a figure is found in fewer places.
        places = self._places[self._text[place - 1 : stop + 1] if start < place and stop < end else self._text[place:stop]]
        if len(places) < 2:
            return None
        quote, begin, before, prints = self._text[start:end], bisect_left(places, first), place - start, self._text.startswith
        for other in islice(places, begin, begin + _LOOKED_AT):
            if other != place and prints(quote, other - before):
                return other
        return None

    def _shortened(self, claim: Claim) -> tuple[int, int]:
        """The clause of *claim*, or of one that is longer than any sentence the items of its list that stand near the figure."""
        if claim.clause_end - claim.clause <= _LONGEST:
            return claim.clause, claim.clause_end
        first, last = max(claim.clause, claim.start - _NEAR), min(claim.clause_end, claim.end + _NEAR)
        before, after = self._text.find("、", first, claim.start), self._text.rfind("、", claim.end, last)
        return before + 1 if before >= 0 else claim.start, after if after >= 0 else claim.end

    def _with_whole_brackets(self, start: int, end: int) -> tuple[int, int]:
        """*start* and *end*, moved outwards where they cut what stands in brackets or quotation marks."""
        for opening, closing in _PAIRS:
            quote = self._text[start:end]
            if opening not in quote and closing not in quote:
                continue
            opened = closed = 0
            for character in quote:
                opened += character == opening
                if character == closing:
                    opened, closed = (opened - 1, closed) if opened else (0, closed + 1)
            # No bracket is looked for on another line.
            line = self._text.rfind("\n", max(0, start - _NEAR), start) + 1 or max(0, start - _NEAR)
            if closed and (place := self._text.rfind(opening, line, start)) >= 0:
                edge = bisect_left(self._edges, place) - 1
                start = self._edges[edge] + 1 if edge >= 0 else 0
            stop = self._text.find("\n", end, end + _NEAR)
            if opened and (place := self._text.find(closing, end, stop if stop >= 0 else end + _NEAR)) >= 0:
                end = place + 1
        return start, end

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
        edge = bisect_left(self._edges, place) - 1
        begin = self._edges[edge] + 1 if edge >= 0 else 0
        return begin if start - begin <= _LONGEST else None

    def _clause_after(self, end: int) -> int | None:
        if end >= len(self._text) or self._text[end] == "\n":
            return None
        edge = bisect_left(self._edges, end + 1)
        stop = self._edges[edge] if edge < len(self._edges) else len(self._text)
        return stop if stop - end <= _LONGEST else None
