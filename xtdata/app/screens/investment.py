"""投资增长."""

from __future__ import annotations

from xtdata.app.desk import Desk
from xtdata.app.theme import show_theme
from xtdata.charts import investment


def show(desk: Desk) -> None:
    """All charts of the theme."""
    show_theme(desk, "investment", investment)
