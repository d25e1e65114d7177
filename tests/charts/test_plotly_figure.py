"""A drawing as plotly shows it."""

from __future__ import annotations

import pytest

from xtdata.charts.drawing import Drawing
from xtdata.charts.marks import Touch
from xtdata.charts.plotly_figure import plotly_figure
from xtdata.charts.style import Style


@pytest.mark.parametrize("style", [Style(), Style(text=20), Style(meeting=True)])
def test_a_plot_of_one_row_is_as_high_as_the_label_of_its_row(style: Style) -> None:
    """Plotly shows no label that is higher than the plot."""
    drawing = Drawing(style)
    panel = drawing.panel(style.px(27), 0, 100)
    says = tuple("推算 由 个数 指标 地区 状态 看原文".split())
    drawing.symbol(panel, 50, 10, Touch("a/b/2022", says), "circle", 9, fill="#000000", stroke="#000000")
    layout = plotly_figure(drawing)["layout"]
    assert layout["height"] >= len(says) * style.size * 1.3
    assert layout["yaxis"]["range"] == [layout["height"], 0]
