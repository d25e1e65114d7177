"""When, where and with what standing each claim holds: inherited where its clause is silent."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from xtdata.suggest.clauses import Claim
from xtdata.suggest.layout import Block
from xtdata.suggest.lists import run_length
from xtdata.suggest.origin import Origin
from xtdata.suggest.places import names_own_place, own_part_at_head, place_at_head
from xtdata.suggest.sections import PLAN, Mode
from xtdata.suggest.when import TimeWord
from xtdata.suggest.words import DEED, OPENERS

_GROWS = re.compile(r"增长(?!到)|增加(?![值到至])|提高(?![到至])|提升(?![到至])|上升(?![到至])|上涨|下降(?![到至])|降低(?![到至])|减少|回落|压缩|缩短|新增|净增|累计|年均|翻|压减")
_REACHES = re.compile(r"(?:达到?|总数|总量|[提升降减增高展大加长]至|[高升低降展大加长]到|稳定在|保持在|控制在|余额|突破|超过?)[^,，。;、]{0,3}$")
_STANDS = re.compile(r"占|比重|率|人均|规模|[为是有]$")
_LIST_BEFORE = re.compile(r"(?:(?:突破|超过?|近|约)?[\d.]+[^\d、,，]{0,6}[、和])+$")
_SHARE = re.compile(r"[、,，]?占全")
_PART = re.compile(r"[,，;:。]")


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a claim stands: its block, and what the block does."""

    block: Block
    mode: Mode


# --- period -----------------------------------------------------------------------------------------


class Periods:
    """The period of each claim: from its sentence, else from the paragraph's opening, else from the section."""

    def __init__(self, text: str, words: Sequence[TimeWord], claims: Sequence[Claim]) -> None:
        self._text, self._words = text, words
        self._long_figures = [(claim.start, claim.end) for claim in claims if claim.quantity.qualifier == "from_to"]
        self._starts = [word.start for word in words]
        self._read, self._last = 0, None

    def of(self, claim: Claim, situation: Situation) -> str | None:
        """The period of *claim*; ask in order, for a share of what stands before shares its period."""
        if not _SHARE.match(self._text, self._read) or self._read < claim.clause:
            self._last = self._found(claim, situation)
        self._read = claim.end
        return self._last

    def _found(self, claim: Claim, situation: Situation) -> str | None:
        word = self._governing(claim) or self._opening(claim, situation)
        if word is not None and word.kind != "default":
            return self._narrowed(word, claim)
        mode = situation.mode
        if mode.year is None:
            return None
        if mode.first is not None and not self._is_stock(claim):
            return f"{mode.first}/{mode.year}"
        return str(mode.year)

    def _governing(self, claim: Claim) -> TimeWord | None:
        """The last time word of the sentence before the figure or inside its span; short spans hold in their clause only."""
        for index in range(bisect_left(self._starts, claim.end) - 1, -1, -1):
            word = self._words[index]
            if word.start < claim.sentence:
                return None
            if not (word.is_local and word.start < claim.clause) and self._reaches(word, claim):
                return word
        return None

    def _reaches(self, word: TimeWord, claim: Claim) -> bool:
        """What a figure is measured from holds for the figure right behind it; what stands inside a figure holds for that."""
        if word.is_base:
            return claim.start - word.end <= 1 and word.end <= claim.start
        return word.start >= claim.start or not self._inside_figure(word)

    def _inside_figure(self, word: TimeWord) -> bool:
        return any(start <= word.start < end for start, end in self._long_figures)

    def _opening(self, claim: Claim, situation: Situation) -> TimeWord | None:
        """A time word that opens an earlier sentence of the paragraph."""
        for index in range(bisect_left(self._starts, claim.sentence) - 1, -1, -1):
            word = self._words[index]
            if word.start < situation.block.start:
                return None
            if not (word.is_local or word.is_base) and self._opens(word, situation):
                return word
        return None

    def _opens(self, word: TimeWord, situation: Situation) -> bool:
        if word.start - situation.block.start < 3:
            return True
        return not situation.mode.spans_years and self._text[word.start - 1] in "。！？!?"

    def _narrowed(self, word: TimeWord, claim: Claim) -> str:
        """A stock in a span of years belongs to its last year."""
        if word.kind == "span" and not word.is_run and self._is_stock(claim):
            return word.period.rpartition("/")[2]
        return word.period

    def _is_stock(self, claim: Claim) -> bool:
        """Whether the figure tells how things stand, not what was done or how they moved."""
        if claim.quantity.qualifier == "from_to":
            return True
        before = _LIST_BEFORE.sub("", self._text[max(claim.clause, claim.start - 48) : claim.start])
        said = before if DEED.search(before) else before.rpartition("、")[2]
        if _REACHES.search(said) and "累计" not in said:
            return True
        if _GROWS.search(said) or DEED.search(said):
            return False
        return bool(_STANDS.search(said)) or claim.quantity.qualifier == "over" or claim.quantity.unit == "%"


