"""A drawing made of panels that lie under each other, each with a scale of its own across and a height in px."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xtdata.charts.marks import Anchor, Band, Bar, Label, Line, Mark, Run, Shape, Symbol, Touch, lines_of
from xtdata.charts.style import Style

Words = str | Sequence[Sequence[Run]]


@dataclass(frozen=True)
class Panel:
    """One panel: its scale from *low* to *high*, where it begins (px from the top of the drawing), and how high it is.

    A panel that ``leads`` is a heading of the next one.
    """

    top: float
    height: float
    low: float = 0
    high: float = 1
    leads: bool = False

    def x(self, value: float) -> float:
        """Where *value* lies, as a share of the width."""
        return (value - self.low) / (self.high - self.low)

    def y(self, down: float) -> float:
        """A place *down* px below the panel's top, in px from the top of the drawing."""
        return self.top + down


@dataclass
class Drawing:
    """Collects marks. ``left`` and ``right`` are margins in px that texts may use; at ``breaks`` (px from the top) it may be parted.

    ``scales`` are the strips with the values of the scale: each holds for what is below it until the next.
    """

    style: Style
    left: float = 4
    right: float = 4
    bottom: float = 8
    marks: list[Mark] = field(default_factory=list)
    filled: float = 12
    panels: list[Panel] = field(default_factory=list)
    breaks: list[float] = field(default_factory=list)
    scales: list[Panel] = field(default_factory=list)

    @property
    def height(self) -> float:
        """The height in px."""
        return self.filled + self.bottom

    def panel(self, height: float, low: float = 0, high: float = 1, leads: bool = False) -> Panel:
        """A new panel below the others, with a scale from *low* to *high*."""
        panel = Panel(self.filled, height, low, high, leads)
        self.filled += height
        self.panels.append(panel)
        return panel

    def part(self) -> None:
        """A drawing that is too tall may be parted below what is drawn so far."""
        self.breaks.append(self.filled)

    def pieces(self, height: float) -> list[tuple[float, float]]:
        """The drawing from top to bottom in pieces of at most *height* px (more, where it cannot be parted), each with a figure in it."""
        figures = sorted(mark.y1 if isinstance(mark, Bar) else mark.y for mark in self.marks if isinstance(mark, Bar | Symbol))
        pieces, top, last = [], 0.0, 0.0
        repeated = max((scale.height for scale in self.scales), default=0.0)
        for place in [*sorted(set(self.breaks)), self.height]:
            if place - top > height - (repeated if top else 0) and last > top:
                pieces.append((top, last))
                top = last
            if bisect(figures, place) > bisect(figures, last):
                last = place
        return [*pieces, (top, self.height)]

    def piece(self, top: float, bottom: float) -> tuple[Drawing, tuple[float, float]]:
        """The drawing with the scale of its first rows repeated above *top*, if it has gone by, and the heights between which it is shown."""
        first = next((panel.top for panel in self.panels if not panel.leads and panel.top + panel.height > top), top)
        scale = next((one for one in reversed(self.scales) if one.top <= first), None)
        if scale is None or scale.top >= top:
            return self, (top, bottom)
        start, end = scale.top, scale.top + scale.height
        strip = [_moved(mark, top - end) for mark in self.marks if isinstance(mark, Label) and start <= mark.y < end]
        kept = [mark for mark in self.marks if not (isinstance(mark, Label | Symbol) and mark.y < top)]
        return replace(self, marks=[*strip, *(mark for mark in kept if _bottom(mark) >= top)]), (top - scale.height, bottom)

    def space(self, height: float) -> None:
        """Leave *height* px empty below the last panel."""
        self.filled += height

    def line(
        self,
        panel: Panel,
        x: tuple[float, float],
        y: tuple[float, float],
        color: str,
        width: float = 1,
        *,
        dotted: bool = False,
        below: bool = True,
    ) -> None:
        """A straight line between two places of *panel*."""
        self.marks.append(Line(panel.x(x[0]), panel.x(x[1]), panel.y(y[0]), panel.y(y[1]), color, width, dotted, below))

    def band(self, panel: Panel, end: float, y: tuple[float, float], start: float = 0) -> None:
        """A faint band from *start* to *end*, behind everything."""
        self.marks.append(Band(panel.x(start), panel.x(end), panel.y(y[0]), panel.y(y[1]), self.style.faint))

    def bar(
        self, panel: Panel, value: float, y: float, thickness: float, touch: Touch, *, fill: str, stroke: str, hatch: float = 0
    ) -> None:
        """A bar from 0 to *value* whose middle lies at *y*."""
        top, width = panel.y(y - thickness / 2), self.style.px(1.6)
        self.marks.append(Bar(panel.x(0), panel.x(value), top, top + thickness, value, fill, stroke, width, touch, hatch))

    def symbol(
        self,
        panel: Panel,
        x: float,
        y: float,
        touch: Touch,
        shape: Shape,
        size: float,
        *,
        fill: str,
        stroke: str,
        width: float = 0,
        stands_for: float | None = None,
    ) -> None:
        """A marker at (x, y) that can be touched; ``width`` is that of its outline. It stands for the value x, or for *stands_for*."""
        value = x if stands_for is None else stands_for
        self.marks.append(Symbol(panel.x(x), panel.y(y), value, shape, size, fill, stroke, width, touch))

    def text(
        self,
        panel: Panel,
        x: float,
        y: float,
        words: Words,
        anchor: Anchor = "left",
        *,
        bold: bool = False,
        color: str = "",
        size: float = 0,
        dx: float = 0,
        dy: float = 0,
        background: str = "",
    ) -> None:
        """Words at the place (x, y) of *panel*."""
        self._label(panel.x(x), panel.y(y), words, anchor, bold, color, size, dx, dy, background)

    def margin_text(self, panel: Panel, y: float, words: Words, *, color: str = "", size: float = 0, bottom: bool = False) -> None:
        """Words that begin at the left edge of the whole drawing; with *bottom* they end at *y*."""
        self._label(0, panel.y(y), words, "left", False, color, size, 2 - self.left, 0, "", bottom)

    def end_text(self, panel: Panel, y: float, words: Words, *, dx: float) -> None:
        """Words in the right margin."""
        self._label(1, panel.y(y), words, "left", False, "", 0, dx, 0, "")

    def _label(
        self,
        x: float,
        y: float,
        words: Words,
        anchor: Anchor,
        bold: bool,
        color: str,
        size: float,
        dx: float,
        dy: float,
        background: str,
        bottom: bool = False,
    ) -> None:
        lines = lines_of(words, bold=bold) if isinstance(words, str) else tuple(map(tuple, words))
        self.marks.append(Label(x, y, lines, size or self.style.size, color or self.style.ink, anchor, dx, dy, background, bottom))

    def cut(self, height: float) -> Drawing:
        """The first panels, as many as fit into *height* px and one that is no heading in any case; no heading at the end."""
        last = next((place for place, panel in enumerate(self.panels) if not panel.leads), 0)
        for place, panel in enumerate(self.panels):
            if not panel.leads and panel.top + panel.height + self.bottom <= height:
                last = max(last, place)
        end = self.panels[last].top + self.panels[last].height if self.panels else self.filled
        return replace(self, marks=[mark for mark in self.marks if _top(mark) < end], filled=end, panels=self.panels[: last + 1])

    def laid_out(self, width: float) -> list[Mark]:
        """The marks in px on a drawing of *width* px, margins included."""
        inner = max(1.0, width - self.left - self.right)

        def across(share: float) -> float:
            return round(self.left + share * inner, 2)

        found: list[Mark] = []
        for mark in self.marks:
            if isinstance(mark, Symbol | Label):
                found.append(replace(mark, x=across(mark.x)))
            else:
                found.append(replace(mark, x0=across(mark.x0), x1=across(mark.x1)))
        return found


def _moved(mark: Label, down: float) -> Label:
    return replace(mark, y=mark.y + down)


def _bottom(mark: Mark) -> float:
    return mark.y if isinstance(mark, Symbol | Label) else max(mark.y0, mark.y1)


def _top(mark: Mark) -> float:
    return mark.y + (mark.dy if isinstance(mark, Label) else 0) if isinstance(mark, Symbol | Label) else min(mark.y0, mark.y1)
