"""Which rows may stand side by side on one scale."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from xtdata.charts.chart import by_time
from xtdata.facts.wording import Row, period_label, plain_name
from xtdata.language.period import Period

Key = Callable[[Row], Hashable]


@dataclass(frozen=True)
class Group:
    """Rows on one scale: what they share, and what tells them apart (``region``, ``period`` or ``indicator``)."""

    title: str
    differ: str
    rows: tuple[Row, ...]

    def label(self, row: Row) -> str:
        """What tells *row* from the others of the group."""
        if self.differ == "period":
            return period_label(row)
        return str(row["region_name"]) if self.differ == "region" else plain_name(row)


def groups(rows: Sequence[Row]) -> tuple[list[Group], list[Row]]:
    """Rows that differ in one thing only: in the region, else in the period, else in the indicator; and the rows left alone."""
    found, rest = [], by_time(rows)
    for differ, key, title in _WAYS:
        together, rest = _gathered(rest, differ, key)
        found += [Group(title(group[0]), differ, tuple(group)) for group in together]
    return found, rest


def _gathered(rows: Sequence[Row], differ: str, key: Key) -> tuple[list[list[Row]], list[Row]]:
    """The rows in groups of one *key* where *differ* takes two values or more; and the others."""
    by_key: dict[Hashable, list[Row]] = {}
    for row in rows:
        by_key.setdefault(key(row), []).append(row)
    together = [group for group in by_key.values() if len({row[differ] for row in group}) > 1]
    chosen = {row["id"] for group in together for row in group}
    return together, [row for row in rows if row["id"] not in chosen]


def months(row: Row) -> int:
    return Period.parse(str(row["period"])).months


_WAYS: tuple[tuple[str, Key, Callable[[Row], str]], ...] = (
    ("region", lambda r: (r["indicator"], r["unit"], r["period"], r["statistic"]), lambda r: f"{plain_name(r)} · {period_label(r)}"),
    (
        "period",
        lambda r: (r["indicator"], r["unit"], r["region"], months(r), r["statistic"]),
        lambda r: f"{r['region_name']} · {plain_name(r)}",
    ),
    ("indicator", lambda r: (r["region"], r["unit"], r["period"], r["statistic"]), lambda r: f"{r['region_name']} · {period_label(r)}"),
)
