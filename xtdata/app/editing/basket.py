"""What an editor has decided and not yet saved, and the data file with it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xtdata.app.editing.received import Reading
from xtdata.datafile.document import YamlDocument

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
    dismissals = [basket.dismissals[start] for start in sorted(basket.dismissals)]
    document = YamlDocument.to_edit(text)
    if reading.is_new:
        added = {**reading.entry, **({"dismissed": dismissals} if dismissals else {})}
        document = document.add_entry("sources", reading.source, added)
    elif dismissals:
        document = document.add_items(("sources", reading.source, "dismissed"), dismissals)
    for section, kind in (("regions", "region"), ("indicators", "indicator")):
        for key, entry in basket.used(kind).items():
            document = document.add_entry(section, key, dict(entry))
    observations = [basket.observations[start] for start in sorted(basket.observations)]
    return (document.add_observations(observations) if observations else document).text
