"""What a text claims with one figure: of which indicators, region and period, and whether the words leave any doubt of that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from xtdata.language.period import Period
from xtdata.language.term import COMPLETION, Term, measure_named
from xtdata.language.text import fold
from xtdata.language.variants import simplified
from xtdata.model.catalogue import PLANS, Catalogue
from xtdata.reading.candidate import Candidate
from xtdata.reading.factcheck.comparing import comparable
from xtdata.reading.lists import listed_years
from xtdata.reading.match import Matcher
from xtdata.reading.places import names_own_place, place_at_head
from xtdata.reading.when import Clock, time_words
from xtdata.reading.words import OPENERS, TAIL
from xtdata.verification.contradictions import RegionWords, period_conflict

_CLAUSE_END = re.compile(r"[,，。:：]")
_SENTENCE_END = re.compile(r"[。！!？?；;\n]")
_FULL_STOP = re.compile(r"[。！!？?\n]")
_REACH = 200
_PART_END = re.compile(r"[,，。:：、(（]|其中")
_TIMES = ("天", "工作日", "小时", "个月")
_OTHER_UNITS = {"%": ("百分点",), "百分点": ("%",), **{unit: tuple(one for one in _TIMES if one != unit) for unit in _TIMES}}
_COMPLETED = ("投资完成率", "完成率")
_PRINTED_TIME = re.compile(r"(?:20[0-9]{2}年?[-—–至到])?20[0-9]{2}年度?(?:1?[0-9][-—–至]1?[0-9]月)?")
_MARKS = re.compile(r"[“”\"'‘’《》·\s、的了【】\[\]•\-—●■\t]")
_LEAD = re.compile(r"^(?:预计|其中|同时|全年|今年|去年|[我全][市省县区]|共|已|累计|并|以及|和|及)*")
_NARROWED = re.compile(r"[(（]([^()（）]{2,12})[)）](?:为|达|共|有)?$")
_UNTIL = re.compile("截[至止]")
_WHOLE = re.compile("(?:[一-鿿]{0,2}年)?[全我]([市省])(?!级)")
_MOST_ROWS, _LONGEST_ROW = 60, 2000
_LAST_MONTH_OF_AIMS = 9
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
    unit. ``noun`` is what the clause itself prints of the thing measured, ``earlier`` the paragraph before the sentence. ``is_dated`` says
    that the sentence names its time, ``is_until`` that it is 截至 one. ``doubt`` says in Chinese why the reading is not certain: such a
    claim is never confirmed.
    """

    candidate: Candidate
    term: Term
    indicators: frozenset[str]
    in_other_units: frozenset[str]
    region: str | None
    period: Period | None
    noun: str = ""
    earlier: str = ""
    is_dated: bool = True
    is_until: bool = False
    is_ahead: bool = False
    doubt: str = ""

    @property
    def is_aim(self) -> bool:
        return self.candidate.status in PLANS or self.is_ahead

    def is_of_period(self, period: Period) -> bool:
        """Whether *period* is the claimed one; what stood at the end of a month is what stood 截至 it."""
        if self.period is None:
            return False
        begins_so = self.is_until and period.kind in {"month", "day"}
        return period.end == self.period.end and (begins_so or period.start == self.period.start)


