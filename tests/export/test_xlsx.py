"""The workbook: opened by another program, its numbers are numbers with their printed places, and nothing in it runs."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import town
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from xtdata.export import Extract, artifact
from xtdata.export.csv_file import FORMULA_STARTS
from xtdata.export.xlsx_file import COLUMNS, SHEETS
from xtdata.facts.dataset import Dataset, load
from xtdata.facts.loading import load_text
from xtdata.facts.query import Query

HEADINGS = [column.heading for column in COLUMNS]
Make = Callable[[Extract], Workbook]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(town.write(tmp_path_factory.mktemp("town")))


def book(extract: Extract) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(artifact(extract, "xlsx").content))


def row(made: Workbook, number: int = 2) -> dict[str, object]:
    return {heading: cell.value for heading, cell in zip(HEADINGS, made["数据"][number], strict=True)}


def test_it_has_a_cover_the_facts_and_their_sources(data: Dataset) -> None:
    made = book(Extract(data, Query(indicators=("fai_growth",), regions=("city",)), day=date(2025, 1, 31)))
    assert tuple(made.sheetnames) == SHEETS
    cover = {line[0].value: line[1].value for line in made["说明"].iter_rows()}
    assert "青城经济指标" in cover
    assert cover["内容"] == "固定资产投资增速；青城市"
    assert (cover["导出日期"], cover["数据版本"]) == ("2025-01-31", data.loaded.digest)
    assert [line[6].value for line in made["来源"].iter_rows(min_row=2)] == ["news", "report-2024"]


def test_numbers_are_numbers_with_the_places_that_the_source_prints(data: Dataset) -> None:
    made = book(Extract(data, Query(indicators=("amount", "inflow", "fai_growth"))))
    shown = {(cell.value, cell.number_format) for (cell,) in made["数据"].iter_rows(min_row=2, min_col=5, max_col=5)}
    assert {(230, "0"), (81.5, "0.0"), (9.2, "0.0")} <= shown
    assert all(isinstance(value, int | float) for value, _ in shown)


def test_a_zero_that_is_printed_after_the_point_stays(tmp_path: Path) -> None:
    made = book(
        Extract(_changed(tmp_path, "value: 9.2, source: news, quote: 2021年，全市固定资产投资增长9.2%", 'value: "3.0", source: web'))
    )
    assert [(cell.value, cell.number_format) for (cell,) in made["数据"].iter_rows(2, 2, 5, 5)] == [(3, "0.0")]


def test_the_header_stays_in_sight_and_every_column_has_a_filter(data: Dataset) -> None:
    table = book(Extract(data))["数据"]
    assert table.freeze_panes == "A2"
    assert table.auto_filter.ref == f"A1:{table.cell(table.max_row, len(COLUMNS)).coordinate}"
    assert [cell.value for cell in table[1]] == HEADINGS


def test_a_source_leads_to_its_address_and_to_its_page(data: Dataset) -> None:
    made = book(Extract(data, Query(sources=("web",)), site="https://example.net/"))
    targets = {cell.coordinate: cell.hyperlink.target for cell in made["来源"][2] if cell.hyperlink}
    assert targets == {"E2": "https://example.org/a?b=1&c=2", "F2": "https://example.net/s/web"}


def test_what_a_chart_shows_is_all_that_its_workbook_holds(data: Dataset) -> None:
    extract = Extract(data, Query(themes=("investment",), as_of="latest"), "growth-fai_growth")
    made = book(extract)
    assert {line[0].value for line in made["数据"].iter_rows(min_row=2, min_col=len(COLUMNS))} == set(extract.shown_chart.ids)
    assert extract.shown_chart.title in str(made["说明"]["B2"].value)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(FORMULA_STARTS[:4] + FORMULA_STARTS[6:]), st.text(st.characters(categories=["L", "N", "P"]), max_size=12))
def test_no_text_becomes_a_formula(start: str, rest: str) -> None:
    text = f"{start}{rest}！"
    made = book(Extract(_changed(Path("/nowhere"), "name: 固定资产投资增速", f"name: {_yaml(text)}")))
    cell = made["数据"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix


def test_an_empty_selection_is_an_empty_table(data: Dataset) -> None:
    made = book(Extract(data, Query(regions=("nation",))))
    assert [cell.value for cell in made["数据"][1]] == HEADINGS
    assert made["数据"].max_row == 1


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _changed(folder: Path, old: str, new: str) -> Dataset:
    """The town with one text replaced, whether its quotes are found or not."""
    assert old in town.DATA
    return Dataset(load_text(town.DATA.replace(old, new, 1), folder / "indicators.yaml"))
