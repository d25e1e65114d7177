"""Cells of the table as plain values: what every file format starts from."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pandas as pd

from xtdata.facts.frame import COLUMNS

Cell = str | int | float | None


def rows(frame: pd.DataFrame) -> Iterator[tuple[Cell, ...]]:
    """The rows of *frame* as plain values, in the order of ``COLUMNS``. Raises ``KeyError`` where a column is missing."""
    columns = (frame[column].tolist() for column in COLUMNS)
    return (tuple(map(plain, row)) for row in zip(*columns, strict=True))


def plain(value: Any) -> Cell:
    """*value* as text, a number or ``None``: a whole number has no decimal point, a date is ISO, an open bound is empty.

    >>> plain(50.0), plain(8.1), plain(float("nan")), plain(pd.Timestamp(2022, 1, 31))
    (50, 8.1, None, '2022-01-31')
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _number(value)
    return value if isinstance(value, int) else str(value)


def _number(value: float) -> int | float | None:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value
