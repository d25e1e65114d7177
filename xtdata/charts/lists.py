"""What is not drawn: rates and ranks that share no scale as a table of indicators and years, single figures as a list."""

from __future__ import annotations

from collections.abc import Sequence

from xtdata.charts.chart import Chart, by_time, finding, foremost, period_span, some
from xtdata.charts.style import Style
from xtdata.charts.table import Row, Table, cell, sign
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import plain_name, statement


def rates(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """The rates of growth, shares and percentage points of which no line is drawn, and the ranks, as one table by indicator and year."""
    shown = by_time(fact for fact in facts if fact.unit in {"%", "百分点"} or fact.is_rank)
    if not shown:
        return []
    table = _by_year(shown, dataset)
    told = foremost(shown, dataset.catalogue.home)
    return [
        Chart(
            f"rates-{shown[0].theme}", None, finding(told, _what(told)), f"{_what(shown)}，各有各的口径，不画在一张图上 · {period_span(shown)}",
            tuple(map(statement, told)), tuple(fact.id for fact in shown), _signs(shown), table=table,
        )
    ]  # fmt: skip


def grid(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """All figures as one table by indicator, region and year."""
    shown = by_time(facts)
    if not shown:
        return []
    told = foremost(shown, dataset.catalogue.home)
    ids = tuple(fact.id for fact in shown)
    subtitle = f"{some(map(plain_name, told), '指标')} · {period_span(shown)}"
    return [
        Chart(
            "grid",
            None,
            finding(told, plain_name(told[0])),
            subtitle,
            tuple(map(statement, told)),
            ids,
            _signs(shown),
            table=_by_year(shown, dataset),
        )
    ]


def _by_year(facts: Sequence[Fact], dataset: Dataset) -> Table:
    """A row for each indicator and region, those of the home region first, a column for each year, the latest first."""
    order = {key: number for number, key in enumerate(dataset.catalogue.indicators)}
    years = sorted({fact.period.end.year for fact in facts}, reverse=True)
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.indicator, fact.region), []).append(fact)
    keys = sorted(groups, key=lambda key: (key[1] != dataset.catalogue.home, order[key[0]], key[1]))
    rows = [
        Row(
            plain_name(groups[key][0]),
            groups[key][0].region_name,
            tuple(tuple(cell(fact) for fact in groups[key] if fact.period.end.year == year) for year in years),
        )
        for key in keys
    ]
    return Table("指标", tuple(f"{year}年" for year in years), tuple(rows))


def _signs(facts: Sequence[Fact]) -> tuple[tuple[str, str], ...]:
    """The signs that stand before *facts*, with their meaning."""
    used = {sign(fact) for fact in facts}
    meanings = (("●", "实心：实际"), ("○", "空心：预计"), ("◇", "菱形：目标、计划"))
    return tuple(one for one in meanings if one[0] in used)


def _what(facts: Sequence[Fact]) -> str:
    """``其他比率``, ``位次`` or both."""
    kinds = [name for name, is_rank in (("其他比率", False), ("位次", True)) if any(fact.is_rank == is_rank for fact in facts)]
    return "、".join(kinds)


def listing(facts: Sequence[Fact], home: str) -> list[Chart]:
    """What no other kind shows, as a list: single figures, and what has nothing to be set beside."""
    if not facts:
        return []
    order = list(dict.fromkeys(fact.indicator for fact in facts))
    shown = sorted(by_time(facts), key=lambda fact: order.index(fact.indicator))
    told = foremost(shown, home)
    title = f"另有 {len(shown)} 个数：没有同类的数可以并列，或只讲一家企业、一个项目"
    return [
        Chart(
            f"list-{shown[0].theme}",
            None,
            title,
            f"只列不画 · {period_span(shown)}",
            tuple(map(statement, told)),
            tuple(fact.id for fact in shown),
        )
    ]
