"""目标与实际: what each indicator was meant to reach, what it reached, and the targets that nothing answers."""

from __future__ import annotations

from xtdata.app.context import PageContext
from xtdata.app.controls import controls
from xtdata.app.data import cache
from xtdata.app.footnotes import notes
from xtdata.app.markup import render, show_html
from xtdata.app.section import regions_of, sections
from xtdata.app.theme import show_sections
from xtdata.charts import targets, unanswered

NAME = "targets"


def show(context: PageContext) -> None:
    """The comparisons of all themes, then the targets for which there is no result at all."""
    controls(context, regions_of(context, aimed=True))
    show_sections(context, sections(context, NAME, targets, place="results"), ())
    html = cache.get(("unanswered", context.version, context.view.filters), lambda: _unanswered(context))
    if html:
        show_html(html, "unanswered", chosen=context.view.chosen)


def _unanswered(context: PageContext) -> str:
    facts = unanswered(context.facts(), context.dataset)
    if not facts:
        return ""
    footnotes = notes([fact.id for fact in facts], context.dataset.facts)
    return render("unanswered.html", notes=footnotes, view=context.view.filters)
