"""Subjects and figures that run in parallel: A、B、C分别增长5.1%、5.9%、6.1%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xtdata.language.term import METRIC
from xtdata.reading.clauses import Claim
from xtdata.reading.words import RELATIONAL

_LISTED = re.compile(r"(?:[、,，和与及]|以及)")
_LONGEST_LIST = 40
# How far before a list of figures the years may stand that share it: a sentence can be as long as a text.
_REACH = 200
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_YEARS = re.compile(
    "(?<![0-9])(?:19|20)[0-9]{2}年?(?:(?P<to>[至到~—–-]{1,2})(?:19|20)[0-9]{2}年|(?:(?:[、,和]|以及)(?:19|20)[0-9]{2}年?){1,20}(?<=年))"
)
_SOFT = re.compile(r"以及|[和与及]")


def run_lengths(text: str, claims: Sequence[Claim]) -> list[int]:
    """For each claim, how many from it on stand in one list, with nothing but 、 or 和 between them."""
    lengths = [1] * len(claims)
    for index in range(len(claims) - 2, -1, -1):
        if _is_listed(text, claims[index], claims[index + 1]):
            lengths[index] = min(_LONGEST_LIST, lengths[index + 1] + 1)
    return lengths


def _is_listed(text: str, this: Claim, after: Claim) -> bool:
    """Whether *after* follows *this* in a list, in the same unit or in one that ends alike (万元, 亿元)."""
    alike = this.quantity.unit[-1:] == after.quantity.unit[-1:]
    return alike and after.start - this.end <= 2 and bool(_LISTED.fullmatch(text, this.end, after.start))


def run_starts(lengths: Sequence[int]) -> list[int]:
    """For each claim, the first one of the list that it stands in, of the *lengths* that ``run_lengths`` gives.

    >>> run_starts([1, 3, 2, 1, 1])
    [0, 1, 1, 1, 4]
    """
    starts: list[int] = []
    for index in range(len(lengths)):
        first = starts[-1] if starts else 0
        starts.append(first if starts and index < first + lengths[first] else index)
    return starts


def listed_years(text: str, start: int, stop: int) -> list[int]:
    """The years that ``text[start:stop]`` lists last, near its end, for figures told 分别: 2019年至2021年, 2019、2020、2021年; else none.

    >>> listed_years("2019年至2021年,投资分别增长", 0, 19), listed_years("2020、2022年投资增长", 0, 12)
    ([2019, 2020, 2021], [])
    """
    found = list(_YEARS.finditer(text, max(start, stop - _REACH), stop))
    if not found or "分别" not in text[found[-1].end() : stop]:
        return []
    years = [int(year) for year in _YEAR.findall(found[-1].group())]
    if found[-1]["to"]:
        return list(range(years[0], years[1] + 1))
    return years


def split_subjects(subject: str, count: int) -> list[str] | None:
    """The *count* subjects that *subject* lists, each made whole; ``None`` where it does not list so many.

    >>> split_subjects("城镇和农村居民人均可支配收入", 2)
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> split_subjects("旅游接待总人次和总收入", 2)
    ['旅游接待总人次', '旅游接待总收入']
    """
    if pair := _inner_pair(subject, count):
        return pair
    parts = [part for part in subject.split("、") if part]
    if len(parts) != count:
        parts = _split_further(parts, count)
    if len(parts) != count:
        return None
    return _with_shared_head(_with_shared_tail(parts))


def _split_further(parts: list[str], count: int) -> list[str]:
    """Split at 和, 与, 及 from the end, as long as parts are missing."""
    done = list(parts)
    for index in range(len(parts) - 1, -1, -1):
        while len(done) < count and (match := _SOFT.search(done[index])) and match.start() and match.end() < len(done[index]):
            done[index : index + 1] = [done[index][: match.start()], done[index][match.end() :]]
    return done


_PAIRS = (
    ("存、贷款", "存款", "贷款"),
    ("进、出口", "进口", "出口"),
    ("存贷款", "存款", "贷款"),
    ("进出口", "进口", "出口"),
    ("城乡居民", "城镇居民", "农村居民"),
    ("国省考", "国考", "省考"),
    ("供排水", "供水", "排水"),
)


def _inner_pair(subject: str, count: int) -> list[str] | None:
    for word, first, second in _PAIRS:
        if count == 2 and word in subject:
            return [subject.replace(word, first), subject.replace(word, second)]
    return None


def _with_shared_tail(parts: list[str]) -> list[str]:
    """Give every part what only the last one prints: 海上游、入境游人数."""
    last = parts[-1]
    measure = METRIC.search(last, 1)
    if not measure:
        return parts
    return [part if _measures(part) else part + _tail_for(part, last, measure.start()) for part in parts[:-1]] + [last]


def _measures(part: str) -> bool:
    return bool(METRIC.search(part, 1) or RELATIONAL.fullmatch(part))


def _tail_for(part: str, last: str, measure: int) -> str:
    """From where *last* goes on like *part* (国考、省考断面水质优比例), else from its measure."""
    if len(part) <= 3:
        alike = last.find(part[-1], 0, measure)
        if alike > 0:
            return last[alike + 1 :]
    return last[measure:]


def _with_shared_head(parts: list[str]) -> list[str]:
    """Give bare measures what only the first part prints: 接待总人次和总收入; 厂房开工、建成."""
    first = parts[0]
    whole = [first]
    for part in parts[1:]:
        bare = RELATIONAL.fullmatch(part) or part in {"建成", "开工", "竣工", "投产", "签约"} or (len(part) <= 3 and METRIC.fullmatch(part))
        measure = list(METRIC.finditer(first))
        head = first[: measure[-1].start()] if measure else re.sub(r"(?:新?开工|建成|签约|竣工|投产)$", "", first)
        whole.append(head + part if bare and head else part)
    return whole
