"""What is not drawn: rates and ranks that share no scale as a table of indicators and years, single figures as a list."""

from __future__ import annotations

from collections.abc import Sequence

from xtdata.charts.chart import Chart, by_time, foremost, period_span, quoted, unquoted_title
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
    order = list(dataset.catalogue.indicators)
    keys = sorted({(order.index(fact.indicator), fact.region) for fact in shown}, key=lambda key: (key[1] != dataset.catalogue.home, key))
    years = sorted({fact.period.end.year for fact in shown}, reverse=True)
    rows = []
    for index, region in keys:
        mine = [fact for fact in shown if fact.indicator == order[index] and fact.region == region]
        cells = tuple(tuple(cell(fact) for fact in mine if fact.period.end.year == year) for year in years)
        rows.append(Row(plain_name(mine[0]), mine[0].region_name, cells))
    table = Table("指标", tuple(f"{year}年" for year in years), tuple(rows))
    told = foremost(shown, dataset.catalogue.home)
    used = {sign(fact) for fact in shown}
    meanings = (("●", "实心：实际"), ("○", "空心：预计"), ("◇", "菱形：目标、计划"))
    return [
        Chart(
            f"rates-{shown[0].theme}", None, _title(told), f"{_what(shown)}，各有各的口径，不画在一张图上 · {period_span(shown)}",
            tuple(map(statement, told)), tuple(fact.id for fact in shown), tuple(one for one in meanings if one[0] in used), table=table,
        )
    ]  # fmt: skip


def _what(facts: Sequence[Fact]) -> str:
    """``其他比率``, ``位次`` or both."""
    kinds = [name for name, is_rank in (("其他比率", False), ("位次", True)) if any(fact.is_rank == is_rank for fact in facts)]
    return "、".join(kinds)


def _title(told: Sequence[Fact]) -> str:
    """The first quoted figure."""
    first = next(iter(quoted(told)), None)
    return statement(first) if first else unquoted_title(_what(told))


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
