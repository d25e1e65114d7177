"""Yearly figures of one indicator on a time axis: a thick line for one region, thin ones for others, targets as ticks, gaps left open.

Averages over several years and parts of a year are no points of the line: they lie in a strip of their own below the axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from xtdata.charts.aims import MISSED, Pair, yearly
from xtdata.charts.chart import bound, by_time, touch
from xtdata.charts.drawing import Drawing, Panel
from xtdata.charts.labels import Box, Labels
from xtdata.charts.marks import Shape, lines_of
from xtdata.charts.rows import ticks
from xtdata.charts.style import Style, text_width
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, number, period_label, short_value
from xtdata.model.catalogue import PLANS, STATUSES

_LINE, _AHEAD, _FLATTENS = 2, 2, 3
_BOUNDS: dict[str, Shape] = {"up": "up", "down": "down"}
_STRETCHES = 12


@dataclass(frozen=True)
class Series:
    """What is drawn of one indicator: the years in view, the pairs of the region in front, the results of others, and what is no year."""

    years: tuple[int, int]
    front: tuple[Pair, ...]
    others: tuple[tuple[Fact, ...], ...]
    spans: tuple[Fact, ...]

    @property
    def results(self) -> list[Fact]:
        return [pair.result for pair in self.front if pair.result]

    @property
    def points(self) -> list[Fact]:
        """Every fact with a place on the axis."""
        return [*(fact for pair in self.front for fact in pair.facts), *(fact for line in self.others for fact in line)]


def holding_together(years: Sequence[int]) -> int:
    """The first of the latest *years* between which no more than one is missing.

    >>> holding_together([2013, 2015, 2019, 2020, 2022])
    2019
    """
    first = years[-1]
    for before, after in pairwise(reversed(years)):
        if before - after > 2:
            break
        first = after
    return first


def is_point(fact: Fact) -> bool:
    """Whether the fact is the result of one whole year."""
    return fact.period.is_full_year and not fact.is_average and not fact.is_plan


def front_region(facts: Sequence[Fact], home: str) -> str:
    """The region of the thick line: the region *home* where it has a line, else the one with most results."""
    regions = [fact.region for fact in facts if is_point(fact)]
    return max(dict.fromkeys(regions), key=lambda region: (min(regions.count(region), _LINE), region == home, regions.count(region)))


def series_of(mine: Sequence[Fact], home: str, style: Style) -> Series:
    """What is drawn of the facts of one indicator and unit, some of them results of whole years: the latest years that hold together."""
    region = front_region(mine, home)
    own = [fact for fact in mine if fact.region == region]
    front = yearly(own)
    years = [pair.either.period.start.year for pair in front if pair.result]
    first = holding_together(years) if style.recent else min(fact.period.start.year for fact in mine)
    shown = own if style.small else [*own, *(fact for fact in mine if fact.region != region)]
    kept = [pair for pair in front if pair.either.period.start.year >= first]
    results = [fact for fact in shown if is_point(fact) and fact.region != region and fact.period.start.year >= first]
    others = [tuple(fact for fact in results if fact.region == one) for one in dict.fromkeys(fact.region for fact in results)]
    # A region on another scale would flatten the line.
    largest = max(abs(fact.number) for pair in kept for fact in pair.facts)
    others = [line for line in others if max(abs(fact.number) for fact in line) <= _FLATTENS * largest]
    last = max(pair.either.period.start.year for pair in kept)
    last = max([last, *(fact.period.start.year for line in others for fact in line)])
    spans = [fact for fact in shown if (fact.is_average or not fact.period.is_full_year) and fact.period.end.year >= first]
    # News of a year that has no result yet still belongs here.
    last = max([last, *(fact.period.end.year for fact in spans if fact.period.end.year <= last + _AHEAD)])
    return Series((first, last), tuple(kept), tuple(others), tuple(fact for fact in spans if fact.period.start.year <= last))


def legend_of(several: Sequence[Series]) -> tuple[tuple[str, str], ...]:
    """The glyphs that *several* series use, with their meaning."""
    points = [fact for series in several for fact in series.points]
    pairs = [pair for series in several for pair in series.front]
    present = {fact.status for fact in [*points, *(fact for series in several for fact in series.spans)]}
    late = "、".join(STATUSES[one] for one in STATUSES if one in present - PLANS - {"actual"})
    plans = "、".join(STATUSES[one] for one in STATUSES if one in present & PLANS)
    missed = any(pair.verdict and pair.verdict.kind == MISSED for pair in pairs)
    used = [
        ("●", "实心：实际", "actual" in present),
        ("○", f"空心：{late}", bool(late)),
        ("━", f"短横线：当年的{plans}", any(pair.aim for pair in pairs)),
        ("┃", "红色竖线：没有达到目标的差距", missed),
        ("▲", "向上的三角：以上、超过", any(fact.qualifier in {"at_least", "over"} and not fact.is_plan for fact in points)),
        ("▁", "轴下的横线：数年的年均、不满一年的数", any(series.spans for series in several)),
    ]
    return tuple((glyph, meaning) for glyph, meaning, is_used in used if is_used)


def draw_series(drawing: Drawing, series: Series, height: float, among: Sequence[Fact] = ()) -> None:
    """Draw *series* as a panel of *height* px, its years below it, and the strip of spans under these.

    Its scale, and its years, reach over the facts *among* which it is to be compared, too.
    """
    style = drawing.style
    years = [*series.years, *(fact.period.start.year for fact in among)]
    first, last = min(years), max(years)
    frame = drawing.panel(height, first - 0.5, last + 0.5)
    scale = _Scale.over([*series.points, *among], height, style)
    _grid(drawing, frame, scale, str(series.points[0].unit))
    width = style.narrow - drawing.left - drawing.right
    labels = Labels(Box(0, 0, width, height))
    for line in series.others:
        _line(drawing, frame, scale, line, style.px(1.6))
        for fact in line:
            _point(drawing, frame, scale, fact, style.px(8))
    _line(drawing, frame, scale, series.results, style.px(3.4))
    for pair in series.front:
        _aim(drawing, frame, scale, pair)
    for fact in series.results:
        _point(drawing, frame, scale, fact, style.px(14 if fact is series.results[-1] else 10))
    for fact in series.points:
        x = frame.x(fact.period.start.year) * width
        labels.take(Box.around(x, scale.y(fact.number), style.px(14), style.px(14)))
    for stretch in _stretches(series.results, frame, scale, width):
        labels.take(stretch)
    _front_labels(drawing, frame, scale, series, labels, width)
    for line in series.others:
        name = f"{line[-1].region_name} {hedged(line[-1])}"
        _place(drawing, frame, scale, line[-1], name, labels, width, color=style.words(line[-1]))
    _years(drawing, frame, (first, last), width)
    _spans(drawing, frame, series, width)


@dataclass(frozen=True)
class _Scale:
    """Values to px down from the panel's top."""

    low: float
    high: float
    height: float

    @classmethod
    def over(cls, facts: Sequence[Fact], height: float, style: Style) -> _Scale:
        """Zero is on it, and a label has room above the highest point."""
        low, high = min(0.0, *(fact.number for fact in facts)), max(0.0, *(fact.number for fact in facts))
        room = (high - low or 1) * style.px(34) / (height - style.px(34))
        return cls(low - room if low < 0 else 0.0, high + room, height)

    def y(self, value: float) -> float:
        return (self.high - value) / (self.high - self.low) * self.height


