"""Regions beside each other: every one of them with what is missing, ranked only where figures are alike."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from xtdata.charts import Style, lines, matrix
from xtdata.charts.districts import Matrix, ranking
from xtdata.facts.dataset import Dataset
from xtdata.facts.loading import Loaded
from xtdata.model.catalogue import Region

GROWTH = {"gdp": {"name": "生产总值增速", "unit": "%", "measure": "growth", "theme": "investment", "direction": "higher", "headline": True}}
TIME = {"time": {"name": "审批用时", "unit": "工作日", "measure": "duration", "theme": "approval", "direction": "lower"}}
AMOUNT = {"fai": {"name": "投资额", "unit": "亿元", "theme": "investment", "direction": "higher"}}
EAST, WEST, NORTH = "east", "west", "north"


def one(key: str, region: str, period: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"indicator": key, "region": region, "period": period, "value": value, **more}


@pytest.fixture
def beside(make: Any) -> Any:
    """The matrix of a town with three districts."""

    def build(indicators: dict[str, Any], observations: list[dict[str, Any]], **asked: Any) -> Matrix:
        dataset = with_districts(make(indicators, observations))
        return matrix(list(dataset.facts.values()), dataset, **asked)

    return build


def with_districts(dataset: Dataset) -> Dataset:
    loaded, catalogue = dataset.loaded, dataset.catalogue
    districts = {key: Region(name=name, kind="district", parent="town") for key, name in ((EAST, "东区"), (WEST, "西区"), (NORTH, "北区"))}
    changed = type(catalogue)(**{**_fields(catalogue), "regions": {"town": catalogue.regions["town"], **districts}})
    return Dataset(Loaded(loaded.path, changed))


def _fields(catalogue: Any) -> dict[str, Any]:
    return {name: getattr(catalogue, name) for name in type(catalogue).__dataclass_fields__}


def names(table: Matrix) -> list[tuple[str, int | None, str]]:
    return [(place.name, place.rank, place.why) for place in table.places]


def texts(table: Matrix, column: int = 0) -> list[tuple[str, str] | None]:
    return [(cell.text, cell.detail) if (cell := place.cells[column]) else None for place in table.places]


def test_every_region_below_the_home_region_has_its_latest_figure_and_the_others_show_nothing(beside: Any) -> None:
    table = beside(GROWTH, [one("gdp", EAST, "2022", 9), one("gdp", EAST, "2023-01/2023-11", 8), one("gdp", "town", "2023", 5)])
    assert [place.name for place in table.places] == ["东区", "西区", "北区"]
    assert texts(table) == [("8%", "2023年1–11月"), None, None]
    assert ("·", "未收录") in table.legend


def test_of_one_period_the_firm_figure_stands_before_the_forecast_and_the_year_before_its_last_months(beside: Any) -> None:
    table = beside(
        GROWTH,
        [
            one("gdp", EAST, "2023", 8, status="expected"),
            one("gdp", EAST, "2023", 7),
            one("gdp", WEST, "2023-10/2023-12", 9),
            one("gdp", WEST, "2023", 6),
        ],
    )
    assert texts(table)[:2] == [("7%", "2023年"), ("6%", "2023年")]


def test_targets_averages_and_single_companies_are_no_results(beside: Any) -> None:
    figures = [
        one("gdp", EAST, "2024", 9, status="target"),
        one("gdp", EAST, "2020/2023", 8, statistic="annual_average"),
        one("gdp", EAST, "2023", 7, subject="甲厂"),
    ]
    assert texts(beside(GROWTH, figures)) == [None, None, None]


def test_a_cell_says_how_its_figure_is_meant_and_proved(beside: Any) -> None:
    table = beside(GROWTH, [one("gdp", EAST, "2023", 7, status="expected"), one("gdp", WEST, "2023", 6, quote=None)])
    east, west = (place.cells[0] for place in table.places[:2])
    assert east and west
    assert east.sign == "○“”" and east.says == "预计2023年东区生产总值增长7%（引文待核）"
    assert west.is_cited and "仅引用" in west.says
    assert {meaning for _, meaning in table.legend} == {"实际", "预计、进行中", "引文待核", "仅引用", "未收录"}


def test_the_columns_are_the_main_indicators_and_those_that_can_be_compared(beside: Any) -> None:
    apart = [one("fai", EAST, "2022", 5), one("fai", WEST, "2023", 6)]
    assert list(beside(GROWTH | AMOUNT, apart).columns) == ["gdp"]
    assert list(beside(GROWTH | AMOUNT, [*apart, one("fai", NORTH, "2023", 7)]).columns) == ["gdp", "fai"]
    assert list(beside(GROWTH | AMOUNT, apart, by="fai").columns) == ["gdp", "fai"]
    assert list(beside(GROWTH | AMOUNT, apart, columns=["fai"]).columns) == ["fai"]


def test_only_figures_of_one_period_are_ranked_and_the_others_say_why_not(beside: Any) -> None:
    table = beside(GROWTH, [one("gdp", EAST, "2022", 5), one("gdp", WEST, "2023", 9), one("gdp", NORTH, "2022", 6)], by="gdp")
    assert names(table) == [("北区", 1, ""), ("东区", 2, ""), ("西区", None, "期间不同：2023年")]
    assert table.title == "2022年生产总值增速：2个县市区、园区有同期的数可比"
    assert table.told == "北区6%，东区5%；期间不同：2023年：西区。"


def test_a_ranked_region_shows_the_figure_that_is_ranked(beside: Any) -> None:
    table = beside(GROWTH, [one("gdp", EAST, "2022", 5), one("gdp", EAST, "2023", 9), one("gdp", WEST, "2022", 6)], by="gdp")
    assert texts(table) == [("6%", "2022年"), ("5%", "2022年"), None]


def test_figures_in_another_unit_are_not_ranked(beside: Any) -> None:
    figures = [one("fai", EAST, "2022", 5), one("fai", WEST, "2022", 600, unit="万元"), one("fai", NORTH, "2022", 4)]
    assert names(beside(AMOUNT, figures, by="fai"))[2] == ("西区", None, "单位不同：万元")


def test_where_less_is_better_the_least_comes_first_and_equal_figures_share_a_rank(beside: Any) -> None:
    table = beside(TIME, [one("time", EAST, "2022", 5), one("time", WEST, "2022", 2), one("time", NORTH, "2022", 2)], by="time")
    assert names(table) == [("西区", 1, ""), ("北区", 1, ""), ("东区", 3, "")]
    assert [place.depth for place in table.places] == [0, 0, 1]


def test_a_figure_that_is_open_to_one_side_is_ranked_only_where_that_leaves_no_doubt(beside: Any) -> None:
    figures = [one("fai", EAST, "2022", 626, qualifier="over"), one("fai", WEST, "2022", 630), one("fai", NORTH, "2022", 600)]
    doubtful = beside(AMOUNT, figures, by="fai")
    assert names(doubtful) == [("西区", 1, ""), ("北区", 2, ""), ("东区", None, "只说“超626亿元”，分不出先后")]
    sure = beside(AMOUNT, [{**figures[0], "value": 640}, *figures[1:]], by="fai")
    assert names(sure) == [("东区", 1, ""), ("西区", 2, ""), ("北区", 3, "")]
    alone = beside(AMOUNT, figures[:2], by="fai")
    assert not alone.ranked and alone.title == "投资额：同一期间的数没有说到准数，不排位次"


def test_without_two_figures_of_one_period_nothing_is_ranked(beside: Any) -> None:
    table = beside(GROWTH, [one("gdp", EAST, "2022", 5), one("gdp", WEST, "2023", 9)], by="gdp")
    assert [rank for _, rank, _ in names(table)] == [None] * 3
    assert "不排位次" in table.title
    assert names(table)[0][2] == "没有同期的数可比"


def test_of_two_periods_with_as_many_regions_the_later_is_ranked(beside: Any) -> None:
    figures = [one("gdp", region, year, 5) for region in (EAST, WEST) for year in ("2023", "2022")]
    assert beside(GROWTH, figures, by="gdp").ranking.period == "2023年"


@for_all(
    figures=st.lists(
        st.tuples(st.sampled_from([EAST, WEST, NORTH]), st.sampled_from(["2021", "2022", "2022-01/2022-11"]), st.integers(-9, 9)),
        unique_by=lambda one: one[:2],
    )
)
def test_a_ranking_is_of_one_period_and_in_the_order_of_the_figures(make_once: Any, figures: list[tuple[str, str, int]]) -> None:
    dataset = with_districts(make_once(GROWTH, [one("gdp", *figure) for figure in figures]))
    found = ranking(list(dataset.facts.values()), dataset.catalogue.indicators["gdp"])
    assert len({(fact.period, fact.unit) for fact in found.facts.values()}) <= 1 and len(found.facts) != 1
    for region, fact in found.facts.items():
        assert found.ranks[region] == 1 + sum(other.value > fact.value for other in found.facts.values())
        assert 0 <= found.depth(region) <= 1


def test_what_goes_over_years_is_drawn_for_every_theme(make: Any) -> None:
    other = {"tax": {"name": "税收增速", "unit": "%", "measure": "growth", "theme": "macro"}}
    dataset = make(GROWTH | other, [one(key, "town", year, 5) for key in ("gdp", "tax") for year in ("2021", "2022")])
    assert [chart.key for chart in lines(list(dataset.facts.values()), dataset, Style())] == ["growth-gdp", "growth-tax"]
    single = make(GROWTH, [one("gdp", "town", "2022", 5)])
    assert lines(list(single.facts.values()), single, Style()) == []
