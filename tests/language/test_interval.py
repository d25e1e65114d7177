"""Exact intervals: what a figure stands for, and arithmetic that loses nothing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xtdata.language.interval import Interval, affine, last_place, minus, negative, over, plus, printed_unit, scaled, spread

INSIDE = st.fractions(-1000, 1000, max_denominator=20)
QUALIFIERS = ["exact", "at_least", "over", "at_most", "under", "approx", "approx_over"]


def holds(interval: Interval, value: Fraction) -> bool:
    return interval.meets(Interval(value, value))


@st.composite
def interval_and_point(draw: st.DrawFn, positive: bool = False) -> tuple[Interval, Fraction]:
    """An interval, open or closed, bounded or not, and a point inside it."""
    numbers = st.fractions(Fraction(1, 20), 1000, max_denominator=20) if positive else INSIDE
    point, one, other = draw(numbers), draw(st.none() | numbers), draw(st.none() | numbers)
    low = None if one is None else min(one, point)
    high = None if other is None else max(other, point)
    interval = Interval(low, high, draw(st.booleans()) and low != point, draw(st.booleans()) and high != point)
    assert holds(interval, point)
    return interval, point


@given(interval_and_point(), interval_and_point())
def test_what_lies_within_shares_all_its_points(a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]) -> None:
    (inner, point), (outer, _) = a, b
    assert inner.is_within(inner)
    assert Interval(point, point).is_within(inner)
    if inner.is_within(outer):
        assert holds(outer, point)
    elif outer.is_within(inner):
        assert holds(inner, b[1])


@given(interval_and_point(), interval_and_point())
def test_a_sum_and_a_difference_hold_those_of_any_two_points(a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]) -> None:
    assert holds(plus(a[0], b[0]), a[1] + b[1])
    assert holds(minus(a[0], b[0]), a[1] - b[1])


@given(interval_and_point(), interval_and_point(positive=True))
def test_a_quotient_holds_that_of_any_two_points(a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]) -> None:
    assert holds(over(a[0], b[0]), a[1] / b[1])


@given(st.fractions(1, 99), st.fractions(0, 1), st.fractions(1, 99), st.fractions(0, 1))
def test_a_quotient_of_positive_intervals_is_no_wider_than_it_must_be(a: Fraction, wa: Fraction, b: Fraction, wb: Fraction) -> None:
    assert over(Interval(a, a + wa), Interval(b, b + wb)) == Interval(a / (b + wb), (a + wa) / b)


@given(interval_and_point())
def test_nothing_is_known_of_a_quotient_by_nothing(a: tuple[Interval, Fraction]) -> None:
    assert over(a[0], Interval(Fraction(0), Fraction(0))) == Interval(None, None)


@given(interval_and_point(), st.integers(-100, 100), st.integers(-100, 100))
def test_a_straight_line_holds_the_image_of_any_point(a: tuple[Interval, Fraction], factor: int, shift: int) -> None:
    assume(factor)
    assert holds(affine(a[0], factor, shift), factor * a[1] + shift)
    assert holds(scaled(a[0], Fraction(abs(factor))), abs(factor) * a[1])
    assert negative(negative(a[0])) == a[0]


@given(interval_and_point(), interval_and_point())
def test_meeting_is_mutual_and_a_common_point_is_enough(a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]) -> None:
    assert a[0].meets(b[0]) == b[0].meets(a[0])
    if holds(b[0], a[1]):
        assert a[0].meets(b[0])


@given(interval_and_point(), INSIDE)
def test_a_gap_is_the_way_to_the_nearest_end(a: tuple[Interval, Fraction], value: Fraction) -> None:
    gap = a[0].gap(value)
    assert gap >= 0
    if holds(a[0], value):
        assert gap == 0
    if gap:
        assert value - gap == a[0].high or value + gap == a[0].low


def test_an_end_that_is_outside_does_not_meet() -> None:
    one, two, three = (Fraction(n) for n in (1, 2, 3))
    assert Interval(one, two).meets(Interval(two, three))
    assert not Interval(one, two, high_strict=True).meets(Interval(two, three))
    assert Interval(one, two).width == 1 and Interval(one, None).width is None


# --- what a printed figure stands for ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit"), [("96.3", "1/10"), ("115", "1"), ("3000", "1"), ("8.10", "1/100"), ("0.05", "1/100"), ("1E+2", "1")]
)
def test_the_printed_unit_is_one_in_the_last_printed_place(value: str, unit: str) -> None:
    assert printed_unit(Decimal(value)) == Fraction(unit)


@pytest.mark.parametrize(("value", "place"), [("3000", "1000"), ("100", "100"), ("6.5", "0.1"), ("120", "10"), ("0", "1"), ("50", "10")])
def test_more_reaches_to_the_last_place_that_is_not_zero(value: str, place: str) -> None:
    assert last_place(Decimal(value)) == Decimal(place)


@pytest.mark.parametrize(
    ("qualifier", "expected"),
    [
        ("exact", Interval(Fraction(995, 10), Fraction(1005, 10))),
        ("at_least", Interval(Fraction(100), None)),
        ("over", Interval(Fraction(100), None, low_strict=True)),
        ("at_most", Interval(None, Fraction(100))),
        ("under", Interval(None, Fraction(100), high_strict=True)),
        ("approx_over", Interval(Fraction(100), Fraction(200), True, True)),
        ("approx", Interval(Fraction(95), Fraction(105))),
    ],
)
def test_each_qualifier_stands_for_its_interval(qualifier: str, expected: Interval) -> None:
    assert spread(Decimal(100), qualifier, counted=False, unit=Fraction(1)) == expected


def test_a_count_is_exact() -> None:
    assert spread(Decimal(247), "exact", counted=True, unit=Fraction(1)) == Interval(Fraction(247), Fraction(247))


@given(st.decimals(0, 10**6, places=1), st.sampled_from(QUALIFIERS), st.booleans())
def test_words_about_a_fall_speak_of_its_size(value: Decimal, qualifier: str, counted: bool) -> None:
    """下降17%以上 is −17 or less."""
    assume(value)
    rise = spread(value, qualifier, counted=counted, unit=printed_unit(value))
    assert spread(-value, qualifier, counted=counted, unit=printed_unit(value)) == negative(rise)


@pytest.mark.parametrize(
    ("value", "qualifier", "expected"),
    [
        ("50", "at_most", (None, "50")),
        ("50", "under", (None, "50")),
        ("72", "at_least", ("72", None)),
        ("60", "over", ("60", None)),
        ("3000", "approx_over", ("3000", "4000")),
        ("100", "approx_over", ("100", "200")),
        ("8.1", "exact", ("8.1", "8.1")),
        ("-17.4", "exact", ("-17.4", "-17.4")),
        ("-17", "at_least", (None, "-17")),
        ("100", "approx", ("95", "105")),
        ("-100", "approx", ("-105", "-95")),
    ],
)
def test_the_words_allow_what_the_table_says(value: str, qualifier: str, expected: tuple[str | None, str | None]) -> None:
    allowed = spread(Decimal(value), qualifier, counted=True, unit=Fraction(1))
    assert (allowed.low, allowed.high) == tuple(None if end is None else Fraction(end) for end in expected)