def _grid(drawing: Drawing, frame: Panel, scale: _Scale, unit: str) -> None:
    style = drawing.style
    step = _step((scale.high - scale.low) / 4)
    for value in ticks(scale.low, scale.high, step):
        y = scale.y(value)
        drawing.line(frame, (frame.low, frame.high), (y, y), style.context if not value else style.faint)
        drawing.margin_text(frame, y, f"{number(value)}{unit if unit == '%' else ''}", color=style.muted)


def _step(least: float) -> float:
    """A round step of at least *least*.

    >>> [_step(width) for width in (0.3, 2.4, 7)]
    [0.5, 5.0, 10.0]
    """
    power = 10.0 ** (len(str(int(least))) - 1) if least >= 1 else 0.1
    return next(step * power for step in (1, 2, 5, 10, 20) if step * power >= least)


def _stretches(facts: Sequence[Fact], frame: Panel, scale: _Scale, width: float) -> Iterator[Box]:
    """What the line between the points of neighbouring years takes, in small boxes."""
    for before, after in _joined(facts):
        x0, x1 = (frame.x(fact.period.start.year) * width for fact in (before, after))
        y0, y1 = scale.y(before.number), scale.y(after.number)
        for step in range(_STRETCHES + 1):
            share = step / _STRETCHES
            yield Box.around(x0 + share * (x1 - x0), y0 + share * (y1 - y0), (x1 - x0) / _STRETCHES, 5 + abs(y1 - y0) / _STRETCHES)


