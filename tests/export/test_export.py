"""The table as a file: nothing lost, nothing added, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xtdata.cli.main import main
from xtdata.export import FORMATS, Extract, UnknownFormat, artifact
from xtdata.export.formats import register
from xtdata.facts.dataset import Dataset
from xtdata.facts.frame import COLUMNS
from xtdata.facts.loading import Loaded
from xtdata.web.routes import routes

ROW = {
    "id": "fai_growth/city/2022", "indicator": "fai_growth", "indicator_name": "固定资产投资增速", "theme": "investment", "region": "city",
    "region_name": "甲市", "subject": None, "period": "2022", "period_start": pd.Timestamp(2022, 1, 1), "period_end": pd.Timestamp(2022, 12, 31),
    "statistic": "level", "value": -17.4, "value_low": -17.4, "value_high": float("nan"), "unit": "%", "from_value": float("nan"),
    "qualifier": "exact", "status": "actual", "comparison": None, "source": "paper", "source_title": "标题", "quote": "下降17.4%",
    "start": 3, "end": pd.NA, "note": None,
}  # fmt: skip


def table(**cells: object) -> pd.DataFrame:
    return pd.DataFrame([ROW | cells], columns=list(COLUMNS))


def write(rows: pd.DataFrame, name: str) -> bytes:
    return artifact(of(rows), name).content


def of(rows: pd.DataFrame) -> Extract:
    """An extract with just these *rows*."""
    extract = Extract(Dataset(Loaded(Path("indicators.yaml"), None)))
    extract.__dict__["rows"] = rows
    return extract


def csv_row(**cells: object) -> dict[str, str]:
    text = write(table(**cells), "csv").decode("utf-8-sig")
    return next(csv.DictReader(io.StringIO(text, newline="")))


def json_row(**cells: object) -> dict[str, object]:
    return json.loads(write(table(**cells), "json"))[0]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_text_that_looks_like_a_formula_is_neutralised(start: str) -> None:
    row = csv_row(note=f"{start}HYPERLINK(1)", quote=f"{start}1", id=f"{start}x")
    assert row["note"] == f"'{start}HYPERLINK(1)"
    assert row["quote"] == f"'{start}1"
    assert row["id"] == f"'{start}x"


def test_a_negative_number_is_left_alone() -> None:
    assert csv_row()["value"] == "-17.4"


@pytest.mark.parametrize(
    ("value", "printed"), [(50.0, "50"), (0.1, "0.1"), (8017.0, "8017"), (1e16, "10000000000000000"), (1e-5, "0.00001")]
)
def test_numbers_are_written_as_printed(value: float, printed: str) -> None:
    assert csv_row(value=value)["value"] == printed
    assert json.loads(write(table(value=value), "json"))[0]["value"] == value


def test_whole_numbers_have_no_decimal_point_in_json() -> None:
    assert b'"value": 50,' in write(table(value=50.0), "json")


def test_dates_are_iso_and_empty_cells_empty() -> None:
    row = csv_row()
    assert (row["period_start"], row["period_end"], row["value_high"], row["end"], row["subject"]) == (
        "2022-01-01",
        "2022-12-31",
        "",
        "",
        "",
    )
    record = json_row()
    assert record["period_end"] == "2022-12-31"
    assert record["value_high"] is record["end"] is record["subject"] is None


def test_both_formats_have_the_columns_in_order() -> None:
    assert tuple(csv_row()) == COLUMNS == tuple(json_row())


def test_csv_begins_with_a_bom_and_an_empty_table_still_has_its_header() -> None:
    content = write(table().head(0), "csv")
    assert content == b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n"
    assert write(table().head(0), "json") == b"[]\n"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_survives_both_formats(text: str) -> None:
    assert csv_row(note=text)["note"].removeprefix("'") == text.removeprefix("'")
    assert json_row(note=text)["note"] == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_survives_both_formats(value: float) -> None:
    assert float(csv_row(value=value)["value"]) == value
    assert json_row(value=value)["value"] == value


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownFormat, match=r"没有“jsn”这种格式，可选 csv、json.*是不是想写“json”"):
        write(table(), "jsn")
    assert {"csv", "json"} <= set(FORMATS)


def test_a_file_has_a_name_with_its_ending_and_a_media_type() -> None:
    made = artifact(of(table()), "csv")
    assert (made.filename, made.media_type) == ("observations.csv", "text/csv; charset=utf-8")


def test_a_format_that_registers_itself_is_offered_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "rows", FORMATS["csv"])

    @register("rows", label="行数", media_type="text/plain")
    def write_rows(extract: Extract) -> bytes:
        return str(len(extract.rows)).encode()

    assert write(table(), "rows") == b"1"
    assert "/api/observations.rows" in {route.path for route in routes(None)}  # type: ignore[attr-defined, arg-type]


def test_the_command_offers_every_format() -> None:
    (option,) = [one for one in main.commands["export"].params if one.name == "fmt"]
    assert list(option.type.choices) == list(FORMATS)  # type: ignore[attr-defined]


def test_naming_the_formats_does_not_wait_for_pandas() -> None:
    code = "import sys; from xtdata.cli.main import main; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, stdin=subprocess.DEVNULL).returncode == 0
