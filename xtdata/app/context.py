"""What a page has at hand: the data and their version, the reader's view, and the style of its charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from xtdata.app import address
from xtdata.app.data import current_view
from xtdata.app.filters import View
from xtdata.charts import Style
from xtdata.charts.style import TEXT_SIZES
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact

SCREEN = "screen"


@dataclass(frozen=True)
class PageContext:
    """Made anew on every run; cheap."""

    dataset: Dataset
    version: str
    view: View
    style: Style

    def facts(self, *themes: str) -> list[Fact]:
        """The facts of *themes* that the view shows, one version of each."""
        return self.dataset.facts_in(self.dataset.select(self.view.about(*themes)))

    def ask(self, **fields: Any) -> None:
        """Change *fields* of the query, in the address as it is now."""
        address.write(current_view(self.dataset, explores=True)[0].asking(**fields).params())


def style(view: View) -> Style:
    """Light or dark, as the reader's theme says, with text for the reader's screen; the latest years unless the reader asks for others."""
    return Style(dark=st.context.theme.type == "dark", recent=view.query.period is None, text=text_size())


def text_size() -> int:
    """The size of chart text in px for the reader's screen, as far as the browser has told it."""
    told = getattr(st.session_state.get(SCREEN), "text", None)
    return told if told in TEXT_SIZES else TEXT_SIZES[0]
