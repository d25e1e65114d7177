"""核数: every figure of a text, judged against the data."""

from __future__ import annotations

from xtdata.reading.factcheck.checking import MOST_CHARACTERS, Checker, Checkers, factcheck
from xtdata.reading.factcheck.finding import CLOSE, MATCH, MISMATCH, UNKNOWN, VERDICTS, Finding, by_verdict, report_lines, summary

__all__ = [
    "CLOSE",
    "MATCH",
    "MISMATCH",
    "MOST_CHARACTERS",
    "UNKNOWN",
    "VERDICTS",
    "Checker",
    "Checkers",
    "Finding",
    "by_verdict",
    "factcheck",
    "report_lines",
    "summary",
]
