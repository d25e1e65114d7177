"""The status of each claim: actual, expected, aimed at, planned or under way."""

from __future__ import annotations

import re

from xtdata.suggest.clauses import Claim
from xtdata.suggest.origin import Origin
from xtdata.suggest.sections import PLAN, Section

_EXPECTED = re.compile(r"预计|预期(?!目标|寿命)")
_HOPED = re.compile(r"有望|可望")
_ALL_EXPECTED = re.compile(r"[(（][^()（）]{0,12}预计[^()（）]{0,4}下同|[(（][^()（）]{0,6}下同[^()（）]{0,4}预计")
_EXPECTED_FIGURE = re.compile(r"[(（]预计数?[)）,，]")
_TARGET = re.compile(
    r"力争|(?<![比较超成完的项大])(?<![一二三四五]个)(?<!预期)目标(?![任考责])|(?<![比较超于成])预期目标|确保|争取(?!上级|各级|到位|资金|国家|中央|政策|项目)"
)
_PLANNED = re.compile(
    r"(?<!年度)(?<!五年)(?<!行动)(?<!三年)计划(?!的|任务|单列|总投资的|生育|完成)|(?<![即名健猛大])将(?![军士领要])|(?<![模虚草比])拟(?!定)|规划(?:总)?(?:建设|投资|面积|用地)|设计(?:产能|年产)"
)
_ONGOING = re.compile(r"正在|在建|加快(?:建设|推进|布局)|建设有序推进|有序推进|加紧|正加快|正抓紧|稳步推进")
_FAR, _NEAR = 600, 200
_OF_DEEDS = re.compile(r"%|百分点|倍|成|‰")


class Statuses:
    """The status of each claim: what its own words say, else what its section does."""

    def __init__(self, text: str, origin: Origin) -> None:
        self._text, self._reviewed = text, origin.reviewed
        self._expected_from = [text.rfind("。", 0, match.start()) for match in _ALL_EXPECTED.finditer(text)]

    def of(self, claim: Claim, section: Section, period: str | None) -> str:
        if section.mode.kind == PLAN and not self._is_past(period):
            return self._ahead(claim)
        before = self._text[max(claim.sentence, claim.start - _FAR) : claim.start]
        clause_before = self._text[max(claim.clause, claim.start - _NEAR) : claim.start]
        clause = self._text[max(claim.clause, claim.start - _NEAR) : min(claim.clause_end, claim.end + _NEAR)]
        if (
            _EXPECTED.search(before)
            or _HOPED.search(clause_before)
            or _EXPECTED_FIGURE.match(self._text, claim.end)
            or self._expected_all(claim)
        ):
            return "expected"
        if self._is_future(period) or _TARGET.search(clause_before):
            return "target"
        if _PLANNED.search(clause_before):
            return "planned"
        return "ongoing" if _ONGOING.search(clause) and not re.search(r"[%元]|百分点", claim.quantity.unit) else "actual"

    def _ahead(self, claim: Claim) -> str:
        before = self._text[max(claim.clause, claim.start - _NEAR) : claim.start]
        counts = not _OF_DEEDS.search(claim.quantity.unit)
        return "planned" if counts and not _TARGET.search(before) and not claim.quantity.unit.endswith("元") else "target"

    def _expected_all(self, claim: Claim) -> bool:
        if not self._expected_from or claim.start < self._expected_from[0]:
            return False
        return bool(re.search(r"元$|%|百分点|万人", claim.quantity.unit))

    def _is_past(self, period: str | None) -> bool:
        return bool(period and self._reviewed and int(period.rpartition("/")[2][:4]) <= self._reviewed)

    def _is_future(self, period: str | None) -> bool:
        return bool(period and self._reviewed and int(period[:4]) > self._reviewed + 1)
