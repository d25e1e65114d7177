"""``factcheck`` as people run it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result
from little import write

from xtdata.cli.main import main


def checked(folder: Path, text: str, *options: str) -> Result:
    file = folder / "speech.txt"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["factcheck", str(file), "--data", str(write(folder)), *options])


def test_every_figure_is_told_and_the_mismatches_first(tmp_path: Path) -> None:
    done = checked(tmp_path, "2022年，全市固定资产投资增长8.1%。\n2022年，全市签约项目239个。\n")
    lines = done.stdout.splitlines()
    assert (done.exit_code, [line[:2] for line in lines[:2]]) == (1, ["不符", "相符"])
    assert "第2行" in lines[0]
    assert lines[-1] == "核了 2 个数：不符 1，近似 0，相符 1，库中没有 0"


def test_as_json_the_offsets_lead_into_the_text(tmp_path: Path) -> None:
    text = "2022年，全市固定资产投资增长8.1%。"
    done = checked(tmp_path, text, "--format", "json")
    (found,) = json.loads(done.stdout)
    assert (done.exit_code, text[found["start"] : found["end"]]) == (0, "8.1%")
    assert (found["verdict"], found["ids"]) == ("match", ["fai_growth/qingcheng/2022"])


def test_a_file_that_is_not_there_or_a_date_without_a_year_is_a_wrong_call(tmp_path: Path) -> None:
    for done in (checked(tmp_path, ""), checked(tmp_path, "全市投资增长8.1%。", "--date", "春天")):
        assert done.exit_code == 2
        assert "Error: " in done.stderr
