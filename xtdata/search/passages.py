"""Where texts print the words of a question: the phrase itself, or its words near each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from xtdata.language.form import searched
from xtdata.language.text import Passage, SourceText
from xtdata.search.index import Index

_REACH = 300
_TEXTS = 8
_PLACES = 1000


class Passages:
    """The texts of sources, and the index that says which of them to look into."""

    def __init__(self, texts: Mapping[str, SourceText], forms: Mapping[str, str], index: Index) -> None:
        """*forms* are *texts* in the form in which they are searched; *index* is theirs."""
        self._texts, self._forms, self._index = texts, forms, index

    def of_phrase(self, phrase: str) -> Iterator[tuple[str, Passage]]:
        """Every place that prints *phrase*, in searched form: one of each text first, then the others."""
        holding = [name for name in self._index.holding([phrase]) if phrase in self._forms[name]]
        for name in holding:
            yield self._passage(name, self._forms[name].find(phrase), len(phrase))
        for name in holding:
            for start in islice(places(self._forms[name], phrase), 1, None):
                yield self._passage(name, start, len(phrase))

    def of_words(self, words: Sequence[str]) -> list[tuple[str, Passage]]:
        """The closest places of each text that hold all *words*, the nearest together first."""
        found = []
        for name in self._index.holding(words)[:_TEXTS]:
            for start, end in _windows(self._forms[name], words):
                found.append((end - start, name, start))
        return [self._passage(name, start, width) for width, name, start in sorted(found)]

    def _passage(self, name: str, start: int, width: int) -> tuple[str, Passage]:
        return name, self._texts[name].passage(start, start + width)


def forms_of(texts: Mapping[str, SourceText]) -> dict[str, str]:
    """*texts* in the form in which they are searched."""
    return {name: searched(text.text) for name, text in texts.items()}


def places(text: str, phrase: str) -> Iterator[int]:
    """Where *text* has *phrase*, overlapping places too."""
    start = text.find(phrase)
    while start >= 0:
        yield start
        start = text.find(phrase, start + 1)


def _windows(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of *text*, none inside another, no longer than ``_REACH``, that hold all *words*; at most three, the shortest."""
    found = {word: list(islice(places(text, word), _PLACES)) for word in words}
    rarest = min(words, key=lambda word: len(found[word]))
    windows = []
    for place in found[rarest]:
        near = [(_nearest(found[word], place), len(word)) for word in words if found[word]]
        start, end = min(at for at, _ in near), max(at + width for at, width in near)
        if len(near) == len(words) and end - start <= _REACH:
            windows.append((end - start, start, end))
    taken: list[tuple[int, int]] = []
    for _, start, end in sorted(windows):
        if all(end <= first or last <= start for first, last in taken):
            taken.append((start, end))
    return iter(taken[:3])


def _nearest(sorted_places: Sequence[int], place: int) -> int:
    at = bisect_left(sorted_places, place)
    return min(sorted_places[max(0, at - 1) : at + 1], key=lambda one: abs(one - place))
