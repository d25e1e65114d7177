"""Editing by lines: whatever the file looks like, only the change is a change."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from little import GOOD, changed

from xtdata.datafile import CannotEdit
from xtdata.datafile.document import YamlDocument
from xtdata.datafile.parsing import KEY
from xtdata.datafile.writing import plain
from xtdata.model.diagnostics import Path

ENTRY = {"indicator": "new_firms", "region": "xiqu", "period": "2022", "value": "30", "source": "report", "quote": "西区新增企业30家"}


def data(text: str) -> Any:
    """What the text says, every scalar as it is printed, read by a reader that is not ours."""
    return yaml.load(text, yaml.BaseLoader)


def add_observation(text: str, entry: dict[str, Any]) -> str:
    return YamlDocument.to_edit(text).add_observations([entry]).text


def add_dismissal(text: str, source: str, *entries: dict[str, Any]) -> str:
    return YamlDocument.to_edit(text).add_items(("sources", source, "dismissed"), entries).text


def add_entry(text: str, section: str, key: str, entry: dict[str, Any]) -> str:
    return YamlDocument.to_edit(text).add_entry(section, key, entry).text


def replace_entry(text: str, path: Path, entry: dict[str, Any]) -> str:
    return YamlDocument.to_edit(text).replace_entry(path, entry).text


def remove_entry(text: str, path: Path) -> str:
    return YamlDocument.to_edit(text).remove_entry(path).text


# --- where things stand -----------------------------------------------------------------------------


def test_positions_count_from_one_and_characters_not_bytes():
    document = YamlDocument("标题: 青城\n列表:\n  - 甲: 1\n    乙: [子, 丑]\n")
    assert document.position(("标题",)) == (1, 5)
    assert document.position(("标题", KEY)) == (1, 1)
    assert document.position(("列表", 0)) == (3, 5)
    assert document.position(("列表", 0, "乙", 1)) == (4, 12)


def test_the_position_of_what_is_not_there_is_that_of_its_nearest_ancestor():
    document = YamlDocument("a:\n  - b: 1\n")
    assert document.position(("a", 0, "quote", 3)) == (2, 5)
    assert document.position(("nowhere",)) == (1, 1)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_as_one_line(newline):
    document = YamlDocument(f"a: 1{newline}b:{newline}  c: 2{newline}")
    assert document.position(("b", "c")) == (3, 6)


@given(st.data())
def test_every_position_lies_inside_the_text(data):
    document, lines = YamlDocument(GOOD), GOOD.splitlines()
    index = data.draw(st.integers(0, 4))
    field = data.draw(st.sampled_from(["indicator", "region", "period", "value", "source", "quote"]))
    line, column = document.position(("observations", index, field))
    assert lines[line - 1][column - 1 :] == document.data["observations"][index][field]


# --- arbitrary files --------------------------------------------------------------------------------

# Everything that has a meaning in YAML, Chinese, signs beyond the BMP, separators that some call a line end.
SIGNS = "aZ09 .:#-?&*!|>%@`{}[],'\"\\~=/投资增长％８。，“”（）\u3000\u00a0😀"
# A field of the model is stripped and not empty.
WORDS = st.text(SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
VALUES = st.one_of(WORDS, LINES, st.lists(WORDS, min_size=1, max_size=3))
FIELDS = st.dictionaries(KEYS.filter(lambda key: key not in {"source", "y", "n"}), VALUES, max_size=4)
ENTRIES = st.builds(lambda source, fields: {"source": source, **fields}, st.sampled_from(["a", "b"]), FIELDS)
COMMENTS = st.sampled_from(["", "# 说明：a: b", "   # 深处的话", "# - source: x"])


@st.composite
def scalar(draw: Any, text: str, indent: int) -> str:
    """*text* in one of the ways in which an editor may write it."""
    quoted = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=9999).strip()
    styles = [quoted]
    if "\n" not in text:
        styles.append("'" + text.replace("'", "''") + "'")
        if set(text) <= set("aZ投资增长。，"):
            styles += [text] * 3
    styles.append("|-\n" + "\n".join(" " * (indent + 2) + line for line in text.split("\n")))
    style = draw(st.sampled_from(styles))
    trailing = draw(st.sampled_from(["", "  # 行尾的话"]))
    return style.replace("|-\n", f"|-{trailing}\n", 1) if style.startswith("|-\n") else style + trailing


@st.composite
def files(draw: Any) -> tuple[str, list[dict[str, Any]]]:
    """A data file in some editor's hand, and its observations."""
    entries = draw(st.lists(ENTRIES, min_size=1, max_size=4))
    indent = draw(st.sampled_from([0, 2, 4]))
    lines = [draw(COMMENTS), "title: 标题  # 一", draw(COMMENTS), "observations:" + draw(st.sampled_from(["", "  # 事实"]))]
    for entry in entries:
        lines += [draw(COMMENTS) for _ in range(draw(st.integers(0, 2)))]
        dash_alone = draw(st.booleans()) and draw(st.booleans())
        lines += [" " * indent + "-"] if dash_alone else []
        for number, (key, value) in enumerate(entry.items()):
            head = " " * indent + ("- " if number == 0 and not dash_alone else "  ") + key + ":"
            if isinstance(value, list):
                lines += [head, *(" " * (indent + 4) + "- " + draw(scalar(item, indent + 4)) for item in value)]
            else:
                lines.append(head + " " + draw(scalar(value, indent + 2)))
    lines += draw(st.sampled_from([[], ["", "# 末尾"], ["relations:", "  - kind: sum", "    # 最后的话"]]))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n"]))
    return draw(st.sampled_from([text, text.replace("\n", "\r\n")])), entries


