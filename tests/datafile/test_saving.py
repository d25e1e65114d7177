"""Saving: whoever saves, whenever the power fails, the file is one whole version and the others are kept."""

from __future__ import annotations

import multiprocessing
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from little import unsynced

from xtdata.datafile import saving
from xtdata.datafile.saving import CannotSave, Conflict, read, save, versions, write_new


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "indicators.yaml"
    path.write_bytes("title: 一\n".encode())
    return path


def test_what_is_saved_is_read_again(file: Path) -> None:
    digest = save(file, "title: 二\n", read(file).digest)
    assert read(file) == saving.Snapshot("title: 二\n", digest)


def test_the_last_ten_versions_are_kept(file: Path) -> None:
    for number in range(14):
        save(file, f"title: {number}\n", read(file).digest)
    assert [one.read_text() for one in versions(file)] == [f"title: {number}\n" for number in range(3, 13)]


def test_saving_what_is_already_there_keeps_no_version(file: Path) -> None:
    before = read(file)
    assert save(file, before.text, before.digest) == before.digest
    assert versions(file) == []


def test_a_file_that_changed_is_not_overwritten_and_both_versions_are_shown(file: Path) -> None:
    stale = read(file).digest
    file.write_bytes("title: 别人的\n".encode())
    with pytest.raises(Conflict, match="被别人改过") as caught:
        save(file, "title: 我的\n", stale)
    assert (caught.value.theirs, caught.value.mine) == ("title: 别人的\n", "title: 我的\n")
    assert file.read_text() == "title: 别人的\n"


def test_an_editor_that_knows_no_lock_is_noticed_up_to_the_renaming(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def keep_version_while_another_editor_saves(path: Path, content: bytes) -> None:
        path.write_bytes("title: 别人的\n".encode())

    monkeypatch.setattr(saving, "_keep_version", keep_version_while_another_editor_saves)
    with pytest.raises(Conflict):
        save(file, "title: 我的\n", read(file).digest)
    assert file.read_text() == "title: 别人的\n"


def test_a_file_that_is_gone_is_not_brought_back_unasked(file: Path) -> None:
    digest = read(file).digest
    file.unlink()
    with pytest.raises(Conflict):
        save(file, "title: 我的\n", digest)


def _save_as(path: Path, name: str, digest: str, start: multiprocessing.synchronize.Barrier, answers: multiprocessing.Queue[str]) -> None:
    start.wait(30)
    try:
        save(path, f"title: {name}\n", digest)
        answers.put(f"saved {name}")
    except Conflict as conflict:
        answers.put(f"{conflict.mine.strip()} met {conflict.theirs.strip()}")


def test_of_two_programs_that_save_at_once_exactly_one_wins(file: Path) -> None:
    fork = multiprocessing.get_context("fork")
    for _ in range(10):
        digest, start, answers = read(file).digest, fork.Barrier(2), fork.Queue()
        racers = [fork.Process(target=_save_as, args=(file, name, digest, start, answers)) for name in (f"甲{digest}", f"乙{digest}")]
        for racer in racers:
            racer.start()
        heard = sorted(answers.get(timeout=30) for _ in racers)
        for racer in racers:
            racer.join(30)
        winner = read(file).text.strip()
        loser = next(f"title: {name}{digest}" for name in "甲乙" if f"title: {name}{digest}" != winner)
        assert heard == sorted([f"saved {winner.removeprefix('title: ')}", f"{loser} met {winner}"])


def test_many_who_read_again_and_save_again_lose_nothing(file: Path) -> None:
    def add_a_line(number: int) -> None:
        while True:
            before = read(file)
            try:
                save(file, before.text + f"line{number}: x\n", before.digest)
                return
            except Conflict:
                continue

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_a_line, range(20)))
    assert sorted(file.read_text().splitlines()[1:]) == sorted(f"line{number}: x" for number in range(20))


@pytest.mark.parametrize("broken_at", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_the_old_file_and_no_litter(file: Path, monkeypatch: pytest.MonkeyPatch, broken_at: str) -> None:
    before = read(file)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken_at, fail)
    with pytest.raises(CannotSave, match="原文件没有变"):
        save(file, "title: 二\n", before.digest)
    monkeypatch.undo()
    assert read(file) == before
    assert not list(file.parent.rglob("*.tmp"))


