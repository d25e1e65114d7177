"""A drawing as a plotly figure: a plain dict in which all bars are one trace and all symbols another.

One pair of axes serves the whole drawing, because every further pair costs a browser some 20 ms. Text from the data is escaped: plotly
reads a little markup.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from xtdata.charts.drawing import Drawing
from xtdata.charts.marks import Band, Bar, Label, Line, Run, Symbol, Touch
from xtdata.charts.style import FONTS, Style

_SYMBOLS = {
    "circle": "circle", "square": "square", "diamond": "diamond", "up": "triangle-up", "down": "triangle-down", "left": "triangle-left",
    "right": "triangle-right", "bar-end": "line-ns", "tick": "line-ew",
}  # fmt: skip


def plotly_figure(drawing: Drawing) -> dict[str, Any]:
    """The figure of *drawing*, as plain lists and dicts; symbols and bars carry ``customdata`` ``[observation id]``."""
    style = drawing.style
    bars = [mark for mark in drawing.marks if isinstance(mark, Bar)]
    symbols = [mark for mark in drawing.marks if isinstance(mark, Symbol)]
    height = round(max(drawing.height, _label_height([*(bar.touch for bar in bars), *(symbol.touch for symbol in symbols)], style)))
    font = {"family": FONTS, "size": style.size, "color": style.ink}
    layout: dict[str, Any] = {
        "height": height,
        "margin": {"l": drawing.left, "r": drawing.right, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "showlegend": False, "hovermode": "closest",
        "font": font, "dragmode": False, "bargap": 0, "barmode": "overlay", "clickmode": "event",
        "hoverlabel": {"bgcolor": style.background, "bordercolor": style.context, "align": "left", "font": font},
        "xaxis": {"range": [0, 1], "visible": False, "fixedrange": True},
        "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
        "shapes": [_shape(mark) for mark in drawing.marks if isinstance(mark, Line | Band)],
        "annotations": [_annotation(mark) for mark in drawing.marks if isinstance(mark, Label)],
    }  # fmt: skip
    plain, hatched = [bar for bar in bars if not bar.hatch], [bar for bar in bars if bar.hatch]
    traces = [_bars(some) for some in (plain, hatched) if some] + ([_symbols(symbols)] if symbols else [])
    return {"data": traces, "layout": layout}


def _label_height(touches: Sequence[Touch], style: Style) -> float:
    """The px that the longest hover label takes: plotly shows none that is higher than the plot."""
    return max((len(touch.says) for touch in touches), default=0) * style.size * 1.35 + style.px(10)


def _touched(touches: Sequence[Touch]) -> dict[str, Any]:
    texts = ["<br>".join([f"<b>{_safe(touch.says[0])}</b>", *map(_safe, touch.says[1:])]) for touch in touches]
    return {
        "customdata": [[touch.id] for touch in touches], "hovertext": texts, "hoverinfo": "text", "cliponaxis": False, "showlegend": False,
    }  # fmt: skip


def _bars(bars: Sequence[Bar]) -> dict[str, Any]:
    """Bars that are all hatched, or all not."""
    pattern = {
        "shape": "/",
        "fgcolor": [bar.stroke for bar in bars],
        "bgcolor": [bar.fill for bar in bars],
        "solidity": bars[0].hatch,
        "size": 7,
    }
    marker = {
        "color": [bar.fill for bar in bars],
        "line": {"color": [bar.stroke for bar in bars], "width": [bar.stroke_width for bar in bars]},
    }
    return {
        "type": "bar", "orientation": "h", "base": [bar.x0 for bar in bars], "x": [bar.x1 - bar.x0 for bar in bars],
        "y": [(bar.y0 + bar.y1) / 2 for bar in bars], "width": [bar.y1 - bar.y0 for bar in bars],
        "marker": marker | ({"pattern": pattern} if bars[0].hatch else {}), **_touched([bar.touch for bar in bars]),
    }  # fmt: skip


def _symbols(symbols: Sequence[Symbol]) -> dict[str, Any]:
    marker = {
        "symbol": [_SYMBOLS[one.shape] for one in symbols], "size": [one.size for one in symbols], "color": [one.fill for one in symbols],
        "line": {"color": [one.stroke for one in symbols], "width": [one.stroke_width for one in symbols]},
        # Plotly would let markers of several sizes shine through, and faded reads as uncertain.
        "opacity": 1,
    }  # fmt: skip
    return {
        "type": "scatter", "mode": "markers", "x": [one.x for one in symbols], "y": [one.y for one in symbols], "marker": marker,
        **_touched([one.touch for one in symbols]),
    }  # fmt: skip


def _shape(mark: Line | Band) -> dict[str, Any]:
    ends = {"xref": "x", "yref": "y", "x0": mark.x0, "x1": mark.x1, "y0": mark.y0, "y1": mark.y1}
    if isinstance(mark, Band):
        return {"type": "rect", **ends, "fillcolor": mark.color, "opacity": 0.6, "line": {"width": 0}, "layer": "below"}
    dash = "dot" if mark.dotted else "solid"
    return {
        "type": "line",
        **ends,
        "line": {"color": mark.color, "width": mark.width, "dash": dash},
        "layer": "below" if mark.below else "above",
    }


def _annotation(mark: Label) -> dict[str, Any]:
    text = "<br>".join("".join(map(_run, line)) for line in mark.lines)
    return {
        "xref": "x", "yref": "y", "x": mark.x, "y": mark.y, "xshift": mark.dx, "yshift": -mark.dy, "text": text, "showarrow": False, "borderpad": 0,
        "xanchor": mark.anchor, "align": mark.anchor, "yanchor": "bottom" if mark.bottom else "middle",
        "font": {"color": mark.color, "size": mark.size}, **({"bgcolor": mark.background} if mark.background else {}),
    }  # fmt: skip


def _run(run: Run) -> str:
    text = _safe(run.text)
    text = f"<b>{text}</b>" if run.bold else text
    return f'<span style="color:{run.color}">{text}</span>' if run.color else text


def _safe(text: str) -> str:
    return html.escape(text, quote=False)
