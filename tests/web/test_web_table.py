"""The table over HTTP takes every filter, or refuses the query in full."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

TABLE = "/api/observations.json"


def ids(client: TestClient, *items: tuple[str, str]) -> list[str]:
    answer = client.get(TABLE, params=list(items))
    assert answer.status_code == 200, answer.text
    return [row["indicator"] for row in answer.json()]


def problems(client: TestClient, *items: tuple[str, str]) -> list[dict[str, object]]:
    answer = client.get(TABLE, params=list(items))
    assert answer.status_code == 400
    found: list[dict[str, object]] = answer.json()["problems"]
    return found


def message(client: TestClient, *items: tuple[str, str]) -> str:
    return "\n".join(str(problem["message"]) for problem in problems(client, *items))


def test_every_filter_is_taken(client: TestClient) -> None:
    items = [
        ("theme", "attraction"), ("indicator", "big"), ("region", "city"), ("region", "east"), ("children", "1"), ("from", "2020"),
        ("to", "2022-H1"), ("status", "actual"), ("qualifier", "exact"), ("source", "paper"), ("full_years", "1"),
        ("verified", "verbatim"), ("cited", "0"), ("subjects", "1"), ("as_of", "first"),
    ]  # fmt: skip
    assert ids(client, *items) == ["big"]


def test_nothing_asked_keeps_everything(client: TestClient) -> None:
    assert len(ids(client)) == 4


def test_a_region_brings_those_below_it_only_when_asked(client: TestClient) -> None:
    assert len(ids(client, ("region", "city"))) == 3
    assert len(ids(client, ("region", "city"), ("children", "1"))) == 4


@pytest.mark.parametrize(
    ("items", "count"), [([("from", "2022-12")], 3), ([("to", "2021")], 0), ([("from", "2022-03"), ("to", "2022-04")], 4)]
)
def test_an_open_end_reaches_as_far_as_the_data(client: TestClient, items: list[tuple[str, str]], count: int) -> None:
    assert len(ids(client, *items)) == count


def test_full_years_leave_out_the_first_eleven_months(client: TestClient) -> None:
    assert "inflow" not in ids(client, ("full_years", "1"))


def test_facts_about_one_company_can_be_left_out(client: TestClient) -> None:
    assert "big" not in ids(client, ("subjects", "0"))


def test_an_unknown_value_is_named_with_near_ones(client: TestClient) -> None:
    [problem] = problems(client, ("indicator", "inflov"))
    assert problem["near"] == ["inflow"]
    assert problem["message"] == "indicator：没有代号或名称为“inflov”的指标。相近的有 inflow（合同引资增速）"


def test_a_name_does_as_well_as_an_id(client: TestClient) -> None:
    assert ids(client, ("region", "东区")) == ids(client, ("region", "east")) == ["all"]


def test_all_problems_are_told_at_once(client: TestClient) -> None:
    found = problems(client, ("regoin", "city"), ("status", ""), ("from", "昨天"), ("children", "maybe"), ("to", "2020"), ("to", "2021"))
    assert [problem["parameter"] for problem in found] == ["regoin", "children", "from", "to", "status"]


def test_a_span_is_no_date_and_an_end_before_the_start_is_refused(client: TestClient) -> None:
    assert "不是日期" in message(client, ("from", "2020/2021"))
    assert "晚于" in message(client, ("from", "2022"), ("to", "2021"))


def test_an_endless_value_is_shown_short(client: TestClient) -> None:
    assert len(message(client, ("theme", "x" * 50_000))) < 200


def test_what_is_only_cited_can_be_left_out(client: TestClient) -> None:
    assert len(ids(client, ("cited", "1"))) == len(ids(client, ("cited", "0"))) == 4
    assert "仅引用" in message(client, ("cited", "0"), ("verified", "cited"))


@pytest.mark.parametrize("value", ["latest", "first", "all", "2022-12-31"])
def test_a_version_is_asked_for_by_name_or_day(client: TestClient, value: str) -> None:
    assert len(ids(client, ("as_of", value))) == 4
    assert ids(client, ("as_of", "2022-11-30")) == []


@pytest.mark.parametrize(("name", "value"), [("verified", "proved"), ("as_of", "newest"), ("as_of", "2022-13-01"), ("cited", "perhaps")])
def test_an_unknown_level_or_version_is_refused(client: TestClient, name: str, value: str) -> None:
    assert value in message(client, (name, value))
