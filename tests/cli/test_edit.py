"""Saved facts are changed from a terminal: shown first, written whole, and refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import little
import pytest
from click.testing import CliRunner, Result

from xtdata.cli.main import main
from xtdata.facts.loading import load_file

GROWTH = "fai_growth/qingcheng/2022"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return little.write(tmp_path)


def call(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--data", str(path), "--by", "张三"])


def test_a_dry_run_prints_the_lines_and_what_they_do_and_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    result = call(path, "correct", GROWTH, "status=expected", "--dry-run")
    assert result.exit_code == 0
    assert "+     status: expected" in result.output
    assert "修改：2022年青城市固定资产投资增速8.1% → 预计2022年青城市固定资产投资增速8.1%" in result.output
    assert path.read_bytes() == before


def test_a_change_is_written_with_what_it_does(path: Path) -> None:
    result = call(path, "withdraw", GROWTH, "--reason", "口径不明")
    assert (result.exit_code, "撤回：2022年青城市固定资产投资增速8.1%" in result.output) == (0, True)
    loaded = load_file(path)
    assert loaded.is_sound and loaded.catalogue is not None and GROWTH not in loaded.catalogue.observations


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("correct", GROWTH, "value=9.1"), "引文印的是 8.1%"),
        (("correct", GROWTH, "valeu=9.1"), "没有“valeu”这一栏"),
        (("correct", "fai_growth/qingcheng/2021", "value=9.1"), "没有编号为"),
        (("withdraw", "new_firms/dongqu/2022", "--reason", "误录"), "还引用着"),
        (("withdraw", GROWTH, "--reason", " "), "要写一句理由"),
        (("rename", "indicator", "fai_growth", "new_firms"), "已经有了"),
        (("merge", "fai_growth", "new_firms"), "不能合在一起"),
        (("move", GROWTH, "--to", "nowhere"), "没有代号为“nowhere”的指标"),
        (("alias", "region", "dongqu", "西区"), "已经是“xiqu”的叫法"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(path: Path, arguments: tuple[str, ...], told: str) -> None:
    before = path.read_bytes()
    result = call(path, *arguments)
    assert result.exit_code == 1
    assert told in result.output and "没有写入：" in result.output
    assert path.read_bytes() == before


def test_a_field_without_an_equals_sign_is_a_wrong_call(path: Path) -> None:
    assert call(path, "correct", GROWTH, "value").exit_code == 2


def test_rename_merge_move_and_alias_leave_a_sound_file(path: Path) -> None:
    for arguments in (("rename", "region", "dongqu", "east"), ("alias", "region", "east", "城东"), ("rename", "source", "report", "r2022")):
        assert call(path, *arguments).exit_code == 0
    catalogue = load_file(path).catalogue
    assert catalogue is not None and catalogue.regions["east"].aliases == ("城东",)
    assert "new_firms/east/2022" in {key for one in catalogue.relations for key in (one.result, *one.terms)}


def test_history_tells_who_did_what_and_undo_takes_it_back(path: Path) -> None:
    before = path.read_bytes()
    call(path, "withdraw", GROWTH, "--reason", "口径不明")
    assert call(path, "undo").exit_code == 0
    assert path.read_bytes() == before
    told = CliRunner().invoke(main, ["history", GROWTH, "--data", str(path)]).output
    assert "张三  撤回：口径不明" in told and "张三  撤销" in told
    assert f"撤回 {GROWTH}：indicator fai_growth" in told


def test_undo_without_a_write_is_one_sentence(path: Path) -> None:
    result = call(path, "undo")
    assert (result.exit_code, result.output) == (1, "没有写入：历史里没有可以撤销的写入。\n")


def test_a_source_that_add_takes_in_is_in_the_history(path: Path) -> None:
    text = path.parent / "new.txt"
    text.write_text("青城市2023年经济运行简报\n\n2023年，全市固定资产投资增长6.3%。\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["add", str(text), "--id", "report-2023", "--date", "2024-01", "--data", str(path)]).exit_code == 0
    assert "录入：收下来源 report-2023" in CliRunner().invoke(main, ["history", "--data", str(path)]).output
