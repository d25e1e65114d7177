"""Figures as the page draws them: not checked again."""

from __future__ import annotations

from typing import Any

from plotly.basedatatypes import BaseFigure


class Drawn(BaseFigure):
    """A plain figure dict in the shape that ``st.plotly_chart`` takes without validating it.

    A dict is validated, property by property, on every run: for the three charts of the first page that is ten times
    the rest of the page. The charts' own tests validate what they build, once.
    """

    def __init__(self, figure: dict[str, Any]) -> None:
        self._figure = figure

    def to_dict(self) -> dict[str, Any]:
        """The figure itself, not a copy: it is only read."""
        return self._figure
