"""A text on its way to observations: its numbers, what is suggested for each, and what has been decided."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel

from xtdata.datafile.build import check_key, read_entry
from xtdata.editing.changeset import Additions, Entry
from xtdata.editing.quote import alone, one_line, selector
from xtdata.facts import wording
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact, facts_of
from xtdata.language.text import SourceText
from xtdata.model.catalogue import Catalogue, Dismissal, Indicator, Observation, Region, Source
from xtdata.model.diagnostics import Diagnostic, errors
from xtdata.model.lineage import Lineage
from xtdata.reading import Candidate, suggest
from xtdata.sources.document import Document
from xtdata.sources.register import NewSource
from xtdata.verification import references
from xtdata.verification.coverage import CURATED, DISMISSED, OPEN, Number, cover_source
from xtdata.verification.verify import check_observation

_M = TypeVar("_M", bound=BaseModel)


@dataclass(frozen=True, eq=False)
class Draft:
    """A text, and what was decided about its numbers; a decision makes a new draft.

    ``source`` is the id of the text's source, ``new_source`` its registration where it is not in the data yet. ``region`` (an
    id) and ``date`` say where and when the text speaks; ``remarks`` tell the editor what was done to it. ``observations`` and
    ``dismissals`` are entries under the offset of the number that they settle; ``indicators`` and ``regions`` are those that the
    observations brought with them, ``region`` among them where it is new.
    """

    source: str
    text: SourceText
    region: str = ""
    date: str = ""
    new_source: NewSource | None = None
    remarks: tuple[str, ...] = ()
    observations: Mapping[int, Entry] = field(default_factory=dict)
    dismissals: Mapping[int, Entry] = field(default_factory=dict)
    indicators: Mapping[str, Entry] = field(default_factory=dict)
    regions: Mapping[str, Entry] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.decided)

    def __bool__(self) -> bool:
        return True

    @property
    def decided(self) -> frozenset[int]:
        """Where the numbers begin that a decision settles."""
        return frozenset({*self.observations, *self.dismissals})

    def accept(self, start: int, entry: Entry, indicators: Mapping[str, Entry], regions: Mapping[str, Entry]) -> Draft:
        """The draft with the observation *entry* for the number at *start*, and the indicators and regions new with it."""
        return replace(
            self,
            observations={**self.observations, start: entry},
            indicators={**self.indicators, **indicators},
            regions={**self.regions, **regions},
        )

    def dismiss(self, number: Number, reason: str, numbers: Numbers) -> Draft:
        """The draft in which *number*, one of *numbers*, is not taken, for the *reason*."""
        words = alone(self.text, number.passage, [one.passage for one in numbers])
        entry = {"quote": selector(self.text, words, number.passage), "reason": one_line(reason)}
        return replace(self, dismissals={**self.dismissals, number.passage.start: entry})

    def take_back(self, start: int) -> Draft:
        """The draft without its decision about the number at *start*, and without what nothing else uses then."""
        observations = {key: one for key, one in self.observations.items() if key != start}
        indicators, regions = ({one[kind] for one in observations.values()} for kind in ("indicator", "region"))
        return replace(
            self,
            observations=observations,
            dismissals={key: one for key, one in self.dismissals.items() if key != start},
            indicators={key: one for key, one in self.indicators.items() if key in indicators},
            regions={key: one for key, one in self.regions.items() if key in regions or key == self.region},
        )

    def applied(self) -> Draft:
        """The draft after its decisions have been written: the text is a source of the data, nothing waits."""
        return Draft(self.source, self.text, self.region, self.date)

    def fitting(self, catalogue: Catalogue) -> tuple[Draft, tuple[str, ...]]:
        """The draft as far as it goes with *catalogue*, which may have changed since, and what was left out, in sentences.

        An indicator or a region that is registered by now is not new any more; an observation of one that is gone waits no more.
        """
        told = []
        new = {"indicators": self.indicators, "regions": self.regions}
        for section, word in (("indicators", "指标"), ("regions", "地区")):
            known = [key for key in new[section] if key in getattr(catalogue, section)]
            new[section] = {key: one for key, one in new[section].items() if key not in known}
            told += [f"{word}“{key}”已经由别人登记，用现在登记的那一个" for key in known]
        observations = {}
        for start, one in self.observations.items():
            lost = [
                one[kind]
                for kind, section in (("indicator", "indicators"), ("region", "regions"))
                if one[kind] not in new[section] and one[kind] not in getattr(catalogue, section)
            ]
            if lost:
                told.append(
                    f"待写入的“{one.get('indicator')} {one.get('period')} {one.get('value')}”放回未处理：数据里已经没有“{'、'.join(lost)}”"
                )
            else:
                observations[start] = one
        region = self.region
        if region and region not in catalogue.regions and region not in new["regions"]:
            told.append(f"数据里已经没有地区“{region}”，改按“{catalogue.home}”来读")
            region = catalogue.home
        if not told:
            return self, ()
        return replace(self, region=region, observations=observations, indicators=new["indicators"], regions=new["regions"]), tuple(told)

    def summary(self) -> str:
        """What waits to be written, in words: ``5 条事实、1 处不采用``."""
        parts = [f"{len(self.observations)} 条事实" * bool(self.observations), f"{len(self.dismissals)} 处不采用" * bool(self.dismissals)]
        return "、".join(part for part in parts if part)

    @property
    def additions(self) -> Additions:
        """What waits, in the order of the text."""
        observations, dismissals = ([found[start] for start in sorted(found)] for found in (self.observations, self.dismissals))
        return Additions(self.source, self.new_source, observations, dismissals, self.indicators, self.regions)

    def within(self, catalogue: Catalogue) -> Catalogue:
        """*catalogue* with all that the draft adds to it, its observations under their offsets: ``@74``."""
        source = Source.model_validate(self.new_source.entry) if self.new_source else catalogue.sources[self.source]
        dismissed = (*source.dismissed, *map(Dismissal.model_validate, self.dismissals.values()))
        observations = {_key(start): Observation.model_validate(one) for start, one in self.observations.items()}
        return replace(
            catalogue,
            sources={**catalogue.sources, self.source: source.model_copy(update={"dismissed": dismissed})},
            indicators={**catalogue.indicators, **_valid(Indicator, self.indicators)},
            regions={**catalogue.regions, **_valid(Region, self.regions)},
            observations={**catalogue.observations, **observations},
        )


def draft_of_document(document: Document, source: NewSource, region: str, regions: Mapping[str, Entry] | None = None) -> Draft:
    """A draft of a text that is not in the data yet; *regions* are those to be registered with it."""
    date = str(source.entry.get("date", ""))
    return Draft(source.id, SourceText(document.text), region, date, source, document.remarks, regions=regions or {})


def draft_of_source(dataset: Dataset, source: str) -> Draft:
    """A draft of the text of a source; it speaks of the region that most of its observations are about."""
    catalogue = dataset.catalogue
    regions = [catalogue.observations[key].region for key in catalogue.by_source[source]]
    region = max(regions, key=regions.count) if regions else catalogue.home
    return Draft(source, dataset.loaded.library.texts[source], region, catalogue.sources[source].date or "")


# --- checking ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Checked:
    """What is wrong with a proposed observation, and what the dashboard will say where nothing is."""

    diagnostics: tuple[Diagnostic, ...]
    statement: str = ""

    @property
    def is_good(self) -> bool:
        return not errors(self.diagnostics)


def check(
    draft: Draft, dataset: Dataset, entry: Entry, indicators: Mapping[str, Entry] | None = None, regions: Mapping[str, Entry] | None = None
) -> Checked:
    """The diagnostics about the observation *entry* of the text of *draft*, and about the *indicators* and *regions* new with it.

    Nothing is loaded: the data are those of *dataset* with what waits in *draft*, the text is the draft's.
    """
    tried = replace(draft, indicators={**draft.indicators, **(indicators or {})}, regions={**draft.regions, **(regions or {})})
    catalogue = tried.within(dataset.catalogue)
    # What is wrong with the source as a whole (its text has changed) is wrong with all that is taken from it.
    shared = [one for one in errors(dataset.diagnostics) if one.path[:2] == ("sources", draft.source)]
    diagnostics = [*shared, *_of_new(catalogue, indicators or {}, regions or {})]
    observation, unread = read_entry(Observation, entry)
    if observation is None or errors(diagnostics):
        return Checked((*diagnostics, *unread))
    found, evidence = check_observation(catalogue, observation, {draft.source: draft.text})
    checked = Checked((*diagnostics, *found))
    return replace(checked, statement=wording.statement(Fact("", observation, catalogue, evidence))) if checked.is_good else checked


def _of_new(catalogue: Catalogue, indicators: Mapping[str, Entry], regions: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    """What is wrong with *indicators* and *regions*; those that can be read are in *catalogue*."""
    for key, entry in indicators.items():
        yield from (*check_key("indicators", key), *read_entry(Indicator, entry, ("indicators", key))[1])
        if key in catalogue.indicators:
            yield from references.of_indicator(catalogue, key, catalogue.indicators[key])
    for key, entry in regions.items():
        yield from (*check_key("regions", key), *read_entry(Region, entry, ("regions", key))[1])
        if key in catalogue.regions:
            yield from references.of_region(catalogue, key, catalogue.regions[key], Lineage(catalogue.regions))


def _valid(model: type[_M], entries: Mapping[str, Entry]) -> dict[str, _M]:
    """Those of *entries* that can be read."""
    read = {key: read_entry(model, entry)[0] for key, entry in entries.items()}
    return {key: one for key, one in read.items() if one is not None}


# --- the numbers of the text ------------------------------------------------------------------------


@dataclass(frozen=True)
class Numbers:
    """The numbers of a text in order, the suggestion for each open one, and what is said of each settled one."""

    every: tuple[Number, ...]
    suggestions: Mapping[int, Candidate]
    says: Mapping[int, str]

    def __iter__(self) -> Iterator[Number]:
        return iter(self.every)

    @property
    def open(self) -> tuple[int, ...]:
        """Where the open numbers begin."""
        return tuple(number.passage.start for number in self.every if number.state == OPEN)

    def at(self, start: int | None) -> Number | None:
        """The number that begins at *start*."""
        return next((number for number in self.every if number.passage.start == start), None)

    def step(self, start: int | None, by: int) -> int | None:
        """The next open number behind *start* (*by* 1) or before it (-1), going round; ``None`` where none is open."""
        places = self.open
        if not places:
            return None
        here = -1 if start is None else start
        index = bisect_right(places, here) if by > 0 else bisect_left(places, here) - 1
        return places[index % len(places)]


def numbers_of(draft: Draft, dataset: Dataset) -> Numbers:
    """Look through the text of *draft*, with what waits in it taken as done."""
    catalogue, texts = draft.within(dataset.catalogue), {draft.source: draft.text}
    own = {key: catalogue.observations[key] for key in catalogue.by_source[draft.source]}
    waiting = {_key(start): catalogue.observations[_key(start)] for start in draft.observations}
    known = replace(catalogue, observations={key: one for key, one in own.items() if key not in waiting})
    evidence = {key: dataset.loaded.evidence.get(key, ()) for key in own}
    evidence |= {key: check_observation(known, one, texts)[1] for key, one in waiting.items()}
    numbers = tuple(
        one for one in cover_source(draft.source, catalogue, draft.text, evidence).numbers if one.state in {CURATED, DISMISSED, OPEN}
    )
    relations = tuple(one for one in catalogue.relations if {one.result, *one.terms} <= own.keys())
    facts = facts_of(replace(catalogue, observations=own, relations=relations), evidence, texts)
    says = {one.passage.start: wording.statement(facts[one.by]) if one.state == CURATED else one.by for one in numbers if one.state != OPEN}
    return Numbers(numbers, _matched(numbers, draft, dataset.catalogue), says)


def _key(start: int) -> str:
    return f"@{start}"


def _matched(numbers: Sequence[Number], draft: Draft, catalogue: Catalogue) -> dict[int, Candidate]:
    """The suggestion that lies over each number, under the number's offset."""
    region = draft.regions.get(draft.region, {}).get("name") or getattr(catalogue.regions.get(draft.region), "name", "")
    candidates = _candidates(draft.text.raw, str(region), draft.date, _Known(catalogue))
    starts = [one.start for one in candidates]
    found: dict[int, Candidate] = {}
    for number in numbers:
        near = candidates[max(0, bisect_right(starts, number.passage.start) - 2) : bisect_left(starts, number.passage.end)]
        over = [one for one in near if one.start < number.passage.end and number.passage.start < one.end]
        if over:
            found[number.passage.start] = max(over, key=lambda one: min(one.end, number.passage.end) - max(one.start, number.passage.start))
    return found


@dataclass(frozen=True, eq=False)
class _Known:
    """A catalogue as a key: one reading of the file is one object."""

    catalogue: Catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.catalogue is other.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


@lru_cache(maxsize=16)
def _candidates(text: str, region: str, date: str, known: _Known) -> list[Candidate]:
    """The suggestions for a text, in its order; made once for a text and a state of the data."""
    return suggest(text, region=region or None, date=date or None, catalogue=known.catalogue)
