"""The indicator whose names share most words with a phrase: what an editor is shown where none measures exactly the same."""

from __future__ import annotations

import logging
import math
import re
from collections import Counter, defaultdict
from functools import lru_cache

import jieba

from xtdata.language.quantity import split_unit
from xtdata.language.term import measure_named
from xtdata.language.text import fold
from xtdata.model.catalogue import Catalogue
from xtdata.reading.candidate import Candidate

_EMPTY = re.compile(r"[的数了“”《》()（）、·\s]|数量|总数|幅度|完成|实现|累计|增速|增长率?|增幅|额$")
_ALIKE_ENOUGH = 0.3
_UNKNOWN_WORD = 3.0


def nearest(candidate: Candidate, catalogue: Catalogue, measure: str = "") -> str | None:
    """The id of the indicator most like *candidate*, in a unit that it can be printed in; ``None`` where none is at all alike.

    Of those that are alike, one with the *measure* of the figure comes first.
    """
    indicators = {key: one for key, one in catalogue.indicators.items() if split_unit(one.unit)[1] == split_unit(candidate.unit)[1]}
    same = {key for key, one in indicators.items() if measure_named(one.name, one.unit, one.measure) == measure}
    names = tuple((key, name) for key, one in catalogue.indicators.items() for name in (one.name, *one.aliases))
    index = _index(names)
    return index.closest(candidate.indicator, same) or index.closest(candidate.indicator, set(indicators))


class _Index:
    """Names of indicators by their words; rare words count more."""

    def __init__(self, names: tuple[tuple[str, str], ...]) -> None:
        jieba.setLogLevel(logging.WARNING)
        self._tokenizer = jieba.Tokenizer()
        for _, name in names:
            if len(word := _EMPTY.sub("", fold(name))) > 1:
                self._tokenizer.add_word(word)
        self._names = [(key, Counter(self._words(name))) for key, name in names]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, (_, words) in enumerate(self._names):
            for word in words:
                self._by_word[word].append(index)
        self._weights = {word: math.log(1 + len(names) / len(found)) for word, found in self._by_word.items()}

    def closest(self, phrase: str, allowed: set[str]) -> str | None:
        """The key most like *phrase* among those *allowed*."""
        words = Counter(self._words(phrase))
        scored = (
            (self._likeness(words, self._names[index][1]), index) for index in {i for word in words for i in self._by_word.get(word, ())}
        )
        best = max(((score, -index) for score, index in scored if self._names[index][0] in allowed), default=(0.0, 0))
        return self._names[-best[1]][0] if best[0] >= _ALIKE_ENOUGH else None

    def _likeness(self, one: Counter[str], other: Counter[str]) -> float:
        return 2 * self._weight(one & other) / max(1e-9, self._weight(one) + self._weight(other))

    def _weight(self, words: Counter[str]) -> float:
        return sum(count * self._weights.get(word, _UNKNOWN_WORD) for word, count in words.items())

    def _words(self, phrase: str) -> list[str]:
        return list(self._tokenizer.cut_for_search(_EMPTY.sub("", fold(phrase)), HMM=False))


@lru_cache(maxsize=2)
def _index(names: tuple[tuple[str, str], ...]) -> _Index:
    return _Index(names)
