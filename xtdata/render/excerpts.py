"""Where an observation is printed: its passages, with the sentences around them."""

from __future__ import annotations

import re
import sys

from markupsafe import Markup

from xtdata.facts.dataset import Dataset
from xtdata.language.text import Passage, sentence_around
from xtdata.render.marks import element, nest
from xtdata.verification.evidence import Evidence, evidence_in_quote

_NOWHERE = (sys.maxsize, 0)
_BREAK = re.compile(r"[^\S\n]*\n[^\S\n]*")
_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")


def excerpts(dataset: Dataset, key: str, neighbours: int, passage: str = "mark", figure: str = "strong") -> list[Markup]:
    """Each passage of the observation *key*, with *neighbours* more sentences on either side.

    The passage stands in an element *passage*, the printed figure in an element *figure*. Where the text of the source
    is not at hand, or does not have the quote, the quote stands alone.
    """
    found = []
    for text, one in _passages(dataset, key):
        around = _trimmed(text, sentence_around(text, one.passage, neighbours))
        found.append(excerpt(text, around, one.passage, one.figure, passage, figure))
    return found


def excerpt(text: str, part: Passage, cited: Passage, printed: Passage | None, passage: str = "mark", figure: str = "strong") -> Markup:
    """The *part* of *text* as one flowing line, *cited* in an element *passage*, the figure *printed* in an element *figure*."""
    stretches = [element(cited, 0, passage), *([element(printed, 1, figure)] if printed else [])]
    return nest(text, stretches, {}, part, flowing)


def printed_figure(dataset: Dataset, key: str) -> str:
    """The figure of the observation *key* in the very words of its source, or nothing where a quote prints it in another form."""
    figures = [text[one.figure.start : one.figure.end] for text, one in _passages(dataset, key) if one.figure]
    return flowing(figures[0]) if figures else ""


def in_print_order(dataset: Dataset, source: str) -> list[str]:
    """The observations of *source* in the order in which it prints them; those not found in its text last, as in the file."""

    def place(key: str) -> tuple[int, int]:
        evidence = dataset.loaded.evidence.get(key)
        return ((evidence[0].figure or evidence[0].passage).start, evidence[0].passage.start) if evidence else _NOWHERE

    return sorted(dataset.catalogue.by_source[source], key=place)


def flowing(text: str) -> str:
    """*text* without the line breaks of its print; breaks between paragraphs stay.

    >>> flowing("项目审批用时从180个工作日压缩\\n 至50个工作日以内")
    '项目审批用时从180个工作日压缩至50个工作日以内'
    """
    return "\n".join(_BREAK.sub("", part) for part in _PARAGRAPH.split(text))


def _passages(dataset: Dataset, key: str) -> list[tuple[str, Evidence]]:
    """The passages of an observation, each with the text that it counts in: its source or, without that, the quote alone."""
    observation = dataset.catalogue.observations[key]
    text, evidence = dataset.loaded.library.texts.get(observation.source), dataset.loaded.evidence.get(key, ())
    if text and evidence:
        return [(text.raw, one) for one in evidence]
    unit = dataset.catalogue.unit(observation)
    return [(quote.exact, evidence_in_quote(observation, unit, quote)) for quote in observation.quote]


def _trimmed(text: str, passage: Passage) -> Passage:
    words = text[passage.start : passage.end]
    start = passage.start + len(words) - len(words.lstrip())
    return Passage(start, passage.end - len(words) + len(words.rstrip()))
