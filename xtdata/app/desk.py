"""What a page has at hand: the data and their version, the reader's view and look."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from xtdata.app.data import go
from xtdata.app.filters import View
from xtdata.charts import Look
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.frame import as_of


@dataclass(frozen=True)
class Desk:
    """Made anew on every run; cheap."""

    dataset: Dataset
    version: str
    view: View
    look: Look

    def facts(self, *themes: str) -> list[Fact]:
        """The facts of *themes* that the view shows, one version of each."""
        rows = self.dataset.select(self.view.selection(*themes))
        return self.dataset.facts_in(as_of(rows, self.dataset.catalogue, self.view.as_of))

    def open(self, chosen: str) -> None:
        """Open the passage of *chosen* (or close it, with an empty id)."""
        if not chosen or chosen in self.dataset.catalogue.observations:
            go(replace(self.view, chosen=chosen))


def look() -> Look:
    """Light or dark, as the reader's theme says."""
    return Look(dark=st.context.theme.type == "dark", meeting=False)
