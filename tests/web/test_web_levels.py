"""Pages of facts that are proved to three degrees, with the text at hand and without."""

from __future__ import annotations

import html
import re
from pathlib import Path

import levels
import pytest

import xtdata
from xtdata.facts.dataset import Dataset
from xtdata.web.pages import Pages


@pytest.fixture
def without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """The little city, the report's text not at hand."""
    monkeypatch.delenv("XTDATA_SOURCES", raising=False)
    return xtdata.load(levels.write(tmp_path))


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """The little city with the report's text in a library."""
    monkeypatch.setenv("XTDATA_SOURCES", str(levels.hold(tmp_path)))
    return xtdata.load(levels.write(tmp_path / "project"))


def words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def test_a_quote_without_its_text_stands_alone_with_its_figure_and_says_where_the_text_is(without: Dataset) -> None:
    page = Pages(without).observation(levels.QUOTED)
    assert "<mark>固定资产投资增长<strong>8.2%</strong></mark>" in page
    assert "原文未存：全文没有存放在这里，可从青城市人民政府门户网站取得。" in words(page) and "seeds" not in words(page)
    for told in ("引文待核", "青城市人民政府", "甲乙", "青城市第一届人民代表大会第二次会议", "2021年1月18日", "日期印在题下"):
        assert told in words(page)


def test_with_its_text_the_same_quote_is_proved_and_stands_in_its_sentence(held: Dataset) -> None:
    page = Pages(held).observation(levels.QUOTED)
    assert "过去一年，<mark>固定资产投资增长<strong>8.2%</strong></mark>，好于预期。" in page
    assert "逐字核验" in words(page) and "原文未存" not in page
    assert re.search(r'<mark id="p\d+-\d+">', Pages(held).source("report"))


def test_what_is_only_cited_says_so_and_gives_its_address(without: Dataset) -> None:
    page = Pages(without).observation(levels.CITED)
    assert "仅引用：只有出处，没有引文" in words(page) and "<mark>" not in page
    assert 'href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer nofollow"' in page
    assert "None" not in page and "nan" not in words(page)


def test_a_reading_page_without_its_text_lists_the_facts(without: Dataset) -> None:
    page = Pages(without).source("report")
    assert "原文未存" in page and "<mark>固定资产投资增长<strong>8.2%</strong></mark>" in page
    assert page.count(f'href="/o/{levels.QUOTED}"') >= 1 and "引文待核" in page
    assert "仅引用" in Pages(without).source("web")


def test_no_reading_page_shows_the_front_matter_of_a_text(held: Dataset) -> None:
    assert "title: 报告" not in Pages(held).source("report")


def test_a_quote_that_its_text_does_not_have_is_not_called_proved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = levels.hold(tmp_path)
    (library / levels.FILE).write_text("另一份文件。", encoding="utf-8")
    monkeypatch.setenv("XTDATA_SOURCES", str(library))
    from xtdata.facts.loading import load_file

    loaded = load_file(levels.write(tmp_path / "project"))
    pages = Pages(Dataset(loaded))
    assert "另一份文件" in pages.source("report")
    if levels.QUOTED in Dataset(loaded).catalogue.observations:
        assert "逐字核验" not in words(pages.observation(levels.QUOTED)).replace("后即可逐字核验", "")
