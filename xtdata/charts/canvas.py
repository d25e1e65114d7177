"""A figure made of panels that lie under each other, each with its own axes and a height in px."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xtdata.charts.look import FONTS, Look

Axis = dict[str, Any]


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

    Panels without a y axis of their own share one that counts px, and one x axis for each range: every pair of axes
    costs the browser some 20 ms.
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
        if yaxis is not None:
            panel = Panel(self._named("x", xaxis), self._named("y", yaxis), self.height, height)
        elif xaxis.get("visible") is False:
            panel = Panel(self._shared("x", xaxis), self._shared("y", {"visible": False}), self.height, height, self.height)
        else:
            panel = Panel(self._named("x", xaxis), self._named("y", {"range": [height, 0], "visible": False}), self.height, height)
        self.panels.append(panel)
        self.height += height
        return panel

    def _shared(self, letter: str, axis: Axis) -> str:
        """The axis that is just like *axis*: an earlier one, else a new one."""
        wanted = {**self._axis(), **axis}
        return next((name for name, one in self.axes.items() if name[0] == letter and one == wanted), None) or self._named(letter, axis)

    def _named(self, letter: str, axis: Axis) -> str:
        count = sum(name[0] == letter for name in self.axes)
        name = letter + (str(count + 1) if count else "")
        self.axes[name] = {**self._axis(), **axis}
        return name

    def space(self, height: float) -> None:
        """Leave *height* px empty below the last panel."""
        self.height += height

    def _axis(self) -> Axis:
        look = self.look
        return {
            "showgrid": False, "zeroline": False, "fixedrange": True, "showline": False, "gridcolor": look.faint,
            "tickfont": {"size": look.size, "color": look.muted}, "ticks": "", "automargin": False, "ticklabelstandoff": 4,
        }  # fmt: skip

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
        for panel in self.panels:
            x, y = layout_key(panel.x), layout_key(panel.y)
            layout[x] = {"anchor": panel.y, **self.axes[panel.x]}
            if panel.down is None:
                domain = [max(0.0, 1 - (panel.top + panel.height) / height), 1 - panel.top / height]
                layout[y] = {"anchor": panel.x, "domain": domain, **self.axes[panel.y]}
            else:
                layout[y] = {"anchor": panel.x, "domain": [0, 1], "range": [height, 0], **self.axes[panel.y]}
        return {"data": self.traces, "layout": layout}


def layout_key(axis: str) -> str:
    """Where the layout describes an axis: ``x2`` → ``xaxis2``."""
    return f"{axis[0]}axis{axis[1:]}"
