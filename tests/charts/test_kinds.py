"""What holds for every chart of every theme, in every style."""

from __future__ import annotations

import json
from itertools import product
from typing import Any, get_args
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from marked import bars, marks, symbols

from xtdata.charts import KINDS, Chart, Style, targets, theme_charts
from xtdata.charts.marks import Bar, Label, Symbol
from xtdata.facts.dataset import Dataset
from xtdata.model.catalogue import CHART_KINDS, ChartKind

STYLES = [Style(dark, meeting) for dark, meeting in product((False, True), (0, 32))]


def charts_of(dataset: Dataset, style: Style) -> list[Chart]:
    facts = dataset.facts_in(dataset.frame(as_of="latest"))
    charts = [chart for theme in dataset.catalogue.headlines for chart in theme_charts(theme, facts, dataset, style)]
    return charts + targets(facts, dataset, style)


@pytest.fixture(params=STYLES, ids=str)
def charts(request: pytest.FixtureRequest, shipped: Dataset) -> list[Chart]:
    return charts_of(shipped, request.param)


@pytest.fixture
def drawn(charts: list[Chart]) -> list[Chart]:
    return [chart for chart in charts if chart.drawing]


def test_the_data_file_can_name_every_kind_and_no_other() -> None:
    assert set(KINDS) == set(get_args(ChartKind)) == set(CHART_KINDS)


def test_every_figure_is_one_that_plotly_accepts_and_json_can_carry(drawn: list[Chart]) -> None:
    for chart in drawn:
        go.Figure(chart.figure)
        json.dumps(chart.figure, allow_nan=False)


def test_every_drawing_is_a_picture_of_its_own_with_title_and_sources(drawn: list[Chart]) -> None:
    for chart in drawn:
        root = ElementTree.fromstring(chart.svg(["来源：某报"]))
        words = "".join(root.itertext())
        assert "".join(chart.title.split()) in "".join(words.split()) and "来源：某报" in words
        size = [float(root.get(name) or 0) for name in ("width", "height")]
        assert all(value > 100 for value in size)


def test_both_backends_draw_the_same_marks(drawn: list[Chart]) -> None:
    for chart in drawn:
        touched = [key[0] for trace in chart.figure["data"] for key in trace["customdata"]]
        assert sorted(touched) == sorted(mark.touch.id for mark in marks(chart) if isinstance(mark, Bar | Symbol))
        picture = chart.svg([])
        assert picture.count("</title>") == len(touched) + 1
        labels = sum(isinstance(mark, Label) for mark in marks(chart))
        assert len(chart.figure["layout"]["annotations"]) == labels


def test_charts_have_names_of_their_own(charts: list[Chart]) -> None:
    keys = [chart.key for chart in charts]
    assert len(keys) == len(set(keys))


def test_every_fact_of_a_theme_is_in_one_of_its_charts_and_only_there(shipped: Dataset) -> None:
    facts = shipped.facts_in(shipped.frame(as_of="latest"))
    for theme in shipped.catalogue.headlines:
        shown = [key for chart in theme_charts(theme, facts, shipped, Style()) for key in chart.ids]
        assert sorted(shown) == sorted(fact.id for fact in facts if fact.theme == theme)


def test_marks_carry_the_ids_of_observations_and_the_chart_lists_them_all(drawn: list[Chart], shipped: Dataset) -> None:
    for chart in drawn:
        touched = {mark.touch.id for mark in marks(chart) if isinstance(mark, Bar | Symbol)}
        assert touched <= set(chart.ids) <= set(shipped.catalogue.observations)


def test_no_fact_about_one_company_is_drawn(drawn: list[Chart], shipped: Dataset) -> None:
    assert not [one for chart in drawn for one in chart.ids if shipped.catalogue.observations[one].subject]


