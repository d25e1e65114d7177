"""From a text to candidate observations."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from xtdata.language.quantity import scan
from xtdata.model.catalogue import Catalogue
from xtdata.reading.candidate import Candidate
from xtdata.reading.clauses import Claim, place_claims
from xtdata.reading.layout import Layout, read_layout
from xtdata.reading.lists import run_lengths
from xtdata.reading.match import Matcher
from xtdata.reading.modes import read_blocks
from xtdata.reading.origin import find_origin
from xtdata.reading.periods import Periods
from xtdata.reading.phrase import name_indicators
from xtdata.reading.quoting import Quotes
from xtdata.reading.regions import Regions
from xtdata.reading.statuses import Statuses
from xtdata.reading.when import time_words

_PREFIX = 16


def suggest(text: str, *, region: str | None = None, date: str | None = None, catalogue: Catalogue | None = None) -> list[Candidate]:
    """Candidate observations of *text*, in its order.

    *region* (a name) and *date* (``2025``, ``2025-01-15`` …) say where and when the text was given; without them they are
    read from its title and first lines. With a *catalogue*, candidates carry the ids of the indicators and regions that it
    knows. Raises ``ValueError`` where *date* does not begin with a year.

    >>> [(c.indicator, str(c.value), c.unit, c.period) for c in suggest("2024年,全市投资增长8.1%。", region="某市")]
    [('投资', '8.1', '%', '2024')]
    """
    layout = read_layout(text)
    origin = find_origin(layout, region, date)
    quantities = scan(layout.text)
    claims = place_claims(layout.text, [quantity for quantity in quantities if quantity.is_claim])
    blocks = list(read_blocks(layout, origin))
    starts = [block.start for block in blocks]
    numbers = [bisect_right(starts, claim.start) - 1 for claim in claims]
    runs = run_lengths(layout.text, claims)
    names = name_indicators(layout.text, claims, numbers, runs)
    headings = [(block.start, block.end) for block in layout.blocks if block.is_heading]
    periods = Periods(layout.text, list(time_words(layout.text, origin.clock)), claims, runs, headings)
    regions, statuses = Regions(layout.text, origin, claims, runs), Statuses(layout.text, origin)
    quotes = Quotes(layout.text, quantities)
    candidates = []
    for index, (claim, number, name) in enumerate(zip(claims, numbers, names, strict=True)):
        period = periods.of(index, blocks[number])
        found = _Found(name, regions.of(index), period, statuses.of(claim, blocks[number], period))
        candidates.append(_candidate(text, layout, quotes, claim, found))
    return _identified(candidates, text, catalogue)


@dataclass(frozen=True, slots=True)
class _Found:
    indicator: str
    region: str | None
    period: str | None
    status: str


def _identified(candidates: list[Candidate], text: str, catalogue: Catalogue | None) -> list[Candidate]:
    return Matcher(catalogue).identify(candidates, text) if catalogue else candidates


def _candidate(raw: str, layout: Layout, quotes: Quotes, claim: Claim, found: _Found) -> Candidate:
    quantity = claim.quantity
    passage = layout.folded.passage(quantity.start, quantity.end)
    start, end, is_unique = quotes.span(claim)
    quote = layout.folded.passage(start, end)
    yearly = "年均" in layout.text[max(claim.clause, quantity.start - 12) : quantity.start]
    return Candidate(
        passage.start, passage.end, _one_line(raw[passage.start : passage.end]), quantity.value, quantity.unit, quantity.qualifier,
        found.indicator, found.region, found.period, found.status, _one_line(raw[quote.start : quote.end]),
        statistic="annual_average" if yearly else "level", ends=quantity.ends,
        prefix="" if is_unique else _one_line(raw[max(0, quote.start - _PREFIX) : quote.start]),
    )  # fmt: skip


def _one_line(text: str) -> str:
    """*text* without its line breaks and the indentation around them."""
    return "".join(line.strip() for line in text.splitlines()) if "\n" in text else text
