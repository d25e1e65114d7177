"""Small multiples: what shares no scale in panels of their own below each other, by indicator or by region, and rankings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xtdata.charts.chart import Chart, by_time, finding, foremost, legend, period_span, some
from xtdata.charts.districts import is_result
from xtdata.charts.districts import ranking as ranked
from xtdata.charts.drawing import Drawing
from xtdata.charts.panels import MOST_PANELS
from xtdata.charts.rows import BarRow, dot_rows, end_margin, heading, scale, side_margin
from xtdata.charts.series import Series, draw_series, is_point, legend_of, series_of
from xtdata.charts.style import Style, text_width
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, number, period_label, plain_name, statement

_LINE, _SEVERAL = 2, 2
_HEIGHT = 150
_APART = "单位或口径不同的各画一格，各有各的刻度"


@dataclass(frozen=True)
class _Panel:
    """One panel: the facts of one indicator in one unit, and what stands above it."""

    title: str
    facts: tuple[Fact, ...]


# --- over the years -----------------------------------------------------------------------------------


def trends(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """A panel for each indicator of which a region has results of several years: a line for each region."""
    home, panels = dataset.catalogue.home, []
    for group in _by_measure(facts, dataset):
        if _has_line(group):
            panels.append((_Panel(_name(group[0]), tuple(group)), series_of(group, home, style), ()))
    panels.sort(key=lambda one: -len(one[0].facts))
    return _chart("trends", panels, dataset, style)


def trends_by_region(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """A panel for each region and indicator with results of several years; the panels of one indicator share their scale."""
    found: list[tuple[_Panel, Series, tuple[Fact, ...]]] = []
    order = list(dataset.catalogue.regions)
    for group in _by_measure(facts, dataset):
        regions = [key for key in order if _has_line([fact for fact in group if fact.region == key])]
        mine = {key: series_of([fact for fact in group if fact.region == key], key, style) for key in regions}
        among = tuple(fact for series in mine.values() for fact in series.points)
        for key, series in mine.items():
            own = tuple(fact for fact in group if fact.region == key)
            found.append((_Panel(f"{dataset.catalogue.regions[key].name} · {_name(group[0])}", own), series, among))
    found.sort(key=lambda one: order.index(one[0].facts[0].region))
    return _chart("trends_by_region", found, dataset, style)


def _chart(kind: str, panels: Sequence[tuple[_Panel, Series, tuple[Fact, ...]]], dataset: Dataset, style: Style) -> list[Chart]:
    if not panels:
        return []
    more, panels = len(panels) - MOST_PANELS, panels[:MOST_PANELS]
    several = [series for _, series, _ in panels]
    shown = [fact for series in several for fact in (*series.points, *series.spans)]
    every = [fact for panel, _, _ in panels for fact in panel.facts]
    drawing = Drawing(style, left=max(style.px(46), _tick_width(shown, style)), right=style.px(14))
    for panel, series, among in panels:
        if len(panels) > 1:
            heading(drawing, panel.title, gap=14)
            drawing.space(style.px(8))
        draw_series(drawing, series, style.px(_HEIGHT if len(panels) > 1 else style.plot), among)
    told = foremost(shown, dataset.catalogue.home)
    first, drawn = min(fact.period.start.year for fact in every), min(series.years[0] for series in several)
    last = max(series.years[1] for series in several)
    out = [f"另有 {len(every) - len(shown)} 个数不在画出的年份里，或大出太多、画在一起会把线压平。" if len(every) > len(shown) else ""]
    out += [f"还有 {more} 格没有画，请再选几个条件。" if more > 0 else ""]
    return [
        Chart(
            f"{kind}-{every[0].indicator}", drawing, finding(told, plain_name(told[0])), _subtitle([panel for panel, _, _ in panels], shown),
            tuple(map(statement, told)), tuple(fact.id for fact in by_time(shown)), legend_of(several), "".join(out),
            wider=(first, last) if first < drawn else None,
        )
    ]  # fmt: skip


def _has_line(facts: Sequence[Fact]) -> bool:
    """Whether a region has results of several years."""
    points = [fact.region for fact in facts if is_point(fact)]
    return any(points.count(region) >= _LINE for region in set(points))


def _tick_width(facts: Iterable[Fact], style: Style) -> float:
    """The px that the longest value at an axis takes."""
    largest = max(abs(fact.number) for fact in facts)
    return text_width(number(float(round(largest))), style.size) + style.px(12)


# --- figures of one indicator beside each other -------------------------------------------------------


def dots(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """A panel for each indicator and unit, a dot for each figure, on a scale that need not begin with zero."""
    groups = [group for group in _by_measure(facts, dataset) if len(group) >= _SEVERAL]
    return _rows("dots", [_Panel(_name(group[0]), tuple(by_time(group))) for group in groups], dataset, style, ranks=False)


def ranking(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """A panel for each indicator: the regions that have a figure of one period, the best first. Only one indicator, unit and period is ranked."""
    panels = []
    for group in _by_measure(facts, dataset):
        definition = group[0].definition
        found = ranked([fact for fact in group if is_result(fact)], definition)
        if found.facts:
            ordered = sorted(found.facts.values(), key=lambda fact: found.ranks[fact.region])
            panels.append(_Panel(f"{_name(group[0])} · {found.period}", tuple(ordered)))
    return _rows("ranking", panels, dataset, style, ranks=True)


def _rows(kind: str, panels: Sequence[_Panel], dataset: Dataset, style: Style, ranks: bool) -> list[Chart]:
    """A dot for each fact of *panels*, with its place among them where they are ranked."""
    if not panels:
        return []
    more, panels = len(panels) - MOST_PANELS, sorted(panels, key=lambda panel: -len(panel.facts))[:MOST_PANELS]
    rows = [[_row(fact, _before(panel, fact, ranks), style) for fact in panel.facts] for panel in panels]
    ends = [_ends(panel.facts) for panel in panels]
    left = side_margin([row.before for group in rows for row in group], style)
    shares = [((row.value - low) / (high - low), row.after) for group, (low, high) in zip(rows, ends, strict=True) for row in group]
    drawing = Drawing(style, left=left, right=end_margin(shares, left, style))
    for panel, group, (low, high) in zip(panels, rows, ends, strict=True):
        heading(drawing, panel.title, gap=14)
        scale(drawing, low, high, panel.facts[0].unit)
        dot_rows(drawing, group, low, high)
    shown = [fact for panel in panels for fact in panel.facts]
    told = shown if ranks else foremost(shown, dataset.catalogue.home)
    return [
        Chart(
            f"{kind}-{shown[0].indicator}", drawing, finding(told, plain_name(told[0])), _subtitle(panels, shown), tuple(map(statement, told)),
            tuple(fact.id for fact in shown), legend(shown, "●", "○", set()),
            f"还有 {more} 格没有画，请再选几个条件。" if more > 0 else "",
        )
    ]  # fmt: skip


def _row(fact: Fact, before: str, style: Style) -> BarRow:
    return BarRow(fact, style.fact(fact), before, hedged(fact))


def _before(panel: _Panel, fact: Fact, ranks: bool) -> str:
    if ranks:
        better = sum(other.value != fact.value for other in panel.facts[: panel.facts.index(fact)])
        return f"{better + 1}　{fact.region_name}"
    alone = len({one.region for one in panel.facts}) == 1
    return period_label(fact) if alone else f"{fact.region_name} {period_label(fact)}"


def _ends(facts: Sequence[Fact]) -> tuple[float, float]:
    """The ends of the scale: all values, and zero where it is not far off."""
    low, high = min(fact.number for fact in facts), max(fact.number for fact in facts)
    low, high = (0.0 if 0 < low < 2 * (high - low) else low), (0.0 if high < 0 else high)
    room = (high - low or abs(high) or 1) * 0.05
    return low - (room if low else 0), high + room


# --- shared -------------------------------------------------------------------------------------------


def _by_measure(facts: Iterable[Fact], dataset: Dataset) -> list[list[Fact]]:
    """The facts of each indicator and unit, early to late, as in the data file; only they share a scale."""
    order = {key: number for number, key in enumerate(dataset.catalogue.indicators)}
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in by_time(facts):
        groups.setdefault((fact.indicator, fact.unit), []).append(fact)
    return [groups[key] for key in sorted(groups, key=lambda key: (order[key[0]], key[1]))]


def _name(fact: Fact) -> str:
    return f"{plain_name(fact)}（{fact.unit}）" if fact.unit else plain_name(fact)


def _subtitle(panels: Sequence[_Panel], shown: Sequence[Fact]) -> str:
    names = {_name(panel.facts[0]): None for panel in panels}
    what, where = some(names, "指标"), some((fact.region_name for fact in shown), "地区")
    return " · ".join([what, where, period_span(shown), *([_APART] if len(names) > 1 else [])])
