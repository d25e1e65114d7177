"""The typed objects: what a field accepts, and how an observation gets its name."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from xtdata.model import catalogue as model
from xtdata.model.catalogue import Catalogue, Indicator, Observation, Quote, Region, Relation, Source, Theme, identify, observation_id

FACT: dict[str, Any] = {
    "indicator": "fai_growth",
    "region": "xiangtan",
    "period": "2020-01/2020-11",
    "value": "8.1",
    "source": "early",
    "quote": "增长8.1%",
}


def fact(**changes: Any) -> Observation:
    return Observation.model_validate(FACT | changes)


# --- values -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_value", "value"), [("8.1", "8.1"), (8.1, "8.1"), (8017, "8017"), ("-17.4", "-17.4"), (0.1, "0.1"), ("8.10", "8.10"), (0, "0")]
)
def test_a_value_is_the_printed_figure(given_value: object, value: str) -> None:
    assert str(fact(value=given_value).value) == value


@pytest.mark.parametrize(
    "value",
    [True, None, "", "nan", "NaN", "sNaN", "inf", "-Infinity", float("inf"), float("nan"), "八", "8.1%", "1e999", 1e30, [30], [1, 2, 3]],
)
def test_anything_but_a_finite_number_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        fact(value=value)


def test_a_range_has_two_ends_in_order() -> None:
    one = fact(value=[30, 34], qualifier="range")
    assert one.value == (Decimal(30), Decimal(34)) and one.is_range
    for wrong in ({"value": [34, 30]}, {"value": [30, 30]}, {"value": [30, 34], "qualifier": "over"}, {"value": 30, "qualifier": "range"}):
        with pytest.raises(ValidationError, match=r"区间|range"):
            fact(**wrong)


def test_a_reduction_keeps_the_level_that_it_started_from() -> None:
    one = fact(value=50, qualifier="at_most", **{"from": 180})
    assert (one.value, one.from_, one.qualifier) == (Decimal(50), Decimal(180), "at_most")


@pytest.mark.parametrize("qualifier", ["exact", "at_least", "over", "at_most", "under", "approx", "approx_over"])
def test_every_qualifier_is_known(qualifier: str) -> None:
    assert fact(qualifier=qualifier).qualifier == qualifier


@pytest.mark.parametrize("status", ["actual", "expected", "planned", "target", "ongoing"])
def test_every_status_is_known(status: str) -> None:
    assert fact(status=status).status == status


@pytest.mark.parametrize("field", ["qualifier", "status", "statistic", "period", "source", "indicator", "region"])
def test_a_word_that_nobody_knows_is_refused(field: str) -> None:
    with pytest.raises(ValidationError):
        fact(**{field: "Maybe so"})


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="valu"):
        fact(valu=8)


def test_every_word_has_a_chinese_name() -> None:
    for words, names in (
        (model.Qualifier, model.QUALIFIERS),
        (model.Status, model.STATUSES),
        (model.Statistic, model.STATISTICS),
        (model.Direction, model.DIRECTIONS),
        (model.RelationKind, model.RELATION_KINDS),
    ):
        assert set(get_args(words)) == set(names)


@pytest.mark.parametrize("part", [Theme, Region, Source, Indicator, Observation, Relation, Quote, model.Dismissal])
def test_every_field_is_described_in_chinese(part: type[model._Part]) -> None:
    assert part.__doc__
    for name, field in part.model_fields.items():
        assert field.description and any("\u4e00" <= c <= "\u9fff" for c in field.description), name


# --- periods and quotes -----------------------------------------------------------------------------


def test_a_year_may_be_written_as_a_number() -> None:
    assert fact(period=2022).period == "2022"


@pytest.mark.parametrize("period", ["2022-13", "2022-02-30", "2023/2022", "去年", True, 2022.5, None, 20221])
def test_a_period_that_is_none_is_refused(period: object) -> None:
    with pytest.raises(ValidationError):
        fact(period=period)


@pytest.mark.parametrize(
    ("quote", "exact"),
    [
        ("增长8.1%", ["增长8.1%"]),
        (["甲", "乙"], ["甲", "乙"]),
        ({"exact": "甲", "prefix": "前"}, ["甲"]),
        ([{"exact": "甲"}, "乙"], ["甲", "乙"]),
    ],
)
def test_quotes_are_texts_or_selectors_one_or_several(quote: object, exact: list[str]) -> None:
    assert [one.exact for one in fact(quote=quote).quote] == exact


@pytest.mark.parametrize("quote", ["", " \n", [""], [None], 5, {"prefix": "前"}, {"exact": "甲", "start": 3}])
def test_a_quote_that_says_nothing_is_refused(quote: object) -> None:
    with pytest.raises(ValidationError):
        fact(quote=quote)


# --- names of observations --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "fai_growth/xiangtan/2020-01..2020-11"),
        ({"period": "2022"}, "fai_growth/xiangtan/2022"),
        ({"status": "expected"}, "fai_growth/xiangtan/2020-01..2020-11:expected"),
        ({"period": "2021/2023", "statistic": "annual_average"}, "fai_growth/xiangtan/2021..2023:annual_average"),
        ({"subject": "甲公司"}, "fai_growth/xiangtan~甲公司/2020-01..2020-11"),
        ({"subject": "甲/乙"}, "fai_growth/xiangtan~甲|乙/2020-01..2020-11"),
    ],
)
def test_a_name_says_what_where_and_when(changes: dict[str, Any], name: str) -> None:
    assert observation_id(fact(**changes)) == name


SOURCES = {
    "early": Source(title="早", date="2021-01"),
    "late": Source(title="晚", date="2022"),
    "twin": Source(title="同日", date="2021-01"),
    "undated": Source(title="无日期"),
    "half": Source(title="半年", date="2021-H2"),
}


@pytest.mark.parametrize(
    ("first", "second"), [("early", "late"), ("early", "half"), ("half", "late"), ("late", "undated"), ("early", "twin")]
)
def test_the_earliest_source_keeps_the_plain_name(first: str, second: str) -> None:
    name = observation_id(fact())
    assert identify([fact(source=second), fact(source=first)], SOURCES) == [f"{name}@{second}", name]
    assert identify([fact(source=first), fact(source=second)], SOURCES) == [name, f"{name}@{second}"]


def test_the_same_fact_twice_from_one_source_has_two_names() -> None:
    name = observation_id(fact())
    assert identify([fact(), fact()], SOURCES) == [name, f"{name}#2"]


facts = st.builds(
    fact,
    indicator=st.sampled_from(["fai_growth", "projects"]),
    region=st.sampled_from(["xiangtan", "yuhu"]),
    period=st.sampled_from(["2020", "2020-01/2020-12", "2020-H1"]),
    status=st.sampled_from(["actual", "expected"]),
    statistic=st.sampled_from(["level", "annual_average"]),
    subject=st.sampled_from([None, "甲公司", "甲/乙", "甲@late", "甲#2", "甲:expected"]),
    source=st.sampled_from([*SOURCES, "unknown"]),
)


def identity(one: Observation) -> tuple[object, ...]:
    return one.indicator, one.region, one.subject, one.period, one.statistic, one.status, one.source


@given(st.lists(facts, max_size=12))
def test_no_two_observations_share_a_name(observations: list[Observation]) -> None:
    names = identify(observations, SOURCES)
    assert len(names) == len(observations) == len(set(names))
    assert all(name.startswith(observation_id(one)) for name, one in zip(names, observations, strict=True))


@given(st.lists(facts, max_size=12, unique_by=identity), st.randoms(use_true_random=False))
def test_names_do_not_depend_on_the_order_of_the_file(observations: list[Observation], random: Any) -> None:
    before = dict(zip(map(identity, observations), identify(observations, SOURCES), strict=True))
    random.shuffle(observations)
    assert dict(zip(map(identity, observations), identify(observations, SOURCES), strict=True)) == before


# --- the catalogue ----------------------------------------------------------------------------------


def catalogue(regions: dict[str, str | None]) -> Catalogue:
    known = {key: Region(name=key, kind="district", parent=parent) for key, parent in regions.items()}
    indicator = Indicator(name="投资", unit="亿元", theme="investment")
    return Catalogue(
        "甲市", "city", {}, known, {"early": SOURCES["early"]}, {"fai_growth": indicator}, {"a": fact(), "b": fact(unit="万元")}
    )


def test_a_region_has_its_descendants_and_a_circle_ends() -> None:
    assert catalogue({"city": None, "east": "city", "lane": "east", "far": None}).descendants("city") == {"city", "east", "lane"}
    assert catalogue({"a": "b", "b": "a"}).descendants("a") == {"a", "b"}


def test_the_unit_of_an_observation_is_its_own_or_its_indicators() -> None:
    one = catalogue({})
    assert [one.unit(observation) for observation in one.observations.values()] == ["亿元", "万元"]
    assert one.by_source == {"early": ("a", "b")}
