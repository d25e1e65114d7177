"""The kinds of relation: how many terms each takes, in which units, and the interval that they allow for the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xtdata.language.interval import Interval, affine, minus, negative, over, plus, scaled
from xtdata.language.units import TIME_UNITS, split_unit

COUNTED = frozenset("个 家 项 件 人 户 次 条 套 台 座 所 栋 根 处 期 场 批 种 辆 起 例 工作日 天".split())
PERCENT = {"%": Fraction(1), "‰": Fraction(10), "成": Fraction(1, 10), "": Fraction(1, 100)}
"""The units of a proportion, each with what a figure in per cent is multiplied by."""
Terms = Sequence[Interval]


@dataclass(frozen=True)
class Kind:
    """How one kind of relation is computed.

    ``units`` says which units go together: ``proportion`` (terms alike, the result a proportion), ``ratio`` (the result in 倍,
    番 or without a unit), ``alike`` (the result as its terms), ``rates`` (all are proportions, or differences of them), ``product``,
    ``rank``. ``divisor`` is the index of the term that others are divided by. ``start`` says whether the starting level stands
    ``first`` or ``last`` among the terms, where a fact with ``from`` states both.
    """

    fewest: int
    most: int
    units: str
    compute: Callable[[Terms], Interval]
    divisor: int | None = None
    start: str = ""


def in_units_of(kind: Kind, unit: str) -> Fraction:
    """What a computed figure is multiplied by to be in *unit*; intervals of terms are in the base unit, proportions in per cent."""
    if kind.units == "proportion":
        return PERCENT.get(unit, Fraction(1))
    return Fraction(1, 10 ** split_unit(unit)[0]) if kind.units in {"alike", "product"} else Fraction(1)


def are_mixed(kind: Kind, result: str, terms: Sequence[str]) -> bool:
    """Whether *terms* and *result* are in units that cannot be computed with each other so."""
    bases = {_base(unit) for unit in terms}
    if kind.units == "rates":
        return not ({*terms, result} <= {*PERCENT, "百分点"})
    if kind.units == "product":
        return False  # what 户 and 万元/户 make nobody can tell from the words alone
    if len(bases) > 1:
        return True
    if kind.units == "proportion":
        return result not in PERCENT
    return kind.units == "alike" and _base(result) not in bases


def _base(unit: str) -> str:
    """The measure of *unit*; things that are counted add up whatever they are counted in (家, 户, 个)."""
    base = split_unit(unit)[1]
    return "个" if base in COUNTED and base not in TIME_UNITS else base


# --- what each kind computes --------------------------------------------------------------------------


def _sum(terms: Terms) -> Interval:
    total = terms[0]
    for term in terms[1:]:
        total = plus(total, term)
    return total


def _mean(terms: Terms) -> Interval:
    return scaled(_sum(terms), Fraction(1, len(terms)))


def _product(terms: Terms) -> Interval:
    """The product of factors of which none is negative; nothing is known where one may be."""
    product = Interval(Fraction(1), Fraction(1))
    for term in terms:
        if term.low is not None and term.low < 0:
            return Interval(None, None)
        # A bound from above (不超过5) says nothing of how little: a factor is at least 0.
        low = Fraction(0) if term.low is None or product.low is None else product.low * term.low
        high = None if term.high is None or product.high is None else product.high * term.high
        product = Interval(low, high, product.low_strict or term.low_strict, product.high_strict or term.high_strict)
    return product


def _mean_growth(terms: Terms) -> Interval:
    """The geometric mean of growth rates in per cent."""
    factors = [affine(term, 1, 100) for term in terms]
    least = [max(Fraction(0), factor.low or Fraction(0)) / 100 for factor in factors]
    low = _root(_times(least), len(terms))[0] if all(factor.low is not None for factor in factors) else None
    most = [max(Fraction(0), factor.high) / 100 for factor in factors if factor.high is not None]
    high = _root(_times(most), len(terms))[1] if len(most) == len(factors) else None
    return affine(Interval(low, high), 100, -100)


def _times(factors: Sequence[Fraction]) -> Fraction:
    product = Fraction(1)
    for factor in factors:
        product *= factor
    return product


def mean_yearly_growth(terms: Terms, years: int) -> Interval:
    """The growth in per cent that leads from the second of *terms* to the first in *years* equal steps."""
    ratio = over(terms[0], terms[1])
    low = None if ratio.low is None else 100 * _root(max(Fraction(0), ratio.low), years)[0] - 100
    high = None if ratio.high is None else 100 * _root(max(Fraction(0), ratio.high), years)[1] - 100
    return Interval(low, high)


_FINE = 10**12


def _root(value: Fraction, degree: int) -> tuple[Fraction, Fraction]:
    """The root of *value* ≥ 0, between two rationals 10⁻¹² apart, or equal where it is exact to that.

    >>> _root(Fraction(9, 4), 2)
    (Fraction(3, 2), Fraction(3, 2))
    """
    target = value * _FINE**degree
    low, high = 0, 1
    while Fraction(high) ** degree <= target:
        high *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if Fraction(middle) ** degree <= target else (low, middle)
    return Fraction(low, _FINE), Fraction(low if Fraction(low) ** degree == target else high, _FINE)


def rank(terms: Terms, higher_is_first: bool) -> Interval:
    """The place of the first of *terms* among all: how many surely and how many possibly come before it."""
    own, *others = terms if higher_is_first else [negative(term) for term in terms]
    surely = sum(_is_above(other, own) for other in others)
    never = sum(_is_above(own, other) or (own.width == 0 and own == other) for other in others)
    return Interval(Fraction(1 + surely), Fraction(1 + len(others) - never))


def _is_above(a: Interval, b: Interval) -> bool:
    return a.low is not None and b.high is not None and (a.low > b.high or (a.low == b.high and (a.low_strict or b.high_strict)))


KINDS: dict[str, Kind] = {
    "reduction": Kind(1, 2, "proportion", lambda t: affine(over(t[1], t[0]), -100, 100), divisor=0, start="first"),
    "reduced_to": Kind(2, 2, "proportion", lambda t: affine(over(t[1], t[0]), 100, 0), divisor=0),
    "shortening": Kind(1, 2, "alike", lambda t: minus(t[0], t[1]), start="first"),
    "share": Kind(1, 2, "proportion", lambda t: affine(over(t[0], t[1]), 100, 0), divisor=1),
    "sum": Kind(2, 99, "alike", _sum),
    "growth": Kind(1, 2, "proportion", lambda t: affine(over(t[0], t[1]), 100, -100), divisor=1, start="last"),
    "increase": Kind(1, 2, "alike", lambda t: minus(t[0], t[1]), start="last"),
    "points": Kind(1, 2, "rates", lambda t: minus(t[0], t[1]), start="last"),
    "multiple": Kind(1, 2, "ratio", lambda t: over(t[0], t[1]), divisor=1, start="last"),
    "multiple_growth": Kind(1, 2, "ratio", lambda t: affine(over(t[0], t[1]), 1, -1), divisor=1, start="last"),
    "doublings": Kind(1, 2, "ratio", lambda t: over(t[0], t[1]), divisor=1, start="last"),
    "product": Kind(2, 9, "product", _product),
    "mean": Kind(2, 99, "alike", _mean),
    "average_growth": Kind(2, 99, "rates", _mean_growth),
    "compound_growth": Kind(2, 2, "proportion", lambda t: mean_yearly_growth(t, 1), divisor=1),
    "rank": Kind(2, 99, "rank", lambda t: rank(t, True)),
}
