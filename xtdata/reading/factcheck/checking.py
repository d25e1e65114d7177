"""From a text and the facts to findings: the verdict on each figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Day

from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, period_label, place, statement, status_label
from xtdata.language.term import changes_in, measure_named
from xtdata.reading.candidate import Candidate
from xtdata.reading.factcheck.claimed import Claimed, Claims, abbreviates, noun_of
from xtdata.reading.factcheck.comparing import LOOSE, OPEN, OTHER, SAME, Likeness, compare, digits
from xtdata.reading.factcheck.finding import CLOSE, MATCH, MISMATCH, UNKNOWN, Finding
from xtdata.reading.heading import read_heading
from xtdata.reading.propose import suggest

MOST_CHARACTERS = 50_000
"""How long a text may be that somebody sends to be checked."""

# In 争取国、省资金351亿元 and 计划投资 the word is part of the name and says nothing of the status.
_AIMS_IN_NAME = re.compile("争取|争资|计划|规划")
_ORDER = {SAME: 0, LOOSE: 1, OPEN: 2, OTHER: 3}
# A figure of so many digits stands for another fact by itself; of fewer, where the two are closely related.
_TELLING, _TELLING_WHEN_NEAR = 3, 2


def factcheck(text: str, facts: Iterable[Fact], *, region: str | None = None, date: str | None = None) -> list[Finding]:
    """A finding for every figure of *text*, in its order: what the *facts* (``Dataset.facts.values()``) say of it.

    *region* (a name) and *date* (``2025``, ``2025-01-15`` …) say where and when the text is given. Without them they are read from
    its head; a text that names no place is about the home of the data. Raises ``ValueError`` where *date* does not begin with a
    year. For many texts make one ``Checker``; each finding as a plain dict is ``Finding.as_dict()``.
    """
    return Checker(facts).check(text, region=region, date=date)


class Checker:
    """Judges figures by a fixed set of facts."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = tuple(facts)
        self._by_indicator: dict[str, list[Fact]] = defaultdict(list)
        self._by_place: dict[tuple[str, Day, Day], list[Fact]] = defaultdict(list)
        for fact in self._facts:
            if not fact.subject and not fact.is_rank:
                self._by_indicator[fact.indicator].append(fact)
                self._by_place[fact.region, fact.period.start, fact.period.end].append(fact)
        self._catalogue = self._facts[0].catalogue if self._facts else None
        self._claims = Claims(self._catalogue) if self._catalogue else None

    def check(self, text: str, *, region: str | None = None, date: str | None = None) -> list[Finding]:
        """The findings of *text*; see ``factcheck``."""
        heading = read_heading(text)
        own = region or heading.place or self._home()
        candidates = suggest(text, region=own, date=date)
        if self._claims is None:
            return [_unknown(candidate, "库中还没有数") for candidate in candidates]
        return [self._judge(claimed) for claimed in self._claims.read(candidates, text, own, date or heading.date)]

    def _home(self) -> str | None:
        return self._catalogue.regions[self._catalogue.home].name if self._catalogue and self._catalogue.home else None

    # --- the verdict ---

    def _judge(self, claimed: Claimed) -> Finding:
        if not claimed.indicators:
            return self._unnamed(claimed)
        if claimed.region is None or claimed.period is None:
            return self._undated(claimed)
        here = self._here(claimed)
        alike = [fact for fact in here if fact.statistic == claimed.candidate.statistic]
        wanted = _wanted(alike, claimed.is_aim, forecasts=claimed.candidate.status == "expected")
        if not wanted and any(_AIMS_IN_NAME.search(fact.indicator_name) for fact in alike):
            wanted = alike
        if wanted:
            return self._held(claimed, wanted, [fact for fact in here if fact not in wanted])
        return (
            self._otherwise(claimed, here)
            or self._elsewhere(claimed)
            or _unknown(claimed.candidate, "库中没有这个指标在这一地区、这一期间的数")
        )

    def _here(self, claimed: Claimed) -> list[Fact]:
        """The facts of the claimed indicators, region and period, whatever else they say."""
        return [
            fact
            for key in sorted(claimed.indicators)
            for fact in self._by_indicator[key]
            if fact.region == claimed.region and claimed.is_of_period(fact.period)
        ]

    def _held(self, claimed: Claimed, wanted: list[Fact], others: list[Fact]) -> Finding:
        """The verdict where the data hold what is claimed: the best that any of the facts *wanted* allows."""
        fact, likeness = min(((one, compare(claimed.candidate, one)) for one in wanted), key=lambda pair: _ORDER[pair[1].level])
        if likeness.level == OTHER and not claimed.doubt:
            same = self._same_nearby(claimed, others)
            return _mismatch(claimed, [*wanted, *same], _what_it_is(claimed, same[0]) if same else likeness.why)
        if claimed.doubt:
            return _unknown(claimed.candidate, f"说的是什么读不准（文中另有{claimed.doubt}），没有判", [fact])
        if likeness.level == OPEN:
            return _unknown(claimed.candidate, f"库中只写“{hedged(fact)}”，与文中不矛盾，但不能证实", [fact])
        if likeness.level == SAME and fact.status == "expected" and claimed.candidate.status not in {"expected", "planned", "target"}:
            likeness = Likeness(LOOSE, "库中是预计数，文中没有写“预计”")
        return _confirmed(claimed.candidate, fact, likeness)

    def _same_nearby(self, claimed: Claimed, others: list[Fact]) -> list[Fact]:
        """One fact close to the claim that prints its figure, if there is one: where the figure was taken from."""
        near = (one for one in self._one_step_aside(claimed) if self._telling(claimed, one) == _TELLING_WHEN_NEAR)
        enough = _digits(claimed.candidate) >= _TELLING_WHEN_NEAR
        return next(([one] for one in (*others, *(near if enough else ())) if compare(claimed.candidate, one).level == SAME), [])

    def _otherwise(self, claimed: Claimed, here: list[Fact]) -> Finding | None:
        """The verdict where the data hold the indicator, region and period, but only as an aim, a result or an average."""
        same = [fact for fact in here if compare(claimed.candidate, fact).level in {SAME, LOOSE}]
        if not same:
            return _unknown(claimed.candidate, f"库中这一期间只有“{statement(here[0])}”，不能据此判断", here) if here else None
        if claimed.is_aim and not same[0].is_plan and same[0].statistic == claimed.candidate.statistic:
            return Finding(
                *_span(claimed.candidate),
                CLOSE,
                f"数对得上，但库中这是{status_label(same[0])}数：{statement(same[0])}。",
                (same[0].id,),
                statement(same[0]),
            )
        return _mismatch(claimed, same[:1], _what_it_is(claimed, same[0]))

    def _elsewhere(self, claimed: Claimed) -> Finding | None:
        """The verdict where the data hold nothing of the claimed region and period, but the same figure one step aside."""
        for fact in self._one_step_aside(claimed):
            if compare(claimed.candidate, fact).level == SAME and _digits(claimed.candidate) >= self._telling(claimed, fact):
                return self._aside(claimed, fact)
        return None

    def _aside(self, claimed: Claimed, fact: Fact) -> Finding:
        """The verdict on a figure that the data hold one step aside; a period that the sentence does not name may be that of one before."""
        if claimed.doubt and fact.region != claimed.region:
            return _unknown(claimed.candidate, f"说的是哪里读不准（文中另有{claimed.doubt}）；库中{statement(fact)}", [fact])
        if claimed.is_dated or claimed.is_of_period(fact.period):
            return _mismatch(claimed, [fact], _what_it_is(claimed, fact))
        if fact.region == claimed.region and f"{fact.period.end.year}年" in claimed.earlier and not claimed.doubt:
            return _confirmed(claimed.candidate, fact, Likeness(LOOSE, "这一句没有写期间，按上文"))
        return _unknown(claimed.candidate, f"这一句没有写期间；库中{statement(fact)}", [fact])

    def _one_step_aside(self, claimed: Claimed) -> Iterator[Fact]:
        """Facts that differ from the claim in period, region or indicator alone."""
        for key in sorted(claimed.indicators):
            for fact in self._by_indicator[key]:
                if fact.statistic == claimed.candidate.statistic and fact.is_plan == claimed.is_aim:
                    if (fact.region == claimed.region) != claimed.is_of_period(fact.period):
                        yield fact
        yield from self._neighbours(claimed)

    def _neighbours(self, claimed: Claimed) -> Iterator[Fact]:
        """Facts of the claimed region and period about other indicators."""
        if claimed.region and claimed.period:
            for fact in self._by_place[claimed.region, claimed.period.start, claimed.period.end]:
                if fact.indicator not in claimed.indicators and fact.statistic == claimed.candidate.statistic:
                    yield fact

    def _telling(self, claimed: Claimed, fact: Fact) -> int:
        """How many digits the figure must have for *fact* to be what is meant."""
        if fact.indicator not in claimed.indicators:
            return _TELLING + 1
        within = (
            claimed.period is not None and fact.region == claimed.region and fact.period.overlaps(claimed.period.start, claimed.period.end)
        )
        return _TELLING_WHEN_NEAR if within or self._is_below(claimed.region, fact.region) else _TELLING

    def _is_below(self, one: str | None, other: str) -> bool:
        """Whether one of two regions lies in the other."""
        assert self._catalogue
        return one is not None and (other in self._catalogue.descendants(one) or one in self._catalogue.descendants(other))

    def _undated(self, claimed: Claimed) -> Finding:
        candidate = claimed.candidate
        if claimed.period is None:
            return _unknown(candidate, "文中看不出是哪一期间的数；写明年份，或给出文稿的日期，就可以核")
        return _unknown(candidate, f"库中没有“{candidate.region}”这个地区")

    def _unnamed(self, claimed: Claimed) -> Finding:
        """The verdict where no indicator of the data measures what is claimed: in that unit, or at all."""
        if claimed.in_other_units and claimed.region and claimed.period:
            for key in sorted(claimed.in_other_units):
                for fact in self._by_indicator[key]:
                    if fact.region == claimed.region and claimed.is_of_period(fact.period) and claimed.candidate.value == fact.value:
                        return _mismatch(claimed, [fact], f"单位不同：库中是{fact.unit}")
        for fact in self._neighbours(claimed):
            if compare(claimed.candidate, fact).level == SAME and not claimed.doubt:
                if found := self._by_another_name(claimed, fact):
                    return found
        return _unknown(claimed.candidate, "库中没有这个指标")

    def _by_another_name(self, claimed: Claimed, fact: Fact) -> Finding | None:
        """The verdict on a figure that the data hold of this region and period under another name than the text gives it."""
        count, name, noun = _digits(claimed.candidate), noun_of(fact.indicator_name), claimed.noun
        measures = measure_named(fact.indicator_name, fact.unit, fact.definition.measure)
        is_like = measures == claimed.term.measure and claimed.term.changes <= changes_in(name) and fact.is_plan == claimed.is_aim
        shorter = abbreviates(claimed.term.noun, name) and count >= _TELLING_WHEN_NEAR
        longer = abbreviates(name, noun) and count >= _TELLING
        if is_like and (shorter or longer):
            return _confirmed(claimed.candidate, fact, Likeness(LOOSE, f"库中的指标叫“{fact.indicator_name}”"))
        if count <= _TELLING:
            return None
        if len(noun) > 3 and not set(noun) <= set(name):
            return _mismatch(claimed, [fact], _what_it_is(claimed, fact))
        return _unknown(claimed.candidate, f"看不出是哪个指标；库中{statement(fact)}", [fact])


