"""The charts of the investment theme: growth over time, completion against plan, amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xtdata.charts.amounts import amount_charts
from xtdata.charts.chart import Chart, left_out, of_themes, with_levels, without_subjects
from xtdata.charts.completion import completion_charts, is_completion
from xtdata.charts.growth import growth_charts
from xtdata.charts.look import Look
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import statement


def investment(rows: Sequence[Fact], dataset: Dataset, look: Look) -> list[Chart]:
    """The investment charts of the selected *rows* (themes ``investment`` and ``projects``; other rows are passed over)."""
    kept, subjects = without_subjects(of_themes(rows, "investment", "projects"))
    by_id = {row.id: row for row in kept}
    shares = {relation.result: relation for relation in dataset.catalogue.relations if relation.kind == "share"}
    rates = [row for row in kept if is_completion(row, shares, by_id)]
    growth = [row for row in kept if row.is_growth and row not in rates]
    money = [row for row in kept if row.is_money]
    other = [row for row in kept if row.unit in {"%", "百分点"} and row not in rates and row not in growth]
    counts = len(kept) - len([*rates, *growth, *money, *other])
    charts = [
        *growth_charts(growth, dataset, look),
        *completion_charts(rates, shares, by_id, dataset, look),
        *amount_charts("investment-amounts", money, dataset, look),
    ]
    note = left_out(_other(other), f"{counts} 条项目数、面积等不是增速、完成率或金额的数" if counts else "", subjects)
    return with_levels([replace(charts[0], left_out=charts[0].left_out + note), *charts[1:]], kept) if charts else []


def _other(rows: Sequence[Fact]) -> str:
    """Shares and percentage points: they never stand on the axis of growth rates."""
    if not rows:
        return ""
    told = "、".join(statement(row) for row in rows[:3]) + ("等" if len(rows) > 3 else "")
    return f"{told}（占比和百分点不与增速同轴）"
