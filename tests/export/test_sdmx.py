"""SDMX-CSV: read back by a reader of the field, which finds every figure under its codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import town
from hypothesis import given
from hypothesis import strategies as st
from pysdmx.io import read_sdmx

from xtdata.export import Extract, artifact
from xtdata.export.sdmx_file import ATTRIBUTES, DIMENSIONS, time_period
from xtdata.facts.dataset import Dataset, load
from xtdata.facts.query import Query
from xtdata.language.period import Period

CODED = town.DATA.replace("city: {name: 青城市, kind: city,", 'city: {name: 青城市, code: "430300", kind: city,')


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    file = town.write(tmp_path_factory.mktemp("town"))
    file.write_text(CODED, encoding="utf-8")
    return load(file)


def read(extract: Extract, tmp_path: Path) -> pd.DataFrame:
    """The observations as pysdmx reads them, under their ids."""
    made = artifact(extract, "sdmx-csv")
    file = tmp_path / made.filename
    file.write_bytes(made.content)
    (dataset,) = read_sdmx(file, validate=False).data
    assert dataset.structure == "Dataflow=XTDATA:OBSERVATIONS(1.0)"
    return dataset.data.set_index("OBS_ID")


def test_every_fact_is_read_back_with_its_figure(data: Dataset, tmp_path: Path) -> None:
    found = read(Extract(data), tmp_path)
    assert {key: float(value) for key, value in found["OBS_VALUE"].items()} == {key: fact.number for key, fact in data.facts.items()}
    assert {*DIMENSIONS, "OBS_VALUE", *ATTRIBUTES} == {*found.columns, "OBS_ID"}


def test_a_region_stands_under_its_code_and_one_without_says_so(data: Dataset, tmp_path: Path) -> None:
    found = read(Extract(data), tmp_path)
    assert tuple(found.loc[town.RISE, ["REF_AREA", "REF_AREA_CODELIST"]]) == ("430300", "GB/T 2260")
    assert tuple(found.loc[town.APPROVAL, ["REF_AREA", "REF_AREA_CODELIST"]]) == ("east", "none")


def test_units_have_a_measure_a_power_of_ten_and_the_printed_places(data: Dataset, tmp_path: Path) -> None:
    found = read(Extract(data), tmp_path)
    columns = ["UNIT_MEASURE", "UNIT_MULT", "DECIMALS", "UNIT_LABEL"]
    assert tuple(found.loc["inflow/city/2022", columns]) == ("CNY", "8", "1", "亿元")
    assert tuple(found.loc[town.RISE, columns]) == ("PT", "0", "1", "%")
    assert tuple(found.loc[town.APPROVAL, columns]) == ("_O", "0", "0", "工作日")


def test_a_target_and_a_forecast_are_no_results(data: Dataset, tmp_path: Path) -> None:
    statuses = read(Extract(data), tmp_path)["OBS_STATUS"]
    assert (statuses[town.RISE], statuses[town.EXPECTED], statuses[town.TARGET]) == ("A", "E", "F")


def test_the_dimensions_tell_every_fact_from_every_other(data: Dataset, tmp_path: Path) -> None:
    assert not read(Extract(data), tmp_path).duplicated(list(DIMENSIONS)).any()


def test_a_part_of_a_year_is_no_year(data: Dataset, tmp_path: Path) -> None:
    found = read(Extract(data, Query(regions=("east",), indicators=("fai_growth",))), tmp_path)
    assert list(zip(found["FREQ"], found["TIME_PERIOD"], strict=True)) == [("_O", "2023-01-01/P11M")]


def test_nothing_selected_is_a_header_alone(data: Dataset) -> None:
    content = artifact(Extract(data, Query(regions=("nation",))), "sdmx-csv").content
    assert content.startswith(b"STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,")
    assert content.count(b"\r\n") == 1


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS, DAYS)
def test_a_stretch_says_its_first_day_and_is_as_long_as_it_is(one: date, two: date) -> None:
    first, last = min(one, two), max(one, two)
    written = time_period(Period.parse(f"{first.isoformat()}/{last.isoformat()}"))
    start, _, length = written.partition("/P")
    begin = pd.Timestamp(start)
    units = {"Y": "years", "M": "months", "D": "days"}
    end = begin + pd.DateOffset(**{units[length[-1]]: int(length[:-1])}) if length else begin + pd.DateOffset(years=1)
    assert (begin.date(), (end - pd.Timedelta(days=1)).date()) == (first, last)
