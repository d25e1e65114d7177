"""The data package: valid for the tool of the field, with its sources and what may be done with them inside."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import frictionless
import pytest
import town
from frictionless import Package

from xtdata.export import Extract, artifact
from xtdata.facts.dataset import Dataset, load
from xtdata.facts.frame import COLUMNS
from xtdata.facts.query import Query


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(town.write(tmp_path_factory.mktemp("town")))


def unpacked(extract: Extract, folder: Path) -> Package:
    with zipfile.ZipFile(io.BytesIO(artifact(extract, "datapackage").content)) as archive:
        archive.extractall(folder)
    return Package(str(folder / "datapackage.json"))


@pytest.mark.parametrize("query", [Query(), Query(indicators=("gdp",)), Query(regions=("nation",))], ids=["all", "some", "none"])
def test_frictionless_finds_it_valid(data: Dataset, tmp_path: Path, query: Query) -> None:
    report = unpacked(Extract(data, query), tmp_path).validate()
    assert report.flatten(["rowNumber", "fieldName", "type", "message"]) == []
    assert report.valid
    assert report.stats["tasks"] == 2


def test_frictionless_takes_the_zip_as_it_is(data: Dataset, tmp_path: Path) -> None:
    made = artifact(Extract(data), "datapackage")
    (tmp_path / made.filename).write_bytes(made.content)
    assert frictionless.validate(str(tmp_path / made.filename)).valid


def test_it_holds_the_table_and_every_source_with_its_rights(data: Dataset, tmp_path: Path) -> None:
    package = unpacked(Extract(data, Query(sources=("web", "news"))), tmp_path)
    rows = package.get_resource("observations").read_rows()
    assert tuple(package.get_resource("observations").schema.field_names) == COLUMNS
    assert {row["source"] for row in rows} == {"web", "news"}
    sources = {row["id"]: row for row in package.get_resource("sources").read_rows()}
    assert sources["web"]["redistributable"] is False
    assert "不可转载" in sources["web"]["rights"]
    assert sources["news"]["redistributable"] is True
    assert package.licenses
    assert [one.get("path") for one in package.sources] == [None, "https://example.org/a?b=1&c=2"]


def test_it_says_what_was_asked_for_and_of_which_data(data: Dataset, tmp_path: Path) -> None:
    unpacked(Extract(data, Query(regions=("east",)), site="https://example.net"), tmp_path)
    told = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert told["version"] == data.loaded.digest
    assert told["description"].startswith("东区。")
    assert told["homepage"] == "https://example.net"


def test_the_same_data_on_the_same_day_make_the_same_file(data: Dataset) -> None:
    first, second = (artifact(Extract(data), "datapackage").content for _ in range(2))
    with zipfile.ZipFile(io.BytesIO(first)) as one, zipfile.ZipFile(io.BytesIO(second)) as two:
        assert [entry.CRC for entry in one.infolist()] == [entry.CRC for entry in two.infolist()]
        assert [entry.date_time for entry in one.infolist()] == [entry.date_time for entry in two.infolist()]
