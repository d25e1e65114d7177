"""Amounts of money as bars, each group on a scale of its own."""

from __future__ import annotations

from collections.abc import Sequence

from xtdata.charts.canvas import Canvas
from xtdata.charts.chart import Chart, foremost, left_out, period_span
from xtdata.charts.comparable import Group, groups
from xtdata.charts.look import Look
from xtdata.charts.rows import Bar, bar_legend, bars, end_margin, heading, is_part_year
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, period_label, statement


def amount_charts(key: str, rows: Sequence[Fact], dataset: Dataset, look: Look) -> list[Chart]:
    """One chart of the amounts that have something to be compared with."""
    together, alone = groups(rows)
    if not together:
        return []
    drawn = [row for group in together for row in group.rows]
    ends = [(row.number / _top(group), hedged(row)) for group in together for row in group.rows]
    canvas = Canvas(look, right=end_margin(ends, 4, look))
    for group in together:
        _group(canvas, group, dataset, look)
    note = left_out("没有可比的数：" + "、".join(statement(row) for row in alone[:4]) + ("等" if len(alone) > 4 else "") if alone else "")
    unit = "、".join(dict.fromkeys(row.unit for row in drawn))
    return [
        Chart(
            key, canvas.figure(), _title(together), f"金额 · {unit} · {period_span(drawn)}",
            tuple(map(statement, foremost(drawn, dataset.catalogue.home))), tuple(row.id for row in drawn), bar_legend(drawn), note,
        )
    ]  # fmt: skip


def _top(group: Group) -> float:
    return max(row.number for row in group.rows)


def _group(canvas: Canvas, group: Group, dataset: Dataset, look: Look) -> None:
    heading(canvas, group.title, gap=18)
    for row in sorted(group.rows, key=lambda row: -row.number) if group.differ != "period" else group.rows:
        heading(canvas, "", group.label(row), gap=4)
        color = look.fact(row)
        bars(canvas, [Bar(row, color, "", hedged(row), is_part_year(row))], _top(group))


def _title(together: Sequence[Group]) -> str:
    """The group that says most: its largest or its latest figure."""
    group = max(together, key=lambda group: len(group.rows))
    done = [row for row in group.rows if row.status in {"actual", "expected"}]
    if group.differ == "period" and len(done) > 1:
        return f"{statement(done[-1])}；{period_label(done[0])}{hedged(done[0])}"
    if group.differ == "period" and done:
        return statement(done[-1])
    return statement(max(group.rows, key=lambda row: row.number))
