"""What a chart draws: lines, rectangles, symbols and labels.

Across, a mark counts in shares of the drawing's inner width (0 is its left edge, 1 its right), so that a drawing grows with the page;
down, and in every size, it counts px. ``Drawing.laid_out`` turns the shares into px.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["circle", "square", "diamond", "up", "down", "left", "right", "bar-end", "tick"]
Anchor = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Touch:
    """What a mark stands for: the observation that a click opens, and what is said of it, line by line."""

    id: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style; without a colour it has that of its label."""

    text: str
    bold: bool = False
    color: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from (x0, y0) to (x1, y1)."""

    x0: float
    x1: float
    y0: float
    y1: float
    color: str
    width: float = 1
    dotted: bool = False
    below: bool = True


@dataclass(frozen=True, slots=True)
class Band:
    """A faint rectangle behind everything."""

    x0: float
    x1: float
    y0: float
    y1: float
    color: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that stands for *value*; ``hatch`` is the share of its area that the hatching covers, 0 for none."""

    x0: float
    x1: float
    y0: float
    y1: float
    value: float
    fill: str
    stroke: str
    stroke_width: float
    touch: Touch
    hatch: float = 0


@dataclass(frozen=True, slots=True)
class Symbol:
    """A marker at the place of *value*."""

    x: float
    y: float
    value: float
    shape: Shape
    size: float
    fill: str
    stroke: str
    stroke_width: float
    touch: Touch


@dataclass(frozen=True, slots=True)
class Label:
    """Text at (x, y), moved by (dx, dy): lines of runs, ``anchor`` says which side of it stands there."""

    x: float
    y: float
    lines: tuple[tuple[Run, ...], ...]
    size: float
    color: str
    anchor: Anchor = "left"
    dx: float = 0
    dy: float = 0
    background: str = ""
    bottom: bool = False

    @property
    def text(self) -> str:
        """The words without their style."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)


Mark = Line | Band | Bar | Symbol | Label


def lines_of(words: str, *, bold: bool = False, color: str = "") -> tuple[tuple[Run, ...], ...]:
    """*words* as lines of one style."""
    return tuple((Run(line, bold, color),) for line in words.split("\n"))
