"""What waits in a draft is on disk as it was, and goes on with data that have changed meanwhile."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from unittest import mock

import little
import pytest
from editing_parts import dataset_at, new_draft
from hypothesis import given
from hypothesis import strategies as st

from xtdata.datafile.writing import plain
from xtdata.editing.changeset import apply, propose
from xtdata.editing.draft import Draft, numbers_of
from xtdata.editing.drafts import KEPT, as_data, folder_of, forget, from_data, store, stored, stored_by
from xtdata.facts.loading import load_file
from xtdata.language.text import SourceText
from xtdata.sources.register import NewSource

NEW = {
    "indicator": "firms",
    "region": "nanqu",
    "period": "2023",
    "value": Decimal("40"),
    "source": "report-2023",
    "quote": {"exact": "新增企业40家", "prefix": "6.3%，"},
}
INDICATOR = {"name": "企业", "unit": "家", "theme": "investment"}
REGION = {"name": "南区", "kind": "district", "parent": "qingcheng"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return little.write(tmp_path)


@pytest.fixture
def draft(path: Path) -> Draft:
    return new_draft(dataset_at(path), path).accept(30, NEW, {"firms": INDICATOR}, {"nanqu": REGION})


_WORDS = st.text(max_size=30)
_ENTRY = st.dictionaries(_WORDS, st.one_of(_WORDS, st.decimals(allow_nan=False, allow_infinity=False, places=2)), max_size=4)
_DRAFTS = st.builds(
    Draft,
    source=_WORDS,
    text=_WORDS.map(SourceText),
    region=_WORDS,
    date=_WORDS,
    new_source=st.none()
    | st.builds(NewSource, id=_WORDS, entry=st.dictionaries(_WORDS, _WORDS), files=st.dictionaries(_WORDS, st.binary(max_size=40))),
    remarks=st.lists(_WORDS, max_size=2).map(tuple),
    observations=st.dictionaries(st.integers(0, 9999), _ENTRY, max_size=3),
    dismissals=st.dictionaries(st.integers(0, 9999), _ENTRY, max_size=3),
    indicators=st.dictionaries(_WORDS, _ENTRY, max_size=2),
    regions=st.dictionaries(_WORDS, _ENTRY, max_size=2),
)


@given(_DRAFTS)
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    again = from_data(json.loads(json.dumps(as_data(draft))))
    assert as_data(again) == as_data(draft)
    assert again.text.raw == draft.text.raw
    assert [plain(one) for one in again.observations.values()] == [plain(one) for one in draft.observations.values()]
    assert (again.new_source.files if again.new_source else None) == (draft.new_source.files if draft.new_source else None)


def test_a_draft_that_was_kept_is_written_like_the_first(path: Path, draft: Draft) -> None:
    store(path, "abcdefgh", as_data(draft))
    again = from_data(stored(path, "abcdefgh") or {})
    assert again.additions.written(path.read_text(encoding="utf-8")) == draft.additions.written(path.read_text(encoding="utf-8"))
    apply(propose(path, again.additions), authorised_by="张三")
    assert load_file(path).is_sound


def test_drafts_are_found_by_their_editor_and_go_when_they_are_done(path: Path, draft: Draft) -> None:
    store(path, "abcdefgh", {"editor": "甲"})
    store(path, "ijklmnop", {"editor": "乙"})
    assert stored_by(path, "甲") == ["abcdefgh"]
    forget(path, "abcdefgh")
    assert stored_by(path, "甲") == [] and stored(path, "abcdefgh") is None


def test_of_very_many_drafts_the_oldest_go(path: Path) -> None:
    for number in range(KEPT + 3):
        store(path, f"draft{number:04}", {})
        os.utime(folder_of(path) / f"draft{number:04}.json", (number, number))
    store(path, "newest00", {})
    assert len(list(folder_of(path).iterdir())) == KEPT
    assert stored(path, "draft0000") is None and stored(path, "newest00") == {}


@pytest.mark.parametrize("name", ["../../indicators", "a/b", "", "x" * 50, "草稿草稿草稿草稿"])
def test_a_name_that_is_none_leads_nowhere(path: Path, name: str) -> None:
    assert stored(path, name) is None
    with pytest.raises(ValueError):
        store(path, name, {})


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'"x"', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_draft_is_no_draft(path: Path, content: bytes) -> None:
    store(path, "abcdefgh", {})
    (folder_of(path) / "abcdefgh.json").write_bytes(content)
    assert stored(path, "abcdefgh") is None


def test_a_disk_that_is_full_leaves_the_draft_that_was_kept_before(path: Path) -> None:
    store(path, "abcdefgh", {"editor": "甲"})
    with mock.patch("os.fsync", side_effect=OSError(errno.ENOSPC, "full")), pytest.raises(OSError):
        store(path, "abcdefgh", {"editor": "乙"})
    assert stored(path, "abcdefgh") == {"editor": "甲"}
    assert [one.name for one in folder_of(path).iterdir()] == ["abcdefgh.json"]


# --- data that change meanwhile ---------------------------------------------------------------------


def test_what_somebody_registered_meanwhile_is_told_and_the_rest_goes_on(path: Path, draft: Draft) -> None:
    text = path.read_text(encoding="utf-8").replace(
        "\nsources:\n", "  nanqu:\n    name: 南区\n    kind: district\n    parent: qingcheng\n\nsources:\n", 1
    )
    path.write_text(text, encoding="utf-8")
    fitted, told = draft.fitting(dataset_at(path).catalogue)
    assert told == ("地区“nanqu”已经由别人登记，用现在登记的那一个",)
    assert list(fitted.observations) == [30] and not fitted.regions and list(fitted.indicators) == ["firms"]
    apply(propose(path, fitted.additions), authorised_by="张三")
    assert load_file(path).is_sound


def test_an_observation_of_a_region_that_is_gone_waits_no_more(path: Path, draft: Draft) -> None:
    dataset = dataset_at(path)
    waits = replace(draft.accept(40, {**NEW, "region": "xiqu"}, {}, {}), region="xiqu")
    regions = {key: one for key, one in dataset.catalogue.regions.items() if key != "xiqu"}
    fitted, told = waits.fitting(replace(dataset.catalogue, regions=regions))
    assert list(fitted.observations) == [30] and fitted.region == "qingcheng"
    assert len(told) == 2 and "放回未处理" in told[0] and "改按“qingcheng”来读" in told[1]
    assert numbers_of(fitted, dataset).every


def test_a_draft_that_fits_is_left_alone(path: Path, draft: Draft) -> None:
    fitted, told = draft.fitting(dataset_at(path).catalogue)
    assert fitted is draft and told == ()
