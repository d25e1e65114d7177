"""From facts to charts: drawings made of marks, with the words that belong around them, for plotly and as SVG."""

from xtdata.charts.chart import Chart
from xtdata.charts.districts import Matrix, matrix
from xtdata.charts.headlines import Focus, focus
from xtdata.charts.kinds import ANY, KINDS, READERS, charts_of, lines, theme_charts
from xtdata.charts.style import Style
from xtdata.charts.targets import targets, unanswered

__all__ = [
    "ANY",
    "KINDS",
    "READERS",
    "Chart",
    "Focus",
    "Matrix",
    "Style",
    "charts_of",
    "focus",
    "lines",
    "matrix",
    "targets",
    "theme_charts",
    "unanswered",
]
