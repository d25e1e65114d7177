"""指标 as the script makes it: every fact is there, and no address breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

import pytest
import town
from pages import papers
from streamlit.testing.v1 import AppTest

import xtdata
from xtdata.app import data
from xtdata.app.screens.indicators import ROWS
from xtdata.charts import READERS
from xtdata.facts.query import Query

Open = Callable[..., AppTest]


def shown(app: AppTest) -> set[str]:
    assert not app.exception
    return {unquote(key) for key in re.findall(r'<th scope="row"><a href="\?[^"]*?o=([^"&]+)"', unescape(papers(app)))}


def test_with_nothing_chosen_it_is_the_table_of_all_facts_page_by_page(open_shipped: Open) -> None:
    wanted = set(xtdata.load().select(Query(as_of="latest"))["id"])
    pages = -(-len(wanted) // ROWS)
    found = [shown(open_shipped("indicators", p=str(number))) for number in range(1, pages + 1)]
    assert set.union(*found) == wanted and sum(map(len, found)) == len(wanted)


def test_every_version_of_a_fact_is_in_one_of_its_tables(open_app: Open) -> None:
    assert town.FIRST not in shown(open_app("indicators"))
    assert shown(open_app("indicators", as_of="all")) == set(data.live().current().dataset.facts)


def test_sorting_is_of_like_with_like_and_goes_both_ways(open_app: Open) -> None:
    def order(sort: str) -> list[str]:
        html = unescape(papers(open_app("indicators", indicator="fai_growth", region="city", sort=sort, status="actual", tab="table")))
        return re.findall(r'class="figure">([^<]+)<', html.partition("<tbody>")[2])

    assert order("value") == list(reversed(order("-value"))) == ["6.1%", "6.4%", "年均7.2%", "9.2%"]


def test_a_page_beyond_the_last_shows_the_last_and_says_so(open_app: Open) -> None:
    app = open_app("indicators", p="999")
    assert shown(app) and "没有第 999 页" in papers(app)


def test_an_empty_selection_names_the_condition_that_is_in_the_way(open_app: Open) -> None:
    html = unescape(papers(open_app("indicators", theme="macro", region="east", **{"from": "2024"})))
    assert "没有符合全部条件的数" in html and "去掉“地区”这一条" in html and "?theme=macro&from=2024" in html


@pytest.mark.parametrize(
    "params",
    [
        {"q": "长" * 10_000},
        {"q": "<script>alert(1)</script>"},
        {"region": ["mars", "east"]},
        {"indicator": "x" * 10_000},
        {"p": "-1"},
        {"p": "9" * 10_000},
        {"sort": "../../etc/passwd"},
        {"tab": "nowhere", "chart": "pie"},
        {"source": "web", "o": "no/such/thing"},
    ],
    ids=lambda params: str(params)[:30],
)
def test_no_address_breaks_the_page(open_app: Open, params: dict[str, str]) -> None:
    app = open_app("indicators", **params)
    assert not app.exception and "<script" not in papers(app)


def test_what_words_find_is_marked_in_its_quote(open_app: Open) -> None:
    assert "<mark>工作日</mark>" in papers(open_app("indicators", q="工作日"))


def test_sources_are_a_condition_like_others(open_app: Open) -> None:
    keys = shown(open_app("indicators", source=["web", "invest"]))
    dataset = data.live().current().dataset
    assert keys and keys == set(dataset.select(Query(sources=("web", "invest"), as_of="latest"))["id"])


def test_by_source_every_source_leads_to_its_figures(open_app: Open) -> None:
    html = unescape(papers(open_app("indicators", tab="sources", region="west")))
    assert "/source?region=west&source=web" in html and "?region=west&source=web" in html


def test_chosen_indicators_are_drawn_and_every_figure_is_in_a_chart_or_list(open_app: Open) -> None:
    html = unescape(papers(open_app("indicators", indicator=["fai_growth", "projects"])))
    dataset = data.live().current().dataset
    wanted = set(dataset.select(Query(indicators=("fai_growth", "projects"), as_of="latest"))["id"])
    assert {unquote(key) for key in re.findall(r'<li value="\d+"><a href="[^"]*?o=([^"&]+)"', html)} == wanted


@pytest.mark.parametrize("chart", ["", *READERS])
def test_the_reader_may_choose_any_kind_of_chart(open_app: Open, chart: str) -> None:
    app = open_app("indicators", indicator=["fai_growth", "projects", "papers"], tab="chart", chart=chart)
    assert not app.exception and 'aria-current="page">' + (READERS.get(chart) or "自动") in papers(app)


def test_too_many_figures_for_a_chart_are_not_drawn_and_it_says_so(open_shipped: Open) -> None:
    assert "太多" in papers(open_shipped("indicators", tab="chart"))


def test_a_headline_theme_is_drawn_as_on_its_own_page(open_app: Open) -> None:
    def titles(app: AppTest) -> list[str]:
        return re.findall(r'id="chart-([^"]+)"', papers(app))

    assert titles(open_app("indicators", theme="investment", tab="chart")) == titles(open_app("investment"))
