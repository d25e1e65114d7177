"""Charts that are read down the page: headings, and rows with a bar or a dumbbell each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xtdata.charts.canvas import Canvas, Panel
from xtdata.charts.chart import bound, hover
from xtdata.charts.look import Look, safe, text_width, wrapped
from xtdata.period import Period
from xtdata.wording import Row


@dataclass(frozen=True)
class Bar:
    """One bar: its observation, its colour, what is printed before and after it; ``part`` hatches it."""

    row: Row
    color: str
    before: str
    after: str
    part: bool = False


def is_part_year(row: Row) -> bool:
    """Whether the row's period is less than a year."""
    return Period.parse(str(row["period"])).months < 12


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
    panel = canvas.panel(height, {"range": [0, 1], "visible": False})
    canvas.margin_text(panel, height, "<br>".join(lines + grey), color=color or look.ink, yanchor="bottom")


def bars(canvas: Canvas, group: Sequence[Bar], top: float, line: float | None = None) -> Panel:
    """Bars on one scale from 0 to *top*, each in a row; *line* is a reference value drawn through all of them."""
    look = canvas.look
    step = look.px(27)
    panel = canvas.panel(step * len(group) + look.px(4), {"range": [0, top], "visible": False})
    canvas.line(panel, (0, 0), (0, panel.height), look.context, 1, below=False)
    for index, bar in enumerate(group):
        y = step * (index + 0.5) + look.px(2)
        _bar(canvas, panel, bar, y, step * 0.58)
        if bar.before:
            canvas.margin_text(panel, y, safe(bar.before), color=look.muted)
    if line is not None:
        canvas.band(panel, line, (2, panel.height - 2))
        canvas.line(panel, (line, line), (0, panel.height), look.ink, look.px(1.6), below=False)
    return panel


def _bar(canvas: Canvas, panel: Panel, bar: Bar, y: float, thickness: float) -> None:
    look, row = canvas.look, bar.row
    solid = row["status"] == "actual"
    fill = bar.color if solid and not bar.part else look.paper
    marker = {"color": fill, "line": {"color": bar.color, "width": look.px(1.6)}}
    if bar.part:
        marker["pattern"] = {"shape": "/", "fgcolor": bar.color, "bgcolor": fill, "size": look.px(7), "solidity": 0.45 if solid else 0.15}
    canvas.trace(
        panel, type="bar", orientation="h", x=[row["value"]], y=[y], width=[thickness], marker=marker, customdata=[[row["id"]]],
        hovertext=[hover(row)], hoverinfo="text", cliponaxis=False,
    )  # fmt: skip
    symbol = {"up": "triangle-right", "down": "triangle-left"}.get(bound(row), "line-ns")
    size = look.px(13) if bound(row) else thickness
    outline = {"color": bar.color, "width": look.px(2)}
    canvas.marks(panel, [row["value"]], [y], [row["id"]], [hover(row)], symbol=symbol, size=size, color=fill if bound(row) else bar.color, line=outline)
    canvas.text(panel, row["value"], y, f"<b>{safe(bar.after)}</b>", xshift=look.px(10 if bound(row) else 6))
