"""The regions below the home region beside each other: the latest figure of each indicator, and a ranking of those that are alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from xtdata.charts.chart import LEVEL_GLYPHS
from xtdata.charts.table import Cell, sign
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, level_label, period_label, short_value, statement
from xtdata.model.catalogue import VERIFIED, Catalogue, Indicator

NOTHING = "未收录"
_SEVERAL = 2
_QUOTED = LEVEL_GLYPHS["quote"]
_FIRMNESS = {"ongoing": 0, "expected": 1, "actual": 2}


@dataclass(frozen=True)
class Ranking:
    """The figures of one indicator, one period and one unit, by region; the others say why they are not among them.

    ``open`` are figures of the same period whose words leave it open whether they are more or less than another: 超626亿元 beside 630亿元.
    """

    indicator: Indicator
    facts: Mapping[str, Fact]
    open: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def period(self) -> str:
        return period_label(next(iter(self.facts.values()))) if self.facts else ""

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """1 for the best figure (the largest, where more is not called worse); equal figures share a rank."""
        sense = 1 if self.indicator.direction == "lower" else -1
        values = {region: sense * fact.value for region, fact in self.facts.items()}
        return {region: 1 + sum(other < value for other in values.values()) for region, value in values.items()}

    def depth(self, region: str) -> float:
        """Where the figure of *region* lies between the smallest (0) and the largest (1)."""
        values = [fact.number for fact in self.facts.values()]
        low, high = min(values), max(values)
        return (self.facts[region].number - low) / (high - low) if high > low else 0.5

    def why_not(self, fact: Fact | None) -> str:
        """Why the latest figure of a region is not ranked."""
        if fact is None:
            return NOTHING
        if not self.facts:
            return "没有同期的数可比"
        mine = next(iter(self.facts.values()))
        return f"单位不同：{fact.unit}" if _stretch(fact)[:2] == _stretch(mine)[:2] else f"期间不同：{period_label(fact)}"


@dataclass(frozen=True)
class Place:
    """A region with a cell for each column; ``rank`` and ``depth`` where the chosen column ranks it, ``why`` where it does not."""

    region: str
    name: str
    tile: tuple[int, int] | None
    cells: tuple[Cell | None, ...]
    rank: int | None = None
    depth: float = 0.0
    why: str = ""


@dataclass(frozen=True)
class Matrix:
    """Regions by indicators. Where a column is ``chosen`` (its number), those that are ranked by it come first."""

    columns: Mapping[str, str]
    places: tuple[Place, ...]
    chosen: int | None = None
    ranking: Ranking | None = None

    @property
    def ids(self) -> set[str]:
        return {cell.id for place in self.places for cell in place.cells if cell}

    @property
    def regions(self) -> int:
        """How many regions have a figure at all."""
        return sum(any(place.cells) for place in self.places)

    @property
    def ranked(self) -> list[Place]:
        return [place for place in self.places if place.rank]

    @property
    def title(self) -> str:
        """What is ranked, or what stands here."""
        if self.ranking is None:
            return "县市区、园区：主要指标各有多少"
        name = self.ranking.indicator.name
        if self.ranking.open and not self.ranking.facts:
            return f"{name}：同一期间的数没有说到准数，不排位次"
        if not self.ranking.facts:
            return f"{name}：没有两个地区有同一期间的数，不排位次"
        return f"{self.ranking.period}{name}：{len(self.ranking.facts)}个县市区、园区有同期的数可比"

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """The signs that are used, with their meaning."""
        cells = [cell for place in self.places for cell in place.cells]
        meanings = (
            ("●", "实际", any(cell and cell.sign[:1] == "●" for cell in cells)),
            ("○", "预计、进行中", any(cell and cell.sign[:1] == "○" for cell in cells)),
            (_QUOTED, VERIFIED["quote"], any(cell and _QUOTED in cell.sign for cell in cells)),
            ("浅色", VERIFIED["cited"], any(cell and cell.is_cited for cell in cells)),
            ("·", NOTHING, not all(cells)),
        )
        return tuple((glyph, meaning) for glyph, meaning, used in meanings if used)

    @property
    def told(self) -> str:
        """The chosen column in a sentence, for who does not see its colours."""
        at = self.chosen
        if at is None:
            return ""
        ranked = [f"{place.name}{cell.text}" for place in self.ranked if (cell := place.cells[at])]
        others: dict[str, list[str]] = {}
        for place in self.places:
            if not place.rank:
                others.setdefault(place.why, []).append(place.name)
        return "；".join(filter(None, ("，".join(ranked), *(f"{why}：{'、'.join(names)}" for why, names in others.items())))) + "。"


def matrix(facts: Sequence[Fact], dataset: Dataset, by: str = "", columns: Collection[str] = ()) -> Matrix:
    """Every region below the home region with its latest figure of each of *columns*: by default of the main indicators, and of
    those of which several regions have a figure of one period.

    Ranked *by* an indicator, a region shows the figure that is ranked, also where it has a later one of another period.
    *facts* hold one version of each fact; what is planned, an average over years, or about one company is passed over.
    """
    catalogue = dataset.catalogue
    places = below_home(catalogue)
    results = [fact for fact in facts if fact.region in places and is_result(fact)]
    keys = list(columns or comparable(results, catalogue))
    keys += [by] if by and by not in keys else []
    grouped: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in results:
        grouped[fact.region, fact.indicator].append(fact)
    latest = {key: newest(group) for key, group in grouped.items()}
    ranked = ranking([fact for fact in results if fact.indicator == by], catalogue.indicators[by]) if by else None
    made = [_place(catalogue, region, [latest.get((region, key)) for key in keys]) for region in places]
    names = {key: catalogue.indicators[key].name for key in keys}
    if ranked is None:
        return Matrix(names, tuple(made))
    at = keys.index(by)
    made = [_ranked(place, at, ranked, latest.get((place.region, by))) for place in made]
    return Matrix(names, tuple(sorted(made, key=lambda place: place.rank or len(made) + 1)), at, ranked)


def below_home(catalogue: Catalogue) -> list[str]:
    """The regions below the home region, in the order of the file."""
    below = catalogue.descendants(catalogue.home) - {catalogue.home}
    return [key for key in catalogue.regions if key in below]


def is_result(fact: Fact) -> bool:
    """Whether the figure says what a region reached: not what it aims at, an average over years, or a matter of one company."""
    return not (fact.is_plan or fact.is_average or fact.subject)


def main_indicators(catalogue: Catalogue) -> list[str]:
    """The main indicators, in the order of the file."""
    return [key for key, one in catalogue.indicators.items() if one.headline]


def comparable(results: Sequence[Fact], catalogue: Catalogue) -> list[str]:
    """The main indicators, then those of which several regions have a figure of one period and unit."""
    alike: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for fact in results:
        alike[fact.indicator, *_stretch(fact)].add(fact.region)
    several = {key[0] for key, regions in alike.items() if len(regions) >= _SEVERAL}
    return [*main_indicators(catalogue), *(key for key, one in catalogue.indicators.items() if key in several and not one.headline)]


def newest(facts: Sequence[Fact]) -> Fact:
    """The newest figure; of two that end together the one of the longer period, then the firmer, then the better proved one."""
    return max(facts, key=lambda one: (one.period.end, one.period.months, *_firmness(one)))


def ranking(results: Sequence[Fact], indicator: Indicator) -> Ranking:
    """The figures of *indicator* for the period of which most regions have one (of two, the later); none where no two share a period."""
    groups: dict[tuple[object, ...], dict[str, Fact]] = defaultdict(dict)
    for fact in sorted(results, key=_firmness):
        groups[_stretch(fact)][fact.region] = fact
    best = max(groups.values(), key=lambda group: (len(_clear(group)), len(group), next(iter(group.values())).period.end), default={})
    clear = _clear(best)
    unclear = {region: fact for region, fact in best.items() if region not in clear}
    return Ranking(indicator, clear if len(clear) >= _SEVERAL else {}, unclear)


def _clear(group: Mapping[str, Fact]) -> dict[str, Fact]:
    """The figures of *group* that are more or less than each of the others, whatever their words leave open."""

    def is_open(fact: Fact) -> bool:
        return fact.qualifier != "exact" and any(fact.interval.meets(other.interval) for other in group.values() if other is not fact)

    return {region: fact for region, fact in group.items() if not is_open(fact)}


def figure(fact: Fact) -> Cell:
    """The cell of a figure: a sign for its status before it, another where its quote was not compared, its period below it."""
    signs = sign(fact) + (_QUOTED if fact.level == "quote" else "")
    says = f"{statement(fact)}（{level_label(fact)}）"
    return Cell(fact.id, short_value(fact, unit=True), signs, says, "", fact.is_cited_only, period_label(fact))


def _place(catalogue: Catalogue, region: str, latest: Sequence[Fact | None]) -> Place:
    one = catalogue.regions[region]
    return Place(region, one.name, one.tile, tuple(figure(fact) if fact else None for fact in latest))


def _ranked(place: Place, at: int, ranked: Ranking, latest: Fact | None) -> Place:
    fact = ranked.facts.get(place.region) or ranked.open.get(place.region)
    if fact is None:
        return replace(place, why=ranked.why_not(latest))
    cells = (*place.cells[:at], figure(fact), *place.cells[at + 1 :])
    if place.region in ranked.open:
        return replace(place, cells=cells, why=f"只说“{hedged(fact)}”，分不出先后")
    return replace(place, cells=cells, rank=ranked.ranks[place.region], depth=ranked.depth(place.region))


def _stretch(fact: Fact) -> tuple[object, ...]:
    """What two figures of an indicator share where they can be compared: period and unit."""
    return fact.period.start, fact.period.end, fact.unit


def _firmness(fact: Fact) -> tuple[int, bool]:
    return _FIRMNESS[fact.status], not fact.is_cited_only
