"""What a file shows: the facts that a query keeps of the data, or those of one chart of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from xtdata.facts.query import Query, conditions

if TYPE_CHECKING:
    import pandas as pd

    from xtdata.charts.chart import Chart
    from xtdata.facts.dataset import Dataset
    from xtdata.facts.fact import Fact
    from xtdata.model.catalogue import Source
    from xtdata.render.links import Links


_WHOLE = ":whole"


class NoChart(ValueError):
    """A chart that the facts do not make; the message is one Chinese sentence."""


def chart_name(place: str, key: str, whole: bool) -> str:
    """The name of the chart *key* that a page draws at *place*; *whole* says that it draws all years."""
    return f"{place}:{key}" + (_WHOLE if whole else "")


@dataclass(frozen=True)
class Extract:
    """The facts that *query* keeps of *dataset*; with *chart*, only those that this chart shows; with *only*, those of these ids.

    ``chart`` names one as ``xtdata.charts.kinds.find_chart`` knows it; with ``:whole`` at its end, all years are drawn, else the latest that
    hold together unless the query says which. ``site`` is where permanent addresses
    begin (``https://example.org``), nothing where that is not known. ``day`` is the day on which the file is made.
    """

    dataset: Dataset
    query: Query = field(default_factory=Query)
    chart: str = ""
    site: str = ""
    day: date = field(default_factory=date.today)
    only: frozenset[str] | None = None

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The facts as rows of the table, in the order of the data file. Raises ``NoChart``."""
        rows = self.dataset.select(self.query)
        rows = rows if self.only is None else rows[rows["id"].isin(self.only)]
        return rows[rows["id"].isin(self.shown_chart.ids)] if self.chart else rows

    @cached_property
    def facts(self) -> list[Fact]:
        """The facts in the order of the data file. Raises ``NoChart``."""
        return self.dataset.facts_in(self.rows)

    @cached_property
    def shown_chart(self) -> Chart:
        """The chart that is asked for; without a name, the first that the facts make. Raises ``NoChart``."""
        from xtdata.charts.kinds import UnknownChart, find_chart
        from xtdata.charts.style import Style

        facts = self.dataset.facts_in(self.dataset.select(self.query))
        name = self.chart.removesuffix(_WHOLE)
        style = Style(recent=self.query.period is None and name == self.chart)
        try:
            return find_chart(name, facts, self.query.themes, self.dataset, style)
        except UnknownChart as unknown:
            raise NoChart(str(unknown)) from None

    @property
    def sources(self) -> dict[str, Source]:
        """The sources of the facts, in the order of the data file."""
        used = {fact.source for fact in self.facts}
        return {key: source for key, source in self.dataset.catalogue.sources.items() if key in used}

    @property
    def words(self) -> Sequence[str]:
        """What was asked for, in Chinese words."""
        asked = list(conditions(self.query, self.dataset.catalogue).values()) or ["全部事实"]
        return [*asked, f"图“{self.shown_chart.title}”中的数"] if self.chart else asked

    @property
    def version(self) -> str:
        """A short name for exactly these data."""
        return self.dataset.loaded.digest

    @property
    def links(self) -> Links:
        """Addresses that hold anywhere, where the site is known."""
        from xtdata.render.links import Links

        return Links(f"{self.site.rstrip('/')}/")
