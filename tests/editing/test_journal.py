"""Every save leaves a line of who, when, why and what; a crash at any point leaves a file and a journal that agree."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import little
import pytest

from xtdata.datafile import saving
from xtdata.datafile.saving import CannotSave
from xtdata.editing.changeset import Change, apply, propose, propose_text
from xtdata.editing.journal import Journal, journal_file, read_journal, told
from xtdata.editing.revision import Correction, Rename, Withdrawal
from xtdata.editing.undo import propose_undo
from xtdata.facts.loading import load_file

GROWTH = "fai_growth/qingcheng/2022"
NOTE = Correction(GROWTH, {"note": "初步核算"}, "补说明")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return little.write(tmp_path)


def make(path: Path, change: Change, editor: str = "张三") -> None:
    apply(propose(path, change), authorised_by=editor)


def held(path: Path) -> list[str]:
    """The kinds of the saves that are in the file, as the journal tells."""
    journal, present = read_journal(path), saving.read(path).digest
    return [one.kind for index, one in enumerate(journal.records) if journal.is_held(index, present)]


def test_a_save_is_recorded_with_editor_reason_facts_and_both_digests(path: Path) -> None:
    before = saving.read(path).digest
    make(path, NOTE)
    [one] = read_journal(path).records
    assert (one.editor, one.kind, one.reason, one.before, one.after) == ("张三", "correct", "补说明", before, saving.read(path).digest)
    assert told(one) == [f"修改 {GROWTH}：note （没有） → 初步核算"]


def test_what_is_written_by_hand_and_what_is_withdrawn_stay_in_the_history(path: Path) -> None:
    present = saving.read(path)
    text = present.text.replace("value: 190\n", "value: 190\n    note: 手改\n")
    apply(propose_text(path, present.text, present.digest, text), authorised_by="李四")
    make(path, Withdrawal(GROWTH, "口径不明"))
    journal = read_journal(path)
    assert [one.kind for one in journal.records] == ["text", "withdraw"]
    assert journal.of_fact(GROWTH) == [1]
    assert "value 8.1" in told(journal.records[1])[0] and "全市固定资产投资增长8.1%" in told(journal.records[1])[0]
    assert journal.of_source("report") == [0, 1]


def test_the_history_of_a_fact_goes_on_under_its_new_id_and_is_found_by_the_old_one(path: Path) -> None:
    make(path, NOTE)
    make(path, Rename("indicators", "fai_growth", "investment_growth"))
    make(path, Correction("investment_growth/qingcheng/2022", {"status": "expected"}))
    journal = read_journal(path)
    assert journal.of_fact("investment_growth/qingcheng/2022:expected") == [0, 1, 2]
    assert journal.of_fact("new_firms/dongqu/2022") == []


def test_nothing_is_recorded_where_nothing_is_saved(path: Path) -> None:
    changeset = propose(path, NOTE)
    path.write_text(path.read_text(encoding="utf-8") + "# 别人\n", encoding="utf-8")
    with pytest.raises(saving.Conflict):
        apply(changeset, authorised_by="张三")
    assert read_journal(path) == Journal()


def test_a_torn_last_line_is_told_and_skipped_and_the_next_save_goes_on(path: Path) -> None:
    make(path, NOTE)
    with journal_file(path).open("ab") as file:
        file.write('{"time": "2026-01-01T00:00:00Z", "editor": "王'.encode()[:-1])
    assert len(read_journal(path).records) == 1
    assert "第 2 行不完整" in read_journal(path).troubles[0]
    make(path, Withdrawal(GROWTH, "口径不明"))
    assert [one.kind for one in read_journal(path).records] == ["correct", "withdraw"]


@pytest.mark.parametrize(
    "line", ["null", "[]", '{"time": 1}', "\ufffd\x00", '{"time":"x","editor":"y","kind":"z","before":"","after":"","facts":5}']
)
def test_a_damaged_line_hides_no_other(path: Path, line: str) -> None:
    make(path, NOTE)
    journal_file(path).write_text(f"{line}\n" + journal_file(path).read_text(encoding="utf-8"), encoding="utf-8")
    journal = read_journal(path)
    assert (len(journal.records), len(journal.troubles)) == (1, 1)


def test_a_full_disk_keeps_the_journal_whole_and_the_file_as_it_was(path: Path) -> None:
    make(path, NOTE)
    before, line, write = path.read_bytes(), journal_file(path).read_bytes(), os.write

    def half(handle: int, data: bytes) -> int:
        if data.startswith(b'{"time"'):
            return write(handle, data[:20])
        if b'"facts"' in data:
            raise OSError(errno.ENOSPC, "full")
        return write(handle, data)

    with mock.patch("os.write", half), pytest.raises(CannotSave, match="原文件没有变"):
        make(path, Withdrawal(GROWTH, "口径不明"))
    assert (path.read_bytes(), journal_file(path).read_bytes()) == (before, line)


def _killed(path: Path, name: str, at: Callable[..., bool]) -> None:
    """Withdraw a fact in a process that is killed when the call of ``os.NAME`` comes for which *at* says so."""

    def run() -> None:
        real = getattr(os, name)

        def die(*arguments: object) -> object:
            if at(*arguments):
                if name == "write":
                    real(arguments[0], arguments[1][:30])  # type: ignore[index]
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments)

        setattr(os, name, die)
        make(path, Withdrawal(GROWTH, "口径不明"))

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL


def _is_line(handle: int, data: bytes) -> bool:
    return data.startswith(b'{"time"')


def test_a_kill_in_the_middle_of_the_line_leaves_the_old_file_and_a_torn_line(path: Path) -> None:
    make(path, NOTE)
    before = path.read_bytes()
    _killed(path, "write", _is_line)
    assert path.read_bytes() == before
    assert (held(path), len(read_journal(path).troubles)) == (["correct"], 1)
    make(path, Withdrawal(GROWTH, "口径不明"))
    assert held(path) == ["correct", "withdraw"]


def test_a_kill_between_the_line_and_the_file_is_known_as_a_save_that_did_not_happen(path: Path) -> None:
    make(path, NOTE)
    before = path.read_bytes()
    _killed(path, "replace", lambda source, target: Path(target) == path)
    assert path.read_bytes() == before
    assert [one.kind for one in read_journal(path).records] == ["correct", "withdraw"]
    assert held(path) == ["correct"]
    make(path, Correction(GROWTH, {"note": "终核"}))
    assert held(path) == ["correct", "correct"]


# --- undo -------------------------------------------------------------------------------------------


def test_undo_gives_the_file_back_and_undoing_that_the_change(path: Path) -> None:
    before = path.read_bytes()
    make(path, Withdrawal(GROWTH, "口径不明"))
    after = path.read_bytes()
    apply(propose_undo(path), authorised_by="李四")
    assert path.read_bytes() == before
    apply(propose_undo(path), authorised_by="李四")
    assert path.read_bytes() == after
    assert [one.kind for one in read_journal(path).records] == ["withdraw", "undo", "undo"]


def test_a_write_over_which_somebody_has_written_is_not_undone(path: Path) -> None:
    make(path, NOTE)
    path.write_text(path.read_text(encoding="utf-8") + "# 别人\n", encoding="utf-8")
    with pytest.raises(CannotSave, match="张三 的写入之后又被改过"):
        propose_undo(path)


def test_where_nothing_was_written_nothing_is_undone(path: Path) -> None:
    with pytest.raises(CannotSave, match="没有可以撤销的写入"):
        propose_undo(path)


def test_a_write_whose_earlier_version_is_gone_is_not_undone(path: Path) -> None:
    make(path, NOTE)
    for version in saving.versions(path):
        version.unlink()
    with pytest.raises(CannotSave, match="已经不在"):
        propose_undo(path)


# --- git --------------------------------------------------------------------------------------------


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True).stdout


def test_a_save_commits_the_file_and_the_journal_and_nothing_else(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XTDATA_COMMIT", "1")
    _git(path.parent, "init", "-q")
    (path.parent / "draft.txt").write_text("unfinished", encoding="utf-8")
    assert apply(propose(path, NOTE), authorised_by="zhang@example.org") == ""
    assert _git(path.parent, "show", "--format=%an %ae %s", "--name-only").split() == [
        "zhang@example.org", "zhang@example.org", "修改", "1", "条事实：补说明", "indicators.journal.jsonl", "indicators.yaml",
    ]  # fmt: skip


def test_a_commit_that_fails_is_told_and_the_save_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XTDATA_COMMIT", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(path.parent))
    assert "没有提交到 git" in apply(propose(path, NOTE), authorised_by="张三")
    assert load_file(path).catalogue.observations[GROWTH].note == "初步核算"  # type: ignore[union-attr]
