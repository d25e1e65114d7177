"""Figures that share no scale, as a table: what stands in its cells."""

from __future__ import annotations

from dataclasses import dataclass

from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, period_label, statement


@dataclass(frozen=True)
class Cell:
    """One figure in a table.

    ``sign`` stands before it: ● ○ ◇ for how it is meant, ✓ ✗ for a verdict. ``state`` colours it; ``detail`` stands below it.
    """

    id: str
    text: str
    sign: str
    says: str
    state: str = ""
    is_cited: bool = False
    detail: str = ""


@dataclass(frozen=True)
class Row:
    """A row: what it is about, and the figures of each column."""

    name: str
    detail: str
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Table:
    """A table with a head for its rows and its columns."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def sign(fact: Fact) -> str:
    """The dot before a figure: full for what is, hollow for what is foreseen, a diamond for what is aimed at."""
    return "◇" if fact.is_plan else "●" if fact.status == "actual" else "○"


def cell(fact: Fact) -> Cell:
    """A figure with its hedges; a part of a year, or an average, says what it covers."""
    whole = fact.period.is_full_year and not fact.is_average
    text = hedged(fact) if whole else f"{hedged(fact)}（{fact.period.short_label if fact.period.years == 1 else period_label(fact)}）"
    return Cell(fact.id, text, sign(fact), statement(fact), "", fact.is_cited_only)
