"""The numbers of a text and what is known of each: settled, waiting, or open with a suggestion."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from xtdata.app.editing.basket import Basket
from xtdata.app.editing.probe import probe, statements
from xtdata.app.editing.received import Reading
from xtdata.facts.dataset import Dataset
from xtdata.language.text import Passage, SourceText
from xtdata.model.catalogue import Catalogue
from xtdata.reading import Candidate, suggest
from xtdata.verification.coverage import CURATED, DISMISSED, OPEN, Number, cover_source

_CLAUSE_END = re.compile(r"[，。；！？：\n,;!?:]")
_REACH = 80


@dataclass(frozen=True)
class Survey:
    """A text with its numbers in order, the suggestion for each open one, and what is said of each settled one."""

    text: SourceText
    numbers: tuple[Number, ...]
    suggestions: Mapping[int, Candidate]
    says: Mapping[int, str]

    @property
    def open(self) -> tuple[int, ...]:
        """Where the open numbers begin."""
        return tuple(number.passage.start for number in self.numbers if number.state == OPEN)

    def number(self, start: int | None) -> Number | None:
        """The number that begins at *start*."""
        return next((number for number in self.numbers if number.passage.start == start), None)

    def step(self, start: int | None, by: int) -> int | None:
        """The next open number behind *start* (*by* 1) or before it (-1), going round; ``None`` where none is open."""
        places = self.open
        if not places:
            return None
        here = -1 if start is None else start
        index = bisect_right(places, here) if by > 0 else bisect_left(places, here) - 1
        return places[index % len(places)]


def survey(base: Catalogue, reading: Reading, basket: Basket, path: Path) -> Survey:
    """Look through the text of *reading*, with what waits in *basket* taken as done."""
    loaded = probe(base, reading, basket, path)
    dataset, text = Dataset(loaded), loaded.library.texts[reading.source]
    shown = {CURATED, DISMISSED, OPEN}
    numbers = tuple(one for one in cover_source(reading.source, dataset.catalogue, text, loaded.evidence).numbers if one.state in shown)
    told = dict(zip(dataset.catalogue.observations, statements(loaded), strict=True))
    says = {n.passage.start: told[n.by] if n.state == CURATED else n.by for n in numbers if n.state != OPEN}
    return Survey(text, numbers, _matched(numbers, reading, base), says)


def _matched(numbers: Sequence[Number], reading: Reading, base: Catalogue) -> dict[int, Candidate]:
    """The suggestion that lies over each number, under the number's offset."""
    candidates = candidates_of(reading.text, reading.region, reading.date, _Known(base))
    starts = [one.start for one in candidates]
    found: dict[int, Candidate] = {}
    for number in numbers:
        near = candidates[max(0, bisect_right(starts, number.passage.start) - 2) : bisect_left(starts, number.passage.end)]
        over = [one for one in near if one.start < number.passage.end and number.passage.start < one.end]
        if over:
            found[number.passage.start] = max(over, key=lambda one: min(one.end, number.passage.end) - max(one.start, number.passage.start))
    return found


@dataclass(frozen=True, eq=False)
class _Known:
    """A catalogue as a key: one reading of the file is one object."""

    catalogue: Catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.catalogue is other.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


@lru_cache(maxsize=16)
def candidates_of(text: str, region: str, date: str, known: _Known) -> list[Candidate]:
    """The suggestions for a text, in its order; made once for a text and a state of the data."""
    regions = known.catalogue.regions
    name = regions[region].name if region in regions else None
    return suggest(text, region=name, date=date or None, catalogue=known.catalogue)


def clause(text: SourceText, number: Passage) -> str:
    """The words around *number* up to the nearest punctuation: a quote to begin with."""
    before, after = text.raw[max(0, number.start - _REACH) : number.start], text.raw[number.end : number.end + _REACH]
    ends = [match.end() for match in _CLAUSE_END.finditer(before)]
    stop = _CLAUSE_END.search(after)
    return (
        before[ends[-1] if ends else 0 :].strip() + text.raw[number.start : number.end] + after[: stop.start() if stop else None].rstrip()
    )
