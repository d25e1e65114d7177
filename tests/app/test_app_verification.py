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
