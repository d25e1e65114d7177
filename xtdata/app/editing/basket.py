"""What an editor has decided and not yet saved, and the data file with it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from xtdata import rewrite
from xtdata.app.editing.received import Reading

Entry = Mapping[str, Any]


@dataclass
class Basket:
    """Pending entries: observations and dismissals under the offset of the number that they settle.

    ``indicators`` and ``regions`` hold what was described on the way; only what an observation uses is written.
    """

    observations: dict[int, Entry] = field(default_factory=dict)
    dismissals: dict[int, Entry] = field(default_factory=dict)
    indicators: dict[str, Entry] = field(default_factory=dict)
    regions: dict[str, Entry] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.observations) + len(self.dismissals)

    def used(self, kind: str) -> dict[str, Entry]:
        """The new indicators (or regions) that a pending observation names."""
        described = self.indicators if kind == "indicator" else self.regions
        named = {entry[kind] for entry in self.observations.values()}
        return {key: entry for key, entry in described.items() if key in named}

    def drop(self, start: int) -> None:
        """Take what settles the number at *start* out again."""
        self.observations.pop(start, None)
        self.dismissals.pop(start, None)

    def summary(self) -> str:
        """What is waiting, in words: ``5 条事实、1 处不采用``."""
        parts = [f"{len(self.observations)} 条事实" * bool(self.observations), f"{len(self.dismissals)} 处不采用" * bool(self.dismissals)]
        return "、".join(part for part in parts if part)


def written(text: str, basket: Basket, reading: Reading) -> str:
    """The data file *text* with everything in it that waits. Raises ``CannotEdit`` where the file resists."""
    for step in _steps(basket, reading):
        text = _taken(text, step)
    return text


def _steps(basket: Basket, reading: Reading) -> list[_Step]:
    """The changes in the order in which they lean on each other."""
    entries = [("sources", reading.source, reading.entry)] if reading.is_new else []
    entries += [("regions", key, entry) for key, entry in basket.used("region").items()]
    entries += [("indicators", key, entry) for key, entry in basket.used("indicator").items()]
    steps = [_Step("entry", section, key, _frozen(entry)) for section, key, entry in entries]
    steps += [_Step("dismissal", reading.source, "", _frozen(basket.dismissals[start])) for start in sorted(basket.dismissals)]
    steps += [_Step("observation", "", "", _frozen(basket.observations[start])) for start in sorted(basket.observations)]
    return steps


@dataclass(frozen=True)
class _Step:
    """One change, hashable: the text after it is remembered, so that one more entry costs one more change."""

    kind: str
    section: str
    key: str
    entry: tuple[tuple[str, Any], ...]


@lru_cache(maxsize=64)
def _taken(text: str, step: _Step) -> str:
    entry = _thawed(step.entry)
    if step.kind == "entry":
        return rewrite.add_entry(text, step.section, step.key, entry)
    if step.kind == "dismissal":
        return rewrite.add_dismissal(text, step.section, entry)
    return rewrite.add_observation(text, entry)


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple((key, _frozen(one)) for key, one in value.items())
    return value if not isinstance(value, list) else ("", *map(_frozen, value))


def _thawed(value: Any) -> Any:
    if isinstance(value, tuple) and value[:1] == ("",):
        return [_thawed(one) for one in value[1:]]
    return {key: _thawed(one) for key, one in value} if isinstance(value, tuple) else value
