"""A text on its way to observations: every entry is checked as the whole file will be, without loading it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import little
import pytest
from editing_parts import dataset_at, new_draft

from xtdata.editing import changeset as changesets
from xtdata.editing.changeset import apply, propose
from xtdata.editing.draft import Draft, check, draft_of_source, numbers_of
from xtdata.editing.entry import Fields, described, entry
from xtdata.facts import loading
from xtdata.facts.dataset import Dataset

FORM = Fields(indicator="fai_growth", region="qingcheng", period="2023", value="6.3", quote="2023年，全市固定资产投资增长6.3%")
NEW = Fields(
    indicator="+", indicator_id="fai_change", indicator_name="投资增速", indicator_unit="%", indicator_measure="growth", indicator_theme="investment",
    region="qingcheng", period="2023", value="6.3", unit="%", quote="全市固定资产投资增长6.3%",
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return little.write(tmp_path)


@pytest.fixture
def dataset(path: Path) -> Dataset:
    return dataset_at(path)


@pytest.fixture
def draft(dataset: Dataset, path: Path) -> Draft:
    return new_draft(dataset, path)


def first_entry(draft: Draft, dataset: Dataset, form: Fields) -> dict[str, Any]:
    """What *form* says of the first open number of *draft*."""
    numbers = numbers_of(draft, dataset)
    number = numbers.at(numbers.open[0])
    assert number
    return entry(form, draft.source, dataset.catalogue, draft.text, number.passage)


def accepted(draft: Draft, dataset: Dataset, form: Fields) -> Draft:
    """*draft* with what *form* says of its first open number."""
    start = numbers_of(draft, dataset).open[0]
    return draft.accept(start, first_entry(draft, dataset, form), *described(form, dataset.catalogue))


@pytest.mark.parametrize(
    ("change", "code"),
    [({"value": "6.4"}, "E032"), ({"quote": "全市投资增长6.3%"}, "E030"), ({"qualifier": "over"}, "E034"), ({"period": "2022"}, "E035")],
)
def test_a_wrong_field_is_found_while_it_is_typed(draft: Draft, dataset: Dataset, change: dict[str, str], code: str) -> None:
    checked = check(draft, dataset, first_entry(draft, dataset, replace(FORM, **change)))
    assert code in [diagnostic.code for diagnostic in checked.diagnostics]
    assert not checked.is_good


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"value": "八"}, "E013"),
        ({"period": "去年"}, "E013"),
        ({"indicator_id": "Not An Id"}, "E013"),
        ({"indicator_theme": "nothing"}, "E023"),
        ({"region": "+", "region_id": "9", "region_name": "北区"}, "E013"),
    ],
)
def test_what_cannot_be_an_entry_is_said_as_the_file_would_say_it(
    draft: Draft, dataset: Dataset, path: Path, change: dict[str, str], code: str
) -> None:
    form = replace(NEW, **change)
    content, new = first_entry(draft, dataset, form), described(form, dataset.catalogue)
    checked = check(draft, dataset, content, *new)
    assert code in [one.code for one in checked.diagnostics]
    assert not checked.is_good
    whole = propose(path, draft.accept(0, content, *new).additions)
    assert {one.message for one in checked.diagnostics} == {one.message for one in whole.errors}


def test_a_good_entry_says_what_the_dashboard_will_say(draft: Draft, dataset: Dataset) -> None:
    checked = check(draft, dataset, first_entry(draft, dataset, NEW), *described(NEW, dataset.catalogue))
    assert (checked.diagnostics, checked.statement) == ((), "2023年青城市投资增长6.3%")


def test_what_waits_already_is_not_taken_twice(draft: Draft, dataset: Dataset) -> None:
    checked = check(accepted(draft, dataset, FORM), dataset, first_entry(draft, dataset, FORM))
    assert [one.code for one in checked.diagnostics] == ["E024"]


def test_checking_a_draft_reads_no_file(draft: Draft, dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    content = first_entry(draft, dataset, FORM)
    monkeypatch.setattr("builtins.open", _refuse)
    monkeypatch.setattr(Path, "open", _refuse)
    assert check(draft, dataset, content).is_good
    assert numbers_of(draft, dataset).open


def _refuse(*_: object, **__: object) -> None:
    raise AssertionError("a file is opened")


def test_a_save_loads_the_data_file_once(draft: Draft, dataset: Dataset, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []

    def counted(load: Callable[..., loading.Loaded]) -> Callable[..., loading.Loaded]:
        def run(*args: Any, **more: Any) -> loading.Loaded:
            loads.append(str(args[0])[:20])
            return load(*args, **more)

        return run

    waiting = accepted(draft, dataset, FORM).additions
    monkeypatch.setattr(changesets, "load_text", counted(loading.load_text))
    monkeypatch.setattr(loading, "load_text", counted(loading.load_text))
    changeset = propose(path, waiting)
    apply(changeset, authorised_by="editor@example.org")
    assert changeset.added == ("fai_growth/qingcheng/2023",)
    assert len(loads) == 1


def test_a_number_that_is_not_taken_takes_no_other_with_it(draft: Draft, dataset: Dataset) -> None:
    before = numbers_of(draft, dataset)
    number = before.at(before.open[1])
    assert number
    after = numbers_of(draft.dismiss(number, "口径不明", before), dataset)
    assert set(before.open) - set(after.open) == {before.open[1]}
    assert after.says[before.open[1]] == "口径不明"


def test_taking_a_decision_back_leaves_nothing_of_it(draft: Draft, dataset: Dataset) -> None:
    waiting = accepted(draft, dataset, NEW)
    [start] = waiting.observations
    assert list(waiting.additions.indicators) == ["fai_change"]
    assert waiting.take_back(start).additions == draft.additions
    other = waiting.accept(start + 1, {**waiting.observations[start], "period": "2022"}, {}, {})
    assert list(other.take_back(start).indicators) == ["fai_change"]


def test_the_numbers_of_a_source_are_settled_as_its_observations_say(dataset: Dataset) -> None:
    draft = draft_of_source(dataset, "report")
    numbers = numbers_of(draft, dataset)
    assert draft.region == "qingcheng"
    assert "2022年青城市签约项目数238个" in numbers.says.values()
    assert "口径不明" in numbers.says.values()


def test_a_step_goes_round_the_open_numbers(draft: Draft, dataset: Dataset) -> None:
    numbers = numbers_of(draft, dataset)
    assert numbers.step(numbers.open[-1], 1) == numbers.open[0]
    assert numbers.step(numbers.open[0], -1) == numbers.open[-1]
