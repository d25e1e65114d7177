"""The period of each claim: from its sentence, else from the paragraph's opening, else from the block."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from xtdata.reading.clauses import Claim
from xtdata.reading.lists import listed_years, run_starts
from xtdata.reading.modes import PLAN, Mode, TextBlock
from xtdata.reading.when import TimeWord
from xtdata.reading.words import DEED

_GROWS = re.compile(
    r"增长(?!到)|增加(?![值到至])|提高(?![到至])|提升(?![到至])|上升(?![到至])|上涨|下降(?![到至])|降低(?![到至])|减少|回落|压缩|缩短|新增|净增|累计|年均|翻|压减|增速|增幅"
)
_REACHES = re.compile(
    r"(?:达到?|总数|总量|[提升降减增高展大加长缩短简]至|[高升低降展大加长缩短减简]到|稳定在|保持在|控制在|余额|突破|超过?)[^,，。;、]{0,3}$"
)
_STANDS = re.compile(r"占|比重|率|人均|规模|[为是有]$")
_LIST_BEFORE = re.compile(r"(?:(?:突破|超过?|近|约|(?<![0-9.]))[0-9.]++[^0-9、,，]{0,6}[、和]){1,24}$")
_FAR = 200
_STANDS_FREE = re.compile(r"[,，:]|[是全我预来]")
_OTHER_TITLE = re.compile("报告|讲话|致辞|规划|方案|要点|[0-9]日|会议|通知|意见")
_OF_AIMS = re.compile("目标|任务|计划|打算|安排|重点工作")
_BRACKET = re.compile(r"[(（][^()（）\n比较]{2,16}[)）]")
_SHARE = re.compile(r"[、,，]?占全")


class Periods:
    """Finds the period of each claim in turn."""

    def __init__(
        self, text: str, words: Sequence[TimeWord], claims: Sequence[Claim], runs: Sequence[int], headings: Sequence[tuple[int, int]] = ()
    ) -> None:
        """*runs* are the ``run_lengths`` of *claims*, *headings* is where the headings of *text* begin and end."""
        self._text, self._words, self._claims, self._runs = text, words, claims, runs
        self._run_starts = run_starts(runs)
        self._starts = [word.start for word in words]
        self._inside_figures = {
            index
            for claim in claims
            if claim.quantity.qualifier == "from_to"
            for index in range(bisect_left(self._starts, claim.start), bisect_left(self._starts, claim.end))
        }
        self._titles = [word for start, end in headings for word in self._dated(start, end)]
        self._title_starts = [word.start for word in self._titles]
        self._read = 0
        self._last: str | None = None

    def of(self, index: int, block: TextBlock) -> str | None:
        """The period of the claim *index*; ask in order, for a share of what stands before shares its period."""
        claim = self._claims[index]
        if not _SHARE.match(self._text, self._read) or self._read < claim.clause:
            self._last = self._one_of_several(index) or self._found(claim, block)
        self._read = claim.end
        return self._last

    def _found(self, claim: Claim, block: TextBlock) -> str | None:
        word = self._behind(claim) or self._governing(claim) or self._opening(claim, block) or self._heading(claim, block)
        if word is not None and word.kind != "default":
            return self._narrowed(word, claim, block.mode) if word.period else None
        mode = block.mode
        if mode.year is None:
            return None
        if mode.first is not None and not self._is_stock(claim):
            return f"{mode.first}/{mode.year}"
        return str(mode.year)

    def _one_of_several(self, index: int) -> str:
        """2019年至2021年分别增长7.6%、3.8%、8%: each figure is that of one year; nothing where there are not as many of either."""
        start = self._run_starts[index]
        count, first = self._runs[start], self._claims[start]
        years = listed_years(self._text, first.sentence, first.start) if count > 1 else []
        return str(years[index - start]) if len(years) == count else ""

    def _behind(self, claim: Claim) -> TimeWord | None:
        """The time in brackets right behind the figure: 增长6.1%（2022年）."""
        if not (bracket := _BRACKET.match(self._text, claim.end)):
            return None
        words = self._words[bisect_left(self._starts, bracket.start()) : bisect_left(self._starts, bracket.end())]
        return words[0] if len(words) == 1 and words[0].end == bracket.end() - 1 else None

    def _governing(self, claim: Claim) -> TimeWord | None:
        """The last time word of the sentence before the figure or inside its span; short spans hold in their clause only."""
        last = bisect_left(self._starts, claim.end) - 1
        for index in range(last, max(-1, last - _FAR), -1):
            word = self._words[index]
            if word.start < claim.sentence:
                return None
            if not (word.is_local and word.start < claim.clause) and self._reaches(index, claim):
                return word
        return None

    def _reaches(self, index: int, claim: Claim) -> bool:
        """What a figure is measured from holds for the figure right behind it; what stands inside a figure holds for that."""
        word = self._words[index]
        if word.is_base:
            return claim.start - word.end <= 1 and word.end <= claim.start
        return word.start >= claim.start or index not in self._inside_figures

    def _opening(self, claim: Claim, block: TextBlock) -> TimeWord | None:
        """A time word that opens an earlier sentence of the paragraph."""
        last = bisect_left(self._starts, claim.sentence) - 1
        for index in range(last, max(-1, last - _FAR), -1):
            word = self._words[index]
            if word.start < block.start:
                return None
            if not (word.is_local or word.is_base) and self._opens(word, block):
                return word
        return None

    def _dated(self, start: int, end: int) -> list[TimeWord]:
        """The time that a heading names, if it is one that the figures below it are of: 2024年主要指标, no 2025年政府工作报告."""
        words = [word for word in self._words[bisect_left(self._starts, start) : bisect_left(self._starts, end)] if word.kind != "default"]
        is_about_figures = not _OTHER_TITLE.search(self._text, start, end)
        return words if len(words) == 1 and not words[0].is_base and is_about_figures else []

    def _heading(self, claim: Claim, block: TextBlock) -> TimeWord | None:
        """The time that the nearest heading above names, in a text that looks back on one year or on part of one."""
        last = bisect_left(self._title_starts, claim.start) - 1
        if last < 0 or block.mode.spans_years:
            return None
        title = self._titles[last]
        line = self._text[self._text.rfind("\n", 0, title.start) + 1 : self._text.find("\n", title.end)]
        return title if (block.mode.kind == PLAN) == bool(_OF_AIMS.search(line)) else None

    def _opens(self, word: TimeWord, block: TextBlock) -> bool:
        if not _STANDS_FREE.match(self._text, word.end):
            return False
        if word.start - block.start < 3:
            return True
        return not block.mode.spans_years and self._text[word.start - 1] in "。！？!?"

    def _narrowed(self, word: TimeWord, claim: Claim, mode: Mode) -> str:
        """A stock in a span of years belongs to its last year; 五年 among the tasks ahead are those to come."""
        if word.is_local and mode.kind == PLAN and mode.year and word.kind == "span":
            first, _, last = word.period.partition("/")
            return f"{mode.first or mode.year}/{(mode.first or mode.year) + int(last) - int(first)}"
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
