"""A text with its cited passages marked, as well-nested HTML from which dropping the tags gives the text back.

Passages may share a place, lie inside one another or overlap. One sweep over their boundaries closes what ends at
a place, and opens again what had to be closed with it. The number of a footnote is drawn by the style sheet from
``data-n``, so that it never becomes part of the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from xtdata.language.form import searched
from xtdata.language.text import Folded, Passage
from xtdata.search.passages import places

# A line that a newspaper column broke, not its writer: on a narrow screen the style sheet lets it run on.
_WRAP = re.compile(r"(?<=[^\n]{18})\n[^\S\n]*(?=\S)")
# What stands above the first line: empty lines, and the front matter of a Markdown text, which is blank by now.
_TOP = re.compile(r"\A(?:[^\S\n]*\n)+(?=[^\S\n]*\S)")
_NOTHING = Markup()
FOUND = "found"
"""The HTML id of the passage that was searched for."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """One passage that a fact is taken from; ``figure`` is the printed number inside it, ``label`` names the fact."""

    number: int
    href: str
    label: str
    passage: Passage
    figure: Passage | None = None

    @property
    def place(self) -> int:
        """Where the footnote's number stands: behind the figure."""
        return self.figure.end if self.figure else self.passage.end


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text inside one element; where it is cut, every part but the first begins with ``again``.

    Of two stretches with the same end the one of lower ``rank`` lies outside.
    """

    start: int
    end: int
    rank: int
    opening: Markup
    again: Markup
    closing: Markup


def anchor(passage: Passage) -> str:
    """The HTML id of a marked passage.

    >>> anchor(Passage(74, 95))
    'p74-95'
    """
    return f"p{passage.start}-{passage.end}"


def mark(text: str, footnotes: Sequence[Footnote], found: Passage | None = None) -> Markup:
    """*text* with the passage of each of *footnotes* marked, its figure emphasised, and both linked; *found* is marked in another way."""
    stretches = [
        *([element(found, 4, "mark", Markup(' id="{0}" class="{0}"').format(FOUND))] if found else []),
        *_passages(footnotes),
        *_figures(footnotes),
        *_links(footnotes),
        *_breaks(text, _WRAP, "wrap"),
        *_breaks(text, _TOP, "top"),
    ]
    return nest(text, stretches, _numbers(footnotes))


def highlight(text: str, words: Iterable[str]) -> Markup:
    """*text* with each of *words*, which are as ``xtdata.language.form`` makes them, marked wherever it is printed.

    >>> highlight("<ＧＤＰ 增长>", ["gdp增"])
    Markup('&lt;<mark>ＧＤＰ 增</mark>长&gt;')
    """
    folded = Folded(text)
    said = searched(folded.text)
    found = sorted((start, start + len(word)) for word in words if word for start in places(said, word))
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            start, last = merged.pop()
            end = max(end, last)
        merged.append((start, end))
    return nest(text, [element(folded.passage(start, end), 0, "mark") for start, end in merged], {})


def _passages(footnotes: Iterable[Footnote]) -> Iterator[Stretch]:
    for passage in {footnote.passage for footnote in footnotes}:
        yield element(passage, 0, "mark", Markup(' id="{}"').format(anchor(passage)))


def _figures(footnotes: Iterable[Footnote]) -> Iterator[Stretch]:
    for figure in {footnote.figure for footnote in footnotes if footnote.figure}:
        yield element(figure, 2, "strong")


def _breaks(text: str, pattern: re.Pattern[str], name: str) -> Iterator[Stretch]:
    """Line breaks of *text* that the style sheet, which knows them by *name*, may leave out."""
    opening = Markup('<span class="{}">').format(name)
    for match in pattern.finditer(text):
        yield Stretch(match.start(), match.end(), 3, opening, opening, Markup("</span>"))


def element(passage: Passage, rank: int, tag: str, attributes: Markup = _NOTHING) -> Stretch:
    """*passage* inside an element *tag* with *attributes*, which are left out where the element is opened again."""
    name = Markup(tag)
    opening = Markup("<{}{}>").format(name, attributes)
    return Stretch(passage.start, passage.end, rank, opening, Markup("<{}>").format(name), Markup("</{}>").format(name))


def _links(footnotes: Sequence[Footnote]) -> Iterator[Stretch]:
    """Links over the passages that never overlap, each to the fact that its stretch says most about."""
    for start, end, footnote in _runs(footnotes):
        opening = Markup('<a href="{}" title="{}" tabindex="-1">').format(footnote.href, footnote.label)
        yield Stretch(start, end, 1, opening, opening, Markup("</a>"))


def _runs(footnotes: Sequence[Footnote]) -> Iterator[tuple[int, int, Footnote]]:
    """The longest stretches with one owner that no footnote number interrupts."""
    breaks = {footnote.place for footnote in footnotes}
    run: tuple[int, int, Footnote] | None = None
    for start, end, owner in _owned(footnotes):
        if run and run[1] == start and run[2] is owner and start not in breaks:
            run = (run[0], end, owner)
            continue
        if run:
            yield run
        run = (start, end, owner)
    if run:
        yield run


def _owned(footnotes: Sequence[Footnote]) -> Iterator[tuple[int, int, Footnote]]:
    """The pieces between neighbouring boundaries that lie in a passage, each with its owner."""
    spans = [span for footnote in footnotes for span in (footnote.passage, footnote.figure) if span]
    waiting = sorted(footnotes, key=lambda footnote: footnote.passage.start, reverse=True)
    active: list[Footnote] = []
    for start, end in pairwise(sorted({place for span in spans for place in (span.start, span.end)})):
        while waiting and waiting[-1].passage.start <= start:
            active.append(waiting.pop())
        active = [footnote for footnote in active if footnote.passage.end > start]
        if active:
            yield start, end, min(active, key=lambda footnote: _distance(footnote, start))


def _distance(footnote: Footnote, start: int) -> tuple[bool, int, bool, int, int]:
    """How far the piece that begins at *start* is from being about *footnote*.

    Its own figure is nearest, then the shortest passage, then the next figure to come, then the last one gone by.
    """
    figure, passage, place = footnote.figure, footnote.passage, footnote.place
    inside = figure is not None and figure.start <= start < figure.end
    behind = place <= start
    return not inside, passage.end - passage.start, behind, -place if behind else place, footnote.number


def _numbers(footnotes: Iterable[Footnote]) -> dict[int, Markup]:
    """The numbers to stand at each place: links without text, so that the text stays as it is."""
    there: dict[int, dict[int, Markup]] = defaultdict(dict)
    for one in sorted(footnotes, key=lambda footnote: footnote.number):
        link = Markup('<a class="number" href="{}" data-n="{}" aria-label="{}"></a>')
        there[one.place][one.number] = link.format(one.href, one.number, f"{one.number}：{one.label}")
    return {place: Markup().join(links.values()) for place, links in there.items()}


def nest(
    text: str,
    stretches: Iterable[Stretch],
    points: Mapping[int, Markup],
    part: Passage | None = None,
    show: Callable[[str], str] = str,
) -> Markup:
    """*part* of *text* (or all of it), escaped, with every stretch inside its element and each of *points* in its place."""
    first, last = (part.start, part.end) if part else (0, len(text))
    clipped = [(max(first, one.start), min(last, one.end), one) for one in stretches]
    starting: dict[int, list[Stretch]] = defaultdict(list)
    ends: dict[Stretch, int] = {}
    for start, end, one in clipped:
        if start < end:
            starting[start].append(one)
            ends[one] = end
    places = sorted({first, last, *starting, *ends.values(), *(place for place in points if first <= place <= last)})
    out: list[Markup] = []
    stack: list[Stretch] = []
    for place, following in zip(places, [*places[1:], last], strict=True):
        cut = _close(stack, ends, place, out)
        out.append(points.get(place, _NOTHING))
        _open(stack, ends, cut, starting.get(place, []), out)
        out.append(escape(show(text[place:following])))
    return Markup().join(out)


def _close(stack: list[Stretch], ends: Mapping[Stretch, int], place: int, out: list[Markup]) -> list[Stretch]:
    """Close down to the outermost stretch that ends at *place*; those closed before their end are given back."""
    lowest = next((depth for depth, one in enumerate(stack) if ends[one] == place), len(stack))
    closed = stack[lowest:]
    del stack[lowest:]
    out += [one.closing for one in reversed(closed)]
    return [one for one in closed if ends[one] > place]


def _open(stack: list[Stretch], ends: Mapping[Stretch, int], cut: list[Stretch], fresh: list[Stretch], out: list[Markup]) -> None:
    """Open what begins here and open again what was cut, the longest outermost."""
    known = set(cut)
    for one in sorted([*cut, *fresh], key=lambda one: (-ends[one], one.rank)):
        out.append(one.again if one in known else one.opening)
        stack.append(one)
