"""Targets beside results: what belongs together, what is judged and how, and that both can be touched."""

from __future__ import annotations

from typing import Any

import pytest
from marked import symbols

from xtdata.charts import Chart, Style, targets, unanswered
from xtdata.charts.aims import APART, MET, MISSED, UNJUDGED, UNSURE, judged
from xtdata.facts.dataset import Dataset

GROWTH = {"fai": {"name": "固定资产投资增速", "unit": "%", "measure": "growth", "theme": "investment", "direction": "higher"}}


def facts(*given: tuple[str, Any, str, str]) -> list[dict[str, Any]]:
    return [{"indicator": "fai", "period": p, "value": v, "status": s, "qualifier": q} for p, v, s, q in given]


def charts(dataset: Dataset, style: Style | None = None) -> list[Chart]:
    return targets(list(dataset.facts.values()), dataset, style or Style())


def verdict(make: Any, aim: dict[str, Any], result: dict[str, Any], direction: str = "higher", unit: str = "%") -> tuple[str, str]:
    dataset = make(
        {"one": {"name": "指标", "unit": unit, "theme": "investment"}},
        [{"indicator": "one", "period": "2022", "status": "target", **aim}, {"indicator": "one", "period": "2022", **result}],
    )
    found = judged(*dataset.facts.values(), direction)
    return found.kind, found.words


@pytest.mark.parametrize(
    ("aim", "result", "kind", "words"),
    [
        ({"value": 8}, {"value": "8.6"}, MET, "+0.6个百分点，达到"),
        ({"value": "8.3"}, {"value": 7}, MISSED, "−1.3个百分点，未达到"),
        ({"value": "8.2"}, {"value": "8.2", "status": "expected"}, MET, "持平，预计达到"),
        ({"value": "6.5", "qualifier": "at_least"}, {"value": "6.4", "status": "expected"}, MISSED, "−0.1个百分点，预计未达到"),
        ({"value": 8, "qualifier": "over"}, {"value": 8}, MISSED, "持平，未达到"),
        ({"value": 8, "qualifier": "over"}, {"value": 8, "qualifier": "over"}, MET, "多于持平，达到"),
        ({"value": 8, "qualifier": "approx"}, {"value": "7.7"}, MET, "−0.3个百分点，在“左右”之内"),
        ({"value": 8, "qualifier": "approx"}, {"value": "8.1"}, MET, "+0.1个百分点，达到"),
        ({"value": 8, "qualifier": "approx"}, {"value": "7.5"}, MISSED, "−0.5个百分点，未达到"),
        ({"value": [7, 8], "qualifier": "range"}, {"value": "6.9"}, MISSED, "−0.1个百分点，未达到"),
        ({"value": [7, 8], "qualifier": "range"}, {"value": "7.5"}, MET, "持平，达到"),
        ({"value": "3.5", "qualifier": "at_most"}, {"value": 2}, MET, "−1.5个百分点，达到"),
        ({"value": 8}, {"value": 8, "qualifier": "at_least"}, MET, "至少持平，达到"),
        ({"value": 8}, {"value": 7, "qualifier": "at_least"}, UNSURE, "至少−1个百分点，说法有余地，不能判断"),
        ({"value": 8}, {"value": 8, "qualifier": "approx"}, UNSURE, "约持平，说法有余地，不能判断"),
        ({"value": 8}, {"value": "7.5", "qualifier": "approx"}, MISSED, "约−0.5个百分点，未达到"),
        ({"value": 8}, {"value": 9, "status": "ongoing"}, UNJUDGED, "尚在进行，不判断"),
        ({"value": 8, "comparison": "同比"}, {"value": 9, "comparison": "环比"}, APART, "比较的对象不同，不比"),
        ({"value": 8, "unit": "倍"}, {"value": 9}, APART, "单位不同，不比"),
    ],
)
def test_the_words_of_the_target_are_taken_at_their_word(
    make: Any, aim: dict[str, Any], result: dict[str, Any], kind: str, words: str
) -> None:
    assert verdict(make, aim, result) == (kind, words)


def test_where_less_is_better_less_meets_the_target(make: Any) -> None:
    assert verdict(make, {"value": "-3.66"}, {"value": -4}, "lower") == (MET, "−0.34个百分点，达到")
    assert verdict(make, {"value": 50}, {"value": 55}, "lower", "个") == (MISSED, "+5个，未达到")


def test_where_neither_is_better_only_the_difference_is_told(make: Any) -> None:
    assert verdict(make, {"value": 3}, {"value": "2.5"}, "neutral") == (UNJUDGED, "−0.5个百分点")
    assert verdict(make, {"value": 3, "qualifier": "at_most"}, {"value": "2.5"}, "neutral")[0] == MET


@pytest.fixture
def twelve(make: Any) -> Dataset:
    return make(GROWTH, facts(
        ("2019", "11.2", "actual", "exact"), ("2020", 10, "target", "at_least"), ("2020", "8.2", "actual", "exact"),
        ("2020-01/2020-11", "8.1", "actual", "exact"), ("2023", "8.3", "target", "exact"), ("2023", "8.6", "expected", "exact"),
        ("2024", 6, "target", "approx"),
    ))  # fmt: skip


