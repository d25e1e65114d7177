"""Which facts answer a question: all that it names must hold of a fact; what it merely prefers puts one before another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.language.quantity import split_unit
from xtdata.language.terms import Name, is_short, name_of, others, parts, plain
from xtdata.search.asking import Asked, Figure

_IN_QUOTE, _IN_SUBJECT, _IN_THEME, _BY_PARTS = 0.45, 0.8, 0.4, 0.9
_BELOW = 0.5
_REMEMBERED = 1000
_LEVELS = {"verbatim": 0.02, "quote": 0.01, "cited": 0.0}


@dataclass(frozen=True)
class _Subject:
    """One word for what is measured, and how well it names each indicator.

    ``said`` are the words that may stand for it in a quote, ``parts`` the words inside it with what they name. Where it names no indicator and
    no quote can hold it, there is nothing to look for (``can_hold``).
    """

    word: str
    scores: Mapping[str, float]
    said: tuple[str, ...]
    parts: Mapping[str, Mapping[str, float]]
    names_any: bool
    can_hold: bool


class Facts:
    """The facts, indicators and regions of *dataset*, ready to be asked for."""

    def __init__(self, dataset: Dataset) -> None:
        self._catalogue = dataset.catalogue
        self._names = {key: [name_of(name) for name in (one.name, *one.aliases)] for key, one in dataset.catalogue.indicators.items()}
        self._themes = {key: plain(theme.name) for key, theme in dataset.catalogue.themes.items()}
        self._facts = list(dataset.facts.values())
        self._quotes = {fact.id: plain("".join(one.exact for one in fact.observation.quote)) for fact in self._facts}
        self._owners = {fact.id: plain(fact.subject) for fact in self._facts if fact.subject}
        self._all_said = "\0".join((*self._quotes.values(), *self._owners.values(), *self._themes.values()))
        self._whole = lru_cache(maxsize=_REMEMBERED)(self._read_whole)
        self._subject = lru_cache(maxsize=_REMEMBERED)(self._read_subject)
        self._latest = max((fact.period.end for fact in self._facts), default=date.min)

    @cached_property
    def _all_names(self) -> str:
        return "\0".join(name.text for names in self._names.values() for name in names)

    @cached_property
    def _all_initials(self) -> str:
        return "\0".join(name.initials for names in self._names.values() for name in names)

    def is_named(self, word: str) -> bool:
        """Whether *word* stands in the name of an indicator."""
        said = plain(word)
        return bool(said) and said in self._all_names

    def indicators(self, asked: Asked, limit: int) -> list[str]:
        """The ids of the indicators that all subjects of *asked* name, the best first."""
        named = self._subjects(asked)
        if not named or not all(one.names_any for one in named):
            return []
        scored = {key: [one.scores[key] for one in named] for key in self._names}
        found = {key: sum(one) for key, one in scored.items() if all(one)}
        return sorted(found, key=lambda key: -found[key])[:limit]

    def answers(self, asked: Asked, limit: int) -> list[Fact]:
        """At most *limit* facts that answer *asked*, the best first; none where the data hold nothing."""
        if asked.is_empty or not (asked.subjects or asked.figures):
            return []
        regions = self._regions(asked)
        named = self._subjects(asked)
        if not all(one.can_hold for one in named):
            return []
        scored: list[tuple[float, Fact]] = []
        for fact in self._facts:
            if (regions and fact.region not in regions) or not _within(fact, asked) or not _prints(fact, asked.figures):
                continue
            likeness = self._likeness(fact, named)
            if likeness:
                scored.append((likeness + regions.get(fact.region, 0.0) + self._preference(fact, asked), fact))
        scored.sort(key=lambda one: -one[0])
        return [fact for _, fact in _spread(scored, limit)]

    def _regions(self, asked: Asked) -> Mapping[str, float]:
        """The regions that may answer, those below the one asked for behind it."""
        found: dict[str, float] = {}
        for key, weight in asked.regions.items():
            for below in self._catalogue.descendants(key):
                found[below] = max(found.get(below, 0.0), weight - _BELOW * (below != key))
        return found

    def _subjects(self, asked: Asked) -> list[_Subject]:
        return [self._subject(word) for word in filter(None, map(plain, asked.subjects))]

    def _read_subject(self, word: str) -> _Subject:
        """What *word* names, and which parts may be said of a fact where the names of indicators do not hold it."""
        scores = self._named(word)
        split = {one: self._named(one) for one in parts(word)}
        said = (word, *others(word))
        may_be_said = any(one in self._all_said for one in said) or (
            bool(split) and all(one in self._all_said or any(scored.values()) for one, scored in split.items())
        )
        names_any = any(scores.values())
        return _Subject(word, scores, said, split, names_any, names_any or may_be_said)

    def _named(self, word: str) -> Mapping[str, float]:
        """How well *word* names each indicator: as a whole or, where it names none, by its parts."""
        whole = self._whole(word)
        split = [] if whole else parts(word)
        if not split or not all(self._whole(one) for one in split):
            return defaultdict(float, whole)
        return defaultdict(float, {key: max(_by_parts(name, split) for name in names) for key, names in self._names.items()})

    def _read_whole(self, word: str) -> Mapping[str, float]:
        """The indicators that *word* names as a whole, and how well."""
        short = is_short(word) and re.search(r"[^\0]*".join(map(re.escape, word)), self._all_initials)
        if not (short or any(one in self._all_names for one in (word, *others(word)))):
            return {}
        found = {key: max(name.likeness(word) for name in names) for key, names in self._names.items()}
        return {key: score for key, score in found.items() if score}

    def _likeness(self, fact: Fact, named: list[_Subject]) -> float:
        """How well *fact* is about all that is *named*; 0 where one thing is not said of it."""
        total = 0.0
        for one in named:
            score = one.scores[fact.indicator] or self._said(fact, one)
            if not score:
                return 0.0
            total += score
        return total / len(named) if named else 0.5

    def _said(self, fact: Fact, subject: _Subject) -> float:
        """How well *subject*, which the indicator's name does not hold, is said of *fact* elsewhere."""
        if fact.subject and subject.word in self._owners[fact.id]:
            return _IN_SUBJECT
        if subject.word in self._themes[fact.theme]:
            return _IN_THEME
        quote = self._quotes[fact.id]
        if any(one in quote for one in subject.said):
            return _IN_QUOTE
        if subject.parts and all(one in quote or scores[fact.indicator] for one, scores in subject.parts.items()):
            return _IN_QUOTE * _BY_PARTS
        return 0.0

    def _preference(self, fact: Fact, asked: Asked) -> float:
        """What puts *fact* before others that answer as well: what is hinted at, the time meant exactly, the home region, the last result."""
        score = 0.12 * (fact.definition.measure in asked.measures)
        if asked.statuses:
            score += 0.3 * (fact.status in asked.statuses)
        else:
            score += {"actual": 0.1, "expected": 0.05}.get(fact.status, 0.0)
        if not asked.regions:
            score += 0.1 * (fact.region == self._catalogue.home)
        if asked.period:
            score += 0.2 * ((fact.period.start, fact.period.end) == asked.period)
        years_ago = (self._latest - fact.period.end).days / 365
        score += 0.1 * max(0.0, 1 - years_ago / 10) - 0.05 * (fact.period.years > 1) - 0.05 * fact.is_average
        return score + 0.05 * fact.definition.headline + _LEVELS[fact.level] - 0.05 * bool(fact.subject)


