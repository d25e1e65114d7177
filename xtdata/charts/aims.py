"""What was aimed at beside what was reached: which figures belong together, and whether the aim was met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from xtdata.facts.fact import Fact
from xtdata.facts.wording import number, with_unit
from xtdata.language.interval import Interval

MET, MISSED, UNSURE, UNJUDGED, APART = "met", "missed", "unsure", "unjudged", "apart"
_HEDGED = {"at_least": "至少", "over": "多于", "at_most": "至多", "under": "不到", "approx": "约", "approx_over": "多于", "range": "约"}


@dataclass(frozen=True)
class Verdict:
    """How a result stands to its aim.

    ``kind`` is ``MET``, ``MISSED``, ``UNSURE`` (the words leave it open), ``UNJUDGED`` (neither more nor less is better)
    or ``APART`` (not comparable); ``words`` say it in Chinese: ``−2.2个百分点，预计未达到``.
    """

    kind: str
    words: str


@dataclass(frozen=True)
class Pair:
    """One period of one measure: the aim and the result, of which one may be missing."""

    aim: Fact | None
    result: Fact | None
    direction: str

    @property
    def either(self) -> Fact:
        row = self.result or self.aim
        assert row is not None
        return row

    @property
    def facts(self) -> list[Fact]:
        return [row for row in (self.aim, self.result) if row is not None]

    @property
    def is_full_year(self) -> bool:
        return self.either.statistic == "level" and self.either.period.is_full_year

    @cached_property
    def verdict(self) -> Verdict | None:
        """How the result stands to the aim; nothing where one of them is missing."""
        return judged(self.aim, self.result, self.direction) if self.aim and self.result else None

    @property
    def is_comparable(self) -> bool:
        return self.verdict is not None and self.verdict.kind != APART


def pairs(rows: Iterable[Fact], direction: str) -> list[Pair]:
    """The rows of one indicator and region, of which each fact has one version, by period and statistic; early to late."""
    found: dict[tuple[object, ...], dict[str, Fact]] = {}
    for row in rows:
        place = found.setdefault((row.period.end, row.period.start, row.statistic), {})
        place["aim" if row.is_plan else "result"] = row
    return [Pair(found[key].get("aim"), found[key].get("result"), direction) for key in sorted(found)]


def yearly(facts: Iterable[Fact]) -> list[Pair]:
    """The pairs of whole years of *facts*, as ``pairs`` makes them."""
    mine = list(facts)
    return [pair for pair in pairs(mine, mine[0].definition.direction) if pair.is_full_year] if mine else []


def judged(aim: Fact, result: Fact, direction: str) -> Verdict:
    """Compare *result* with *aim* (rows of one indicator, region, period and statistic).

    The words of the aim decide first (以上, 以内, a range), then the *direction* of the indicator. 左右 is ±5 %, as in the
    table's ``value_low`` and ``value_high``. A result that is itself a bound or an estimate is judged only where every
    value that its words allow gives the same answer.
    """
    if reason := _apart(aim, result):
        return Verdict(APART, f"{reason}，不比")
    if result.status == "ongoing":
        return Verdict(UNJUDGED, "尚在进行，不判断")
    difference, wanted, reached = _difference(aim, result), _wanted(aim, direction), result.interval
    if wanted is None:
        return Verdict(UNJUDGED, difference)
    foreseen = "预计" if result.status == "expected" else ""
    if reached.is_within(wanted):
        return Verdict(MET, f"{difference}，{foreseen}{'在“左右”之内' if _only_nearly(aim, reached, direction) else '达到'}")
    if not reached.meets(wanted):
        return Verdict(MISSED, f"{difference}，{foreseen}未达到")
    return Verdict(UNSURE, f"{difference}，说法有余地，不能判断")


def _apart(aim: Fact, result: Fact) -> str:
    """Why the two cannot be compared, or nothing."""
    if aim.unit != result.unit:
        return "单位不同"
    comparisons = {row.comparison for row in (aim, result) if row.comparison}
    return "比较的对象不同" if len(comparisons) > 1 else ""


def _wanted(aim: Fact, direction: str) -> Interval | None:
    """The results that meet *aim*; nothing where the source does not say which way is better."""
    span = aim.interval
    if span.low is None or span.high is None:
        return span
    if direction == "higher":
        return Interval(span.low, None, span.low_strict)
    if direction == "lower":
        return Interval(None, span.high, high_strict=span.high_strict)
    return None if span.low == span.high else span


def _only_nearly(aim: Fact, reached: Interval, direction: str) -> bool:
    """Whether *reached* meets an approximate aim only because 左右 leaves room."""
    if aim.qualifier != "approx":
        return False
    printed = Interval(Fraction(aim.value), None) if direction != "lower" else Interval(None, Fraction(aim.value))
    return not reached.is_within(printed)


def gap(pair: Pair) -> Fraction:
    """By how much the result of *pair*, which has both, differs from its aim; of a range its nearer end counts."""
    assert pair.aim and pair.result
    return Fraction(pair.result.value) - _mark(pair.aim, pair.result)


def _difference(aim: Fact, result: Fact) -> str:
    """By how much the result differs from the aim, hedged as the result is: ``+0.6个百分点``, ``约−2个百分点``, ``持平``."""
    hedge, unit = _HEDGED.get(result.qualifier, ""), result.unit
    difference = Fraction(result.value) - _mark(aim, result)
    if not difference:
        return f"{hedge}持平"
    figure = number(float(difference))
    return hedge + with_unit(figure if difference < 0 else f"+{figure}", "百分点" if unit == "%" else unit)


def _mark(aim: Fact, result: Fact) -> Fraction:
    """What the difference is counted from: the printed aim; of a range its nearer end."""
    if aim.ends is None:
        return Fraction(aim.value)
    low, high = map(Fraction, aim.ends)
    return min(max(Fraction(result.value), low), high)


def count(found: Sequence[Pair], kind: str) -> int:
    """How many of *found* have a verdict of *kind*."""
    return sum(pair.verdict is not None and pair.verdict.kind == kind for pair in found)
