"""The layout of a text as received: which lines belong together, which are headings, what is no text at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from xtdata.language.text import Folded
from xtdata.language.variants import simplified

_NO_TEXT = re.compile(r"\A﻿?---[ \t]*\r?\n.*?\r?\n---[ \t]*(?:\r?\n|\Z)|[*#]+|\[[0-9]{1,3}\]", re.S)
# The figures of two cells of a table are no one number.
_CELLS = re.compile(r"(?<=[0-9%])\t(?=[0-9])")
_FRONT_TITLE = re.compile(r"^title:[ \t]*(.+)$", re.M)
_ENDS = re.compile(r"[。！？!?；;：:…”’」』》）)]$")
_HEADING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[)）、．.]|第[一二三四五六七八九十]+(?:部分|章)|[0-9]{1,2}[、．.](?![0-9])|——|──|●|■)"
)
_LONGEST_END = 20
_WRAPPED_BELOW = 70
_AFTER_DIGITS = ".．%％万亿千百个元"
_NARROWEST = 16
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading: ``text[start:end]`` of the folded text."""

    start: int
    end: int
    text: str
    is_heading: bool


@dataclass(frozen=True)
class Layout:
    """A text in simplified characters beside its folded form, in which ``\\n`` stands between blocks and nowhere else."""

    folded: Folded
    blocks: tuple[Block, ...]
    front_title: str

    @property
    def text(self) -> str:
        return self.folded.text


def read_layout(raw: str) -> Layout:
    """The blocks of *raw*, in order. Offsets in the folded text lead back to *raw* by ``folded.passage``.

    >>> [block.text for block in read_layout("---\\ntitle: 甲\\n---\\n一、回顾\\n\\n投资**增长**\\n８％。").blocks]
    ['一、回顾', '投资增长', '8%。']
    """
    raw = _CELLS.sub("，", simplified(raw))
    front = raw[:2000] if raw.lstrip("\ufeff").startswith("---") else ""
    title = _FRONT_TITLE.search(front)
    folded = Folded(_join_lines(_NO_TEXT.sub(_blank, _without_comments(raw))), keep="，\n")
    return Layout(folded, tuple(_blocks(folded.text)), title.group(1).strip() if title else "")


def _without_comments(text: str) -> str:
    parts, place = [], 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[place:start], re.sub(r"[^\n]", " ", text[start : end + 3])]
        place = end + 3
    return "".join(parts) + text[place:]


def _blank(match: re.Match[str]) -> str:
    """As many spaces: offsets stay what they are."""
    return re.sub(r"[^\n]", " ", match.group())


def _join_lines(text: str) -> str:
    """Turn every line break inside a sentence into a space."""
    lines = text.split("\n")
    filled = [index for index, line in enumerate(lines) if line.strip()]
    if not filled or median(len(lines[index].strip()) for index in filled) >= _WRAPPED_BELOW:
        return text
    breaks = ["\n"] * len(lines)
    for index, following in pairwise(filled):
        if _runs_on(lines[index].strip(), lines[following].strip()):
            breaks[index:following] = [" "] * (following - index)
    return "".join(line + end for line, end in zip(lines, breaks, strict=True))[: len(text)]


def _runs_on(line: str, following: str) -> bool:
    """Whether the sentence of *line* goes on in the next: both as wide as a column, or the next its last and shorter line."""
    if _ENDS.search(line[-_LONGEST_END:]) or _HEADING.match(line) or _HEADING.match(following):
        return False
    if line[-1].isdecimal() and (following[0].isdecimal() or following[0] in _AFTER_DIGITS):
        return True
    if line[-1] in "，,、" or following[0] in "，,、。；%":
        return True
    width, next_width = _width(line), _width(following)
    return width >= _NARROWEST and (abs(width - next_width) <= 6 or (next_width < width and bool(_ENDS.search(following[-_LONGEST_END:]))))


def _width(line: str) -> int:
    return sum(1 if character.isascii() else 2 for character in line)


def _blocks(text: str) -> list[Block]:
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(start, start + len(line), line, _is_heading(line)))
        start += len(line) + 1
    return blocks


def _is_heading(line: str) -> bool:
    return len(line) < _LONGEST_HEADING and not re.search(r"[。！？;]$", line) and (len(line) < 30 or bool(_HEADING.match(line)))
