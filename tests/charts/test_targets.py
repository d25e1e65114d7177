"""Targets beside results: what belongs together, what is judged and how, and that both can be touched."""

from __future__ import annotations

import json
from typing import Any

import pytest

from xtdata.charts import Chart, Look, targets, unanswered
from xtdata.charts.aims import APART, MET, MISSED, UNJUDGED, UNSURE, judged
from xtdata.facts.dataset import Dataset

GROWTH = {"fai": {"name": "固定资产投资增速", "unit": "%", "measure": "growth", "theme": "investment", "direction": "higher"}}


def facts(*given: tuple[str, Any, str, str]) -> list[dict[str, Any]]:
    return [{"indicator": "fai", "period": p, "value": v, "status": s, "qualifier": q} for p, v, s, q in given]


def charts(dataset: Dataset, look: Look | None = None) -> list[Chart]:
    return targets(list(dataset.facts.values()), dataset, look or Look())


def texts(chart: Chart) -> str:
    return " ".join(text["text"] for text in chart.figure["layout"]["annotations"])


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


def test_the_title_counts_the_years_that_can_be_compared(twelve: Dataset) -> None:
    [chart] = charts(twelve)
    assert chart.title == "2019—2023年某市固定资产投资增速：5年中有2年的目标与结果可比，1年达到（含预计）"
    assert chart.sentence.startswith("预计2023年")
    assert chart.sentence.endswith("；2020年某市固定资产投资增长8.2%，目标10%以上，−1.8个百分点，未达到。")


def test_target_and_result_of_a_year_can_both_be_touched(twelve: Dataset) -> None:
    [chart] = charts(twelve)
    touched = [one[0] for trace in chart.figure["data"] for one in trace["customdata"]]
    assert set(touched) == set(chart.ids) == set(twelve.catalogue.observations)


def test_what_has_no_counterpart_is_drawn_and_says_so(twelve: Dataset) -> None:
    [chart] = charts(twelve)
    assert "实际11.2%，没有同期目标" in texts(chart) and "目标约6%，没有同期结果" in texts(chart)
    assert "实际8.1%，没有同期目标" in texts(chart)
    assert "2021–<br>2022年" in texts(chart) and "没有收录目标与结果" in texts(chart)


def test_a_bound_is_a_band_open_to_its_side_and_left_and_right_a_closed_one(twelve: Dataset) -> None:
    [chart] = charts(twelve)
    bands = [(shape["x0"], shape["x1"]) for shape in chart.figure["layout"]["shapes"] if shape["type"] == "rect"]
    top = chart.figure["layout"]["xaxis"]["range"][1]
    assert (10.0, top) in bands and (5.7, 6.3) in bands and len(bands) == 2


def test_a_forecast_is_hollow_and_so_is_every_target(twelve: Dataset) -> None:
    [chart] = charts(twelve)
    fills = {trace["customdata"][0][0]: trace["marker"]["color"] for trace in chart.figure["data"]}
    hollow = {key for key, color in fills.items() if color == Look().paper}
    assert hollow == {"fai/town/2020:target", "fai/town/2023:target", "fai/town/2023:expected", "fai/town/2024:target"}


def test_only_one_definition_stands_in_a_panel(make: Any) -> None:
    indicators = GROWTH | {
        "other": {"name": "投资增速（另一口径）", "unit": "%", "measure": "growth", "theme": "investment", "direction": "higher"}
    }
    dataset = make(indicators, [*facts(("2022", 8, "target", "exact")), {"indicator": "other", "period": "2022", "value": 9}])
    assert charts(dataset) == []
    assert [fact.id for fact in unanswered(list(dataset.facts.values()), dataset)] == ["fai/town/2022:target"]


def test_what_was_not_judged_is_not_called_missed(make: Any) -> None:
    neutral = {"fai": GROWTH["fai"] | {"direction": "neutral"}}
    given = facts(*((year, value, status, "exact") for year in ("2020", "2021") for value, status in ((8, "target"), (9, "actual"))))
    assert charts(make(neutral, given))[0].title.endswith("2年中有2年的目标与结果可比，2年不能判断")
    assert charts(make(GROWTH, [*given[:2], *facts(("2021", 9, "target", "exact"), ("2021", 8, "actual", "exact"))]))[0].title.endswith(
        "1年达到"
    )


def test_an_average_is_not_measured_against_a_year(make: Any) -> None:
    average = {"indicator": "fai", "period": "2016/2020", "value": 12, "statistic": "annual_average"}
    dataset = make(GROWTH, [*facts(("2020", 8, "target", "exact")), average])
    [chart] = charts(dataset)
    assert chart.key == "targets-apart" and "没有一个期间同时有目标和结果" in chart.title


def test_a_single_comparison_stands_with_the_others(make: Any) -> None:
    dataset = make(GROWTH, facts(("2020", 8, "target", "exact"), ("2020", 9, "actual", "exact")))
    [chart] = charts(dataset)
    assert chart.key == "targets-others" and "+1个百分点，达到" in texts(chart)


def test_a_fact_about_one_company_is_left_out(make: Any) -> None:
    given = [one | {"subject": "某厂"} for one in facts(("2020", 8, "target", "exact"), ("2020", 9, "actual", "exact"))]
    dataset = make(GROWTH, given)
    assert charts(dataset) == [] and unanswered(list(dataset.facts.values()), dataset) == []


@pytest.mark.parametrize("meeting", [False, True])
def test_on_a_phone_the_words_leave_room_for_the_glyphs(shipped: Dataset, meeting: bool) -> None:
    look = Look(meeting=meeting)
    for chart in charts(shipped, look):
        margin = chart.figure["layout"]["margin"]
        assert look.narrow - margin["l"] - margin["r"] >= look.px(70)


def test_names_from_the_data_are_never_markup(make: Any) -> None:
    evil = '<a href="https://x.example">增速</a>'
    indicators = {"fai": GROWTH["fai"] | {"name": evil}, "two": GROWTH["fai"] | {"name": evil, "unit": evil}}
    given = facts(("2020", 8, "target", "exact"), ("2020", 9, "actual", "exact"))
    for chart in charts(make(indicators, given + [one | {"indicator": "two"} for one in given])):
        assert "<a " not in json.dumps(chart.figure, ensure_ascii=False)
