"""Where an observation stands in its source: the passage of each quote, and the figure inside it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xtdata.language.quantity import Quantity, same_unit, scan, split_unit
from xtdata.language.ranks import ranks
from xtdata.language.text import Passage, SourceText, fold
from xtdata.model.catalogue import RANK_UNITS, Indicator, Observation, Quote


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote's passage in the source, and the printed figure in it (``None`` where it prints another)."""

    passage: Passage
    figure: Passage | None


@lru_cache(maxsize=65536)
def quantities(quote: str) -> tuple[Quantity, ...]:
    """Every number that *quote* prints; offsets count in the folded quote."""
    return tuple(scan(fold(quote)))


@lru_cache(maxsize=4096)
def places(quote: str) -> tuple[Quantity, ...]:
    """Every rank that *quote* prints, also one that is printed without 第 (由97位前进到67位); offsets count in the folded quote."""
    return (*ranks(fold(quote)), *(one for one in quantities(quote) if one.unit in RANK_UNITS))


def printed_in(quote: str, measure: str) -> tuple[Quantity, ...]:
    """What *quote* prints that an indicator of *measure* can be compared with: ranks for a rank, numbers for all others."""
    return places(quote) if measure == "rank" else quantities(quote)


def evidence_of(observation: Observation, indicator: Indicator, quote: Quote, passage: Passage, text: SourceText) -> Evidence:
    """Find the observation's figure inside *passage*, which prints *quote*."""
    printed = best_match(observation, observation.unit or indicator.unit, printed_in(quote.exact, indicator.measure))
    if printed is None:
        return Evidence(passage, None)
    start = text.folded_offset(passage.start)
    return Evidence(passage, text.passage(start + printed.start, start + printed.end))


def evidence_in_quote(observation: Observation, indicator: Indicator, quote: Quote) -> Evidence:
    """Find the observation's figure in *quote* itself, where that is all there is of the source; offsets count in the quote."""
    return evidence_of(observation, indicator, quote, Passage(0, len(quote.exact)), SourceText(quote.exact))


def best_match(observation: Observation, unit: str, printed: tuple[Quantity, ...]) -> Quantity | None:
    """The printed quantity that says what *observation* says: same value first, then unit, then qualifier."""
    alike = [quantity for quantity in printed if same_value(observation, quantity)]
    if not alike:
        return None
    return max(alike, key=lambda q: (same_unit(q.unit, unit), same_qualifier(observation, q), q.is_claim))


def same_value(observation: Observation, quantity: Quantity) -> bool:
    """Whether *quantity* prints the observation's value (the sign apart), or its two ends."""
    if quantity.kind in VALUELESS:
        return False
    value = quantity.value
    if isinstance(observation.value, tuple):
        return isinstance(value, tuple) and value[:2] == observation.value
    if isinstance(value, Decimal):
        return observation.from_ is None and abs(value) == abs(observation.value)
    if quantity.qualifier == "from_to":
        return abs(value[1]) == abs(observation.value) and observation.from_ in (None, value[0])
    return quantity.unit == ":" and observation.value in value


VALUELESS = {"date", "time", "phone", "footnote", "document", "period", "ordinal", "slogan", "link", "code"}


def same_qualifier(observation: Observation, quantity: Quantity) -> bool:
    """Whether the qualifier words around *quantity* are those of *observation*."""
    printed = quantity.ends[1] if quantity.qualifier == "from_to" else quantity.qualifier
    wanted = "range" if observation.is_range else observation.qualifier
    return printed == wanted


def same_base(printed: str, wanted: str) -> bool:
    """Whether two units differ in scale only (万元 and 亿元)."""
    return split_unit(printed)[1] == split_unit(wanted)[1]


def level(observation: Observation, evidence: tuple[Evidence, ...]) -> str:
    """How far an observation is proved: ``verbatim`` against a held text, ``quote`` (text not held) or ``cited``."""
    if not observation.quote:
        return "cited"
    return "verbatim" if evidence else "quote"
