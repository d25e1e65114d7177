"""Printed ranks: 排名第4, 列全国第2名, 居全省首位. A rank is no claim of a text; only what is curated as a rank is compared with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xtdata.language.numerals import chinese_number
from xtdata.language.quantity import Quantity

_NUMBER = r"(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,5})"
# What follows an ordinal that ranks nothing: 第2批, 第一个, 第三次.
_THING = r"(?![0-9一二三四五六七八九十百个批次届期轮条项款章节版者种类方阵季天年月步])"
_RANK = re.compile(
    rf"第(?P<places>{_NUMBER}(?:[、和]第?{_NUMBER})*){_THING}(?P<unit>[位名])?"  # 第4, 第69位, 第4、6、5位
    rf"|(?<![之当目提])前(?P<within>{_NUMBER})(?P<of>[位名])"  # 前五位
    r"|(?P<first>首位|榜首|第一名)"
)
_PLACE = re.compile(rf"第?(?P<number>{_NUMBER})")


def ranks(text: str) -> Iterator[Quantity]:
    """The ranks that the folded *text* prints, from left to right; the unit is 位 unless 名 stands there.

    A list is as many ranks as it names, a place among the first N is at most N.

    >>> [(int(one.value), one.unit, one.qualifier) for one in ranks("分别居全省第4、6、5位,进入前十名,居首位")]
    [(4, '位', 'exact'), (6, '位', 'exact'), (5, '位', 'exact'), (10, '名', 'at_most'), (1, '位', 'exact')]
    """
    for match in _RANK.finditer(text):
        if match["first"]:
            yield _rank(*match.span(), 1, "位")
        elif match["within"]:
            yield _rank(*match.span(), _value(match["within"]), match["of"], "at_most")
        else:
            places = list(_PLACE.finditer(text, match.start(), match.end("places")))
            for place in places:
                end = match.end() if place is places[-1] else place.end()
                yield _rank(place.start(), end, _value(place["number"]), match["unit"] or "位")


def _rank(start: int, end: int, value: int, unit: str, qualifier: str = "exact") -> Quantity:
    return Quantity(start, end, Decimal(value), unit, qualifier, "rank", (start, end))


def _value(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else int(chinese_number(numeral))
