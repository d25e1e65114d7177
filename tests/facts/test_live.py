"""A running server keeps the last good data up, whatever happens to the file, and recovers by itself."""

import os
import threading
from functools import partial
from hashlib import sha256

import pytest
from little import GOOD, SOURCE, changed, write

from xtdata.datafile import live as module
from xtdata.facts.dataset import read_dataset

WITHOUT_SUM = changed((GOOD[GOOD.index("    sha256") : GOOD.index("    date: 2022-12")], ""))


Live = partial(module.Live, read=read_dataset, wait=lambda _: None)


@pytest.fixture
def file(tmp_path):
    return write(tmp_path)


def replace(file, text: str) -> None:
    """Put *text* in the file's place as a careful editor does: in one step."""
    fresh = file.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8", newline="")
    os.replace(fresh, file)


def values(state) -> list[float]:
    return list(state.dataset.frame()["value"])


def test_a_sound_file_is_shown(file):
    state = Live(file).current()
    assert (len(state.dataset.frame()), state.diagnostics, state.stale) == (5, (), False)
    assert state.version


def test_an_unchanged_file_is_read_once(file):
    reads = []
    live = Live(file, read=lambda *args: reads.append(args) or read_dataset(*args))
    first = live.current()
    assert live.current() is live.current() is first
    assert len(reads) == 1


@pytest.mark.parametrize("broken", ["title: [\n", "", "- a\n", changed(("value: 8.1", "value: 9.1")), changed(("    value: 8.1\n", ""))])
def test_a_broken_file_leaves_the_last_good_data_up_and_says_why(file, broken):
    live = Live(file)
    good = live.current()
    replace(file, broken)
    state = live.current()
    assert state.stale and state.diagnostics
    assert (state.dataset, state.version) == (good.dataset, good.version)


def test_the_revision_changes_with_every_diagnostic_and_comes_back_with_the_state(file):
    live = Live(file)
    revisions = [live.current().revision]
    for text in ("title: [\n", GOOD.replace("value: 8.1", "value: 9.1"), GOOD):
        replace(file, text)
        revisions.append(live.current().revision)
    assert len(set(revisions)) == 3
    assert revisions[0] == revisions[-1]


def test_a_repaired_file_is_shown_again(file):
    live = Live(file)
    good = live.current()
    replace(file, "title: [\n")
    live.current()
    replace(file, GOOD + "# repaired\n")
    state = live.current()
    assert (state.stale, state.diagnostics) == (False, ())
    assert state.version != good.version


def test_a_deleted_file_leaves_the_data_up_and_comes_back(file):
    live = Live(file)
    good = live.current()
    file.unlink()
    state = live.current()
    assert (state.stale, state.dataset) == (True, good.dataset)
    assert [diagnostic.code for diagnostic in state.diagnostics] == ["E001"]
    write(file.parent)
    assert not live.current().stale


def test_a_new_figure_is_noticed_and_named_by_a_new_version(file):
    live = Live(file)
    before = live.current()
    replace(
        file,
        changed(("  - indicator: fai_growth\n    region: qingcheng", "  - indicator: fai_growth\n    note: 注\n    region: qingcheng")),
    )
    after = live.current()
    assert before.version != after.version
    assert after.dataset.frame()["note"].iloc[0] == "注"


def test_a_replacement_with_the_same_size_and_time_is_noticed(file):
    live = Live(file)
    live.current()
    stat = file.stat()
    replace(file, changed(("value: 8.1", "value: 8.2")))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert file.stat().st_size == stat.st_size
    assert live.current().stale


def test_a_changed_source_text_is_noticed(file):
    live = Live(file)
    live.current()
    (file.parent / "seeds" / "report.txt").write_text(SOURCE + "更正", encoding="utf-8", newline="")
    assert [diagnostic.code for diagnostic in live.current().diagnostics] == ["E042"]
    (file.parent / "seeds" / "report.txt").write_text(SOURCE, encoding="utf-8", newline="")
    assert live.current().diagnostics == ()


def test_a_changed_source_text_without_checksum_is_a_new_version(tmp_path):
    file = write(tmp_path, WITHOUT_SUM)
    live = Live(file)
    before = live.current()
    (tmp_path / "seeds" / "report.txt").write_text("前言。\n" + SOURCE, encoding="utf-8", newline="")
    after = live.current()
    assert not after.stale and after.version != before.version
    assert list(after.dataset.frame()["start"]) != list(before.dataset.frame()["start"])


def test_a_source_text_that_was_missing_is_noticed_when_it_arrives(file):
    live = Live(file)
    live.current()
    replace(file, changed(("file: seeds/report.txt", "file: seeds/later.txt")))
    assert [diagnostic.code for diagnostic in live.current().diagnostics] == ["E040"]
    (file.parent / "seeds" / "later.txt").write_text(SOURCE, encoding="utf-8", newline="")
    assert not live.current().stale


def test_a_file_that_changes_while_it_is_read_is_read_again(file):
    def slow(path, before):
        reading = read_dataset(path, before)
        if "again" not in path.read_text(encoding="utf-8"):
            replace(path, GOOD + "# again\n")
        return reading

    live = Live(file, read=slow)
    assert live.current().version != live.current().version


# --- writing in place -------------------------------------------------------------------------------