# --- region -----------------------------------------------------------------------------------------


class Regions:
    """The region of each claim in turn; a place that a clause begins with governs the rest of its sentence."""

    def __init__(self, text: str, origin: Origin) -> None:
        self._text, self._own = text, origin.region
        self._sentence, self._read, self._current = -1, 0, origin.region
        self._run = self._run_end = 0

    def of(self, claims: Sequence[Claim], index: int) -> str | None:
        """The region of ``claims[index]``; ask in order."""
        claim = claims[index]
        if claim.sentence != self._sentence:
            self._sentence, self._read, self._current = claim.sentence, claim.sentence, self._own
        if claim.start > self._read:
            parts = [part for part in _PART.split(self._text[self._read : claim.start])]
            for place, part in enumerate(parts):
                self._hear(part, last=place == len(parts) - 1)
            self._read = claim.end
        return self._one_of_several(claims, index)

    def _one_of_several(self, claims: Sequence[Claim], index: int) -> str | None:
        """襄阳、宜昌分别达到5309亿元、5022亿元: each figure is that of one place."""
        places = (self._current or "").split("、")
        if index >= self._run_end:
            self._run, self._run_end = index, index + run_length(self._text, claims, index)
        if len(places) > 1 and self._run_end - self._run == len(places):
            return places[index - self._run]
        return self._current

    def _hear(self, part: str, *, last: bool) -> None:
        if names_own_place(part[:12], self._own):
            self._current = self._own
        head = OPENERS.strip(part)
        if inside := own_part_at_head(head):
            self._current = (self._own or "") + inside.removeprefix("市城").removeprefix("市") if inside != "市区" else (self._own or "市") + "区"
        elif place := place_at_head(head):
            if last or self._current != self._own:
                self._current = self._own if self._own and (place == self._own or place + "市" == self._own or place + "省" == self._own) else place


# --- status -----------------------------------------------------------------------------------------

_EXPECTED = re.compile(r"预计|预期(?!目标|寿命)")
_HOPED = re.compile(r"有望|可望")
_ALL_EXPECTED = re.compile(r"[(（](?:均?为)?预计数?[^()（）]{0,4}下同|[(（][^()（）]{0,6}下同[^()（）]{0,4}预计")
_EXPECTED_FIGURE = re.compile(r"[(（]预计数?[)）,，]")
_TARGET = re.compile(r"力争|(?<![比较超成完的项大])(?<![一二三四五]个)(?<!预期)目标(?![任考责])|(?<![比较超于成])预期目标|确保|争取(?!上级|各级|到位|资金|国家|中央|政策|项目)")
_PLANNED = re.compile(r"(?<!年度)(?<!五年)(?<!行动)(?<!三年)计划(?!的|任务|单列|总投资的|生育|完成)|(?<![即名健猛大])将(?![军士领要])|(?<![模虚草比])拟(?!定)|规划(?:总)?(?:建设|投资|面积|用地)|设计(?:产能|年产)")
_ONGOING = re.compile(r"正在|在建|加快(?:建设|推进|布局)|建设有序推进|有序推进|加紧|正加快|正抓紧|稳步推进")
_OF_DEEDS = re.compile(r"%|百分点|倍|成|‰")


class Statuses:
    """The status of each claim: what its own words say, else what its section does."""

    def __init__(self, text: str, origin: Origin) -> None:
        self._text, self._reviewed = text, origin.reviewed
        self._expected_from = [text.rfind("。", 0, match.start()) for match in _ALL_EXPECTED.finditer(text)]

    def of(self, claim: Claim, situation: Situation, period: str | None) -> str:
        if situation.mode.kind == PLAN and not self._is_past(period):
            return self._ahead(claim)
        before = self._text[claim.sentence : claim.start]
        clause = self._text[claim.clause : claim.clause_end]
        if _EXPECTED.search(before) or _HOPED.search(self._text, claim.clause, claim.start) or _EXPECTED_FIGURE.match(self._text, claim.end) or self._expected_all(claim):
            return "expected"
        if self._is_future(period) or _TARGET.search(self._text, claim.clause, claim.start):
            return "target"
        if _PLANNED.search(self._text, claim.clause, claim.start):
            return "planned"
        return "ongoing" if _ONGOING.search(clause) and not re.search(r"[%元]|百分点", claim.quantity.unit) else "actual"

    def _ahead(self, claim: Claim) -> str:
        before = self._text[claim.clause : claim.start]
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
