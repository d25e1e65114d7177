"""Server-made HTML whose links stay inside the session.

``show_html`` shows HTML that a template of this package made (Jinja escapes every value that goes into it). A link of the
page to itself with another query string changes the view without a reload, and so does one to the page that its
``data-page`` names; in a new tab, copied or without JavaScript the same address leads there too. A button with ``data-copy`` copies that text,
one with ``data-copy-address`` the address of the page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from xtdata.app import address
from xtdata.app.components import component
from xtdata.render.templates import environment

_FOLDER = Path(__file__).parent


def render(template: str, **values: Any) -> str:
    """The HTML that *template* makes of *values*, each of them escaped."""
    return environment("xtdata.app").get_template(template).render(**values)


def show_html(html: str, key: str, chosen: str = "", reveal: str = "") -> None:
    """Show *html*, made for the present address.

    A link that is followed changes of the address then present what it changes of the one that it was made for. Links
    that open *chosen* are marked as current, and the element with the HTML id *reveal* is scrolled into sight when it is new.
    """

    def follow() -> None:
        followed = st.session_state[key].follow
        if isinstance(followed, dict):
            page = followed.get("page")
            address.follow(str(followed.get("link")), str(followed.get("base")), page if isinstance(page, str) else None)

    data = {"html": html, "base": address.query(), "chosen": chosen, "reveal": reveal}
    component(_FOLDER / "markup.js")(key=key, data=data, on_follow_change=follow)
