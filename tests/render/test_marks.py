"""Marked text: the text comes back exactly, every passage is covered, tags are well nested."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from xtdata.language.text import Passage
from xtdata.render.marks import Footnote, mark


@dataclass
class Read(HTMLParser):
    """What a browser reads: the text, and for each character the elements around it."""

    text: str = ""
    around: list[tuple[str, ...]] = field(default_factory=list)
    open: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    numbers: list[tuple[int, int]] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        assert not (tag == "a" and self.inside("a")), "a link inside a link"
        if "data-n" in known:
            self.numbers.append((int(known["data-n"] or 0), len(self.text)))
        if "id" in known:
            assert known["id"] not in self.ids, "an id twice"
            self.ids[str(known["id"])] = len(self.text)
        self.open.append((tag, known))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag, "tags cross"

    def handle_data(self, data: str) -> None:
        self.text += data
        self.around += [tuple(tag for tag, _ in self.open)] * len(data)

    def inside(self, tag: str) -> bool:
        return any(name == tag for name, _ in self.open)


def read(html: Markup) -> Read:
    reader = Read()
    reader.feed(str(html))
    reader.close()
    assert not reader.open, "an element is left open"
    return reader


def note(number: int, start: int, end: int, figure: tuple[int, int] | None = None) -> Footnote:
    return Footnote(number, f"/o/{number}", f"第{number}<个>", Passage(start, end), Passage(*figure) if figure else None)


@st.composite
def footnoted(draw: st.DrawFn) -> tuple[str, list[Footnote]]:
    """A text and any passages in it: equal, nested, crossing, touching, some with a figure."""
    alphabet = st.sampled_from("投资增长1亿&<>\"'a \n\t;#38")
    text = draw(st.text(alphabet, min_size=1, max_size=60))
    notes = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        first = draw(st.integers(start, end - 1))
        last = draw(st.integers(first + 1, end))
        notes.append(note(number, start, end, (first, last) if draw(st.booleans()) else None))
    return text, notes


@given(footnoted())
@example(("甲乙丙丁戊己", [note(1, 0, 4, (1, 3)), note(2, 2, 6, (2, 5)), note(3, 2, 6, (1 + 1, 5)), note(4, 0, 6)]))
def test_dropping_the_tags_gives_the_text_back(case: tuple[str, list[Footnote]]) -> None:
    text, notes = case
    html = mark(text, notes)
    assert read(html).text == text
    assert html.striptags() == Markup.escape(text).striptags()


@given(footnoted())
def test_exactly_the_passages_are_marked_and_linked(case: tuple[str, list[Footnote]]) -> None:
    text, notes = case
    around = read(mark(text, notes)).around
    for place in range(len(text)):
        cited = any(one.passage.start <= place < one.passage.end for one in notes)
        assert ("mark" in around[place]) == cited
        assert ("a" in around[place]) == cited


@given(footnoted())
def test_exactly_the_figures_are_emphasised(case: tuple[str, list[Footnote]]) -> None:
    text, notes = case
    around = read(mark(text, notes)).around
    for place in range(len(text)):
        assert ("strong" in around[place]) == any(one.figure and one.figure.start <= place < one.figure.end for one in notes)


@given(footnoted())
def test_every_footnote_has_its_number_behind_its_figure_and_its_anchor_at_its_start(case: tuple[str, list[Footnote]]) -> None:
    text, notes = case
    reader = read(mark(text, notes))
    assert sorted(reader.numbers) == sorted((one.number, one.place) for one in notes)
    for one in notes:
        assert reader.ids[f"p{one.passage.start}-{one.passage.end}"] == one.passage.start


def test_a_figure_links_to_its_own_fact_where_two_facts_share_a_passage() -> None:
    html = mark("引进甲5个、乙3个", [note(1, 0, 9, (3, 5)), note(2, 0, 9, (7, 9))])
    assert html == (
        '<mark id="p0-9"><a href="/o/1" title="第1&lt;个&gt;" tabindex="-1">引进甲<strong>5个</strong></a>'
        '<a class="number" href="/o/1" data-n="1" aria-label="1：第1&lt;个&gt;"></a>'
        '<a href="/o/2" title="第2&lt;个&gt;" tabindex="-1">、乙<strong>3个</strong></a></mark>'
        '<a class="number" href="/o/2" data-n="2" aria-label="2：第2&lt;个&gt;"></a>'
    )


def test_the_shorter_passage_owns_what_lies_in_both() -> None:
    html = mark("甲乙丙丁", [note(1, 0, 4), note(2, 1, 2)])
    assert '<mark id="p1-2"><a href="/o/2"' in html


def test_empty_lines_above_a_text_can_be_left_out() -> None:
    assert mark("  \n\n 甲\n\n乙\n", []) == '<span class="top">  \n\n</span> 甲\n\n乙\n'
    assert mark("甲\n", []) == "甲\n"


def test_a_line_that_the_column_broke_may_run_on_but_a_short_line_stays() -> None:
    long, short = "预计全年累计完成投资二百五十五亿元为年度计划的", "湘江北去"
    assert mark(f"{long}\n 百分之一百", []) == f'{long}<span class="wrap">\n </span>百分之一百'
    assert mark(f"{short}\n{long}\n\n{short}", []) == f"{short}\n{long}\n\n{short}"
