"""目标与实际: what each indicator was meant to reach, what it reached, and the targets that nothing answers."""

from __future__ import annotations

from xtdata.app.controls import controls
from xtdata.app.data import cache
from xtdata.app.desk import Desk
from xtdata.app.footnotes import notes
from xtdata.app.paper import paper, render
from xtdata.app.section import regions_of, sections
from xtdata.app.theme import show_sections
from xtdata.charts import targets, unanswered

NAME = "targets"


def show(desk: Desk) -> None:
    """The comparisons of all themes, then the targets for which there is no result at all."""
    controls(desk, regions_of(desk, aimed=True))
    show_sections(desk, sections(desk, NAME, targets), ())
    html = cache.get(("unanswered", desk.version, desk.view.filters), lambda: _unanswered(desk))
    if html:
        paper(html, "unanswered", chosen=desk.view.chosen)


def _unanswered(desk: Desk) -> str:
    facts = unanswered(desk.facts(), desk.dataset)
    if not facts:
        return ""
    footnotes = notes([fact.id for fact in facts], desk.dataset.facts)
    return render("unanswered.html", notes=footnotes, view=desk.view.filters)
