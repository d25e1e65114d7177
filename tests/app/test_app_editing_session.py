"""An editor's session: it is always in one named state, settles a number once, and loses nothing on the way."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
from dataclasses import replace
from pathlib import Path
from unittest import mock

import little
import pytest
from editing_parts import dataset_at, new_draft

from xtdata.app import access
from xtdata.app.access import Access, NotAllowed
from xtdata.app.editing.review import carry_out
from xtdata.app.editing.session import AskingReason, Choosing, Clashing, Reviewing, Saved, Session, Sessions, Working, Yaml
from xtdata.datafile import saving
from xtdata.editing.entry import Fields
from xtdata.facts.dataset import Dataset
from xtdata.facts.loading import load_file

FORM = Fields(indicator="fai_growth", region="qingcheng", period="2023", value="6.3", quote="全市固定资产投资增长6.3%")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return little.write(tmp_path)


@pytest.fixture
def dataset(path: Path) -> Dataset:
    return dataset_at(path)


@pytest.fixture
def session(dataset: Dataset, path: Path) -> Session:
    """A session at the first open number of a new text."""
    session = Session("name")
    session.begin(new_draft(dataset, path), dataset)
    return session


def waiting(session: Session) -> list[int]:
    assert session.draft
    return list(session.draft.observations)


def accept_first(session: Session, dataset: Dataset) -> int:
    first = session.numbers(dataset).open[0]
    session.forms[first] = FORM
    session.accept(first, dataset)
    return first


def test_a_text_begins_at_its_first_open_number(session: Session, dataset: Dataset) -> None:
    assert session.at == Working(session.numbers(dataset).open[0])


def test_accepting_settles_a_number_once_and_goes_on_to_the_next(session: Session, dataset: Dataset) -> None:
    first, second, *_ = session.numbers(dataset).open
    accept_first(session, dataset)
    session.accept(first, dataset)
    assert waiting(session) == [first]
    assert session.current == second


def test_a_form_with_errors_is_not_taken(session: Session, dataset: Dataset) -> None:
    first = session.numbers(dataset).open[0]
    session.forms[first] = Fields(indicator="fai_growth", region="qingcheng", period="2023", value="6.4", quote=FORM.quote)
    session.accept(first, dataset)
    assert (waiting(session), session.current) == ([], first)


def test_a_number_is_not_taken_only_with_a_reason(session: Session, dataset: Dataset) -> None:
    first = session.numbers(dataset).open[0]
    session.ask_reason()
    assert session.at == AskingReason(first)
    session.dismiss(first, "  ", dataset)
    assert session.at == AskingReason(first)
    session.stop_asking()
    assert session.at == Working(first)
    session.dismiss(first, "口号", dataset)
    assert session.draft and list(session.draft.dismissals) == [first]


def test_taking_back_opens_the_number_again_with_its_form(session: Session, dataset: Dataset) -> None:
    first = accept_first(session, dataset)
    session.take_back(first)
    session.choose(first, dataset)
    assert session.numbers(dataset).open[0] == session.current == first
    assert session.forms[first] == FORM


def test_leaving_a_review_comes_back_to_the_same_number(session: Session, dataset: Dataset, path: Path) -> None:
    accept_first(session, dataset)
    before = session.at
    session.review_draft(path)
    assert isinstance(session.at, Reviewing)
    session.leave_review()
    assert session.at == before


def test_what_is_saved_is_named_and_the_text_goes_on_as_a_source(session: Session, dataset: Dataset, path: Path) -> None:
    accept_first(session, dataset)
    following = session.current
    session.review_draft(path)
    session.write("editor@example.org")
    assert isinstance(session.at, Saved)
    assert [(one.id, one.theme) for one in session.at.observations] == [("fai_growth/qingcheng/2023", "")]
    assert session.current == following
    assert session.draft and session.draft.new_source is None and not len(session.draft)
    after = dataset_at(path)
    session.step(1, after)
    assert isinstance(session.at, Saved), "what was written is announced until the next decision"
    session.put_away()
    assert session.at == Choosing()


def test_what_is_saved_leads_to_the_page_of_its_headline_theme(tmp_path: Path) -> None:
    path = little.write(tmp_path, little.changed(("    name: 投资增长\n", "    name: 投资增长\n    headline: [growth]\n")))
    dataset, session = dataset_at(path), Session("name")
    session.begin(new_draft(dataset, path), dataset)
    accept_first(session, dataset)
    session.review_draft(path)
    session.write("editor@example.org")
    assert isinstance(session.at, Saved)
    assert [one.theme for one in session.at.observations] == ["investment"]


def test_a_folder_that_cannot_be_synced_does_not_make_a_save_a_failure(session: Session, dataset: Dataset, path: Path) -> None:
    accept_first(session, dataset)
    session.review_draft(path)
    with little.unsynced(path.parent):
        session.write("editor@example.org")
    assert isinstance(session.at, Saved)
    assert load_file(path).is_sound


def test_after_a_clash_the_change_is_made_once_more_upon_the_other_version(session: Session, dataset: Dataset, path: Path) -> None:
    accept_first(session, dataset)
    session.review_draft(path)
    path.write_text(path.read_text(encoding="utf-8") + "# 别人写的\n", encoding="utf-8")
    session.write("editor@example.org")
    assert isinstance(session.at, Clashing) and "# 别人写的" in session.at.theirs
    session.try_again()
    assert isinstance(session.at, Reviewing)
    session.write("editor@example.org")
    assert isinstance(session.at, Saved)
    assert "# 别人写的" in path.read_text(encoding="utf-8")
    assert load_file(path).is_sound


def test_a_text_that_clashes_in_one_place_says_so_and_stays(path: Path) -> None:
    present = saving.read(path)
    session = Session("name", yaml=Yaml(present.text, present.digest, present.text.replace("青城经济指标", "甲", 1)))
    session.review_text(path)
    path.write_text(present.text.replace("青城经济指标", "乙", 1), encoding="utf-8")
    session.write("editor@example.org")
    session.try_again()
    assert isinstance(session.at, Clashing) and "同一处" in session.at.trouble
    session.leave_review()
    assert session.at == Choosing()
    assert session.yaml and "title: 甲" in session.yaml.text


def test_who_may_not_edit_writes_nothing_though_the_page_was_open(
    session: Session, dataset: Dataset, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept_first(session, dataset)
    session.review_draft(path)
    before = path.read_bytes()
    with pytest.raises(NotAllowed):
        carry_out(session)
    assert path.read_bytes() == before
    assert [file.name for file in (path.parent / "seeds").iterdir()] == ["report.txt"]
    monkeypatch.setattr(access, "access", lambda: Access(True))
    carry_out(session)
    assert load_file(path).is_sound


def test_a_file_that_resists_is_told_and_the_work_stays(session: Session, dataset: Dataset, path: Path) -> None:
    first = accept_first(session, dataset)
    path.write_text("observations: [", encoding="utf-8")
    session.review_draft(path)
    assert isinstance(session.at, Working) and session.at.trouble
    assert waiting(session) == [first]


def test_nobody_gets_at_the_draft_of_another_editor() -> None:
    kept = Sessions(size=2)
    mine = kept.open("", "a@example.org")
    assert kept.open(mine.name, "a@example.org") is mine
    assert kept.open(mine.name, "b@example.org") is not mine


def test_an_indicator_that_is_only_close_is_taken_after_it_was_confirmed(dataset: Dataset, path: Path) -> None:
    session = Session("name")
    session.begin(new_draft(dataset, path, "2023年，全市工业固定资产投资增长6.3%。\n"), dataset)
    first = session.numbers(dataset).open[-1]
    session.forms[first] = replace(FORM, quote="全市工业固定资产投资增长6.3%")
    session.accept(first, dataset)
    assert waiting(session) == []
    session.confirm(first, "fai_growth")
    session.accept(first, dataset)
    assert waiting(session) == [first]


# --- on disk ----------------------------------------------------------------------------------------


def _accept_and_be_killed(session: Session, dataset: Dataset, path: Path) -> None:
    accept_first(session, dataset)
    session.keep(path)
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_kill_loses_no_decision_and_no_form(session: Session, dataset: Dataset, path: Path) -> None:
    session = Session("abcdefgh", "zhang@example.org")
    session.begin(new_draft(dataset, path), dataset)
    child = multiprocessing.get_context("fork").Process(target=_accept_and_be_killed, args=(session, dataset, path))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    again = Sessions().open("abcdefgh", "zhang@example.org", path)
    assert again.name == "abcdefgh"
    assert len(waiting(again)) == 1 and FORM in again.forms.values()
    again.review_draft(path)
    again.write("zhang@example.org")
    assert "fai_growth/qingcheng/2023" in dataset_at(path).catalogue.observations
    again.keep(path)
    assert Session.kept(path, "abcdefgh", "zhang@example.org") is None or not waiting(again)


def test_a_kept_draft_is_nobody_elses(session: Session, path: Path) -> None:
    session.name = "abcdefgh"
    session.keep(path)
    assert Sessions().open("abcdefgh", "li@example.org", path).draft is None


def test_a_text_being_edited_is_kept_too(path: Path) -> None:
    session = Session("abcdefgh")
    session.yaml = Yaml("title: 一\n", "digest", "title: 二\n")
    session.keep(path)
    again = Session.kept(path, "abcdefgh", "")
    assert again and again.yaml == session.yaml


def test_a_disk_that_is_full_is_told_and_nothing_is_lost(session: Session, path: Path) -> None:
    session.name = "abcdefgh"
    with mock.patch("os.fsync", side_effect=OSError(errno.ENOSPC, "full")):
        assert "存不到磁盘" in session.keep(path)
    assert session.draft is not None
    assert session.keep(path) == ""
