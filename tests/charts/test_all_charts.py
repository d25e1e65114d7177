"""What holds for every chart of every theme, in every look."""

from __future__ import annotations

import json
from itertools import product

import plotly.graph_objects as go
import pytest

from xtdata.charts import Chart, Look, approval, attraction, investment, targets
from xtdata.facts.dataset import Dataset

THEMES = {"investment": investment, "approval": approval, "attraction": attraction}
LOOKS = [Look(dark, meeting) for dark, meeting in product((False, True), repeat=2)]


def charts_of(dataset: Dataset, look: Look) -> list[Chart]:
    facts = dataset.facts_in(dataset.frame(as_of="latest"))
    charts = [chart for build in THEMES.values() for chart in build(facts, dataset, look)]
    return charts + targets(facts, dataset, look)


@pytest.fixture(params=LOOKS, ids=str)
def charts(request: pytest.FixtureRequest, shipped: Dataset) -> list[Chart]:
    return charts_of(shipped, request.param)


def test_every_figure_is_one_that_plotly_accepts_and_json_can_carry(charts: list[Chart]) -> None:
    for chart in charts:
        go.Figure(chart.figure)
        json.dumps(chart.figure, allow_nan=False)


def test_every_theme_has_charts_with_a_name_of_their_own(shipped: Dataset) -> None:
    keys = [chart.key for chart in charts_of(shipped, Look())]
    assert {key.split("-")[0] for key in keys} == {*THEMES, "targets"} and len(keys) == len(set(keys))


def test_markers_carry_the_ids_of_observations_and_the_chart_lists_them_all(charts: list[Chart], shipped: Dataset) -> None:
    for chart in charts:
        touched = {one[0] for trace in chart.figure["data"] for one in trace.get("customdata", [])}
        assert touched <= set(chart.ids) <= set(shipped.catalogue.observations)


def test_no_fact_about_one_company_is_drawn(charts: list[Chart], shipped: Dataset) -> None:
    assert not [one for chart in charts for one in chart.ids if shipped.catalogue.observations[one].subject]


def test_the_words_around_a_chart_are_there_and_the_figure_has_no_title(charts: list[Chart]) -> None:
    for chart in charts:
        assert chart.title and chart.subtitle and chart.legend and chart.sentence.endswith("。")
        assert "title" not in chart.figure["layout"]


def test_text_is_large_enough_for_its_place(shipped: Dataset) -> None:
    for look, least in ((Look(), 14), (Look(meeting=True), 24)):
        for chart in charts_of(shipped, look):
            layout = chart.figure["layout"]
            assert min([layout["font"]["size"], *(text["font"]["size"] for text in layout["annotations"])]) >= least


def test_a_forecast_is_never_filled(shipped: Dataset) -> None:
    look = Look()
    observations = shipped.catalogue.observations
    for chart in charts_of(shipped, look):
        for trace in chart.figure["data"]:
            for one in trace.get("customdata", []):
                is_end_of_bar = trace["marker"].get("symbol") == "line-ns"
                if observations[one[0]].status != "actual" and not is_end_of_bar:
                    assert trace["marker"]["color"] == look.paper


def test_nothing_selected_gives_no_charts(shipped: Dataset) -> None:
    assert [build([], shipped, Look()) for build in (*THEMES.values(), targets)] == [[], [], [], []]


@pytest.mark.parametrize("theme", THEMES)
def test_text_of_the_data_is_never_markup(theme: str, make) -> None:
    evil = '<a href="https://x.example">增速</a>%{y}'
    dataset = make(
        {"bad": {"name": evil, "unit": "%", "theme": theme, "direction": "lower", "panel": evil}, "days": {"name": evil, "unit": "工作日", "theme": theme, "direction": "lower", "panel": evil}},
        [{"indicator": key, "period": period, "value": 3} for key in ("bad", "days") for period in ("2021", "2022")],
    )  # fmt: skip
    for chart in THEMES[theme](list(dataset.facts.values()), dataset, Look()):
        assert "<a " not in json.dumps(chart.figure, ensure_ascii=False)
        assert not any("hovertemplate" in trace or "texttemplate" in trace for trace in chart.figure["data"])


def test_what_is_only_cited_is_drawn_lighter_and_the_legend_says_so(shipped: Dataset) -> None:
    look, observations = Look(), shipped.catalogue.observations
    strong = {look.region(shipped.catalogue, region) for region in shipped.catalogue.regions}
    cited = set(shipped.frame().query("verified == 'cited'")["id"])
    drawn = set()
    for chart in charts_of(shipped, look):
        for trace in chart.figure["data"]:
            for one in {one[0] for one in trace.get("customdata", [])} & cited:
                assert not {trace["marker"]["color"], trace["marker"].get("line", {}).get("color")} & strong, one
                drawn.add(one)
        assert any("仅引用" in meaning for _, meaning in chart.legend) == bool(cited & set(chart.ids))
    assert drawn and drawn <= set(observations)


def test_every_point_tells_how_far_it_is_proved(charts: list[Chart]) -> None:
    for chart in charts:
        for trace in chart.figure["data"]:
            if "customdata" in trace:
                assert all("逐字核验" in text or "引文待核" in text or "仅引用" in text for text in trace["hovertext"])
