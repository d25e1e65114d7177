"""The main indicators as a table: of one region in one year, with its targets and the year before; of all regions below the home region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xtdata.charts.aims import MET, MISSED
from xtdata.charts.chart import Chart
from xtdata.charts.districts import main_indicators, matrix
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
    year = focus([fact for fact in facts if not fact.is_cited_only], dataset, style, region)
    if year is None:
        return []
    told = [one for one in year.headlines if one.result]
    table = Table("主要指标", (f"{year.year}年", "目标", "与目标比", f"{year.year - 1}年"), tuple(map(_row, told)))
    shown = [fact for one in told for fact in (one.result, one.aim, one.before) if fact]
    said = tuple(statement(one.result) for one in told if one.result)
    subtitle = f"{year.region} · 主要指标的结果、目标和上一年"
    return [Chart(f"numbers-{region}-{year.year}", None, year.title, subtitle, said, tuple(fact.id for fact in shown), table=table)]


def _row(one: Headline) -> Row:
    verdict = one.verdict.removeprefix("✓ ").removeprefix("✗ ")
    judged = Cell(one.result.id, verdict, _SIGNS.get(one.kind, ""), statement(one.result), one.kind) if verdict and one.result else None
    figures = [one.result and cell(one.result), one.aim and cell(one.aim), judged, one.before and cell(one.before)]
    return Row(one.name, "", tuple((each,) if each else () for each in figures))


def regions(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """The table of all regions below the home region that have a figure of a main indicator, each with its latest."""
    found = matrix(facts, dataset, columns=main_indicators(dataset.catalogue))
    if not found.ids:
        return []
    dated = [(place.name, [one and replace(one, text=f"{one.text}（{one.detail}）") for one in place.cells]) for place in found.places]
    rows = tuple(Row(name, "", tuple((one,) if one else () for one in cells)) for name, cells in dated if any(cells))
    table = Table("地区", tuple(found.columns.values()), rows)
    said = tuple(one.says for _, cells in dated for one in cells if one)
    ids = tuple(one.id for _, cells in dated for one in cells if one)
    subtitle = "各指标最近一期的数，期间写在旁边；期间不同的不宜相比"
    return [Chart("regions", None, found.title, subtitle, said, ids, found.legend, table=table)]
