"""The command line as people run it: exit status, one line a diagnostic, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from little import GOOD, changed, expected, write

from xtdata.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: object, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("XTDATA_")}
    return subprocess.run(
        [sys.executable, "-m", "xtdata", *map(str, arguments)],
        cwd=cwd, env=inherited | {"PYTHONPATH": str(ROOT)} | env, capture_output=True, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def text_of(done: subprocess.CompletedProcess[bytes]) -> str:
    output = (done.stdout + done.stderr).decode()
    assert "Traceback" not in output
    return output


# --- check ------------------------------------------------------------------------------------------


def test_a_sound_file_is_fine(tmp_path):
    done = run("check", write(tmp_path))
    assert (done.returncode, done.stdout.decode()) == (0, "indicators.yaml：没有问题；5 条事实可用\n")


def test_the_default_is_the_file_in_this_folder(tmp_path):
    write(tmp_path, changed(("value: 8.1", "value: 9.1")))
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1
    assert "indicators.yaml:" in text_of(done)


BROKEN = changed(
    ("kind: city", "kind: town"),
    ("    value: 8.1\n", "    valeu: 8.1\n    value: 八\n"),
    ("value: 238", "value: 239"),
    ("quote: 东区新增企业30家", "quote: 东区新增企业31家"),
)


def test_all_diagnostics_come_at_once_each_on_a_line_with_a_hint_below(tmp_path):
    done = run("check", write(tmp_path, BROKEN))
    assert done.returncode == 1
    text_of(done)
    lines = done.stdout.decode().splitlines()
    wanted = expected(
        BROKEN, ("E014", "kind: ▸town"), ("E011", "▸valeu"), ("E013", "value: ▸八"), ("E032", "value: ▸239"),
        ("E032", "value: ▸30"), ("E030", "quote: ▸东区新增企业31家"),
    )  # fmt: skip
    for line, hint, want in zip(lines[::2], lines[1::2], wanted, strict=True):
        code, _, place = want.partition(" at ")
        assert line.startswith(f"indicators.yaml:{place}: error {code} ")
        assert hint.startswith("    ") and hint.strip()


def test_diagnostics_as_json(tmp_path):
    done = run("check", "--format", "json", write(tmp_path, BROKEN))
    assert done.returncode == 1
    diagnostics = json.loads(done.stdout)
    assert [diagnostic["code"] for diagnostic in diagnostics] == ["E014", "E011", "E013", "E032", "E032", "E030"]
    assert all(
        diagnostic["line"] and diagnostic["column"] and diagnostic["hint"] and diagnostic["severity"] == "error"
        for diagnostic in diagnostics
    )


def test_warnings_are_printed_but_fine(tmp_path):
    done = run("check", write(tmp_path, GOOD.replace(GOOD[GOOD.index("    sha256") : GOOD.index("    date: 2022-12")], "")))
    assert done.returncode == 0
    assert " warning W050 " in text_of(done)


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (b"", "indicators.yaml:1:1: error E004 "),
        (b"# nothing\n", "indicators.yaml:1:1: error E004 "),
        ("title: 青城".encode("gbk"), "indicators.yaml:1:8: error E003 "),
        (b"title: [\n", "indicators.yaml:2:1: error E005 "),
        (b"a:\n\tb: 1\n", "indicators.yaml:2:1: error E006 "),
        (b"a: 1\na: 2\n", "indicators.yaml:2:1: error E007 "),
        (b"a: &x [*x, *x]\n", "indicators.yaml:1:4: error E008 "),
        (b"[" * 20, "indicators.yaml:1:13: error E009 "),
        (b"[" * 100_000, "indicators.yaml:1:1001: error E009 "),
        (b"- a\n", "indicators.yaml:1:1: error E010 "),
        (b"\x00" * 1000, "indicators.yaml:1:1: error E005 "),
    ],
)
def test_bad_input_is_a_diagnostic_and_no_traceback(tmp_path, content, start):
    file = tmp_path / "indicators.yaml"
    file.write_bytes(content)
    done = run("check", file)
    assert done.returncode == 1
    assert text_of(done).startswith(start)


def test_a_missing_file_a_folder_and_a_strange_name_are_diagnostics(tmp_path):
    for path, code in ((tmp_path / "nowhere.yaml", "E001"), (tmp_path, "E002"), (os.fsdecode(b"\xff.yaml"), "E001")):
        done = run("check", path)
        assert done.returncode == 1
        assert f" error {code} " in text_of(done)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_terminal_that_cannot_show_chinese_is_no_reason_to_fail(tmp_path, encoding):
    done = run("check", write(tmp_path, BROKEN), PYTHONIOENCODING=encoding, LC_ALL="C")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr and b"error E014" in done.stdout


def test_a_full_disk_is_said_in_a_sentence(tmp_path):
    file = write(tmp_path)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "xtdata", "export", str(file)], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "写不出结果：磁盘满了\n"


# --- the other commands -----------------------------------------------------------------------------


def test_export_writes_csv_that_excel_opens(tmp_path):
    done = run("export", write(tmp_path))
    assert done.returncode == 0
    assert done.stdout.startswith(b"\xef\xbb\xbfid,indicator,")
    assert len(done.stdout.decode("utf-8-sig").splitlines()) == 6


def test_export_writes_to_a_file(tmp_path):
    done = run("export", "--format", "json", "-o", tmp_path / "out.json", write(tmp_path))
    assert (done.returncode, done.stdout) == (0, b"")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))


def test_export_says_where_it_cannot_write(tmp_path):
    done = run("export", "-o", tmp_path / "no" / "such" / "folder.csv", write(tmp_path))
    assert done.returncode == 1
    assert "写不了" in text_of(done) and "找不到" in text_of(done)


@pytest.mark.parametrize("command", ["export", "coverage", "audit"])
def test_commands_that_need_sound_data_print_the_diagnostics_instead(tmp_path, command):
    done = run(command, write(tmp_path, BROKEN))
    assert (done.returncode, done.stdout) == (1, b"")
    assert "indicators.yaml:" in text_of(done) and "error E014" in text_of(done)


def test_coverage_lists_open_numbers_and_fails_while_there_are_any(tmp_path):
    done = run("coverage", write(tmp_path))
    assert done.returncode == 1
    assert "第 4 行 8017万元" in text_of(done)
    closed = "全市固定资产投资增长8.1%，全年签约项目238个；1-11月，东区完成投资190亿元以上。解决问题100多个。"
    closed += "项目审批从180个工作日压缩至50个工作日以内。东区新增企业30家。"
    text = GOOD.replace(GOOD[GOOD.index("    sha256") : GOOD.index("    date: 2022-12")], "")
    done = run("coverage", "--format", "json", write(tmp_path, text, closed))
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["counts"]["open"] == 0


def test_audit_fails_where_a_sum_does_not_add_up(tmp_path):
    add_up = ("kind: product", "kind: sum"), ("      - approval_time/qingcheng/2022\n", "      - new_firms/dongqu/2022\n")
    done = run("audit", write(tmp_path, changed(*add_up)))
    assert done.returncode == 1
    assert "不符，相差 178 个单位" in text_of(done)
    assert "不符 1 条（已认可 0 条，待查 1 条）" in text_of(done)
    accepted = changed(
        *add_up,
        (
            "      - new_firms/dongqu/2022\n      - new_firms/dongqu/2022\n",
            "      - new_firms/dongqu/2022\n      - new_firms/dongqu/2022\n    accepted: 原文如此\n",
        ),
    )
    done = run("audit", write(tmp_path, accepted))
    assert done.returncode == 0 and "来源自身不一致，已认可：原文如此" in text_of(done)
    assert json.loads(run("audit", "--format", "json", write(tmp_path)).stdout)[0]["verdict"] == "吻合"


@pytest.mark.parametrize("arguments", [["bogus"], ["check", "--format", "xml"], ["check", "a", "b"], ["export", "--format", "pdf"]])
def test_a_wrong_call_is_status_two(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    text_of(done)


# --- help and documents -----------------------------------------------------------------------------


def parameters() -> list[tuple[str, click.Parameter]]:
    return [(name, parameter) for name, command in main.commands.items() for parameter in command.params]


OPTIONS = [(name, option) for name, option in parameters() if isinstance(option, click.Option)]


@pytest.mark.parametrize("name", main.commands)
def test_every_command_has_a_help_text(name):
    assert (main.commands[name].help or "").strip()


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=[f"{name} {option.opts[0]}" for name, option in OPTIONS])
def test_every_option_has_a_help_text(name, option):
    assert (option.help or "").strip()


MANUAL = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", main.commands)
def test_every_command_is_in_the_manual(name):
    assert f"| `{name} " in MANUAL or f"| `{name}`" in MANUAL


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=[f"{name} {option.opts[0]}" for name, option in OPTIONS])
def test_every_option_is_in_the_row_of_its_command(name, option):
    (row,) = [line for line in MANUAL.splitlines() if line.startswith((f"| `{name} ", f"| `{name}`"))]
    assert max(option.opts, key=len) in row


# --- the filters of export -----------------------------------------------------------------------


def exported(tmp_path, *options: str) -> list[str]:
    result = CliRunner().invoke(main, ["export", "--format", "json", *options, str(write(tmp_path))])
    assert result.exit_code == 0, result.output
    return [row["indicator"] for row in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--region", "东区", "--to", "2022"], ["investment", "new_firms"]),
        (["--region", "qingcheng", "--children", "--full-years"], ["fai_growth", "projects_signed", "approval_time", "new_firms"]),
        (["--indicator", "new_firms", "--indicator", "完成投资", "--from", "2022-12"], ["new_firms"]),
        (["--qualifier", "at_most", "--no-cited", "--no-subjects", "--as-of", "latest"], ["approval_time"]),
        (["--as-of", "2022-11-30"], []),
    ],
)
def test_export_keeps_what_its_filters_ask_for(tmp_path, options, kept):
    assert exported(tmp_path, *options) == kept


def test_a_filter_that_cannot_be_honoured_is_a_wrong_call_that_names_all_problems(tmp_path):
    result = CliRunner().invoke(main, ["export", "--region", "dongqo", "--from", "昨天", str(write(tmp_path))])
    assert result.exit_code == 2
    assert "dongqu" in result.output and "昨天" in result.output