def is_subsequence(lines: list[str], of: list[str]) -> bool:
    rest = iter(of)
    return all(line in rest for line in lines)


def ended(text: str) -> list[str]:
    """The lines of *text*, the last one ended like the others."""
    newline = "\r\n" if "\r\n" in text else "\n"
    return (text if text.endswith("\n") else text + newline).splitlines(keepends=True)


@settings(max_examples=150)
@given(files(), ENTRIES)
def test_an_observation_goes_in_and_no_other_line_changes(file: tuple[str, list[dict[str, Any]]], entry: dict[str, Any]) -> None:
    text, entries = file
    new = add_observation(text, entry)
    same = [i for i, one in enumerate(entries) if one["source"] == entry["source"]]
    at = same[-1] + 1 if same else len(entries)
    assert data(new) == {**data(text), "observations": [*entries[:at], entry, *entries[at:]]}
    inserted = len(ended(new)) - len(ended(text))
    before = next(i for i in range(len(ended(text)) + 1) if ended(new)[:i] + ended(new)[i + inserted :] == ended(text))
    assert inserted > 0 and before > 0


@settings(max_examples=150)
@given(files(), st.integers(0, 3))
def test_an_observation_goes_out_and_no_other_line_changes(file: tuple[str, list[dict[str, Any]]], index: int) -> None:
    text, entries = file
    index %= len(entries)
    new = remove_entry(text, ("observations", index))
    assert (data(new)["observations"] or []) == entries[:index] + entries[index + 1 :]
    assert is_subsequence(ended(new), ended(text))


@settings(max_examples=150)
@given(files(), st.integers(0, 3), FIELDS, st.data())
def test_an_observation_changes_and_the_lines_of_its_other_fields_do_not(
    file: tuple[str, list[dict[str, Any]]], index: int, fields: dict[str, Any], draws: Any
) -> None:
    text, entries = file
    old = entries[index % len(entries)]
    kept = {key: value for key, value in old.items() if key == "source" or draws.draw(st.booleans())}
    entry = {**kept, **fields}
    new = replace_entry(text, ("observations", index % len(entries)), entry)
    assert data(new) == {**data(text), "observations": [entry if one is old else one for one in entries]}
    if entry == old:
        assert new == "".join(ended(text))