class Checkers:
    """Keeps the checker of the facts that were asked for last: to make one takes longer than to check most texts."""

    def __init__(self) -> None:
        self._last: tuple[Mapping[str, Fact], Checker] | None = None

    def of(self, facts: Mapping[str, Fact]) -> Checker:
        """The checker of *facts*, those of one data set under their ids."""
        last = self._last
        if last is None or last[0] is not facts:
            last = self._last = (facts, Checker(facts.values()))
        return last[1]


# --- findings ---------------------------------------------------------------------------------------


def _confirmed(candidate: Candidate, fact: Fact, likeness: Likeness) -> Finding:
    if likeness.level == SAME:
        return Finding(*_span(candidate), MATCH, f"与库中一致：{statement(fact)}。", (fact.id,), hedged(fact))
    return Finding(*_span(candidate), CLOSE, f"对得上，说法有出入（{likeness.why}）：库中是{statement(fact)}。", (fact.id,), hedged(fact))


def _mismatch(claimed: Claimed, facts: list[Fact], why: str) -> Finding:
    told = "；".join(dict.fromkeys(statement(fact) for fact in facts))
    reason = f"（{why}）" if why else ""
    ids = tuple(dict.fromkeys(fact.id for fact in facts))
    return Finding(*_span(claimed.candidate), MISMATCH, f"文中写“{claimed.candidate.text}”{reason}，库中是{told}。", ids, told)


