"""The table as JSON: a list of records."""

from __future__ import annotations

import json

import pandas as pd

from xtdata.export.cells import rows
from xtdata.facts.frame import COLUMNS


def write_json(frame: pd.DataFrame) -> bytes:
    """*frame* as a JSON list, one object a row with its keys in the order of ``COLUMNS``, ``null`` where there is no value."""
    records = [dict(zip(COLUMNS, row, strict=True)) for row in rows(frame)]
    return (json.dumps(records, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
