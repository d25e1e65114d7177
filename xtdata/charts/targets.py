"""Targets beside results: a panel for each indicator, a row for each period, and by how much the target was met or missed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, log10
from typing import Any

from xtdata.charts.aims import MET, MISSED, Pair, count, pairs
from xtdata.charts.canvas import Canvas, Panel
from xtdata.charts.chart import Chart, bound, foremost, hover, period_span, with_levels, without_subjects
from xtdata.charts.look import Look, safe, text_width, wrapped
from xtdata.charts.rows import heading
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import PLANS, Fact
from xtdata.facts.wording import hedged, number, period_label, plain_name, statement
from xtdata.model.catalogue import STATUSES

_ENOUGH = 2
_WIDEST = 186.0
_NAME = 84.0
_LINE = 1.32


@dataclass(frozen=True)
class Measure:
    """One indicator in one region: its targets and results, period by period, early to late."""

    indicator: str
    region: str
    pairs: tuple[Pair, ...]

    @property
    def rows(self) -> list[Fact]:
        return [row for pair in self.pairs for row in pair.rows]

    @property
    def judged(self) -> list[Pair]:
        """The periods with a target and a result that can be compared."""
        return [pair for pair in self.pairs if pair.is_comparable]

    @property
    def years(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.is_full_year]

    @property
    def others(self) -> list[Pair]:
        """Parts of a year, averages and sums of several years."""
        return [pair for pair in self.pairs if not pair.is_full_year]


def targets(rows: Sequence[Fact], dataset: Dataset, look: Look) -> list[Chart]:
    """A chart for each indicator with several comparable periods, one for those with a single one, one for those with none.

    An indicator has a place where it has both targets and results. *rows* hold one version of each fact.
    """
    kept, _ = without_subjects(rows)
    found = [one for one in _measures(kept, dataset) if any(pair.aim for pair in one.pairs) and any(pair.result for pair in one.pairs)]
    groups = [list(same) for _, same in groupby(found, key=lambda one: one.indicator)]
    main = sorted((group for group in groups if _comparable(group) >= _ENOUGH), key=lambda group: -len(group[0].judged))
    rest = [one for group in groups if _comparable(group) < _ENOUGH for one in group]
    sets = [(f"targets-{group[0].indicator}", group) for group in main]
    sets += [("targets-others", [one for one in rest if one.judged]), ("targets-apart", [one for one in rest if not one.judged])]
    return with_levels([_chart(key, group, dataset, look) for key, group in sets if group], kept)


def _comparable(group: Sequence[Measure]) -> int:
    return sum(len(one.judged) for one in group)


def unanswered(rows: Sequence[Fact], dataset: Dataset) -> list[Fact]:
    """The targets and plans of indicators for which *rows* hold no result at all."""
    return [row for one in _measures(without_subjects(rows)[0], dataset) if not any(pair.result for pair in one.pairs) for row in one.rows]


def _measures(rows: Sequence[Fact], dataset: Dataset) -> list[Measure]:
    """The rows by indicator, in the order of the data file, by region, the home region first, and by unit."""
    catalogue = dataset.catalogue
    indicators, regions = list(catalogue.indicators), list(catalogue.regions)

    def place(row: Fact) -> tuple[int, bool, int, str]:
        region = row.region
        return indicators.index(row.indicator), region != catalogue.home, regions.index(region), row.unit

    return [
        Measure(str(group[0].indicator), str(group[0].region), tuple(pairs(group, catalogue.indicators[group[0].indicator].direction)))
        for group in (list(same) for _, same in groupby(sorted(rows, key=place), key=place))
    ]  # fmt: skip


def _chart(key: str, measures: Sequence[Measure], dataset: Dataset, look: Look) -> Chart:
    rows = [row for one in measures for row in one.rows]
    canvas = Canvas(look, left=_left(measures, look), right=_right(measures, look))
    for one in measures:
        if len(measures) > 1:
            heading(canvas, _heading(one, measures), _finding(one), gap=18)
        _panel(canvas, one, dataset, has_gaps=bool(one.judged))
    return Chart(
        key, canvas.figure(), _title(measures), _subtitle(measures, rows), _statements(measures, dataset.catalogue.home),
        tuple(row.id for row in rows), _legend(rows, measures), _left_out(measures),
    )  # fmt: skip


def _left_out(measures: Sequence[Measure]) -> str:
    """Why some periods have no verdict."""
    bare = sum(pair.verdict is None for one in measures for pair in one.pairs)
    return f"{bare} 个期间只有目标或只有结果，照画，不判断。" if bare else ""


# --- words ------------------------------------------------------------------------------------------


def _heading(one: Measure, measures: Sequence[Measure]) -> str:
    row = one.rows[0]
    several = len({other.indicator for other in measures}) > 1
    return f"{row.region_name} · {plain_name(row)}" if several else row.region_name


def _finding(one: Measure) -> str:
    """How often the target was met: ``12年中有5年的目标与结果可比，2年达到（含预计）``."""
    years = [pair for pair in one.years if pair.is_comparable]
    if not years:
        return _single(one)
    outcomes = [pair.either.period.start.year for pair in one.years if pair.result]
    span = max(outcomes) - min(outcomes) + 1
    lead = f"{span}年中有{len(years)}年的目标与结果可比" if span > 1 else "目标与结果可比"
    return "，".join(filter(None, (lead, _outcome(years, span > 1))))


def _outcome(years: Sequence[Pair], several: bool) -> str:
    """``2年达到（含预计），1年不能判断``; nothing is said to be missed that was only not judged."""
    met, missed = count(years, MET), count(years, MISSED)
    foreseen = "（含预计）" if any(pair.result and pair.result.status == "expected" for pair in years) else ""
    open_ = len(years) - met - missed
    reached = (f"{met}年达到" if several else "达到") if met else "没有达到" if missed else ""
    doubt = (f"{open_}年不能判断" if several else "不能判断") if open_ else ""
    return "，".join(filter(None, (reached + foreseen if reached else "", doubt)))


def _single(one: Measure) -> str:
    """The finding where no full year can be compared."""
    if one.judged:
        last = one.judged[-1]
        assert last.verdict
        return f"{period_label(last.either)}{last.verdict.words}"
    return "没有一个期间同时有目标和结果"


def _title(measures: Sequence[Measure]) -> str:
    """The finding of the first measure; of a collection, what it holds."""
    first = measures[0]
    if len({one.indicator for one in measures}) > 1:
        judged = sum(len(one.judged) for one in measures)
        return f"另有{len(measures)}项指标" + (
            f"，{judged}个期间的目标与结果可比" if judged else "印有目标和结果，但没有同一期间的，不能比"
        )
    outcomes = [pair.either for pair in first.years if pair.result] or first.rows
    return f"{period_span(outcomes).replace('–', '—')}{outcomes[0].region_name}{plain_name(outcomes[0])}：{_finding(first)}"


def _subtitle(measures: Sequence[Measure], rows: Sequence[Fact]) -> str:
    every = list(dict.fromkeys(plain_name(one.rows[0]) for one in measures))
    names = "、".join(every[:3]) + ("等" if len(every) > 3 else "")
    units = "、".join(dict.fromkeys(row.unit for row in rows))
    return f"目标与结果 · {names} · {units} · {period_span(rows)}" + (" · 各图横轴不同" if len(measures) > 1 else "")


def _statements(measures: Sequence[Measure], home: str) -> tuple[str, ...]:
    """The comparisons in the order of their weight; where there are none, the figures."""
    judged = {pair.either.id: pair for one in measures for pair in one.judged}
    if judged:
        return tuple(_clause(judged[row.id]) for row in foremost([pair.either for pair in judged.values()], home))
    return tuple(map(statement, foremost([row for one in measures for row in one.rows], home)))


def _clause(pair: Pair) -> str:
    assert pair.aim and pair.result and pair.verdict
    return f"{statement(pair.result)}，{hedged(pair.aim)}，{pair.verdict.words}"


def _figures(pair: Pair) -> str:
    """``目标8.3%，预计6.1%``, ``实际8.9%，没有同期目标``; a bare actual figure is called 实际."""
    bare = [hedged(row, start=False) for row in pair.rows]
    words = [STATUSES["actual"] + text if row.status == "actual" else text for row, text in zip(pair.rows, bare, strict=True)]
    absent = [] if pair.verdict else ["没有同期结果" if pair.aim else "没有同期目标"]
    return "，".join(words + absent)


def _period_lines(pair: Pair) -> list[str]:
    """The period in narrow lines: ``2020年``; ``2020年`` ``1–11月``; ``2017–`` ``2021年均``."""
    period = pair.either.period
    if period.years > 1 and period.whole_years:
        return _year_lines(period.start.year, period.end.year, "年均" if pair.either.is_average else "年")
    if period.years > 1 or period.is_full_year:
        return [period_label(pair.either)]
    return [f"{period.start.year}年", period.short_label]


def _year_lines(first: int, last: int, unit: str = "年") -> list[str]:
    return [f"{first}{unit}"] if first == last else [f"{first}–", f"{last}{unit}"]


# --- drawing ----------------------------------------------------------------------------------------


def _left(measures: Sequence[Measure], look: Look) -> float:
    lines = [line for one in measures for pair in one.pairs for line in _names(pair, look)]
    return round(max(text_width(line, look.size) for line in lines) + look.px(10), 1)


def _names(pair: Pair, look: Look) -> list[str]:
    return [part for line in _period_lines(pair) for part in wrapped(line, look.size, look.px(_NAME))]


def _right(measures: Sequence[Measure], look: Look) -> float:
    widest = max(text_width(line, look.size) for one in measures for pair in one.pairs for line, _ in _end_lines(pair, look))
    return round(widest * 1.04 + look.px(14), 1)


def _end_lines(pair: Pair, look: Look) -> list[tuple[str, bool]]:
    """What stands at the end of a row, in lines that fit; whether each belongs to the verdict."""
    width = look.px(_WIDEST)
    verdict = [(line, True) for line in _clauses(pair.verdict.words, look.size, width / 1.04)] if pair.verdict else []
    return verdict + [(line, False) for line in _clauses(_figures(pair), look.size, width)]


def _clauses(text: str, size: float, width: float) -> list[str]:
    """*text* in lines of at most *width* px, broken behind commas where that is enough."""
    lines = [""]
    for clause in re.findall("[^，]+，?", text):
        if lines[-1] and text_width((lines[-1] + clause).removesuffix("，"), size) > width:
            lines.append("")
        lines[-1] += clause
    return [part for line in lines for part in wrapped(line.removesuffix("，"), size, width)]


def _panel(canvas: Canvas, one: Measure, dataset: Dataset, has_gaps: bool) -> None:
    """All rows of *one*: the years, with their gaps where they are compared, then what is no single year.

    Rates share a scale; a sum of several years has its own, or it would flatten the years.
    """
    is_rate = one.rows[0].unit == "%"
    scale = _scale(one.pairs if is_rate else one.years or one.others)
    _ticks(canvas, one, scale)
    before = None
    for pair in one.years:
        year = pair.either.period.start.year
        if has_gaps and before is not None and year - before > 1:
            _gap(canvas, before + 1, year - 1, scale)
        _row(canvas, pair, scale, dataset)
        before = year
    if one.others and one.years:
        heading(canvas, "", "不是单独一年的数，不与单年的目标相比" + ("" if is_rate else "，横轴也不同"), gap=10)
        if not is_rate:
            scale = _scale(one.others)
            _ticks(canvas, one, scale)
    for pair in one.others:
        _row(canvas, pair, scale, dataset)


def _scale(shown: Sequence[Pair]) -> list[float]:
    """From zero, or the lowest figure, to the highest, with room for the glyphs."""
    ends = [
        float(value)
        for pair in shown for row in pair.rows for value in (row.number, row.low, row.high) if value is not None
    ]  # fmt: skip
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = (high - low or 1) * 0.08
    return [low - room, high + room]


def _ticks(canvas: Canvas, one: Measure, scale: list[float]) -> None:
    """A few round values above the rows, zero among them."""
    look, unit = canvas.look, str(one.rows[0].unit)
    panel = canvas.panel(look.px(20), {"range": scale, "visible": False})
    step = _round_step(scale[1] - scale[0])
    for times in range(ceil(scale[0] / step), floor(scale[1] / step) + 1):
        figure = number(times * step)
        canvas.text(
            panel, times * step, panel.height / 2, safe(f"{figure}%" if unit == "%" and times else figure), "center", color=look.muted
        )


def _round_step(width: float) -> float:
    """The least round step of at least two fifths of *width*: two labels or three, apart even on a phone.

    >>> [_round_step(width) for width in (41, 12.6, 3.2, 0.9)]
    [20.0, 6.0, 2.0, 0.4]
    """
    least = width * 0.4
    power = 10.0 ** floor(log10(least))
    return next(step * power for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * power >= least)


def _gap(canvas: Canvas, first: int, last: int, scale: list[float]) -> None:
    """A low row for years of which nothing is known."""
    look = canvas.look
    years = _year_lines(first, last)
    panel = canvas.panel(round(len(years) * look.size * _LINE + look.px(6), 1), {"range": scale, "visible": False})
    canvas.margin_text(panel, panel.height / 2, "<br>".join(years), color=look.muted)
    canvas.line(panel, (0, 0), (0, panel.height), look.context, 1, "dot")
    _end_text(canvas, panel, [("没有收录目标与结果", False)])


def _row(canvas: Canvas, pair: Pair, scale: list[float], dataset: Dataset) -> None:
    """One period: its name, the target above the result, the verdict at the end."""
    look, ends, names = canvas.look, _end_lines(pair, canvas.look), _names(pair, canvas.look)
    height = max(max(len(ends), len(names)) * look.size * _LINE + look.px(10), look.px(34))
    panel = canvas.panel(round(height, 1), {"range": scale, "visible": False})
    middle = panel.height / 2
    canvas.margin_text(panel, middle, "<br>".join(safe(name) for name in names))
    canvas.line(panel, (0, 0), (0, panel.height), look.context, 1)
    lanes = (middle, middle)
    if pair.aim and pair.result:
        lanes = middle - look.px(8), middle + look.px(8)
        canvas.line(panel, (pair.aim.number, pair.result.number), (lanes[1],) * 2, look.fact(pair.result), look.px(3))
    if pair.aim:
        _aim(canvas, panel, pair.aim, lanes, scale)
    if pair.result:
        _result(canvas, panel, pair.result, lanes[1], dataset)
    _end_text(canvas, panel, ends)


def _aim(canvas: Canvas, panel: Panel, row: Fact, lanes: tuple[float, float], scale: list[float]) -> None:
    """A tick at the printed target, a band over what its words allow, and a hollow glyph to touch."""
    look = canvas.look
    color = look.context if row.is_cited_only else look.ink
    edges = (panel.height / 2 - look.px(16), panel.height / 2 + look.px(16))
    low = scale[0] if row.low is None else float(row.low)
    high = scale[1] if row.high is None else float(row.high)
    if low < high:
        canvas.band(panel, high, edges, low)
    canvas.line(panel, (row.number,) * 2, edges, color, look.px(2), below=False)
    symbol = {"up": "triangle-right", "down": "triangle-left"}.get(bound(row), "diamond")
    outline = {"color": color, "width": look.px(1.6)}
    canvas.marks(panel, [row.number], [lanes[0]], [row.id], [hover(row)], symbol=symbol, size=look.px(11), color=look.paper, line=outline)


def _result(canvas: Canvas, panel: Panel, row: Fact, y: float, dataset: Dataset) -> None:
    look = canvas.look
    color = look.fact(row)
    if row.qualifier in {"approx", "range"}:
        canvas.line(panel, (row.low, row.high), (y, y), color, look.px(6), below=False)
    symbol = {"up": "triangle-right", "down": "triangle-left"}.get(bound(row), "circle")
    style: dict[str, Any] = {"symbol": symbol, "size": look.px(12), "color": color if row.status == "actual" else look.paper}
    canvas.marks(panel, [row.number], [y], [row.id], [hover(row)], **style, line={"color": color, "width": look.px(2)})


def _end_text(canvas: Canvas, panel: Panel, lines: Sequence[tuple[str, bool]]) -> None:
    look = canvas.look
    words = [f"<b>{safe(line)}</b>" if firm else f'<span style="color:{look.muted}">{safe(line)}</span>' for line, firm in lines]
    canvas.text(panel, 1, panel.height / 2, "<br>".join(words), xref="paper", xshift=look.px(12))


def _legend(rows: Sequence[Fact], measures: Sequence[Measure]) -> tuple[tuple[str, str], ...]:
    present = {row.status for row in rows}
    aims = [row for row in rows if row.is_plan]
    foreseen = "、".join(STATUSES[one] for one in STATUSES if one in present - PLANS - {"actual"})
    spans = any(row.qualifier in {"approx", "range"} for row in aims)
    used = [
        ("●", "实心：实际", "actual" in present),
        ("○", f"空心：{foreseen}", bool(foreseen)),
        ("◇", "菱形与竖线：" + "、".join(STATUSES[one] for one in STATUSES if one in present & PLANS), bool(aims)),
        ("▷", "向右的箭头与右边的底色：以上、超过", any(bound(row) == "up" for row in aims)),
        ("◁", "向左的箭头与左边的底色：以内、不到", any(bound(row) == "down" for row in aims)),
        ("░", "底色：左右（按上下5%）或区间", spans),
        ("━", "横线：结果与目标之差", any(one.judged for one in measures)),
    ]
    return tuple((glyph, meaning) for glyph, meaning, is_used in used if is_used)
