"""The table: one row an observation, printed numbers beside the interval that their words allow."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from little import changed, write

from xtdata import load
from xtdata.facts.frame import COLUMNS, as_of, build_frame, select
from xtdata.facts.query import Query
from xtdata.language.text import fold


@pytest.fixture
def dataset(tmp_path):
    return load(write(tmp_path))


def ids(dataset, **wanted) -> list[str]:
    return [key.split("/")[0] for key in dataset.select(Query(**wanted))["id"]]


ALL = ["fai_growth", "projects_signed", "investment", "approval_time", "new_firms"]


def test_the_columns_come_in_their_order(dataset):
    assert tuple(dataset.frame().columns) == COLUMNS


def test_the_types_are_fit_for_sums_dates_and_offsets(dataset):
    types = dataset.frame().dtypes
    assert all(types[column] == "float64" for column in ("value", "value_low", "value_high", "from_value"))
    assert all(pd.api.types.is_datetime64_dtype(types[column]) for column in ("period_start", "period_end"))
    assert types["start"] == types["end"] == "Int64"


def test_a_row_says_what_the_file_says(dataset):
    row = dataset.frame().set_index("id").loc["approval_time/qingcheng/2022"]
    assert (row["value"], row["from_value"], row["unit"], row["qualifier"]) == (50, 180, "工作日", "at_most")
    assert pd.isna(row["value_low"]) and row["value_high"] == 50
    assert (row["period_start"], row["period_end"]) == (pd.Timestamp("2022-01-01"), pd.Timestamp("2022-12-31"))
    assert row["quote"] == "项目审批从180个工作日压缩至50个工作日以内"
    assert row["verified"] == "verbatim"


def test_the_offsets_lead_to_the_quote(dataset):
    text = dataset.loaded.library.texts["report"]
    for row in dataset.frame().itertuples():
        assert fold(text.raw[row.start : row.end]) == fold(row.quote)


def test_a_range_is_shown_by_its_middle(tmp_path):
    quote = ("全市固定资产投资增长8.1%", "全市税收占比在30%到34%")
    row = load(write(tmp_path, changed(("value: 8.1", "value: [30, 34]\n    qualifier: range"), quote))).frame().iloc[0]
    assert (row["value"], row["value_low"], row["value_high"]) == (32, 30, 34)


def test_a_table_is_the_callers_own(dataset):
    mine = dataset.frame()
    mine["value"] = 0.0
    assert dataset.frame()["value"].min() > 0


def test_an_empty_selection_keeps_everything(dataset):
    assert ids(dataset) == ALL


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({"regions": ["dongqu"]}, ["investment", "new_firms"]),
        ({"regions": ["qingcheng"]}, ["fai_growth", "projects_signed", "approval_time"]),
        ({"regions": ["qingcheng"], "children": True}, ALL),
        ({"regions": ["nowhere"]}, []),
        ({"regions": ["nowhere"], "children": True}, []),
        ({"indicators": ["new_firms", "investment"]}, ["investment", "new_firms"]),
        ({"themes": ["investment"]}, ALL),
        ({"themes": ["nothing"]}, []),
        ({"qualifiers": ["at_most"]}, ["approval_time"]),
        ({"statuses": ["target"]}, []),
        ({"sources": ["report"]}, ALL),
        ({"verified": ["cited"]}, []),
        ({"full_years": True}, ["fai_growth", "projects_signed", "approval_time", "new_firms"]),
        ({"period": (date(2022, 12, 1), date(2022, 12, 31))}, ["fai_growth", "projects_signed", "approval_time", "new_firms"]),
        ({"period": (date(2022, 11, 30), date(2022, 11, 30))}, ALL),
        ({"period": (date(2023, 1, 1), date(2023, 12, 31))}, []),
        ({"regions": ["nowhere"], "full_years": True, "subjects": False}, []),
    ],
)  # fmt: skip
def test_a_selection_keeps_what_it_names(dataset, wanted, kept):
    assert ids(dataset, **wanted) == kept


def test_a_fact_about_one_company_can_be_left_out(tmp_path):
    text = changed(("    value: 30\n", "    value: 30\n    subject: 某厂\n"), ("new_firms/dongqu/2022", "new_firms/dongqu~某厂/2022"))
    dataset = load(write(tmp_path, text))
    assert ids(dataset, subjects=False) == ALL[:-1]


def test_a_catalogue_without_observations_is_an_empty_table(dataset):
    empty = replace(dataset.catalogue, observations={}, relations=())
    frame = build_frame([])
    assert tuple(frame.columns) == COLUMNS and frame.empty
    assert select(frame, Query(full_years=True, subjects=False, period=(date(2022, 1, 1), date(2022, 1, 2))), empty).empty
    assert as_of(frame, empty, "latest").empty


def test_only_like_is_joined_with_like(dataset):
    facts = {fact.indicator: fact for fact in dataset.facts.values()}
    year, part = facts["fai_growth"], facts["investment"]

    def other(**fields):
        return replace(year, observation=year.observation.model_copy(update=fields))

    assert year.series == other(period="2021").series
    for unlike in (
        other(region="dongqu"), other(subject="某厂"), other(unit="个"), other(statistic="annual_average"),
        other(status="target"), other(period="2022-01/2022-11"), part,
    ):  # fmt: skip
        assert year.series != unlike.series


# --- what was known when ----------------------------------------------------------------------------

FORECAST = """\
  - indicator: new_firms
    region: dongqu
    period: 2022
    value: 28
    status: expected
    source: early
    quote: 东区预计新增企业28家
"""
EARLY = "    date: 2022-12\n", "    date: 2023-02\n"


@pytest.fixture
def twice(tmp_path):
    text = changed(
        EARLY,
        ("\nindicators:", "  early:\n    title: 早报\n    file: seeds/early.txt\n    date: 2022-10\n\nindicators:"),
        ("\nrelations:", FORECAST + "\nrelations:"),
    )
    file = write(tmp_path, text)
    (tmp_path / "seeds" / "early.txt").write_text("东区预计新增企业28家。", encoding="utf-8")
    return load(file)


@pytest.mark.parametrize(
    ("when", "values"),
    [("latest", [30]), ("first", [28]), (date(2022, 10, 30), []), (date(2022, 10, 31), [28]), (date(2023, 2, 27), [28]), (date(2023, 2, 28), [30])],
)  # fmt: skip
def test_of_each_fact_one_version_was_known_on_a_day(twice, when, values):
    frame = twice.select(Query(indicators=["new_firms"]))
    assert list(as_of(frame, twice.catalogue, when)["value"]) == values
