"""The charts of the attraction theme: counts by class, region and period, and amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from xtdata.audit import Derived, implied
from xtdata.charts.amounts import amount_charts
from xtdata.charts.canvas import Canvas
from xtdata.charts.chart import Chart, bound, by_time, left_out, legend, period_span, records, without_subjects
from xtdata.charts.dumbbell import implied_text, middle
from xtdata.charts.look import Look, safe
from xtdata.charts.rows import Bar, bars, end_margin, heading, is_part_year, side_margin
from xtdata.dataset import Dataset
from xtdata.wording import Row, hedged, period_label, plain_name, sentence, statement

_RATES = {"%", "百分点", "倍"}
FEW = 3


@dataclass(frozen=True)
class Class:
    """One class of projects (亿元以上, 三类500强, …) with its rows, the home region first, early to late."""

    name: str
    rows: tuple[Row, ...]


def attraction(rows: pd.DataFrame, dataset: Dataset, look: Look) -> list[Chart]:
    """The attraction charts of the selected *rows*: a chart for each class, the smaller classes together, then amounts."""
    kept, subjects = without_subjects(records(rows))
    money = [row for row in kept if str(row["unit"]).endswith(("元", "美元"))]
    counts = [row for row in kept if row not in money and row["unit"] not in _RATES]
    classes, unclassed = _classes(counts, dataset)
    note = left_out(f"{len(unclassed)} 条没有归入类别的数" if unclassed else "", _rates_note(kept), subjects)
    large = [[one] for one in classes if len(one.rows) >= FEW]
    small = [one for one in classes if len(one.rows) < FEW]
    derived = {one.id: one for one in implied(dataset.catalogue) if one.role == "prior"} if look.derived else {}
    charts = [_chart(group, dataset, look, derived) for group in [*large, *([small] if small else [])]]
    charts += amount_charts("attraction-amounts", money, dataset, look)
    return [*charts[:-1], Chart(**{**charts[-1].__dict__, "left_out": charts[-1].left_out + note})] if charts else []
