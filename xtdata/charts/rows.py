"""Charts that are read down the page: headings, and rows with a bar or a dumbbell each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xtdata.charts.canvas import Canvas, Panel
from xtdata.charts.chart import bound, hover, legend
from xtdata.charts.look import Look, safe, text_width, wrapped
from xtdata.facts.fact import Fact


@dataclass(frozen=True)
class Bar:
    """One bar: its observation, its colour, what is printed before and after it; ``part`` hatches it.

    ``implied`` is given for a figure that no source prints: its value, and how it was computed.
    """

    row: Fact
    color: str
    before: str
    after: str
    part: bool = False
    implied: tuple[float, str] | None = None

    @property
    def value(self) -> float:
        return self.implied[0] if self.implied else float(self.row.number)


def is_part_year(row: Fact) -> bool:
    """Whether the row's period is less than a year."""
    return row.period.months < 12


def bar_legend(rows: Sequence[Fact], derived: bool = False) -> tuple[tuple[str, str], ...]:
    """The glyphs of bars for *rows*; *derived* says whether implied bars are drawn."""
    hatched = [row for row in rows if is_part_year(row)]
    plain = [row for row in rows if row not in hatched or row.status != "actual"]
    used = {"right" if bound(row) == "up" else "left" for row in rows if bound(row)}
    return legend(plain, "■", "□", used | ({"part"} if hatched else set()) | ({"derived"} if derived else set()))


def side_margin(texts: Sequence[str], look: Look) -> float:
    """The px that the longest of *texts* takes beside a chart."""
    return max((text_width(text, look.size) for text in texts), default=0) + look.px(8)


def end_margin(ends: Sequence[tuple[float, str]], left: float, look: Look) -> float:
    """The right margin at which every text fits behind its bar; *ends* are (share of the longest bar, text)."""
    margin = look.px(8)
    for share, text in ends:
        need, share = text_width(text, look.size) + look.px(14), max(share, 0.02)
        margin = max(margin, (need - (1 - share) * (look.narrow - left)) / share)
    return round(margin, 1)


def heading(canvas: Canvas, title: str, detail: str = "", color: str = "", gap: float = 12) -> None:
    """A bold line, and a grey one below it, both from the left edge of the figure."""
    look = canvas.look
    width = look.narrow - look.px(6)
    lines = [f"<b>{safe(line)}</b>" for line in wrapped(title, look.size, width / 1.04)] if title else []
    grey = [f'<span style="color:{look.muted}">{safe(line)}</span>' for line in wrapped(detail, look.size, width)] if detail else []
    height = look.px(gap) + (len(lines) + len(grey)) * look.size * 1.32
    canvas.margin_text(canvas.strip(height), height, "<br>".join(lines + grey), color=color or look.ink, yanchor="bottom")


def bars(canvas: Canvas, group: Sequence[Bar], top: float, line: float | None = None) -> Panel:
    """Bars on one scale from 0 to *top*, each in a row; *line* is a reference value drawn through all of them."""
    look = canvas.look
    step = look.px(27)
    panel = canvas.panel(step * len(group) + look.px(4), {"range": [0, top], "visible": False})
    canvas.line(panel, (0, 0), (0, panel.height), look.context, 1, below=False)
    for index, bar in enumerate(group):
        y = step * (index + 0.5) + look.px(2)
        (_implied if bar.implied else _bar)(canvas, panel, bar, y, step * 0.58)
        if bar.before:
            canvas.margin_text(panel, y, safe(bar.before), color=look.muted)
    if line is not None:
        canvas.band(panel, line, (2, panel.height - 2))
        canvas.line(panel, (line, line), (0, panel.height), look.ink, look.px(1.6), below=False)
    return panel


def _implied(canvas: Canvas, panel: Panel, bar: Bar, y: float, thickness: float) -> None:
    """A dashed outline, for a figure that is computed and not printed."""
    look = canvas.look
    edges = [
        ((0, bar.value), (y - thickness / 2,) * 2),
        ((0, bar.value), (y + thickness / 2,) * 2),
        ((bar.value,) * 2, (y - thickness / 2, y + thickness / 2)),
    ]
    for x, height in edges:
        canvas.line(panel, x, height, bar.color, look.px(1.4), "dot", below=False)
    text = f"<b>{safe(bar.after)}</b><br>{safe(bar.implied[1] if bar.implied else '')}<br>{hover(bar.row)}"
    outline = {"color": bar.color, "width": look.px(1.4)}
    canvas.marks(panel, [bar.value], [y], [bar.row.id], [text], symbol="square", size=look.px(8), color=look.paper, line=outline)
    canvas.text(panel, bar.value, y, safe(bar.after), xshift=look.px(10), color=look.muted)


def _bar(canvas: Canvas, panel: Panel, bar: Bar, y: float, thickness: float) -> None:
    look, row = canvas.look, bar.row
    solid = row.status == "actual"
    fill = bar.color if solid and not bar.part else look.paper
    marker: dict[str, Any] = {"color": fill, "line": {"color": bar.color, "width": look.px(1.6)}}
    if bar.part:
        density = 0.45 if solid else 0.15
        marker["pattern"] = {"shape": "/", "fgcolor": bar.color, "bgcolor": fill, "size": look.px(7), "solidity": density}
    touch = {"customdata": [[row.id]], "hovertext": [hover(row)], "hoverinfo": "text", "cliponaxis": False}
    canvas.trace(panel, type="bar", orientation="h", x=[row.number], y=[y], width=[thickness], marker=marker, **touch)
    _end(canvas, panel, bar, y, thickness, fill)


def _end(canvas: Canvas, panel: Panel, bar: Bar, y: float, thickness: float, fill: str) -> None:
    """The mark at the end of a bar, an arrow where the value is open, and the figure behind it."""
    look, row = canvas.look, bar.row
    arrow = {"up": "triangle-right", "down": "triangle-left"}.get(bound(row))
    outline = {"color": bar.color, "width": look.px(2)}
    style = {"symbol": arrow, "size": look.px(13), "color": fill} if arrow else {"symbol": "line-ns", "size": thickness, "color": bar.color}
    canvas.marks(panel, [row.number], [y], [row.id], [hover(row)], **style, line=outline)
    canvas.text(panel, row.number, y, f"<b>{safe(bar.after)}</b>", xshift=look.px(10 if arrow else 6))
