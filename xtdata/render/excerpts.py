"""Where an observation is printed: its passages, with the sentences around them."""

from __future__ import annotations

import re
import sys

from markupsafe import Markup

from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.language.text import Passage, sentence_around
from xtdata.render.marks import element, nest
from xtdata.verification.evidence import Evidence, evidence_in_quote

_NOWHERE = (sys.maxsize, 0)
_SPACE = re.compile(r"\s+")


def excerpts(fact: Fact, neighbours: int, passage: str = "mark", figure: str = "strong") -> list[Markup]:
    """Each passage of *fact*, with *neighbours* more sentences on either side.

    The passage stands in an element *passage*, the printed figure in an element *figure*. Where the text of the source
    is not at hand, or does not have the quote, the quote stands alone.
    """
    found = []
    for text, one in _passages(fact):
        around = _trimmed(text, sentence_around(text, one.passage, neighbours))
        found.append(excerpt(text, around, one.passage, one.figure, passage, figure))
    return found


def excerpt(text: str, part: Passage, cited: Passage, printed: Passage | None, passage: str = "mark", figure: str = "strong") -> Markup:
    """The *part* of *text* as one flowing line, *cited* in an element *passage*, the figure *printed* in an element *figure*."""
    stretches = [element(cited, 0, passage), *([element(printed, 1, figure)] if printed else [])]
    return nest(text, stretches, {}, part, flowing)


def printed_figure(fact: Fact) -> str:
    """The figure of *fact* in the very words of its source, or nothing where a quote prints it in another form."""
    figures = [text[one.figure.start : one.figure.end] for text, one in _passages(fact) if one.figure]
    return flowing(figures[0]) if figures else ""


def in_print_order(dataset: Dataset, source: str) -> list[Fact]:
    """The facts of *source* in the order in which it prints them; those not found in its text last, as in the file."""

    def place(fact: Fact) -> tuple[int, int]:
        first = fact.evidence[0] if fact.evidence else None
        return ((first.figure or first.passage).start, first.passage.start) if first else _NOWHERE

    return sorted((dataset.facts[key] for key in dataset.catalogue.by_source[source]), key=place)


def flowing(text: str) -> str:
    """*text* without the line breaks of its print; breaks between paragraphs stay.

    >>> flowing("项目审批用时从180个工作日压缩\\n 至50个工作日以内")
    '项目审批用时从180个工作日压缩至50个工作日以内'
    """
    return _SPACE.sub(_as_flowing, text)


def _as_flowing(space: re.Match[str]) -> str:
    """White space with no line break stays; with one it is a break of the print; with several it parts paragraphs."""
    return {0: space.group(), 1: ""}.get(space.group().count("\n"), "\n")


def _passages(fact: Fact) -> list[tuple[str, Evidence]]:
    """The passages of *fact*, each with the text that it counts in: its source or, without that, the quote alone."""
    if fact.text and fact.evidence:
        return [(fact.text.raw, one) for one in fact.evidence]
    return [(quote.exact, evidence_in_quote(fact.observation, fact.definition, quote)) for quote in fact.observation.quote]


def _trimmed(text: str, passage: Passage) -> Passage:
    words = text[passage.start : passage.end]
    start = passage.start + len(words) - len(words.lstrip())
    return Passage(start, passage.end - len(words) + len(words.rstrip()))
