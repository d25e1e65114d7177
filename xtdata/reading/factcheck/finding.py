"""A finding: what the data say of one figure of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

MATCH, CLOSE, MISMATCH, UNKNOWN = "match", "close", "mismatch", "unknown"
VERDICTS = {MISMATCH: "不符", CLOSE: "近似", MATCH: "相符", UNKNOWN: "库中没有"}
"""The verdicts with their Chinese names, in the order in which a reader wants to see them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure of a text, ``start:end``, and its verdict.

    ``ids`` are the observations that it was judged by, ``expected`` what they say in words (empty where there are none), ``message``
    one Chinese sentence.
    """

    start: int
    end: int
    text: str
    verdict: str
    message: str
    ids: tuple[str, ...] = ()
    expected: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The finding as the command line and the HTTP API write it."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "verdict": self.verdict,
            "ids": list(self.ids),
            "expected": self.expected,
            "message": self.message,
        }


def by_verdict(findings: Iterable[Finding]) -> list[Finding]:
    """*findings* with those first that do not agree with the data, each verdict in the order of the text."""
    order = list(VERDICTS)
    return sorted(findings, key=lambda one: (order.index(one.verdict), one.start))


def report_lines(findings: list[Finding], place_of: Callable[[int], str]) -> list[str]:
    """The findings as lines to read, the mismatches first; *place_of* names the place of an offset in the text (第3行)."""
    told = [f"{VERDICTS[one.verdict]}  {place_of(one.start)}  {one.text}：{one.message}" for one in by_verdict(findings)]
    return [*told, summary(findings)]


def summary(findings: Iterable[Finding]) -> str:
    """How many figures were judged and with what result: ``核了 12 个数：不符 1，近似 2，相符 8，库中没有 1``."""
    counts = Counter(one.verdict for one in findings)
    if not counts:
        return "文中没有可核的数"
    told = "，".join(f"{name} {counts[verdict]}" for verdict, name in VERDICTS.items())
    return f"核了 {counts.total()} 个数：{told}"
