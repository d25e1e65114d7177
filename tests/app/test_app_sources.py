"""来源原文 as the script makes it: the register, and one source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import little
import pytest
import town
from pages import opener, papers
from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]


@pytest.fixture
def open_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    yield from opener(little.write(tmp_path), monkeypatch)


def listed(app: AppTest) -> list[str]:
    assert not app.exception
    return re.findall(r'<th scope="row"><a href="[^"]*?source=([^"&]+)', papers(app))


def test_the_register_lists_every_source_the_newest_first(open_app: Open) -> None:
    assert listed(open_app("source")) == ["report-2025", "report-2024", "web", "news", "approval", "invest"]
    assert listed(open_app("source", sort="date")) == ["approval", "invest", "news", "web", "report-2024", "report-2025"]


def test_a_filter_keeps_the_sources_of_the_figures_that_it_keeps(open_app: Open) -> None:
    assert set(listed(open_app("source", theme="approval"))) == {"approval", "web"}
    assert set(listed(open_app("source", verified="cited"))) == {"web"}


def test_words_are_found_in_titles_too(open_app: Open) -> None:
    assert set(listed(open_app("source", q="政府工作报告"))) == {"report-2024", "report-2025"}
    assert "没有符合全部条件的来源" in papers(open_app("source", q="没有这样的词"))


def test_the_register_counts_what_is_taken_dismissed_and_open(open_little: Open) -> None:
    html = papers(open_little("source")).partition("<tbody>")[2]
    assert re.findall(r'class="figure">(\d+)<', html)[:4] == ["5", "5", "1", "6"]


def test_what_is_not_shipped_is_not_counted(open_app: Open) -> None:
    row = papers(open_app("source", verified="cited")).partition("<tbody>")[2].partition("</tbody>")[0]
    assert row.count("没有逐个数") == 3


def test_a_theme_singles_out_its_figures_in_a_source_and_keeps_their_numbers(open_app: Open) -> None:
    whole = papers(open_app("source", source="web"))
    part = papers(open_app("source", source="web", theme="macro"))
    assert len(re.findall(r'class="quotes"', whole)) == 1
    assert unescape(whole).count("o=gdp/west") == unescape(part).count("o=gdp/west") == 2
    assert "o=projects/city/2023" not in part


def test_each_figure_leads_to_a_chart_that_draws_it(open_app: Open) -> None:
    html = unescape(papers(open_app("source", source="report-2025", o=town.YEAR_GDP)))
    (address,) = re.findall(r'<a href="([^"]+)">在图中看', html)
    assert address == f"/indicators?indicator=gdp&region=city&tab=chart&o={town.YEAR_GDP}"
