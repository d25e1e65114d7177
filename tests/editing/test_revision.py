"""Saved facts are corrected, withdrawn, moved, renamed and merged; what names them follows, and every other line stays."""

from __future__ import annotations

from pathlib import Path

import little
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xtdata.datafile.document import YamlDocument
from xtdata.editing.changeset import CannotEdit, Change, Changeset, apply, propose
from xtdata.editing.diff import unified
from xtdata.editing.revision import Aliases, Correction, Merge, Move, Rename, Withdrawal
from xtdata.facts.loading import load_file

EDITOR = "editor@example.org"
FIRMS = "new_firms/dongqu/2022"
SECOND = "    quote: 东区新增企业30家\n  - indicator: firms\n    region: xiqu\n    period: 2022\n    value: 30\n    source: report\n    quote: 西区新增企业30家\n"
TWO = little.changed(
    ("    quote: 东区新增企业30家\n", SECOND),
    ("\nobservations:\n", "  firms:\n    name: 企业\n    unit: 家\n    theme: investment\n    aliases: [新企业]\n\nobservations:\n"),
)
"""The little data set with a second indicator of firms, and a fact of it."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return little.write(tmp_path, TWO)


def made(path: Path, change: Change) -> Changeset:
    """*change* proposed and applied; the file is sound afterwards."""
    changeset = propose(path, change)
    apply(changeset, authorised_by=EDITOR)
    assert load_file(path).is_sound
    return changeset


def turned(changeset: Changeset) -> list[str]:
    """The lines that went and came, each behind its sign."""
    return [
        f"{'-' if one.kind == 'old' else '+'}{one.text.strip()}"
        for one in unified(changeset.base, changeset.text)
        if one.kind in {"old", "new"}
    ]


def test_a_corrected_fact_differs_in_its_field_alone(path: Path) -> None:
    changeset = made(path, Correction("fai_growth/qingcheng/2022", {"note": "初步核算"}))
    assert turned(changeset) == ["+note: 初步核算"]
    [one] = changeset.touched
    assert (one.id, one.kind, one.before, one.after) == ("fai_growth/qingcheng/2022", "changed", {}, {"note": "初步核算"})


def test_a_relation_follows_a_fact_whose_id_changes_with_its_status(path: Path) -> None:
    changeset = made(path, Correction(FIRMS, {"status": "expected"}))
    assert turned(changeset) == ["+status: expected", f"-- {FIRMS}", f"+- {FIRMS}:expected"]
    [one] = changeset.touched
    assert (one.id, one.was, one.kind) == (f"{FIRMS}:expected", FIRMS, "changed")


def test_what_goes_without_saying_is_not_written(path: Path) -> None:
    made(path, Correction("fai_growth/qingcheng/2022", {"status": "expected"}))
    changeset = made(path, Correction("fai_growth/qingcheng/2022:expected", {"status": "actual"}))
    assert turned(changeset) == ["-status: expected"]


def test_a_field_is_taken_away(path: Path) -> None:
    made(path, Correction("approval_time/qingcheng/2022", {"from": None}))
    assert load_file(path).catalogue.observations["approval_time/qingcheng/2022"].from_ is None  # type: ignore[union-attr]


def test_a_correction_that_the_source_does_not_print_has_errors_and_the_line(path: Path) -> None:
    changeset = propose(path, Correction("fai_growth/qingcheng/2022", {"value": "9.1"}))
    assert [one.code for one in changeset.errors] == ["E032"]
    assert "8.1" in changeset.errors[0].message


def test_a_withdrawn_fact_is_gone_and_the_change_holds_all_that_it_said(path: Path) -> None:
    changeset = made(path, Withdrawal("fai_growth/qingcheng/2022", "口径不明"))
    [one] = changeset.touched
    assert one.kind == "removed"
    assert one.before == {"indicator": "fai_growth", "region": "qingcheng", "period": "2022", "value": "8.1", "source": "report",
                          "quote": [{"exact": "全市固定资产投资增长8.1%"}]}  # fmt: skip
    assert {line[0] for line in turned(changeset)} == {"-"}


def test_a_fact_that_a_relation_names_is_not_withdrawn_and_the_line_is_told(path: Path) -> None:
    line = path.read_text(encoding="utf-8").splitlines().index(f"      - {FIRMS}") + 1
    with pytest.raises(CannotEdit, match=f"第 {line} 行还引用着"):
        propose(path, Withdrawal(FIRMS, "口径不明"))


def test_what_was_told_by_two_sources_keeps_its_relations_when_the_first_is_withdrawn(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    later = "  later:\n    title: 后来的报告\n    redistributable: false\n    date: 2023-12\n    available: 政府网站\n"
    again = SECOND.partition("\n")[2].replace("source: report", "source: later").replace("    quote: 西区新增企业30家\n", "")
    text = text.replace("\nindicators:\n", later + "\nindicators:\n").replace("\nrelations:\n", again + "\nrelations:\n")
    text = text.replace(f"      - {FIRMS}\n", f"      - {FIRMS}\n      - firms/xiqu/2022@later\n")
    path.write_text(text, encoding="utf-8")
    changeset = made(path, Withdrawal("firms/xiqu/2022", "重复"))
    assert "+- firms/xiqu/2022" in turned(changeset)
    assert [(one.id, one.was, one.kind) for one in changeset.touched if one.was] == [
        ("firms/xiqu/2022", "firms/xiqu/2022@later", "renamed")
    ]


def test_all_that_names_an_indicator_follows_its_new_id(path: Path) -> None:
    views = "views:\n  firms:\n    title: 企业\n    query: indicator=new_firms,firms&region=dongqu\n    chart: counts\n\nsources:\n"
    path.write_text(path.read_text(encoding="utf-8").replace("sources:\n", views, 1), encoding="utf-8")
    changeset = made(path, Rename("indicators", "new_firms", "firms_founded"))
    assert turned(changeset) == [
        "-query: indicator=new_firms,firms&region=dongqu", "+query: indicator=firms_founded,firms&region=dongqu",
        "-new_firms:", "+firms_founded:",
        "-- indicator: new_firms", "+- indicator: firms_founded",
        f"-- {FIRMS}", "+- firms_founded/dongqu/2022",
    ]  # fmt: skip
    assert [(one.id, one.was, one.kind) for one in changeset.touched] == [("firms_founded/dongqu/2022", FIRMS, "renamed")]


@pytest.mark.parametrize(
    ("section", "old", "lines"),
    [
        ("regions", "qingcheng", {"+home: greentown", "+greentown:", "+parent: greentown", "+region: greentown"}),
        ("sources", "report", {"+greentown:", "+source: greentown"}),
        ("themes", "investment", {"+greentown:", "+theme: greentown"}),
    ],
)
def test_a_region_a_source_and_a_theme_are_renamed_wherever_they_stand(path: Path, section: str, old: str, lines: set[str]) -> None:
    changeset = made(path, Rename(section, old, "greentown"))
    assert lines <= set(turned(changeset))
    assert len(changeset.after.catalogue.observations) == 6  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("old", "new", "told"), [("new_firm", "x", "是不是想写“new_firms”"), ("firms", "new_firms", "已经有了"), ("firms", "新", "代号")]
)
def test_a_rename_that_cannot_be_is_one_sentence(path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(CannotEdit, match=told):
        propose(path, Rename("indicators", old, new))


def test_a_merged_indicator_gives_its_facts_and_its_names(path: Path) -> None:
    changeset = made(path, Merge("firms", "new_firms"))
    catalogue = changeset.after.catalogue
    assert catalogue is not None and "firms" not in catalogue.indicators
    assert catalogue.indicators["new_firms"].aliases == ("企业", "新企业")
    assert "new_firms/xiqu/2022" in catalogue.observations


def test_a_figure_that_stands_under_both_indicators_stays_once_and_relations_name_that(path: Path) -> None:
    twin = "  - indicator: firms\n    region: dongqu\n    period: 2022\n    value: 30\n    source: report\n    quote: 东区新增企业30家\n"
    text = path.read_text(encoding="utf-8").replace("observations:\n", "observations:\n" + twin)
    path.write_text(text.replace(f"      - {FIRMS}\n", f"      - {FIRMS}\n      - firms/dongqu/2022\n"), encoding="utf-8")
    changeset = made(path, Merge("firms", "new_firms"))
    assert changeset.after.catalogue is not None
    assert len(changeset.after.catalogue.observations) == 6
    assert changeset.after.catalogue.relations[0].terms[1:] == (FIRMS, FIRMS)


def test_indicators_of_different_units_or_measures_are_not_merged(path: Path) -> None:
    with pytest.raises(CannotEdit, match=r"单位是“个”.*单位是“家”.*不能合在一起"):
        propose(path, Merge("projects_signed", "new_firms"))
    path.write_text(TWO.replace("name: 企业\n", "name: 企业\n    measure: count\n"), encoding="utf-8")
    with pytest.raises(CannotEdit, match="不能合在一起"):
        propose(path, Merge("firms", "new_firms"))


def test_a_merge_of_another_scale_says_the_unit_in_each_fact(path: Path) -> None:
    path.write_text(TWO.replace("name: 企业\n    unit: 家", "name: 企业\n    unit: 万家"), encoding="utf-8")
    changeset = propose(path, Merge("firms", "new_firms"))
    assert "+unit: 万家" in turned(changeset)


def test_facts_move_to_another_indicator(path: Path) -> None:
    changeset = made(path, Move([FIRMS], "firms"))
    assert "+- indicator: firms" in turned(changeset)
    assert "+- firms/dongqu/2022" in turned(changeset)
    with pytest.raises(CannotEdit, match="单位"):
        propose(path, Move(["fai_growth/qingcheng/2022"], "firms"))


def test_aliases_are_added_once_and_not_taken_from_another(path: Path) -> None:
    changeset = made(path, Aliases("indicators", "firms", ["市场主体", "新企业", "市场主体"]))
    assert changeset.after.catalogue.indicators["firms"].aliases == ("新企业", "市场主体")  # type: ignore[union-attr]
    with pytest.raises(CannotEdit, match="已经有这些叫法"):
        propose(path, Aliases("indicators", "firms", ["市场主体"]))
    with pytest.raises(CannotEdit, match="已经是“new_firms”的叫法"):
        propose(path, Aliases("indicators", "firms", ["新增企业"]))


@settings(max_examples=40, deadline=None)
@given(st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True))
def test_renaming_there_and_back_gives_the_same_file(name: str) -> None:
    if name in YamlDocument(TWO).data["indicators"]:
        return
    there = Rename("indicators", "new_firms", name).written(TWO)
    assert Rename("indicators", name, "new_firms").written(there) == TWO