def test_two_bars_on_one_axis_have_lengths_in_the_ratio_of_their_values(drawn: list[Chart], shipped: Dataset) -> None:
    for chart in drawn:
        scales: dict[tuple[str, str], set[float]] = {}
        for key, bar in bars(chart).items():
            fact = shipped.facts[key]
            unit = (fact.indicator if fact.unit != "%" else "", fact.unit)
            scales.setdefault(unit, set()).add(round((bar.x1 - bar.x0) / bar.value, 9))
        assert all(len(scale) == 1 for scale in scales.values()), chart.key


def test_a_panel_of_bars_holds_one_indicator_in_one_unit(charts: list[Chart], shipped: Dataset) -> None:
    for chart in charts:
        if chart.key.startswith("amounts-"):
            assert len({(shipped.facts[key].indicator, shipped.facts[key].unit) for key in chart.ids}) == 1


def test_the_words_around_a_chart_are_there(charts: list[Chart]) -> None:
    for chart in charts:
        assert chart.title and chart.subtitle and chart.sentence.endswith("。")
        assert chart.legend or not (chart.drawing or chart.table)


def test_text_is_large_enough_for_its_place(shipped: Dataset) -> None:
    for style, least in ((Style(), 14), (Style(meeting=32), 32)):
        for chart in charts_of(shipped, style):
            if chart.drawing:
                assert min(mark.size for mark in marks(chart) if isinstance(mark, Label)) >= least


def test_a_forecast_is_never_filled(shipped: Dataset) -> None:
    style = Style()
    for chart in charts_of(shipped, style):
        for mark in marks(chart) if chart.drawing else []:
            if isinstance(mark, Bar | Symbol) and shipped.facts[mark.touch.id].status != "actual":
                is_end_of_bar = isinstance(mark, Symbol) and mark.shape == "bar-end"
                assert is_end_of_bar or mark.fill == style.background or mark.fill == style.context


def test_nothing_selected_gives_no_charts(shipped: Dataset) -> None:
    assert [theme_charts(theme, [], shipped, Style()) for theme in shipped.catalogue.headlines] == [[], [], []]
    assert targets([], shipped, Style()) == []


@pytest.mark.parametrize("theme", ["investment", "approval", "attraction"])
def test_text_of_the_data_is_never_markup(theme: str, make: Any) -> None:
    evil = '<a href="https://x.example">增速</a>%{y}'
    dataset = make(
        {"bad": {"name": evil, "unit": "%", "theme": theme, "measure": "growth", "direction": "lower", "panel": evil}, "days": {"name": evil, "unit": "工作日", "theme": theme, "measure": "duration", "direction": "lower", "panel": evil}},
        [{"indicator": key, "period": period, "value": 3} for key in ("bad", "days") for period in ("2021", "2022")],
    )  # fmt: skip
    charts = [chart for chart in theme_charts(theme, list(dataset.facts.values()), dataset, Style()) if chart.drawing]
    for chart in charts:
        assert "<a " not in json.dumps(chart.figure, ensure_ascii=False) and "<a " not in chart.svg([evil])
        assert not any("hovertemplate" in trace or "texttemplate" in trace for trace in chart.figure["data"])
    assert charts


def test_what_is_only_cited_is_drawn_lighter_and_the_legend_says_so(shipped: Dataset) -> None:
    style = Style()
    strong = {style.region(shipped.catalogue, region) for region in shipped.catalogue.regions}
    cited = {fact.id for fact in shipped.facts.values() if fact.is_cited_only}
    seen = set()
    for chart in charts_of(shipped, style):
        for mark in marks(chart) if chart.drawing else []:
            if isinstance(mark, Bar | Symbol) and mark.touch.id in cited:
                assert not {mark.fill, mark.stroke} & strong, mark.touch.id
                seen.add(mark.touch.id)
        assert any("仅引用" in meaning for _, meaning in chart.legend) == bool(cited & set(chart.ids))
    assert seen


def test_every_mark_tells_how_far_it_is_proved(drawn: list[Chart]) -> None:
    for chart in drawn:
        for mark in symbols(chart):
            assert any(level in mark.touch.says for level in ("逐字核验", "引文待核", "仅引用"))
