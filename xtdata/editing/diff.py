"""Two versions of a text compared line by line, and two people's changes brought together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison: ``kind`` is ``same``, ``old``, ``new`` or ``gap``; numbers are 1-based, 0 where there is none."""

    kind: str
    text: str = ""
    old: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True)
class LinePair:
    """Two lines beside each other."""

    left: Line
    right: Line


def unified(old: str, new: str) -> list[Line]:
    """What changes from *old* to *new*, with a few lines around it.

    >>> [(line.kind, line.text) for line in unified("甲\\n乙\\n", "甲\\n丙\\n")]
    [('same', '甲'), ('old', '乙'), ('new', '丙')]
    """
    return [line for group in _groups(old, new) for line in group]


def _groups(old: str, new: str) -> Iterator[list[Line]]:
    before, after = old.splitlines(), new.splitlines()
    for number, group in enumerate(_matcher(before, after).get_grouped_opcodes(CONTEXT)):
        lines = [Line("gap")] if number else []
        for tag, a, b, c, d in group:
            if tag == "equal":
                lines += [Line("same", before[a + i], a + i + 1, c + i + 1) for i in range(b - a)]
            else:
                lines += [Line("old", before[i], old=i + 1) for i in range(a, b)]
                lines += [Line("new", after[i], new=i + 1) for i in range(c, d)]
        yield lines


def beside(left: str, right: str) -> list[LinePair]:
    """Where *left* and *right* differ, side by side, with a few lines around it."""
    before, after = left.splitlines(), right.splitlines()
    pairs: list[LinePair] = []
    for number, group in enumerate(_matcher(before, after).get_grouped_opcodes(CONTEXT)):
        pairs += [LinePair(Line("gap"), Line("gap"))] if number else []
        for tag, a, b, c, d in group:
            kinds = ("same", "same") if tag == "equal" else ("old", "new")
            for i in range(max(b - a, d - c)):
                one = Line(kinds[0], before[a + i], a + i + 1) if a + i < b else Line("none")
                other = Line(kinds[1], after[c + i], new=c + i + 1) if c + i < d else Line("none")
                pairs.append(LinePair(one, other))
    return pairs


def _matcher(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    # Without autojunk a long file of alike lines would take minutes; with it, the lines that repeat only align less well.
    return SequenceMatcher(None, before, after)


def merged(base: str, mine: str, theirs: str) -> str | None:
    """*theirs* with the changes from *base* to *mine*; ``None`` where both changed the same or neighbouring lines.

    >>> merged("a\\nb\\nc\\nd\\n", "A\\nb\\nc\\nd\\n", "a\\nb\\nc\\nD\\n")
    'A\\nb\\nc\\nD\\n'
    >>> merged("a\\n", "b\\n", "c\\n") is None
    True
    """
    lines = base.splitlines(keepends=True)
    changes = [*_changes(lines, mine), *(one for one in _changes(lines, theirs) if one not in set(_changes(lines, mine)))]
    changes.sort(key=lambda change: change[:2])
    for (_, end, _), (start, _, _) in pairwise(changes):
        if start <= end:
            return None
    for start, end, text in reversed(changes):
        lines[start:end] = [text]
    return "".join(lines)


def _changes(base: Sequence[str], other: str) -> list[tuple[int, int, str]]:
    """Which lines of *base* become which text."""
    lines = other.splitlines(keepends=True)
    codes = _matcher(base, lines).get_opcodes()
    return [(a, b, "".join(lines[c:d])) for tag, a, b, c, d in codes if tag != "equal"]