class Claims:
    """Reads what candidates claim, in the terms of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue, self._matcher = catalogue, Matcher(catalogue)
        self._words = RegionWords(catalogue.regions)
        self._ids = {name: key for key, one in catalogue.regions.items() for name in (one.name, *one.aliases)}
        self._names = [
            (noun_of(fold(name)), key, measure_named(name, one.unit, one.measure))
            for key, one in catalogue.indicators.items()
            for name in (one.name, *one.aliases)
        ]

    def read(self, candidates: Iterable[Candidate], text: str, own: str | None, day: str) -> list[Claimed]:
        """What each of *candidates* of *text*, given in the place *own*, claims, in their order.

        *day* is when the text was given (``2025-01``). Where that is empty, a figure without a time is of no period.
        """
        text = simplified(text)
        timeless = [replace(one, indicator=_PRINTED_TIME.sub("", one.indicator) or one.indicator) for one in candidates]
        return [self._claimed(one, text, own, day) for one in self._matcher.identify(timeless, text)]

    def _claimed(self, candidate: Candidate, text: str, own: str | None, day: str) -> Claimed:
        before = text[max(0, candidate.start - _REACH) : candidate.start]
        said = fold(_SENTENCE_END.split(before)[-1])
        term = self._matcher.term(candidate, text)
        noun = self._noun(said)
        indicators = frozenset(self._matcher.indicators(candidate, text)) or self._spelled_out(noun, said, candidate.unit, term.measure)
        others = frozenset[str]() if indicators else self._in_other_units(candidate, text)
        is_told = candidate.period and (day or _names_time(text, candidate))
        period = Period.parse(candidate.period) if candidate.period and is_told else None
        if is_cell := _is_in_table(text, candidate.start):
            period = _period_of_column(text, candidate.start) or (None if is_cell > 1 else period)
        sentence = fold(_FULL_STOP.split(before)[-1])
        region, doubt = self._region(said, sentence.removesuffix(said), candidate, indicators, own)
        return Claimed(
            candidate, term, indicators, others, region, period, noun, fold(before[before.rfind("\n") + 1 :]).removesuffix(said),
            is_dated=bool(_TIME.search(said)), is_until=bool(_UNTIL.search(said)), is_ahead=_is_ahead(period, candidate, day),
            doubt=doubt or _doubt_of_period(said, period) or _doubt_of_thing(said),
        )  # fmt: skip

    def _noun(self, said: str) -> str:
        """What the clause before a figure prints of the thing measured, without time and place."""
        noun = noun_of(_PRINTED_TIME.sub("", _PART_END.split(said)[-1]))
        place = max((name for name in self._ids if noun.startswith(name)), key=len, default="")
        return noun_of(noun[len(place) :])

    def _spelled_out(self, noun: str, said: str, unit: str, measure: str) -> frozenset[str]:
        """The indicators whose names the sentence spells out in two places: 招商项目履约率86.9%、【开工率】.

        Of several, those whose first part stands last, and of these the longest.
        """
        found: list[tuple[int, int, str]] = []
        ends = _COMPLETED if measure == COMPLETION else (noun,)
        for name, key, measures in self._names:
            if measures != measure or not comparable(unit, self._catalogue.indicators[key].unit):
                continue
            if name == noun:
                found.append((len(said) + 1, len(name), key))
            for end in ends:
                rest = name.removesuffix(end)
                place = said.rfind(rest) if len(end) > 1 and len(rest) > 2 and rest != name else -1
                if place >= 0:
                    found.append((place + len(rest), len(rest), key))
        best = max((one[:2] for one in found), default=None)
        return frozenset(key for *rank, key in found if tuple(rank) == best)

    def _in_other_units(self, candidate: Candidate, text: str) -> frozenset[str]:
        found: set[str] = set()
        for unit in _OTHER_UNITS.get(candidate.unit, ()):
            found |= self._matcher.indicators(candidate, text, unit)
        return frozenset(found)

    def _region(self, said: str, earlier: str, candidate: Candidate, indicators: frozenset[str], own: str | None) -> tuple[str | None, str]:
        """The region of *candidate*, and what of the words *said* before it speaks against that.

        A name of the data's own counts where the grammar of places does not know it: 东区. Where *said* names no place, a place in the
        part of the sentence that stands *earlier*, before a semicolon, may still hold or not.
        """
        region, heard = candidate.region_id, self._heard(said, candidate, indicators, own)
        if heard is None:
            heard = self._heard(earlier, candidate, indicators, own) or set()
        elif candidate.region == own and len(heard) == 1 and (one := next(iter(heard))) in self._catalogue.regions:
            return one, ""
        if not heard or region in heard:
            return region, ""
        regions = self._catalogue.regions
        return region, "、".join(sorted(regions[one].name if one in regions else one for one in heard))

    def _heard(self, words: str, candidate: Candidate, indicators: frozenset[str], own: str | None) -> set[str] | None:
        """The places that *words* name last, without that of the text itself; ``None`` where they name no place."""
        for key in indicators:
            words = words.replace(fold(self._catalogue.indicators[key].name).removesuffix("数"), "")
        heard: set[str] | None = None
        for clause in _CLAUSE_END.split(words):
            clause = _COMPARED.sub("", clause)
            if names_own_place(clause, own):
                heard = set()
            elif named := self._words.named(clause):
                heard = named
            elif above := self._region_above(clause, own):
                heard = {above}
            elif stranger := place_at_head(OPENERS.strip(_MARKS.sub("", clause))):
                heard = {stranger} - {candidate.region}
        return heard

    def _region_above(self, clause: str, own: str | None) -> str:
        """The region that 全市 or 全省 means in the text of a place below it."""
        match = _WHOLE.match(OPENERS.strip(clause) if not _WHOLE.match(clause) else clause)
        regions, key = self._catalogue.regions, self._ids.get(own or "", "")
        for _ in regions if match else ():
            key = (regions[key].parent if key in regions else None) or ""
            if match and key in regions and regions[key].name.endswith(match[1]):
                return key
        return ""


def noun_of(clause: str) -> str:
    """What *clause* prints of the thing measured: without marks, time, how sure it is and how it moved.

    >>> noun_of("预计完成投资"), noun_of("“三改一扩”在建项目")
    ('完成投资', '三改一扩在建项目')
    """
    return TAIL.strip(_LEAD.sub("", _MARKS.sub("", clause))).removesuffix("数")


def abbreviates(short: str, name: str) -> bool:
    """Whether *short* is *name* with characters left out, at least three of them there: 高技术制造业增加值 of 规模以上高技术制造业增加值."""
    rest = iter(name)
    return len(short) > 2 and all(character in rest for character in short)


def _line_at(text: str, place: int) -> tuple[int, str]:
    """Where the line of *place* begins, and the line."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    end = end if end >= 0 else len(text)
    # A row that is longer than any table has is taken apart in vain, once for each of its figures.
    return start, text[start:end] if end - start < _LONGEST_ROW else ""


