"""The table as JSON: a list of records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from xtdata.export.cells import column
from xtdata.export.extract import Extract
from xtdata.export.formats import register

if TYPE_CHECKING:
    import pandas as pd


@register("json", label="JSON", media_type="application/json")
def write_json(extract: Extract) -> bytes:
    """The table as a JSON list, one object a row with its keys in the order of the columns, ``null`` where there is no value."""
    return as_json(extract.rows)


def as_json(rows: pd.DataFrame) -> bytes:
    """*rows* as a JSON list of records."""
    cells = zip(*(column(rows[name], lambda cell: cell) for name in rows.columns), strict=True)
    records = [dict(zip(rows.columns, row, strict=True)) for row in cells]
    return (json.dumps(records, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
