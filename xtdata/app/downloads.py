"""The menu of the files that a page or a chart can be had as."""

from __future__ import annotations

from urllib.parse import urlencode

from xtdata.app.markup import render
from xtdata.export import GROUPS, by_group
from xtdata.facts.query import Query


def downloads(title: str, query: Query, chart: str = "", is_drawn: bool = False) -> str:
    """The HTML of a menu called *title*: what *query* asks for in every format, or of it what the *chart* shows; a picture where one *is_drawn*."""
    groups = {label: formats for label, formats in by_group().items() if is_drawn or label != GROUPS["picture"]}
    asked = query.parameters() | ({"chart": [chart]} if chart else {})
    return render("downloads.html", title=title, groups=groups, query=urlencode(asked, doseq=True))
