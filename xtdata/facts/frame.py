"""The catalogue as a tidy table, and selections from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from xtdata.language.period import Period
from xtdata.language.quantity import bounds
from xtdata.model.catalogue import Catalogue, Observation
from xtdata.verification.evidence import Evidence, level

COLUMNS = (
    "id", "indicator", "indicator_name", "theme", "region", "region_name", "subject", "period", "period_start", "period_end",
    "statistic", "value", "value_low", "value_high", "unit", "from_value", "qualifier", "status", "comparison", "source",
    "source_title", "quote", "start", "end", "note", "verified",
)  # fmt: skip
_CATEGORIES = (
    "indicator",
    "indicator_name",
    "theme",
    "region",
    "region_name",
    "statistic",
    "unit",
    "qualifier",
    "status",
    "source",
    "source_title",
    "verified",
)
_NUMBERS = ("value", "value_low", "value_high", "from_value")
_OFFSETS = ("start", "end")
_DATES = ("period_start", "period_end")


def build_frame(catalogue: Catalogue, evidence: Mapping[str, tuple[Evidence, ...]]) -> pd.DataFrame:
    """One row an observation, in the order of the file, with the columns of ``COLUMNS``.

    Numbers are float64 (empty where a bound is open), offsets Int64, dates datetime64, closed vocabularies categories.
    """
    rows = [_row(catalogue, key, observation, evidence.get(key, ())) for key, observation in catalogue.observations.items()]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in _NUMBERS:
        frame[column] = pd.to_numeric(frame[column]).astype("float64")
    for column in _OFFSETS:
        frame[column] = frame[column].astype("Int64")
    for column in _DATES:
        frame[column] = pd.to_datetime(frame[column])
    for column in _CATEGORIES:
        frame[column] = frame[column].astype("category")
    return frame


def _row(catalogue: Catalogue, key: str, one: Observation, evidence: tuple[Evidence, ...]) -> tuple[Any, ...]:
    indicator, period = catalogue.indicators[one.indicator], one.parsed_period
    low, high = bounds(one.value, one.qualifier)
    passage = evidence[0].passage if evidence else None
    return (
        key, one.indicator, indicator.name, indicator.theme, one.region, catalogue.regions[one.region].name, one.subject,
        one.period, period.start, period.end, one.statistic, float(middle(one.value)), low, high, catalogue.unit(one),
        None if one.from_ is None else float(one.from_), one.qualifier, one.status, one.comparison, one.source,
        catalogue.sources[one.source].title, one.quote[0].exact if one.quote else None, passage.start if passage else None,
        passage.end if passage else None, one.note, level(one, evidence),
    )  # fmt: skip


def middle(value: Decimal | tuple[Decimal, Decimal]) -> Decimal:
    """The value itself, or the midpoint of a range."""
    return sum(value, Decimal(0)) / 2 if isinstance(value, tuple) else value


@dataclass(frozen=True)
class Selection:
    """What to keep of a frame; an empty field keeps everything.

    ``period`` keeps what overlaps it (dates, both included). With ``children``, a region brings the regions below it.
    """

    themes: Collection[str] = ()
    indicators: Collection[str] = ()
    regions: Collection[str] = ()
    children: bool = False
    period: tuple[date, date] | None = None
    statuses: Collection[str] = ()
    qualifiers: Collection[str] = ()
    sources: Collection[str] = ()
    verified: Collection[str] = ()
    full_years: bool = False
    subjects: bool = True


def select(frame: pd.DataFrame, selection: Selection, catalogue: Catalogue) -> pd.DataFrame:
    """The rows of *frame* that *selection* keeps, in their order."""
    regions = set(selection.regions)
    if selection.children:
        regions = {below for region in regions for below in catalogue.descendants(region)}
    keep = pd.Series(True, index=frame.index)
    for column, wanted in (
        ("theme", selection.themes), ("indicator", selection.indicators), ("region", regions),
        ("status", selection.statuses), ("qualifier", selection.qualifiers), ("source", selection.sources), ("verified", selection.verified),
    ):  # fmt: skip
        if wanted:
            keep &= frame[column].isin(list(wanted))
    if selection.period:
        start, end = map(pd.Timestamp, selection.period)
        keep &= (frame["period_start"] <= end) & (frame["period_end"] >= start)
    if selection.full_years:
        keep &= frame["period"].map(_is_full_years)
    if not selection.subjects:
        keep &= frame["subject"].isna()
    return frame[keep]


def _is_full_years(period: str) -> bool:
    return Period.parse(period).is_full_year


_FACT = ["indicator", "region", "subject", "period", "statistic"]


def as_of(frame: pd.DataFrame, catalogue: Catalogue, when: date | str) -> pd.DataFrame:
    """One version of each fact: what was known on a day.

    *when* is a date or its ISO text (of each fact, the figure published last by then; facts published later are
    absent), ``latest`` or ``first``; any other text raises ``ValueError``. A forecast and the final figure are two versions of one fact; a target is a fact of its own. Where a
    source's date names a month only, its last day counts.
    """
    if isinstance(when, str) and when not in {"first", "latest"}:
        when = date.fromisoformat(when)
    published = frame["source"].map(lambda key: _published(catalogue, str(key))).astype("datetime64[ns]")
    if isinstance(when, date):
        frame = frame[published <= pd.Timestamp(when)]
    results = frame["id"].map(lambda key: catalogue.observations[key].is_result).rename("is_result")
    keys = [frame[column].astype("string").fillna("") for column in _FACT] + [results]
    order = published[frame.index].sort_values(kind="stable").groupby(keys, sort=False)
    chosen = order.head(1) if when == "first" else order.tail(1)
    return frame.loc[sorted(chosen.index)]


def _published(catalogue: Catalogue, source: str) -> pd.Timestamp:
    written = catalogue.sources[source].date
    return pd.Timestamp(Period.parse(written).end) if written else pd.Timestamp.max.normalize()


def series_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What two observations must share for a line to join them: only like is joined with like.

    Indicator, region, subject, unit, statistic, status, and the length of the period in months.
    """
    months = (row["period_end"].year - row["period_start"].year) * 12 + row["period_end"].month - row["period_start"].month + 1
    return (row["indicator"], row["region"], row["subject"] or "", row["unit"], row["statistic"], row["status"], months)
