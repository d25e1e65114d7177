"""What is only cited is shown until the reader asks for quoted figures alone; what is not held is shown with the way to prove it; versions can be chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import levels
import pytest

import xtdata
from xtdata.app.filters import PAGE, View, read
from xtdata.app.passage import panel
from xtdata.facts.dataset import Dataset


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], Dataset]:
    """The little city, with the report's text at hand or without."""

    def make(is_held: bool) -> Dataset:
        monkeypatch.setenv("XTDATA_SOURCES", str(levels.hold(tmp_path)) if is_held else "")
        return xtdata.load(levels.write(tmp_path / "project"))

    return make


def the_panel(dataset: Dataset, key: str, view: View | None = None) -> str:
    return panel(dataset.facts[key], view or View())


@pytest.mark.parametrize(
    ("params", "view"),
    [
        ({}, View()),
        ({"cited": ["1"], "as_of": ["latest"]}, View()),
        ({"cited": ["0"]}, View(PAGE.changed(cited=False))),
        ({"as_of": ["first"], "cited": ["0"]}, View(PAGE.changed(cited=False, as_of="first"))),
    ],
)
def test_the_switches_are_read_from_the_address_and_written_there(
    load: Callable[[bool], Dataset], params: dict[str, list[str]], view: View
) -> None:
    catalogue = load(False).catalogue
    assert read(params, catalogue) == (view, ())
    assert read(view.params(), catalogue) == (view, ())


@pytest.mark.parametrize(("name", "value"), [("cited", "maybe"), ("as_of", "newest")])
def test_a_switch_in_a_position_that_does_not_exist_is_said(load: Callable[[bool], Dataset], name: str, value: str) -> None:
    view, problems = read({name: [value]}, load(False).catalogue)
    assert view == View() and value in problems[0] and f"{name}=" in problems[0]


def test_what_is_only_cited_is_left_out_on_request(load: Callable[[bool], Dataset]) -> None:
    dataset = load(False)
    assert set(dataset.select(View().about("investment"))["verified"]) == {"verbatim", "quote", "cited"}
    assert set(dataset.select(View(PAGE.changed(cited=False)).query)["verified"]) == {"verbatim", "quote"}


def test_the_panel_of_a_quote_without_its_text_shows_the_quote_and_says_so_in_words_for_readers(load: Callable[[bool], Dataset]) -> None:
    html = the_panel(load(False), levels.QUOTED)
    assert "<q>固定资产投资增长<mark>8.2%</mark></q>" in html
    assert "引文待核。原文未存：全文没有存放在这里，可从青城市人民政府门户网站取得。" in html
    assert "seeds" not in html and "XTDATA" not in html
    for told in ("青城市人民政府", "甲乙", "青城市第一届人民代表大会第二次会议", "2021年1月18日", "日期印在题下"):
        assert told in html


def test_the_panel_of_a_held_text_shows_the_sentence(load: Callable[[bool], Dataset]) -> None:
    html = the_panel(load(True), levels.QUOTED)
    assert "过去一年，<q>固定资产投资增长<mark>8.2%</mark></q>，好于预期。" in html
    assert "逐字核验" in html and "原文未存" not in html


def test_the_panel_of_what_is_only_cited_gives_its_address_safely(load: Callable[[bool], Dataset]) -> None:
    html = the_panel(load(False), levels.CITED)
    assert "仅引用：只有出处，没有引文" in html and "<mark>" not in html and "<blockquote>" not in html
    assert 'href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer nofollow"' in html
