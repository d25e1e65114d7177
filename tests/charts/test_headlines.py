"""The numbers of the year: counted from the data, quoted only, beside the year before and the target."""

from __future__ import annotations

from typing import Any

from xtdata.charts import Style, focus
from xtdata.charts.headlines import Focus
from xtdata.facts.dataset import Dataset

MAIN = {
    key: {"name": name, "unit": "%", "measure": "growth", "theme": "investment", "direction": "higher", "headline": True}
    for key, name in (("gdp", "生产总值增速"), ("fai", "投资增速"))
}


def given(key: str, period: str, value: Any, status: str = "actual", **more: Any) -> dict[str, Any]:
    return {"indicator": key, "period": period, "value": value, "status": status, **more}


def seen(dataset: Dataset, **asked: Any) -> Focus | None:
    return focus(list(dataset.facts.values()), dataset, Style(), asked.pop("region", "town"), **asked)


YEARS = [
    given("gdp", "2023", 5),
    given("gdp", "2024", "5.7", "expected"),
    given("gdp", "2024", "6.5", "target"),
    given("fai", "2024", "6.6", "expected"),
    given("fai", "2024", "6.5", "target", qualifier="at_least"),
]


def test_the_title_counts_the_targets_of_the_latest_year(make: Any) -> None:
    year = seen(make(MAIN, YEARS))
    assert year and year.year == 2024
    assert year.title == "2024年两项主要目标，一项达到、一项未达到（均为预计）"


def test_a_number_stands_beside_its_target_and_the_year_before(make: Any) -> None:
    year = seen(make(MAIN, YEARS))
    assert year
    gdp, fai = year.headlines
    assert (gdp.figure, gdp.verdict, gdp.aim_words, gdp.last_year, gdp.foreseen) == ("5.7", "✗ 差0.8个百分点", "目标6.5%", "上年5%", "预计")
    assert (fai.verdict, fai.last_year) == ("✓ 达到", "上年未收录")
    line = gdp.line(lambda key: f"?o={key}")
    assert line.startswith("<svg") and 'href="?o=gdp/town/2023"' in line


def test_without_targets_nothing_is_called_met_or_missed(make: Any) -> None:
    year = seen(make(MAIN, [given("gdp", "2024", 5), given("fai", "2024", 6)]))
    assert year and year.title == "2024年某市两项主要指标" and not year.headlines[0].verdict


def test_what_is_only_cited_carries_no_headline(make: Any) -> None:
    assert seen(make(MAIN, [given("gdp", "2024", 5, quote=None)])) is None


def test_a_number_that_is_not_there_is_said_to_be_missing_with_the_last_that_is_known(make: Any) -> None:
    dataset = make(MAIN, [*YEARS, given("gdp", "2022", 9, region="park", quote=None)])
    year = seen(dataset, region="park")
    assert year and year.year == 2024 and "没有带原文的数" in year.title
    gdp, fai = year.headlines
    assert (gdp.figure, gdp.known_words) == ("未收录", "最近2022年9%（仅引用）")
    assert (fai.figure, fai.known_words, fai.facts) == ("未收录", "", [])


def test_an_earlier_year_and_another_region_can_be_in_focus(make: Any) -> None:
    park = [given("gdp", "2022", 9, region="park")]
    dataset = make(MAIN, [*YEARS, *park])
    earlier, there = seen(dataset, latest=2023), seen(dataset, region="park")
    assert earlier and earlier.year == 2023 and there and (there.year, there.region) == (2022, "某园区")
