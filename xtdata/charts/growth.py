"""Investment growth on a time axis: the main measure large, the others below in panels of their own."""

from __future__ import annotations

from collections.abc import Sequence

from xtdata.charts.canvas import Canvas
from xtdata.charts.chart import Chart, bound, by_time, foremost, period_span
from xtdata.charts.look import Look
from xtdata.charts.rows import heading
from xtdata.charts.timeline import draw
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import PLANS, Fact
from xtdata.facts.wording import hedged, period_label, statement
from xtdata.model.catalogue import STATUSES

Measure = tuple[tuple[str, str], list[Fact]]


def growth_charts(rows: Sequence[Fact], dataset: Dataset, look: Look) -> list[Chart]:
    """One chart for the growth rate with the most figures, a panel a region; one for all the others."""
    measures = _measures(rows, dataset)
    if not measures:
        return []
    first = measures[0][0][0]
    main, others = [one for one in measures if one[0][0] == first], [one for one in measures if one[0][0] != first]
    charts = [_chart("investment-growth", main, dataset, look)]
    return [*charts, _chart("investment-growth-others", others, dataset, look)] if others else charts


def _measures(rows: Sequence[Fact], dataset: Dataset) -> list[Measure]:
    """Rows by indicator and region; the home region's fullest series first."""
    home = dataset.catalogue.home
    groups: dict[tuple[str, str], list[Fact]] = {}
    for row in by_time(rows):
        groups.setdefault((row.indicator, row.region), []).append(row)
    return sorted(groups.items(), key=lambda group: (group[0][1] != home, -len(group[1]), group[0]))


def _chart(key: str, measures: Sequence[Measure], dataset: Dataset, look: Look) -> Chart:
    everything = by_time(row for _, rows in measures for row in rows)
    years = (everything[0].period.start.year, everything[-1].period.end.year)
    years = (min(row.period.start.year for row in everything), years[1])
    canvas = Canvas(look, left=look.px(46), right=look.px(14))
    squeezed = 0
    for _, rows in measures:
        if len(measures) > 1:
            _heading(canvas, rows[0], measures, dataset)
            canvas.space(look.px(10))
        squeezed += draw(canvas, dataset.catalogue, rows, years, _height(look, len(rows)))
    note = f"{squeezed} 个数在图上写不下，指着记号可看。" if squeezed else ""
    return Chart(
        key, canvas.figure(), _title(measures), _subtitle(measures, everything),
        tuple(map(statement, foremost(everything, dataset.catalogue.home))), tuple(row.id for row in everything), _legend(everything), note,
    )  # fmt: skip


def _heading(canvas: Canvas, row: Fact, measures: Sequence[Measure], dataset: Dataset) -> None:
    """What sets this panel apart: the region, the indicator, or both."""
    look = canvas.look
    indicators, regions = ({key[place] for key, _ in measures} for place in (0, 1))
    words = [row.region_name] if len(regions) > 1 else []
    words += [row.indicator_name] if len(indicators) > 1 else []
    heading(canvas, " · ".join(words), color=look.region(dataset.catalogue, row.region) if len(regions) > 1 else "", gap=16)


def _outcomes(rows: Sequence[Fact]) -> list[Fact]:
    return [row for row in rows if not row.is_plan]


def _title(measures: Sequence[Measure]) -> str:
    """The latest outcome of the first measure, what it was meant to be, and a later average."""
    rows = measures[0][1]
    levels = [row for row in _outcomes(rows) if row.statistic == "level"]
    last = (levels or _outcomes(rows) or rows)[-1]
    alike = [row for row in rows if row.region == last.region and row is not last]
    aims = [row for row in alike if row.is_plan and row.period == last.period and row.statistic == last.statistic]
    means = [row for row in _outcomes(alike) if row.is_average and row.period.end > last.period.end]
    aim = f"，{hedged(aims[-1])}" if aims and not last.is_plan else ""
    return statement(last) + aim + (f"；{period_label(means[-1])}{hedged(means[-1]).replace('年均', '年均增长', 1)}" if means else "")


def _subtitle(measures: Sequence[Measure], rows: Sequence[Fact]) -> str:
    every = list(dict.fromkeys(str(group[0].indicator_name) for _, group in measures))
    names = "、".join(every[:3]) + ("等" if len(every) > 3 else "")
    regions = "、".join(dict.fromkeys(row.region_name for row in rows))
    scales = " · 各图纵轴不同" if len(measures) > 1 else ""
    return f"{names} · {rows[0].unit} · {regions} · {period_span(rows)}{scales}"


def _legend(rows: Sequence[Fact]) -> tuple[tuple[str, str], ...]:
    present = {row.status for row in rows}
    unbound = {row.status for row in rows if not bound(row)}
    early, late = ([one for one in STATUSES if one in group] for group in (unbound & PLANS, unbound - PLANS - {"actual"}))
    used = [
        ("●", "实心：实际", "actual" in present),
        ("○", "空心：" + "、".join(STATUSES[one] for one in late), bool(late)),
        ("◇", "空心菱形：" + "、".join(STATUSES[one] for one in early), bool(early)),
        ("┈", "点线：" + "、".join(STATUSES[one] for one in STATUSES if one in present & PLANS), bool(present & PLANS)),
        ("▲", "箭头向上：以上、超过", any(bound(row) == "up" for row in rows)),
        ("▼", "箭头向下：以内、不到", any(bound(row) == "down" for row in rows)),
        ("━", "横线：数字所覆盖的时段", True),
        ("─", "细长线：数年的年均", any(row.is_average for row in rows)),
    ]
    return tuple((glyph, meaning) for glyph, meaning, is_used in used if is_used)


def _height(look: Look, count: int) -> float:
    """Higher where there is more to tell apart; a projector shows 1080 px and no more."""
    height = look.px((80 if count < 3 else 140) + 20 * min(count, 20))
    return min(height, 620) if look.meeting else height
