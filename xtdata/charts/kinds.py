"""The kinds of chart that a theme page is made of: the data file names them for each headline theme, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from xtdata.charts.chart import Chart, with_levels
from xtdata.charts.completion import completion
from xtdata.charts.durations import dumbbells, reductions, steps
from xtdata.charts.growth import growth
from xtdata.charts.lists import grid, listing, rates
from xtdata.charts.multiples import dots, ranking, trends, trends_by_region
from xtdata.charts.numbers import numbers, regions
from xtdata.charts.panels import amounts, bars, counts
from xtdata.charts.style import Style
from xtdata.charts.targets import targets
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.model.catalogue import CHART_KINDS, ChartKind

Builder = Callable[[Sequence[Fact], Dataset, Style], list[Chart]]
"""Makes charts of those of the facts that it can draw, and passes over the others."""

KINDS: Mapping[str, Builder] = {
    "growth": growth,
    "completion": completion,
    "amounts": amounts,
    "counts": counts,
    "dumbbells": dumbbells,
    "steps": steps,
    "reductions": reductions,
    "rates": rates,
    "targets": targets,
    "numbers": numbers,
    "regions": regions,
    "trends": trends,
    "trends_by_region": trends_by_region,
    "bars": bars,
    "dots": dots,
    "ranking": ranking,
    "grid": grid,
}
ANY: Sequence[ChartKind] = ("trends", "ranking", "bars")
"""What is drawn of any facts: each kind what those before it have left."""
READERS: Mapping[ChartKind, str] = {
    "trends": "折线", "trends_by_region": "折线（分地区）", "bars": "条形", "dots": "点", "ranking": "位次", "grid": "指标和年份的表",
}  # fmt: skip
"""The kinds that a reader may choose for any facts."""
_OF_A_THEME = ("growth",)


class UnknownChart(LookupError):
    """No chart of this name can be made of the facts; the message is one Chinese sentence."""


def theme_charts(theme: str, facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """The charts of *theme*: each kind draws what those before it have left, and a list shows the rest.

    *facts* hold one version of each fact; those of other themes are passed over. Facts about one company or project are listed, never drawn.
    """
    mine = [fact for fact in facts if fact.theme == theme]
    return charts_of(dataset.catalogue.themes[theme].headline, mine, dataset, style)


def charts_of(kinds: Sequence[str], facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """The charts of *kinds*, each of what those before it have left, and a list of the rest."""
    charts = _by_kind(kinds, facts, dataset, style)
    shown = {key for chart in charts for key in chart.ids}
    left = [fact for fact in facts if fact.id not in shown]
    charts += listing([fact for fact in left if not fact.subject] + [fact for fact in left if fact.subject], dataset.catalogue.home)
    return with_levels(charts, facts)


def lines(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """What is drawn over several years, theme by theme: of a headline theme by its kinds, of the others a line of growth."""
    charts = []
    for key, theme in dataset.catalogue.themes.items():
        mine = [fact for fact in facts if fact.theme == key]
        charts += [chart for chart in _by_kind(theme.headline or _OF_A_THEME, mine, dataset, style) if _is_line(chart, dataset)]
    return with_levels(charts, facts)


def find_chart(name: str, facts: Sequence[Fact], themes: Sequence[str], dataset: Dataset, style: Style) -> Chart:
    """The chart called *name*: a place and the key of one of its charts (``growth:growth-fai_growth``), a kind, or a key alone.

    A place is a kind of ``KINDS``, the id of a headline theme, or one of ``PLACES``. A key alone is looked for on the pages that *facts* of
    *themes* make. Without a key, the first chart that is drawn. Raises ``UnknownChart``.
    """
    place, _, key = (name, "", "") if name in KINDS else name.rpartition(":")
    for chart in _charts_at(place, facts, themes, dataset, style):
        if chart.key == key or (chart.drawing and name in (place, "")):
            return chart
    raise UnknownChart(_no_chart(name))


def _charts_at(place: str, facts: Sequence[Fact], themes: Sequence[str], dataset: Dataset, style: Style) -> Iterator[Chart]:
    if place in KINDS:
        yield from charts_of((place,), facts, dataset, style)
    elif place in PLACES:
        yield from PLACES[place](facts, dataset, style)
    elif place in dataset.catalogue.headlines:
        yield from theme_charts(place, facts, dataset, style)
    elif not place:
        pages = themes if len(themes) == 1 else PLACES
        yield from (chart for page in (*pages, *KINDS) for chart in _charts_at(page, facts, themes, dataset, style))


def _no_chart(name: str) -> str:
    if not name:
        return "这些数画不成图，可以下载表格。"
    if name in KINDS:
        return f"这些数画不成“{CHART_KINDS[name]}”的图，可以换一种图或下载表格。"
    return f"这些数里没有叫“{name[:80]}”的图；chart 可写图的种类：{'、'.join(KINDS)}。"


def _by_kind(kinds: Sequence[str], facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """The charts of *kinds*, in their order: each draws what those before it have left."""
    left = [fact for fact in facts if not fact.subject]
    charts: list[Chart] = []
    for kind in kinds:
        made = KINDS[kind](left, dataset, style)
        shown = {key for chart in made for key in chart.ids}
        left = [fact for fact in left if fact.id not in shown]
        charts += made
    return charts


def _is_line(chart: Chart, dataset: Dataset) -> bool:
    return chart.drawing is not None and len({dataset.facts[key].period.end.year for key in chart.ids}) > 1


PLACES: Mapping[str, Builder] = {"results": targets, "lines": lines, "any": partial(charts_of, ANY)}
"""What the pages that are not about one theme draw: what was aimed at and reached, a region over the years, and 指标."""
