"""A page about one headline theme: its filters, its charts, and the passage of the figure that was picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xtdata.app.controls import controls
from xtdata.app.desk import Desk
from xtdata.app.filters import PAGE, View
from xtdata.app.paper import paper, render
from xtdata.app.section import Section, regions_of, sections_of, show, show_passage, where_to_show
from xtdata.facts.query import conditions

_FEW = 3

Show = Callable[[Desk, Section, str], None]


def show_theme(desk: Desk, theme: str) -> None:
    """Show all charts of *theme*."""
    controls(desk, regions_of(desk, theme))
    show_sections(desk, sections_of(desk, theme), (theme,))


def show_sections(desk: Desk, sections: Sequence[Section], themes: tuple[str, ...], each: Show = show, elsewhere: bool = True) -> None:
    """Show *sections*, *each* in its way, the open passage with the first chart that shows its figure.

    With *elsewhere*, the passage of a figure that none of them shows stands above them.
    """
    chosen = desk.view.chosen
    place = where_to_show(sections, chosen)
    if each is show and len(sections) > _FEW:
        paper(render("contents.html", charts=[section.chart for section in sections]), "contents")
    if chosen and not place and elsewhere:
        show_elsewhere(desk, themes)
    for section in sections:
        each(desk, section, chosen if section.chart.key == place else "")
    if not sections:
        _say_why_empty(desk, themes)


def show_elsewhere(desk: Desk, themes: tuple[str, ...]) -> None:
    """The passage of a figure that no chart of this page draws, with the reason and the way to see it drawn."""
    why, shown = _why_elsewhere(desk, themes)
    paper(render("elsewhere.html", why=why, shown=shown.address(desk.view.chosen)), "elsewhere")
    show_passage(desk, desk.view.chosen, "elsewhere")


def _why_elsewhere(desk: Desk, themes: tuple[str, ...]) -> tuple[str, View]:
    """Why the open figure is in no chart (``cited``, ``version``, ``filtered`` or nothing), and the view that may draw it."""
    view, fact = desk.view, desk.dataset.facts[desk.view.chosen]
    if themes and fact.theme not in themes:
        return "", view
    if fact.is_cited_only and not view.query.cited:
        return "cited", view.asking(cited=True)
    plain = View(PAGE.changed(cited=view.query.cited, as_of=view.query.as_of))
    if fact.id not in set(desk.dataset.select(plain.query)["id"]):
        return "version", view.asking(as_of="first" if view.query.as_of == "latest" else "latest")
    return ("filtered", plain) if view.filters != plain else ("", view)


def _say_why_empty(desk: Desk, themes: tuple[str, ...]) -> None:
    view = desk.view
    is_open = view.query.cited or view.query.verified
    more = 0 if is_open else len(desk.dataset.select(view.about(*themes).changed(cited=True, verified=("cited",))))
    asked = conditions(view.query, desk.dataset.catalogue, PAGE.changed(cited=view.query.cited, as_of=view.query.as_of))
    with_cited = view.asking(cited=True).address() if more else ""
    paper(render("empty.html", conditions=list(asked.values()), more=more, with_cited=with_cited), "empty")