# --- particular files -------------------------------------------------------------------------------


def test_what_is_added_is_written_as_the_file_writes() -> None:
    entry = {
        "indicator": "new_firms", "region": "xiqu", "period": "2022", "value": Decimal("8.10"), "from": 180.0, "unit": "%", "subject": None,
        "source": "report", "quote": ["西区：新增", "a: b", '"甲"', "yes"], "note": "一\n二",
    }  # fmt: skip
    added = add_observation(GOOD, entry)
    assert added == GOOD.replace(
        "\nrelations:",
        """\
  - indicator: new_firms
    region: xiqu
    period: "2022"
    value: 8.10
    from: 180
    unit: "%"
    source: report
    quote:
      - 西区：新增
      - "a: b"
      - '"甲"'
      - "yes"
    note: "一\\n二"

relations:""",
    )


def test_several_added_at_once_stand_as_if_added_one_by_one() -> None:
    other = {**ENTRY, "region": "dongqu", "period": "2021"}
    assert YamlDocument.to_edit(GOOD).add_observations([ENTRY, other]).text == add_observation(add_observation(GOOD, ENTRY), other)
    one, two = {"quote": "一", "reason": "甲"}, {"quote": "二", "reason": "乙"}
    assert add_dismissal(GOOD, "report", one, two) == add_dismissal(add_dismissal(GOOD, "report", one), "report", two)


def test_a_range_stays_on_one_line() -> None:
    assert "    value: [30, 34]\n" in add_observation(GOOD, {**ENTRY, "value": ["30", "34"]})


def test_an_observation_goes_behind_the_last_of_its_source_and_before_the_heading_of_the_next() -> None:
    text = "observations:\n  - source: a\n    # 仍说上一条\n\n  # 乙报\n  - source: b\n"
    assert add_observation(text, {"source": "a", "value": 1}) == (
        "observations:\n  - source: a\n    # 仍说上一条\n  - source: a\n    value: 1\n\n  # 乙报\n  - source: b\n"
    )


def test_a_source_is_set_apart_as_the_others_are() -> None:
    text = "sources:\n  a:\n    title: 甲\n\n  # 乙\n  b:\n    title: 乙\n"
    assert add_entry(text, "sources", "c", {"title": "丙"}) == text + "\n  c:\n    title: 丙\n"


@pytest.mark.parametrize("empty", ["observations:", "observations: []", "observations: ~  # 还没有", "# 没有这一部分"])
def test_the_first_observation_of_a_new_file_has_its_place(empty: str) -> None:
    text = f"title: 新城\n{empty}\n"
    new = add_observation(text, ENTRY)
    assert data(new)["observations"] == [plain(ENTRY)]
    assert "# 还没有" in new or "#" not in empty or "# 没有这一部分" in new


def test_the_first_dismissal_and_the_second_are_added_to_their_source() -> None:
    bare = changed(("    dismissed:\n      - quote: 解决问题100多个\n        reason: 口径不明\n", ""))
    one = {"quote": "解决问题100多个", "reason": "口径不明"}
    assert add_dismissal(bare, "report", one) == GOOD
    assert data(add_dismissal(GOOD, "report", one))["sources"]["report"]["dismissed"] == [one, one]
    assert remove_entry(GOOD, ("sources", "report", "dismissed", 0)) == bare


def test_the_first_relation_opens_its_section() -> None:
    bare = GOOD[: GOOD.index("\nrelations:")]
    relation = {"kind": "sum", "result": "a/b/2022", "terms": ["a/b/2022", "c/d/2022"]}
    assert data(YamlDocument.to_edit(bare).add_items(("relations",), [relation]).text) == {**data(bare), "relations": [relation]}


