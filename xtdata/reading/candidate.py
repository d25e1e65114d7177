"""A proposed observation: one printed figure with its indicator, place, period and standing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a figure of a text says.

    ``start:end`` is the numeric mention with its unit and qualifier words, in the text as received; ``value`` is a number,
    or two for a range (low, high) and a from–to (from, to), or the parts of a share. ``region`` is a name and ``period`` an
    ISO-like period, ``None`` where the text does not say. ``ends`` are the qualifiers of both ends of a from–to.
    ``prefix`` is what stands before the quote, where the quote alone occurs twice. ``indicator_id``, ``indicator_unit`` and
    ``region_id`` are the catalogue's own, where it knows them.
    """

    start: int
    end: int
    text: str
    value: Decimal | tuple[Decimal, ...]
    unit: str
    qualifier: str
    indicator: str
    region: str | None
    period: str | None
    status: str
    quote: str
    statistic: str = "level"
    ends: tuple[str, str] = ("exact", "exact")
    prefix: str = ""
    indicator_id: str | None = None
    region_id: str | None = None
    indicator_unit: str | None = None