def test_a_folder_that_cannot_be_synced_is_a_remark_for_a_save_that_has_happened(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    with unsynced(file.parent):
        digest = save(file, "title: 二\n", read(file).digest)
    assert read(file) == saving.Snapshot("title: 二\n", digest)
    assert [one.read_text() for one in versions(file)] == ["title: 一\n"]
    assert "cannot be synced" in caplog.text


@pytest.mark.parametrize("broken", ["pathlib.Path.unlink", "filelock.FileLock.release"])
def test_nothing_that_fails_behind_the_renaming_makes_a_failure_of_a_save(file: Path, broken: str) -> None:
    digest = read(file).digest
    with mock.patch(broken, side_effect=OSError(5, "Input/output error")):
        save(file, "title: 二\n", digest)
    assert file.read_text() == "title: 二\n"


def test_a_new_file_stays_where_its_folder_cannot_be_synced(tmp_path: Path) -> None:
    with unsynced(tmp_path):
        write_new(tmp_path / "a.txt", b"whole")
    assert (tmp_path / "a.txt").read_bytes() == b"whole"


def test_a_new_file_that_cannot_be_put_in_its_place_leaves_nothing(tmp_path: Path) -> None:
    with mock.patch("os.replace", side_effect=OSError(28, "No space left on device")), pytest.raises(CannotSave, match="写不了"):
        write_new(tmp_path / "a.txt", b"whole")
    assert list(tmp_path.iterdir()) == []


def test_each_version_is_named_later_than_the_last_though_the_clock_is_set_back(file: Path) -> None:
    for number in range(5):
        save(file, f"title: {number}\n", read(file).digest)
    with mock.patch.object(saving, "datetime", wraps=datetime) as clock:
        clock.now.side_effect = lambda zone: datetime.now(zone) - timedelta(days=4 * 365)
        for number in range(5, 14):
            save(file, f"title: {number}\n", read(file).digest)
    assert [one.read_text() for one in versions(file)] == [f"title: {number}\n" for number in range(3, 13)]


def test_what_is_named_like_no_version_is_none(file: Path) -> None:
    save(file, "title: 二\n", read(file).digest)
    (versions(file)[0].parent / "2099.yaml").write_text("mine")
    assert len(versions(file)) == 1


def test_what_a_killed_save_left_is_swept_up_by_the_next(file: Path) -> None:
    litter = file.with_name(f".{file.name}.abc123.tmp")
    litter.write_text("halb")
    other = file.with_name("notes.tmp")
    other.write_text("not ours")
    save(file, "title: 二\n", read(file).digest)
    assert not litter.exists() and other.exists()


def test_a_link_stays_a_link(file: Path) -> None:
    link = file.with_name("link.yaml")
    link.symlink_to(file)
    save(link, "title: 二\n", read(link).digest)
    assert link.is_symlink() and file.read_text() == "title: 二\n"
    assert versions(link) == versions(file) != []


def test_the_rights_of_the_file_stay_and_its_versions_have_them_too(file: Path) -> None:
    file.chmod(0o640)
    save(file, "title: 二\n", read(file).digest)
    assert [stat.S_IMODE(one.stat().st_mode) for one in (file, *versions(file))] == [0o640, 0o640]


def test_the_byte_order_mark_and_the_line_ends_stay_though_a_form_loses_them(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    before = read(file)
    assert before.text == "a: 1\r\nb: 2\r\n"
    save(file, "a: 1\nb: 3\n", before.digest)
    assert file.read_bytes() == b"\xef\xbb\xbfa: 1\r\nb: 3\r\n"


def test_a_text_that_is_no_unicode_is_refused(file: Path) -> None:
    with pytest.raises(CannotSave, match="代理字符"):
        save(file, "\ud800", read(file).digest)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "gbk.yaml").write_bytes("标题".encode("gbk"))
    with pytest.raises(CannotSave, match="不是 UTF-8"):
        read(tmp_path / "gbk.yaml")
    with pytest.raises(CannotSave, match="找不到"):
        read(tmp_path / "nowhere.yaml")


def test_a_new_file_never_takes_the_place_of_an_old_one(tmp_path: Path) -> None:
    write_new(tmp_path / "seeds" / "a.txt", b"first")
    with pytest.raises(CannotSave, match="没有覆盖"):
        write_new(tmp_path / "seeds" / "a.txt", b"second")
    assert [one.read_bytes() for one in (tmp_path / "seeds").iterdir()] == [b"first"]
