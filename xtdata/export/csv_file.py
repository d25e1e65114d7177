"""The table as CSV that a spreadsheet opens by a double click, and that cannot run anything there."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from xtdata.export.cells import Cell, cells
from xtdata.export.formats import register

if TYPE_CHECKING:
    import pandas as pd

    from xtdata.facts.dataset import Dataset

# A spreadsheet takes a cell that begins so for a formula; in East Asian locales the full-width signs too.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@register("csv", label="CSV（可用 Excel 打开）", media_type="text/csv; charset=utf-8")
def write_csv(dataset: Dataset, rows: pd.DataFrame) -> bytes:
    """*rows* as CSV: UTF-8 with a BOM, CRLF line ends, a header, empty cells where there is no value."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    writer.writerows(map(_text, row) for row in cells(rows))
    return out.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    return format(Decimal(repr(cell)), "f")


def harmless(text: str) -> str:
    """*text* behind an apostrophe where a spreadsheet would take it for a formula.

    >>> harmless("=1+1"), harmless("增长=快")
    ("'=1+1", '增长=快')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
