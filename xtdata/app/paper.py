"""Server-made HTML whose links stay inside the session.

``paper`` shows HTML that a template of this package made (Jinja escapes every value that goes into it). A link of the
page to itself with another query string changes the view without a reload; in a new tab, copied or without JavaScript
the same address leads there too. A button with ``data-copy`` copies that text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from xtdata.app.components import component

_FOLDER = Path(__file__).parent
_DAY = r"(?:[0-9]{1,2}(?:–[0-9]{1,2})?月(?:[0-9]{1,2}日)?底?)"
_PERIOD = rf"[0-9]{{4}}(?:[–—][0-9]{{4}})?年{_DAY}?"
_FIGURE = r"[−+]?[0-9][0-9.]*(?:–[0-9.]+)?(?:%|个(?:百分点)?|[百千万亿]*元|家|项|天|小时|倍|条|次|人|平方米)"
# Not what escaping wrote: the number in &#39; stays out.
_WHOLE = re.compile(rf"(?<![&#0-9.])(?:{_PERIOD}|{_FIGURE})")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["kept"] = kept
    return made


def kept(text: str) -> Markup:
    """*text* with its periods and figures kept whole: no line ends within ``2020年1–11月`` or between a number and its unit.

    >>> kept("<2020年1–11月增长8.1%")
    Markup('&lt;<span class="whole">2020年1–11月</span>增长<span class="whole">8.1%</span>')
    """
    return Markup(_WHOLE.sub(r'<span class="whole">\g<0></span>', str(escape(text))))


def render(template: str, **values: Any) -> str:
    """The HTML that *template* makes of *values*, each of them escaped."""
    return _environment().get_template(template).render(**values)


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
