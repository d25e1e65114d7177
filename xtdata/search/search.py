"""One search: what the words ask for, and the facts, indicators, regions and passages that answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain, islice
from typing import Any, Literal

from xtdata.facts import wording
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.language.form import form
from xtdata.language.text import Passage, SourceText, sentence_around
from xtdata.search.asking import LONGEST, Asked, Asking
from xtdata.search.facts import Facts
from xtdata.search.index import Index
from xtdata.search.passages import Passages

Kind = Literal["fact", "indicator", "region", "passage"]
_FACTS, _INDICATORS, _REGIONS = 8, 4, 3
_AROUND = 120
LIMIT, MOST = 30, 500


@dataclass(frozen=True)
class Hit:
    """One thing that was found.

    ``id`` is that of the fact, indicator or region, and for a passage that of its source. ``start`` and ``end`` are the place in the text of
    ``source``: of a fact its first quote, of a passage the words asked for. ``text`` is the fact's statement, the name, or the sentence that
    holds the passage. What does not apply is ``None``.
    """

    kind: Kind
    id: str
    source: str | None
    start: int | None
    end: int | None
    text: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Search:
    """Searches *dataset*; *index* is that of the texts of its sources, *forms* these texts as they are searched."""

    def __init__(self, dataset: Dataset, forms: Mapping[str, str], index: Index) -> None:
        self.dataset = dataset
        self._facts = Facts(dataset)
        self._asking = Asking(dataset.catalogue, self._facts.is_named)
        self._passages = Passages(dataset.loaded.library.texts, forms, index)

    def read(self, words: str, today: date | None = None) -> Asked:
        """What *words* ask for; *today* is the day on which they are asked."""
        return self._asking.read(words, today or date.today())

    def hits(self, words: str, limit: int = LIMIT, today: date | None = None) -> list[Hit]:
        """At most *limit* hits for *words*, of which the first 200 characters count: facts, then indicators, regions and passages."""
        asked = self.read(words, today)
        hits = [_of_fact(fact) for fact in self._facts.answers(asked, min(limit, _FACTS))]
        catalogue = self.dataset.catalogue
        hits += [_named("indicator", key, catalogue.indicators[key].name) for key in self._facts.indicators(asked, _INDICATORS)]
        regions = sorted(asked.regions, key=lambda key: -asked.regions[key])[:_REGIONS]
        hits += [_named("region", key, catalogue.regions[key].name) for key in regions]
        hits += islice(self._of_passages(words, asked), max(0, limit - len(hits)))
        return hits[:limit]

    def marked(self, words: str, today: date | None = None) -> list[str]:
        """What to mark in the texts of the hits for *words*, in the form of ``xtdata.language.form``."""
        return [form(words[:LONGEST]), *self.read(words, today).words]

    def _of_passages(self, words: str, asked: Asked) -> Iterator[Hit]:
        phrase = form(words[:LONGEST])
        found = self._passages.of_phrase(phrase)
        first = next(found, None)
        whole = [] if first is None else [first]
        near = self._passages.of_words(asked.words) if first is None or (len(asked.words) > 1 and len(words.split()) > 1) else []
        for source, passage in dict.fromkeys(chain(whole, found, near)):
            yield self._passage(source, passage)

    def _passage(self, source: str, passage: Passage) -> Hit:
        text = self.dataset.loaded.library.texts[source]
        around = context(text, passage)
        words = " ".join(text.raw[around.start : around.end].split())
        return Hit("passage", source, source, passage.start, passage.end, words)


def context(text: SourceText, passage: Passage) -> Passage:
    """The sentence of *text* that holds *passage*, cut where it is very long."""
    first, last = max(0, passage.start - _AROUND), passage.end + _AROUND
    sentence = sentence_around(text.raw[first:last], Passage(passage.start - first, passage.end - first))
    return Passage(first + sentence.start, first + sentence.end)


def _of_fact(fact: Fact) -> Hit:
    passage = fact.evidence[0].passage if fact.evidence else None
    start, end = (passage.start, passage.end) if passage else (None, None)
    return Hit("fact", fact.id, fact.source, start, end, wording.statement(fact))


def _named(kind: Kind, key: str, name: str) -> Hit:
    return Hit(kind, key, None, None, None, name)
