"""Whatever is wrong with a data file is said all at once, each thing at its place; nothing is ever raised."""

import os
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from little import GOOD, SOURCE, brief, changed, expected, without_privileges, write
from pydantic import BaseModel

from xtdata.datafile.document import YamlDocument
from xtdata.datafile.file import MAX_BYTES
from xtdata.facts.fact import facts_of
from xtdata.facts.frame import build_frame
from xtdata.facts.loading import default_path, load_file, load_text
from xtdata.model import catalogue as model
from xtdata.verification.audit import check_relations, implied


def diagnostics_in(folder: Path, text: str):
    return load_file(write(folder, text)).diagnostics


def test_the_little_city_is_sound(tmp_path):
    loaded = load_file(write(tmp_path))
    assert loaded.diagnostics == ()
    assert loaded.is_sound
    assert len(loaded.catalogue.observations) == 5


@pytest.mark.parametrize("variant", ["\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), GOOD.replace("\n", "\r"), "---\n" + GOOD + "...\n"])
def test_a_byte_order_mark_and_any_line_ends_are_fine(tmp_path, variant):
    assert diagnostics_in(tmp_path, variant) == ()


def test_a_diagnostic_below_a_byte_order_mark_and_windows_line_ends_has_the_same_place(tmp_path):
    broken = changed(("value: 8.1", "value: 9.1"))
    found = diagnostics_in(tmp_path, "\ufeff" + broken.replace("\n", "\r\n"))
    assert brief(found) == expected(broken, ("E032", "value: ▸9.1"))


# --- the file itself --------------------------------------------------------------------------------


def one(folder: Path, content: bytes):
    file = folder / "indicators.yaml"
    file.write_bytes(content)
    loaded = load_file(file)
    assert not loaded.is_sound
    (diagnostic,) = loaded.diagnostics
    return diagnostic


def test_a_missing_file_is_named(tmp_path):
    (diagnostic,) = load_file(tmp_path / "nowhere.yaml").diagnostics
    assert str(diagnostic).startswith("nowhere.yaml: error E001 ")


@pytest.mark.parametrize("content", [b"", b"  \n\n", b"\xef\xbb\xbf", b"# nothing\n", b"~\n", b"---\n"])
def test_a_file_without_data_is_empty(tmp_path, content):
    assert one(tmp_path, content).code == "E004"


@pytest.mark.parametrize("content", [b"hello\n", b"- a\n", b"'title: a'\n"])
def test_a_file_that_is_no_mapping_says_so(tmp_path, content):
    assert str(one(tmp_path, content)).startswith("indicators.yaml:1:1: error E010 ")


@pytest.mark.parametrize(
    ("content", "place", "name"),
    [
        ("title: 青城".encode("gbk"), (1, 8), "GBK"),
        ("# 青城\ntitle: 青城\n".encode() + b"home: \xff\n", (3, 7), ""),
        ("# 青".encode() + b"\xff", (1, 4), ""),
        (b"\xef\xbb\xbf# \xff", (1, 3), ""),
        (GOOD.encode("utf-16"), (1, 1), "UTF-16"),
    ],
)
def test_the_first_byte_that_is_not_utf8_is_named(tmp_path, content, place, name):
    diagnostic = one(tmp_path, content)
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == ("E003", *place)
    assert name in diagnostic.message


def test_a_file_of_fifty_megabytes_is_not_read(tmp_path):
    file = tmp_path / "indicators.yaml"
    with file.open("wb") as opened:
        opened.truncate(50_000_000)
    assert MAX_BYTES < 50_000_000
    assert [diagnostic.code for diagnostic in load_file(file).diagnostics] == ["E002"]


def test_a_folder_a_pipe_and_a_device_are_no_data_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        assert [diagnostic.code for diagnostic in load_file(path).diagnostics] == ["E002"]


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, "loop", "\udcff"])
def test_a_path_that_cannot_be_is_a_diagnostic(tmp_path, path):
    (tmp_path / "loop").symlink_to("loop")
    assert load_file(tmp_path / path).diagnostics[0].code in {"E001", "E002"}


