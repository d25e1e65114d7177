"""Time words in a text, and the periods that they mean: 今年, 前三季度, 1-11月, 目前, 过去五年, “十三五”时期."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from xtdata.language.numerals import chinese_number
from xtdata.language.wordlist import any_of

_DIGIT = "[一二两三四五六七八九十]{1,3}"
_BASE = r"(?P<year>20[0-9][0-9])(?:年(?!版)|(?=[-—–~至到]20[0-9][0-9]年))|(?P<word>今年|本年度?|去年|上年|明年|前年)"
_SPANNED_MONTHS = r"(?P<m1>1?[0-9])月?(?:份)?[-—–~－至到]+(?P<m2>1?[0-9])月(?![0-9])"
_PART = any_of(
    "(?P<half>[上下]半年)",  # 上半年
    "(?P<quarters>前)?(?P<quarter>[一二三四1-4])个?季度(?P<qend>末)?",  # 前三季度, 三季度末
    rf"前(?P<months>[0-9]{{1,2}}|{_DIGIT})个月",  # 前11个月
    _SPANNED_MONTHS,  # 1-11月
    "(?P<month>1?[0-9])月(?:份)?(?P<mend>底|末)?(?:(?P<day>[1-3]?[0-9])日)?",  # 9月, 9月底, 9月30日
)
_YEARS = (
    # 过去五年, 近3年来, 五年累计; of a bare 五年 only where something grows in it
    "(?P<lead>过去的?|近|这|前|最近|今后|未来|历时|用)?(?P<n>[两三四五六七八九十]|1?[0-9])年(?:多)?(?P<trail>[来间内]|以来|期间|累计|时间)?"
    "(?P<rate>(?=增长|提高|下降|分别|提升|增加|上升|减少|新增|翻))?"
)
# What a time word begins with, told at one glance: a long run of digits is no time word, nor is most of any text.
_MAY_BEGIN = "(?=[截至今本去上明前全目如眼现“十连下一二两三四五六七八九过近这最未历用]|(?:20)?[0-9]{1,2}(?![0-9]))"
_TIME = re.compile(
    _MAY_BEGIN
    + any_of(
        # 截至2024年9月底, 今年上半年, 2021-2023年, 去年底, 2020年以来, 2015年以前
        f"(?P<asof>截[至止]到?|至)?(?:{_BASE})"
        + any_of(
            "(?P<to>[-—–~至到/]+(?:20)?(?P<year2>[0-9][0-9])年)", "(?P<yend>底|末)", "(?P<since>以来|至今)", "(?P<past>以前|之前)", _PART
        )
        + "?",
        "(?P<whole>全年)",
        "(?P<now>(?<!截至)(?<!截止)目前|如今|眼下|现在)",
        # “十四五”时期, 十三五末
        "(?P<plan>“?十(?P<nth>[一二三四五六])五”?(?=规划|时期|期间|以来|发展|末|收官|五年|目标|主要|[，、。])"
        "(?:规划)?(?:时期|期间|以来|(?P<pend>末))?)",
        rf"(?P<run>连续(?P<k>{_DIGIT}|[0-9]{{1,3}})(?:个?年|(?P<in_months>个?月)))",  # 连续三年, 连续36个月
        f"(?P<bare>(?P<asof2>截[至止]到?)?{_PART.replace('P<', 'P<b_')})",  # 截至9月底, 上半年
        f"(?P<years>{_YEARS})",
    )
)
_COMPARED = re.compile(r"(?:比|较|与|同|由|从|自|超过|相比|高于|低于|于|相当于|继|以|原定|提前到?|推迟到?|追溯至|增长从|[超占]|较之)$")
_MULTIPLIED = re.compile(r"的?(?:[0-9.]+|[一二两三四五六七八九十]+)倍")


@dataclass(frozen=True, slots=True)
class Clock:
    """What words such as 今年, 过去五年 and 目前 count from; ``month``, of ``year``, only where 目前 means that month."""

    year: int | None
    reviewed: int | None
    month: int | None = None

    @property
    def is_within_year(self) -> bool:
        """Whether the text is news from the middle of a year, which looks back on no whole one."""
        return self.year is not None and self.month is not None and 2 < self.month < 12

    @property
    def default(self) -> int | None:
        """The year of what names no time; in the middle of a year nobody can tell."""
        return None if self.is_within_year else self.reviewed


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A time expression at ``start:end``, and its period.

    The period is empty where the words name one that nobody can tell. ``kind`` is ``year``, ``part`` (of a year), ``span`` (of
    years) or ``default`` (全年: whatever year the block is about). One that ``is_local`` holds in its clause only (连续两年增长);
    ``is_run`` marks 连续N年; ``is_base`` one that figures are measured from (比2015年).
    """

    start: int
    end: int
    period: str
    kind: str
    names_year: bool
    is_local: bool = False
    is_run: bool = False
    is_base: bool = False


def time_words(text: str, clock: Clock) -> Iterator[TimeWord]:
    """Every time expression of folded *text* that can govern a figure, in order; the base of a multiple (是2015年的3倍) cannot.

    >>> clock = Clock(2021, 2020)
    >>> [w.period for w in time_words("2020年前11个月增长;去年上半年;今年;过去五年;1-9月", clock)]
    ['2020-01/2020-11', '2020-H1', '2021', '2016/2020', '2021-01/2021-09']
    >>> [w.period for w in time_words("上半年;前三季度;今年以来;目前;全年", Clock(2024, 2023, 9))]
    ['2024-H1', '2024-01/2024-09', '2024-01/2024-09', '2024-09', '2024']
    """
    current = usual = clock.year if clock.is_within_year else clock.reviewed
    read = 0
    for match in _TIME.finditer(text):
        if clock.is_within_year and "\n" in text[read : match.start()]:
            current = usual
        read = match.end()
        word = _read(match, clock, current)
        if _MULTIPLIED.match(text, match.end()):
            continue
        if word and _COMPARED.search(text, max(0, match.start() - 3), match.start()):
            yield replace(word, is_base=True)
        elif word:
            if word.names_year:
                current = int(word.period[:4])
            yield word


