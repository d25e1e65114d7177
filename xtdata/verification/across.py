"""Figures beside each other: the same figure from several sources, and the years of one series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from xtdata.language.interval import Interval
from xtdata.language.units import split_unit
from xtdata.model.catalogue import Catalogue, Observation
from xtdata.verification.audit import interval_of

AGREEMENTS = {"conflict": "互相矛盾", "revised": "后来修订", "consistent": "舍入之内一致", "identical": "完全相同"}
"""What several sources that print one figure can be to each other, the worst first."""
Series = dict[tuple[str, str, str | None], list[str]]
_TENFOLD = 10
_BOUNDS = {"at_least", "over", "at_most", "under"}


@dataclass(frozen=True)
class Comparison:
    """One figure as several sources print it: ``ids`` in the order of publication, ``agreement`` a key of ``AGREEMENTS``."""

    ids: tuple[str, ...]
    agreement: str


@dataclass(frozen=True)
class Remark:
    """Something in a series that a human should look at: ``kind`` is ``tenfold`` or ``falls`` (a level, though its growth is above 0)."""

    ids: tuple[str, ...]
    kind: str


def comparisons(catalogue: Catalogue) -> list[Comparison]:
    """Each figure that several sources print, the disagreements first."""
    same: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for key, one in catalogue.observations.items():
        same[one.indicator, one.region, one.subject, one.period, one.statistic, one.is_plan].append(key)
    found = [_compare(catalogue, keys) for keys in same.values() if len(keys) > 1]
    return sorted(found, key=lambda one: list(AGREEMENTS).index(one.agreement))


def _compare(catalogue: Catalogue, keys: list[str]) -> Comparison:
    keys = sorted(keys, key=lambda key: (_published(catalogue, key), key))
    observations = [catalogue.observations[key] for key in keys]
    if len({(one.value, one.qualifier, catalogue.unit(one)) for one in observations}) == 1:
        return Comparison(tuple(keys), "identical")
    intervals = [_compared(catalogue, one) for one in observations]
    if all(one.meets(other) for one in intervals for other in intervals):
        return Comparison(tuple(keys), "consistent")
    days = {_published(catalogue, key) for key in keys}
    # What was only expected gives way to the result, whenever that was printed.
    is_revised = (len(days) == len(keys) and date.max not in days) or {one.status for one in observations} == {"expected", "actual"}
    return Comparison(tuple(keys), "revised" if is_revised else "conflict")


def _compared(catalogue: Catalogue, one: Observation) -> Interval:
    """What *one* stands for; of two aims, 超3500 and 超3000, the figures are compared, for both bounds would hold at once."""
    return interval_of(catalogue, one.model_copy(update={"qualifier": "exact"}) if one.is_plan and one.qualifier in _BOUNDS else one)


def _published(catalogue: Catalogue, key: str) -> date:
    published = catalogue.sources[catalogue.observations[key].source].published
    return published.end if published else date.max


def _yearly(catalogue: Catalogue) -> Series:
    """The yearly results of each indicator, region and subject."""
    series: Series = defaultdict(list)
    for key, one in catalogue.observations.items():
        if not one.is_plan and one.statistic == "level" and one.parsed_period.is_full_year:
            series[one.indicator, one.region, one.subject].append(key)
    return series


def _levels(catalogue: Catalogue, series: Series) -> list[list[str]]:
    return [keys for (indicator, *_), keys in series.items() if catalogue.indicators[indicator].measure == "level"]


def levels_compared(catalogue: Catalogue) -> int:
    """How many yearly levels ``remarks`` looks at."""
    return sum(map(len, _levels(catalogue, _yearly(catalogue))))


def remarks(catalogue: Catalogue) -> list[Remark]:
    """What is odd in the yearly levels of each indicator and region."""
    series = _yearly(catalogue)
    return [remark for keys in _levels(catalogue, series) for remark in _odd(catalogue, keys, series)]


def _odd(catalogue: Catalogue, keys: list[str], series: Series) -> Iterator[Remark]:
    observations = catalogue.observations
    keys = sorted(keys, key=lambda key: (observations[key].parsed_period.start, _published(catalogue, key)))
    for before, after in pairwise(keys):
        one, other = observations[before], observations[after]
        if one.period == other.period:
            continue
        low, high = sorted((abs(_middle(catalogue, one)), abs(_middle(catalogue, other))))
        if low and high >= _TENFOLD * low:
            yield Remark((before, after), "tenfold")
        for growth in _growths(catalogue, other, series):
            if other.middle < one.middle and catalogue.unit(one) == catalogue.unit(other) and observations[growth].middle > 0:
                if other.parsed_period.start.year == one.parsed_period.start.year + 1:
                    yield Remark((before, after, growth), "falls")


def _growths(catalogue: Catalogue, one: Observation, series: Series) -> list[str]:
    """The growth of the same year whose indicator is named after that of *one*."""
    name = catalogue.indicators[one.indicator].name + "增速"
    named = [key for key, indicator in catalogue.indicators.items() if indicator.name == name]
    keys = [key for growth in named for key in series.get((growth, one.region, one.subject), ())]
    return [key for key in keys if catalogue.observations[key].period == one.period]


def _middle(catalogue: Catalogue, one: Observation) -> Decimal:
    return one.middle * Decimal(10 ** split_unit(catalogue.unit(one))[0])
