"""A time axis on which every observation is drawn over the span that it covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil, hypot
from typing import Any

from xtdata.charts.canvas import Axis, Canvas, Panel
from xtdata.charts.chart import bound, by_time, hover
from xtdata.charts.labels import Box, Layout, marker_places
from xtdata.charts.look import Look, safe, text_width
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, short_value, status_label
from xtdata.model.catalogue import STATUSES, Catalogue

CROWD = 8
_RANK = {"actual": 0, "expected": 1, "ongoing": 2, "planned": 3, "target": 4}


@dataclass(frozen=True)
class Scale:
    """From data to px at the narrowest width, for one panel; moments are days, counted as by ``date.toordinal``."""

    start: int
    end: int
    low: float
    high: float
    width: float
    height: float

    def x(self, moment: float) -> float:
        return (moment - self.start) / (self.end - self.start) * self.width

    def y(self, value: float) -> float:
        return (self.high - value) / (self.high - self.low) * self.height

    def moment(self, x: float) -> float:
        return self.start + (self.end - self.start) * (x / self.width)


def scale_of(rows: Sequence[Fact], years: tuple[int, int], width: float, height: float, label: float) -> Scale:
    """The scale that shows *rows*: zero is on it, and a label of *label* px has room beyond the last figure."""
    low, high = min(0.0, *(row.number for row in rows)), max(0.0, *(row.number for row in rows))
    room = (high - low or 1) * label / (height - label)
    start, end = date(years[0], 1, 1).toordinal(), date(years[1] + 1, 1, 1).toordinal()
    return Scale(start, end, low - room if low < 0 else 0.0, high + room, width, height)


def draw(canvas: Canvas, catalogue: Catalogue, rows: Sequence[Fact], years: tuple[int, int], height: float) -> int:
    """Draw *rows* (one measure) as a panel of *canvas*. Returns how many labels found no room."""
    look = canvas.look
    scale = scale_of(rows, years, look.narrow - canvas.left - canvas.right, height, look.px(34))
    panel = canvas.panel(height, _time_axis(scale, years, look), _value_axis(scale, rows, look))
    canvas.space(look.px(28))
    _years(canvas, panel, scale, years)
    rows = sorted(by_time(rows), key=lambda row: (row.statistic != "level", _RANK[row.status], -_end(row)))
    spans = [(scale.x(_start(row)), scale.x(_end(row))) for row in rows]
    centres = marker_places(spans, [scale.y(row.number) for row in rows], look.px(12))
    _connectors(canvas, panel, catalogue, rows)
    below = [row for row in rows if _is_below(row, len(rows))]
    for status in STATUSES:
        _strip(canvas, [row for row in below if row.status == status], scale)
    for row, centre in zip(rows, centres, strict=True):
        _observation(canvas, panel, catalogue, row, scale.moment(centre))
    return _labels(canvas, panel, catalogue, rows, scale, centres, len(rows))


def _is_below(row: Fact, count: int) -> bool:
    """Whether a figure is printed below the axis too: in a full panel, those of one year."""
    return count > CROWD and row.statistic == "level" and row.period.is_full_year


def _strip(canvas: Canvas, rows: Sequence[Fact], scale: Scale) -> None:
    """The figures of one status as a line below the years; where two would touch, the later goes one line down."""
    if not rows:
        return
    look, layout = canvas.look, Layout(Box(-canvas.look.px(10), 0, scale.width + canvas.look.px(12), canvas.look.px(42)))
    places = [
        layout.place(_lines(row, scale, look), text_width(short_value(row), look.size) + 2, look.size * 1.15) for row in by_time(rows)
    ]
    deep = any(place and place[1] > look.px(12) for place in places)
    time = {"type": "date", "range": [_iso(scale.start), _iso(scale.end)], "visible": False}
    panel = canvas.panel(look.px(40 if deep else 21), time)
    canvas.margin_text(panel, look.px(12), status_label(rows[0]), color=look.muted)
    for row, place in zip(by_time(rows), places, strict=True):
        if place:
            color = look.muted if row.is_plan else look.ink
            canvas.text(panel, _iso(scale.moment(place[0])), place[1], safe(short_value(row)), "center", color=color)


def _lines(row: Fact, scale: Scale, look: Look) -> list[tuple[float, float]]:
    middle = (scale.x(_start(row)) + scale.x(_end(row))) / 2
    return [(middle, look.px(12)), (middle, look.px(31))]


def _time_axis(scale: Scale, years: tuple[int, int], look: Look) -> Axis:
    count = years[1] - years[0] + 1
    step = ceil(text_width("2020", look.size) * 1.25 / (scale.width / count))
    shown = range(years[1], years[0] - 1, -step)
    middles = [date(year, 7, 2).isoformat() for year in shown]
    return {"type": "date", "range": [_iso(scale.start), _iso(scale.end)], "tickvals": middles, "ticktext": [str(year) for year in shown]}


def _value_axis(scale: Scale, rows: Sequence[Fact], look: Look) -> Axis:
    suffix = rows[0].unit
    grid = {"showgrid": True, "gridwidth": 1, "nticks": 5, "ticksuffix": suffix, "zeroline": True, "zerolinewidth": 1}
    return {"range": [scale.low, scale.high], "zerolinecolor": look.context, **grid}


def _years(canvas: Canvas, panel: Panel, scale: Scale, years: tuple[int, int]) -> None:
    for year in range(years[0], years[1] + 2):
        canvas.line(panel, (f"{year}-01-01",) * 2, (scale.low, scale.high), canvas.look.faint, 0.5)


def _connectors(canvas: Canvas, panel: Panel, catalogue: Catalogue, rows: Sequence[Fact]) -> None:
    """Lines between observations of one series whose periods follow each other without a gap."""
    ordered = sorted(rows, key=_start)
    for before in ordered:
        for after in ordered:
            if _start(after) == _end(before) and before.series == after.series:
                x = _iso(_start(after))
                color = canvas.look.fact(after)
                canvas.line(panel, (x, x), (before.number, after.number), color, 1, _dash(after))


def _observation(canvas: Canvas, panel: Panel, catalogue: Catalogue, row: Fact, middle: float) -> None:
    """The span that the observation covers, and its marker."""
    look = canvas.look
    color = look.fact(row)
    thin = row.is_average or row.is_plan
    x = (_iso(_start(row)), _iso(_end(row)))
    canvas.line(panel, x, (row.number,) * 2, color, look.px(1.3 if thin else 3), _dash(row))
    style = {"symbol": _symbol(row), "size": look.px(10), "color": color if row.status == "actual" else look.paper}
    canvas.marks(panel, [_iso(middle)], [row.number], [row.id], [hover(row)], **style, line={"color": color, "width": look.px(1.8)})


def _dash(row: Fact) -> str:
    return "dot" if row.is_plan else "solid"


def _symbol(row: Fact) -> str:
    if direction := bound(row):
        return f"triangle-{direction}"
    return "diamond" if row.is_plan else "circle"


def _labels(
    canvas: Canvas, panel: Panel, catalogue: Catalogue, rows: Sequence[Fact], scale: Scale, centres: Sequence[float], count: int
) -> int:
    """Print the fullest labels that all find room; otherwise as many short ones as do. Returns how many do not."""
    taken = _obstacles(rows, scale, centres, canvas.look)
    told = [(row, centre) for row, centre in zip(rows, centres, strict=True) if not (row.is_plan and _is_below(row, count))]
    for texts in _wordings([row for row, _ in told]):
        places = _place(told, texts, scale, taken, canvas.look)
        if all(places):
            break
    for (row, _), text, place in zip(told, texts, places, strict=True):
        if place:
            _print(canvas, panel, catalogue, row, text, scale, place)
    return sum(place is None and not _is_below(row, count) for (row, _), place in zip(told, places, strict=True))


def _wordings(rows: Sequence[Fact]) -> list[list[str]]:
    average = ["年均" if row.is_average else "" for row in rows]
    units = [words + short_value(row, unit=True) for words, row in zip(average, rows, strict=True)]
    return [[hedged(row) for row in rows], units, [words + short_value(row) for words, row in zip(average, rows, strict=True)]]


def _obstacles(rows: Sequence[Fact], scale: Scale, centres: Sequence[float], look: Look) -> list[Box]:
    """What no label may cover: the markers and the spans."""
    markers = [Box.around(centre, scale.y(row.number), look.px(12), look.px(12)) for row, centre in zip(rows, centres, strict=True)]
    lines = [(scale.x(_start(row)), scale.y(row.number), scale.x(_end(row))) for row in rows]
    return markers + [Box(start, y - 1, end, y + 1) for start, y, end in lines]


def _place(told: Sequence[tuple[Fact, float]], texts: Sequence[str], scale: Scale, taken: Sequence[Box], look: Look) -> list[Any]:
    layout = Layout(Box(-look.px(4), 0, scale.width + look.px(2), scale.height), list(taken))
    spans = taken[len(taken) // 2 :]
    return [
        layout.place(
            [place for place in _candidates(row, centre, scale, look) if _is_nearest(place, scale.y(row.number), spans)],
            text_width(text, look.size) + 3,
            look.size * 1.15,
        )
        for (row, centre), text in zip(told, texts, strict=True)
    ]


def _is_nearest(place: tuple[float, float], y: float, spans: Sequence[Box]) -> bool:
    """Whether no span is nearer to *place* than the one at height *y* that it labels: a figure never seems another's."""
    x, own = place[0], abs(place[1] - y)
    others = (hypot(max(span.left - x, 0, x - span.right), place[1] - (span.top + span.bottom) / 2) for span in spans)
    return all(other >= own - 1.5 for other in others)


