"""The texts of the sources are read from beside the data file and from nowhere else."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from little import SOURCE, without_privileges, write

from xtdata.model.catalogue import Source
from xtdata.sources.library import MAX_BYTES, blank_markup, candidates, open_library

SUM = sha256(SOURCE.encode()).hexdigest()


@pytest.fixture
def root(tmp_path) -> Path:
    return write(tmp_path / "city").parent


def opened(root: Path, file: str | None = "seeds/report.txt", **fields):
    source = Source(**{"title": "简报", "file": file, "sha256": SUM} | fields)
    return open_library({"report": source}, root)


def codes(library) -> list[str]:
    return [diagnostic.code for diagnostic in library.diagnostics]


def test_a_text_is_read_as_received(root):
    (root / "seeds" / "report.txt").write_bytes("\ufeff甲\r\n乙".encode())
    assert opened(root, sha256=None).texts["report"].raw == "\ufeff甲\r\n乙"


def test_a_text_with_the_right_checksum_has_no_diagnostic(root):
    library = opened(root)
    assert library.diagnostics == ()
    assert library.files["report"] == root / "seeds" / "report.txt"


@pytest.mark.parametrize(
    "file",
    ["../secret.txt", "seeds/../indicators.yaml", "seeds/../../secret.txt", "/etc/passwd", "indicators.yaml", "seeds", "seeds\\report.txt",
     "seeds/\0report.txt", "C:/x.txt", "file:///etc/passwd", "~/x.txt", "./report.txt"],
)  # fmt: skip
def test_a_path_that_leads_out_of_seeds_is_refused(root, file):
    (root.parent / "secret.txt").write_text("机密", encoding="utf-8")
    library = opened(root, file)
    assert (codes(library), library.texts) == (["E041"], {})
    assert library.diagnostics[0].path == ("sources", "report", "file")


def test_a_link_that_leads_out_of_seeds_is_refused(root):
    (root.parent / "secret.txt").write_text("机密", encoding="utf-8")
    (root / "seeds" / "link.txt").symlink_to(root.parent / "secret.txt")
    (root / "seeds" / "folder").symlink_to(root.parent)
    assert codes(opened(root, "seeds/link.txt")) == codes(opened(root, "seeds/folder/secret.txt")) == ["E041"]


def test_a_link_that_leads_to_itself_is_refused(root):
    (root / "seeds" / "loop.txt").symlink_to("loop.txt")
    assert codes(opened(root, "seeds/loop.txt")) == ["E041"]


def test_a_link_inside_seeds_is_followed(root):
    (root / "seeds" / "link.txt").symlink_to("report.txt")
    assert opened(root, "seeds/link.txt").texts["report"].raw == SOURCE


def test_a_missing_text_is_named(root):
    library = opened(root, "seeds/nowhere.txt")
    assert codes(library) == ["E040"]
    assert "nowhere.txt" in library.diagnostics[0].message


def test_a_folder_a_pipe_and_an_endless_name_are_no_text(root):
    (root / "seeds" / "folder").mkdir()
    os.mkfifo(root / "seeds" / "pipe")
    for file in ("seeds/folder", "seeds/pipe", "seeds/", "seeds/" + "x" * 300):
        assert codes(opened(root, file)) == ["E043"]


def test_a_text_that_is_not_utf8_or_too_large_is_not_read(root):
    (root / "seeds" / "report.txt").write_bytes("青城".encode("gbk"))
    assert codes(opened(root)) == ["E043"]
    with (root / "seeds" / "report.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert codes(opened(root)) == ["E043"]


def test_permission_denied_is_a_diagnostic(root):
    (root / "seeds" / "report.txt").chmod(0)
    with without_privileges():
        library = opened(root)
    assert codes(library) == ["E043"] or codes(library) == ["E041"]


def test_a_changed_text_is_reported_with_the_new_checksum_and_still_read(root):
    (root / "seeds" / "report.txt").write_text("改过", encoding="utf-8")
    library = opened(root)
    assert codes(library) == ["E042"]
    assert sha256("改过".encode()).hexdigest() in library.diagnostics[0].hint
    assert library.texts["report"].raw == "改过"


def test_a_missing_checksum_is_a_warning_that_gives_it(root):
    library = opened(root, sha256=None)
    assert codes(library) == ["W050"]
    assert SUM in library.diagnostics[0].hint


def test_a_source_that_ships_must_name_its_text(root):
    assert codes(opened(root, None)) == ["E044"]


# --- texts that are cited but not shipped -----------------------------------------------------------


def test_a_text_that_does_not_ship_may_be_elsewhere_or_nowhere(root, tmp_path, monkeypatch):
    monkeypatch.delenv("XTDATA_SOURCES", raising=False)
    assert codes(opened(root, "books/a.md", redistributable=False)) == ["N060"]
    shelf = tmp_path / "shelf"
    (shelf / "books").mkdir(parents=True)
    (shelf / "books" / "a.md").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setenv("XTDATA_SOURCES", f"/nowhere{os.pathsep}{shelf}")
    assert opened(root, "books/a.md", redistributable=False).texts["report"].raw == SOURCE


@pytest.mark.parametrize("file", ["../secret.txt", "/etc/passwd", "a\\b", "a\0b"])
def test_a_text_that_does_not_ship_cannot_lead_out_of_its_shelf_either(root, file):
    assert codes(opened(root, file, redistributable=False)) == ["E041"]


def test_a_link_out_of_a_shelf_counts_as_not_at_hand(root, tmp_path, monkeypatch):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "a.txt").symlink_to("/etc/passwd")
    (shelf / "loop.txt").symlink_to("loop.txt")
    monkeypatch.setenv("XTDATA_SOURCES", str(shelf))
    for file in ("a.txt", "loop.txt", "x" * 300):
        assert codes(opened(root, file, redistributable=False)) == ["N060"]


def test_the_files_to_watch_are_those_in_which_a_text_may_stand(root, monkeypatch):
    monkeypatch.setenv("XTDATA_SOURCES", "/shelf")
    assert candidates(Source(title="甲", file="seeds/a.txt"), root) == [root / "seeds/a.txt"]
    assert candidates(Source(title="甲", file="a.md", redistributable=False), root) == [root / "seeds/a.md", Path("/shelf/a.md")]
    assert candidates(Source(title="甲", file="a\0b"), root) == candidates(Source(title="甲"), root) == []


def test_markup_is_blanked_without_moving_anything():
    text = "---\ntitle: 8.1%\n---\n甲<!-- 238个\n乙 -->丙<!-- 未完 12"
    blank = blank_markup(text)
    assert len(blank) == len(text)
    assert blank.split() == ["甲", "丙"]
    assert blank.count("\n") == text.count("\n")


def test_a_flood_of_unclosed_comments_is_blanked_in_one_pass():
    assert blank_markup("<!--" * 500_000).strip() == ""
