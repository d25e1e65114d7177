"""The table as a file: one writer a format, all of them in ``FORMATS``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from xtdata.export.csv_file import write_csv
from xtdata.export.json_file import write_json
from xtdata.model.diagnostics import did_you_mean


@dataclass(frozen=True)
class Format:
    """How one kind of file is written, and what a web server calls it."""

    write: Callable[[pd.DataFrame], bytes]
    media_type: str


FORMATS: Mapping[str, Format] = {
    "csv": Format(write_csv, "text/csv; charset=utf-8"),
    "json": Format(write_json, "application/json"),
}


class UnknownFormat(ValueError):
    """A format that nobody writes; the message is one Chinese sentence."""


def write(frame: pd.DataFrame, fmt: str) -> bytes:
    """*frame* (with the columns of ``xtdata.facts.frame.COLUMNS``) as a file of format *fmt*.

    Raises ``UnknownFormat`` where *fmt* is not in ``FORMATS``.
    """
    if fmt not in FORMATS:
        raise UnknownFormat(f"没有“{fmt}”这种格式，可选 {'、'.join(FORMATS)}。{did_you_mean(fmt, FORMATS)}")
    return FORMATS[fmt].write(frame)


__all__ = ["FORMATS", "Format", "UnknownFormat", "write"]
