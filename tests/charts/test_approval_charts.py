"""Approval: a dumbbell a claim, implied figures hollow, the percentage at the end."""

from __future__ import annotations

from xtdata.charts import Chart, Look, approval
from xtdata.facts.dataset import Dataset

DAYS = {"time": {"name": "项目审批用时", "unit": "工作日", "theme": "approval", "direction": "lower"}, "cut": {"name": "审批提速幅度", "unit": "%", "theme": "approval"}}  # fmt: skip
CUT = {"kind": "reduction", "result": "cut/town/2022", "terms": ["time/town/2022"]}


def charts(dataset: Dataset, look: Look | None = None) -> dict[str, Chart]:
    return {chart.key: chart for chart in approval(list(dataset.facts.values()), dataset, look or Look())}


def texts(chart: Chart) -> str:
    return " ".join(text["text"] for text in chart.figure["layout"]["annotations"])


def xs(chart: Chart, id: str) -> list[float]:
    return [trace["x"][0] for trace in chart.figure["data"] if trace["customdata"] == [[id]]]


def test_a_printed_start_and_its_percentage_make_a_dumbbell(make) -> None:
    facts = [{"indicator": "time", "period": "2022", "value": 50, "from": 180, "qualifier": "at_most"}, {"indicator": "cut", "period": "2022", "value": 72, "qualifier": "at_least"}]  # fmt: skip
    chart = charts(make(DAYS, facts, (CUT,)))["approval-days"]
    assert xs(chart, "time/town/2022") == [180.0, 50.0]
    assert "≤50" in texts(chart) and "提速72%以上" in texts(chart)
    assert set(chart.ids) == {"time/town/2022", "cut/town/2022"}
    assert not [shape for shape in chart.figure["layout"]["shapes"] if shape["line"].get("dash") == "dot"]


def test_an_implied_start_is_hollow_dashed_explained_and_can_be_switched_off(make) -> None:
    facts = [{"indicator": "time", "period": "2022", "value": 15}, {"indicator": "cut", "period": "2022", "value": "62.5"}]
    dataset = make(DAYS, facts, (CUT,))
    chart = charts(dataset)["approval-days"]
    start = next(trace for trace in chart.figure["data"] if trace["marker"]["symbol"] == "square")
    assert abs(start["x"][0] - 40) < 0.1 and start["marker"]["color"] == Look().paper and "÷" in start["hovertext"][0]
    assert "推算约40" in texts(chart) and any("推算" in meaning for _, meaning in chart.legend)
    without = charts(dataset, Look(derived=False))["approval-days"]
    assert xs(without, "time/town/2022") == [15.0] and "推算" not in texts(without)


def test_a_percentage_of_another_measure_says_what_it_measures(shipped: Dataset) -> None:
    chart = charts(shipped)["approval-days"]
    assert "；" in chart.title and chart.title.endswith("72%以上")
    assert texts(chart).count("百分比指") == 1


def test_an_implied_bound_is_rounded_outwards(make) -> None:
    facts = [
        {"indicator": "time", "period": "2022", "value": 30, "qualifier": "at_most"},
        {"indicator": "cut", "period": "2022", "value": 70},
    ]
    assert "推算≤102" in texts(charts(make(DAYS, facts, (CUT,)))["approval-days"])


def test_rows_without_axes_of_their_own_share_one_pair_for_each_scale(shipped: Dataset) -> None:
    layout = charts(shipped)["approval-days"].figure["layout"]
    assert len([key for key in layout if "axis" in key]) <= 4


def test_hours_and_items_have_panels_of_their_own(shipped: Dataset) -> None:
    drawn = charts(shipped)
    unit = {key: shipped.catalogue.unit(one) for key, one in shipped.catalogue.observations.items()}
    assert {unit[one] for one in drawn["approval-days"].ids} == {"工作日", "%"}
    assert "工作日" not in {unit[one] for one in drawn["approval-others"].ids}
    assert drawn["approval-others"].title.endswith("从310减到35项")
    scales = [
        axis["range"][1]
        for key, axis in drawn["approval-days"].figure["layout"].items()
        if key.startswith("xaxis") and axis["range"][1] != 1
    ]
    assert len(set(scales)) == 1


def test_a_percentage_without_days_stands_apart(make) -> None:
    drawn = charts(make(DAYS, [{"indicator": "cut", "period": "2022", "value": 30, "status": "target"}]))
    assert list(drawn) == ["approval-rates"] and "目标30%" in texts(drawn["approval-rates"])


def test_every_claim_has_a_row_with_place_and_year(shipped: Dataset) -> None:
    chart = charts(shipped)["approval-days"]
    assert "湘乡市 · 2022年" in texts(chart) and "湘潭高新区 · 2024年1–11月" in texts(chart)
    assert not [trace for trace in chart.figure["data"] if "lines" in trace["mode"]]
