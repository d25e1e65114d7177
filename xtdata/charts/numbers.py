"""The main indicators of one year as a table: what was reached, what was aimed at, and the year before."""

from __future__ import annotations

from collections.abc import Sequence

from xtdata.charts.aims import MET, MISSED
from xtdata.charts.chart import Chart
from xtdata.charts.headlines import Headline, focus
from xtdata.charts.style import Style
from xtdata.charts.table import Cell, Row, Table, cell
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import statement

_SIGNS = {MET: "✓", MISSED: "✗"}


def numbers(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """The table of the latest year of which most main indicators have a result, in the one region of *facts*, else the home region."""
    regions = {fact.region for fact in facts}
    region = regions.pop() if len(regions) == 1 else dataset.catalogue.home
    year = focus(facts, dataset, style, region)
    if year is None:
        return []
    table = Table("主要指标", (f"{year.year}年", "目标", "与目标比", f"{year.year - 1}年"), tuple(_row(one) for one in year.headlines))
    shown = [fact for one in year.headlines for fact in (one.result, one.pair.aim, one.before) if fact]
    said = tuple(statement(one.result) for one in year.headlines)
    subtitle = f"{year.region} · 主要指标的结果、目标和上一年"
    return [Chart(f"numbers-{region}-{year.year}", None, year.title, subtitle, said, tuple(fact.id for fact in shown), table=table)]


def _row(one: Headline) -> Row:
    aim, before = one.pair.aim, one.before
    verdict = one.verdict.removeprefix("✓ ").removeprefix("✗ ")
    judged = Cell(one.result.id, verdict, _SIGNS.get(one.kind, ""), statement(one.result), one.kind) if verdict else None
    return Row(
        one.name, "", tuple((each,) if each else () for each in (cell(one.result), aim and cell(aim), judged, before and cell(before)))
    )
