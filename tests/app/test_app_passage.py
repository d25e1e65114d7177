"""The panel prints what the source prints, and nothing of it as markup."""

from __future__ import annotations

from pathlib import Path

import pytest

import xtdata
from xtdata.app.filters import View
from xtdata.app.passage import panel
from xtdata.facts.dataset import Dataset


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return xtdata.load()


def the_panel(dataset: Dataset, key: str) -> str:
    return panel(dataset.facts[key], View())


def test_the_panel_tells_source_date_and_how_the_date_is_known(dataset: Dataset) -> None:
    html = the_panel(dataset, "project_approval_time/xiangxiang/2022")
    source = dataset.catalogue.sources["xiangxiang-2022"]
    assert source.title in html
    assert str(source.publisher) in html
    assert "2022年12月" in html
    assert str(source.date_note) in html
    assert 'href="/o/project_approval_time/xiangxiang/2022"' in html
    assert "data-copy=" in html


def test_hostile_text_never_becomes_markup(project: Path) -> None:
    path = project / "indicators.yaml"
    text = path.read_text(encoding="utf-8")
    title = "逆势突围——湘乡市重点项目建设交出亮眼成绩单"
    assert title in text
    path.write_text(text.replace(title, "<script>alert(1)</script>甲"), encoding="utf-8")
    html = the_panel(xtdata.load(path), "project_approval_time/xiangxiang/2022")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
