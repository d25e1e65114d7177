"""What an editor has decided is written whole, only with somebody's authority, and over nobody else's work."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import little
import pytest
from editing_parts import dataset_at, new_draft

from xtdata.datafile import saving
from xtdata.datafile.saving import Conflict
from xtdata.editing.changeset import Changeset, NotAuthorised, Refused, apply, propose, propose_text, renew
from xtdata.editing.diff import unified
from xtdata.editing.draft import Draft, numbers_of
from xtdata.editing.entry import Fields, described, entry
from xtdata.facts.loading import load_file

ARTICLE = "青城市2023年经济运行简报\n\n2023年，全市固定资产投资增长6.3%。“五个100”是口号。\n"
FORM = Fields(
    indicator="+", indicator_id="fai_change", indicator_name="投资增速", indicator_unit="%", indicator_measure="growth", indicator_theme="investment",
    region="qingcheng", period="2023", value="6.3", unit="%", quote="全市固定资产投资增长6.3%",
)  # fmt: skip
EDITOR = "editor@example.org"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return little.write(tmp_path)


@pytest.fixture
def draft(path: Path) -> Draft:
    """An observation and a dismissal of a new source, whose indicator is new as well; another indicator came and went."""
    dataset = dataset_at(path)
    draft = new_draft(dataset, path, ARTICLE)
    numbers = numbers_of(draft, dataset)
    [first] = numbers
    unused = replace(FORM, indicator_id="never_used", indicator_name="没有用到")
    for form in (unused, FORM):
        draft = draft.take_back(first.passage.start)
        content = entry(form, draft.source, dataset.catalogue, draft.text, first.passage)
        draft = draft.accept(first.passage.start, content, *described(form, dataset.catalogue))
    return replace(draft, dismissals={100: {"quote": "“五个100”", "reason": "口号"}})


def text_file(path: Path) -> Path:
    return path.parent / "seeds" / "report-2023.txt"


def test_what_was_written_checks_clean_and_the_old_lines_stay(draft: Draft, path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    changeset = propose(path, draft.additions)
    apply(changeset, authorised_by=EDITOR)
    assert load_file(path).is_sound
    assert changeset.added == ("fai_change/qingcheng/2023",)
    assert {line.kind for line in unified(before, path.read_text(encoding="utf-8"))} <= {"same", "new", "gap"}
    assert "never_used" not in path.read_text(encoding="utf-8")
    assert text_file(path).read_bytes() == ARTICLE.encode()


def test_what_was_written_stays_with_its_text_where_the_folder_cannot_be_synced(draft: Draft, path: Path) -> None:
    changeset = propose(path, draft.additions)
    with little.unsynced(path.parent):
        apply(changeset, authorised_by=EDITOR)
    assert changeset.added == ("fai_change/qingcheng/2023",)
    assert load_file(path).is_sound
    assert text_file(path).read_bytes() == ARTICLE.encode()


def test_a_changeset_says_what_the_file_will_be_and_writes_nothing(draft: Draft, path: Path) -> None:
    before = path.read_bytes()
    changeset = propose(path, draft.additions)
    assert (changeset.errors, dict(changeset.files)) == ((), {"seeds/report-2023.txt": ARTICLE.encode()})
    assert changeset.after.library.texts["report-2023"].raw == ARTICLE
    assert path.read_bytes() == before
    assert not text_file(path).exists()


@pytest.mark.parametrize("nobody", ["", "  "])
def test_what_nobody_has_authorised_is_not_written(draft: Draft, path: Path, nobody: str) -> None:
    changeset, before = propose(path, draft.additions), path.read_bytes()
    with pytest.raises(NotAuthorised):
        apply(changeset, authorised_by=nobody)
    assert path.read_bytes() == before
    assert [file.name for file in (path.parent / "seeds").iterdir()] == ["report.txt"]


def test_a_file_that_somebody_changed_is_not_overwritten_and_the_work_goes_onto_the_new_version(draft: Draft, path: Path) -> None:
    changeset = propose(path, draft.additions)
    path.write_text(path.read_text(encoding="utf-8") + "# 别人写的\n", encoding="utf-8")
    with pytest.raises(Conflict) as clash:
        apply(changeset, authorised_by=EDITOR)
    assert "# 别人写的" in clash.value.theirs
    assert not text_file(path).exists()
    apply(renew(changeset), authorised_by=EDITOR)
    assert "# 别人写的" in path.read_text(encoding="utf-8")
    assert load_file(path).is_sound


def test_a_file_with_errors_is_refused(path: Path) -> None:
    text = little.changed(("indicator: fai_growth", "indicator: fai_grwth"))
    before = path.read_bytes()
    changeset = propose_text(path, little.GOOD, "", text)
    assert [diagnostic.code for diagnostic in changeset.errors] == ["E022"]
    with pytest.raises(Refused):
        apply(changeset, authorised_by=EDITOR)
    assert path.read_bytes() == before


def by_hand(path: Path, old: str, new: str) -> Changeset:
    present = saving.read(path)
    return propose_text(path, present.text, present.digest, present.text.replace(old, new, 1))


def test_a_text_written_by_hand_names_the_observations_that_are_new_in_it(path: Path) -> None:
    changeset = by_hand(path, "    period: 2022\n    value: 30\n", "    period: 2021/2022\n    value: 30\n")
    assert changeset.added == ("new_firms/dongqu/2021..2022",)


def test_two_texts_written_by_hand_go_together_where_they_change_different_places(path: Path) -> None:
    mine = by_hand(path, "title: 青城经济指标", "title: 青城指标")
    theirs = by_hand(path, "    name: 西区", "    name: 西新区")
    apply(theirs, authorised_by=EDITOR)
    both = renew(mine)
    assert "title: 青城指标" in both.text and "name: 西新区" in both.text
    apply(by_hand(path, "title: 青城经济指标", "title: 青城数据"), authorised_by=EDITOR)
    with pytest.raises(saving.CannotSave, match="同一处"):
        renew(mine)


def test_what_fails_before_the_file_is_replaced_leaves_no_text_behind(draft: Draft, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changeset, before, replace_file = propose(path, draft.additions), path.read_bytes(), os.replace

    def refuse(source: Any, target: Any) -> None:
        if Path(target).name == path.name:
            raise OSError(errno.ENOSPC, "full")
        replace_file(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(saving.CannotSave):
        apply(changeset, authorised_by=EDITOR)
    assert path.read_bytes() == before
    assert not text_file(path).exists()
