"""What a selection of facts is made of: for each facet its values, how many facts each would give, and what is chosen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import pandas as pd

from xtdata.facts.dataset import Dataset
from xtdata.facts.query import PARAMETERS, Query
from xtdata.facts.words import named

PERIOD, WORDS = "period", "words"
COLUMNS = {
    "themes": "theme",
    "indicators": "indicator",
    "regions": "region",
    PERIOD: "",
    "statuses": "status",
    "verified": "verified",
    "sources": "source",
}
"""The facets by field of a query, in the order in which they are shown, each with its column of the table."""
_FIELDS = {one.field: one for one in reversed(PARAMETERS)}
_BY_SIZE = {"indicators", "sources"}


@dataclass(frozen=True)
class Value:
    """One value of a facet. ``query`` is the query with this value chosen or, where it is chosen, without it."""

    key: str
    name: str
    count: int
    is_chosen: bool
    query: Query


@dataclass(frozen=True)
class Facet:
    """What the facts of a selection can be narrowed by: a field of the query, what people call it, and its values.

    ``others`` is how many facts there are without the condition on this field; ``query`` the query without it.
    """

    field: str
    label: str
    values: tuple[Value, ...]
    others: int
    query: Query

    @property
    def chosen(self) -> list[Value]:
        return [value for value in self.values if value.is_chosen]


def facets(dataset: Dataset, query: Query) -> dict[str, Facet]:
    """The facets of what *query* asks for, by field. A facet counts what there would be without its own condition."""
    rows = dataset.select_apart(query, (*COLUMNS, WORDS))
    found = {
        field: Facet(field, _label(field), _values(field, rows[field], dataset, query), len(rows[field]), _without(query, field))
        for field in COLUMNS
    }
    return found | {WORDS: Facet(WORDS, _FIELDS[WORDS].label, (), len(rows[WORDS]), _without(query, WORDS))}


def _label(field: str) -> str:
    return "年份" if field == PERIOD else _FIELDS[field].label


def _without(query: Query, field: str) -> Query:
    return _with(query, field, getattr(Query(), field))


def _with(query: Query, field: str, value: object) -> Query:
    # The levels that are asked for decide, not a switch beside them.
    return query.changed(**{field: value}, **({"cited": True} if field == "verified" else {}))


def _values(field: str, rows: pd.DataFrame, dataset: Dataset, query: Query) -> tuple[Value, ...]:
    if field == PERIOD:
        return _years(rows, query)
    names = _FIELDS[field].known(dataset.catalogue)
    counts = {str(key): int(number) for key, number in rows[COLUMNS[field]].value_counts().items()}
    chosen: tuple[str, ...] = getattr(query, field)
    keys = [key for key in names if counts.get(key) or key in chosen]
    if field in _BY_SIZE:
        meant = named(query.words, dataset.catalogue) if field == "indicators" and query.words else {}
        keys.sort(key=lambda key: (key not in chosen, key not in meant, -counts.get(key, 0)))
    return tuple(Value(key, names[key], counts.get(key, 0), key in chosen, _with(query, field, _toggled(chosen, key))) for key in keys)


def _toggled(chosen: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(one for one in chosen if one != key) if key in chosen else (*chosen, key)


# --- years ------------------------------------------------------------------------------------------


def _years(rows: pd.DataFrame, query: Query) -> tuple[Value, ...]:
    """The years of *rows*, the latest first; a fact of several years counts in each."""
    spans = Counter(zip(rows["period_start"].dt.year, rows["period_end"].dt.year, strict=True))
    counts: Counter[int] = Counter()
    for (first, last), number in spans.items():
        for year in range(first, last + 1):
            counts[year] += number
    first, last = (query.period[0].year, query.period[1].year) if query.period else (0, 0)
    return tuple(
        Value(str(year), f"{year}年", counts[year], first <= year <= last, query.changed(period=_period(query, year)))
        for year in sorted(counts, reverse=True)
    )


def _period(query: Query, year: int) -> tuple[date, date] | None:
    """The period after a click on *year*: this year, the stretch from the one chosen before to it, or none where it alone was chosen."""
    first, last = (query.period[0].year, query.period[1].year) if query.period else (year, year)
    if query.period and first == last == year:
        return None
    if first != last:
        first = last = year
    return date(min(first, year), 1, 1), date(max(last, year), 12, 31)
