"""The same figure from several sources, and years beside each other."""

from __future__ import annotations

from typing import Any

import pytest

from xtdata.model.catalogue import Catalogue, Indicator, Observation, Source, identify
from xtdata.verification.across import comparisons, remarks

SOURCES = {"old": Source(title="旧", date="2022-01"), "new": Source(title="新", date="2023-01"), "undated": Source(title="无日期")}
INDICATORS = {
    "va": Indicator(name="增加值", unit="亿元", theme="t"),
    "va_growth": Indicator(name="增加值增速", unit="%", theme="t", measure="growth"),
}


def catalogue(*observations: dict[str, Any]) -> Catalogue:
    made = [Observation.model_validate({"indicator": "va", "region": "r", "period": "2021", "source": "old"} | one) for one in observations]
    return Catalogue("甲", "r", {}, {}, SOURCES, INDICATORS, dict(zip(identify(made, SOURCES), made, strict=True)))


@pytest.mark.parametrize(
    ("other", "agreement"),
    [
        ({"value": "8.10"}, "identical"),
        ({"value": "8.1"}, "identical"),
        ({"value": "8"}, "consistent"),
        ({"value": "81000", "unit": "万元"}, "consistent"),
        ({"value": "8", "qualifier": "over"}, "consistent"),
        ({"value": "8.3"}, "revised"),
        ({"value": "8.3", "source": "undated"}, "conflict"),
    ],
)
def test_what_two_sources_print_of_one_figure_is_compared(other: dict[str, Any], agreement: str) -> None:
    [one] = comparisons(catalogue({"value": "8.1"}, {"source": "new"} | other))
    assert one.agreement == agreement
    assert len(one.ids) == 2 and "@" in one.ids[1]


def test_a_target_is_not_another_version_of_its_result() -> None:
    assert comparisons(catalogue({"value": "8.1"}, {"value": "9", "status": "target", "source": "new"})) == []


def test_a_result_replaces_what_was_expected_even_where_nobody_knows_when_it_was_printed() -> None:
    [one] = comparisons(catalogue({"value": "8.1", "status": "expected"}, {"value": "7", "source": "undated"}))
    assert one.agreement == "revised"


def test_two_aims_of_one_year_are_compared_as_figures() -> None:
    aim = {"status": "target", "qualifier": "over"}
    [one] = comparisons(catalogue({"value": "3500"} | aim, {"value": "3000", "source": "new"} | aim))
    assert one.agreement == "revised"


def test_disagreements_come_first() -> None:
    same = [{"value": "5", "period": "2019"}, {"value": "5", "period": "2019", "source": "new"}]
    other = [{"value": "5"}, {"value": "7", "source": "new"}]
    assert [one.agreement for one in comparisons(catalogue(*same, *other))] == ["revised", "identical"]


def test_a_level_that_falls_while_its_growth_is_positive_is_told() -> None:
    years = {"value": "880.1", "period": "2020"}, {"value": "876.1"}
    growth = {"indicator": "va_growth", "value": "8.2"}
    [one] = remarks(catalogue(*years, growth))
    assert (one.kind, one.ids) == ("falls", ("va/r/2020", "va/r/2021", "va_growth/r/2021"))
    assert remarks(catalogue(*years, growth | {"value": "-0.5"})) == []
    assert remarks(catalogue(*years)) == []


def test_a_level_ten_times_that_of_the_year_before_is_told_whatever_its_unit() -> None:
    [one] = remarks(catalogue({"value": "880", "period": "2020"}, {"value": "88"}))
    assert one.kind == "tenfold"
    assert remarks(catalogue({"value": "8800", "unit": "万元", "period": "2020"}, {"value": "0.9"})) == []
