"""The pages as the script makes them, without a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import town
from markupsafe import escape
from pages import elements, opener, papers
from streamlit.testing.v1 import AppTest

import xtdata
from xtdata.app import data
from xtdata.app.filters import View

HEADLINES = ("investment", "approval", "attraction")
Open = Callable[..., AppTest]


def charts(app: AppTest) -> list[Any]:
    return [json.loads(element.proto.spec) for element in elements(app.main) if element.type == "plotly_chart"]


def test_the_first_page_shows_one_chart_of_each_headline_theme_under_its_finding(open_app: Open) -> None:
    app = open_app()
    assert not app.exception
    assert papers(app).count('<section class="card" ') == papers(app).count("<svg") == len(HEADLINES)


@pytest.mark.parametrize("params", [{}, {"cited": "0"}, {"as_of": "first"}], ids=str)
@pytest.mark.parametrize("page", [*HEADLINES, "districts", "targets", "indicators", "source"])
def test_every_page_runs(open_shipped: Open, page: str, params: dict[str, str]) -> None:
    app = open_shipped(page, **params)
    assert not app.exception
    assert papers(app)


@pytest.mark.parametrize("page", [*HEADLINES, "targets"])
def test_every_figure_of_a_chart_has_its_footnote_and_its_row(open_shipped: Open, page: str) -> None:
    app = open_shipped(page)
    html = papers(app)
    for figure in charts(app):
        for trace in figure["data"]:
            for custom in trace.get("customdata") or ():
                assert html.count(f'href="{escape(View().address(custom[0]))}"') >= 2


def test_a_filter_in_the_url_sets_the_widgets_and_the_charts(open_app: Open) -> None:
    app = open_app("attraction", region=["east"], full_years="1")
    assert app.session_state["filter-region"] == ["east"]
    assert app.session_state["filter-full"] is True
    assert {key.split("/")[1] for key in shown(app)} == {"east"}


def shown(app: AppTest) -> set[str]:
    """The facts that a chart, a table or a list of the page shows."""
    return {unquote(key) for key in re.findall(r'[?&]o=([^"&]+)"', unescape(papers(app)))}


@pytest.mark.parametrize("page", [None, *HEADLINES, "targets"])
def test_what_is_only_cited_is_shown_unless_only_quoted_figures_are_asked_for(open_app: Open, page: str | None) -> None:
    frame = data.live().current().dataset.frame()
    cited = set(frame[frame["verified"] == "cited"]["id"])
    for app in (open_app(page), open_app(page, cited="1")):
        assert shown(app) & cited
        assert "仅引用" in papers(app)
    assert not shown(open_app(page, cited="0")) & cited


def test_a_later_version_that_is_only_cited_takes_no_place_among_the_numbers_of_the_year(
    town_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main_indicator = "gdp: {name: 地区生产总值增速, headline: true,"
    later = "  - {indicator: gdp, region: city, period: 2024, value: 4.9, source: bulletin}\n"
    bulletin = '  bulletin: {title: 青城公报, redistributable: false, date: 2025-03-10, url: "https://example.org/b"}\n'
    text = town.DATA.replace("gdp: {name: 地区生产总值增速,", main_indicator)
    text = text.replace("indicators:\n", bulletin + "indicators:\n").replace("relations: []", later + "relations: []")
    (town_project / "indicators.yaml").write_text(text, encoding="utf-8")
    for open_app in opener(town_project / "indicators.yaml", monkeypatch):
        numbers = papers(open_app()).partition('class="numbers"')[2].partition("</ul>")[0]
        assert town.YEAR_GDP in numbers and "bulletin" not in numbers
        assert "gdp/city/2024@bulletin" in shown(open_app("targets"))


def test_the_switches_change_the_url(open_app: Open) -> None:
    app = open_app("investment")
    next(toggle for toggle in app.toggle if toggle.key == "filter-cited").set_value(True).run(timeout=60)
    assert app.query_params["cited"] in ("0", ["0"])


def test_of_a_fact_published_twice_the_chosen_version_is_drawn(open_app: Open) -> None:
    both = {town.LATEST, town.FIRST}
    assert shown(open_app("targets")) & both == {town.LATEST}
    assert shown(open_app("targets", as_of="first")) & both == {town.FIRST}


def test_a_link_to_what_is_not_drawn_says_how_to_see_it_drawn(open_app: Open) -> None:
    assert f"?o={town.CITED}" in papers(open_app("investment", o=town.CITED, cited="0"))
    assert "as_of=first" in papers(open_app("targets", o=town.FIRST))


def test_the_table_below_a_chart_is_the_charts_view(open_app: Open) -> None:
    assert "?theme=investment&amp;as_of=latest" in papers(open_app("investment"))
    assert "?theme=investment&amp;cited=0&amp;as_of=first" in papers(open_app("investment", cited="0", as_of="first"))


def test_changing_a_filter_changes_the_url(open_app: Open) -> None:
    app = open_app("attraction")
    app.toggle[0].set_value(True).run(timeout=60)
    assert app.query_params["full_years"] in ("1", ["1"])


def test_a_value_that_cannot_be_honoured_is_said(open_app: Open) -> None:
    html = papers(open_app(region=["mars"], o="<script>alert(1)</script>"))
    assert "mars" in html
    assert "&lt;script&gt;" in html
    assert "<script" not in html


def test_a_selection_without_facts_says_why_and_what_to_do(open_app: Open) -> None:
    html = papers(open_app("approval", region=["nation"]))
    assert "全国" in html
    assert "清除全部筛选" in html


def test_a_fact_that_no_chart_of_the_page_draws_is_shown_with_the_reason(open_app: Open) -> None:
    html = papers(open_app("approval", region=["nation"], o=town.APPROVAL))
    assert "不符合当前的筛选条件" in html
    assert "50个工作日以内" in html


def test_a_source_marks_every_passage_that_is_cited(open_shipped: Open) -> None:
    catalogue = xtdata.load().catalogue
    for source in catalogue.sources:
        html = papers(open_shipped("source", source=source))
        for key in catalogue.by_source[source]:
            assert f"&amp;o={escape(View().address(key)[3:])}" in html


def test_a_broken_file_shows_its_errors_above_the_last_good_charts(open_app: Open, town_project: Path) -> None:
    app = open_app()
    path = town_project / "indicators.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n\tbroken: [", encoding="utf-8")
    app.run(timeout=60)
    assert "indicators.yaml:" in papers(app)
    assert "error E0" in papers(app)
    assert papers(app).count("<svg") == len(HEADLINES)


def test_without_any_good_data_the_page_says_so(open_app: Open, town_project: Path) -> None:
    (town_project / "indicators.yaml").write_text("nonsense: [", encoding="utf-8")
    app = open_app()
    assert not app.exception
    assert "error E0" in papers(app)


def test_the_first_page_leads_to_the_page_that_tells_the_rest_with_the_filters_kept(open_shipped: Open) -> None:
    html = papers(open_shipped(**{"from": "2019"}))
    assert 'href="/investment?from=2019"' in html


@pytest.mark.parametrize("page", [*HEADLINES, "targets"])
@pytest.mark.parametrize("cited", ["0", "1"])
def test_every_region_that_the_page_draws_can_be_chosen_and_none_without_facts(open_shipped: Open, page: str, cited: str) -> None:
    app = open_shipped(page, cited=cited)
    catalogue = xtdata.load().catalogue
    regions = {catalogue.observations[key].region for key in shown(app)}
    [offered] = [element.proto for element in elements(app.main) if getattr(element, "key", "") == "filter-region"]
    names = [option.content for option in offered.options]
    facts = xtdata.load().frame("latest")
    stated = set(facts[facts["theme"] == page]["region_name"] if page in HEADLINES else facts["region_name"])
    assert {catalogue.regions[key].name for key in regions} <= set(names) <= stated
    assert names == [region.name for region in catalogue.regions.values() if region.name in names]