def _candidates(row: Fact, centre: float, scale: Scale, look: Look) -> list[tuple[float, float]]:
    start, end, y = scale.x(_start(row)), scale.x(_end(row)), scale.y(row.number)
    xs = [centre, *(start + share * (end - start) for share in (0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95))]
    above = not row.is_plan
    rises = [(-17, 17, -21, 21, -27, 27, 34, -34), (17, -17, 21, -21, 27, -27, 34, -34)][not above]
    return [(x, y + look.px(rise)) for rise in rises for x in xs]


def _print(canvas: Canvas, panel: Panel, catalogue: Catalogue, row: Fact, text: str, scale: Scale, place: tuple[float, float]) -> None:
    look = canvas.look
    plan = row.is_plan
    color = look.muted if plan else look.region(catalogue, row.region)
    words = safe(text) if plan else f"<b>{safe(text)}</b>"
    shift = round(scale.y(row.number) - place[1], 1)
    canvas.text(panel, _iso(scale.moment(place[0])), row.number, words, "center", color=color, yshift=shift, bgcolor=look.paper)


def _start(fact: Fact) -> int:
    return fact.period.start.toordinal()


def _end(fact: Fact) -> int:
    """The day after the last."""
    return fact.period.end.toordinal() + 1


def _iso(moment: float) -> str:
    return (datetime.min + timedelta(days=moment - 1)).isoformat()[:16]