def test_permission_denied_is_a_diagnostic(tmp_path):
    file = write(tmp_path)
    file.chmod(0)
    with without_privileges():
        (diagnostic,) = load_file(file).diagnostics
    assert diagnostic.code == "E002"
    assert "没有权限" in diagnostic.message


def test_the_default_file_is_the_named_one_then_the_one_here_then_the_shipped_one(tmp_path, monkeypatch):
    monkeypatch.delenv("XTDATA_FILE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert default_path().is_absolute() and default_path().exists()
    write(tmp_path)
    assert default_path() == Path("indicators.yaml")
    monkeypatch.setenv("XTDATA_FILE", "elsewhere.yaml")
    assert default_path() == Path("elsewhere.yaml")


# --- wrong types and unknown words ------------------------------------------------------------------

SECTIONS = ["themes", "regions", "sources", "indicators", "observations", "relations"]


def with_section(name: str, value: str) -> str:
    body = re.search(rf"^{name}:\n(?:(?: .*)?\n)*", GOOD, re.M)
    return GOOD.replace(body.group(), f"{name}: {value}\n")


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("value", ["5", "''", "甲"])
def test_a_text_where_a_section_should_be_is_one_diagnostic(tmp_path, name, value):
    text = with_section(name, value)
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E010", f"{name}: ▸{value}"))


@pytest.mark.parametrize("name", SECTIONS)
def test_a_list_where_a_mapping_should_be_and_the_reverse_is_one_diagnostic(tmp_path, name):
    value = "{a: 1}" if name in {"observations", "relations"} else "[1, 2]"
    text = with_section(name, value)
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E010", f"{name}: ▸{value}"))


@pytest.mark.parametrize("name", SECTIONS[:-1])
@pytest.mark.parametrize("value", ["~", "null", ""])
def test_an_empty_section_is_missing(tmp_path, name, value):
    text = with_section(name, value)
    marked = f"{name}: ▸{value}" if value else f"{name}:▸ \n"
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E012", marked))


def test_there_need_be_no_relations(tmp_path):
    assert diagnostics_in(tmp_path, with_section("relations", "")) == ()


@pytest.mark.parametrize("name", ["title", "home"])
@pytest.mark.parametrize(("value", "code"), [("[a]", "E013"), ("{a: 1}", "E013"), ("''", "E013"), ("~", "E012")])
def test_the_title_and_the_home_are_texts(tmp_path, name, value, code):
    text = re.sub(rf"^{name}: .*", f"{name}: {value}", GOOD, count=1, flags=re.M)
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, (code, f"{name}: ▸{value}"))