def test_comments_inside_an_entry_survive_its_change() -> None:
    text = "observations:\n  # 前\n  - source: a  # 甲\n    # 间\n    value: '8'  # 值\n    note: 旧\n  # 后\n"
    new = replace_entry(text, ("observations", 0), {"source": "b", "value": "8", "unit": "%"})
    assert new == "observations:\n  # 前\n  - source: b  # 甲\n    # 间\n    value: '8'  # 值\n    unit: \"%\"\n  # 后\n"


def test_a_hash_in_a_block_text_is_no_comment() -> None:
    text = "observations:\n  - source: a\n    note: |\n      一\n      # 二\n\nrelations:\n"
    new = add_observation(text, {"source": "a"})
    assert data(new)["observations"] == [{"source": "a", "note": "一\n# 二\n"}, {"source": "a"}]


def test_text_that_would_break_the_file_is_quoted_and_comes_back_as_it_was() -> None:
    for hostile in (
        "a: b",
        "- a",
        "# a",
        "[",
        "{a}",
        "!!python/object:os.system",
        "&a",
        "*a",
        "|",
        "> b",
        "%",
        "@",
        "`",
        "...",
        "---",
        "a #b",
    ):
        assert data(add_observation(GOOD, {**ENTRY, "note": hostile}))["observations"][-1]["note"] == hostile


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("observations: [{source: a}]\n", ("observations", 0), 1),
        ("observations: [\n  {source: a},\n  {source: b}]\n", ("observations", 1), 1),
        ("title: x\nsources: {a: {title: x}}\n", ("sources", "a"), 2),
        ("observations:\n  - - source: a\n    - source: b\n", ("observations", 0, 0), 2),
    ],
)
def test_what_is_written_inline_is_left_alone_with_a_kind_word(text: str, path: tuple[str | int, ...], line: int) -> None:
    with pytest.raises(CannotEdit, match=f"第 {line} 行用了行内写法.*请先改成每项一行"):
        remove_entry(text, path)


def test_an_inline_list_takes_no_further_item() -> None:
    with pytest.raises(CannotEdit, match="行内写法"):
        add_observation("observations: [{source: a}]\n", ENTRY)


@pytest.mark.parametrize(
    ("text", "says"),
    [("a: [\n", "请先改正"), ("- a\n", "顶层"), ("a: 1\na: 2\n", "请先改正"), ("# 空\n", "顶层"), ("observations: x\n", "应是列表")],
)
def test_a_file_that_is_broken_is_not_made_worse(text: str, says: str) -> None:
    with pytest.raises(CannotEdit, match=says):
        add_observation(text, ENTRY)


@pytest.mark.parametrize("sources", ["  - report", "  - {report: x}", " report"])
def test_a_section_of_another_shape_takes_no_entry(sources: str) -> None:
    with pytest.raises(CannotEdit, match=r"应是键值对照表|行内写法"):
        add_entry(f"sources:\n{sources}\n", "sources", "new", {"title": "x"})


def test_an_entry_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(CannotEdit, match="没有“observations/99”"):
        remove_entry(GOOD, ("observations", 99))
    with pytest.raises(CannotEdit, match="“sources”里没有“nowhere”"):
        add_dismissal(GOOD, "nowhere", {})
    with pytest.raises(CannotEdit, match="已经有“report”"):
        add_entry(GOOD, "sources", "report", {})


@pytest.mark.parametrize("hostile", ["\x00", "\x1b[2J", "\ud800", "\x07"])
def test_control_characters_stay_out_of_the_file(hostile: str) -> None:
    with pytest.raises(CannotEdit):
        add_observation(GOOD, {**ENTRY, "note": f"甲{hostile}乙"})


def test_numbers_that_are_none_stay_out_of_the_file() -> None:
    with pytest.raises(CannotEdit, match="不是有限的数"):
        add_observation(GOOD, {**ENTRY, "value": float("nan")})
