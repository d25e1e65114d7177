"""Cells of the table as plain values: what every file format starts from."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | None
T = TypeVar("T")


def column(values: pd.Series[Any], write: Callable[[Cell], T]) -> list[T]:
    """*values* as *write* writes plain values; it is asked once for each different value."""
    import numpy as np
    import pandas as pd

    codes, known = pd.factorize(values)
    # A missing value has the code -1, which is the last place.
    written = np.empty(len(known) + 1, dtype=object)
    written[:] = [*(write(plain(cell)) for cell in known.tolist()), write(None)]
    found: list[T] = written[codes].tolist()
    return found


def plain(value: object) -> Cell:
    """*value* as text, a number or ``None``: a whole number has no decimal point, a date is ISO, an open bound is empty.

    >>> plain(50.0), plain(8.1), plain(float("inf")), plain(datetime(2022, 1, 31))
    (50, 8.1, None, '2022-01-31')
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _number(value)
    return value if value is None or isinstance(value, int) else str(value)


def _number(value: float) -> int | float | None:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value
