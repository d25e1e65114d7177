"""Charts that are read down the page: headings, scales, and rows with a bar each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from xtdata.charts.chart import bound, legend, touch
from xtdata.charts.drawing import Drawing, Panel
from xtdata.charts.marks import Run, Shape, lines_of
from xtdata.charts.style import Style, text_width, wrapped
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, number

POINTERS: dict[str, Shape] = {"up": "right", "down": "left"}
"""Where a value is open to one side, the symbol that points there."""


@dataclass(frozen=True)
class BarRow:
    """One row: a bar for *fact*, or for a figure that is computed from it, with words before and behind, and a target as a tick.

    ``implied`` is given for a figure that no source prints: its value, and how it was computed.
    """

    fact: Fact
    color: str
    before: str
    after: str
    target: Fact | None = None
    implied: tuple[float, str] | None = None

    @property
    def value(self) -> float:
        return self.implied[0] if self.implied else self.fact.number

    @property
    def reach(self) -> float:
        """How far the row goes."""
        return max(self.value, self.target.number if self.target else 0)

    @property
    def is_part(self) -> bool:
        return is_part_year(self.fact)


def is_part_year(fact: Fact) -> bool:
    """Whether the fact's period is less than a year."""
    return fact.period.months < 12


def bar_legend(rows: Sequence[BarRow]) -> tuple[tuple[str, str], ...]:
    """The glyphs of *rows*."""
    printed = [row.fact for row in rows if not row.implied]
    targets = [row.target for row in rows if row.target]
    plain = [fact for fact in printed if not is_part_year(fact) or fact.status != "actual"]
    used: set[str] = {POINTERS[bound(fact)] for fact in [*printed, *targets] if bound(fact)}
    used |= {"part"} if any(map(is_part_year, printed)) else set()
    used |= {"derived"} if any(row.implied for row in rows) else set()
    used |= {"target"} if targets else set()
    return legend(plain, "■", "□", used)


def side_margin(texts: Sequence[str], style: Style) -> float:
    """The px that the longest of *texts* takes beside a chart."""
    return max((text_width(text, style.size) for text in texts), default=0) + style.px(8)


def end_margin(ends: Sequence[tuple[float, str]], left: float, style: Style) -> float:
    """The right margin at which every text fits behind its bar; *ends* are (share of the longest bar, text)."""
    margin = style.px(8)
    for share, text in ends:
        need, share = text_width(text, style.size) + style.px(14), max(share, 0.02)
        margin = max(margin, (need - (1 - share) * (style.narrow - left)) / share)
    return round(margin, 1)


def heading(drawing: Drawing, title: str, detail: str = "", color: str = "", gap: float = 12) -> None:
    """A bold line, and a grey one below it, both from the left edge of the drawing."""
    style = drawing.style
    drawing.part()
    width = style.narrow - style.px(6)
    lines = [(Run(line, bold=True),) for line in wrapped(title, style.size, width / 1.04)] if title else []
    grey = [(Run(line, color=style.muted),) for line in wrapped(detail, style.size, width)] if detail else []
    height = style.px(gap) + (len(lines) + len(grey)) * style.size * 1.32
    panel = drawing.panel(height, leads=True)
    drawing.margin_text(panel, height, [*lines, *grey], color=color, bottom=True)


def round_step(width: float) -> float:
    """The least round step of at least two fifths of *width*: two labels or three, apart even on a phone.

    >>> [round_step(width) for width in (41, 12.6, 3.2, 0.9)]
    [20.0, 6.0, 2.0, 0.4]
    """
    least = width * 0.4
    power = 10.0 ** floor(log10(least))
    return next(step * power for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * power >= least)


def ticks(low: float, high: float, step: float) -> list[float]:
    """The round values from *low* to *high*.

    >>> ticks(-1, 5, 2.0)
    [0.0, 2.0, 4.0]
    """
    return [round(step * times, 10) for times in range(ceil(low / step), floor(high / step) + 1)]


def scale(drawing: Drawing, low: float, high: float, unit: str) -> Panel:
    """A strip with the round values of the scale from *low* to *high*, zero among them, the unit at the last."""
    style = drawing.style
    panel = drawing.panel(style.px(20), low, high, leads=True)
    drawing.scales.append(panel)
    shown = ticks(low, high, round_step(high - low))
    room = (style.narrow - drawing.left - drawing.right) * (shown[-1] - shown[-2]) / (high - low) if len(shown) > 1 else 0
    if len(shown) > 2 and text_width(f"{number(shown[-1])}{unit}", style.size) > room:
        shown = [value for value in shown if not value or value == shown[-1]]
    for value in shown:
        words = number(value) + (unit if value == shown[-1] or (unit == "%" and value) else "")
        drawing.text(panel, value, panel.height / 2, words, "center" if value else "left", color=style.muted)
    return panel


