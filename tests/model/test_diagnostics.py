"""A diagnostic is data: a code, parameters, a place, one printable line and what to do."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xtdata
from xtdata.model.diagnostics import SEVERITIES, Diagnostic, InvalidData, did_you_mean, errors, placeholders, printable
from xtdata.model.messages import CATALOGUE, HINTS, MESSAGES

PACKAGE = Path(xtdata.__file__).parent
KIND = re.compile(r"[A-Z]\d{3}(\.\w+)?")
HAN = re.compile("[一-鿿]")


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the package but the catalogue of messages."""
    for file in PACKAGE.rglob("*.py"):
        if file.name != "messages.py":
            yield file.name, ast.parse(file.read_text(encoding="utf-8"))


def kinds_in_use() -> set[str]:
    constants = (node.value for _, tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {word for word in constants if isinstance(word, str) and KIND.fullmatch(word)}


def kinds_in(argument: ast.expr) -> list[str]:
    """The kinds that *argument* of a call may be: one, or one of two."""
    branches = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
    return [one.value for one in branches if isinstance(one, ast.Constant) and isinstance(one.value, str) and KIND.fullmatch(one.value)]


def calls() -> Iterator[tuple[str, str, set[str] | None]]:
    """Each call that names a kind: its place, the kind, and the names of the parameters (``None``: they are not written there)."""
    for name, tree in trees():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            for index, argument in enumerate(call.args):
                given = call.args[index + 1] if len(call.args) > index + 1 else None
                for kind in kinds_in(argument):
                    yield f"{name}:{call.lineno}", kind, names_of(given, call)


def names_of(given: ast.expr | None, call: ast.Call) -> set[str] | None:
    if isinstance(given, ast.Dict):
        keys = {key.value for key in given.keys if isinstance(key, ast.Constant)}
        return None if None in given.keys else keys
    return {word.arg for word in call.keywords if word.arg} - {"line", "column", "file"} if given is None else None


def wanted(kind: str) -> set[str]:
    return placeholders(MESSAGES[kind]) | placeholders(HINTS.get(kind, ""))


# --- the catalogue ----------------------------------------------------------------------------------


def test_the_kinds_that_are_used_are_those_of_the_catalogue():
    assert kinds_in_use() == MESSAGES.keys()


def test_every_sentence_and_every_hint_belongs_to_a_code_and_every_code_has_a_sentence():
    assert {kind.partition(".")[0] for kind in MESSAGES} == CATALOGUE.keys()
    assert HINTS.keys() <= MESSAGES.keys()


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_has_a_severity_a_title_and_a_hint_in_chinese(code):
    assert code[0] in SEVERITIES
    for text in (CATALOGUE[code].title, CATALOGUE[code].hint):
        assert HAN.search(text)


def test_every_call_gives_what_its_sentence_and_hint_speak_of():
    written = [(place, kind, names) for place, kind, names in calls() if names is not None]
    assert len(written) > 60
    assert [(place, kind, names ^ wanted(kind)) for place, kind, names in written if names != wanted(kind)] == []


def test_no_call_says_a_sentence_of_its_own():
    for name, tree in trees():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if ast.unparse(call.func) in {"Diagnostic", "refuse", "self._refuse"}:
                words = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
                assert not any(HAN.search(word) for word in words), f"{name}:{call.lineno}"


# --- a diagnostic -----------------------------------------------------------------------------------


def test_a_diagnostic_prints_as_compilers_do():
    diagnostic = Diagnostic("E021", {"word": "a"}, file="indicators.yaml", line=142, column=9)
    assert str(diagnostic) == "indicators.yaml:142:9: error E021 未知的来源“a”"
    assert str(Diagnostic("W051", {"key": "a"}, file="f.yaml", line=1, column=1)).startswith("f.yaml:1:1: warning W051 ")
    assert str(Diagnostic("E004.blank", file="f.yaml")) == "f.yaml: error E004 文件里什么也没有"


def test_the_advice_is_the_diagnostics_own_hint_or_else_its_rules():
    assert Diagnostic("E021", {"word": "a", "near": "b"}).advice == "是不是想写“b”？"
    assert Diagnostic("E021", {"word": "a", "near": ""}).advice == CATALOGUE["E021"].hint
    assert Diagnostic("E006").advice == CATALOGUE["E006"].hint


def test_a_diagnostic_is_json():
    params = {"quote": "甲", "line": 4, "passage": "乙1", "digits": [("2", "1"), ("4", "3")]}
    plain = json.loads(json.dumps(Diagnostic("E030.digits", params, ("observations", 3, "quote"), "f.yaml", 2, 5).as_dict()))
    assert plain == {
        "code": "E030", "message": "原文里没有“甲”", "path": ["observations", 3, "quote"], "file": "f.yaml", "line": 2, "column": 5,
        "hint": "第 4 行有相近的“乙1”：引文写 2，原文是 1；引文写 4，原文是 3",
        "params": {"quote": "甲", "line": 4, "passage": "乙1", "digits": [["2", "1"], ["4", "3"]]},
        "severity": "error", "title": CATALOGUE["E030"].title,
    }  # fmt: skip


def test_only_errors_make_data_unfit():
    diagnostics = [Diagnostic("E021", {"word": "a"}), Diagnostic("W051", {"key": "a"}), Diagnostic("N060", {"key": "a"})]
    assert errors(diagnostics) == diagnostics[:1]


@given(st.text())
def test_whatever_a_diagnostic_quotes_it_is_one_line_that_can_be_encoded(text):
    diagnostic = Diagnostic("E014", {"name": text, "value": text, "choices": [text, text], "near": text}, file="f.yaml", line=1, column=1)
    for line in (str(diagnostic), diagnostic.advice, json.dumps(diagnostic.as_dict(), ensure_ascii=False)):
        assert len(line.splitlines()) == 1
        assert line.encode().decode() == line


def test_what_a_diagnostic_quotes_is_no_template():
    assert Diagnostic("E021", {"word": "{near} {0} %s"}).message == "未知的来源“{near} {0} %s”"
    assert Diagnostic("E032", {"value": "1", "quote": "甲", "printed": ["%s", "{}"]}).message.endswith("引文印的是 %s、{}")


def test_terminal_and_direction_controls_are_spelt_out():
    assert printable("a\x1b[2Jb\u202ec\ud800") == "a\\u001b[2Jb\\u202ec\\ud800"
    assert printable("湘潭 — “8.1%”") == "湘潭 — “8.1%”"


def test_a_slip_is_guessed_and_nonsense_is_not():
    assert did_you_mean("xiangtna", ["xiangtan", "shaoshan"]) == "是不是想写“xiangtan”？"
    assert did_you_mean("qqq", ["xiangtan"]) == did_you_mean("a", []) == ""
    assert did_you_mean("x" * 100_000, ["xiangtan"]) == ""


def test_invalid_data_carries_its_diagnostics_and_reads_well():
    error = InvalidData([Diagnostic("E001", {"path": "甲"}, file="f.yaml"), Diagnostic("E006", file="f.yaml")])
    assert [diagnostic.code for diagnostic in error.diagnostics] == ["E001", "E006"]
    assert str(error) == "f.yaml: error E001 找不到数据文件 甲\nf.yaml: error E006 这一行用制表符缩进"


def test_the_names_of_earlier_versions_stay_valid():
    assert xtdata.Finding is xtdata.Diagnostic
    error = InvalidData([Diagnostic("E006")])
    assert error.findings == error.diagnostics
