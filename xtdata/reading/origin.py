"""Where and when a text was given: its own place, and the date from which 今年 and 去年 count."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from xtdata.language.numerals import chinese_number
from xtdata.reading.layout import Layout
from xtdata.reading.places import place_at_tail, places_in
from xtdata.reading.when import Clock

HEAD = 700
"""How many folded characters count as the head of a text."""
_DATE = re.compile(r"(20[0-9][0-9])[年./-](?:([0-9]{1,2})(?:[月./-]([0-9]{1,2}))?)?")
_CHINESE_DATE = re.compile(r"([二〇零○Ο一三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月)?")
_PLACE = re.compile(
    r"([一-鿿]{2,9}?(?:省|自治区|自治州|[市县区旗]))(?=第[一二三四五六七八九十]+届人|人民政府|(?:20[0-9]{2}年)?政府工作报告|(?:20[0-9]{2}年)?国民经济和社会发展|人大)"
)
_REVIEWED = re.compile(r"(?:^|\n)[^\n]{0,24}?(20[0-9][0-9])年[^\n。]{0,16}(?:回顾|的政府工作|主要工作)[^\n。]{0,12}(?=\n)")
_LAST_MONTH_OF_REVIEW = 9
_REPORT = re.compile("工作报告|代表大会|报告工作")


@dataclass(frozen=True, slots=True)
class Origin:
    """The place that a text is about, and the years that it counts from; ``None`` where nobody says.

    ``year`` is that of 今年; ``reviewed`` is the year that the text looks back on. ``month`` is that of 目前 in a text that is
    no report: in a report 目前 means the end of the year under review.
    """

    region: str | None
    year: int | None
    reviewed: int | None
    month: int | None = None

    @property
    def clock(self) -> Clock:
        """What the time words of the text count from."""
        return Clock(self.year, self.reviewed, self.month)


def find_origin(layout: Layout, region: str | None, date: str | None) -> Origin:
    """The origin of a text: what the caller says of it, else what its title and first lines say.

    Raises ``ValueError`` where *date* does not begin with a year.
    """
    head = layout.front_title + "\n" + layout.text[:HEAD]
    year, month = _given_date(date) if date else _printed_date(head)
    # Given in January a report reviews the year before, given in December the same.
    reviewed = None if year is None else year - 1 if (month or 1) <= _LAST_MONTH_OF_REVIEW else year
    if heading := _REVIEWED.search(layout.text[:HEAD]):
        reviewed = int(heading[1])
        year = year if year in {reviewed, reviewed + 1} and month else reviewed + 1
        month = None
    return Origin(region or _printed_place(head, layout), year, reviewed, None if _REPORT.search(head) else month)


def _given_date(date: str) -> tuple[int, int | None]:
    match = re.match(r"\s*((?:19|20)[0-9][0-9])(?:[年/.-]0?([0-9]{1,2})(?![0-9]))?", date)
    if not match:
        raise ValueError(f"日期“{date}”须以年份开头，例如 2025 或 2025-01-15")
    month = int(match[2]) if match[2] else None
    return int(match[1]), month if month and month <= 12 else None


def _printed_date(head: str) -> tuple[int | None, int | None]:
    dates = [(int(m[1]), int(m[2]) if m[2] else None) for m in _DATE.finditer(head)]
    dates += [date for m in _CHINESE_DATE.finditer(head) if (date := _chinese_date(m))]
    for year, month in dates:
        if month and month <= 12:
            return year, month
    return dates[0] if dates else (None, None)


def _chinese_date(match: re.Match[str]) -> tuple[int, int | None] | None:
    year = number_of(match[1])
    return (year, number_of(match[2]) if match[2] else None) if 1980 < year < 2100 else None


def number_of(printed: str) -> int:
    """A year, month or day as it is printed: ``2021``, ``二○二一``, ``十二``."""
    return int(printed) if printed.isascii() else int(chinese_number(printed.replace("○", "〇").replace("Ο", "〇")))


def named_place(head: str) -> str:
    """The place whose assembly, government or report the *head* of a text names; empty where it names none."""
    return next((place for match in _PLACE.finditer(head) if (place := place_at_tail(match[1]))), "")


def _printed_place(head: str, layout: Layout) -> str | None:
    if place := named_place(head):
        return place
    named = Counter(places_in(head[:200] + head + layout.text[:20000]))
    return named.most_common(1)[0][0] if named else None
