"""县市区园区 without a browser: the table, the map of tiles, the page of one region, and addresses that name what is not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import town
from pages import ROOT, opener, papers
from streamlit.testing.v1 import AppTest

from xtdata.app import data

Show = Callable[..., str]
TIME, EAST_TIME = "firm_opening_time", "firm_opening_time/east/2022"


@pytest.fixture
def show(town_project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
    """The HTML of the page on the data of the little town, with these query parameters."""
    yield from _pages(town_project / "indicators.yaml", monkeypatch)


@pytest.fixture
def show_shipped(monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
    """The same on the data of the project, for what holds of any data."""
    yield from _pages(ROOT / "indicators.yaml", monkeypatch)


def _pages(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
    yield from (partial(_html, run) for run in opener(file, monkeypatch))


def _html(run: Callable[..., AppTest], name: str = "districts", **params: Any) -> str:
    app = run(name or None, **params)
    assert not app.exception
    return unescape(papers(app))


def rows(html: str) -> list[str]:
    """The rows of the matrix, as text."""
    table = html[html.index('<table class="grid matrix') :].partition("</table>")[0]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", row)).strip() for row in table.split("<tr")[2:]]


def test_every_region_below_the_home_region_has_a_row(show: Show) -> None:
    assert [row.split()[1] for row in rows(show())] == ["东区", "西区"]


def test_every_cell_leads_to_its_passage_and_every_row_to_its_region(show: Show) -> None:
    html = show()
    assert f"?o={EAST_TIME}" in html and 'href="?region=east"' in html
    assert "从5到1个工作日" in show(o=EAST_TIME)


def test_a_column_is_sorted_by_and_back(show: Show) -> None:
    assert f'href="?by={TIME}"' in show()
    html = show(by=TIME)
    assert [row.split()[1:3] for row in rows(html)] == [["1", "东区"], ["2", "西区"]]
    assert 'aria-sort="ascending"' in html and 'title="恢复原来的次序"' in html


def test_what_is_not_ranked_stands_below_with_the_reason(show: Show) -> None:
    html = show(by="projects")
    assert "没有两个地区有同一期间的数" in html and "没有同期的数可比" in html
    assert html.count('class="unranked"') == 2


def test_a_tile_prints_value_and_period_and_the_map_is_told_in_words(show: Show) -> None:
    html = show(layout="tiles", by=TIME)
    assert "grid-column: 2; grid-row: 1" in html and "grid-column: 1; grid-row: 1" in html
    assert 'aria-label="东区1工作日，西区2工作日。"' in html
    assert "<small>2022年</small>" in html


def test_without_a_choice_the_map_shows_the_indicator_that_ranks_most(show: Show) -> None:
    assert "企业开办用时：2个县市区、园区有同期的数可比" in show(layout="tiles")


def test_a_region_has_all_its_facts_its_sources_and_downloads(show: Show) -> None:
    html = show(region="west")
    facts = [one for one in data.live().current().dataset.facts.values() if one.region == "west"]
    assert all(f"o={fact.id}" in html for fact in facts)
    assert all(f"《{fact.origin.title}》" in html for fact in facts)
    assert "/api/observations.csv?region=west" in html
    assert "全部县市区、园区" in html


def test_the_page_of_a_region_says_which_main_indicators_it_lacks(show_shipped: Show) -> None:
    catalogue = data.state().dataset.catalogue
    main = [one.name for one in catalogue.indicators.values() if one.headline]
    html = show_shipped(region=next(iter(catalogue.descendants(catalogue.home) - {catalogue.home})))
    assert [html.count(f'<span class="name">{name}</span>') for name in main] == [1] * len(main)


def test_the_views_of_the_data_file_that_hold_figures_of_districts_are_offered(show: Show) -> None:
    html = show()
    assert 'href="?view=opening"' in html and "view=growth" not in html


def test_a_view_shows_its_chart_its_comment_and_the_way_back(show: Show) -> None:
    html = show(view="opening")
    assert "企业开办比一比" in html and "各区从多少到多少" in html and 'href="?o="' in html
    assert f'href="?view=opening&o={EAST_TIME}"' in html
    assert "从5到1个工作日" in show(view="opening", o=EAST_TIME)


def test_every_view_of_the_project_shows_something(show_shipped: Show) -> None:
    for key, view in data.state().dataset.catalogue.views.items():
        html = show_shipped(view=key)
        assert view.title in html and 'class="sentence"' in html


def test_an_indicator_that_is_gone_an_unknown_region_and_layout_are_said_and_the_rest_is_shown(show: Show) -> None:
    html = show("", by="gone", region="mars", layout="globe", view="lost")
    assert all(word in html for word in ("gone", "mars", "globe", "lost"))
    assert len(rows(show(by="gone", region="mars", layout="globe"))) == 2


def test_a_region_without_facts_says_so_and_leads_back(show: Show) -> None:
    html = show(region="nation")
    assert "0 个数" in html and "没有可以画的事实" in html and "全部县市区、园区" in html


def test_two_regions_stand_beside_each_other(show: Show) -> None:
    assert len(rows(show(region=["east", "west"]))) == 2


def test_a_figure_that_the_page_does_not_show_says_why(show: Show) -> None:
    assert "不在这一页的图里" in show(o=town.RISE)


def test_text_of_the_data_file_is_no_markup(show: Show, town_project: Path) -> None:
    file = town_project / "indicators.yaml"
    hostile = "<img src=x onerror=alert(1)>"
    file.write_text(file.read_text(encoding="utf-8").replace("name: 东区", f"name: '{hostile}'"), encoding="utf-8")
    for params in ({}, {"layout": "tiles"}, {"region": "east"}):
        for run in opener(file, pytest.MonkeyPatch()):
            assert "<img" not in papers(run("districts", **params))


@pytest.mark.parametrize(
    "params", [{}, {"layout": "tiles"}, {"cited": "0"}, {"as_of": "first", "full_years": "1"}, {"from": "1990", "to": "1991"}], ids=str
)
def test_the_page_runs_on_the_data_of_the_project(show_shipped: Show, params: dict[str, str]) -> None:
    assert show_shipped(**params)


def test_every_region_of_the_project_has_a_page(show_shipped: Show) -> None:
    for region in data.state().dataset.catalogue.regions:
        assert show_shipped(region=region)
