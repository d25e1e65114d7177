"""Exact intervals: what a printed figure stands for, and arithmetic on it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """``low`` to ``high``, ``None`` where unbounded; a strict end belongs to the outside."""

    low: Fraction | None
    high: Fraction | None
    low_strict: bool = False
    high_strict: bool = False

    @property
    def width(self) -> Fraction | None:
        return None if self.low is None or self.high is None else self.high - self.low

    def meets(self, other: Interval) -> bool:
        """Whether the two have a point in common."""
        return _not_above(self, other) and _not_above(other, self)

    def is_within(self, other: Interval) -> bool:
        """Whether every value of this interval belongs to *other*."""
        return _begins_within(self, other) and _begins_within(negative(self), negative(other))

    def gap(self, value: Fraction) -> Fraction:
        """How far *value* lies outside."""
        if self.low is not None and value < self.low:
            return self.low - value
        if self.high is not None and value > self.high:
            return value - self.high
        return Fraction(0)


def _not_above(a: Interval, b: Interval) -> bool:
    if a.low is None or b.high is None or a.low < b.high:
        return True
    return a.low == b.high and not a.low_strict and not b.high_strict


def _begins_within(a: Interval, b: Interval) -> bool:
    if b.low is None:
        return True
    return a.low is not None and (a.low > b.low or (a.low == b.low and (a.low_strict or not b.low_strict)))


def spread(value: Decimal, qualifier: str, *, counted: bool, unit: Fraction) -> Interval:
    """The interval that a printed figure with its qualifier stands for.

    The words speak of the size: 下降17%以上 (−17, ``at_least``) is −17 or less.
    """
    if value < 0:
        return negative(spread(-value, qualifier, counted=counted, unit=unit))
    v = Fraction(value)
    if qualifier == "at_least":
        return Interval(v, None)
    if qualifier == "over":
        return Interval(v, None, low_strict=True)
    if qualifier == "at_most":
        return Interval(None, v)
    if qualifier == "under":
        return Interval(None, v, high_strict=True)
    if qualifier == "approx_over":
        return Interval(v, v + Fraction(last_place(value)), True, True)
    if qualifier == "approx":
        return Interval(v * Fraction(95, 100), v * Fraction(105, 100))
    return Interval(v, v) if counted else Interval(v - unit / 2, v + unit / 2)


def printed_unit(value: Decimal) -> Fraction:
    """One unit of the last printed place: 96.3 → 1/10, 115 → 1."""
    return Fraction(1, 10 ** printed_places(value))


def printed_places(value: Decimal) -> int:
    """How many places are printed behind the decimal point: 96.30 → 2, 115 → 0."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


def scaled(interval: Interval, factor: Fraction) -> Interval:
    """*interval* times a positive *factor*."""
    low = None if interval.low is None else interval.low * factor
    high = None if interval.high is None else interval.high * factor
    return Interval(low, high, interval.low_strict, interval.high_strict)


def plus(a: Interval, b: Interval) -> Interval:
    """Sum of two intervals."""
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    return Interval(low, high, a.low_strict or b.low_strict, a.high_strict or b.high_strict)


def minus(a: Interval, b: Interval) -> Interval:
    """Difference of two intervals."""
    return plus(a, negative(b))


def negative(a: Interval) -> Interval:
    """*a* mirrored at zero."""
    return Interval(None if a.high is None else -a.high, None if a.low is None else -a.low, a.high_strict, a.low_strict)


def over(a: Interval, b: Interval) -> Interval:
    """Quotient of *a* and the positive part of *b*; nothing is known where *b* has none."""
    if b.high is not None and b.high <= 0:
        return Interval(None, None)
    low, low_strict = _least_quotient(a, b)
    high, high_strict = _least_quotient(negative(a), b)
    return Interval(low, None if high is None else -high, low_strict, high_strict)


def _least_quotient(a: Interval, b: Interval) -> tuple[Fraction | None, bool]:
    """The lower end of a ÷ b, and whether it lies outside."""
    if a.low is None:
        return None, False
    if a.low < 0:
        return (None, False) if b.low is None or b.low <= 0 else (a.low / b.low, a.low_strict or b.low_strict)
    if b.high is None:
        return Fraction(0), False
    return a.low / b.high, a.low_strict or (b.high_strict and a.low > 0)


def affine(interval: Interval, factor: int, shift: int) -> Interval:
    """``factor · interval + shift`` for a non-zero *factor*."""
    low = None if interval.low is None else factor * interval.low + shift
    high = None if interval.high is None else factor * interval.high + shift
    if factor > 0:
        return Interval(low, high, interval.low_strict, interval.high_strict)
    return Interval(high, low, interval.high_strict, interval.low_strict)


def last_place(value: Decimal) -> Decimal:
    """One unit of the last non-zero place of *value*: 3000 → 1000, 6.5 → 0.1."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)
