"""A finding is data: a code, a place, one printable line and what to do."""

import errno
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xtdata
from xtdata.model.diagnostics import CATALOGUE, SEVERITIES, Finding, InvalidData, did_you_mean, errors, printable, reason

PACKAGE = Path(xtdata.__file__).parent
CODE = re.compile(r'"([A-Z]\d{3})"')


def codes_in_use() -> set[str]:
    used: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if file.name == "findings.py":
            text = re.sub(r"^CATALOGUE\b.*?^}", "", text, flags=re.S | re.M)
        used |= set(CODE.findall(text))
    return used


def test_every_code_that_is_used_is_in_the_catalogue():
    assert codes_in_use() - CATALOGUE.keys() == set()


def test_every_code_of_the_catalogue_is_used():
    assert CATALOGUE.keys() - codes_in_use() == set()


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_has_a_severity_a_title_and_a_hint_in_chinese(code):
    assert code[0] in SEVERITIES
    for text in (CATALOGUE[code].title, CATALOGUE[code].hint):
        assert re.search("[一-鿿]", text)


def test_a_finding_prints_as_compilers_do():
    finding = Finding("E021", "未知的来源“a”", file="indicators.yaml", line=142, column=9)
    assert str(finding) == "indicators.yaml:142:9: error E021 未知的来源“a”"
    assert str(Finding("W051", "甲", file="f.yaml", line=1, column=1)).startswith("f.yaml:1:1: warning W051 ")
    assert str(Finding("E001", "甲", file="f.yaml")) == "f.yaml: error E001 甲"


def test_the_advice_is_the_findings_own_hint_or_else_its_rules():
    assert Finding("E021", "甲", hint="乙").advice == "乙"
    assert Finding("E021", "甲").advice == CATALOGUE["E021"].hint


def test_a_finding_is_json():
    plain = json.loads(json.dumps(Finding("E030", "甲", ("observations", 3, "quote"), "乙", "f.yaml", 2, 5).as_dict()))
    assert plain == {
        "code": "E030", "message": "甲", "path": ["observations", 3, "quote"], "hint": "乙", "file": "f.yaml", "line": 2, "column": 5,
        "severity": "error", "title": CATALOGUE["E030"].title,
    }  # fmt: skip


def test_only_errors_make_data_unfit():
    findings = [Finding("E021", "甲"), Finding("W051", "乙"), Finding("N060", "丙")]
    assert errors(findings) == findings[:1]


@given(st.text())
def test_whatever_a_finding_quotes_it_is_one_line_that_can_be_encoded(text):
    line = str(Finding("E013", text, file="f.yaml", line=1, column=1))
    assert len(line.splitlines()) == 1
    assert line.encode().decode() == line


def test_terminal_and_direction_controls_are_spelt_out():
    assert printable("a\x1b[2Jb\u202ec\ud800") == "a\\u001b[2Jb\\u202ec\\ud800"
    assert printable("湘潭 — “8.1%”") == "湘潭 — “8.1%”"


def test_a_slip_is_guessed_and_nonsense_is_not():
    assert did_you_mean("xiangtna", ["xiangtan", "shaoshan"]) == "是不是想写“xiangtan”？"
    assert did_you_mean("qqq", ["xiangtan"]) == did_you_mean("a", []) == ""
    assert did_you_mean("x" * 100_000, ["xiangtan"]) == ""


def test_the_systems_reasons_are_given_in_chinese():
    assert reason(PermissionError(errno.EACCES, "Permission denied")) == "没有权限"
    assert reason(OSError(errno.ENOSPC, "No space left on device")) == "磁盘满了"
    assert reason(FileExistsError(errno.EEXIST, "File exists")) == "已经有了"
    assert reason(OSError("no number")) == "系统没有说明原因"


def test_no_reason_of_the_system_is_given_in_its_own_words():
    for number in [*errno.errorcode, 4321]:
        assert not re.search("[A-Za-z]", reason(OSError(number, os.strerror(number))))


def test_invalid_data_carries_its_findings_and_reads_well():
    error = InvalidData([Finding("E001", "甲", file="f.yaml"), Finding("E002", "乙", file="f.yaml")])
    assert [finding.code for finding in error.findings] == ["E001", "E002"]
    assert str(error) == "f.yaml: error E001 甲\nf.yaml: error E002 乙"
