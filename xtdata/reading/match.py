"""Which of the catalogue's indicators and regions a candidate is about."""

from __future__ import annotations

import logging
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import jieba

from xtdata.language.quantity import same_unit, split_unit
from xtdata.language.text import fold
from xtdata.model.catalogue import Catalogue
from xtdata.reading.candidate import Candidate

_RATE = re.compile(r"(?:同比|年均)?(?:增速|增长率|增幅|增长|涨幅|下降|降幅)(?:幅度)?")
_EMPTY = re.compile(r"[的数了“”《》()（）、·\s]|数量|总数|幅度|完成|实现|累计|额$")
_MOVES = re.compile(r"增长|下降|上涨|回落|增速|增幅|降低|下滑|负增长|涨幅")
_ALIKE_ENOUGH = 0.58
_UNKNOWN_WORD = 3.0
_SAME_SCALE = 0.01


class Matcher:
    """Finds the indicator that a phrase names: the words it shares with names and aliases, rare words counting more."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._regions = {fold(name): key for key, one in catalogue.regions.items() for name in (one.name, *one.aliases)}
        names = [(key, name) for key, one in catalogue.indicators.items() for name in (one.name, *one.aliases)]
        self._tokenizer = _tokenizer(tuple(self._regions), tuple(name for _, name in names))
        self._names = [(key, _is_rate(name), Counter(self._words(name))) for key, name in names]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, (_, _, words) in enumerate(self._names):
            for word in words:
                self._by_word[word].append(index)
        self._weights = {word: math.log(1 + len(names) / len(found)) for word, found in self._by_word.items()}
        self._found: dict[tuple[str, str, bool], str | None] = {}

    def identify(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """*candidates* with the ids of the indicators and regions that the catalogue knows."""
        return [self._identified(candidate) for candidate in candidates]

    def _identified(self, candidate: Candidate) -> Candidate:
        key = self.indicator(candidate)
        unit = self._catalogue.indicators[key].unit if key else None
        return replace(candidate, indicator_id=key, indicator_unit=unit, region_id=self._regions.get(fold(candidate.region or "")))

    def indicator(self, candidate: Candidate) -> str | None:
        """The id of the indicator that *candidate* is about, in a unit that it can be printed in; ``None`` where none is alike."""
        moves = candidate.unit == "%" and bool(_MOVES.search(candidate.quote.partition(candidate.text)[0][-12:]))
        key = (candidate.indicator, candidate.unit, moves)
        if key not in self._found:
            self._found[key] = self._closest(*key)
        return self._found[key]

    def _closest(self, phrase: str, unit: str, moves: bool) -> str | None:
        words = Counter(self._words(phrase))
        best, best_score = None, _ALIKE_ENOUGH
        for index in {index for word in words for index in self._by_word.get(word, ())}:
            key, rate, named = self._names[index]
            printed = self._catalogue.indicators[key].unit
            if rate != moves or split_unit(printed)[1] != split_unit(unit)[1]:
                continue
            score = self._likeness(words, named) + (_SAME_SCALE if same_unit(printed, unit) else 0)
            if score > best_score:
                best, best_score = key, score
        return best

    def _likeness(self, one: Counter[str], other: Counter[str]) -> float:
        return 2 * self._weight(one & other) / max(1e-9, self._weight(one) + self._weight(other))

    def _weight(self, words: Counter[str]) -> float:
        return sum(count * self._weights.get(word, _UNKNOWN_WORD) for word, count in words.items())

    def _words(self, phrase: str) -> list[str]:
        """The words of *phrase* that tell what is measured: no place, no 增速, no 数."""
        plain = _EMPTY.sub("", _RATE.sub("", fold(phrase)))
        return [word for word in self._tokenizer.cut_for_search(plain, HMM=False) if word not in self._regions]


def _is_rate(name: str) -> bool:
    return bool(re.search(r"增速|增长|增幅|涨幅", name)) and not name.endswith("数")


@lru_cache(maxsize=2)
def _tokenizer(regions: tuple[str, ...], names: tuple[str, ...]) -> jieba.Tokenizer:
    """A word splitter that knows the catalogue's own names."""
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for word in (*regions, *(_EMPTY.sub("", _RATE.sub("", fold(name))) for name in names)):
        if len(word) > 1:
            tokenizer.add_word(word)
    return tokenizer
