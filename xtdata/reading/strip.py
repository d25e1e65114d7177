"""Taking words off the beginning or the end of a phrase, as many as there are."""

from __future__ import annotations

import re
from collections.abc import Iterable


class Head:
    """Words that may be taken off the beginning; each is a pattern.

    >>> Head(["全年", "共"]).strip("全年共新增企业")
    '新增企业'
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._pattern = re.compile(f"(?:{'|'.join(words)})+")

    def strip(self, phrase: str) -> str:
        match = self._pattern.match(phrase)
        return phrase[match.end() :] if match else phrase


class Tail:
    """Words that may be taken off the end; each is plain text. The longest is tried first.

    >>> Tail(["增长", "同比"]).strip("投资同比增长")
    '投资'
    """

    def __init__(self, words: Iterable[str]) -> None:
        reverse = sorted((re.escape(word[::-1]) for word in words), key=len, reverse=True)
        self._pattern = re.compile(f"(?:{'|'.join(reverse)})+")

    def strip(self, phrase: str) -> str:
        match = self._pattern.match(phrase[::-1])
        return phrase[: len(phrase) - match.end()] if match else phrase