SOUND_PREFIXES = [GOOD[: GOOD.index(words)] for words in ("  - indicator: new_firms", "  - indicator: investment\n", "\nrelations")]


def in_place(file, text: str) -> None:
    """Write *text* as a careless editor does: into the file that is there."""
    inode = file.stat().st_ino
    file.write_text(text, encoding="utf-8", newline="")
    assert file.stat().st_ino == inode


@pytest.mark.parametrize("prefix", SOUND_PREFIXES)
def test_a_sound_half_of_a_save_in_place_is_not_taken_up(file, prefix):
    whole = GOOD + "# saved\n"
    steps = iter([prefix, whole, whole])
    live = Live(file, wait=lambda _: in_place(file, next(steps)) if file.read_text(encoding="utf-8") != whole else None)
    good = live.current()
    in_place(file, "title: 青城\n")
    assert live.current() is good and file.read_text(encoding="utf-8") == prefix
    assert read_dataset(file).is_sound
    assert live.current() is good and file.read_text(encoding="utf-8") == whole
    after = live.current()
    assert (len(after.dataset.frame()), after.stale) == (5, False) and after.version != good.version


@pytest.mark.parametrize("prefix", SOUND_PREFIXES)
def test_a_save_in_place_that_begins_while_the_file_is_read_is_not_taken_up_by_half(file, prefix):
    half = iter([prefix])

    def read(path, before):
        if before and (text := next(half, "")):
            in_place(path, text)
        return read_dataset(path, before)

    live = Live(file, read=read)
    good = live.current()
    replace(file, GOOD + "# replaced\n")
    assert live.current() is good
    in_place(file, GOOD + "# saved\n")
    assert len(live.current().dataset.frame()) == 5


def test_a_file_put_in_its_place_whole_is_taken_up_at_once(file):
    live = Live(file, wait=lambda _: pytest.fail("waited"))
    before = live.current()
    replace(file, GOOD + "# replaced\n")
    assert live.current().version != before.version


def test_a_source_text_is_not_taken_up_half_way_either(file):
    text = file.parent / "seeds" / "report.txt"
    live = Live(file, wait=lambda _: in_place(text, SOURCE))
    good = live.current()
    in_place(text, SOURCE[:100])
    assert live.current() is good
    assert live.current().diagnostics == ()


def test_before_anything_good_was_read_the_sound_part_is_shown(tmp_path):
    live = Live(write(tmp_path, changed(("value: 8.1", "value: 9.1"))))
    state = live.current()
    assert (len(state.dataset.frame()), state.stale) == (4, False)
    assert state.version.endswith("-partial") and state.diagnostics
    replace(live.path, GOOD)
    assert len(live.current().dataset.frame()) == 5
    replace(live.path, "")
    assert len(live.current().dataset.frame()) == 5


@pytest.mark.parametrize("text", ["", "title: [", changed(("file: seeds/report.txt", "file: seeds/none.txt"))])
def test_where_nothing_is_sound_there_is_no_data(tmp_path, text):
    state = Live(write(tmp_path, text)).current()
    assert state.dataset is None and state.diagnostics


def test_a_missing_file_is_shown_as_soon_as_it_exists(tmp_path):
    live = Live(tmp_path / "indicators.yaml")
    assert live.current().dataset is None
    write(tmp_path)
    assert len(live.current().dataset.frame()) == 5


def test_while_one_thread_reads_the_others_go_on_with_what_there_was(file):
    reading, go_on = threading.Event(), threading.Event()
    go_on.set()

    def slow(path, before):
        reading.set()
        assert go_on.wait(30)
        return read_dataset(path, before)

    live = Live(file, read=slow)
    good = live.current()
    reading.clear()
    go_on.clear()
    replace(file, GOOD + "# more\n")
    reader = threading.Thread(target=live.current)
    reader.start()
    try:
        assert reading.wait(30)
        assert live.current() is good
    finally:
        go_on.set()
        reader.join(30)
    assert live.current().version != good.version


def test_many_threads_see_only_whole_states(file):
    live, seen, stop = Live(file), [], threading.Event()

    def look():
        while not stop.is_set():
            state = live.current()
            seen.append((len(state.dataset.frame()), state.stale, bool(state.diagnostics)))

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for turn in range(20):
        replace(file, "title: [\n" if turn % 2 else GOOD + f"# {turn}\n")
        live.current()
    stop.set()
    for thread in threads:
        thread.join(30)
    assert set(seen) <= {(5, False, False), (5, True, True)}
    replace(file, GOOD)
    assert not live.current().stale


def test_when_a_text_and_its_checksum_are_renewed_the_moved_quotes_are_counted(file):
    live = Live(file)
    before = live.current().dataset
    (source, text_file), *_ = before.loaded.library.files.items()
    text = ("新加的一行。\n" + SOURCE).encode()
    text_file.write_bytes(text)
    assert live.current().stale
    replace(file, file.read_text(encoding="utf-8").replace(before.catalogue.sources[source].sha256, sha256(text).hexdigest()))
    after = live.current()
    assert not after.stale
    (note,) = [diagnostic for diagnostic in after.diagnostics if diagnostic.code == "N061"]
    assert source in note.message
    assert "5 条事实的引文仍逐字相符，其中 5 条的位置移动了" in note.message
