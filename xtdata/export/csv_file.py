"""The table as CSV that a spreadsheet opens by a double click, and that cannot run anything there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from xtdata.export.cells import Cell, column
from xtdata.export.extract import Extract
from xtdata.export.formats import register

if TYPE_CHECKING:
    import pandas as pd

# A spreadsheet takes a cell that begins so for a formula; in East Asian locales the full-width signs too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@register("csv", label="CSV", media_type="text/csv; charset=utf-8")
def write_csv(extract: Extract) -> bytes:
    """The table as CSV: UTF-8 with a BOM, CRLF line ends, a header, empty cells where there is no value."""
    return b"\xef\xbb\xbf" + as_csv(extract.rows)


def as_csv(rows: pd.DataFrame) -> bytes:
    """*rows* as CSV in UTF-8, with CRLF line ends and a header."""
    # Each different value of a column is quoted once: that is faster than the csv module, which looks at every cell.
    columns = [column(rows[name], lambda cell: quoted(text(cell))) for name in rows.columns]
    lines = [",".join(rows.columns), *map(",".join, zip(*columns, strict=True)), ""]
    return "\r\n".join(lines).encode()


def rows_as_csv(rows: Iterable[Iterable[object]]) -> bytes:
    """*rows*, the first of them the header, as CSV in UTF-8, with CRLF line ends."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def quoted(field: str) -> str:
    """*field* between quotation marks where it would not be read back as one field without them (RFC 4180).

    >>> quoted("a"), quoted('a "b", c')
    ('a', '"a ""b"", c"')
    """
    return '"' + field.replace('"', '""') + '"' if any(mark in field for mark in ',"\r\n') else field


def text(cell: Cell) -> str:
    """*cell* as it stands in a CSV."""
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
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
