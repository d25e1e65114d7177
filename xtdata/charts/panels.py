"""Amounts and counts: a panel for each indicator and region on one scale for the indicator, a row for each year, its target in the same row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xtdata.charts.aims import pairs
from xtdata.charts.chart import Chart, by_time, foremost, period_span, quoted, unquoted_title
from xtdata.charts.derived import implied_text, middle
from xtdata.charts.drawing import Drawing
from xtdata.charts.rows import BarRow, bar_legend, bar_rows, end_margin, heading, is_part_year, scale, side_margin, targeted
from xtdata.charts.style import Style
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, period_label, period_phrase, plain_name, statement
from xtdata.verification.audit import Derived, implied

MOST_PANELS = 12
"""How many indicators one chart sets beside each other."""
_RATES = {"%", "百分点", "倍", "成"}


@dataclass(frozen=True)
class Panel:
    """The facts of one indicator in one unit: the regions in which it has figures, each with its rows; and sums of several years, as text."""

    facts: tuple[Fact, ...]
    regions: tuple[tuple[BarRow, ...], ...]
    sums: tuple[Fact, ...]

    @property
    def rows(self) -> list[BarRow]:
        return [row for rows in self.regions for row in rows]

    @property
    def top(self) -> float:
        """The end of the scale that all rows share."""
        return max(row.reach for row in self.rows)


def amounts(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """A chart for each amount of money that has several figures."""
    money = [fact for fact in facts if fact.is_money]
    return [_chart("amounts", [panel], dataset, style) for panel in _panels(money, dataset, style)]


def counts(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """A chart for each class of things that is counted, the ``panel`` of its indicators.

    It has a panel for each indicator that has several figures.
    """
    counted = [fact for fact in facts if fact.unit not in _RATES and not (fact.is_money or fact.is_rank) and fact.definition.panel]
    classes: dict[str, list[Panel]] = {}
    for panel in _panels(counted, dataset, style):
        classes.setdefault(panel.facts[0].definition.panel or "", []).append(panel)
    ordered = sorted(classes.values(), key=lambda group: -sum(len(panel.facts) for panel in group))
    return [_chart("counts", group, dataset, style) for group in ordered]


def bars(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """One chart with a panel for each indicator and unit that has several figures; a rank is no length, and a fall has none."""
    long = [fact for fact in facts if not fact.is_rank]
    falls = {(fact.indicator, fact.unit) for fact in long if fact.number < 0}
    panels = _panels((fact for fact in long if (fact.indicator, fact.unit) not in falls), dataset, style)
    return [_chart("bars", panels[:MOST_PANELS], dataset, style)] if panels else []


def _panels(facts: Iterable[Fact], dataset: Dataset, style: Style) -> list[Panel]:
    """The indicators of which there are two figures or more to set beside each other; the fullest first."""
    prior = {one.id: one for one in implied(dataset.catalogue) if one.role == "prior"} if style.derived else {}
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in by_time(facts):
        if not fact.is_average:
            groups.setdefault((fact.indicator, fact.unit), []).append(fact)
    made = [_panel(group, prior, dataset, style) for group in groups.values()]
    return sorted((panel for panel in made if len(panel.rows) > 1), key=lambda panel: -len(panel.facts))


def _panel(facts: Sequence[Fact], prior: Mapping[str, Derived], dataset: Dataset, style: Style) -> Panel:
    home, order = dataset.catalogue.home, list(dataset.catalogue.regions)
    regions = sorted({fact.region for fact in facts}, key=lambda region: (region != home, order.index(region)))
    single = [fact for fact in facts if fact.period.years == 1]
    rows = [tuple(_rows([fact for fact in single if fact.region == region], prior, style)) for region in regions]
    return Panel(tuple(facts), tuple(filter(None, rows)), tuple(fact for fact in facts if fact.period.years > 1))


def _rows(facts: Sequence[Fact], prior: Mapping[str, Derived], style: Style) -> list[BarRow]:
    """A row for each period, the target beside its result, before it a dotted one for the level that the source implies."""
    found = []
    for pair in pairs(facts, "neutral"):
        fact, target = pair.either, pair.aim if pair.result else None
        derived = prior.get(fact.id)
        if derived and (level := middle(derived)) is not None:
            found.append(BarRow(fact, style.fact(fact), "上一年度", implied_text(derived), implied=(level, derived.how)))
        found.append(BarRow(fact, style.fact(fact), period_label(fact), targeted(fact, target), target))
    return found


def _chart(kind: str, panels: Sequence[Panel], dataset: Dataset, style: Style) -> Chart:
    rows = [row for panel in panels for row in panel.rows]
    facts = [fact for panel in panels for fact in panel.facts]
    left = side_margin([row.before for row in rows], style)
    right = end_margin([(row.reach / panel.top, row.after) for panel in panels for row in panel.rows], left, style)
    drawing = Drawing(style, left=left, right=right)
    for panel in panels:
        _draw(drawing, panel, many=len(panels) > 1)
    name = (
        panels[0].facts[0].definition.panel
        if kind == "counts"
        else "、".join(dict.fromkeys(plain_name(panel.facts[0]) for panel in panels))
    )
    units = "、".join(dict.fromkeys(fact.unit for fact in facts))
    return Chart(
        _key(kind, facts[0]), drawing, _title(panels[0]), f"{name} · {units} · {period_span(facts)}",
        tuple(map(statement, foremost(facts, dataset.catalogue.home))), tuple(fact.id for fact in facts), bar_legend(rows),
    )  # fmt: skip


def _key(kind: str, fact: Fact) -> str:
    """The name of a chart: its indicator, and the unit where that is not the indicator's own."""
    return f"{kind}-{fact.indicator}" + (f"-{fact.unit}" if fact.unit != fact.definition.unit else "")


def _draw(drawing: Drawing, panel: Panel, many: bool) -> None:
    """The scale, then the rows of each region; a region with no period in common with the first says so."""
    first = panel.rows[0].fact
    if many:
        heading(drawing, plain_name(first), gap=16)
    scale(drawing, 0, panel.top, first.unit)
    periods = {row.fact.period for row in panel.regions[0]}
    for number, rows in enumerate(panel.regions):
        apart = number and not periods & {row.fact.period for row in rows}
        if len(panel.regions) > 1 or many:
            heading(drawing, rows[0].fact.region_name, "期间与上面不同，不宜直接相比" if apart else "", gap=8 if number else 2)
        bar_rows(drawing, rows, panel.top)
    for fact in panel.sums:
        heading(drawing, "", f"{fact.region_name}{period_label(fact)}{hedged(fact)}（{fact.period.years}年合计，不与单年的数相比）", gap=6)


def _title(panel: Panel) -> str:
    """The latest quoted outcome, and what it was a year before or, of the same period, in another region."""
    told = quoted(panel.facts)
    if not told:
        return unquoted_title(plain_name(panel.facts[0]))
    done = [fact for fact in told if not fact.is_plan and fact.period.years == 1] or told
    last = done[-1]
    alike = [fact for fact in done if fact is not last and fact.region == last.region and not is_part_year(fact)]
    beside = [fact for fact in done if fact.region != last.region and fact.period == last.period]
    if beside:
        return f"{statement(last)}；{beside[-1].region_name}{hedged(beside[-1])}"
    return statement(last) + (f"；{period_phrase(alike[-1])}{hedged(alike[-1])}" if alike else "")
