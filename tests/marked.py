"""What a chart draws, looked up by what it stands for."""

from __future__ import annotations

from xtdata.charts import Chart
from xtdata.charts.marks import Bar, Label, Line, Mark, Symbol


def marks(chart: Chart) -> list[Mark]:
    assert chart.drawing is not None
    return chart.drawing.marks


def texts(chart: Chart) -> str:
    """All words of the drawing."""
    return " ".join(mark.text for mark in marks(chart) if isinstance(mark, Label))


def symbols(chart: Chart, key: str = "") -> list[Symbol]:
    """The symbols, or those that stand for the observation *key*."""
    return [mark for mark in marks(chart) if isinstance(mark, Symbol) and key in ("", mark.touch.id)]


def bars(chart: Chart) -> dict[str, Bar]:
    return {mark.touch.id: mark for mark in marks(chart) if isinstance(mark, Bar)}


def lines(chart: Chart) -> list[Line]:
    return [mark for mark in marks(chart) if isinstance(mark, Line)]
