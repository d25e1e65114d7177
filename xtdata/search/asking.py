"""What the words of a question ask for: regions, a time, figures, and what is measured, in any order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from xtdata.language.form import form
from xtdata.language.period import Period
from xtdata.language.quantity import CLAIM, scan
from xtdata.language.terms import plain
from xtdata.language.wordlist import words
from xtdata.model.catalogue import Catalogue

LONGEST = 200
_APART = re.compile(r"[\s,，、;；。?？!！:：/|+]+")
_SPAN = re.compile(r"((?:19|20)[0-9]{2})年?(?:-|–|—|~|～|至|到)((?:19|20)[0-9]{2})(?:年|(?![0-9]))")
_YEAR = re.compile(r"(?<![0-9.])((?:19|20)[0-9]{2})(?:年度?|(?![0-9.%a-z百千万亿个家项元]))")
_PART = re.compile(
    r"(?P<half>[上下]半年)|第?(?P<quarter>[一二三四1-4])季度|(?P<first>1?[0-9])(?:月?[-–—~至到](?P<last>1?[0-9]))?月份?(?P<end>底|末)?"
)
_TODAY = {"今年": 0, "去年": -1, "上年": -1, "前年": -2}
_TODAY_WORD = re.compile(words(*_TODAY))
# Words that ask, or that every figure answers to.
_EMPTY = re.compile(
    words(
        "多少 几 几个 哪些 哪个 什么 怎么样 怎样 如何 是 是多少 有多少 有 了 的 吗 呢 请问 查询 查 看看 情况 数据 数字 数值 指标 统计 一下 用了 花了 要 需要",
        "达到 达 完成了 完成多少 历年 近年 近年来 近几年 近三年 近五年 最新 最近 目前 现在 全年 年度 年 和 与 及 在 为 到 全市 我市 本市 一共 总共 共 占了",
    )
)  # fmt: skip
# Words that say what kind of figure is asked for: they put one before another, and leave none out.
_HINTS = {
    "growth": "增长多少 增长率 增长 增速 增幅 涨幅 同比 变动 提高多少 提升多少 下降多少 压缩多少",
    "rank": "第几名 第几位 第几 排名 排第几 名次 位次 排位",
    "duration": "多少个工作日 多少工作日 几个工作日 多少天 几天 多久 多长时间 天数 多少小时 几小时",
    "share": "占比多少 占比 比重 比例 比率",
    "count": "多少个 多少家 多少项 几家 几项 多少件 数量 总数 个数 家数",
    "level": "多少亿元 多少亿 几亿 多少万元 多少万 多少钱 金额 总额",
}
_STATUS_HINTS = {"target": "目标 预期 任务", "planned": "计划", "expected": "预计", "actual": "实际 结果"}
_HINT_OF = {one: kind for kind, listed in _HINTS.items() for one in listed.split()}
_STATUS_OF = {one: status for status, listed in _STATUS_HINTS.items() for one in listed.split()}
_HINT = re.compile(words(*_HINTS.values()))
_STATUS = re.compile(words(*_STATUS_HINTS.values()))
_KIND = re.compile("(?:高新区|经开区|示范区)$")


@dataclass(frozen=True)
class Figure:
    """A figure that is asked for; ``unit`` is empty where none was written."""

    value: Decimal
    unit: str = ""


@dataclass
class Asked:
    """A question in its parts.

    ``regions`` gives how well each region id answers (1 for the one named, less for one whose name merely ends so); empty where none is named.
    ``period`` is the first and the last day, ``subjects`` what is measured, ``measures`` and ``statuses`` what is preferred.
    ``words`` are all words worth looking for in a text.
    """

    regions: dict[str, float] = field(default_factory=dict)
    period: tuple[date, date] | None = None
    figures: list[Figure] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    measures: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked that a fact could answer."""
        return not (self.regions or self.period or self.figures or self.subjects)