def _joined(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """The neighbours that a line joins: of two years that follow each other, in one unit."""
    for before, after in pairwise(facts):
        if after.period.start.year - before.period.start.year == 1 and before.unit == after.unit:
            yield before, after


def _line(drawing: Drawing, frame: Panel, scale: _Scale, facts: Sequence[Fact], width: float) -> None:
    """A line between the points of neighbouring years; a missing year is a gap."""
    for before, after in _joined(facts):
        years = (before.period.start.year, after.period.start.year)
        drawing.line(frame, years, (scale.y(before.number), scale.y(after.number)), drawing.style.fact(after), width)


def _point(drawing: Drawing, frame: Panel, scale: _Scale, fact: Fact, size: float) -> None:
    style = drawing.style
    color = style.fact(fact)
    fill = color if fact.status == "actual" else style.background
    shape = _BOUNDS.get(bound(fact), "circle")
    year, y = fact.period.start.year, scale.y(fact.number)
    drawing.symbol(frame, year, y, touch(fact), shape, size, fill=fill, stroke=color, width=style.px(2.2), stands_for=fact.number)


def _aim(drawing: Drawing, frame: Panel, scale: _Scale, pair: Pair) -> None:
    """The target of a year as a short tick, and what is missing to it in the colour of a shortfall."""
    if pair.aim is None:
        return
    style, year, y = drawing.style, pair.aim.period.start.year, scale.y(pair.aim.number)
    if pair.result and pair.verdict and pair.verdict.kind == MISSED:
        drawing.line(frame, (year, year), (y, scale.y(pair.result.number)), style.alarm, style.px(2.6))
    color = style.context if pair.aim.is_cited_only else style.ink
    drawing.symbol(
        frame,
        year,
        y,
        touch(pair.aim),
        "tick",
        style.px(22),
        fill=style.background,
        stroke=color,
        width=style.px(2.4),
        stands_for=pair.aim.number,
    )


def _front_labels(drawing: Drawing, frame: Panel, scale: _Scale, series: Series, labels: Labels, width: float) -> None:
    """The last result with its unit and hedge, the others short, newest first; then the shortfalls and the last target."""
    style, results = drawing.style, series.results
    for fact in reversed(results):
        is_last = fact is results[-1]
        words = hedged(fact) if is_last else short_value(fact)
        _place(
            drawing,
            frame,
            scale,
            fact,
            words,
            labels,
            width,
            bold=True,
            size=style.size * (1.25 if is_last else 1),
            color=style.words(fact),
        )
    for pair in reversed(series.front):
        if pair.aim and pair.verdict and pair.verdict.kind == MISSED:
            gap = pair.verdict.words.partition("，")[0].removesuffix("个百分点")
            _place(drawing, frame, scale, pair.aim, gap, labels, width, color=style.alarm)
    ahead = [pair.aim for pair in series.front if pair.aim and not pair.result]
    last = ahead[-1:] or [pair.aim for pair in series.front if pair.aim][-1:]
    for aim in last:
        _place(drawing, frame, scale, aim, hedged(aim), labels, width, color=style.muted)


def _place(
    drawing: Drawing,
    frame: Panel,
    scale: _Scale,
    fact: Fact,
    words: str,
    labels: Labels,
    width: float,
    *,
    color: str,
    bold: bool = False,
    size: float = 0,
) -> None:
    """Print *words* beside the point of *fact*, where there is room at the narrowest width; else they are told when it is touched."""
    style = drawing.style
    size = size or style.size
    year, y = fact.period.start.year, scale.y(fact.number)
    x, wide = frame.x(year) * width, text_width(words, size) + 4
    rises = (-1.35, 1.35, -2.3, 2.3) if not fact.is_plan else (1.2, -1.2, 2.2, -2.2)
    moves = [(dx, rise * style.px(14)) for rise in rises for dx in (0, -wide / 2 + style.px(8), wide / 2 - style.px(8))]
    moves += [(-wide / 2 - style.px(12), 0), (wide / 2 + style.px(12), 0)]
    spot = labels.place([(x + dx, y + dy) for dx, dy in moves], wide, size * 1.15)
    if spot:
        words_ = lines_of(words, bold=bold)
        drawing.text(
            frame,
            year,
            y,
            words_,
            "center",
            color=color,
            size=size,
            dx=round(spot[0] - x, 1),
            dy=round(spot[1] - y, 1),
            background=style.background,
        )


def _years(drawing: Drawing, frame: Panel, years: tuple[int, int], width: float) -> None:
    """The years under the axis, as many as fit."""
    style, (first, last) = drawing.style, years
    panel = drawing.panel(style.px(26), frame.low, frame.high)
    step = max(1, ceil(text_width("2020", style.size) * 1.25 / (width / (last - first + 1))))
    for year in range(last, first - 1, -step):
        drawing.text(panel, year, panel.height / 2, str(year), "center", color=style.muted)


def _spans(drawing: Drawing, frame: Panel, series: Series, width: float) -> None:
    """Averages and parts of a year, each over the span that it covers, below each other where they would touch.

    Regions other than the one in front are named.
    """
    style = drawing.style
    lanes: list[list[Box]] = []
    placed = []
    for fact in by_time(series.spans):
        start, end = (max(frame.low, _moment(fact, 0)), min(frame.high, _moment(fact, 1)))
        whose = "" if fact.region == series.front[0].either.region else fact.region_name
        words = f"{whose}{period_label(fact)} {hedged(fact)}"
        wide = text_width(words, style.size) + style.px(8)
        left, right = frame.x(start) * width, frame.x(end) * width
        middle = min(max((left + right) / 2, wide / 2 - drawing.left + 4), width - wide / 2 + drawing.right - 4)
        box = Box(min(left, middle - wide / 2), 0, max(right, middle + wide / 2), 1)
        lane = next((index for index, taken in enumerate(lanes) if not any(box.meets(one) for one in taken)), len(lanes))
        lanes[lane:] = [[*(lanes[lane] if lane < len(lanes) else []), box], *lanes[lane + 1 :]]
        placed.append((fact, start, end, middle, words, lane))
    if not placed:
        return
    step = style.px(36)
    drawing.part()
    panel = drawing.panel(step * len(lanes) + style.px(6), frame.low, frame.high)
    for fact, start, end, middle, words, lane in placed:
        y = step * lane + style.px(30)
        color = style.muted if fact.is_plan else style.fact(fact)
        drawing.line(panel, (start, end), (y, y), color, style.px(3), dotted=fact.is_plan)
        at = (start + end) / 2
        fill = color if fact.status == "actual" else style.background
        drawing.symbol(
            panel, at, y, touch(fact), "circle", style.px(9), fill=fill, stroke=color, width=style.px(1.8), stands_for=fact.number
        )
        share = middle / width
        drawing.text(panel, frame.low + share * (frame.high - frame.low), y - style.px(15), words, "center", color=style.muted)


def _moment(fact: Fact, end: int) -> float:
    """The beginning or the end of a period on an axis on which a year lies half a unit to either side of its number."""
    day = fact.period.end if end else fact.period.start
    return day.year - 0.5 + (day.month - 1 + end) / 12
