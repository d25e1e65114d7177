"""Query strings: honoured in full, or refused in full."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from xtdata.facts.dataset import Dataset
from xtdata.web.query import BadQuery, Query, read_query


def picked(dataset: Dataset, query: Query) -> pd.DataFrame:
    return query.rows(dataset)


def refused(dataset: Dataset, *items: tuple[str, str]) -> BadQuery:
    with pytest.raises(BadQuery) as bad:
        read_query(items, dataset.catalogue)
    return bad.value


def test_every_filter_is_read(small: Dataset) -> None:
    items = [
        ("theme", "attraction"), ("indicator", "big"), ("region", "city"), ("region", "east"), ("children", "1"), ("from", "2020"),
        ("to", "2022-H1"), ("status", "actual"), ("qualifier", "exact"), ("source", "paper"), ("full_years", "1"),
        ("verified", "verbatim"), ("as_of", "first"),
    ]  # fmt: skip
    query = read_query(items, small.catalogue)
    selection = query.selection
    assert (selection.themes, selection.indicators, selection.regions) == (("attraction",), ("big",), ("city", "east"))
    assert (selection.statuses, selection.qualifiers, selection.sources) == (("actual",), ("exact",), ("paper",))
    assert selection.period == (date(2020, 1, 1), date(2022, 6, 30))
    assert selection.children and selection.full_years
    assert selection.verified == ("verbatim",) and query.as_of == "first"


def test_nothing_asked_keeps_everything(small: Dataset) -> None:
    assert len(picked(small, read_query([], small.catalogue))) == 4


def test_a_region_brings_those_below_it_only_when_asked(small: Dataset) -> None:
    assert len(picked(small, read_query([("region", "city")], small.catalogue))) == 3
    assert len(picked(small, read_query([("region", "city"), ("children", "1")], small.catalogue))) == 4


@pytest.mark.parametrize(
    ("items", "count"), [([("from", "2022-12")], 3), ([("to", "2021")], 0), ([("from", "2022-03"), ("to", "2022-04")], 4)]
)
def test_an_open_end_reaches_as_far_as_the_data(small: Dataset, items: list[tuple[str, str]], count: int) -> None:
    assert len(picked(small, read_query(items, small.catalogue))) == count


def test_full_years_leave_out_the_first_eleven_months(small: Dataset) -> None:
    kept = picked(small, read_query([("full_years", "1")], small.catalogue))
    assert "inflow" not in set(kept["indicator"])


def test_an_unknown_value_is_named_with_near_ones(small: Dataset) -> None:
    bad = refused(small, ("indicator", "inflov"))
    assert bad.problems[0].near == ("inflow",)
    assert str(bad) == "indicator：没有代号为“inflov”的指标。相近的有 inflow（合同引资增速）"


def test_a_name_in_place_of_a_code_leads_to_the_code(small: Dataset) -> None:
    assert refused(small, ("region", "东区")).problems[0].near == ("east",)


def test_all_problems_are_told_at_once(small: Dataset) -> None:
    bad = refused(small, ("regoin", "city"), ("status", ""), ("from", "昨天"), ("children", "maybe"), ("to", "2020"), ("to", "2021"))
    assert [problem.parameter for problem in bad.problems] == ["regoin", "children", "from", "to", "status"]


def test_a_span_is_no_date_and_an_end_before_the_start_is_refused(small: Dataset) -> None:
    assert "不是日期" in str(refused(small, ("from", "2020/2021")))
    assert "晚于" in str(refused(small, ("from", "2022"), ("to", "2021")))


def test_an_endless_value_is_shown_short(small: Dataset) -> None:
    assert len(str(refused(small, ("theme", "x" * 100_000)))) < 200


def test_what_is_only_cited_can_be_left_out(small: Dataset) -> None:
    assert read_query([("cited", "1")], small.catalogue).selection.verified == ()
    assert read_query([("cited", "0")], small.catalogue).selection.verified == ("verbatim", "quote")
    assert read_query([("cited", "0"), ("verified", "quote"), ("verified", "cited")], small.catalogue).selection.verified == ("quote",)
    assert "仅引用" in str(refused(small, ("cited", "0"), ("verified", "cited")))


@pytest.mark.parametrize("value", ["latest", "first", "2022-12-31"])
def test_a_version_is_asked_for_by_name_or_day(small: Dataset, value: str) -> None:
    assert len(picked(small, read_query([("as_of", value)], small.catalogue))) == 4
    assert picked(small, read_query([("as_of", "2022-11-30")], small.catalogue)).empty


@pytest.mark.parametrize(("name", "value"), [("verified", "proved"), ("as_of", "newest"), ("as_of", "2022-13-01"), ("cited", "perhaps")])
def test_an_unknown_level_or_version_is_refused(small: Dataset, name: str, value: str) -> None:
    assert value in str(refused(small, (name, value)))