def _unknown(candidate: Candidate, why: str, facts: Iterable[Fact] = ()) -> Finding:
    held = list(facts)
    told = "；".join(dict.fromkeys(statement(fact) for fact in held))
    return Finding(*_span(candidate), UNKNOWN, f"{why}。", tuple(fact.id for fact in held), told)


def _span(candidate: Candidate) -> tuple[int, int, str]:
    return candidate.start, candidate.end, candidate.text


def _what_it_is(claimed: Claimed, fact: Fact) -> str:
    """In what the claim differs from *fact*, whose figure it prints."""
    if fact.indicator not in claimed.indicators:
        return f"这个数是{fact.indicator_name}"
    if fact.region != claimed.region:
        return f"这是{place(fact)}的数"
    if not claimed.is_of_period(fact.period):
        return f"这是{period_label(fact)}的数"
    if fact.statistic != claimed.candidate.statistic:
        return "这是年均数" if fact.is_average else "这不是年均数"
    return f"这是{status_label(fact)}数" if fact.is_plan != claimed.is_aim else ""


# --- selecting --------------------------------------------------------------------------------------


def _wanted(facts: list[Fact], is_aim: bool, forecasts: bool) -> list[Fact]:
    """The facts that a claim is judged by: aims for an aim, else results, and *forecasts* too, or where no result was published."""
    fitting = [fact for fact in facts if fact.is_plan == is_aim]
    results = [fact for fact in fitting if fact.status != "expected"]
    return fitting if forecasts else results or fitting


def _digits(candidate: Candidate) -> int:
    values = candidate.value if isinstance(candidate.value, tuple) else (candidate.value,)
    return max(digits(value) for value in values)
