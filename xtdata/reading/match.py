"""Which of the catalogue's indicators and regions a candidate is about: the same in every part of its term, or none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from xtdata.language.quantity import same_unit, split_unit
from xtdata.language.term import AMOUNT, Term, change_before, changes_in, measure_named, measure_of, term_of
from xtdata.language.text import fold
from xtdata.model.catalogue import Catalogue, Indicator
from xtdata.reading.candidate import Candidate
from xtdata.reading.words import PREDICATE

_CLAUSE_END = re.compile(r"[，,；;。：:！!？?]|\n\s*\n")
_SENTENCE_END = re.compile(r"[。！!？?]|\n\s*\n")
_PERCENT = {"%", "百分点", "‰"}
_QUOTED = re.compile("“[^“”]+”")
_REACH = 200
_SAME_GROUNDS = re.compile("(?:同|可比)口径")
_PLANNED = re.compile("计划(?:完成)?(?:总?投资)?$")
_IN_A_ROW = re.compile("连续[0-9一二两三四五六七八九十]+个?(?:年|季度|月)")


def _is_list(one: Candidate, other: Candidate, text: str) -> bool:
    between = text[one.end : other.start].strip()
    return between in {"、", "和", ",", "，"} and (one.indicator, one.unit) == (other.indicator, other.unit)


@dataclass(frozen=True, slots=True)
class _Named:
    """One name of an indicator; ``quoted`` is what stands in it in quotation marks."""

    key: str
    term: Term
    quoted: str = ""


class Matcher:
    """Compares what candidates measure with the names and aliases of a catalogue's indicators."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._regions = {fold(name): key for key, one in catalogue.regions.items() for name in (one.name, *one.aliases)}
        places = sorted(self._regions, key=len, reverse=True)
        # 湘潭市投资 begins with a place; in 湘潭市级项目 the place is 湘潭.
        self._place = re.compile(f"(?:(?:{'|'.join(map(re.escape, places)) or '(?!)'})(?!级)[、和与]?)+(?=..)")
        self._named: dict[str, list[_Named]] = defaultdict(list)
        for key, one in catalogue.indicators.items():
            for name, term in zip((one.name, *one.aliases), self.terms(one), strict=True):
                quoted = _QUOTED.search(name)
                self._named[split_unit(one.unit)[1]].append(_Named(key, term, quoted.group() if quoted else ""))

    def terms(self, indicator: Indicator) -> list[Term]:
        """What *indicator* measures, by its name and by each alias."""
        names = (indicator.name, *indicator.aliases)
        return [term_of(self._placeless(name), measure_named(name, indicator.unit, indicator.measure)) for name in names]

    def term(self, candidate: Candidate, text: str) -> Term:
        """What *candidate* of *text* measures."""
        before, after = text[max(0, candidate.start - _REACH) : candidate.start], text[candidate.end : candidate.end + 12]
        clause = fold(next((part for part in reversed(_CLAUSE_END.split(before)) if part.strip()), ""))
        term = term_of(self._placeless(candidate.indicator), measure_of(candidate.unit, clause, fold(after)))
        term = replace(
            term, changes=term.changes | self._done(candidate, clause, _CLAUSE_END.split(text[candidate.end : candidate.end + _REACH])[0])
        )
        if _SAME_GROUNDS.search(clause):
            term = replace(term, modifiers="同口径" + term.modifiers)
        if _PLANNED.search(clause) and "计划" not in term.modifiers:
            term = replace(term, modifiers=term.modifiers + "计划")
        return term

    def _done(self, candidate: Candidate, before: str, after: str) -> frozenset[str]:
        """What the clause says was done with the things counted, where the phrase leaves it out: 新签约【项目】, 137个老旧小区改造【全部开工】."""
        if split_unit(candidate.unit)[1] in _PERCENT:
            return frozenset()
        place = before.rfind(candidate.indicator[:2])
        predicate = PREDICATE.search(fold(after))
        return change_before(before, place) | changes_in(predicate.group() if predicate else "")

    def identify(self, candidates: Iterable[Candidate], text: str) -> list[Candidate]:
        """*candidates* of *text* with the ids of the indicators and regions that the catalogue knows."""
        found = list(candidates)
        identified = [self._identified(candidate, text) for candidate in found]
        # 城乡收入分别增长5%、7%: where one phrase stands for two figures of a list, neither is what a name says.
        shared = {i for i, (one, other) in enumerate(pairwise(found)) if _is_list(one, other, text)}
        return [replace(one, indicator_id=None, indicator_unit=None) if {i - 1, i} & shared else one for i, one in enumerate(identified)]

    def _identified(self, candidate: Candidate, text: str) -> Candidate:
        key = self.indicator(candidate, text)
        unit = self._catalogue.indicators[key].unit if key else None
        return replace(candidate, indicator_id=key, indicator_unit=unit, region_id=self._regions.get(fold(candidate.region or "")))

    def indicator(self, candidate: Candidate, text: str) -> str | None:
        """The id of the indicator that measures exactly what *candidate* of *text* does; ``None`` where none does, or several do."""
        found = self.indicators(candidate, text)
        printed = {key for key in found if same_unit(self._catalogue.indicators[key].unit, candidate.unit)}
        found = printed if len(found) > 1 else found
        return found.pop() if len(found) == 1 else None

    def indicators(self, candidate: Candidate, text: str, base: str = "") -> set[str]:
        """The ids of all indicators that measure exactly what *candidate* of *text* does, in units of its own base or of *base*."""
        term, alike = self.term(candidate, text), self._named[base or split_unit(candidate.unit)[1]]
        if not term.head or self._is_part(term, candidate, text) or _IN_A_ROW.search(text, max(0, candidate.start - 20), candidate.start):
            return set()
        found = {one.key for one in alike if one.term == term}
        if found and self._is_narrowed(term, candidate, text, [one for one in alike if one.key not in found]):
            return set()
        return found

    def _is_part(self, term: Term, candidate: Candidate, text: str) -> bool:
        """Whether the words before say of a whole, or of examples, what was done, and the phrase does not: 新增企业30家，其中【工业企业】9家."""
        before = text[max(0, candidate.start - _REACH) : candidate.start]
        clause, sentence = _CLAUSE_END.split(before)[-1], _SENTENCE_END.split(before)[-1]
        said = sentence if "其中" in clause else clause if clause.rstrip().endswith("等") else ""
        return split_unit(candidate.unit)[1] not in _PERCENT and bool(changes_in(fold(said)) - term.changes)

    def _is_narrowed(self, term: Term, candidate: Candidate, text: str, others: Iterable[_Named]) -> bool:
        """Whether the sentence says, outside the phrase, what would make the term that of a narrower indicator among *others*."""
        sentence = _SENTENCE_END.split(text[max(0, candidate.start - _REACH) : candidate.start])[-1]
        said = term_of(sentence).noun
        for other in others:
            if (other.term.head, other.term.measure) != (term.head, term.measure) or other.term.noun in said:
                continue
            further = other.term.modifiers.removesuffix(term.modifiers)
            if (
                len(further) > 1
                and other.term.modifiers.endswith(term.modifiers)
                and further in said
                and other.term.changes >= term.changes
            ):
                return True
            if other.quoted and term.measure != AMOUNT and other.quoted in sentence and other.quoted not in candidate.indicator:
                return True
        return False

    def _placeless(self, phrase: str) -> str:
        return self._place.sub("", fold(phrase), count=1) if self._place.match(fold(phrase)) else phrase
