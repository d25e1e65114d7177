"""What the program proposes to declare: only what it can see, ready to paste."""

from __future__ import annotations

from pathlib import Path

from little import changed, write

from xtdata.facts.loading import Loaded, load_file
from xtdata.verification.proposals import Proposal, propose

SENTENCE = "收集问题50件，已办40件，在办10件，办结率80%。技改投资120亿元，增长20%；去年100亿元。"
NAMES = {
    "all": ("收集问题", "件", "count"), "done": ("已办问题", "件", "count"), "open": ("在办问题", "件", "count"),
    "rate": ("办结率", "%", "share"), "upgrade": ("技改投资", "亿元", "level"), "upgrade_growth": ("技改投资增速", "%", "growth"),
}  # fmt: skip
FIGURES = [
    ("all", 50, "收集问题50件"), ("done", 40, "已办40件"), ("open", 10, "在办10件"), ("rate", 80, "办结率80%"),
    ("upgrade", 120, "技改投资120亿元"), ("upgrade_growth", 20, "技改投资120亿元，增长20%"),
]  # fmt: skip


def loaded(folder: Path, relations: str = "") -> Loaded:
    indicators = "".join(
        f'  {key}:\n    name: {name}\n    unit: "{unit}"\n    measure: {measure}\n    theme: investment\n'
        for key, (name, unit, measure) in NAMES.items()
    )
    entry = "  - indicator: {}\n    region: qingcheng\n    period: {}\n    value: {}\n    source: report\n    quote: {}\n"
    facts = "".join(entry.format(key, 2022, value, quote) for key, value, quote in FIGURES)
    facts += entry.format("upgrade", 2021, 100, "去年100亿元")
    text = changed(("\nobservations:\n", indicators + "\nobservations:\n" + facts))
    text = text[: text.index("    sha256")] + text[text.index("    date: 2022-12") :] + relations
    source = "全市固定资产投资增长8.1%。全年签约项目238个；1-11月，东区完成投资190亿元以上。项目审批从180个工作日压缩至50个工作日以内。东区新增企业30家。解决问题100多个。"
    return load_file(write(folder, text, source + SENTENCE))


def proposals(one: Loaded) -> list[Proposal]:
    assert one.catalogue is not None
    return propose(one.catalogue, one.evidence, one.library.texts)


def test_growth_with_both_levels_parts_with_their_whole_and_shares_are_seen(tmp_path: Path) -> None:
    found = {(p.relation.kind, p.relation.result, p.relation.terms) for p in proposals(loaded(tmp_path))}
    place = "/qingcheng/2022"
    assert ("growth", f"upgrade_growth{place}", (f"upgrade{place}", "upgrade/qingcheng/2021")) in found
    assert ("sum", f"all{place}", (f"done{place}", f"open{place}")) in found
    assert ("share", f"rate{place}", (f"done{place}", f"all{place}")) in found
    assert {kind for kind, *_ in found} == {"growth", "sum", "share"} and len(found) == 3


def test_what_is_pasted_is_sound_and_not_proposed_again(tmp_path: Path) -> None:
    lines = "".join(one.as_yaml() for one in proposals(loaded(tmp_path)))
    again = loaded(tmp_path, lines)
    assert not [one for one in again.diagnostics if one.is_error] and proposals(again) == []
