"""The numbered footnotes under a chart: what each figure says, and who printed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xtdata.facts import wording
from xtdata.facts.fact import Fact
from xtdata.language.period import Period
from xtdata.model.catalogue import Source


@dataclass(frozen=True)
class Note:
    """One footnote; ``doubt`` says so where the figure is not proved word for word, ``source`` and ``from_`` who printed it."""

    number: int
    id: str
    says: str
    doubt: str
    source: str
    from_: str


def notes(ids: Sequence[str], facts: Mapping[str, Fact]) -> list[Note]:
    """The footnotes of a chart, in the order of *ids*."""
    return [_note(number, facts[key]) for number, key in enumerate(ids, start=1)]


def _note(number: int, fact: Fact) -> Note:
    source = fact.origin
    where = f"《{source.title}》，{issuer(source)}，{dated(source) or '日期不详'}"
    return Note(number, fact.id, wording.statement(fact), wording.proof_label(fact), fact.source, where)


def issuer(source: Source) -> str:
    """Who printed or issued *source*."""
    return source.publisher or source.body or "刊发者不详"


def dated(source: Source) -> str:
    """The date of *source* in Chinese, or nothing."""
    return Period.parse(source.date).label if source.date else ""
