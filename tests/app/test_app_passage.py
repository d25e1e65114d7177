"""The panel prints what the source prints, and nothing of it as markup."""

from __future__ import annotations

from pathlib import Path

import town

import xtdata
from xtdata.app.filters import View
from xtdata.app.passage import panel
from xtdata.facts.dataset import Dataset


def the_panel(dataset: Dataset, key: str) -> str:
    return panel(dataset.facts[key], View())


def test_the_panel_tells_source_date_and_how_the_date_is_known(town_project: Path) -> None:
    dataset = xtdata.load(town_project / "indicators.yaml")
    html = the_panel(dataset, town.APPROVAL)
    source = dataset.catalogue.sources["approval"]
    assert source.title in html
    assert str(source.publisher) in html
    assert "2022年12月" in html
    assert str(source.date_note) in html
    assert f'href="/o/{town.APPROVAL}"' in html
    assert "data-copy=" in html


def test_hostile_text_never_becomes_markup(town_project: Path) -> None:
    path = town_project / "indicators.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: 东区项目审批再提速", 'title: "<script>alert(1)</script>甲"'), encoding="utf-8")
    html = the_panel(xtdata.load(path), town.APPROVAL)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
