"""``xtdata.load()`` gives the table of a sound file, or every reason why not."""

from pathlib import Path

import pytest
from little import changed, write

import xtdata
from xtdata import InvalidData, Selection, load


def test_a_sound_file_is_a_dataset(tmp_path):
    dataset = load(str(write(tmp_path)))
    assert len(dataset.frame()) == len(dataset.catalogue.observations) == 5
    assert dataset.diagnostics == ()
    assert len(dataset.select(Selection(regions=["dongqu"]))) == 2


def test_warnings_do_not_stand_in_the_way(tmp_path):
    text = changed(("  new_firms:\n", "  idle:\n    name: 闲置\n    unit: 个\n    theme: investment\n  new_firms:\n"))
    assert [diagnostic.code for diagnostic in load(write(tmp_path, text)).diagnostics] == ["W051"]


def test_a_broken_file_raises_all_its_diagnostics(tmp_path):
    with pytest.raises(InvalidData) as caught:
        load(write(tmp_path, changed(("value: 8.1", "value: 9.1"), ("value: 238", "value: 239"))))
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["E032", "E032"]
    assert "indicators.yaml:" in str(caught.value)


def test_a_missing_file_raises_a_diagnostic(tmp_path):
    with pytest.raises(InvalidData, match="E001"):
        load(tmp_path / "nowhere.yaml")


def test_the_default_is_the_shipped_file(monkeypatch):
    monkeypatch.delenv("XTDATA_FILE", raising=False)
    assert xtdata.load().loaded.path.resolve() == Path(__file__).resolve().parents[2] / "indicators.yaml"
