"""What an editor has decided is written whole, only by an editor, and over nobody else's work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import little
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xtdata.app import access
from xtdata.app.access import Access, NotAllowed
from xtdata.app.editing import write
from xtdata.app.editing.basket import Basket
from xtdata.app.editing.draft import Drafts
from xtdata.app.editing.received import Reading, new_reading, receive
from xtdata.datafile.saving import Conflict
from xtdata.editing.diff import beside, merged, unified
from xtdata.editing.entry import Fields, entry, indicator_entry
from xtdata.facts.loading import load_file
from xtdata.language.text import SourceText
from xtdata.model.catalogue import Catalogue

ARTICLE = "青城市2023年经济运行简报\n\n2023年，全市固定资产投资增长6.3%。“五个100”是口号。\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return little.write(tmp_path)


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "access", lambda: Access(True))


@pytest.fixture
def catalogue(path: Path) -> Catalogue:
    loaded = load_file(path).catalogue
    assert loaded
    return loaded


def filled(catalogue: Catalogue, path: Path) -> tuple[Basket, Reading]:
    """A basket with an observation and a dismissal of a new source, whose indicator is new as well."""
    document = receive(ARTICLE.encode())
    reading = new_reading(document, source="report-2023", title="", region="qingcheng", date="2024-01", taken={}, root=path.parent)
    text = SourceText(reading.text)
    [number] = text.find("6.3%")
    form = Fields(indicator="+", indicator_id="fai_change", indicator_name="投资增速", indicator_unit="%", indicator_theme="investment")
    form = replace(form, region="qingcheng", period="2023", value="6.3", unit="%", quote="全市固定资产投资增长6.3%")
    content = entry(form, reading.source, catalogue, text, number)
    unused = {"never_used": {"name": "没有用到", "unit": "个", "theme": "investment"}}
    basket = Basket(
        {number.start: content}, {100: {"quote": "“五个100”", "reason": "口号"}}, {"fai_change": indicator_entry(form), **unused}
    )
    return basket, reading


@pytest.mark.usefixtures("editor")
def test_what_was_written_checks_clean_and_the_old_lines_stay(catalogue: Catalogue, path: Path) -> None:
    basket, reading = filled(catalogue, path)
    before = path.read_text(encoding="utf-8")
    ids = write.carry_out(write.propose(path, basket, reading))
    loaded = load_file(path)
    assert loaded.is_sound
    assert ids == ["fai_change/qingcheng/2023"]
    assert {line.kind for line in unified(before, path.read_text(encoding="utf-8"))} <= {"same", "new", "gap"}
    assert "never_used" not in path.read_text(encoding="utf-8")
    assert (path.parent / "seeds" / "report-2023.txt").read_bytes() == reading.content


@pytest.mark.usefixtures("editor")
def test_what_was_written_stays_with_its_text_where_the_folder_cannot_be_synced(catalogue: Catalogue, path: Path) -> None:
    basket, reading = filled(catalogue, path)
    with little.unsynced(path.parent):
        ids = write.carry_out(write.propose(path, basket, reading))
    assert ids == ["fai_change/qingcheng/2023"]
    assert load_file(path).is_sound


def test_who_may_not_edit_writes_nothing_though_the_page_was_open(catalogue: Catalogue, path: Path) -> None:
    basket, reading = filled(catalogue, path)
    proposal = write.propose(path, basket, reading)
    before = path.read_bytes()
    with pytest.raises(NotAllowed):
        write.carry_out(proposal)
    assert path.read_bytes() == before
    assert [file.name for file in (path.parent / "seeds").iterdir()] == ["report.txt"]


@pytest.mark.usefixtures("editor")
def test_a_file_that_somebody_changed_is_not_overwritten_and_the_work_goes_onto_the_new_version(catalogue: Catalogue, path: Path) -> None:
    basket, reading = filled(catalogue, path)
    proposal = write.propose(path, basket, reading)
    path.write_text(path.read_text(encoding="utf-8") + "# 别人写的\n", encoding="utf-8")
    with pytest.raises(Conflict) as clash:
        write.carry_out(proposal)
    assert "# 别人写的" in clash.value.theirs
    assert not (path.parent / "seeds" / "report-2023.txt").exists()
    write.carry_out(write.propose(path, basket, reading))
    assert "# 别人写的" in path.read_text(encoding="utf-8")
    assert load_file(path).is_sound


@pytest.mark.usefixtures("editor")
def test_a_file_with_errors_is_refused(path: Path) -> None:
    text = little.changed(("indicator: fai_growth", "indicator: fai_grwth"))
    before = path.read_bytes()
    proposal = write.propose_text(path, little.GOOD, "", text)
    assert [finding.code for finding in proposal.findings] == ["E022"]
    with pytest.raises(write.Refused):
        write.carry_out(proposal)
    assert path.read_bytes() == before


# --- comparing --------------------------------------------------------------------------------------

TEXTS = st.lists(st.sampled_from(["甲", "乙", "丙", "丁"]), max_size=8).map(lambda lines: "".join(f"{line}\n" for line in lines))


@given(TEXTS, TEXTS)
def test_a_comparison_holds_every_new_line_and_a_change_alone_merges_to_itself(old: str, new: str) -> None:
    assert [line.text for line in unified(old, new) if line.kind == "new"] == [
        pair.right.text for pair in beside(old, new) if pair.right.kind == "new"
    ]
    assert merged(old, new, old) == new
    assert merged(old, old, new) == new
    assert merged(old, new, new) == new


def test_changes_of_the_same_line_are_not_merged() -> None:
    assert merged("甲\n乙\n", "甲\n丙\n", "甲\n丁\n") is None


def test_nobody_gets_at_the_draft_of_another_editor() -> None:
    drafts = Drafts(size=2)
    mine = drafts.open("", "a@example.org")
    assert drafts.open(mine.name, "a@example.org") is mine
    assert drafts.open(mine.name, "b@example.org") is not mine
