"""Durations: both ends as a dumbbell, one matter through the years as steps, percentages on one scale."""

from __future__ import annotations

from typing import Any

from marked import bars, lines, symbols, texts

from xtdata.charts import Chart, Style, theme_charts
from xtdata.facts.dataset import Dataset

DAYS = {
    "time": {"name": "项目审批用时", "unit": "工作日", "measure": "duration", "theme": "approval", "direction": "lower"},
    "cut": {"name": "审批提速幅度", "unit": "%", "measure": "growth", "theme": "approval"},
}
CUT = {"kind": "reduction", "result": "cut/town/2022", "terms": ["time/town/2022"]}


def charts(dataset: Dataset, style: Style | None = None) -> dict[str, Chart]:
    return {chart.key: chart for chart in theme_charts("approval", list(dataset.facts.values()), dataset, style or Style())}


def values(chart: Chart, key: str) -> list[float]:
    return [mark.value for mark in symbols(chart, key)]


def test_a_printed_start_and_its_percentage_make_a_dumbbell(make: Any) -> None:
    facts = [{"indicator": "time", "period": "2022", "value": 50, "from": 180, "qualifier": "at_most"}, {"indicator": "cut", "period": "2022", "value": 72, "qualifier": "at_least"}]  # fmt: skip
    chart = charts(make(DAYS, facts, (CUT,)))["dumbbells-工作日"]
    assert values(chart, "time/town/2022") == [180.0, 50.0]
    assert "≤50" in texts(chart) and "提速72%以上" in texts(chart)
    assert set(chart.ids) == {"time/town/2022", "cut/town/2022"}
    assert not [line for line in lines(chart) if line.dotted]


def test_an_implied_start_is_hollow_dotted_explained_and_can_be_switched_off(make: Any) -> None:
    facts = [{"indicator": "time", "period": "2022", "value": 15}, {"indicator": "cut", "period": "2022", "value": "62.5"}]
    dataset = make(DAYS, facts, (CUT,))
    chart = charts(dataset)["dumbbells-工作日"]
    start = next(mark for mark in symbols(chart) if mark.shape == "square")
    assert abs(start.value - 40) < 0.1 and start.fill == Style().background and "÷" in "".join(start.touch.says)
    assert "推算约40" in texts(chart) and any("推算" in meaning for _, meaning in chart.legend)
    assert "dumbbells-工作日" not in charts(dataset, Style(derived=False))


def test_a_percentage_of_another_measure_says_what_it_measures(shipped: Dataset) -> None:
    chart = charts(shipped)["dumbbells-工作日"]
    assert "；" in chart.title and chart.title.endswith("72%以上")
    assert texts(chart).replace("\n", "").count("百分比指") == 1


def test_an_implied_bound_is_rounded_outwards(make: Any) -> None:
    facts = [
        {"indicator": "time", "period": "2022", "value": 30, "qualifier": "at_most"},
        {"indicator": "cut", "period": "2022", "value": 70},
    ]
    assert "推算≤102" in texts(charts(make(DAYS, facts, (CUT,)))["dumbbells-工作日"])


def test_hours_and_items_have_charts_of_their_own(shipped: Dataset) -> None:
    drawn = {key: chart for key, chart in charts(shipped).items() if key.startswith("dumbbells-")}
    for key, chart in drawn.items():
        assert {shipped.facts[one].unit for one in chart.ids} <= {key.removeprefix("dumbbells-"), "%"}
    assert len(drawn) > 1


def test_one_matter_through_the_years_is_a_row_of_steps_that_says_the_change_of_unit(make: Any) -> None:
    two = {"old": {"name": "企业开办时间", "unit": "天", "measure": "duration", "theme": "approval", "panel": "企业开办"},
           "new": {"name": "企业开办时限（工作日）", "unit": "工作日", "measure": "duration", "theme": "approval", "panel": "企业开办"}}  # fmt: skip
    facts = [{"indicator": "old", "period": "2019", "value": "2.5"}, {"indicator": "new", "period": "2020", "value": 2}]
    chart = charts(make(two, facts))["steps"]
    assert chart.title == "某市企业开办：2019年2.5天 → 2020年2个工作日"
    assert "单位先后为天、工作日" in texts(chart).replace("\n", "")
    first, second = symbols(chart, "old/town/2019")[0], symbols(chart, "new/town/2020")[0]
    assert first.x < second.x and first.y == second.y


def test_a_percentage_without_days_stands_apart_on_a_scale_to_a_hundred(make: Any) -> None:
    drawn = charts(make(DAYS, [{"indicator": "cut", "period": "2022", "value": 30, "status": "target"}]))
    assert list(drawn) == ["reductions"] and "目标30%" in texts(drawn["reductions"])
    [bar] = bars(drawn["reductions"]).values()
    assert bar.x1 - bar.x0 == 0.3


def test_percentages_are_sorted_by_matter_then_year(make: Any) -> None:
    other = {"steps": {"name": "环节压缩幅度", "unit": "%", "measure": "growth", "theme": "approval"}}
    facts = [{"indicator": key, "period": year, "value": 9} for year in ("2021", "2020") for key in ("steps", "cut")]
    assert charts(make(DAYS | other, facts))["reductions"].ids == ("cut/town/2020", "cut/town/2021", "steps/town/2020", "steps/town/2021")


def test_a_single_time_is_listed(make: Any) -> None:
    drawn = charts(make(DAYS, [{"indicator": "time", "period": "2022", "value": 5}]))
    assert list(drawn) == ["list-approval"] and drawn["list-approval"].drawing is None
