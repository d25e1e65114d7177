"""Charts as slides of 1920 × 1080 px whose smallest text has 28 px: what does not fit on one goes on to the next, or is counted.

The style sheet of the meeting page lays out what is measured here; its sizes are these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from markupsafe import Markup

from xtdata.charts.chart import Chart
from xtdata.charts.marks import Bar, Symbol
from xtdata.charts.style import Style, text_width, wrapped
from xtdata.charts.svg import lies_within, picture
from xtdata.charts.table import Row, Table

WIDTH, SMALL, TEXT, TITLE = 1728, 28, 32, 52
STYLES = tuple(Style(meeting=size, plot=plot) for size, plot in ((44, 160), (38, 220), (38, 180), (TEXT, 220), (TEXT, 160), (TEXT, 130)))
_LEADING = 1.4
_ROOM = 905

T = TypeVar("T")
Build = Callable[[Style], list[Chart]]


@dataclass(frozen=True)
class Slide:
    """One slide: the finding, and below it a picture, a table or lines of text; ``ids`` are the facts on it, ``rest`` says what is not."""

    chart: Chart
    title: str
    ids: tuple[str, ...]
    size: int = TEXT
    picture: Markup | None = None
    table: Table | None = None
    lines: tuple[str, ...] = ()
    rest: str = ""
    part: int = 1
    parts: int = 1


def slides(build: Build, taken: Callable[[Chart], float]) -> list[Slide]:
    """The slides of the charts that *build* makes; *taken* is the height in px of what the page writes around a chart.

    Each chart has the largest text, and its plot the largest height, of ``STYLES`` with which it fits on the fewest slides.
    """

    def room(chart: Chart) -> float:
        return _ROOM - taken(chart) - sum(height(*text) for text in ((chart.title, TITLE), (chart.subtitle, SMALL), (legend(chart), SMALL)))

    found: list[Slide] = []
    for ways in zip(*(build(style) for style in STYLES), strict=True):
        best = min(range(len(STYLES)), key=lambda way: (_fit(ways[way], room(ways[way]), STYLES[way].size), way))
        parts = list(_slides(ways[best], room(ways[best]), STYLES[best].size))
        found += [replace(slide, part=number, parts=len(parts)) for number, slide in enumerate(parts, start=1)]
    return found


def legend(chart: Chart) -> str:
    """The glyphs of *chart* and their meanings on one line."""
    return "　".join(f"{glyph} {meaning}" for glyph, meaning in chart.legend)


def shortened(text: str, size: float, lines: int, more: str = "…") -> str:
    """*text*, cut to so many lines of a slide; *more* says that it goes on."""
    found = wrapped(text, size, WIDTH)
    if len(found) <= lines:
        return text
    kept = "".join(found[:lines])
    while kept and text_width(kept + more, size) > (lines - 0.1) * WIDTH:
        kept = kept[:-1]
    return kept + more


def height(text: str, size: float) -> float:
    """The height in px that *text* takes across a slide; none where it is empty."""
    return len(wrapped(text, size, WIDTH)) * size * _LEADING if text else 0


def _fit(chart: Chart, room: float, size: int) -> tuple[int, int, int]:
    """How badly *chart* fits: what is too tall, what has no place, and on how many slides it is."""
    if chart.drawing:
        pieces = chart.drawing.pieces(room)
        return sum(bottom - top > room for top, bottom in pieces), 0, len(pieces)
    if chart.table:
        tables = list(_tables(chart.table, room, size))
        return 0, len(chart.table.columns) - len(tables[0][0].columns), len(tables)
    return 0, 0, len(list(_lists(chart, room, size)))


def _slides(chart: Chart, room: float, size: int) -> Iterator[Slide]:
    title = shortened(chart.title, TITLE, 3)
    if chart.drawing:
        marks = chart.drawing.laid_out(WIDTH)
        for piece in chart.drawing.pieces(room):
            shown, heights = chart.drawing.piece(*piece)
            drawn = picture(shown, f"{chart.title}。{chart.sentence}", WIDTH, piece=heights)
            seen = {mark.touch.id for mark in marks if isinstance(mark, Bar | Symbol) and lies_within(mark, *piece)}
            yield Slide(chart, title, tuple(key for key in chart.ids if key in seen), size, drawn)
    elif chart.table:
        for table, rest in _tables(chart.table, room, size):
            seen = {cell.id for row in table.rows for cells in row.cells for cell in cells}
            yield Slide(chart, title, tuple(key for key in chart.ids if key in seen), size, table=table, rest=rest)
    else:
        for lines in _lists(chart, room, size):
            yield Slide(chart, title, chart.ids, size, lines=lines)


def _lists(chart: Chart, room: float, size: int) -> Iterator[tuple[str, ...]]:
    return _filled(chart.statements, room, lambda line: height(f"　　{line}", size))


def _filled(items: Sequence[T], room: float, tall: Callable[[T], float]) -> Iterator[tuple[T, ...]]:
    """*items* in groups that are at most *room* px high, one at least."""
    group: list[T] = []
    used = 0.0
    for item in items:
        if group and used + tall(item) > room:
            yield tuple(group)
            group, used = [], 0.0
        group.append(item)
        used += tall(item)
    yield tuple(group)


def _tables(table: Table, room: float, size: int) -> Iterator[tuple[Table, str]]:
    """*table* in pieces that fit, each with a word on the columns for which there is no room."""
    name = 18 * size
    widths = [_column(table, index, size) for index in range(len(table.columns))]
    left = WIDTH - min(name, max(_wide(size, row.name, row.detail) for row in table.rows))
    fits = max(1, next((index for index in range(len(widths)) if sum(widths[: index + 1]) > left), len(widths)))
    away = table.columns[fits:]
    rows = [replace(row, cells=row.cells[:fits]) for row in table.rows]
    shown = [row for row in rows if any(row.cells)]
    rest = f"{'、'.join(away)}放不下，没有列出" if away else ""
    if len(shown) < len(rows):
        rest += f"（其中有 {len(rows) - len(shown)} 行只有这几列的数）"
    lines = _LEADING * size
    for some in _filled(shown, room - lines - 16 - height(rest, SMALL), lambda row: _lines(row, size, name) * lines + 16):
        yield replace(table, columns=table.columns[:fits], rows=some), rest


def _column(table: Table, index: int, size: int) -> float:
    cells = [f"{cell.sign} {cell.text}" for row in table.rows for cell in row.cells[index]]
    return _wide(size, table.columns[index], *cells)


def _wide(size: int, *texts: str) -> float:
    """The width of a column in px, with the gap to the next."""
    return max(text_width(text, size) for text in texts) + size


def _lines(row: Row, size: int, name: float) -> int:
    return max(len(wrapped(row.name, size, name - size)) + bool(row.detail), *(len(cells) for cells in row.cells))