def test_the_table_has_a_verdict_and_the_gap_for_each_year(twelve: Dataset) -> None:
    table = charts(twelve)[0].table
    assert table and table.columns == ("2023年", "2020年")
    [row] = table.rows
    assert [(cell.sign, cell.text, cell.state) for cells in row.cells for cell in cells] == [
        ("✓", "预计 +0.3", MET),
        ("✗", "−1.8", MISSED),
    ]


def test_the_title_of_the_table_counts_the_latest_year(twelve: Dataset) -> None:
    assert charts(twelve)[0].title == "2023年1项可比的目标，1项达到（含预计）"


def test_the_title_counts_the_years_that_can_be_compared(twelve: Dataset) -> None:
    chart = charts(twelve)[1]
    assert chart.title == "2020—2023年某市固定资产投资增速：2年的目标与结果可比，1年达到（含预计）"
    assert chart.sentence.startswith("预计2023年")
    assert chart.sentence.endswith("；2020年某市固定资产投资增长8.2%，目标10%以上，−1.8个百分点，未达到。")


def test_target_and_result_of_a_year_can_both_be_touched_and_lie_apart_by_the_gap(twelve: Dataset) -> None:
    chart = charts(twelve)[1]
    assert {mark.touch.id for mark in symbols(chart)} == {"fai/town/2020:target", "fai/town/2020", "fai/town/2023:target", "fai/town/2023:expected"}  # fmt: skip
    assert [mark.value for mark in symbols(chart, "fai/town/2020")] == [-1.8]
    assert [mark.value for mark in symbols(chart, "fai/town/2020:target")] == [0]


def test_what_has_no_counterpart_is_told_and_not_drawn(twelve: Dataset) -> None:
    chart = charts(twelve)[1]
    assert chart.left_out == "只有目标：2024年约6%；只有结果：2019年11.2%、2020年1–11月8.1%。"
    assert "fai/town/2019" in chart.ids


def test_a_miss_has_the_colour_of_alarm_and_a_forecast_is_hollow(twelve: Dataset) -> None:
    chart, style = charts(twelve)[1], Style()
    assert symbols(chart, "fai/town/2020")[0].stroke == style.alarm
    hollow = {mark.touch.id for mark in symbols(chart) if mark.fill == style.background}
    assert hollow == {"fai/town/2020:target", "fai/town/2023:target", "fai/town/2023:expected"}


def test_a_miss_that_is_only_cited_is_lighter(make: Any) -> None:
    dataset = make(GROWTH, [one | {"quote": None} for one in facts(("2022", 9, "target", "exact"), ("2022", 8, "actual", "exact"))])
    [point] = symbols(charts(dataset)[1], "fai/town/2022")
    assert point.fill == Style().pale_alarm != Style().alarm


def test_what_is_told_of_another_region_names_it(make: Any) -> None:
    both = [("2022", 9, "target", "exact"), ("2022", 8, "actual", "exact"), ("2023-01/2023-10", 7, "actual", "exact")]
    dataset = make(GROWTH, [one | {"region": region} for region in ("town", "park") for one in facts(*both)])
    assert charts(dataset)[1].left_out == "只有结果：2023年1–10月7%、某园区2023年1–10月7%。"


def test_only_one_definition_stands_in_a_panel(make: Any) -> None:
    indicators = GROWTH | {"other": {"name": "投资增速（另一口径）", "unit": "%", "theme": "investment", "direction": "higher"}}
    dataset = make(indicators, [*facts(("2022", 8, "target", "exact")), {"indicator": "other", "period": "2022", "value": 9}])
    assert charts(dataset) == []
    assert [fact.id for fact in unanswered(list(dataset.facts.values()), dataset)] == ["fai/town/2022:target"]


def test_what_was_not_judged_is_not_called_missed(make: Any) -> None:
    neutral = {"fai": GROWTH["fai"] | {"direction": "neutral"}}
    given = facts(*((year, value, status, "exact") for year in ("2020", "2021") for value, status in ((8, "target"), (9, "actual"))))
    assert charts(make(neutral, given))[1].title.endswith("2年的目标与结果可比，2年不能判断")
    assert charts(make(GROWTH, [*given[:2], *facts(("2021", 9, "target", "exact"), ("2021", 8, "actual", "exact"))]))[1].title.endswith(
        "1年达到"
    )


def test_an_average_is_not_measured_against_a_year(make: Any) -> None:
    average = {"indicator": "fai", "period": "2016/2020", "value": 12, "statistic": "annual_average"}
    dataset = make(GROWTH, [*facts(("2020", 8, "target", "exact")), average])
    [chart] = charts(dataset)
    assert chart.key == "targets-apart" and chart.drawing is None and "没有同一期间的" in chart.title


def test_a_fact_about_one_company_is_left_out(make: Any) -> None:
    given = [one | {"subject": "某厂"} for one in facts(("2020", 8, "target", "exact"), ("2020", 9, "actual", "exact"))]
    dataset = make(GROWTH, given)
    assert charts(dataset) == [] and unanswered(list(dataset.facts.values()), dataset) == []


@pytest.mark.parametrize("meeting", [0, 32])
def test_on_a_phone_the_words_leave_room_for_the_glyphs(shipped: Dataset, meeting: int) -> None:
    style = Style(meeting=meeting)
    for chart in charts(shipped, style):
        if chart.drawing:
            assert style.narrow - chart.drawing.left - chart.drawing.right >= style.px(60)
