"""Arithmetic between printed figures: exact rationals, interval arithmetic, only where a relation is declared.

A declared count is exact; any other printed number v stands for R(v) = [v − u/2, v + u/2], with u one unit of the
last printed place. With C the interval that the terms allow and p the printed result: C meets R(p) → 吻合; else C
meets [p, p + u) → 截尾吻合; else C meets (p − u, p] → 进位吻合; else 不符, with the gap in units of u. Where C is wider
than u, the check is weak (弱检验).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from xtdata.language.interval import Interval, affine, minus, over, plus, printed_unit, scaled, spread
from xtdata.language.quantity import split_unit
from xtdata.model.catalogue import Catalogue, Observation, Relation
from xtdata.verification.arithmetic import COUNTED, KINDS, in_units_of, mean_yearly_growth, rank


class Outcome(Enum):
    """Whether a printed result agrees with its terms: as rounded, with its digits cut off, rounded up, or not."""

    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    RAISED = "raised"
    CONTRADICTED = "contradicted"


OUTCOMES = {
    Outcome.ROUNDED: "吻合",
    Outcome.TRUNCATED: "截尾吻合",
    Outcome.RAISED: "进位吻合",
    Outcome.CONTRADICTED: "不符",
}


@dataclass(frozen=True)
class Check:
    """What the arithmetic says of one relation: ``computed`` is C, ``gap`` counts units of the last printed place."""

    relation: Relation
    outcome: Outcome
    computed: Interval
    gap: Fraction = Fraction(0)
    weak: bool = False
    approximate: bool = False

    @property
    def ids(self) -> list[str]:
        """The figures of the relation, the result first."""
        return list(dict.fromkeys((self.relation.result, *self.relation.terms)))

    def beside(self, key: str) -> list[str]:
        """The ids of the other figures of the relation than *key*."""
        return [one for one in self.ids if one != key]

    @property
    def word(self) -> str:
        """The outcome in Chinese."""
        return OUTCOMES[self.outcome]

    @property
    def fails(self) -> bool:
        """Whether the source contradicts itself; of what is printed with 约, nobody can say."""
        return self.outcome is Outcome.CONTRADICTED and not self.approximate

    @property
    def is_open(self) -> bool:
        """Whether it fails and no editor has looked into it."""
        return self.fails and not self.relation.accepted


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


@dataclass(frozen=True)
class Tally:
    """How many relations were declared and checked, and with what result; those that were not checked only imply a level."""

    declared: int
    checked: int
    failing: int
    open: int
    weak: int

    @classmethod
    def of(cls, catalogue: Catalogue, checks: Sequence[Check]) -> Tally:
        """The tally of *checks*, which are those of *catalogue*; a weak check counts where it holds."""
        return cls(
            len(catalogue.relations),
            len(checks),
            sum(one.fails for one in checks),
            sum(one.is_open for one in checks),
            sum(one.weak and not one.fails for one in checks),
        )

    @property
    def holding(self) -> int:
        return self.checked - self.failing

    @property
    def implying(self) -> int:
        return self.declared - self.checked


def check_relations(catalogue: Catalogue) -> list[Check]:
    """A check of every declared relation that prints all its terms."""
    checked = (check_relation(catalogue, relation) for relation in catalogue.relations)
    return [check for check in checked if check is not None]


def disputes(catalogue: Catalogue) -> dict[str, tuple[Check, ...]]:
    """The checks that fail, under each observation that takes part in them."""
    found: dict[str, tuple[Check, ...]] = {}
    for check in check_relations(catalogue):
        if check.fails:
            for key in check.ids:
                found[key] = (*found.get(key, ()), check)
    return found


def implied(catalogue: Catalogue) -> list[Derived]:
    """The starting levels that relations with a single term imply."""
    derived = (_derive(catalogue, relation) for relation in catalogue.relations)
    return [one for one in derived if one is not None]


# --- intervals of printed figures -------------------------------------------------------------------


def interval_of(catalogue: Catalogue, observation: Observation) -> Interval:
    """What *observation* stands for, in the base unit (元, not 亿元)."""
    unit = catalogue.unit(observation)
    return scaled(_printed(observation.value, observation.qualifier, counted=_is_count(unit)), Fraction(10 ** split_unit(unit)[0]))


def _printed(value: Decimal | tuple[Decimal, Decimal], qualifier: str, *, counted: bool) -> Interval:
    """The interval of a printed figure at its printed scale, from the lower end of a range to the upper."""
    if isinstance(value, tuple):
        low, high = (spread(end, "exact", counted=counted, unit=printed_unit(end)) for end in value)
        return Interval(low.low, high.high)
    return spread(value, qualifier, counted=counted, unit=printed_unit(value))


def _is_count(unit: str) -> bool:
    power, base = split_unit(unit)
    return power == 0 and base in COUNTED


def check_relation(catalogue: Catalogue, relation: Relation) -> Check | None:
    """The check of one relation, whose terms are all in *catalogue*; ``None`` where it only implies a level."""
    observations = [catalogue.observations[term] for term in relation.terms]
    terms = _terms(catalogue, relation, observations)
    if terms is None:
        return None
    result = catalogue.observations[relation.result]
    factor = in_units_of(KINDS[relation.kind], catalogue.unit(result))
    return _compare(relation, result, scaled(_compute(catalogue, relation, observations, terms), factor), observations)


def _compute(catalogue: Catalogue, relation: Relation, observations: Sequence[Observation], terms: list[Interval]) -> Interval:
    if relation.kind == "compound_growth":
        last, first = (one.parsed_period.end.year for one in observations)
        return mean_yearly_growth(terms, max(1, last - first))
    if relation.kind == "rank":
        return rank(terms, catalogue.indicators[observations[0].indicator].direction != "lower")
    return KINDS[relation.kind].compute(terms)


def _terms(catalogue: Catalogue, relation: Relation, observations: list[Observation]) -> list[Interval] | None:
    """The intervals of the terms; ``None`` where a starting level is not printed."""
    if len(observations) > 1:
        return [interval_of(catalogue, one) for one in observations]
    if not _prints_start(relation, observations[0]):
        return None
    now = interval_of(catalogue, observations[0])
    start = interval_of(catalogue, observations[0].model_copy(update={"value": observations[0].from_, "qualifier": "exact"}))
    return [start, now] if KINDS[relation.kind].start == "first" else [now, start]


def _prints_start(relation: Relation, observation: Observation) -> bool:
    return observation.from_ is not None and bool(KINDS[relation.kind].start)


def _compare(relation: Relation, result: Observation, computed: Interval, terms: Sequence[Observation]) -> Check:
    ends: tuple[Decimal, ...] = result.value if isinstance(result.value, tuple) else (result.value,)
    u = printed_unit(ends[-1])
    if relation.kind == "doublings":
        ends = tuple(Decimal(2) ** min(end, _MOST_DOUBLINGS) for end in ends)
        outcome = Outcome.ROUNDED if computed.meets(_multiples(ends, result.qualifier)) else Outcome.CONTRADICTED
    else:
        outcome = _outcome(computed, result, u)
    gap = min(computed.gap(Fraction(end)) for end in ends) / u if outcome is Outcome.CONTRADICTED else Fraction(0)
    approximate = "approx" in {result.qualifier, *(one.qualifier for one in terms)}
    weak = computed.width is None or computed.width > u
    return Check(relation, outcome, computed, gap, weak, approximate)


_MOST_DOUBLINGS = Decimal(100)  # 2¹⁰⁰ exceeds any economy; far beyond it Decimal overflows


def _multiples(ends: tuple[Decimal, ...], qualifier: str) -> Interval:
    """The multiples that 翻番 stands for: nobody says it of an exact doubling, so 3 % either way will do."""
    if qualifier not in {"exact", "range"}:
        return spread(ends[0], qualifier, counted=True, unit=Fraction(1))
    return Interval(Fraction(ends[0]) * Fraction(97, 100), Fraction(ends[-1]) * Fraction(103, 100))


def _outcome(computed: Interval, result: Observation, u: Fraction) -> Outcome:
    if computed.meets(_printed(result.value, result.qualifier, counted=False)):
        return Outcome.ROUNDED
    if result.qualifier != "exact" or isinstance(result.value, tuple):
        return Outcome.CONTRADICTED
    p = Fraction(result.value)
    above, below = Interval(p, p + u, high_strict=True), Interval(p - u, p, low_strict=True)
    # Cutting digits off moves a figure towards zero: down above zero, up below it.
    truncated, raised = (above, below) if p >= 0 else (below, above)
    if computed.meets(truncated):
        return Outcome.TRUNCATED
    return Outcome.RAISED if computed.meets(raised) else Outcome.CONTRADICTED


# --- implied starting levels ------------------------------------------------------------------------


_ROLES = {
    "reduction": "baseline",
    "shortening": "baseline",
    "growth": "prior",
    "multiple": "prior",
    "multiple_growth": "prior",
    "increase": "prior",
    "points": "prior",
    "share": "whole",
}


def _derive(catalogue: Catalogue, relation: Relation) -> Derived | None:
    observation = catalogue.observations[relation.terms[0]]
    if len(relation.terms) != 1 or relation.kind not in _ROLES or _prints_start(relation, observation):
        return None
    result, unit = catalogue.observations[relation.result], catalogue.unit(observation)
    rate = _rate(catalogue, relation, result)
    now = _printed(observation.value, observation.qualifier, counted=_is_count(unit))
    level = _implied_level(relation.kind, now, rate)
    low = None if level.low is None or now.low is None else float(level.low)
    high = None if level.high is None else float(level.high)
    how = _how(relation.kind, _shown(observation), _shown(result), unit)
    return Derived(relation.terms[0], _ROLES[relation.kind], low, high, unit, how, (relation.terms[0], relation.result))


def _rate(catalogue: Catalogue, relation: Relation, result: Observation) -> Interval:
    """The printed result, in the unit of the term or in per cent."""
    kind, unit = KINDS[relation.kind], catalogue.unit(result)
    printed = _printed(result.value, result.qualifier, counted=kind.units == "alike" and _is_count(unit))
    factor = in_units_of(kind, unit)
    if kind.units == "alike":
        factor *= 10 ** split_unit(catalogue.unit(catalogue.observations[relation.terms[0]]))[0]
    return scaled(printed, 1 / factor)


def _implied_level(kind: str, now: Interval, rate: Interval) -> Interval:
    percent = Fraction(1, 100)
    if kind == "shortening":
        return plus(now, rate)
    if kind in {"increase", "points"}:
        return minus(now, rate)
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
    "increase": ("增加{p}{u}", "{x} − {p}"),
    "points": ("提高{p}个百分点", "{x} − {p}"),
    "growth": ("增长{p}%", "{x} ÷ (1 + {p}%)"),
    "multiple": ("为{p}倍", "{x} ÷ {p}"),
    "multiple_growth": ("增长{p}倍", "{x} ÷ (1 + {p})"),
    "share": ("占{p}%", "{x} ÷ {p}%"),
}


def _shown(observation: Observation) -> str:
    return "–".join(map(str, observation.value)) if isinstance(observation.value, tuple) else str(observation.value)


def _how(kind: str, value: str, result: str, unit: str) -> str:
    words, formula = (text.format(x=value, p=result, u=unit) for text in _FORMULAS[kind])
    return f"由“{value}{unit}”与“{words}”推算：{formula}；原文没有印出"
