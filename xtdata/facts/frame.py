"""The catalogue as a tidy table, and selections from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from xtdata.facts.fact import Fact
from xtdata.facts.query import ALL, Query
from xtdata.facts.words import Mask, said
from xtdata.language.period import Period
from xtdata.model.catalogue import PLANS, Catalogue

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
    return _version(frame, masks(frame, query, catalogue).values(), query, catalogue)


def select_apart(frame: pd.DataFrame, query: Query, catalogue: Catalogue, fields: Collection[str]) -> Mapping[str, pd.DataFrame]:
    """For each of *fields* the rows of *frame* that *query* would ask for without its condition on that field."""
    made = masks(frame, query, catalogue)
    whole = _version(frame, made.values(), query, catalogue)
    return {
        field: _version(frame, (mask for name, mask in made.items() if name != field), query, catalogue) if field in made else whole
        for field in fields
    }


def _version(frame: pd.DataFrame, kept: Iterable[Mask], query: Query, catalogue: Catalogue) -> pd.DataFrame:
    """The rows that all of *kept* keep, in the version that *query* asks for."""
    keep = np.ones(len(frame), dtype=np.bool_)
    for mask in kept:
        keep &= mask
    rows = frame if keep.all() else frame[keep]
    return rows if query.as_of == ALL else as_of(rows, catalogue, query.as_of)


def masks(frame: pd.DataFrame, query: Query, catalogue: Catalogue) -> Mapping[str, Mask]:
    """Which rows of *frame* each condition of *query* keeps, under the name of its field."""
    regions = set(query.regions)
    if query.children:
        regions = {below for region in regions for below in catalogue.descendants(region)}
    found: dict[str, pd.Series[bool]] = {}
    for field, column, wanted in (
        ("themes", "theme", query.themes), ("indicators", "indicator", query.indicators), ("regions", "region", regions),
        ("statuses", "status", query.statuses), ("qualifiers", "qualifier", query.qualifiers), ("sources", "source", query.sources),
        ("verified", "verified", query.levels),
    ):  # fmt: skip
        if wanted:
            found[field] = frame[column].isin(list(wanted))
    if query.period:
        start, end = map(pd.Timestamp, query.period)
        found["period"] = (frame["period_start"] <= end) & (frame["period_end"] >= start)
    if query.full_years:
        found["full_years"] = frame["period"].map(_is_full_years)
    if not query.subjects:
        found["subjects"] = frame["subject"].isna()
    made = {field: keep.to_numpy(dtype=np.bool_) for field, keep in found.items()}
    return made | ({"words": said(frame, query.words, catalogue)} if query.words else {})


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
    days = {key: _published(catalogue, key) for key in catalogue.sources}
    published = frame["source"].map(days).astype("datetime64[ns]")
    if isinstance(when, date):
        frame = frame[published <= pd.Timestamp(when)]
    keys = [frame[column].astype("category").cat.codes for column in _FACT] + [frame["status"].isin(list(PLANS)).rename("is_plan")]
    versions = pd.concat(keys, axis=1).set_axis([*_FACT, "is_plan"], axis=1)
    order = published[frame.index].sort_values(kind="stable").index
    superseded = versions.loc[order].duplicated(keep="first" if when == "first" else "last")
    return frame[~superseded.reindex(frame.index)] if superseded.any() else frame


def _published(catalogue: Catalogue, source: str) -> pd.Timestamp:
    published = catalogue.sources[source].published
    return pd.Timestamp(published.end) if published else pd.Timestamp.max.normalize()
