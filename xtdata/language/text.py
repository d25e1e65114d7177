"""Source texts: one normalisation with an offset map, and finding a quote in it, exactly or not at all.

Both the source and the quote are folded per code point: NFKC, with white space and format characters
dropped, so that line breaks inside a word and full-width digits do not matter. Code points whose fold
would put digits beside a figure (superscripts, circled digits, fractions, ㎡) stay as they are.
Offsets that leave this module are always ``str`` indices into the text as received.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_FORMAT_CATEGORIES = {"Cf", "Cc", "Zs", "Zl", "Zp"}


class _Fold(dict[int, str]):
    """A translation table for ``str.translate`` that works out each code point once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if unicodedata.category(character) in _FORMAT_CATEGORIES or character.isspace():
        return ""
    folded = unicodedata.normalize("NFKC", character)
    if not character.isdecimal() and (any(map(str.isdigit, folded)) or _is_ringed_numeral(character, folded)):
        return character
    return "".join(part for part in folded if not part.isspace())


def _is_ringed_numeral(character: str, folded: str) -> bool:
    """㊀ and its like, as against ⼀, which is 一 in the wrong code block."""
    ringed = unicodedata.decomposition(character).startswith(("<circle>", "<square>", "<super>"))
    return ringed and any(map(str.isnumeric, folded))


_FOLD = _Fold()

# A number as it stands in folded text: a quote may not begin or end inside one. A digit is one of 0-9 here and in all
# patterns for texts; digits of other scripts fold to themselves and are no digits.
_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
NUMBER = re.compile(
    r"(?<![0-9/.])[0-9]{1,2}/[0-9]{1,3}(?![0-9/年月])"
    rf"|(?:[{_NUMERALS}]+|[0-9]+)分之(?:[{_NUMERALS}点]+|[0-9]+(?:\.[0-9]+)?)"
    r"|[0-9]+(?:[百千万亿]+[0-9]{1,4}(?=[十百千万亿]))+"
    r"|(?:(?<![0-9A-Za-z.])[-−+])?(?:[0-9]{1,3}(?:,[0-9]{3})+(?![,0-9])|[0-9]+)(?:\.[0-9]+)?"
    rf"|[{_NUMERALS}]+点[{_NUMERALS}]+|[{_NUMERALS}]{{2,}}"
)
_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source, ``start`` to ``end`` (half-open), in the text as received."""

    start: int
    end: int


class Folded:
    """A text beside its folded form, with a map from folded offsets back to the text as received.

    >>> folded = Folded("投资 增长\\n８．１％")
    >>> folded.text
    '投资增长8.1%'
    >>> folded.passage(4, 8)
    Passage(start=6, end=10)
    """

    def __init__(self, raw: str, keep: str = "") -> None:
        """Fold *raw*; code points in *keep* are left as they are."""
        self.raw = raw
        table: dict[int, str] = _FOLD
        if keep:
            table = _Fold((ord(character), character) for character in keep)
        self.text = raw.translate(table)
        # Between two of these places both texts run in step.
        uneven = {c: len(table[ord(c)]) for c in set(raw) if len(table[ord(c)]) != 1}
        raw_marks, folded_marks = [0], [0]
        if uneven:
            pattern = re.compile("[" + "".join(map(re.escape, uneven)) + "]")
            shift = 0
            for match in pattern.finditer(raw):
                place = match.start()
                width = uneven[match.group()]
                if width:
                    raw_marks.append(place)
                    folded_marks.append(place + shift)
                shift += width - 1
                raw_marks.append(place + 1)
                folded_marks.append(place + 1 + shift)
        self._raw_marks, self._folded_marks = raw_marks, folded_marks

    def raw_offset(self, offset: int) -> int:
        """The place in the raw text of the character that produced folded character *offset*."""
        index = bisect_right(self._folded_marks, offset) - 1
        distance = offset - self._folded_marks[index]
        if index + 1 < len(self._raw_marks):
            distance = min(distance, self._raw_marks[index + 1] - self._raw_marks[index] - 1)
        return self._raw_marks[index] + distance

    def folded_offset(self, offset: int) -> int:
        """The first folded place at or after raw place *offset*."""
        index = bisect_right(self._raw_marks, offset) - 1
        folded = self._folded_marks[index] + offset - self._raw_marks[index]
        if index + 1 < len(self._folded_marks):
            folded = min(folded, self._folded_marks[index + 1])
        return folded

    def passage(self, start: int, end: int) -> Passage:
        """The raw passage that folded ``start:end`` came from (*end* after *start*)."""
        return Passage(self.raw_offset(start), self.raw_offset(end - 1) + 1)


def fold(text: str) -> str:
    """The folded form of *text*.

    >>> fold("（１－９月）兑现　８０１７万元")
    '(1-9月)兑现8017万元'
    """
    return text.translate(_FOLD)


class SourceText(Folded):
    """A source in which quotes are looked for."""

    def find(self, exact: str, prefix: str = "", suffix: str = "") -> list[Passage]:
        """All passages that print *exact*, between *prefix* and *suffix* where these are given.

        A passage never begins or ends inside a number: ``38亿元`` is not in ``238亿元``.
        """
        return [self.passage(start, end) for start, end in self._hits(exact, prefix, suffix)]

    def _hits(self, exact: str, prefix: str, suffix: str) -> Iterator[tuple[int, int]]:
        needle, before, after = fold(exact), fold(prefix), fold(suffix)
        if not needle:
            return
        text = self.text
        start = text.find(needle)
        while start >= 0:
            end = start + len(needle)
            if text.endswith(before, 0, start) and text.startswith(after, end) and not self._cuts(start) and not self._cuts(end):
                yield start, end
            start = text.find(needle, start + 1)

    def _cuts(self, place: int) -> bool:
        """Whether folded *place* lies inside a number, or inside a character that folds to several (℃)."""
        inside = 0 < place < len(self.text) and self.raw_offset(place - 1) == self.raw_offset(place)
        return inside or cuts_number(self.text, place)

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which the lines of the raw text begin."""
        # Not splitlines(): editors and browsers do not count form feeds and their like as line ends.
        return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", self.raw))]

    def line_of(self, offset: int) -> int:
        """The 1-based line of raw place *offset*."""
        return bisect_right(self.line_starts, offset)

    def page_of(self, offset: int) -> int | None:
        """The 1-based page of raw place *offset*; ``None`` where the text has no form feeds, which stand between pages."""
        return self.raw.count("\f", 0, offset) + 1 if "\f" in self.raw else None


