"""Before anything is written, an editor reads what the change does: sentences, titles, checks, verdicts, and what looks odd."""

from __future__ import annotations

from pathlib import Path

import little
import pytest

from xtdata.editing.changeset import Change, propose
from xtdata.editing.consequences import Consequences, consequences
from xtdata.editing.revision import Correction, Merge, Rename, Withdrawal

TEXT = "2021年全市投资增长7.5%，2022年增长8.1%。2022年目标增长8%。初步核算增长7.9%。签约项目238个，其中一季度60个，二季度178个。去年签约项目23个。\n"
FACTS = (("fai", 2021, "7.5", "", "2021年全市投资增长7.5%"), ("fai", 2022, "8.1", "", "2022年增长8.1%"),
         ("fai", 2022, "8", "target", "2022年目标增长8%"), ("signed", 2022, "238", "", "签约项目238个"),
         ("signed", "2022-Q1", "60", "", "一季度60个"), ("signed", "2022-Q2", "178", "", "二季度178个"),
         ("signed", 2021, "23", "", "去年签约项目23个"))  # fmt: skip
HEAD = """title: 青城
home: city
themes:
  investment:
    name: 投资增长
    headline: [growth, counts]
regions:
  city: {name: 青城市, kind: city}
sources:
  report: {title: 报告, file: seeds/report.txt, date: 2022-12}
indicators:
  fai: {name: 投资增速, unit: "%", measure: growth, theme: investment, direction: higher}
  signed:
    name: 签约项目
    unit: 个
    measure: count
    theme: investment
    direction: higher
  agreed:
    name: 签约项目个数
    unit: 个
    measure: count
    theme: investment
relations:
  - kind: sum
    result: signed/city/2022
    terms: [signed/city/2022-Q1, signed/city/2022-Q2]
observations:
"""


def fact(indicator: str, period: object, value: str, status: str, quote: str) -> str:
    fields = {
        "indicator": indicator,
        "region": "city",
        "period": f'"{period}"',
        "value": value,
        "status": status,
        "source": "report",
        "quote": quote,
    }
    return "  - " + "    ".join(f"{name}: {one}\n" for name, one in fields.items() if one)


DATA = HEAD + "".join(fact(*one) for one in FACTS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return little.write(tmp_path, DATA, TEXT)


def of(path: Path, change: Change) -> Consequences:
    changeset = propose(path, change)
    assert not changeset.errors
    return consequences(changeset)


def test_a_sentence_a_title_and_a_verdict_change_with_a_fact(path: Path) -> None:
    told = of(path, Correction("fai/city/2022", {"value": "7.9", "quote": "初步核算增长7.9%"}))
    assert told.facts == ("修改：2022年青城市投资增长8.1% → 2022年青城市投资增长7.9%",)
    [verdict] = told.verdicts
    assert verdict.what == "2022年青城市投资增速"
    assert "未达到" not in verdict.before and "未达到" in verdict.after
    assert len(told.titles) == 1 and "8.1%" in told.titles[0].before and "7.9%" in told.titles[0].after
    assert told.addresses == 0


def test_a_correction_of_the_status_alone_changes_the_id(path: Path) -> None:
    assert of(path, Correction("fai/city/2021", {"status": "expected"})).addresses == 1


def test_a_check_flips_where_a_figure_changes(path: Path) -> None:
    told = of(path, Correction("signed/city/2022-Q1", {"value": "23", "quote": "去年签约项目23个"}))
    assert [(one.before, one.after) for one in told.checks] == [("吻合", "不符")]


def test_what_is_ten_times_as_much_is_told(path: Path) -> None:
    assert of(path, Correction("signed/city/2022-Q1", {"note": "初步"})).abrupt == ()
    told = of(path, Correction("signed/city/2021", {"value": "238", "quote": "签约项目238个"}))
    assert told.abrupt == ("2021年青城市签约项目238个：比原来的 23个 大 10 倍",)


def test_a_merge_shows_where_the_two_say_different_things(path: Path) -> None:
    later = "  web: {title: 网页, redistributable: false, date: 2023-12, url: https://example.org/a}\nindicators:\n"
    text = DATA.replace("indicators:\n", later) + fact("agreed", 2022, "60", "", "").replace("source: report", "source: web")
    path.write_text(text, encoding="utf-8")
    told = of(path, Merge("agreed", "signed"))
    assert len(told.conflicts) == 1 and "238个" in told.conflicts[0] and "60个" in told.conflicts[0]


def test_a_rename_changes_no_sentence(path: Path) -> None:
    told = of(path, Rename("indicators", "fai", "investment_growth"))
    assert (told.facts, told.titles, told.checks, told.verdicts, told.addresses) == ((), (), (), (), 3)


def test_a_withdrawal_is_told_with_what_the_fact_said(path: Path) -> None:
    told = of(path, Withdrawal("fai/city/2021", "口径不明"))
    assert told.facts == ("撤回：2021年青城市投资增长7.5%",)
    assert "事实（1）" in told.lines()
