"""Server-made HTML whose links stay inside the session.

``paper`` shows HTML that a template of this package made (Jinja escapes every value that goes into it). A link of the
page to itself with another ``o=`` opens that observation's passage without a reload; without JavaScript, in a new tab
or copied, the same address leads there too. A button with ``data-copy`` copies that text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def render(template: str, **values: Any) -> str:
    """The HTML that *template* makes of *values*, each of them escaped."""
    return _environment().get_template(template).render(**values)


@lru_cache(maxsize=1)
def _component() -> Any:
    """The component, made known to this process's runtime on first use."""
    script = (_FOLDER / "paper.js").read_text(encoding="utf-8")
    return st.components.v2.component("xtdata_paper", js=script, isolate_styles=False)


def paper(html: str, key: str, on_open: Callable[[str], None], chosen: str = "", reveal: str = "") -> None:
    """Show *html*.

    *on_open* gets the id of a link that was followed, links to *chosen* are marked as current, and the element
    with the HTML id *reveal* is scrolled into sight when it is new.
    """

    def opened() -> None:
        name = st.session_state[key].open
        if isinstance(name, str):
            on_open(name)

    _component()(key=key, data={"html": html, "chosen": chosen, "reveal": reveal}, on_open_change=opened)
