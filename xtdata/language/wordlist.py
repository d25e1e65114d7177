"""Lists of words and of patterns as one pattern: the readers keep their words as lists, grouped by meaning, with an example."""

from __future__ import annotations

import re


def words(*groups: str) -> str:
    """A pattern for any of the plain words of *groups* (apart by spaces), the longest tried first.

    >>> words("开工 开工建设", "签约")
    '(?:开工建设|开工|签约)'
    """
    listed = dict.fromkeys(word for group in groups for word in group.split())
    return any_of(*map(re.escape, sorted(listed, key=len, reverse=True)))


def any_of(*patterns: str) -> str:
    """A pattern for any of *patterns*, tried in their order.

    >>> any_of("已有?", words("共有 共"))
    '(?:已有?|(?:共有|共))'
    """
    return f"(?:{'|'.join(patterns)})"
