"""Relations that cannot be computed are told with their place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from little import brief, changed, expected, write

from xtdata.facts.loading import load_file

RELATION = """  - kind: product
    result: projects_signed/qingcheng/2022
    terms:
      - approval_time/qingcheng/2022
      - new_firms/dongqu/2022
"""
PROJECTS, FIRMS, TIME, GROWTH = (
    "projects_signed/qingcheng/2022", "new_firms/dongqu/2022", "approval_time/qingcheng/2022", "fai_growth/qingcheng/2022",
)  # fmt: skip


def with_relation(kind: str, result: str, *terms: str, more: str = "") -> str:
    lines = "".join(f"      - {term}\n" for term in terms)
    return changed((RELATION, f"  - kind: {kind}\n    result: {result}\n    terms:\n{lines}{more}"))


def told(folder: Path, text: str) -> list[str]:
    return brief(load_file(write(folder, text)).diagnostics)


@pytest.mark.parametrize(
    ("kind", "result", "terms"),
    [
        ("sum", PROJECTS, (FIRMS, TIME)),
        ("sum", GROWTH, (FIRMS, FIRMS)),
        ("share", PROJECTS, (FIRMS, FIRMS)),
        ("growth", GROWTH, (FIRMS, TIME)),
        ("points", GROWTH, (FIRMS, PROJECTS)),
    ],
)
def test_units_that_do_not_go_together_are_told_at_the_terms(tmp_path: Path, kind: str, result: str, terms: tuple[str, ...]) -> None:
    text = with_relation(kind, result, *terms)
    assert told(tmp_path, text) == expected(text, ("E045", f"terms:\n      ▸- {terms[0]}\n      - {terms[1]}"))


def test_things_that_are_counted_add_up_whatever_they_are_counted_in(tmp_path: Path) -> None:
    assert told(tmp_path, with_relation("sum", PROJECTS, FIRMS, FIRMS)) == []


@pytest.mark.parametrize("value", ["0", "0.0"])
def test_a_divisor_that_may_be_zero_is_told_at_its_place(tmp_path: Path, value: str) -> None:
    text = (
        with_relation("growth", GROWTH, PROJECTS, FIRMS).replace("value: 30\n", f"value: {value}\n").replace("企业30家", f"企业{value}家")
    )
    source = "2022年，全市固定资产投资增长8.1%。全年签约项目238个；1-11月，东区完成投资190亿元以上。"
    source += f"项目审批从180个工作日压缩至50个工作日以内。东区新增企业{value}家。解决问题100多个。"
    text = text[: text.index("    sha256")] + text[text.index("    date: 2022-12") :]
    found = [one for one in load_file(write(tmp_path, text, source)).diagnostics if one.code != "W050"]
    assert brief(found) == expected(text, ("E046", f"      - {PROJECTS}\n      - ▸{FIRMS}"))


def test_a_relation_that_leads_back_to_itself_is_told_at_its_result(tmp_path: Path) -> None:
    text = with_relation("sum", PROJECTS, PROJECTS, FIRMS)
    assert told(tmp_path, text) == expected(text, ("E047", f"result: ▸{PROJECTS}"))


def test_so_is_one_that_does_over_another(tmp_path: Path) -> None:
    more = f"  - kind: increase\n    result: {FIRMS}\n    terms: [{PROJECTS}]\n"
    text = with_relation("sum", PROJECTS, FIRMS, FIRMS, more=more)
    assert told(tmp_path, text) == expected(text, ("E047", f"result: ▸{PROJECTS}\n    terms:\n"), ("E047", f"result: ▸{FIRMS}"))


def test_a_contradiction_may_be_accepted_but_nothing_else(tmp_path: Path) -> None:
    accepted = "    accepted: 原文如此\n"
    assert told(tmp_path, with_relation("sum", PROJECTS, FIRMS, FIRMS, more=accepted)) == []
    text = with_relation("increase", PROJECTS, FIRMS, more=accepted)
    assert told(tmp_path, text) == expected(text, ("W073", "accepted: ▸原文如此"))
