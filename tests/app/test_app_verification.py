"""核验 without a browser: what was checked is counted, and what does not agree stands first, with its passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from pages import ROOT, opener, papers
from streamlit.testing.v1 import AppTest

from xtdata.facts.dataset import load

Show = Callable[..., str]


@pytest.fixture
def show_shipped(monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
    """The HTML of the page on the data of the project."""
    yield from (partial(_html, run) for run in opener(ROOT / "indicators.yaml", monkeypatch))


@pytest.fixture
def show(town_project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
    """The same on the data of the little town."""
    yield from (partial(_html, run) for run in opener(town_project / "indicators.yaml", monkeypatch))


def _html(run: Callable[..., AppTest], **params: Any) -> str:
    app = run("verification", **params)
    assert not app.exception
    return unescape(papers(app))


def test_every_line_says_how_much_was_looked_at(show: Show) -> None:
    html = show()
    for what in ("引文", "数值", "关系", "多份来源", "来源文本", "印出的数字", "仅引用"):
        assert what in html
    assert "逐字核验" in html and "条事实" in html


def test_what_does_not_agree_stands_first_with_the_sentences_that_print_it(show_shipped: Show) -> None:
    html = show_shipped()
    assert "来源自身不一致" in html and "238" in html
    assert html.index('id="relations"') < html.index('id="sources"') < html.index('id="agreeing"')
    assert html.count("<blockquote>") > 10


def test_what_a_source_prints_wrongly_is_told_with_what_is_right(town_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = town_project / "indicators.yaml"
    dataset = load(file)
    fact = next(one for one in dataset.facts.values() if one.evidence)
    lines = (
        f"\ncorrections:\n  - fact: {fact.id}\n    expect: {fact.quote}\n    right: 应为另一个数\n    by: 统计公报\n    since: 2023-03\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + lines, encoding="utf-8")
    for run in opener(file, monkeypatch):
        html = _html(run)
        assert "应为另一个数" in html and "未告知来源" in html and "1 处来源尚未改正" in html
        assert "来源印错：应为另一个数" in unescape(papers(run("verification", o=fact.id)))
