"""From rows to charts: plain plotly figures with the words that belong around them."""

from xtdata.charts.investment import investment
from xtdata.charts.look import Look
def approval(*a): return []
def attraction(*a): return []
