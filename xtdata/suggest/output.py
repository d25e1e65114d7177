"""Candidates as JSON records, and as YAML to paste into the data file."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from xtdata.suggest.candidate import Candidate

_FIELDS = ("start", "end", "text", "value", "unit", "qualifier", "indicator", "region", "period", "status", "quote")


def as_records(candidates: Iterable[Candidate]) -> list[dict[str, Any]]:
    """Candidates as plain dicts: the fields of the manual, and ``indicator_id`` where the catalogue knows the indicator."""
    records = []
    for candidate in candidates:
        record = {name: getattr(candidate, name) for name in _FIELDS}
        record["value"] = _plain(candidate.value)
        if candidate.indicator_id:
            record["indicator_id"] = candidate.indicator_id
        records.append(record)
    return records


def _plain(value: Decimal | tuple[Decimal, ...]) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return int(value) if value == value.to_integral_value() else float(value)