def _is_in_table(text: str, place: int) -> int:
    """How many cells with digits the row of a table has in which *place* lies; 0 where it lies in none."""
    cells = _line_at(text, place)[1].split("\t")
    return sum(bool(re.search("[0-9]", cell)) for cell in cells[1:]) if len(cells) > 1 else 0


def _period_of_column(text: str, place: int) -> Period | None:
    """The time that a cell above names: 2023年 at the head of the column in which *place* lies."""
    start, line = _line_at(text, place)
    column = line[: place - start].count("\t")
    for _ in range(_MOST_ROWS):
        if start == 0:
            break
        start, line = _line_at(text, start - 1)
        cells = line.split("\t")
        if len(cells) < 2:
            break
        words = list(time_words(fold(cells[column]), Clock(None, None))) if column < len(cells) else []
        if len(words) == 1 and words[0].period:
            return Period.parse(words[0].period)
    return None


def _is_ahead(period: Period | None, candidate: Candidate, day: str) -> bool:
    """Whether a year is told of that has only begun: what is said of it is aimed at."""
    year, _, month = day.partition("-")
    begun = bool(day) and (not month or int(month[:2]) <= _LAST_MONTH_OF_AIMS)
    return begun and period is not None and period.is_full_year and str(period.end.year) >= year and candidate.status == "actual"


def _names_time(text: str, candidate: Candidate) -> bool:
    """Whether the line of *candidate*, or a short line above it, names a time."""
    line = text.rfind("\n", 0, candidate.start) + 1
    above = [one for one in text[max(0, line - 4000) : line].split("\n") if len(one.strip()) < _LONGEST_HEADING]
    return any(map(_TIME.search, [text[max(line, candidate.start - _LONGEST_ROW) : candidate.end + 16], *above]))


def _doubt_of_thing(said: str) -> str:
    """What stands in brackets right before a figure, and may narrow what it is of: 企业困难问题（省级以上）7件."""
    bracket = _NARROWED.search(said)
    return f"“{bracket[1]}”" if bracket and not _TIME.search(bracket[1]) and "预计" not in bracket[1] else ""


def _doubt_of_period(said: str, period: Period | None) -> str:
    """What of the words *said* before a figure speaks against its *period*."""
    if period and period.whole_years and period.end.year in listed_years(said, 0, len(said)):
        return ""
    if period and (words := period_conflict(said, period)):
        return f"“{words}”"
    if period and period.whole_years and (part := _PART_OF_YEAR.search(said)):
        return f"“{part.group()}”"
    return ""
