"""The page 核数: a pasted text is judged, the mismatches stand first, and a trouble is told in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import town
from pages import opener
from streamlit.testing.v1 import AppTest


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    yield from opener(town.write(tmp_path), monkeypatch)


def checked(run: Callable[..., AppTest], text: str) -> AppTest:
    app = run("factcheck")
    app.text_area(key="factcheck-text").set_value(text)
    app.button(key="factcheck-start").click()
    return app.run()


def test_a_pasted_text_is_judged(run: Callable[..., AppTest]) -> None:
    app = checked(run, "2022年，全市固定资产投资增长6.1%。2022年，全市固定资产投资增长6.2%。")
    assert not app.exception
    report = app.session_state["factcheck"].report
    assert report.summary == "核了 2 个数：不符 1，近似 0，相符 1，库中没有 0"
    assert [line.name for line in report.lines] == ["不符"]


def test_nothing_to_judge_is_told(run: Callable[..., AppTest]) -> None:
    app = checked(run, " ")
    assert not app.exception
    assert [one.value for one in app.warning] == ["里面没有文字。"]
