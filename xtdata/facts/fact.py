"""A fact: one observation as the program knows it, typed, with its proof and the names of all that it refers to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from xtdata.language.interval import Interval, spread
from xtdata.language.period import Period
from xtdata.language.text import SourceText
from xtdata.model.catalogue import Catalogue, Indicator, Observation, Source
from xtdata.verification.audit import Check, disputes
from xtdata.verification.evidence import Evidence, level


@dataclass(frozen=True, eq=False)
class Fact:
    """One observation with its period, its figure and its proof.

    ``indicator``, ``region``, ``theme`` and ``source`` are ids. ``text`` is the source's text where that is at hand, and ``evidence`` the
    passages of the quotes in it. ``disputes`` are the relations that fail with it: figures that do not agree.
    """

    id: str
    observation: Observation
    catalogue: Catalogue = field(repr=False)
    evidence: tuple[Evidence, ...] = ()
    disputes: tuple[Check, ...] = field(default=(), repr=False)
    text: SourceText | None = field(default=None, repr=False)

    # --- what it is about ---

    @property
    def indicator(self) -> str:
        return self.observation.indicator

    @property
    def definition(self) -> Indicator:
        """The indicator as the data file describes it."""
        return self.catalogue.indicators[self.observation.indicator]

    @property
    def indicator_name(self) -> str:
        return self.definition.name

    @property
    def theme(self) -> str:
        return self.definition.theme

    @property
    def region(self) -> str:
        return self.observation.region

    @property
    def region_name(self) -> str:
        return self.catalogue.regions[self.observation.region].name

    @property
    def subject(self) -> str | None:
        """The one company or project that the fact is about."""
        return self.observation.subject

    @cached_property
    def period(self) -> Period:
        return self.observation.parsed_period

    # --- the figure ---

    @property
    def value(self) -> Decimal:
        """The figure with its printed places; the middle of a range."""
        return self.observation.middle

    @cached_property
    def number(self) -> float:
        """The figure for drawing and for tables of floats."""
        return float(self.value)

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        """The two ends of a printed range."""
        return self.observation.value if isinstance(self.observation.value, tuple) else None

    @cached_property
    def interval(self) -> Interval:
        """The values that the words allow: 50以上 is [50, ∞), 约50 is 50 ± 5 %, a plain 50 is 50 alone."""
        if self.ends:
            return Interval(Fraction(self.ends[0]), Fraction(self.ends[1]))
        return spread(self.value, self.qualifier, counted=True, unit=Fraction(0))

    @property
    def low(self) -> float | None:
        """The lower end of the interval, ``None`` where it is open."""
        return None if self.interval.low is None else float(self.interval.low)

    @property
    def high(self) -> float | None:
        """The upper end of the interval, ``None`` where it is open."""
        return None if self.interval.high is None else float(self.interval.high)

    @property
    def from_value(self) -> Decimal | None:
        """The starting level of a figure that is printed as 从…到…."""
        return self.observation.from_

    @cached_property
    def unit(self) -> str:
        return self.catalogue.unit(self.observation)

    @property
    def qualifier(self) -> str:
        """As the words say; a range is always ``range``."""
        return "range" if self.ends else self.observation.qualifier

    @property
    def is_growth(self) -> bool:
        """Whether the figure says by how many per cent something grew."""
        return self.definition.measure == "growth" and self.unit == "%"

    @property
    def is_rank(self) -> bool:
        """Whether the figure is a place among others."""
        return self.definition.measure == "rank"

    @property
    def is_money(self) -> bool:
        return self.unit.endswith("元")

    # --- how it is meant ---

    @property
    def status(self) -> str:
        return self.observation.status

    @property
    def is_plan(self) -> bool:
        """Whether this is what is aimed at, not what was, is or will be reached."""
        return self.observation.is_plan

    @property
    def statistic(self) -> str:
        return self.observation.statistic

    @property
    def is_average(self) -> bool:
        return self.observation.statistic == "annual_average"

    @property
    def comparison(self) -> str:
        return self.observation.comparison or ""

    @property
    def note(self) -> str | None:
        return self.observation.note

    # --- where it comes from ---

    @property
    def source(self) -> str:
        return self.observation.source

    @property
    def origin(self) -> Source:
        """The source as the data file describes it."""
        return self.catalogue.sources[self.observation.source]

    @property
    def quote(self) -> str:
        """The first quote, nothing where there is none."""
        return self.observation.quote[0].exact if self.observation.quote else ""

    @cached_property
    def level(self) -> str:
        """How far the fact is proved: ``verbatim``, ``quote`` or ``cited``."""
        return level(self.observation, self.evidence)

    @property
    def is_cited_only(self) -> bool:
        return self.level == "cited"

    @cached_property
    def series(self) -> tuple[object, ...]:
        """What two facts must share for a line to join them: only like is joined with like.

        Indicator, region, subject, unit, statistic, status, and the length of the period in months.
        """
        return self.indicator, self.region, self.subject or "", self.unit, self.statistic, self.status, self.period.months


def facts_of(catalogue: Catalogue, evidence: Mapping[str, tuple[Evidence, ...]], texts: Mapping[str, SourceText]) -> Mapping[str, Fact]:
    """Every observation of *catalogue* as a fact, under its id, in the order of the file."""
    disputed = disputes(catalogue)
    return {
        key: Fact(key, one, catalogue, evidence.get(key, ()), disputed.get(key, ()), texts.get(one.source))
        for key, one in catalogue.observations.items()
    }
