"""How the indicator of a form agrees with the text: exactly, nearly until the editor confirms it, or as a new one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import little
import pytest
from editing_parts import dataset_at, new_draft

from xtdata.editing.agreement import CLOSE, FRESH, SAME, Agreement, agreement
from xtdata.editing.draft import numbers_of
from xtdata.editing.entry import NEW, Fields, suggested
from xtdata.facts.dataset import Dataset


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return dataset_at(little.write(tmp_path))


def agreed(dataset: Dataset, tmp_path: Path, text: str, **fields: str) -> tuple[Fields, Agreement]:
    draft = new_draft(dataset, tmp_path / "indicators.yaml", text)
    numbers = numbers_of(draft, dataset)
    candidate = numbers.suggestions[numbers.open[-1]]
    form = replace(suggested(candidate, "qingcheng", dataset.catalogue, ""), **fields)
    return form, agreement(form, candidate, draft.text.raw, dataset.catalogue)


def test_an_indicator_that_measures_the_same_is_filled_in_and_needs_no_more(dataset: Dataset, tmp_path: Path) -> None:
    form, found = agreed(dataset, tmp_path, "2023年，全市固定资产投资增长6.3%。")
    assert form.indicator == "fai_growth"
    assert (found.kind, found.is_settled) == (SAME, True)


def test_one_that_is_only_close_is_shown_with_what_differs_and_not_filled_in(dataset: Dataset, tmp_path: Path) -> None:
    form, found = agreed(dataset, tmp_path, "2023年，全市工业固定资产投资增长6.3%。")
    assert form.indicator == ""
    assert (found.kind, found.id, found.is_chosen, found.is_settled) == (CLOSE, "fai_growth", False, False)
    assert found.phrase == "工业固定资产投资"
    assert found.differences == ("限定不同：工业固定资产 / 固定资产",)


def test_a_close_one_is_taken_once_the_editor_confirms_exactly_this_one(dataset: Dataset, tmp_path: Path) -> None:
    text = "2023年，全市工业固定资产投资增长6.3%。"
    assert not agreed(dataset, tmp_path, text, indicator="fai_growth")[1].is_settled
    assert not agreed(dataset, tmp_path, text, indicator="fai_growth", confirmed="new_firms")[1].is_settled
    assert agreed(dataset, tmp_path, text, indicator="fai_growth", confirmed="fai_growth")[1].is_settled


def test_a_new_indicator_is_said_to_be_new(dataset: Dataset, tmp_path: Path) -> None:
    found = agreed(dataset, tmp_path, "2023年，全市工业投资增长6.3%。", indicator=NEW)[1]
    assert (found.kind, found.phrase, found.is_settled) == (FRESH, "工业投资", True)


def test_where_nothing_is_near_nothing_is_said(dataset: Dataset, tmp_path: Path) -> None:
    assert agreed(dataset, tmp_path, "2023年，全市修补道路8000平方米。")[1].kind == ""
