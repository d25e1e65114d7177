"""The catalogue as a tidy table, and selections from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from xtdata.facts.fact import Fact
from xtdata.facts.query import ALL, Query
from xtdata.language.period import Period
from xtdata.model.catalogue import Catalogue

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


def build_frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """One row a fact, in their order, with the columns of ``COLUMNS``.

    Numbers are float64 (empty where a bound is open), offsets Int64, dates datetime64, closed vocabularies categories.
    """
    frame = pd.DataFrame(map(_row, facts), columns=list(COLUMNS))
    for column in _NUMBERS:
        frame[column] = pd.to_numeric(frame[column]).astype("float64")
    for column in _OFFSETS:
        frame[column] = frame[column].astype("Int64")
    for column in _DATES:
        frame[column] = pd.to_datetime(frame[column])
    for column in _CATEGORIES:
        frame[column] = frame[column].astype("category")
    return frame


def _row(fact: Fact) -> tuple[Any, ...]:
    one, passage = fact.observation, fact.evidence[0].passage if fact.evidence else None
    return (
        fact.id, fact.indicator, fact.indicator_name, fact.theme, fact.region, fact.region_name, fact.subject,
        one.period, fact.period.start, fact.period.end, fact.statistic, fact.number, fact.low, fact.high, fact.unit,
        None if one.from_ is None else float(one.from_), one.qualifier, fact.status, one.comparison, fact.source,
        fact.origin.title, fact.quote or None, passage.start if passage else None, passage.end if passage else None,
        fact.note, fact.level,
    )  # fmt: skip


def select(frame: pd.DataFrame, query: Query, catalogue: Catalogue) -> pd.DataFrame:
    """The rows of *frame* that *query* asks for, in their order."""
    regions = set(query.regions)
    if query.children:
        regions = {below for region in regions for below in catalogue.descendants(region)}
    keep = pd.Series(True, index=frame.index)
    for column, wanted in (
        ("theme", query.themes), ("indicator", query.indicators), ("region", regions), ("status", query.statuses),
        ("qualifier", query.qualifiers), ("source", query.sources), ("verified", query.levels),
    ):  # fmt: skip
        if wanted:
            keep &= frame[column].isin(list(wanted))
    if query.period:
        start, end = map(pd.Timestamp, query.period)
        keep &= (frame["period_start"] <= end) & (frame["period_end"] >= start)
    if query.full_years:
        keep &= frame["period"].map(_is_full_years)
    if not query.subjects:
        keep &= frame["subject"].isna()
    return frame[keep] if query.as_of == ALL else as_of(frame[keep], catalogue, query.as_of)


def _is_full_years(period: str) -> bool:
    return Period.parse(period).is_full_year


_FACT = ["indicator", "region", "subject", "period", "statistic"]


def as_of(frame: pd.DataFrame, catalogue: Catalogue, when: date | str) -> pd.DataFrame:
    """One version of each fact: what was known on a day.

    *when* is a date or its ISO text (of each fact, the figure published last by then; facts published later are
    absent), ``latest`` or ``first``; any other text raises ``ValueError``. A forecast and the final figure are two
    versions of one fact; a target is a fact of its own. Where a source's date names a month only, its last day counts.
    """
    if isinstance(when, str) and when not in {"first", "latest"}:
        when = date.fromisoformat(when)
    published = frame["source"].map(lambda key: _published(catalogue, str(key))).astype("datetime64[ns]")
    if isinstance(when, date):
        frame = frame[published <= pd.Timestamp(when)]
    plans = frame["id"].map(lambda key: catalogue.observations[key].is_plan).rename("is_plan")
    keys = [frame[column].astype("string").fillna("") for column in _FACT] + [plans]
    order = published[frame.index].sort_values(kind="stable").groupby(keys, sort=False)
    chosen = order.head(1) if when == "first" else order.tail(1)
    return frame.loc[sorted(chosen.index)]


def _published(catalogue: Catalogue, source: str) -> pd.Timestamp:
    written = catalogue.sources[source].date
    return pd.Timestamp(Period.parse(written).end) if written else pd.Timestamp.max.normalize()
