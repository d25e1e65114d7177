"""A page about one headline theme: its filters, its charts, and the passage of the figure that was picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from xtdata.app.controls import controls
from xtdata.app.desk import Desk
from xtdata.app.filters import View
from xtdata.app.paper import paper, render
from xtdata.app.section import Section, regions_of, sections_of, show, show_passage, where_to_show
from xtdata.facts.frame import as_of

Show = Callable[[Desk, Section, str], None]


def show_theme(desk: Desk, theme: str) -> None:
    """Show all charts of *theme*."""
    controls(desk, regions_of(desk, lambda whole: sections_of(whole, theme), theme))
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
        _say_why_empty(desk, themes)


def show_elsewhere(desk: Desk, themes: tuple[str, ...]) -> None:
    """The passage of a figure that no chart of this page draws, with the reason and the way to see it drawn."""
    why, shown = _why_elsewhere(desk, themes)
    paper(render("elsewhere.html", why=why, shown=shown.query(desk.view.chosen)), "elsewhere")
    show_passage(desk, desk.view.chosen, "elsewhere")


def _why_elsewhere(desk: Desk, themes: tuple[str, ...]) -> tuple[str, View]:
    """Why the open figure is in no chart (``cited``, ``version``, ``filtered`` or nothing), and the view that may draw it."""
    view, fact = desk.view, desk.dataset.facts[desk.view.chosen]
    if themes and fact.theme not in themes:
        return "", view
    if fact.is_cited_only and not view.cited:
        return "cited", replace(view, cited=True)
    plain = View(cited=view.cited, as_of=view.as_of)
    if fact.id not in set(as_of(desk.dataset.select(plain.selection()), desk.dataset.catalogue, view.as_of)["id"]):
        return "version", replace(view, as_of="first" if view.as_of == "latest" else "latest")
    return ("filtered", plain) if view.filters != plain else ("", view)


def _say_why_empty(desk: Desk, themes: tuple[str, ...]) -> None:
    view, regions = desk.view, desk.dataset.catalogue.regions
    more = 0 if view.cited else len(desk.dataset.select(replace(view.selection(*themes), verified=("cited",))))
    conditions = [
        "、".join(regions[key].name for key in view.regions),
        f"{view.years[0]}–{view.years[1]}年" if view.years else "",
        "只看全年数据" if view.full_years else "",
    ]
    with_cited = replace(view, cited=True).query() if more else ""
    paper(render("empty.html", conditions=[one for one in conditions if one], more=more, with_cited=with_cited), "empty")
