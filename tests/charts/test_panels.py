"""Amounts and counts: year rows on one scale for an indicator, the target in the row of its result, part-years hatched, sums as text."""

from __future__ import annotations

from typing import Any

from marked import bars, symbols, texts

from xtdata.charts import Chart, Style, theme_charts
from xtdata.facts.dataset import Dataset

BIG = {"big": {"name": "引进亿元以上项目数", "unit": "个", "measure": "count", "theme": "attraction", "panel": "亿元以上项目"}}


def charts(dataset: Dataset, style: Style | None = None) -> dict[str, Chart]:
    return {chart.key: chart for chart in theme_charts("attraction", list(dataset.facts.values()), dataset, style or Style())}


def big(period: str, value: int, **more: Any) -> dict[str, Any]:
    return {"indicator": "big", "period": period, "value": value, **more}


def test_a_part_year_is_hatched_and_says_so(make: Any) -> None:
    chart = charts(make(BIG, [big("2021", 20), big("2022-01/2022-11", 19, region="park")]))["counts-big"]
    drawn = bars(chart)
    assert drawn["big/park/2022-01..2022-11"].hatch and not drawn["big/town/2021"].hatch
    assert "2022年1–11月" in texts(chart) and "期间与上面不同，不宜直接相比" in texts(chart)
    assert chart.title == "2022年1–11月某园区引进亿元以上项目19个"
    assert any("斜纹" in meaning for _, meaning in chart.legend)


def test_the_same_year_of_another_region_is_told_beside(make: Any) -> None:
    chart = charts(make(BIG, [big("2021", 20), big("2021", 3, region="park")]))["counts-big"]
    assert chart.title == "2021年某市引进亿元以上项目20个；某园区3个" or chart.title == "2021年某园区引进亿元以上项目3个；某市20个"
    assert "期间与上面不同" not in texts(chart)


def test_all_regions_of_an_indicator_stand_on_one_scale(make: Any) -> None:
    chart = charts(make(BIG, [big("2021", 20), big("2022", 40), big("2021", 10, region="park")]))["counts-big"]
    lengths = {key: bar.x1 - bar.x0 for key, bar in bars(chart).items()}
    assert lengths["big/town/2022"] == 2 * lengths["big/town/2021"] == 4 * lengths["big/park/2021"]


def test_a_target_is_a_tick_in_the_row_of_its_result(make: Any) -> None:
    chart = charts(make(BIG, [big("2021", 20), big("2022", 40), big("2022", 50, status="target")]))["counts-big"]
    [tick] = symbols(chart, "big/town/2022:target")
    bar = bars(chart)["big/town/2022"]
    assert bar.y0 < tick.y < bar.y1 and tick.x > bar.x1 and "40个（目标50个）" in texts(chart)


def test_a_sum_of_several_years_is_text(make: Any) -> None:
    chart = charts(make(BIG, [big("2017/2021", 480), big("2021", 120), big("2022", 150)]))["counts-big"]
    assert "某市2017–2021年480个（5年合计，不与单年的数相比）" in texts(chart).replace("\n", "")
    assert "big/town/2017..2021" not in bars(chart) and "big/town/2017..2021" in chart.ids


def test_the_level_before_is_dotted_and_can_be_switched_off(make: Any) -> None:
    indicators = BIG | {"ratio": {"name": "为上一年度的倍数", "unit": "倍", "theme": "attraction"}}
    facts = [big("2020", 39), big("2021", 41), {"indicator": "ratio", "period": "2020", "value": "2.8"}]
    dataset = make(indicators, facts, ({"kind": "multiple", "result": "ratio/town/2020", "terms": ["big/town/2020"]},))
    assert "推算约14个" in texts(charts(dataset)["counts-big"])
    assert "推算" not in texts(charts(dataset, Style(derived=False))["counts-big"])


def test_a_single_figure_is_listed_and_not_drawn(make: Any) -> None:
    chart = charts(make(BIG, [big("2021", 20)]))["list-attraction"]
    assert chart.drawing is None and chart.ids == ("big/town/2021",)


def test_the_sentence_tells_the_newest_first_and_says_how_many_there_are(make: Any) -> None:
    facts = [big(str(year), year - 2000) for year in range(2017, 2023)]
    facts += [big("2022", 30, status="target"), big("2023", 40, status="target")]
    chart = charts(make(BIG, facts))["counts-big"]
    assert [statement[:5] for statement in chart.statements[:4]] == ["2022年", "2022年", "2023年", "2021年"]
    assert chart.sentence.endswith("，等 8 条（见表）。")


def test_each_amount_is_a_chart_of_its_own(make: Any) -> None:
    money = {key: {"name": name, "unit": "亿元", "theme": "investment"} for key, name in (("a", "投资额"), ("b", "税收"))}
    facts = [{"indicator": key, "period": year, "value": value} for key, value in (("a", 1805), ("b", 255)) for year in ("2014", "2015")]
    dataset = make(money, facts)
    made = theme_charts("investment", list(dataset.facts.values()), dataset, Style())
    assert [chart.key for chart in made] == ["amounts-a", "amounts-b"]


def test_figures_of_one_indicator_in_two_units_are_two_charts(make: Any) -> None:
    money = {"a": {"name": "外资", "unit": "亿美元", "theme": "investment"}}
    facts = [{"indicator": "a", "period": str(year), "value": 1} for year in (2014, 2015)]
    facts += [{"indicator": "a", "period": str(year), "value": 1, "unit": "万美元"} for year in (2016, 2017)]
    dataset = make(money, facts)
    made = theme_charts("investment", list(dataset.facts.values()), dataset, Style())
    assert [chart.key for chart in made] == ["amounts-a", "amounts-a-万美元"]