def _by_parts(name: Name, split: list[str]) -> float:
    found = [name.likeness(one) for one in split]
    return _BY_PARTS * sum(found) / len(found) if all(found) else 0.0


def _within(fact: Fact, asked: Asked) -> bool:
    return asked.period is None or fact.period.overlaps(*asked.period)


def _prints(fact: Fact, figures: list[Figure]) -> bool:
    """Whether *fact* prints every one of *figures*, at whatever scale."""
    return all(_is_printed(fact, figure) for figure in figures)


def _is_printed(fact: Fact, figure: Figure) -> bool:
    printed = [*(fact.ends or (fact.value,)), *([fact.from_value] if fact.from_value is not None else [])]
    if not figure.unit:
        return any(abs(one) == figure.value for one in printed)
    (power, unit), (own_power, own_unit) = split_unit(figure.unit), split_unit(fact.unit)
    return unit == own_unit and any(abs(one).scaleb(own_power) == figure.value.scaleb(power) for one in printed)


def _spread(scored: list[tuple[float, Fact]], limit: int) -> list[tuple[float, Fact]]:
    """The first *limit*, of which no indicator takes more than the first half while others wait."""
    taken: list[tuple[float, Fact]] = []
    waiting: list[tuple[float, Fact]] = []
    count: dict[str, int] = defaultdict(int)
    for one in scored:
        count[one[1].indicator] += 1
        (taken if count[one[1].indicator] <= max(1, limit // 2) else waiting).append(one)
        if len(taken) == limit:
            break
    return [*taken, *waiting][:limit]
