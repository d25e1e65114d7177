"""From rows to charts: plain plotly figures with the words that belong around them."""

from xtdata.charts.approval import approval
from xtdata.charts.attraction import attraction
from xtdata.charts.chart import Chart
from xtdata.charts.investment import investment
from xtdata.charts.look import Look
from xtdata.charts.targets import targets, unanswered

__all__ = ["Chart", "Look", "approval", "attraction", "investment", "targets", "unanswered"]
