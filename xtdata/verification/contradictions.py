"""Words of time, place and expectation in a quote that contradict what the observation says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from xtdata.language.period import Period
from xtdata.language.text import fold
from xtdata.model.catalogue import Region
from xtdata.model.lineage import Lineage

_STATUS_WORDS = (
    (re.compile(r"(?<![比较])预计|预期(?!目标|寿命)|有望"), {"expected", "target", "planned"}),
    (re.compile(r"力争|目标为"), {"target", "planned"}),
)


_MONTHS = re.compile(
    r"(?<![较比与])(?:(?P<first>1|一)[-~—–－至到]|前)(?P<last>[0-9]{1,2})个?月|(?<![较比与])截[至止]到?(?P<until>[0-9]{1,2})月"
)
_PARTS = {
    "上半年": (1, 6), "下半年": (7, 12), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12),
    "前两季度": (1, 6), "前三季度": (1, 9), "前三个季度": (1, 9),
}  # fmt: skip
_PART = re.compile("(?<![较比与])(" + "|".join(sorted(_PARTS, key=len, reverse=True)) + ")(?!末)")
_YEARS = re.compile(r"(?<![0-9.较比与由从自至到-])((?:19|20)[0-9][0-9])(?=年)")


def period_conflict(before: str, period: Period) -> str:
    """The words of time in *before* (folded) that *period* contradicts, or nothing."""
    years = _YEARS.findall(before)
    if years and not any(period.start.year <= int(year) <= period.end.year for year in years):
        return f"{years[-1]}年"
    if months := list(_MONTHS.finditer(before)):
        last = months[-1]
        end = int(last["last"] or last["until"])
        if period.end.month != end or (last["last"] and period.start.month != 1):
            return last.group()
    if parts := list(_PART.finditer(before)):
        first_month, last_month = _PARTS[parts[-1].group()]
        if (period.start.month, period.end.month) != (first_month, last_month):
            return parts[-1].group()
    return ""


def status_conflict(before: str, status: str) -> str:
    """The words of expectation in the last clause of *before* (folded) that *status* contradicts, or nothing."""
    clause = re.split(r"[,。;:]", before)[-1]
    for words, allowed in _STATUS_WORDS:
        if (found := words.search(clause)) and status not in allowed:
            return found.group()
    return ""


class RegionWords:
    """Which regions a quote names, longest name first (湘乡经开区 is not 湘乡)."""

    def __init__(self, regions: Mapping[str, Region]) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        for key, region in regions.items():
            for name in (region.name, *region.aliases):
                if len(name) > 1:
                    self._names[fold(name)].add(key)
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._names:
            lengths[name[:1]].add(len(name))
        self._lengths = {first: sorted(those, reverse=True) for first, those in lengths.items()}
        self._regions, self._lineage = regions, Lineage(regions)

    def conflict(self, quote: str, region: str) -> str:
        """A region that *quote* names though it has nothing to do with *region*."""
        named = list(self._named(quote)) if region in self._regions else []
        related = any(self._lineage.is_related(key, region) for name in named for key in self._names[name])
        return "" if related or not named else named[0]

    def named(self, quote: str) -> set[str]:
        """The ids of all regions that *quote* names; of a name that two share, both."""
        return {key for name in self._named(quote) for key in self._names[name]}

    def _named(self, quote: str) -> Iterator[str]:
        place = 0
        while place < len(quote):
            name = next((name for n in self._lengths.get(quote[place], ()) if (name := quote[place : place + n]) in self._names), "")
            if name:
                yield name
            place += len(name) or 1
