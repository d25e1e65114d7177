"""Arithmetic between printed figures: exact rationals, interval arithmetic, only where a relation is declared.

A declared count is exact; any other printed number v stands for R(v) = [v − u/2, v + u/2], with u one unit of the
last printed place. With C the interval that the terms allow and p the printed result: C meets R(p) → 吻合; else C
meets [p, p + u) → 截尾吻合; else C meets (p − u, p] → 进位吻合; else 不符, with the gap in units of u. Where C is wider
than u, the check is weak (弱检验).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from xtdata.model import Catalogue, Observation, Relation
from xtdata.quantity import split_unit
from xtdata.quantity.interval import Interval, affine, minus, over, plus, printed_unit, scaled, spread

_COUNTED = {
    "个",
    "家",
    "项",
    "件",
    "人",
    "户",
    "次",
    "条",
    "套",
    "台",
    "座",
    "所",
    "栋",
    "根",
    "处",
    "期",
    "场",
    "批",
    "种",
    "辆",
    "起",
    "例",
}


@dataclass(frozen=True)
class Verdict:
    """What the arithmetic says of one relation.

    ``word`` is 吻合, 截尾吻合, 进位吻合, 不符 or 推算 (a baseline was computed, nothing could be compared).
    ``computed`` is C; ``gap`` counts units of the last printed place.
    """

    relation: Relation
    word: str
    computed: Interval
    gap: Fraction = Fraction(0)
    weak: bool = False
    approximate: bool = False


@dataclass(frozen=True)
class Derived:
    """A figure that no source prints, implied by a relation; always drawn as such.

    ``id`` is the observation it belongs to; ``role`` is ``baseline`` (before a compression), ``prior`` (a level before
    growth) or ``whole`` (what a share is a share of, such as a plan).
    """

    id: str
    role: str
    low: float | None
    high: float | None
    unit: str
    how: str
    terms: tuple[str, ...]


def verdicts(catalogue: Catalogue) -> list[Verdict]:
    """The verdict on every declared relation that prints all its terms."""
    checked = (_verdict(catalogue, relation) for relation in catalogue.relations)
    return [verdict for verdict in checked if verdict is not None]


def implied(catalogue: Catalogue) -> list[Derived]:
    """The starting levels that relations with a single term imply."""
    derived = (_derive(catalogue, relation) for relation in catalogue.relations)
    return [one for one in derived if one is not None]


# --- intervals of printed figures -------------------------------------------------------------------


def _interval(catalogue: Catalogue, observation: Observation) -> Interval:
    unit = catalogue.unit(observation)
    if isinstance(observation.value, tuple):
        return Interval(Fraction(observation.value[0]), Fraction(observation.value[1]))
    scale = Fraction(10 ** split_unit(unit)[0])
    one = spread(observation.value, observation.qualifier, counted=_is_count(unit), unit=printed_unit(observation.value))
    return scaled(one, scale)


def _is_count(unit: str) -> bool:
    power, base = split_unit(unit)
    return power == 0 and base in _COUNTED


def _sum(terms: Sequence[Interval]) -> Interval:
    total = terms[0]
    for term in terms[1:]:
        total = plus(total, term)
    return total


def _mean_growth(terms: Sequence[Interval]) -> Interval:
    def mean(ends: list[Fraction | None]) -> Fraction | None:
        product = 1.0
        for end in ends:
            if end is None:
                return None
            product *= 1 + float(end) / 100
        return Fraction(100 * (product ** (1 / len(ends)) - 1)).limit_denominator(10**9)

    return Interval(mean([term.low for term in terms]), mean([term.high for term in terms]))


_COMPUTE: dict[str, Callable[[Sequence[Interval]], Interval]] = {
    "reduction": lambda t: affine(over(t[1], t[0]), -100, 100),
    "reduced_to": lambda t: affine(over(t[1], t[0]), 100, 0),
    "shortening": lambda t: minus(t[0], t[1]),
    "share": lambda t: affine(over(t[0], t[1]), 100, 0),
    "sum": _sum,
    "growth": lambda t: affine(over(t[0], t[1]), 100, -100),
    "points": lambda t: minus(t[0], t[1]),
    "multiple": lambda t: over(t[0], t[1]),
    "multiple_growth": lambda t: affine(over(t[0], t[1]), 1, -1),
    "doublings": lambda t: over(t[0], t[1]),
    "average_growth": _mean_growth,
}
_SCALED = {"sum", "shortening"}


def _verdict(catalogue: Catalogue, relation: Relation) -> Verdict | None:
    observations = [catalogue.observations[term] for term in relation.terms]
    terms = _terms(catalogue, relation, observations)
    if terms is None:
        return None
    result = catalogue.observations[relation.result]
    computed = _COMPUTE[relation.kind](terms)
    power = 10 ** split_unit(catalogue.unit(result))[0] if relation.kind in _SCALED else 1
    computed = scaled(computed, Fraction(1, power))
    if relation.kind == "doublings":
        return _compare(relation, result, computed, observations, power=2)
    return _compare(relation, result, computed, observations)


def _terms(catalogue: Catalogue, relation: Relation, observations: list[Observation]) -> list[Interval] | None:
    """The intervals of the terms; ``None`` where a starting level is not printed."""
    first = observations[0]
    if len(observations) == 1 and relation.kind == "reduction":
        if first.from_ is None:
            return None
        counted = _is_count(catalogue.unit(first)) or split_unit(catalogue.unit(first))[1] in {"工作日", "天"}
        start = spread(first.from_, "exact", counted=counted, unit=printed_unit(first.from_))
        end = spread(_number(first), first.qualifier, counted=counted, unit=printed_unit(_number(first)))
        return [start, end]
    if len(observations) == 1:
        return None
    return [_interval(catalogue, one) for one in observations]


def _number(observation: Observation) -> Decimal:
    return observation.value[1] if isinstance(observation.value, tuple) else observation.value


def _compare(relation: Relation, result: Observation, computed: Interval, terms: Sequence[Observation], power: int = 1) -> Verdict:
    value = _number(result)
    p, u = Fraction(value), printed_unit(value)
    rounded = spread(value, result.qualifier, counted=False, unit=u)
    if power == 2:
        p = Fraction(2) ** int(value)
        rounded = Interval(p * Fraction(97, 100), p * Fraction(103, 100))
    approximate = "approx" in {result.qualifier, *(one.qualifier for one in terms)}
    weak = computed.width is None or computed.width > u
    word = _word(computed, rounded, p, u, result.qualifier)
    gap = computed.gap(p) / u if word == "不符" else Fraction(0)
    return Verdict(relation, word, computed, gap, weak, approximate)


def _word(computed: Interval, rounded: Interval, p: Fraction, u: Fraction, qualifier: str) -> str:
    if computed.meets(rounded):
        return "吻合"
    if qualifier == "exact" and computed.meets(Interval(p, p + u, high_strict=True)):
        return "截尾吻合"
    if qualifier == "exact" and computed.meets(Interval(p - u, p, low_strict=True)):
        return "进位吻合"
    return "不符"


# --- implied starting levels ------------------------------------------------------------------------


_ROLES = {
    "reduction": "baseline",
    "shortening": "baseline",
    "growth": "prior",
    "multiple": "prior",
    "multiple_growth": "prior",
    "share": "whole",
}


def _derive(catalogue: Catalogue, relation: Relation) -> Derived | None:
    observation = catalogue.observations[relation.terms[0]]
    if len(relation.terms) != 1 or relation.kind not in _ROLES or (relation.kind == "reduction" and observation.from_ is not None):
        return None
    result, unit = catalogue.observations[relation.result], catalogue.unit(observation)
    counted = _is_count(unit) or split_unit(unit)[1] in {"工作日", "天"}
    rate = spread(_number(result), result.qualifier, counted=False, unit=printed_unit(_number(result)))
    now = spread(_number(observation), observation.qualifier, counted=counted, unit=printed_unit(_number(observation)))
    level = _implied_level(relation.kind, now, rate, result)
    low = None if level.low is None or now.low is None else float(level.low)
    high = None if level.high is None else float(level.high)
    how = _how(relation.kind, _number(observation), _number(result), unit)
    return Derived(relation.terms[0], _ROLES[relation.kind], low, high, unit, how, (relation.terms[0], relation.result))


def _implied_level(kind: str, now: Interval, rate: Interval, result: Observation) -> Interval:
    percent = Fraction(1, 100)
    if kind == "shortening":
        value = _number(result)
        return plus(now, spread(value, result.qualifier, counted=True, unit=printed_unit(value)))
    if kind == "reduction":
        return over(now, scaled(affine(rate, -1, 100), percent))
    if kind == "growth":
        return over(now, scaled(affine(rate, 1, 100), percent))
    if kind == "share":
        return over(now, scaled(rate, percent))
    return over(now, rate if kind == "multiple" else affine(rate, 1, 1))


_FORMULAS = {
    "reduction": ("压缩{p}%", "{x} ÷ (1 − {p}%)"),
    "shortening": ("缩短{p}{u}", "{x} + {p}"),
    "growth": ("增长{p}%", "{x} ÷ (1 + {p}%)"),
    "multiple": ("为{p}倍", "{x} ÷ {p}"),
    "multiple_growth": ("增长{p}倍", "{x} ÷ (1 + {p})"),
    "share": ("占{p}%", "{x} ÷ {p}%"),
}


def _how(kind: str, value: Decimal, result: Decimal, unit: str) -> str:
    words, formula = (text.format(x=value, p=result, u=unit) for text in _FORMULAS[kind])
    return f"由“{value}{unit}”与“{words}”推算：{formula}；原文没有印出"
