"""Figures as the page draws them: not checked again, and without fading."""

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


def unfading(figure: dict[str, Any]) -> dict[str, Any]:
    """*figure* without the fading of all but the picked mark: faded would read as uncertain."""
    unpicked = {"unselected": {"marker": {"opacity": 1}}}
    return figure | {"data": [trace | unpicked if trace.get("customdata") else trace for trace in figure["data"]]}
