"""What a text says of itself at its head: its title, the day on which it was given, the place that it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from xtdata.reading.layout import read_layout
from xtdata.reading.origin import HEAD, named_place, number_of
from xtdata.reading.places import place_at_head

_LONGEST_TITLE = 80
_AFTER_TITLE = re.compile(r" ?(?:—|--|[(（](?=[^()（）]*[年日])).*", re.DOTALL)
_NUMERALS = "〇零○Ο一二三四五六七八九十"
_DAY = re.compile(
    rf"(?P<year>20[0-9]{{2}}|[二][{_NUMERALS}]{{3}})年(?P<month>[0-9]{{1,2}}|[{_NUMERALS}]{{1,3}})月(?P<day>[0-9]{{1,2}}|[{_NUMERALS}]{{1,3}})日"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """Title, day (``2021-01-18``) and place (娄底市) of a text, each empty where its head does not say."""

    title: str = ""
    date: str = ""
    place: str = ""


def read_heading(text: str) -> Heading:
    """What the title and the first lines of *text* say.

    >>> read_heading("娄底市2021年政府工作报告 ——2021年1月18日在娄底市第五届人民代表大会上\\n\\n各位代表：")
    Heading(title='娄底市2021年政府工作报告', date='2021-01-18', place='娄底市')
    """
    layout = read_layout(text)
    head = layout.front_title + "\n" + layout.text[:HEAD]
    first = next((block for block in layout.blocks), None)
    title = layout.front_title or (_first_line(text, layout.folded.passage(first.start, first.end).start) if first else "")
    title = _AFTER_TITLE.sub("", " ".join(title.split()))[:_LONGEST_TITLE]
    return Heading(title, _printed_day(head), named_place(head) or place_at_head(title))


def _first_line(text: str, start: int) -> str:
    return text[start:].partition("\n")[0].strip("\ufeff \t\r\u3000#*")


def _printed_day(head: str) -> str:
    for match in _DAY.finditer(head):
        year, month, day = (number_of(match[name]) for name in ("year", "month", "day"))
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return ""
