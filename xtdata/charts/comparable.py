"""Which rows may stand side by side on one scale."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from xtdata.charts.chart import by_time
from xtdata.facts.fact import Fact
from xtdata.facts.wording import period_label, plain_name

Key = Callable[[Fact], Hashable]


@dataclass(frozen=True)
class Group:
    """Rows on one scale: what they share, and what tells them apart (``region``, ``period`` or ``indicator``)."""

    title: str
    differ: str
    rows: tuple[Fact, ...]

    def label(self, row: Fact) -> str:
        """What tells *row* from the others of the group."""
        if self.differ == "period":
            return period_label(row)
        return row.region_name if self.differ == "region" else plain_name(row)


def groups(rows: Sequence[Fact]) -> tuple[list[Group], list[Fact]]:
    """Rows that differ in one thing only: in the region, else in the period, else in the indicator; and the rows left alone."""
    found, rest = [], by_time(rows)
    for differ, key, title in _WAYS:
        together, rest = _gathered(rest, differ, key)
        found += [Group(title(group[0]), differ, tuple(group)) for group in together]
    return found, rest


def _gathered(rows: Sequence[Fact], differ: str, key: Key) -> tuple[list[list[Fact]], list[Fact]]:
    """The rows in groups of one *key* where *differ* takes two values or more; and the others."""
    by_key: dict[Hashable, list[Fact]] = {}
    for row in rows:
        by_key.setdefault(key(row), []).append(row)
    together = [group for group in by_key.values() if len({getattr(row, differ) for row in group}) > 1]
    chosen = {row.id for group in together for row in group}
    return together, [row for row in rows if row.id not in chosen]


_WAYS: tuple[tuple[str, Key, Callable[[Fact], str]], ...] = (
    ("region", lambda r: (r.indicator, r.unit, r.period, r.statistic), lambda r: f"{plain_name(r)} · {period_label(r)}"),
    (
        "period",
        lambda r: (r.indicator, r.unit, r.region, r.period.months, r.statistic),
        lambda r: f"{r.region_name} · {plain_name(r)}",
    ),
    ("indicator", lambda r: (r.region, r.unit, r.period, r.statistic), lambda r: f"{r.region_name} · {period_label(r)}"),
)
