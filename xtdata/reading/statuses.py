"""The status of each claim: actual, expected, aimed at, planned or under way."""

from __future__ import annotations

import re

from xtdata.reading.clauses import Claim
from xtdata.reading.modes import PLAN, TextBlock
from xtdata.reading.origin import Origin

_EXPECTED = re.compile(r"预计|预期(?!目标|寿命)")
_HOPED = re.compile(r"有望|可望")
_ALL_EXPECTED = re.compile(r"[(（][^()（）]{0,12}预计[^()（）]{0,4}下同|[(（][^()（）]{0,6}下同[^()（）]{0,4}预计")
_EXPECTED_FIGURE = re.compile(r"[(（]预计数?[)）,，]")
_TARGET = re.compile(
    r"力争|(?<![比较超成完的项大])(?<![一二三四五]个)(?<!预期)目标(?![任考责])|(?<![比较超于成])预期目标|确保|(?<!成功)(?<!累计)(?<!已)争取(?!上级|各级|到位|资金|国家|中央|政策|项目"
    # 争取【专项债券】30亿元 has got them; 争取完成投资30亿元 has not.
    r"|(?!完成|实现|达到?|突破|超过|引进|新增|开工|建成|签约|获批)[^,，。;、0-9]{0,16}(?:资金|债券?|补助|贷款|额度|指标|试点|支付)[^,，。;、0-9]{0,2}(?:[0-9]|$))"
)
_PLANNED = re.compile(
    r"(?<!年度)(?<!五年)(?<!行动)(?<!三年)计划(?!的|任务|单列|总投资的|生育|完成)|(?<![即名健猛大])将(?![军士领要])|(?<![模虚草比])拟(?!定)|规划(?:总)?(?:建设|投资|面积|用地)|设计(?:产能|年产)"
)
_ONGOING = re.compile(r"正在|在建|加快(?:建设|推进|布局)|建设有序推进|有序推进|加紧|正加快|正抓紧|稳步推进")
# What a year-end estimate is made of; things counted are known before the year is out.
_SUMMED_UP = re.compile(r"元$|%|百分点|万人")
_FAR, _NEAR = 600, 200
_MEASURED = re.compile(r"[%元]|百分点")
_OF_AIMS = re.compile(r"[%‰倍成]|百分点|元$")


class Statuses:
    """The status of each claim: what its own words say, else what its block does."""

    def __init__(self, text: str, origin: Origin) -> None:
        self._text, self._reviewed = text, origin.reviewed
        match = _ALL_EXPECTED.search(text)
        self._expected_from = text.rfind("。", 0, match.start()) if match else len(text)

    def of(self, claim: Claim, block: TextBlock, period: str | None) -> str:
        """The status of *claim*, which *block* holds and *period* dates."""
        before = self._text[max(claim.clause, claim.start - _NEAR) : claim.start]
        if block.mode.kind == PLAN and not self._is_past(period):
            return _ahead(claim, before)
        if self._expected(claim, before):
            return "expected"
        if self._is_future(period) or _TARGET.search(before):
            return "target"
        if _PLANNED.search(before):
            return "planned"
        clause = before + self._text[claim.start : min(claim.clause_end, claim.end + _NEAR)]
        return "ongoing" if _ONGOING.search(clause) and not _MEASURED.search(claim.quantity.unit) else "actual"

    def _expected(self, claim: Claim, before: str) -> bool:
        """预计 holds for the rest of its sentence, 有望 for its clause, （预计数） for the figure before it."""
        sentence = self._text[max(claim.sentence, claim.start - _FAR) : claim.start]
        if _EXPECTED.search(sentence) or _HOPED.search(before):
            return True
        return bool(_EXPECTED_FIGURE.match(self._text, claim.end)) or self._expected_all(claim)

    def _expected_all(self, claim: Claim) -> bool:
        return claim.start >= self._expected_from and bool(_SUMMED_UP.search(claim.quantity.unit))

    def _is_past(self, period: str | None) -> bool:
        return bool(period and self._reviewed and int(period.rpartition("/")[2][:4]) <= self._reviewed)

    def _is_future(self, period: str | None) -> bool:
        return bool(period and self._reviewed and int(period[:4]) > self._reviewed + 1)


def _ahead(claim: Claim, before: str) -> str:
    """Among the tasks ahead, counts of deeds are planned, and what is measured is aimed at."""
    return "target" if _OF_AIMS.search(claim.quantity.unit) or _TARGET.search(before) else "planned"
