"""Texts with labelled figures, ``{6.4%|true}``, and how ``factcheck`` judges them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xtdata.reading.factcheck import CLOSE, MATCH, MISMATCH, UNKNOWN, Checker

TEXTS = Path(__file__).parent / "reading" / "factcheck_texts"
_MARK = re.compile(r"\{([^{}|]+)\|([a-z:]+)\}")
MISSED = "missed"


@dataclass(frozen=True)
class Judged:
    """One labelled figure and its verdict; ``missed`` where it was not read as a figure."""

    text_name: str
    label: str
    verdict: str
    around: str
    message: str

    @property
    def is_right(self) -> bool:
        """Whether the verdict is one that the label allows."""
        if self.label.startswith("wrong"):
            return self.verdict == MISMATCH
        return self.verdict in ({UNKNOWN, MISSED} if self.label == "unknown" else {MATCH, CLOSE})


def read_texts(part: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Name, options and marked text of every file of *part* (``seen``, ``unseen``)."""
    for file in sorted((TEXTS / part).glob("*.txt")):
        head, _, text = file.read_text(encoding="utf-8").partition("\n")
        yield file.stem, dict(option.split("=") for option in head.removeprefix("# ").split()), text


def judged(checker: Checker, name: str, options: dict[str, str], marked: str) -> Iterator[Judged]:
    """The verdict on every labelled figure of *marked*."""
    plain, labels, place = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[place : match.start()]
        labels.append((len(plain), len(plain) + len(match[1]), match[2]))
        plain, place = plain + match[1], match.end()
    plain += marked[place:]
    found = checker.check(plain, **options)
    for start, end, label in labels:
        one = next((one for one in found if one.start < end and start < one.end), None)
        around = plain[max(0, start - 24) : end + 4].replace("\n", "⏎")
        yield Judged(name, label, one.verdict if one else MISSED, around, one.message if one else "")
