"""The table as JSON: a list of records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from xtdata.export.cells import cells
from xtdata.export.formats import register

if TYPE_CHECKING:
    import pandas as pd

    from xtdata.facts.dataset import Dataset


@register("json", label="JSON", media_type="application/json")
def write_json(dataset: Dataset, rows: pd.DataFrame) -> bytes:
    """*rows* as a JSON list, one object a row with its keys in the order of the columns, ``null`` where there is no value."""
    records = [dict(zip(rows.columns, row, strict=True)) for row in cells(rows)]
    return (json.dumps(records, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
