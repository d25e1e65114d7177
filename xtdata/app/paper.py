"""Server-made HTML whose links stay inside the session.

``paper`` shows HTML that a template of this package made (Jinja escapes every value that goes into it). A link of the
page to itself with another query string changes the view without a reload; in a new tab, copied or without JavaScript
the same address leads there too. A button with ``data-copy`` copies that text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import streamlit as st

from xtdata.app.components import component
from xtdata.render.templates import environment

_FOLDER = Path(__file__).parent


def render(template: str, **values: Any) -> str:
    """The HTML that *template* makes of *values*, each of them escaped."""
    return environment("xtdata.app").get_template(template).render(**values)


def paper(html: str, key: str, chosen: str = "", reveal: str = "") -> None:
    """Show *html*.

    Links that open *chosen* are marked as current, and the element with the HTML id *reveal* is scrolled into sight
    when it is new.
    """

    def followed() -> None:
        query = st.session_state[key].follow
        if isinstance(query, str):
            st.query_params.from_dict(parse_qs(query.removeprefix("?")))

    component(_FOLDER / "paper.js")(key=key, data={"html": html, "chosen": chosen, "reveal": reveal}, on_follow_change=followed)