def bar_rows(drawing: Drawing, rows: Sequence[BarRow], top: float, line: float | None = None) -> None:
    """Bars on one scale from 0 to *top*, each in a row; *line* is a reference value drawn through all of them."""
    style = drawing.style
    step = style.px(27)
    panel = drawing.panel(step * len(rows) + style.px(4), 0, top)
    drawing.line(panel, (0, 0), (0, panel.height), style.context, 1, below=False)
    for index, row in enumerate(rows):
        y = step * (index + 0.5) + style.px(2)
        drawing.breaks += [panel.y(y - step / 2)] if index else []
        (_implied if row.implied else _bar)(drawing, panel, row, y, step * 0.58)
        if row.target:
            _target(drawing, panel, row.target, y, step * 0.86)
        if row.before:
            drawing.margin_text(panel, y, row.before, color=style.muted)
    if line is not None:
        drawing.band(panel, line, (2, panel.height - 2))
        drawing.line(panel, (line, line), (0, panel.height), style.ink, style.px(1.6), below=False)


def dot_rows(drawing: Drawing, rows: Sequence[BarRow], low: float, high: float) -> None:
    """A dot in each row, on one scale from *low* to *high*, which need not begin with zero."""
    style = drawing.style
    step = style.px(27)
    panel = drawing.panel(step * len(rows) + style.px(4), low, high)
    if low <= 0 <= high:
        drawing.line(panel, (0, 0), (0, panel.height), style.context, 1, below=False)
    for index, row in enumerate(rows):
        y = step * (index + 0.5) + style.px(2)
        drawing.breaks += [panel.y(y - step / 2)] if index else []
        drawing.line(panel, (low, high), (y, y), style.faint)
        fill = row.color if row.fact.status == "actual" else style.background
        shape = "diamond" if row.fact.is_plan else POINTERS.get(bound(row.fact), "circle")
        drawing.symbol(panel, row.value, y, touch(row.fact), shape, style.px(11), fill=fill, stroke=row.color, width=style.px(2))
        color = style.muted if row.fact.is_cited_only else ""
        drawing.text(panel, row.value, y, lines_of(row.after, bold=not row.fact.is_cited_only, color=color), dx=style.px(11))
        drawing.margin_text(panel, y, row.before, color=style.muted)


def _implied(drawing: Drawing, panel: Panel, row: BarRow, y: float, thickness: float) -> None:
    """A dotted outline, for a figure that is computed and not printed."""
    style = drawing.style
    top, bottom = y - thickness / 2, y + thickness / 2
    for x, height in (((0, row.value), (top, top)), ((0, row.value), (bottom, bottom)), ((row.value, row.value), (top, bottom))):
        drawing.line(panel, x, height, row.color, style.px(1.4), dotted=True, below=False)
    says = touch(row.fact, row.after, row.implied[1] if row.implied else "")
    drawing.symbol(panel, row.value, y, says, "square", style.px(8), fill=style.background, stroke=row.color, width=style.px(1.4))
    drawing.text(panel, row.value, y, row.after, dx=style.px(10), color=style.muted)


def _bar(drawing: Drawing, panel: Panel, row: BarRow, y: float, thickness: float) -> None:
    """The bar, an arrow at its end where the value is open, and the figure behind it."""
    style, fact = drawing.style, row.fact
    solid = fact.status == "actual"
    fill = row.color if solid and not row.is_part else style.background
    hatch = (0.45 if solid else 0.15) if row.is_part else 0
    says = touch(fact)
    drawing.bar(panel, fact.number, y, thickness, says, fill=fill, stroke=row.color, hatch=hatch)
    pointer = POINTERS.get(bound(fact))
    if pointer:
        drawing.symbol(panel, fact.number, y, says, pointer, style.px(13), fill=fill, stroke=row.color, width=style.px(2))
    else:
        drawing.symbol(panel, fact.number, y, says, "bar-end", thickness, fill=row.color, stroke=row.color, width=style.px(2))
    color = style.muted if fact.is_cited_only else ""
    drawing.text(
        panel, row.reach, y, lines_of(row.after, bold=not fact.is_cited_only, color=color), dx=style.px(10 if pointer or row.target else 6)
    )


def _target(drawing: Drawing, panel: Panel, fact: Fact, y: float, height: float) -> None:
    """A tick through the row at the value that was aimed at."""
    style = drawing.style
    color = style.context if fact.is_cited_only else style.ink
    drawing.line(panel, (fact.number,) * 2, (y - height / 2, y + height / 2), color, style.px(2.4), below=False)
    shape = POINTERS.get(bound(fact), "diamond")
    drawing.symbol(panel, fact.number, y, touch(fact), shape, style.px(9), fill=style.background, stroke=color, width=style.px(1.6))


def targeted(fact: Fact, target: Fact | None) -> str:
    """The words behind a bar: the figure, and the target beside it: ``153个（目标150个以上）``."""
    return hedged(fact) + (f"（{hedged(target)}）" if target else "")
