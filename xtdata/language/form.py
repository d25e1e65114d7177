"""The form in which texts and words are compared: folded, simplified characters, small Latin letters."""

from __future__ import annotations

from xtdata.language.text import fold
from xtdata.language.variants import simplified

_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def form(text: str) -> str:
    """*text* as it is searched.

    >>> form("完成 ＧＤＰ\\n２５５億元")
    '完成gdp255亿元'
    """
    return searched(fold(text))


def searched(folded: str) -> str:
    """A *folded* text as it is searched, character for character: offsets hold for both."""
    found = simplified(folded).translate(_SMALL)
    return folded if found == folded else found
