"""Declared arithmetic: the worked examples come out, and no true statement is called false."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xtdata.language.interval import Interval
from xtdata.model.catalogue import Catalogue, Indicator, Observation, Relation
from xtdata.verification.audit import Check, Derived, check_relations, implied

Figure = tuple[str, dict[str, Any]]


def figure(value: object, unit: str, qualifier: str = "exact", start: object = None) -> Figure:
    return unit, {"value": value, "qualifier": qualifier, "from": start}


def _catalogue(kind: str, result: Figure, terms: tuple[Figure, ...]) -> Catalogue:
    indicators, observations = {}, {}
    for key, (unit, fields) in zip(["result", *(f"term{n}" for n in range(len(terms)))], (result, *terms), strict=True):
        indicators[key] = Indicator(name=key, unit=unit, theme="t")
        common = {"indicator": key, "region": "r", "period": "2022", "source": "s", "quote": "略"}
        observations[key] = Observation.model_validate(common | fields)
    relation = Relation(kind=kind, result="result", terms=tuple(key for key in observations if key != "result"))
    return Catalogue("甲", "r", {}, {}, {}, indicators, observations, (relation,))


def check(kind: str, result: Figure, *terms: Figure) -> Check:
    (one,) = check_relations(_catalogue(kind, result, terms))
    return one


def derive(kind: str, result: Figure, *terms: Figure) -> Derived:
    (derived,) = implied(_catalogue(kind, result, terms))
    return derived


def days(value: object, qualifier: str = "exact", start: object = None) -> Figure:
    return figure(value, "工作日", qualifier, start)


def percent(value: object, qualifier: str = "exact") -> Figure:
    return figure(value, "%", qualifier)


def items(value: object, qualifier: str = "exact", start: object = None) -> Figure:
    return figure(value, "件", qualifier, start)


def yi(value: object, qualifier: str = "exact", start: object = None) -> Figure:
    return figure(value, "亿元", qualifier, start)


# --- the worked examples ----------------------------------------------------------------------------


@pytest.mark.parametrize("terms", [(days(50, "at_most", start=180),), (days(180), days(50, "at_most")), (days(180), days(50))])
def test_from_180_to_50_days_is_a_cut_of_72_percent_and_more(terms: tuple[Figure, ...]) -> None:
    assert check("reduction", percent(72, "at_least"), *terms).word == "吻合"


def test_238_of_247_was_cut_off_to_96_3_for_it_rounds_to_96_4() -> None:
    assert check("share", percent("96.3"), items(238), items(247)).word == "截尾吻合"
    assert check("share", percent("96.4"), items(238), items(247)).word == "吻合"


def test_190_of_162_6_is_117_percent() -> None:
    one = check("share", percent(117), yi(190), yi("162.6"))
    assert (one.word, one.weak) == ("吻合", False)


def test_39_at_2_8_times_implies_14_the_year_before() -> None:
    derived = derive("multiple", figure("2.8", "倍"), items(39))
    assert derived.low is not None and derived.high is not None
    assert [n for n in range(100) if derived.low <= n <= derived.high] == [14]
    assert derived.role == "prior" and "39 ÷ 2.8" in derived.how and "没有印出" in derived.how


def test_238_and_5_miss_247_by_4() -> None:
    one = check("sum", items(247), items(238), items(5))
    assert (one.word, one.gap, one.weak) == ("不符", 4, False)


# --- one row of the table each ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "result", "terms", "word"),
    [
        ("reduction", percent("72.2"), (days(180), days(50)), "吻合"),
        ("reduction", percent("62.5"), (days(40), days(15)), "吻合"),
        ("reduction", percent(80), (days(180), days(50)), "不符"),
        ("reduced_to", percent("27.8"), (days(180), days(50)), "吻合"),
        ("reduced_to", percent("72.2"), (days(180), days(50)), "不符"),
        ("shortening", days(130), (days(180), days(50)), "吻合"),
        ("shortening", days(130), (days(50, start=180),), "吻合"),
        ("shortening", days(130, "at_least"), (days(50, "at_most", start=180),), "吻合"),
        ("shortening", days(120), (days(180), days(50)), "不符"),
        ("share", percent("96.36"), (items(238), items(247)), "吻合"),
        ("sum", items(247), (items(240), items(7)), "吻合"),
        ("sum", yi("3.0"), (yi("1.2"), figure(18000, "万元")), "吻合"),
        ("sum", figure(30000, "万元"), (yi("1.2"), yi("1.8")), "吻合"),
        ("sum", yi(64), (yi([30, 34], "range"), yi(32)), "吻合"),
        ("sum", yi(80), (yi([30, 34], "range"), yi(32)), "不符"),
        ("sum", yi([62, 66], "range"), (yi(32), yi(31)), "吻合"),
        ("sum", yi([62, 66], "range"), (yi(32), yi(20)), "不符"),
        ("growth", percent("8.1"), (yi("108.1"), yi("100.0")), "吻合"),
        ("growth", percent("66.7"), (items(50, start=30),), "吻合"),
        ("growth", percent("-17.4"), (items(826), items(1000)), "吻合"),
        ("growth", percent("17.4"), (items(826), items(1000)), "不符"),
        ("growth", percent("-17", "at_least"), (items(800), items(1000)), "吻合"),
        ("growth", percent("-17", "at_least"), (items(900), items(1000)), "不符"),
        ("points", figure("0.5", "百分点"), (percent("8.1"), percent("7.6")), "吻合"),
        ("points", figure("0.9", "百分点"), (percent("8.1"), percent("7.6")), "不符"),
        ("multiple", figure("2.8", "倍"), (items(39), items(14)), "吻合"),
        ("multiple", figure("1.8", "倍"), (items(39), items(14)), "不符"),
        ("multiple_growth", figure("1.8", "倍"), (items(39), items(14)), "吻合"),
        ("multiple_growth", figure("2.8", "倍"), (items(39), items(14)), "不符"),
        ("doublings", figure(2, "番"), (items(160), items(40)), "吻合"),
        ("doublings", figure(2, "番"), (items(160, start=40),), "吻合"),
        ("doublings", figure(1, "番"), (items(160), items(40)), "不符"),
        ("doublings", figure(1, "番"), (items(116), items(40)), "不符"),
        ("doublings", figure(1, "番", "at_least"), (items(160), items(40)), "吻合"),
        ("doublings", figure(1, "番", "at_least"), (items(60), items(40)), "不符"),
        ("average_growth", percent("8.0"), (percent("7.0"), percent("9.0"), percent("8.0")), "吻合"),
        ("average_growth", percent("9.0"), (percent("7.0"), percent("9.0"), percent("8.0")), "不符"),
        ("average_growth", percent("7.7"), (percent("9"), percent("8"), percent("6.1")), "吻合"),
        ("increase", items(129), (items(376), items(247)), "吻合"),
        ("increase", items(130), (items(376), items(247)), "不符"),
        ("increase", figure(3000, "万元"), (yi("1.5"), yi("1.2")), "吻合"),
        ("mean", items(4), (items(3), items(4), items(5)), "吻合"),
        ("mean", yi("2.0"), (yi("1.0"), yi("2.0"), yi("4.0")), "不符"),
        ("product", figure("1.2", "亿元"), (items(400), figure(30, "万元/户")), "吻合"),
        ("product", figure("1.4", "亿元"), (items(400), figure(30, "万元/户")), "不符"),
        ("rank", figure(2, "位"), (yi("8.1"), yi("9.0"), yi("7.0")), "吻合"),
        ("rank", figure(1, "位"), (yi("8.1"), yi("9.0"), yi("7.0")), "不符"),
        ("rank", figure(1, "位"), (yi("8"), yi("8"), yi("7")), "吻合"),
        ("share", figure("3.3", "成"), (items(33), items(100)), "吻合"),
        ("share", figure("6.1", "‰"), (items(61), items(10000)), "吻合"),
        ("share", figure("0.25", ""), (items(1), items(4)), "吻合"),
    ],
)
def test_each_kind_of_relation_is_computed_as_its_words_say(kind: str, result: Figure, terms: tuple[Figure, ...], word: str) -> None:
    assert check(kind, result, *terms).word == word


@pytest.mark.parametrize(
    ("value", "word"), [("96.4", "吻合"), ("96.3", "截尾吻合"), ("96.2", "不符"), ("96", "吻合"), ("97", "进位吻合"), ("95", "不符")]
)
def test_rounded_cut_off_and_raised_figures_are_told_apart(value: str, word: str) -> None:
    assert check("share", percent(value), items(238), items(247)).word == word


@pytest.mark.parametrize(("value", "word"), [("-17.5", "吻合"), ("-17.4", "截尾吻合"), ("-17.6", "进位吻合"), ("-17.3", "不符")])
def test_a_fall_is_cut_off_towards_zero(value: str, word: str) -> None:
    now = 8254 if value != "-17.6" else 8246
    assert check("growth", percent(value), items(now), items(10000)).word == word


def test_a_gap_counts_units_of_the_last_printed_place() -> None:
    assert check("share", percent("50.0"), items(3), items(4)).gap == 250
    assert check("share", percent("50"), items(3), items(4)).gap == 25


def test_a_check_that_could_hardly_fail_is_called_weak() -> None:
    assert check("share", percent("117.0"), yi(190), yi("162.6")).weak
    assert not check("share", percent("117"), yi(190), yi("162.6")).weak
    assert check("reduction", percent(72, "at_least"), days(50, "at_most", start=180)).weak


def test_about_only_warns() -> None:
    assert check("share", percent(90, "approx"), items(3), items(4)).approximate
    assert check("share", percent(75), items(3, "approx"), items(4)).approximate
    assert not check("share", percent(75), items(3), items(4)).approximate


def test_a_count_of_days_is_exact() -> None:
    assert check("shortening", days(130), days(180), days(50)).computed.width == 0


def test_where_the_start_is_not_printed_nothing_is_compared() -> None:
    catalogue = _catalogue("reduction", percent("62.5"), (days(15),))
    assert check_relations(catalogue) == [] and len(implied(catalogue)) == 1


@pytest.mark.parametrize("kind", ["reduction", "shortening", "growth", "multiple", "multiple_growth"])
def test_where_the_start_is_printed_nothing_is_implied(kind: str) -> None:
    catalogue = _catalogue(kind, percent(60), (items(50, start=180),))
    assert implied(catalogue) == [] and len(check_relations(catalogue)) == 1


# --- implied levels ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "result", "term", "role", "level"),
    [
        ("reduction", percent("62.5"), days(15), "baseline", 40),
        ("reduction", percent(70), days(30), "baseline", 100),
        ("shortening", days(130), days(50), "baseline", 180),
        ("growth", percent(40), yi(130), "prior", 93),
        ("growth", percent("-17.4"), items(826), "prior", 1000),
        ("multiple", figure("2.8", "倍"), items(39), "prior", 14),
        ("multiple_growth", figure("1.8", "倍"), items(39), "prior", 14),
        ("points", figure("36.9", "百分点"), percent("8.1"), "prior", -28.8),
        ("points", figure("-1.7", "百分点"), percent("31.8"), "prior", 33.5),
        ("share", percent(115), yi(255), "whole", 222),
    ],
)
def test_a_single_term_implies_the_level_before(kind: str, result: Figure, term: Figure, role: str, level: float) -> None:
    derived = derive(kind, result, term)
    assert derived.low is not None and derived.high is not None
    assert derived.low <= level <= derived.high
    assert (derived.id, derived.role, derived.unit, derived.terms) == ("term0", role, term[0], ("term0", "result"))


def test_a_bound_implies_a_bound() -> None:
    derived = derive("reduction", percent(70), days(30, "at_most"))
    assert derived.low is None and derived.high == pytest.approx(30 / 0.295)


def test_both_ends_of_a_range_count() -> None:
    derived = derive("multiple", figure("2.0", "倍"), items([30, 34], "range"))
    assert derived.low == pytest.approx(30 / 2.05) and derived.high == pytest.approx(34 / 1.95)
    assert "30–34" in derived.how


def test_an_increase_implies_the_level_before_in_the_unit_of_the_level() -> None:
    derived = derive("increase", figure(3000, "万元"), yi("1.5"))
    assert derived.low is not None and derived.high is not None
    assert derived.low <= 1.2 <= derived.high and derived.high - derived.low < 0.2


def test_growth_over_years_is_computed_from_the_years_of_the_levels() -> None:
    catalogue = _catalogue("compound_growth", percent("7.0"), (yi("140.26"), yi("100.00")))
    dated = {"term0": "2025", "term1": "2020"}
    observations = {key: one.model_copy(update={"period": dated.get(key, one.period)}) for key, one in catalogue.observations.items()}
    (one,) = check_relations(replace(catalogue, observations=observations))
    assert one.word == "吻合" and one.computed.meets(Interval(Fraction(7), Fraction(7)))


def test_where_less_is_better_the_smallest_is_first() -> None:
    catalogue = _catalogue("rank", figure(1, "位"), (days(30), days(50)))
    assert check_relations(catalogue)[0].fails
    indicators = {key: one.model_copy(update={"direction": "lower"}) for key, one in catalogue.indicators.items()}
    assert not check_relations(replace(catalogue, indicators=indicators))[0].fails


def test_what_an_editor_has_accepted_still_fails_but_is_not_open() -> None:
    catalogue = _catalogue("sum", items(247), (items(238), items(5)))
    (one,) = check_relations(catalogue)
    assert one.fails and one.is_open
    accepted = catalogue.relations[0].model_copy(update={"accepted": "原文如此"})
    (one,) = check_relations(replace(catalogue, relations=(accepted,)))
    assert one.fails and not one.is_open


# --- laws -------------------------------------------------------------------------------------------

counts = st.integers(1, 10**6)
WORDS = {ROUND_HALF_UP: {"吻合"}, ROUND_DOWN: {"吻合", "截尾吻合"}, ROUND_CEILING: {"吻合", "进位吻合"}, ROUND_FLOOR: {"吻合", "截尾吻合"}}


def printed(value: Fraction, places: int, rounding: str) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=rounding)


@given(counts, counts, st.integers(0, 2), st.sampled_from(sorted(WORDS)))
def test_a_share_printed_honestly_never_fails(part: int, whole: int, places: int, rounding: str) -> None:
    value = printed(Fraction(100 * part, whole), places, rounding)
    assume(value > 0 and len(value.as_tuple().digits) < 15)
    assert check("share", percent(str(value)), items(part), items(whole)).word in WORDS[rounding]


@given(st.decimals(1, 10**4, places=2), st.decimals(1, 10**4, places=2), st.integers(0, 1), st.integers(0, 1))
def test_growth_of_rounded_levels_never_fails(now: Decimal, before: Decimal, places: int, shown: int) -> None:
    """The levels are printed with fewer places than the growth was computed from."""
    levels = [yi(str(level.quantize(Decimal(1).scaleb(-shown)))) for level in (now, before)]
    growth = printed(100 * Fraction(now) / Fraction(before) - 100, places, ROUND_HALF_UP)
    assert check("growth", percent(str(growth)), *levels).word == "吻合"


@given(st.lists(st.decimals(1, 10**4, places=2), min_size=2, max_size=6))
def test_a_sum_of_rounded_parts_never_fails(parts: list[Decimal]) -> None:
    total = str(sum(parts).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
    shown = [yi(str(part.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))) for part in parts]
    assert check("sum", yi(total), *shown).word == "吻合"


@given(counts, st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_sum_of_counts_is_missed_by_exactly_what_is_missing(one: int, other: int, missing: int) -> None:
    one = check("sum", items(one + other + missing), items(one), items(other))
    assert (one.word, one.gap) == ("不符", missing)


@given(counts, st.decimals("0.1", "99.9", places=1))
def test_an_implied_baseline_explains_the_printed_cut(days_now: int, cut: Decimal) -> None:
    derived = derive("reduction", percent(str(cut)), days(days_now))
    assert derived.low is not None
    assert derived.low <= days_now / (1 - float(cut) / 100) * (1 + 1e-12)
    assert derived.high is None or days_now / (1 - float(cut) / 100) <= derived.high * (1 + 1e-12)


TENTHS = st.integers(10, 400).map(lambda n: Decimal(n).scaleb(-1))


def all_roundings(figure_: Decimal) -> list[Fraction]:
    """Points of all that is printed as *figure_*: both ends, and some between."""
    unit = Fraction(Decimal(1).scaleb(figure_.as_tuple().exponent))
    return [Fraction(figure_) + unit * Fraction(step, 8) for step in range(-4, 5)]


BRUTE = {
    "share": lambda t: 100 * t[0] / t[1],
    "growth": lambda t: 100 * t[0] / t[1] - 100,
    "reduction": lambda t: 100 - 100 * t[1] / t[0],
    "reduced_to": lambda t: 100 * t[1] / t[0],
    "multiple": lambda t: t[0] / t[1],
    "multiple_growth": lambda t: t[0] / t[1] - 1,
    "sum": lambda t: t[0] + t[1],
    "increase": lambda t: t[0] - t[1],
    "mean": lambda t: (t[0] + t[1]) / 2,
}


@pytest.mark.parametrize("kind", BRUTE)
@given(TENTHS, TENTHS)
def test_the_interval_is_that_of_all_roundings(kind: str, one: Decimal, other: Decimal) -> None:
    """Nothing that the printed figures may stand for lies outside, and both ends are reached."""
    unit = {"share": "%", "growth": "%", "reduction": "%", "reduced_to": "%", "multiple": "倍", "multiple_growth": "倍"}.get(kind, "元")
    computed = check(kind, figure(1, unit), figure(str(one), "元"), figure(str(other), "元")).computed
    values = [BRUTE[kind]((a, b)) for a in all_roundings(one) for b in all_roundings(other)]
    assert (computed.low, computed.high) == (min(values), max(values))


@given(st.lists(st.integers(-300, 300).map(lambda n: Decimal(n).scaleb(-1)), min_size=2, max_size=4))
def test_mean_growth_lies_closely_around_all_roundings(rates: list[Decimal]) -> None:
    computed = check("average_growth", percent(0), *(percent(str(rate)) for rate in rates)).computed
    assert computed.low is not None and computed.high is not None
    for step, end in ((0, computed.low), (8, computed.high)):
        factors = [1 + all_roundings(rate)[step] / 100 for rate in rates]
        product = factors[0]
        for factor in factors[1:]:
            product *= factor
        near = (1 + end / 100) ** len(rates)
        assert (near <= product if step == 0 else near >= product) and abs(near - product) < Fraction(1, 10**9)


@given(st.lists(TENTHS, min_size=1, max_size=5), TENTHS)
def test_a_rank_is_one_that_some_rounding_gives(others: list[Decimal], own: Decimal) -> None:
    computed = check("rank", figure(1, "位"), yi(str(own)), *(yi(str(one)) for one in others)).computed
    places = [
        1 + sum(choose(all_roundings(one)) > mine for one in others)
        for mine, choose in ((Fraction(own) + Fraction(1, 20), min), (Fraction(own) - Fraction(1, 20), max))
    ]
    assert computed.low is not None and computed.high is not None
    assert computed.low <= min(places) and computed.high >= max(places)


SCALES = {"元": 0, "万元": 4, "亿元": 8}


@pytest.mark.parametrize("kind", ["share", "growth", "reduction", "multiple", "multiple_growth"])
@given(TENTHS, TENTHS, st.integers(-500, 2000), st.sampled_from(sorted(SCALES)))
def test_the_unit_in_which_both_terms_are_printed_changes_no_verdict(
    kind: str, one: Decimal, other: Decimal, value: int, unit: str
) -> None:
    result = figure(str(Decimal(value).scaleb(-1)), "倍" if kind.startswith("multiple") else "%")
    plain, scaled_ = (check(kind, result, figure(str(one), u), figure(str(other), u)) for u in ("元", unit))
    assert (plain.outcome, plain.gap, plain.weak) == (scaled_.outcome, scaled_.gap, scaled_.weak)


@given(st.permutations(range(6)))
def test_the_order_of_relations_changes_no_verdict(order: list[int]) -> None:
    catalogue = _catalogue("sum", items(247), (items(238), items(5), items(9)))
    keys = ["term0", "term1", "term2"]
    relations = [Relation(kind="sum", result="result", terms=tuple(keys[:n])) for n in (2, 3)]
    relations += [Relation(kind="increase", result="result", terms=(keys[0], key)) for key in keys[1:]]
    relations += [
        Relation(kind="mean", result="result", terms=tuple(keys)),
        Relation(kind="multiple", result="term1", terms=(keys[0], keys[2])),
    ]
    plain = check_relations(replace(catalogue, relations=tuple(relations)))
    mixed = check_relations(replace(catalogue, relations=tuple(relations[at] for at in order)))
    assert mixed == [plain[at] for at in order]


@pytest.mark.parametrize(
    "kind",
    [
        "reduction",
        "reduced_to",
        "share",
        "growth",
        "multiple",
        "multiple_growth",
        "doublings",
        "average_growth",
        "sum",
        "points",
        "increase",
        "mean",
        "product",
        "rank",
        "compound_growth",
    ],
)
@given(st.lists(st.integers(-(10**6), 10**6), min_size=3, max_size=3))
def test_no_figures_are_too_odd_to_check(kind: str, values: list[int]) -> None:
    result, first, second = values
    assert check(kind, percent(result), yi(first), yi(second)).word in {"吻合", "截尾吻合", "进位吻合", "不符"}
