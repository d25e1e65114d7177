"""总览: the three headline charts at a glance."""

from __future__ import annotations

from xtdata.app.controls import controls
from xtdata.app.desk import Desk
from xtdata.app.section import sections_of
from xtdata.app.theme import show_sections
from xtdata.charts import approval, attraction, investment

HEADLINES = {"investment": investment, "approval": approval, "attraction": attraction}


def show(desk: Desk) -> None:
    """The first chart of each headline theme."""
    themes = tuple(HEADLINES)
    controls(desk.dataset, desk.version, desk.view, themes)
    sections = [section for theme, build in HEADLINES.items() for section in sections_of(desk, theme, build)[:1]]
    show_sections(desk, sections, themes)
