"""Periods: ``2022``, ``2024-09``, ``2024-09-22``, ``2024-H1``, ``2023-Q1`` and spans such as ``2020-01/2020-11``."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_UNIT = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-9]{2}))?))?"
)
_QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, and the words it was given in.

    ``kind`` is ``year``, ``half``, ``quarter``, ``month``, ``day`` or ``span``.
    """

    text: str
    start: date
    end: date
    kind: str

    @staticmethod
    @lru_cache(maxsize=4096)
    def parse(text: str) -> Period:
        """Read a period as the data file writes it.

        >>> Period.parse("2020-01/2020-11").label
        '2020年1–11月'

        Raises ``ValueError``, in Chinese, where *text* is no period or ends before it starts.
        """
        first, slash, last = text.partition("/")
        if slash and not (first and last):
            raise ValueError(f"期间“{text}”缺了一端")
        start, end, kind = _parse_unit(first)
        if slash:
            last_start, end, _ = _parse_unit(last)
            if last_start < start:
                raise ValueError(f"期间“{text}”的终点早于起点")
            kind = "span"
        return Period(text, start, end, kind)

    @property
    def months(self) -> int:
        """How many calendar months the period touches."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def years(self) -> int:
        """How many calendar years the period touches."""
        return self.end.year - self.start.year + 1

    @property
    def whole_years(self) -> bool:
        """Whether the period runs from a 1 January to a 31 December."""
        return (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31)

    @property
    def is_full_year(self) -> bool:
        """Whether the period is one whole calendar year, however it was written."""
        return self.whole_years and self.years == 1

    @property
    def label(self) -> str:
        """The period in Chinese.

        >>> [Period.parse(p).label for p in ("2022", "2024-H1", "2023-Q1", "2021/2023", "2024-09-22")]
        ['2022年', '2024年上半年', '2023年一季度', '2021–2023年', '2024年9月22日']
        """
        first, slash, last = self.text.partition("/")
        if not slash or first == last:
            return _unit_label(first)
        if re.fullmatch(r"[0-9]{4}/[0-9]{4}", self.text):
            return f"{first}–{last}年"
        if self.start.year == self.end.year and len(first) == len(last) == 7 and first[5:].isdigit() and last[5:].isdigit():
            return f"{self.start.year}年{self.start.month}–{self.end.month}月"
        return f"{_unit_label(first)}至{_unit_label(last)}"

    @property
    def short_label(self) -> str:
        """The part of the label below the year (``1–11月``), or the whole label of a full year."""
        if self.start.year == self.end.year and not self.is_full_year:
            return self.label.removeprefix(f"{self.start.year}年")
        return self.label

    def overlaps(self, start: date, end: date) -> bool:
        """Whether the period shares a day with *start* to *end* (both included)."""
        return self.start <= end and start <= self.end


def _parse_unit(text: str) -> tuple[date, date, str]:
    match = _UNIT.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}”不是期间：可写 2022、2024-09、2024-09-22、2024-H1、2023-Q1 或 2020-01/2020-11")
    year = int(match["year"])
    if match["half"]:
        first = 6 * int(match["half"]) - 5
        return date(year, first, 1), _month_end(year, first + 5), "half"
    if match["quarter"]:
        first = 3 * int(match["quarter"]) - 2
        return date(year, first, 1), _month_end(year, first + 2), "quarter"
    if not match["month"]:
        return date(year, 1, 1), date(year, 12, 31), "year"
    month = int(match["month"])
    if not match["day"]:
        return date(year, month, 1), _month_end(year, month), "month"
    try:
        day = date(year, month, int(match["day"]))
    except ValueError:
        raise ValueError(f"没有“{text}”这一天") from None
    return day, day, "day"


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _unit_label(text: str) -> str:
    match = _UNIT.fullmatch(text)
    assert match
    year = f"{match['year']}年"
    if match["half"]:
        return year + ("上半年" if match["half"] == "1" else "下半年")
    if match["quarter"]:
        return f"{year}{_QUARTERS[int(match['quarter']) - 1]}季度"
    if not match["month"]:
        return year
    month = f"{year}{int(match['month'])}月"
    return f"{month}{int(match['day'])}日" if match["day"] else month
