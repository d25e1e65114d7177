"""A data file is read as plain text; what it has no use for is refused, in Chinese, at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from little import brief, changed, expected

from xtdata.datafile.parsing import MAX_DIAGNOSTICS, parse
from xtdata.model.diagnostics import InvalidData


def diagnostics_of(text: str) -> tuple:
    with pytest.raises(InvalidData) as caught:
        parse(text)
    return caught.value.diagnostics


def test_scalars_keep_their_printed_form():
    assert parse("a: 2022\nb: 8.10\nc: yes\nd: 2022-01-02\ne: 0x10") == {
        "a": "2022", "b": "8.10", "c": "yes", "d": "2022-01-02", "e": "0x10",
    }  # fmt: skip


def test_an_empty_value_is_none_but_quoted_words_stay_words():
    data = parse("a:\nb: ~\nc: null\nd: ''\ne: '~'\nf: \"null\"\ng: |\n  null\n")
    assert data == {"a": None, "b": None, "c": None, "d": "", "e": "~", "f": "null", "g": "null\n"}


REFUSED = {
    "tab as indentation": ("a:\n▸\tb: 1\n", "E006"),
    "tab behind spaces": ("a:\n  b: 1\n  ▸\tc: 1\n", "E006"),
    "duplicate key": ("a: 1\nb: 2\n▸a: 3\n", "E007"),
    "duplicate key inside": ("x:\n  - a: 1\n    ▸a: 3\n", "E007"),
    "anchor": ("a: ▸&x 1\n", "E008"),
    "anchor on a list": ("a: ▸&x [1]\n", "E008"),
    "tag": ("a: ▸!!str 1\n", "E008"),
    "tag that would run code": ("a: ▸!!python/object/apply:os.system [ls]\n", "E008"),
    "alias": ("a: ▸*x\n", "E008"),
    "second document": ("a: 1\n▸---\nb: 2\n", "E005"),
    "key that is a list": ("▸[a, b]: 1\n", "E005"),
    "key that is a mapping": ("? ▸{a: b}\n: 1\n", "E005"),
    "escaped control character": ('a: ▸"x\\x07"\n', "E005"),
    "escaped NUL": ('a: ▸"x\\0"\n', "E005"),
    "raw control character": ("标题: 青▸\x01城\n", "E005"),
    "no character": ("标题: 青▸\ufffe城\n", "E005"),
    "lone surrogate": ("标题: 青▸\ud800城\n", "E005"),
    "unknown escape": ('a: "▸\\q"\n', "E005"),
    "colon in a text": ("a: b▸: c\n", "E005"),
    "percent sign unquoted": ("unit: ▸%\n", "E005"),
    "at sign unquoted": ("a: ▸@b\n", "E005"),
    "no colon": ("a: 1\n▸bcd\ne: 2\n", "E005"),
    "full-width colon": ("a: 1\n▸标题：青城\ne: 2\n", "E005"),
    "quote never closed": ('a: 1\nb: ▸"abc\nc: 2\n', "E005"),
    "quote closed lines below": ('a: ▸"甲\nb: 乙\nunit: "%"\n', "E005"),
    "bracket never closed": ("a: 1\nb: ▸[1, 2\nc: 3\n", "E005"),
    "one bracket too many": ("a: 1\nb: [1]▸]\nc: 3\n", "E005"),
    "indentation": ("a:\n  b: 1\n ▸c: 2\n", "E005"),
    "conflict of a merge": ("a: 1\n▸<<<<<<< ours\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n", "E005"),
    "newer YAML": ("▸%YAML 9.9\n---\na: 1\n", "E005"),
}


@pytest.mark.parametrize(("marked", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_a_data_file_has_no_use_for_is_refused_at_its_place(marked, code):
    text = marked.replace("▸", "")
    before = marked[: marked.index("▸")]
    found = diagnostics_of(text)
    assert [(f.code, f.line, f.column) for f in found] == [(code, before.count("\n") + 1, len(before) - before.rfind("\n"))]


@pytest.mark.parametrize("marked", [marked for marked, code in REFUSED.values() if code == "E005"])
def test_a_syntax_error_is_explained_in_chinese(marked):
    message = diagnostics_of(marked.replace("▸", ""))[0].message
    assert "不是合法的 YAML" not in message
    assert any("一" <= character <= "鿿" for character in message)


def test_all_structural_diagnostics_come_at_once():
    text = changed(("home: qingcheng", "home: &x qingcheng"), ("    kind: city\n", "    kind: city\n    name: 二\n"))
    assert brief(diagnostics_of(text)) == expected(text, ("E008", "home: ▸&x"), ("E007", "▸name: 二"))


def test_billion_laughs_is_refused_without_being_told():
    lines = ["a: &a [x]"] + [f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]" for i in range(9)]
    assert {diagnostic.code for diagnostic in diagnostics_of("\n".join(lines))} == {"E008"}


@pytest.mark.parametrize("nest", ["[" * 100_000, "a: " + "[" * 100_000 + "]" * 100_000, "- " * 100_000, "{a: " * 100_000])
def test_deep_nesting_is_refused_at_once(nest):
    assert [diagnostic.code for diagnostic in diagnostics_of(nest)] == ["E009"]


def test_a_flood_of_diagnostics_is_cut_off():
    assert len(diagnostics_of("a: 1\n" * 100_000)) == MAX_DIAGNOSTICS


@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"%@`#?, \n\t\\\x00\x85\u2028青"), max_size=60))
def test_any_text_is_either_read_or_refused_with_a_place(text):
    try:
        parse(text)
    except InvalidData as error:
        assert all(diagnostic.line >= 1 and diagnostic.column >= 1 for diagnostic in error.diagnostics)