class Asking:
    """Reads questions about the regions of *catalogue*; *is_named* says whether a word stands in the name of an indicator."""

    def __init__(self, catalogue: Catalogue, is_named: Callable[[str], bool]) -> None:
        self._regions = _names_of_regions(catalogue)
        listed = sorted(self._regions, key=len, reverse=True)
        self._region = re.compile("|".join(map(re.escape, listed)) or "(?!)")
        self._is_named = is_named

    def read(self, question: str, today: date) -> Asked:
        """The parts of *question*, of which the first ``LONGEST`` characters count."""
        asked = Asked()
        for word in filter(None, map(form, _APART.split(_spans_joined(question[:LONGEST])))):
            self._read_word(word, asked, today)
        asked.words = list(dict.fromkeys(one for one in asked.words if len(one) > 1))
        return asked

    def _read_word(self, word: str, asked: Asked, today: date) -> None:
        if len(word) > 2 and not self._region.fullmatch(word) and self._is_named(word):
            asked.subjects.append(word)
            asked.words.append(word)
            return
        rest = self._without_period(word, asked, today)
        rest = self._without_regions(rest, asked)
        for part in rest.split():
            self._read_part(part, asked)

    def _without_period(self, word: str, asked: Asked, today: date) -> str:
        if match := _TODAY_WORD.search(word):
            word = word.replace(match[0], f"{today.year + _TODAY[match[0]]}年", 1)
        if match := _SPAN.search(word):
            first, last = sorted((int(match[1]), int(match[2])))
            asked.period = date(first, 1, 1), date(last, 12, 31)
        elif match := _YEAR.search(word):
            asked.period = date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
            asked.words.append(match[1])
        elif (match := _PART.fullmatch(word)) and asked.period:
            asked.period = _part_of(asked.period[0].year, match) or asked.period
            return ""
        if not match:
            return word
        before, after = word[: match.start()], word[match.end() :]
        if part := _PART.match(after):
            asked.period = _part_of(asked.period[0].year, part) or asked.period if asked.period else None
            after = after[part.end() :]
        return f"{before} {after}"

    def _without_regions(self, word: str, asked: Asked) -> str:
        def take(match: re.Match[str]) -> str:
            for key, weight in self._regions[match[0]].items():
                asked.regions[key] = max(weight, asked.regions.get(key, 0.0))
            asked.words.append(match[0])
            return " "

        return " ".join(part if self._is_named(part) and len(part) > 3 else self._region.sub(take, part) for part in word.split())

    def _read_part(self, part: str, asked: Asked) -> None:
        if self._is_named(part) and part not in _HINT_OF and part not in _STATUS_OF:
            asked.subjects.append(part)
            asked.words.append(part)
            return
        found = [one for one in scan(part) if one.kind in {CLAIM, "bare"} and re.search("[0-9]", part[one.start : one.end])]
        for one in found:
            values = one.value if isinstance(one.value, tuple) else (one.value,)
            asked.figures += [Figure(abs(value), one.unit) for value in values]
            asked.words.append(part[one.start : one.end])
        for one in reversed(found):
            part = f"{part[: one.start]} {part[one.end :]}"
        for left in part.split():
            self._read_measured(left, asked)

    def _read_measured(self, part: str, asked: Asked) -> None:
        asked.measures.update(_HINT_OF[one] for one in _HINT.findall(part))
        statuses = _STATUS.findall(part)
        asked.statuses.update(_STATUS_OF[one] for one in statuses)
        asked.words += statuses
        rest = _EMPTY.sub(" ", _STATUS.sub(" ", _HINT.sub(" ", part))) if not self._is_named(part) else ""
        for subject in rest.split():
            if len(plain(subject)) > 1:
                asked.subjects.append(subject)
                asked.words.append(subject)


def _spans_joined(question: str) -> str:
    """*question* with no spaces inside a span of years: ``2013 – 2025`` is one word."""
    return re.sub(r"(?<=[0-9年])\s*(-|–|—|~|～|至|到)\s*(?=[0-9]{4})", r"\1", question)


def _part_of(year: int, match: re.Match[str]) -> tuple[date, date] | None:
    """The half, quarter or months of *year* that *match* names."""
    if match["half"]:
        text = f"{year}-H{1 if match['half'][0] == '上' else 2}"
    elif match["quarter"]:
        text = f"{year}-Q{'一二三四'.find(match['quarter']) + 1 or match['quarter']}"
    else:
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if not 1 <= first <= last <= 12:
            return None
        text = f"{year}-{first if match['last'] or not match['end'] else 1:02}/{year}-{last:02}"
    period = Period.parse(text)
    return period.start, period.end


def _names_of_regions(catalogue: Catalogue) -> Mapping[str, dict[str, float]]:
    """Every name of a region, also the end of one that says what it is (高新区), with the regions that it may mean."""
    found: dict[str, dict[str, float]] = {}
    for key, region in catalogue.regions.items():
        for name in map(form, (region.name, *region.aliases)):
            found.setdefault(name, {})[key] = 1.0
    for key, region in catalogue.regions.items():
        ends = _KIND.search(form(region.name))
        if ends:
            # Of several, the one right below the home region is meant first.
            found.setdefault(ends[0], {})[key] = 0.9 if region.parent == catalogue.home else 0.6
    return found
