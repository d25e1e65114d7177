"""Investment: spans on a time axis, lines between like and like, completion against plan, amounts."""

from __future__ import annotations

import pytest

from xtdata.charts import Chart, Look, investment
from xtdata.facts.dataset import Dataset

GROWTH = {"fai": {"name": "固定资产投资增速", "unit": "%", "measure": "growth", "theme": "investment"}}


def one_chart(dataset: Dataset, key: str, look: Look | None = None) -> Chart:
    return next(chart for chart in investment(list(dataset.facts.values()), dataset, look or Look()) if chart.key == key)


def lines(chart: Chart) -> list[dict]:
    return [shape for shape in chart.figure["layout"]["shapes"] if shape["type"] == "line"]


def spans(chart: Chart, value: float) -> list[tuple[str, str]]:
    return [(line["x0"][:10], line["x1"][:10]) for line in lines(chart) if line["y0"] == line["y1"] == value]


def joins(chart: Chart) -> list[tuple[float, float]]:
    """The vertical lines that are no year lines: from one value to the next."""
    low = chart.figure["layout"]["yaxis"]["range"][0]
    return [(line["y0"], line["y1"]) for line in lines(chart) if line["x0"] == line["x1"] and line["y0"] != low]


def test_eleven_months_are_drawn_eleven_months_long_and_an_average_over_its_years(make) -> None:
    dataset = make(GROWTH, [
        {"indicator": "fai", "period": "2020-01/2020-11", "value": "8.1"},
        {"indicator": "fai", "period": "2021/2023", "value": "7.7", "statistic": "annual_average"},
    ])  # fmt: skip
    chart = one_chart(dataset, "investment-growth")
    assert spans(chart, 8.1) == [("2020-01-01", "2020-12-01")]
    assert spans(chart, 7.7) == [("2021-01-01", "2024-01-01")]
    assert chart.title == "2020年1–11月某市固定资产投资增长8.1%；2021–2023年年均增长7.7%"
    assert joins(chart) == []


def test_only_consecutive_periods_of_one_series_are_joined(make) -> None:
    facts = [
        ("2018", 9, "actual"),
        ("2020", 8, "actual"),
        ("2021", 7, "actual"),
        ("2022", 6, "expected"),
        ("2023-01/2023-11", 5, "expected"),
    ]
    dataset = make(GROWTH, [{"indicator": "fai", "period": p, "value": v, "status": s} for p, v, s in facts])
    assert joins(one_chart(dataset, "investment-growth")) == [(8.0, 7.0)]


def test_a_target_is_hollow_and_a_bound_is_an_arrow(make) -> None:
    dataset = make(GROWTH, [
        {"indicator": "fai", "period": "2021", "value": 9},
        {"indicator": "fai", "period": "2022", "value": 8, "status": "target"},
        {"indicator": "fai", "period": "2023", "value": 7, "status": "target", "qualifier": "at_least"},
    ])  # fmt: skip
    chart, paper = one_chart(dataset, "investment-growth"), Look().paper
    drawn = {trace["customdata"][0][0].split("/")[2]: trace["marker"] for trace in chart.figure["data"]}
    assert (drawn["2021"]["symbol"], drawn["2021"]["color"] == paper) == ("circle", False)
    assert (drawn["2022:target"]["symbol"], drawn["2022:target"]["color"]) == ("diamond", paper)
    assert (drawn["2023:target"]["symbol"], drawn["2023:target"]["color"]) == ("triangle-up", paper)
    assert {"●", "◇", "▲"} <= {glyph for glyph, _ in chart.legend} and "▼" not in {glyph for glyph, _ in chart.legend}


def test_points_and_completion_rates_stay_off_the_growth_axis(shipped: Dataset) -> None:
    units = {key: shipped.catalogue.unit(one) for key, one in shipped.catalogue.observations.items()}
    chart = one_chart(shipped, "investment-growth")
    assert {units[one] for one in chart.ids} == {"%"}
    assert not [one for one in chart.ids if "完成率" in shipped.catalogue.indicators[shipped.catalogue.observations[one].indicator].name]
    assert "个百分点" in chart.left_out


def test_completion_stands_against_the_plan_and_names_the_amounts(shipped: Dataset) -> None:
    chart = one_chart(shipped, "investment-completion")
    assert "预计2022年湘乡市重点项目完成投资255亿元，为年度计划的115%" in chart.statements
    assert "预计2022年湘乡市产业项目完成投资190亿元，为计划的117%（计划162.6亿元）" in chart.statements
    plans = [shape for shape in lines(chart) if shape["x0"] == shape["x1"] == 100]
    rates = [one for one in chart.ids if shipped.catalogue.unit(shipped.catalogue.observations[one]) == "%"]
    assert len(plans) == len(rates)


def test_a_sum_of_five_years_is_not_compared_with_a_year(make) -> None:
    dataset = make({"sum": {"name": "投资额", "unit": "亿元", "theme": "investment"}}, [
        {"indicator": "sum", "period": "2013", "value": 1207}, {"indicator": "sum", "period": "2014", "value": 1500}, {"indicator": "sum", "period": "2011/2015", "value": 6068},
    ])  # fmt: skip
    chart = one_chart(dataset, "investment-amounts")
    assert len(chart.ids) == 2 and "6068亿元" in chart.left_out


@pytest.mark.parametrize("meeting", [False, True])
def test_labels_of_many_years_never_lie_on_each_other_on_a_phone(make, meeting: bool) -> None:
    facts = [
        {"indicator": "fai", "period": str(2012 + n), "value": 8 + n % 3, "status": s} for n in range(12) for s in ("actual", "target")
    ]
    dataset, look = make(GROWTH, facts), Look(meeting=meeting)
    layout = one_chart(dataset, "investment-growth", look).figure["layout"]
    low, high = layout["yaxis"]["range"]
    height = layout["height"] * (layout["yaxis"]["domain"][1] - layout["yaxis"]["domain"][0])
    middles = [
        (text["x"], (high - text["y"]) / (high - low) * height - text["yshift"]) for text in layout["annotations"] if "yshift" in text
    ]
    same = [(a, b) for i, a in enumerate(middles) for b in middles[i + 1 :] if a[0] == b[0]]
    assert middles and all(abs(a[1] - b[1]) > look.size for a, b in same)


def test_a_full_panel_prints_every_year_below_the_axis(make) -> None:
    facts = [{"indicator": "fai", "period": str(2012 + n), "value": 8, "status": s} for n in range(6) for s in ("actual", "target")]
    chart = one_chart(make(GROWTH, facts), "investment-growth")
    assert [text["text"] for text in chart.figure["layout"]["annotations"]].count("8") >= 12 and not chart.left_out


def test_each_region_has_a_panel_so_that_none_flattens_another(make) -> None:
    dataset = make(
        GROWTH, [{"indicator": "fai", "period": "2021", "value": 8}, {"indicator": "fai", "period": "2021", "value": 84, "region": "park"}]
    )
    layout = one_chart(dataset, "investment-growth").figure["layout"]
    tops = [axis["range"][1] for key, axis in layout.items() if key.startswith("yaxis") and axis.get("ticksuffix") == "%"]
    assert len(tops) == 2 and tops[0] < 20 < 84 < tops[1]