def cuts_number(folded_text: str, place: int) -> bool:
    """Whether *place* lies strictly inside a number of *folded_text*.

    >>> cuts_number("完成238亿元", 3), cuts_number("完成238亿元", 2)
    (True, False)
    """
    if place <= 0 or place >= len(folded_text):
        return False
    if not _may_join(folded_text[place - 1]) or not _may_join(folded_text[place]):
        return False
    window = max(0, place - _LONGEST_NUMBER)
    for match in NUMBER.finditer(folded_text, window, place + _LONGEST_NUMBER):
        if match.start() < place < match.end():
            return True
        if match.start() >= place:
            return False
    return False


def _may_join(character: str) -> bool:
    return character in "0123456789.,-−+/点分之" + _NUMERALS


_SENTENCE_END = re.compile(r"[。！？!?；;][”’」』）)]*|\n\s*\n")


def sentence_around(text: str, passage: Passage, neighbours: int = 0) -> Passage:
    """The sentence(s) of raw *text* that hold *passage*, with *neighbours* more on either side.

    >>> text = "甲。乙有3个。丙。"
    >>> around = sentence_around(text, Passage(3, 5))
    >>> text[around.start:around.end]
    '乙有3个。'
    """
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    ends = sorted(set(ends))
    first = bisect_right(ends, passage.start)
    last = max(first, bisect_right(ends, passage.end - 1))
    start = ends[first - neighbours - 1] if first - neighbours > 0 else 0
    end = ends[min(last + neighbours, len(ends) - 1)]
    while start < passage.start and text[start].isspace():
        start += 1
    return Passage(start, max(end, passage.end))
