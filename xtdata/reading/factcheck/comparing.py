"""Whether a printed figure is that of a fact: the same, the same said more loosely, possible, or another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from xtdata.facts.fact import Fact
from xtdata.language.interval import last_place, printed_unit
from xtdata.language.units import split_unit
from xtdata.reading.candidate import Candidate

SAME, LOOSE, OPEN, OTHER = "same", "loose", "open", "other"

_UP, _DOWN = {"over", "at_least", "approx_over"}, {"under", "at_most"}
_HUNDREDTHS = {"%": Fraction(1), "成": Fraction(10), "‰": Fraction(1, 10)}
_CUT = re.compile("压缩|压减|精简|缩短|缩减|减少|降低|下降|减免")
_MOST_ROUNDED = Fraction(1, 10)
_ABOUT = Fraction(5, 100)


@dataclass(frozen=True, slots=True)
class Likeness:
    """``level`` is ``SAME``, ``LOOSE`` (true, but rounded, converted or hedged otherwise), ``OPEN`` (the data do not exclude it) or
    ``OTHER``; ``why`` says in Chinese what differs."""

    level: str
    why: str = ""


def comparable(unit: str, other: str) -> bool:
    """Whether figures in the two units can be converted into each other: 万元 and 亿元, 成 and %; 百分点 and % cannot."""
    return _factor(unit, other) is not None


def _factor(unit: str, other: str) -> Fraction | None:
    """By what a figure in *unit* is multiplied to stand in the *other*."""
    if unit in _HUNDREDTHS and other in _HUNDREDTHS:
        return _HUNDREDTHS[unit] / _HUNDREDTHS[other]
    (power, base), (other_power, other_base) = split_unit(unit), split_unit(other)
    return Fraction(10) ** (power - other_power) if base == other_base else None


def digits(value: Decimal) -> int:
    """How many significant digits a figure has, zeros at its end not counted: 1805.4 has five, 300 one.

    >>> digits(Decimal("1805.4")), digits(Decimal("300")), digits(Decimal("0.57"))
    (5, 1, 2)
    """
    return len(value.normalize().as_tuple().digits)


def compare(claim: Candidate, fact: Fact) -> Likeness:
    """How the figure of *claim* stands to that of *fact*, whatever either of them is about."""
    factor = _factor(claim.unit, fact.unit)
    if factor is None:
        return Likeness(OTHER, "单位不同")
    figures = claim.value if isinstance(claim.value, tuple) else (claim.value,)
    values = [_directed(Fraction(one) * factor, fact) for one in figures]
    unit = printed_unit(min(figures, key=lambda one: one.as_tuple().exponent)) * factor
    place = Fraction(last_place(figures[-1])) * factor
    converted = factor != 1
    if claim.qualifier == "from_to" and len(values) == 2:
        return _from_to(values, claim.ends[1], unit, place, fact, converted)
    if len(values) > 1:
        return _range(values, fact, converted) if claim.qualifier == "range" else Likeness(OTHER, "写法不同")
    return _one(_Figure(values[0], claim.qualifier, unit, place), fact, converted)


def _directed(value: Fraction, fact: Fact) -> Fraction:
    """下降48% is −48; of an indicator that is a cut itself, 48."""
    return abs(value) if value < 0 < fact.value and _CUT.search(fact.indicator_name) else value


@dataclass(frozen=True, slots=True)
class _Figure:
    value: Fraction
    qualifier: str
    unit: Fraction
    place: Fraction


def _from_to(values: list[Fraction], qualifier: str, unit: Fraction, place: Fraction, fact: Fact, converted: bool) -> Likeness:
    reached = _one(_Figure(values[1], qualifier, unit, place), fact, converted)
    if reached.level not in {SAME, LOOSE}:
        return reached
    if fact.from_value is None:
        return Likeness(LOOSE, "库中没有起点")
    start = Fraction(fact.from_value)
    if values[0] == start:
        return reached
    return (
        Likeness(LOOSE, "起点取整")
        if _rounds(_Figure(values[0], "exact", unit, place), start, printed_unit(fact.from_value))
        else Likeness(OTHER, "起点不同")
    )


def _range(values: list[Fraction], fact: Fact, converted: bool) -> Likeness:
    low, high = values
    if fact.ends:
        same = [Fraction(end) for end in fact.ends] == values
        return Likeness(LOOSE if converted else SAME, "单位作了换算" if converted else "") if same else Likeness(OTHER)
    return (
        Likeness(LOOSE, "文中写的是区间")
        if fact.qualifier in {"exact", "approx"} and low <= Fraction(fact.value) <= high
        else Likeness(OTHER)
    )


def _one(figure: _Figure, fact: Fact, converted: bool) -> Likeness:
    if fact.ends:
        low, high = map(Fraction, fact.ends)
        return Likeness(LOOSE, "库中是区间") if low <= figure.value <= high else Likeness(OTHER)
    value = Fraction(fact.value)
    if figure.value == value:
        return _equal(figure.qualifier, fact.qualifier, converted)
    if figure.value * value < 0:
        return Likeness(OTHER, "升降相反") if figure.value == -value else Likeness(OTHER)
    size, known = abs(figure.value), abs(value)
    sized = _Figure(size, figure.qualifier, figure.unit, figure.place)
    if fact.qualifier == "exact":
        return _beside_exact(sized, known, printed_unit(fact.value))
    return _beside_bound(sized, known, fact.qualifier, Fraction(last_place(abs(fact.value))))


def _equal(said: str, known: str, converted: bool) -> Likeness:
    if said == known:
        return Likeness(LOOSE, "单位作了换算") if converted else Likeness(SAME)
    if (said in _UP and known in _DOWN) or (said in _DOWN and known in _UP):
        return Likeness(OTHER, "限定词相反")
    if known == "exact" and said in {"over", "under", "approx_over"}:
        return Likeness(OTHER, "库中恰好是这个数")
    return Likeness(LOOSE, "限定词不同")


def _beside_exact(figure: _Figure, known: Fraction, known_unit: Fraction) -> Likeness:
    """A figure beside an exact one that is another number."""
    slack = max(figure.place, figure.value / 10)
    if figure.qualifier == "exact" and _rounds(figure, known, known_unit):
        return Likeness(LOOSE, "取整")
    if figure.qualifier == "approx" and abs(figure.value - known) <= figure.value * _ABOUT:
        return Likeness(LOOSE, "约数")
    if figure.qualifier in _UP and figure.value < known <= figure.value + slack:
        return Likeness(LOOSE, "说的是下限")
    if figure.qualifier in _DOWN and figure.value - slack <= known < figure.value:
        return Likeness(LOOSE, "说的是上限")
    return Likeness(OTHER)


def _rounds(figure: _Figure, known: Fraction, known_unit: Fraction) -> bool:
    """Whether *figure* is *known*, rounded or cut off to fewer places, and not far from it."""
    if figure.unit <= known_unit or abs(figure.value - known) > known * _MOST_ROUNDED:
        return False
    return abs(figure.value - known) <= figure.unit / 2 or figure.value <= known < figure.value + figure.unit


def _beside_bound(figure: _Figure, known: Fraction, qualifier: str, place: Fraction) -> Likeness:
    """A figure beside a bound or a rough number of another size: 1.43万 beside 超1.4万 is not excluded."""
    why = "库中只有约数"
    if qualifier == "approx":
        return Likeness(OPEN, why) if figure.qualifier != "approx" and abs(figure.value - known) <= known * _ABOUT else Likeness(OTHER)
    if qualifier in _UP:
        if (
            qualifier != "at_least"
            and figure.qualifier in _UP
            and figure.value < known
            and figure.unit > place
            and known - figure.value < figure.unit
        ):
            return Likeness(LOOSE, "取整")
        beyond = known < figure.value < known + place
        return Likeness(OPEN, why) if figure.qualifier not in _UP | _DOWN and beyond else Likeness(OTHER)
    below = known - place < figure.value < known
    return Likeness(OPEN, why) if figure.qualifier not in _UP | _DOWN and below else Likeness(OTHER)
