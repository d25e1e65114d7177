"""Attraction: a chart a class, part-years hatched, amounts apart."""

from __future__ import annotations

from xtdata.charts import Chart, Look, attraction
from xtdata.facts.dataset import Dataset

BIG = {"big": {"name": "引进亿元以上项目数", "unit": "个", "measure": "count", "theme": "attraction", "panel": "亿元以上项目"}}


def charts(dataset: Dataset, look: Look | None = None) -> dict[str, Chart]:
    return {chart.key: chart for chart in attraction(list(dataset.facts.values()), dataset, look or Look())}


def bars(chart: Chart) -> dict[str, dict]:
    return {trace["customdata"][0][0]: trace for trace in chart.figure["data"] if trace["type"] == "bar"}


def test_a_part_year_is_hatched_and_says_so(make) -> None:
    dataset = make(BIG, [{"indicator": "big", "period": "2021", "value": 20}, {"indicator": "big", "period": "2022-01/2022-11", "value": 19, "region": "park"}])  # fmt: skip
    chart = charts(dataset)["attraction-亿元以上项目"]
    drawn = bars(chart)
    assert "pattern" in drawn["big/park/2022-01..2022-11"]["marker"] and "pattern" not in drawn["big/town/2021"]["marker"]
    assert any("2022年1–11月" in text["text"] for text in chart.figure["layout"]["annotations"])
    assert chart.title == "2022年1–11月某园区引进亿元以上项目19个；2021年某市20个"


def test_each_class_is_a_chart_and_amounts_are_apart(shipped: Dataset) -> None:
    observations, indicators = shipped.catalogue.observations, shipped.catalogue.indicators
    for key, chart in charts(shipped).items():
        money = {shipped.catalogue.unit(observations[one]).endswith("元") for one in chart.ids}
        assert money == {key == "attraction-amounts"}
        if key not in {"attraction-amounts", "attraction-singles"}:
            assert {indicators[observations[one].indicator].panel for one in chart.ids} == {key.removeprefix("attraction-")}


def test_the_level_before_is_dashed_and_can_be_switched_off(make) -> None:
    indicators = BIG | {"ratio": {"name": "为上一年度的倍数", "unit": "倍", "theme": "attraction"}}
    facts = [{"indicator": "big", "period": "2020", "value": 39}, {"indicator": "ratio", "period": "2020", "value": "2.8"}]
    dataset = make(indicators, facts, ({"kind": "multiple", "result": "ratio/town/2020", "terms": ["big/town/2020"]},))

    def words(look: Look) -> str:
        return str(charts(dataset, look)["attraction-singles"].figure["layout"]["annotations"])

    assert "推算约14个" in words(Look()) and "推算" not in words(Look(derived=False))


def test_a_total_of_several_years_says_so_beside_single_years(make) -> None:
    dataset = make(BIG, [{"indicator": "big", "period": "2017/2021", "value": 480}, {"indicator": "big", "period": "2022", "value": 150}])
    assert "480个（5年合计）" in str(charts(dataset)["attraction-亿元以上项目"].figure["layout"]["annotations"])


def test_a_total_of_several_years_lies_below_on_a_scale_of_its_own(make) -> None:
    facts = [{"indicator": "big", "period": period, "value": value} for period, value in (("2017/2021", 480), ("2021", 120), ("2022", 150))]
    chart = charts(make(BIG, facts))["attraction-亿元以上项目"]
    drawn, layout = bars(chart), chart.figure["layout"]
    total, year = drawn["big/town/2017..2021"], drawn["big/town/2022"]
    scales = [layout[trace["xaxis"].replace("x", "xaxis")]["range"][1] for trace in (total, year)]
    assert scales == [480, 150]
    assert "5年合计，不与单年的数比，横轴也不同" in str(layout["annotations"])
    assert chart.title == "2022年某市引进亿元以上项目150个"


def test_the_sentence_tells_the_newest_first_and_says_how_many_there_are(make) -> None:
    facts = [{"indicator": "big", "period": str(year), "value": year - 2000} for year in range(2017, 2023)]
    facts += [{"indicator": "big", "period": "2022", "value": 30, "status": "target"}, {"indicator": "big", "period": "2023", "value": 40, "status": "target"}]  # fmt: skip
    chart = charts(make(BIG, facts))["attraction-亿元以上项目"]
    assert [statement[:5] for statement in chart.statements] == [
        "2022年",
        "2022年",
        "2023年",
        "2021年",
        "2020年",
        "2019年",
        "2018年",
        "2017年",
    ]
    assert chart.sentence.endswith("2021年某市引进亿元以上项目21个，等 8 条（见表）。")
    assert chart.brief.count("；") == 2 and chart.untold == 5


def test_the_legend_explains_only_what_is_drawn(make) -> None:
    facts = [{"indicator": "big", "period": f"{year}-01/{year}-11", "value": 20} for year in (2021, 2022)]
    chart = charts(make(BIG, facts))["attraction-亿元以上项目"]
    assert [glyph for glyph, _ in chart.legend] == ["▨", "“”"]