WRONG = {
    "number where a mapping should be": (("    name: 东区\n    kind: district\n    parent: qingcheng\n", "    5\n"), "E013", "dongqu:\n    ▸5"),
    "list where a mapping should be": (("    name: 东区\n    kind: district\n    parent: qingcheng\n", "    []\n"), "E013", "dongqu:\n    ▸[]"),
    "nothing where a mapping should be": (("    name: 东区\n    kind: district\n    parent: qingcheng\n", ""), "E013", "dongqu:▸\n"),
    "list where text should be": (("name: 东区", "name: [东区]"), "E013", "name: ▸[东区]"),
    "mapping where text should be": (("name: 东区", "name: {a: b}"), "E013", "name: ▸{a: b}"),
    "null where text should be": (("name: 东区", "name: ~"), "E013", "name: ▸~"),
    "comment where text should be": (("name: 东区", "name: #东区"), "E013", "name:▸ #东区"),
    "empty text": (("name: 东区", "name: ''"), "E013", "name: ▸''"),
    "blank text": (("name: 东区", "name: '  '"), "E013", "name: ▸'  '"),
    "very long text": (("name: 东区", f"name: {'长' * 100_000}"), "E013", f"name: ▸{'长' * 100_000}"),
    "text where a list should be": (("    kind: city\n", "    kind: city\n    aliases: 青\n"), "E013", "aliases: ▸青"),
    "unknown choice": (("kind: city", "kind: town"), "E014", "kind: ▸town"),
    "list as a choice": (("kind: city", "kind: [city]"), "E014", "kind: ▸[city]"),
    "not a colour": (("    kind: city\n", "    kind: city\n    color: red\n"), "E013", "color: ▸red"),
    "not a code": (("    kind: city\n", "    kind: city\n    code: 4303\n"), "E013", "code: ▸4303"),
    "not an address": (("    date: 2022-12\n", "    date: 2022-12\n    url: javascript:x\n"), "E013", "url: ▸javascript:x"),
    "not a checksum": (("sha256: ", "sha256: x"), "E013", "sha256: ▸x"),
    "unknown field": (("    kind: city\n", "    kind: city\n    knid: city\n"), "E011", "▸knid: city"),
    "unknown field at the top": (("home:", "hoem: a\nhome:"), "E011", "▸hoem: a"),
    "field named like an attribute": (("    kind: city\n", "    kind: city\n    __class__: a\n"), "E011", "▸__class__: a"),
    "field of the library": (("    kind: city\n", "    kind: city\n    model_config: a\n"), "E011", "▸model_config: a"),
    "merge key": (("    kind: city\n", "    kind: city\n    <<: {a: b}\n"), "E011", "▸<<: {a: b}"),
    "unknown field in a quote": (("quote: 东区新增企业30家", "quote: {exact: 东区新增企业30家, prefx: a}"), "E011", "▸prefx: a"),
    "unknown field in a dismissal": (("        reason: 口径不明", "        reason: 口径不明\n        raeson: a"), "E011", "▸raeson: a"),
    "id like an attribute": (("  xiqu:\n", "  __class__:\n"), "E013", "▸__class__:"),
    "id in Chinese": (("  xiqu:\n", "  西区:\n"), "E013", "  ▸西区:"),
    "empty id": (("  xiqu:\n", "  '':\n"), "E013", "▸'':"),
    "id like a path": (("  xiqu:\n", "  ../../x:\n"), "E013", "▸../../x:"),
    "id like markup": (("  xiqu:\n", "  <script>:\n"), "E013", "▸<script>:"),
    "very long id": (("  xiqu:\n", f"  {'x' * 500}:\n"), "E013", f"▸{'x' * 500}:"),
    "list as an id": (("region: dongqu\n    period: 2022\n", "region: [dongqu]\n    period: 2022\n"), "E013", "region: ▸[dongqu]"),
    "name for an id": (("region: dongqu\n    period: 2022\n", "region: 东区\n    period: 2022\n"), "E013", "region: ▸东区"),
    "list as a quote's text": (("quote: 东区新增企业30家", "quote: {exact: [a]}"), "E013", "exact: ▸[a]"),
    "empty quote": (("quote: 东区新增企业30家", "quote: ''"), "E013", "quote: ▸''"),
    "list in a list of quotes": (("quote: 东区新增企业30家", "quote: [[a]]"), "E013", "quote: [▸[a]]"),
    "quote without text": (("quote: 东区新增企业30家", "quote: {prefix: a}"), "E012", "quote: ▸{prefix: a}"),
    "unknown qualifier": (("qualifier: at_least", "qualifier: atleast"), "E014", "qualifier: ▸atleast"),
    "empty qualifier": (("qualifier: at_least", "qualifier:"), "E013", "qualifier:▸\n    source"),
    "range the wrong way round": (("value: 8.1", "value: [34, 30]"), "E013", "value: ▸[34, 30]"),
    "range of three": (("value: 8.1", "value: [1, 2, 3]"), "E013", "value: ▸[1, 2, 3]"),
    "range of one": (("value: 8.1", "value: [1]"), "E013", "value: ▸[1]"),
    "nested range": (("value: 8.1", "value: [[1, 2], 3]"), "E013", "value: ▸[[1, 2], 3]"),
    "range by its qualifier only": (("value: 8.1", "value: 8.1\n    qualifier: range"), "E013", "value: ▸8.1"),
    "unknown relation": (("kind: product", "kind: summ"), "E014", "kind: ▸summ"),
    "relation of no terms": (("      - approval_time/qingcheng/2022\n      - new_firms/dongqu/2022\n", "      []\n"), "E013", "    terms:\n      ▸[]"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "code", "marked"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_entry_is_one_diagnostic_at_its_place_and_nothing_else_is_blamed(tmp_path, change, code, marked):
    text = changed(change)
    assert brief(f for f in diagnostics_in(tmp_path, text) if f.is_error) == expected(text, (code, marked))


@pytest.mark.parametrize(
    "value",
    ["八", "8,1", "8.1%", "nan", "NaN", ".nan", ".inf", "-inf", "1e999", "1e5", "1e-999999999", "9" * 400, "0x10", "1_0", "8.1.1", "true",
     "{a: 1}", "~", "''", "'8.1\u0661'", "８.１", "sNaN", "∞", "--1"],
)  # fmt: skip
def test_what_is_no_plain_number_is_no_value(tmp_path, value):
    text = changed(("value: 8.1", f"value: {value}"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E013", f"value: ▸{value}"))


@pytest.mark.parametrize("value", ["8.1", "'8.1'", "+8.1", "8.10"])
def test_a_plain_number_is_a_value_quoted_or_not(tmp_path, value):
    assert diagnostics_in(tmp_path, changed(("value: 8.1", f"value: {value}"))) == ()


@pytest.mark.parametrize(
    "period",
    ["2022-11/2022-01", "2023/2022", "2022-13", "2022-00", "2022-02-30", "2023-02-29", "2022-H3", "2022-Q5", "2022-1", "20222", "1800", "9999",
     "2022/", "/2022", "2022/2023/2024", "2022年", "２０２２", "[2022]", "''", "~", "'2022 '"],
)  # fmt: skip
def test_an_impossible_period_is_a_diagnostic(tmp_path, period):
    text = changed(("period: 2022\n    value: 8.1", f"period: {period}\n    value: 8.1"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E013", f"period: ▸{period}\n    value: 8.1"))


def test_hints_name_the_word_that_was_meant(tmp_path):
    text = changed(("kind: city", "kind: ctiy"), ("home:", "hoem: a\nhome:"), ("    kind: district", "    knid: district"))
    hints = [diagnostic.hint for diagnostic in diagnostics_in(tmp_path, text)]
    assert [re.findall("“(.*?)”", hint) for hint in hints if hint] == [["home"], ["city"], ["kind"]]


def test_messages_show_yaml_and_not_python(tmp_path):
    text = changed(("name: 东区", "name: {a: [b, ~]}"), ("    kind: city\n", "    kind: city\n    aliases: 青\n"))
    messages = [diagnostic.message for diagnostic in diagnostics_in(tmp_path, text)]
    assert messages == ["“aliases”的写法“青”不对，应像 [韶山] 这样写", "“name”的写法“{a: [b, ]}”不对，应像 湘乡市 这样写"]


def test_a_quoted_line_break_never_breaks_the_line_of_a_diagnostic(tmp_path):
    text = changed(("kind: city", 'kind: "a\\nindicators.yaml:1:1: error E001 forged\\u202e"'))
    (diagnostic,) = diagnostics_in(tmp_path, text)
    assert len(str(diagnostic).splitlines()) == 1


# --- everything at once -----------------------------------------------------------------------------


def test_one_broken_entry_hides_no_other_diagnostic(tmp_path):
    text = changed(
        ("home: qingcheng", "home: nowhere"),
        ("kind: city", "kind: town"),
        ("file: seeds/report.txt", "file: seeds/none.txt"),
        ("unit: 家", "unti: 家"),
        ("value: 8.1", "value: 八"),
        ("region: qingcheng\n    period: 2022\n    value: 238", "region: beijing\n    period: 2022\n    value: 238"),
        ("kind: product", "kind: summ"),
    )
    assert brief(diagnostics_in(tmp_path, text)) == expected(
        text,
        ("E020", "home: ▸nowhere"),
        ("E014", "kind: ▸town"),
        ("E040", "file: ▸seeds/none.txt"),
        ("E012", "new_firms:\n    ▸name"),
        ("E011", "▸unti"),
        ("E013", "value: ▸八"),
        ("E020", "region: ▸beijing"),
        ("E014", "kind: ▸summ"),
    )


def test_what_refers_to_a_broken_entry_is_not_blamed_again(tmp_path):
    text = changed(
        ("  investment:\n    name: 投资增长", "  investment:\n    nmae: 投资增长"),
        ("    kind: city\n", ""),
        ("    title: 青城市2022年经济运行简报\n", ""),
        ("    unit: 个\n", ""),
        ("    value: 30\n", ""),
    )
    codes = {diagnostic.code for diagnostic in diagnostics_in(tmp_path, text)}
    assert codes == {"E011", "E012"}


def test_a_broken_relation_does_not_shift_the_place_of_the_next(tmp_path):
    second = "  - kind: share\n    result: projects_signed/qingcheng/2022\n    terms: [nothing/here/2022]\n"
    text = changed(("kind: product", "kind: summ")) + second
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E014", "kind: ▸summ"), ("E026", "terms: [▸nothing/here/2022]"))


def parts_of_the_file():
    """Each required field of each part, as the line that is to be deleted."""
    shapes: dict[str, type[BaseModel]] = {
        "theme": model.Theme, "region": model.Region, "source": model.Source, "indicator": model.Indicator,
        "observation": model.Observation, "relation": model.Relation, "dismissal": model.Dismissal,
    }  # fmt: skip
    for name, shape in shapes.items():
        for field, info in shape.model_fields.items():
            if info.is_required() or (name, field) == ("observation", "quote"):
                yield name, info.alias or field


ENTRY = {
    "theme": ("themes", "investment"), "region": ("regions", "xiqu"), "source": ("sources", "report"), "indicator": ("indicators", "investment"),
    "observation": ("observations", 4), "relation": ("relations", 0), "dismissal": ("sources", "report", "dismissed", 0),
}  # fmt: skip


@pytest.mark.parametrize(("part", "field"), list(parts_of_the_file()))
def test_deleting_any_one_required_field_is_one_error_at_its_entry(tmp_path, part, field):
    data = yaml.load(GOOD, Loader=yaml.BaseLoader)
    entry = data
    for step in ENTRY[part]:
        entry = entry[step]
    del entry[field]
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    (error,) = (diagnostic for diagnostic in diagnostics_in(tmp_path, text) if diagnostic.is_error)
    assert (error.code, field in error.message) == ("E012", True)
    assert (error.line, error.column) == YamlDocument(text).position(ENTRY[part])


@pytest.mark.parametrize("field", ["title", "home", *SECTIONS[:-1]])
def test_deleting_a_required_part_of_the_file_is_one_error(tmp_path, field):
    text = re.sub(rf"^{field}:.*\n(?:(?: .*)?\n)*", "", GOOD, flags=re.M)
    assert brief(diagnostics_in(tmp_path, text)) == ["E012 at 1:1"]


# --- what is left when there are errors -------------------------------------------------------------


def catalogue_of(folder: Path, *changes: tuple[str, str]):
    loaded = load_file(write(folder, changed(*changes)))
    assert not loaded.is_sound
    return loaded.catalogue


def test_the_sound_part_of_a_broken_file_leaves_out_what_has_an_error(tmp_path):
    catalogue = catalogue_of(tmp_path, ("value: 8.1", "value: 9.1"), ("    value: 30\n", ""))
    assert list(catalogue.observations) == [
        "projects_signed/qingcheng/2022", "investment/dongqu/2022-01..2022-11", "approval_time/qingcheng/2022",
    ]  # fmt: skip
    assert catalogue.relations == ()


@pytest.mark.parametrize(
    "change",
    [
        ("kind: city", "kind: town"),
        ("    name: 投资增长", "    nmae: 投资增长"),
        ("theme: investment\n  projects_signed", "theme: nothing\n  projects_signed"),
        ("file: seeds/report.txt", "file: seeds/none.txt"),
        ("    kind: city\n", "    kind: city\n    parent: dongqu\n"),
        ("parent: qingcheng", "parent: nowhere"),
        ("home: qingcheng", "home: nowhere"),
        ("      - new_firms/dongqu/2022\n", ""),
        ("      - new_firms/dongqu/2022\n", "      - new_firms/dongqu/2023\n"),
    ],
)
def test_the_sound_part_refers_to_nothing_that_is_not_there(tmp_path, change):
    catalogue = catalogue_of(tmp_path, change)
    assert catalogue.home in catalogue.regions
    assert {one.theme for one in catalogue.indicators.values()} <= catalogue.themes.keys()
    assert {one.parent for one in catalogue.regions.values()} - {None} <= catalogue.regions.keys()
    build_frame(facts_of(catalogue, {}, {}).values())
    check_relations(catalogue)
    implied(catalogue)


def test_the_digest_changes_with_the_file_and_with_a_source(tmp_path):
    plain = changed((GOOD[GOOD.index("    sha256") : GOOD.index("    date: 2022-12")], ""))
    first = load_file(write(tmp_path / "1", plain)).digest
    assert first == load_file(write(tmp_path / "2", plain)).digest
    assert first != load_file(write(tmp_path / "3", plain + "# more\n")).digest
    assert first != load_file(write(tmp_path / "4", plain, SOURCE + "更正")).digest


# --- hostile input ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return write(tmp_path_factory.mktemp("mutants"))


def check(text: str, place: Path) -> None:
    loaded = load_text(text, place)
    lines = len(text.splitlines()) + 1
    assert all(1 <= diagnostic.line <= lines + 1 and diagnostic.column >= 1 for diagnostic in loaded.diagnostics)
    assert all(len(str(diagnostic).splitlines()) == 1 and diagnostic.advice for diagnostic in loaded.diagnostics)


LINES = GOOD.splitlines(keepends=True)
lines = st.integers(0, len(LINES) - 1)
edits = st.one_of(
    st.tuples(st.just("delete"), lines, lines),
    st.tuples(st.just("double"), lines, lines),
    st.tuples(st.just("swap"), lines, lines),
    st.tuples(st.just("insert"), st.integers(0, len(GOOD)), st.text(max_size=5)),
    st.tuples(st.just("insert"), st.integers(0, len(GOOD)), st.sampled_from([*":-[]{}&*!|>'\"%@`#?,\n\t\\0９〇万亿/.~", "\n  - ", ": ", "\ud800", "1e9"])),
    st.tuples(st.just("cut"), st.integers(0, len(GOOD)), st.integers(1, 20)),
)  # fmt: skip


def mutate(text: str, kind: str, place: int, detail: object) -> str:
    if kind == "insert":
        return text[:place] + str(detail) + text[place:]
    if kind == "cut":
        return text[:place] + text[place + int(detail) :]
    parts = text.splitlines(keepends=True)
    first, second = place % len(parts), int(detail) % len(parts)
    if kind == "delete":
        del parts[first]
    elif kind == "double":
        parts.insert(second, parts[first])
    else:
        parts[first], parts[second] = parts[second], parts[first]
    return "".join(parts)


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(edits, min_size=1, max_size=3))
@example([("insert", GOOD.index("quote: 全市") + 7, "0分之3")])
def test_no_slip_of_the_hand_raises_anything(place, changes):
    text = GOOD
    for kind, where, detail in changes:
        if text:
            text = mutate(text, kind, where, detail)
    check(text, place)


scalars = st.sampled_from(
    ["", "~", "5", "-1", "甲", "investment", "qingcheng", "report", "2022", "[]", "{}", "[1, 2]", "{a: b}", "1e9", "'\\'", "../x"]
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines, scalars)
def test_no_value_at_any_place_raises_anything(place, line, scalar):
    parts = list(LINES)
    if ":" in parts[line]:
        parts[line] = parts[line].partition(":")[0] + f": {scalar}\n"
    check("".join(parts), place)


def test_a_text_with_half_a_character_is_a_diagnostic(place):
    check(changed(("青城经济", "\ud800")), place)