def _read(match: re.Match[str], clock: Clock, current: int | None) -> TimeWord | None:
    if match["whole"]:
        return _word(match, str(clock.year), "year") if clock.is_within_year else _word(match, "", "default")
    if match["now"]:
        return _word(match, f"{clock.year}-{clock.month:02d}", "part", True) if clock.year and clock.month else None
    if match["plan"]:
        return _plan(match)
    if match["years"]:
        return _several_years(match, clock)
    if match["run"]:
        last = clock.reviewed
        count = _number(match["k"])
        if match["in_months"]:
            return TimeWord(match.start(), match.end(), _last_months(clock, count), "span", False, is_local=True, is_run=True)
        if not last or not 1 < count < 30:
            return None
        return TimeWord(match.start(), match.end(), f"{last - count + 1}/{last}", "span", False, is_local=True, is_run=True)
    if match["bare"]:
        part = _part(match, current, "b_") if current else None
        return _word(match, part, "part") if part else None
    year = int(match["year"]) if match["year"] else _named_year(match["word"], clock)
    return _dated(match, year, clock) if year else None


def _dated(match: re.Match[str], year: int, clock: Clock) -> TimeWord | None:
    if match["since"]:
        if year == clock.year and clock.month:
            return _word(match, _so_far(year, clock.month), "part", True)
        return _word(match, f"{year}/{clock.reviewed}", "span") if clock.reviewed and year < clock.reviewed else None
    if match["past"]:
        return None
    if match["to"]:
        return _word(match, f"{year}/{year // 100}{match['year2']}", "span")
    part = _part(match, year, "")
    return _word(match, part, "part", True) if part else _word(match, str(year), "year", True)


def _plan(match: re.Match[str]) -> TimeWord:
    first = 2001 + 5 * _number(match["nth"])
    return _word(match, str(first + 4) if match["pend"] else f"{first}/{first + 4}", "span")


def _several_years(match: re.Match[str], clock: Clock) -> TimeWord | None:
    count = _number(match["n"])
    lead, trail = match["lead"], match["trail"]
    if clock.reviewed is None or not 2 <= count <= 20 or not (lead or trail or match["rate"] is not None):
        return None
    if lead in {"今后", "未来"}:
        return _word(match, f"{clock.reviewed + 1}/{clock.reviewed + count}", "span")
    if lead in {"历时", "用"} or (lead == "前" and not trail):
        return None
    # News from the middle of a year looks back on whole years: 近三年 of October 2024 ends with 2023.
    last = clock.year - 1 if clock.year and clock.is_within_year and lead else clock.reviewed
    return TimeWord(
        match.start(), match.end(), f"{last - count + 1}/{last}", "span", False, is_local=not lead and match["trail"] in {None, "累计"}
    )


def _named_year(word: str, clock: Clock) -> int | None:
    if clock.year is None:
        return None
    return clock.year + {"今": 0, "本": 0, "去": -1, "上": -1, "明": 1, "前": -2}[word[0]]


def _part(match: re.Match[str], year: int, prefix: str) -> str | None:
    """The period within *year* that the groups of *match* name."""
    if half := match[prefix + "half"]:
        return f"{year}-H{1 if half[0] == '上' else 2}"
    if quarter := match[prefix + "quarter"]:
        return _quarter(year, _number(quarter), bool(match[prefix + "quarters"]), bool(match[prefix + "qend"]))
    if months := match[prefix + "months"]:
        return _months(year, 1, _number(months))
    if match[prefix + "m1"]:
        return _months(year, int(match[prefix + "m1"]), int(match[prefix + "m2"]))
    if not match[prefix + "month"]:
        return None
    month, asof = int(match[prefix + "month"]), match["asof2" if prefix else "asof"]
    if not 1 <= month <= 12:
        return None
    if match[prefix + "day"] and not asof:
        return None
    ends = bool(asof or match[prefix + "mend"])
    return _so_far(year, month) if ends else f"{year}-{month:02d}"


def _quarter(year: int, quarter: int, first_ones: bool, end: bool) -> str:
    if first_ones:
        return f"{year}-01/{year}-{3 * quarter:02d}"
    return f"{year}-{3 * quarter:02d}" if end else f"{year}-Q{quarter}"


def _last_months(clock: Clock, count: int) -> str:
    """The last *count* months of the year under review; empty where nobody can tell when they ended."""
    if clock.reviewed is None or clock.is_within_year or not 1 < count <= 240:
        return ""
    first = 12 * clock.reviewed + 12 - count
    return f"{first // 12}-{first % 12 + 1:02d}/{clock.reviewed}-12"


def _months(year: int, first: int, last: int) -> str | None:
    return f"{year}-{first:02d}/{year}-{last:02d}" if 1 <= first < last <= 12 else None


def _so_far(year: int, month: int) -> str:
    """From January of *year* to *month*."""
    return str(year) if month == 12 else _months(year, 1, month) or f"{year}-01"


def _number(text: str) -> int:
    return int(text) if text[0] in "0123456789" else int(chinese_number(text))


def _word(match: re.Match[str], period: str, kind: str, names_year: bool = False) -> TimeWord:
    return TimeWord(match.start(), match.end(), period, kind, names_year)
