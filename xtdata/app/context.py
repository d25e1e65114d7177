"""What a page has at hand: the data and their version, the reader's view, and the style of its charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from xtdata.app import address
from xtdata.app.data import current_view
from xtdata.app.filters import View
from xtdata.charts import Style
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact


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
        address.write(current_view(self.dataset)[0].asking(**fields).params())


def style(view: View) -> Style:
    """Light or dark, as the reader's theme says; the latest years unless the reader asks for others."""
    return Style(dark=st.context.theme.type == "dark", recent=view.query.period is None)
