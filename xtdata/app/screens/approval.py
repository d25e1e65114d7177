"""审批提速."""

from __future__ import annotations

from xtdata.app.desk import Desk
from xtdata.app.theme import show_theme
from xtdata.charts import approval


def show(desk: Desk) -> None:
    """All charts of the theme."""
    show_theme(desk, "approval", approval)
