"""A figure made of panels that lie under each other, each with its own axes and a height in px."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xtdata.charts.look import FONTS, Look

Axis = dict[str, Any]


PAPER = "paper"


@dataclass(frozen=True)
class Panel:
    """One panel: the names of its axes, where it begins, and how high it is (px).

    ``down`` is what its own y counts from, in px from the top of the figure; ``None`` where it has a y axis of its own.
    """

    x: str
    y: str
    top: float
    height: float
    down: float | None = None

    def place(self, y: Any) -> Any:
        """*y* of this panel on its axis."""
        return y if self.down is None else self.down + y


@dataclass
class Canvas:
    """Collects panels, traces, shapes and texts; ``figure()`` gives the plotly dict.

    Rows of one scale that follow each other share their axes, and strips of text have none: every pair of axes costs
    the browser some 20 ms.
    """

    look: Look
    left: float = 4
    right: float = 4
    bottom: float = 8
    panels: list[Panel] = field(default_factory=list)
    axes: dict[str, Axis] = field(default_factory=dict)
    traces: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)
    height: float = 12

    def panel(self, height: float, xaxis: Axis, yaxis: Axis | None = None) -> Panel:
        """A new panel below the others. Without *yaxis*, y counts px downwards from the panel's top."""
        before = self.panels[-1] if self.panels else None
        if yaxis is not None or xaxis.get("visible") is not False:
            plain = {"range": [height, 0], "visible": False}
            panel = Panel(self._axis("x", xaxis), self._axis("y", yaxis or plain), self.height, height)
        elif before and before.down is not None and self.axes[before.x]["range"] == xaxis["range"]:
            panel = Panel(before.x, before.y, self.height, height, self.height)
        else:
            panel = Panel(self._axis("x", xaxis), self._axis("y", {"visible": False}), self.height, height, self.height)
        self.panels.append(panel)
        self.height += height
        return panel

    def strip(self, height: float) -> Panel:
        """A strip below the others that holds texts only; y counts px downwards from its top."""
        strip = Panel(PAPER, PAPER, self.height, height, self.height)
        self.height += height
        return strip

    def _axis(self, letter: str, settings: Axis) -> str:
        """A new axis, and its name."""
        look, count = self.look, sum(name[0] == letter for name in self.axes)
        name = letter + (str(count + 1) if count else "")
        self.axes[name] = {
            "showgrid": False, "zeroline": False, "fixedrange": True, "showline": False, "gridcolor": look.faint,
            "tickfont": {"size": look.size, "color": look.muted}, "ticks": "", "automargin": False, "ticklabelstandoff": 4, **settings,
        }  # fmt: skip
        return name

    def space(self, height: float) -> None:
        """Leave *height* px empty below the last panel."""
        self.height += height

    def trace(self, panel: Panel, **settings: Any) -> None:
        """A trace in *panel*; the name never shows."""
        settings["y"] = [panel.place(y) for y in settings["y"]]
        self.traces.append({"xaxis": panel.x, "yaxis": panel.y, "showlegend": False, "hoverinfo": "skip", "type": "scatter", **settings})

    def marks(self, panel: Panel, x: Sequence[Any], y: Sequence[Any], ids: Sequence[str], hovers: Sequence[str], **marker: Any) -> None:
        """Markers that can be touched: each carries its observation's id."""
        self.trace(
            panel, mode="markers", x=list(x), y=list(y), customdata=[[one] for one in ids], hovertext=list(hovers), hoverinfo="text",
            marker=marker, cliponaxis=False,
        )  # fmt: skip

    def line(
        self, panel: Panel, x: tuple[Any, Any], y: tuple[Any, Any], color: str, width: float = 1, dash: str = "solid", below: bool = True
    ) -> None:
        """A straight line from (x0, y0) to (x1, y1)."""
        self.shapes.append({
            "type": "line", "xref": panel.x, "yref": panel.y, "x0": x[0], "x1": x[1],
            "y0": panel.place(y[0]), "y1": panel.place(y[1]),
            "line": {"color": color, "width": width, "dash": dash}, "layer": "below" if below else "above",
        })  # fmt: skip

    def band(self, panel: Panel, end: float, y: tuple[float, float], start: float = 0) -> None:
        """A faint band from *start* to *end*, behind everything."""
        ends = {"y0": panel.place(y[0]), "y1": panel.place(y[1])}
        style = {"fillcolor": self.look.faint, "opacity": 0.6, "line": {"width": 0}, "layer": "below"}
        self.shapes.append({"type": "rect", "xref": panel.x, "yref": panel.y, "x0": start, "x1": end, **ends, **style})

    def text(self, panel: Panel, x: Any, y: Any, text: str, anchor: str = "left", **settings: Any) -> None:
        """A text at (x, y) that is already safe; ``color``, ``size``, ``xref``, ``xshift``, ``yshift``, ``yanchor`` can be given."""
        look = self.look
        font = {"color": settings.pop("color", look.ink), "size": settings.pop("size", look.size)}
        place = {"xref": panel.x, "yref": panel.y, "x": x, "y": panel.place(y), "xanchor": anchor, "yanchor": "middle", "align": anchor}
        self.texts.append({**place, "text": text, "showarrow": False, "font": font, "borderpad": 0, **settings})

    def margin_text(self, panel: Panel, y: Any, text: str, **settings: Any) -> None:
        """A text that begins at the left edge of the figure."""
        self.text(panel, 0, y, text, xref="paper", xshift=-self.left + 2, **settings)

    def _extents(self) -> list[tuple[str, str, float, float]]:
        """Each pair of axes with the px between which its panels lie."""
        found: dict[tuple[str, str], tuple[float, float]] = {}
        for panel in self.panels:
            start, _ = found.get((panel.x, panel.y), (panel.top, 0.0))
            found[panel.x, panel.y] = (start, panel.top + panel.height)
        return [(x, y, start, end) for (x, y), (start, end) in found.items()]

    def figure(self) -> dict[str, Any]:
        """The figure as plotly wants it, as plain lists and dicts."""
        look, height = self.look, self.height + self.bottom
        layout: dict[str, Any] = {
            "height": round(height), "margin": {"l": self.left, "r": self.right, "t": 0, "b": 0, "pad": 0},
            "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "showlegend": False, "hovermode": "closest",
            "font": {"family": FONTS, "size": look.size, "color": look.ink}, "shapes": self.shapes, "annotations": self.texts,
            "dragmode": False, "bargap": 0, "barmode": "overlay", "clickmode": "event+select",
            "hoverlabel": {
                "bgcolor": look.paper, "bordercolor": look.context, "align": "left",
                "font": {"family": FONTS, "size": look.size, "color": look.ink},
            },
        }  # fmt: skip
        for x, y, start, end in self._extents():
            own = {} if "range" in self.axes[y] else {"range": [end, start]}
            layout[layout_key(x)] = {"anchor": y, **self.axes[x]}
            layout[layout_key(y)] = {"anchor": x, "domain": [max(0.0, 1 - end / height), 1 - start / height], **own, **self.axes[y]}
        for text in self.texts:
            if text["yref"] == PAPER:
                text["y"] = 1 - text["y"] / height
        return {"data": self.traces, "layout": layout}


def layout_key(axis: str) -> str:
    """Where the layout describes an axis: ``x2`` → ``xaxis2``."""
    return f"{axis[0]}axis{axis[1:]}"
