"""A page about one headline theme: its filters, its charts, and the passage of the figure that was picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xtdata.app.controls import controls
from xtdata.app.desk import Desk
from xtdata.app.paper import paper, render
from xtdata.app.section import Section, sections_of, show, show_passage, where_to_show

Show = Callable[[Desk, Section, str], None]


def show_theme(desk: Desk, theme: str) -> None:
    """Show all charts of *theme*."""
    controls(desk.dataset, desk.version, desk.view, (theme,))
    show_sections(desk, sections_of(desk, theme), (theme,))


def show_sections(desk: Desk, sections: Sequence[Section], themes: tuple[str, ...], each: Show = show) -> None:
    """Show *sections*, *each* in its way, the open passage with the first chart that draws its figure."""
    chosen = desk.view.chosen
    place = where_to_show(sections, chosen)
    if chosen and not place:
        show_elsewhere(desk, themes)
    for section in sections:
        each(desk, section, chosen if section.chart.key == place else "")
    if not sections:
        _say_why_empty(desk)


def show_elsewhere(desk: Desk, themes: tuple[str, ...]) -> None:
    """The passage of a figure that no chart of this page draws, with the reason."""
    theme = desk.dataset.catalogue.indicators[desk.dataset.catalogue.observations[desk.view.chosen].indicator].theme
    hidden = theme in themes and desk.view.is_filtered
    paper(render("elsewhere.html", hidden=hidden, unfiltered="?"), "elsewhere")
    show_passage(desk, desk.view.chosen, "elsewhere")


def _say_why_empty(desk: Desk) -> None:
    view, regions = desk.view, desk.dataset.catalogue.regions
    conditions = [
        "、".join(regions[key].name for key in view.regions),
        f"{view.years[0]}–{view.years[1]}年" if view.years else "",
        "只看全年数据" if view.full_years else "",
    ]
    paper(render("empty.html", conditions=[one for one in conditions if one]), "empty")
