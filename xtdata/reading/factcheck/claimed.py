"""What a text claims with one figure: of which indicators, region and period, and whether the words leave any doubt of that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xtdata.language.period import Period
from xtdata.language.term import Term
from xtdata.language.text import fold
from xtdata.model.catalogue import PLANS, Catalogue
from xtdata.reading.candidate import Candidate
from xtdata.reading.match import Matcher
from xtdata.reading.places import names_own_place, places_in
from xtdata.verification.contradictions import RegionWords, period_conflict

_CLAUSE_END = re.compile(r"[,，。:：]")
_SENTENCE_END = re.compile(r"[。！!？?；;\n]")
_REACH = 200
_OTHER_UNITS = {"%": ("百分点",), "百分点": ("%",), "天": ("工作日", "小时"), "工作日": ("天", "小时"), "小时": ("工作日", "天")}
_PART_OF_YEAR = re.compile("(?<!连续)[0-9一二三四五六七八九十]个?月|季度|半年|旬|(?<![0-9])[0-9]{1,2}日")
_TIME = re.compile(
    "[0-9０-９〇○二]年|[今去本上当前明]年|全年|[五三近]年|季度|半年|[0-9０-９一二三四五六七八九十]个?月|“十|十[一二三四五]五"
)
_LONGEST_HEADING = 60
# What a figure is compared with is not what it is about: 比【东区】快.
_COMPARED = re.compile("(?:[比较与]|高于|低于|快于|优于|好于|赴|对接)[^,，。;、]{0,16}")


@dataclass(frozen=True, slots=True)
class Claimed:
    """One figure of a text with what it is claimed of.

    ``indicators`` are those of the data that measure exactly this, ``in_other_units`` those that would, were the figure in another
    unit. ``doubt`` says in Chinese why the reading is not certain: such a claim is never confirmed.
    """

    candidate: Candidate
    term: Term
    indicators: frozenset[str]
    in_other_units: frozenset[str]
    region: str | None
    period: Period | None
    doubt: str = ""

    @property
    def is_aim(self) -> bool:
        return self.candidate.status in PLANS


class Claims:
    """Reads what candidates claim, in the terms of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue, self._matcher = catalogue, Matcher(catalogue)
        self._words = RegionWords(catalogue.regions)

    def read(self, candidates: Iterable[Candidate], text: str, own: str | None, is_dated: bool) -> list[Claimed]:
        """What each of *candidates* of *text*, given in the place *own*, claims, in their order.

        In a text that *is_dated* a figure without a time is of the year under review; in others nobody can tell.
        """
        return [self._claimed(one, text, own, is_dated) for one in self._matcher.identify(candidates, text)]

    def _claimed(self, candidate: Candidate, text: str, own: str | None, is_dated: bool) -> Claimed:
        indicators = frozenset(self._matcher.indicators(candidate, text))
        others = frozenset[str]() if indicators else self._in_other_units(candidate, text)
        is_told = candidate.period and (is_dated or _names_time(text, candidate))
        period = Period.parse(candidate.period) if candidate.period and is_told else None
        said = fold(_SENTENCE_END.split(text[max(0, candidate.start - _REACH) : candidate.start])[-1])
        region, doubt = self._region(said, candidate, indicators, own)
        term = self._matcher.term(candidate, text)
        return Claimed(candidate, term, indicators, others, region, period, doubt or _doubt_of_period(said, period))

    def _in_other_units(self, candidate: Candidate, text: str) -> frozenset[str]:
        found: set[str] = set()
        for unit in _OTHER_UNITS.get(candidate.unit, ()):
            found |= self._matcher.indicators(candidate, text, unit)
        return frozenset(found)

    def _region(self, said: str, candidate: Candidate, indicators: frozenset[str], own: str | None) -> tuple[str | None, str]:
        """The region of *candidate*, and what of the words *said* before it speaks against that.

        A name of the data's own counts where the grammar of places does not know it: 东区.
        """
        in_names = self._words.named("".join(self._catalogue.indicators[key].name for key in indicators))
        region, heard = candidate.region_id, set[str]()
        for clause in _CLAUSE_END.split(said):
            clause = _COMPARED.sub("", clause)
            if names_own_place(clause, own):
                heard = set()
            elif named := self._words.named(clause) - in_names:
                heard = named
            elif strangers := {place for place in places_in(clause) if not self._words.named(place)}:
                heard = strangers - {candidate.region}
        if not heard or region in heard:
            return region, ""
        if candidate.region == own and len(heard) == 1 and (one := next(iter(heard))) in self._catalogue.regions:
            return one, ""
        regions = self._catalogue.regions
        return region, "文中另有" + "、".join(sorted(regions[one].name if one in regions else one for one in heard))


def _names_time(text: str, candidate: Candidate) -> bool:
    """Whether the line of *candidate*, or a short line above it, names a time."""
    line = text.rfind("\n", 0, candidate.start) + 1
    above = [one for one in text[max(0, line - 4000) : line].split("\n") if len(one.strip()) < _LONGEST_HEADING]
    return any(map(_TIME.search, [text[line : candidate.end + 16], *above]))


def _doubt_of_period(said: str, period: Period | None) -> str:
    """What of the words *said* before a figure speaks against its *period*."""
    if period and (words := period_conflict(said, period)):
        return f"文中另有“{words}”"
    if period and period.whole_years and (part := _PART_OF_YEAR.search(said)):
        return f"文中另有“{part.group()}”"
    return ""
