"""What an address asks of the search: words, how many hits, and the place that a hit leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from xtdata.language.text import Passage
from xtdata.search.asking import LONGEST
from xtdata.search.search import LIMIT, MOST

_NAMES = ("q", "limit")
_SHOWN = 40
_PLACE = re.compile("([0-9]{1,9})-([0-9]{1,9})")


class BadRequest(ValueError):
    """An address that asks for what cannot be honoured; the message says so in Chinese."""


@dataclass(frozen=True)
class Question:
    """Words to search for, and how many hits to give at most."""

    words: str
    limit: int


def asked(parameters: QueryParams) -> Question:
    """The question in *parameters*. Raises ``BadRequest``."""
    for name in parameters:
        if name not in _NAMES:
            raise BadRequest(f"没有“{name[:_SHOWN]}”这个参数，可写 q（要找的词）和 limit（最多几条）")
        if len(parameters.getlist(name)) > 1:
            raise BadRequest(f"{name}：只能写一次")
    words, limit = parameters.get("q", ""), parameters.get("limit", str(LIMIT))
    if not words.strip():
        raise BadRequest("q：请写要找的词，如 q=固投 2024")
    if len(words) > LONGEST:
        raise BadRequest(f"q：最多 {LONGEST} 个字，这里有 {len(words)} 个")
    if not (limit.isascii() and limit.isdigit() and len(limit) < 4 and 1 <= int(limit) <= MOST):
        raise BadRequest(f"limit：“{limit[:_SHOWN]}”看不懂，写 1 到 {MOST} 的整数")
    return Question(words, int(limit))


def passage(place: str) -> Passage | None:
    """The passage that *place* names (``120-135``); ``None`` where it names none.

    >>> passage("120-135"), passage("135-120"), passage("x")
    (Passage(start=120, end=135), None, None)
    """
    match = _PLACE.fullmatch(place)
    start, end = (int(match[1]), int(match[2])) if match else (0, 0)
    return Passage(start, end) if start < end else None
