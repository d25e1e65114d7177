"""Changes of what the data hold already: correct, withdraw and move facts, rename an id, merge indicators, add aliases.

Each is a value that writes itself into the text of a data file; what names a fact or an id follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xtdata.datafile import CannotEdit
from xtdata.datafile.arranging import arranged
from xtdata.datafile.build import build, check_key
from xtdata.datafile.document import YamlDocument
from xtdata.datafile.mentions import mentioned, refound, renamed
from xtdata.datafile.parsing import KEY
from xtdata.facts.loading import load_text
from xtdata.model.catalogue import Catalogue, Observation
from xtdata.model.diagnostics import Path as Place
from xtdata.model.diagnostics import did_you_mean
from xtdata.verification.evidence import same_base

SECTIONS = {"indicators": "指标", "regions": "地区", "sources": "来源", "themes": "主题"}
_USUAL = {"qualifier": "exact", "status": "actual", "statistic": "level"}
FACT_FIELDS = tuple(info.alias or name for name, info in Observation.model_fields.items())


@dataclass(frozen=True)
class Correction:
    """The fact with the id ``fact`` gets the ``fields``, under their names in the data file; ``None`` takes a field away."""

    fact: str
    fields: Mapping[str, Any]
    reason: str = ""
    kind: str = field(default="correct", init=False)

    def written(self, text: str) -> str:
        """The data file *text* with the correction. Raises ``CannotEdit``."""
        for name in self.fields:
            if name not in FACT_FIELDS:
                raise CannotEdit(f"事实没有“{name}”这一栏；可以改的有：{'、'.join(FACT_FIELDS)}")
        document, _, places = _read(text)
        path: Place = ("observations", _index(self.fact, places))
        old = document.value(path)
        # What goes without saying is not said.
        fields = {name: None if value == _USUAL.get(name) else value for name, value in self.fields.items()}
        new = {name: fields.get(name, old.get(name)) for name in dict.fromkeys((*FACT_FIELDS, *old))}
        return _follow(document, document.replace_entries({path: {name: one for name, one in new.items() if one not in (None, "")}})).text


@dataclass(frozen=True)
class Withdrawal:
    """The fact with the id ``fact`` goes, for the ``reason``; the journal keeps it."""

    fact: str
    reason: str
    kind: str = field(default="withdraw", init=False)

    def written(self, text: str) -> str:
        """The data file *text* without the fact. Raises ``CannotEdit``, also where a relation names it."""
        if not self.reason.strip():
            raise CannotEdit("撤回要写一句理由")
        document, _, places = _read(text)
        index = _index(self.fact, places)
        lines = sorted({document.position(path)[0] for path, key in mentioned(document) if key == self.fact})
        if lines:
            where = "、".join(map(str, lines))
            raise CannotEdit(f"第 {where} 行还引用着“{self.fact}”，所以没有撤回；请先改掉或删去那里，再撤回")
        return _follow(document, document.remove_entry(("observations", index)), {index: None}).text


@dataclass(frozen=True)
class Rename:
    """The entry ``old`` of ``section`` gets the id ``new``; all that names it follows."""

    section: str
    old: str
    new: str
    reason: str = ""
    kind: str = field(default="rename", init=False)

    def written(self, text: str) -> str:
        """The data file *text* with the new id. Raises ``CannotEdit`` where there is no such entry or the id is taken or no id."""
        document = YamlDocument.to_edit(text)
        _known(document, self.section, self.old)
        if self.new in (document.data.get(self.section) or {}):
            more = "；要合成一个，请用 merge" if self.section == "indicators" else ""
            raise CannotEdit(f"{SECTIONS[self.section]}代号“{self.new}”已经有了{more}")
        if wrong := check_key(self.section, self.new):
            raise CannotEdit(wrong[0].message)
        values = renamed(document, self.section, self.old, self.new)
        return _follow(document, document.replace_scalars({(self.section, self.old, KEY): self.new, **values})).text


@dataclass(frozen=True)
class Move:
    """The facts with the ids ``facts`` become facts of the indicator ``to``."""

    facts: Sequence[str]
    to: str
    reason: str = ""
    kind: str = field(default="move", init=False)

    def written(self, text: str) -> str:
        """The data file *text* with the facts moved. Raises ``CannotEdit``, also where units differ in more than scale."""
        document, catalogue, places = _read(text)
        _known(document, "indicators", self.to)
        indices = [_index(fact, places) for fact in dict.fromkeys(self.facts)]
        if not indices:
            raise CannotEdit("没有说移哪几条事实")
        return _follow(document, document.replace_entries(_moved(document, catalogue, indices, self.to))).text


@dataclass(frozen=True)
class Merge:
    """The indicator ``old`` goes into ``into``: its facts move, its name and aliases become aliases.

    A figure of one source that stands under both stays once.
    """

    old: str
    into: str
    reason: str = ""
    kind: str = field(default="merge", init=False)

    def written(self, text: str) -> str:
        """The data file *text* with one indicator less. Raises ``CannotEdit`` where the two measure in other units or ways."""
        if self.old == self.into:
            raise CannotEdit("要合并的是同一个指标")
        document, catalogue, _ = _read(text)
        for key in (self.old, self.into):
            _known(document, "indicators", key)
        old, into = document.value(("indicators", self.old)), document.value(("indicators", self.into))
        _like(self.old, self.into, catalogue)
        names = [old["name"], *(old.get("aliases") or ())]
        aliases = list(dict.fromkeys([*(into.get("aliases") or ()), *(one for one in names if one != into["name"])]))
        observations = document.data.get("observations") or []
        indices = [index for index, one in enumerate(observations) if isinstance(one, dict) and one.get("indicator") == self.old]
        twins = _twins(document, self.old, self.into)
        entries = _moved(document, catalogue, [index for index in indices if index not in twins], self.into)
        merged = document.replace_entries(entries | {("indicators", self.into): {**into, "aliases": aliases}})
        for index in sorted(twins, reverse=True):
            merged = merged.remove_entry(("observations", index))
        merged = merged.remove_entry(("indicators", self.old))
        mentions = renamed(merged, "indicators", self.old, self.into)
        return _follow(document, merged.replace_scalars(mentions) if mentions else merged, twins).text


@dataclass(frozen=True)
class Aliases:
    """The entry ``key`` of ``section`` (indicators or regions) gets further names that texts use."""

    section: str
    key: str
    names: Sequence[str]
    reason: str = ""
    kind: str = field(default="alias", init=False)

    def written(self, text: str) -> str:
        """The data file *text* with the names. Raises ``CannotEdit`` where all of them are there or belong to another entry."""
        document = YamlDocument.to_edit(text)
        _known(document, self.section, self.key)
        entry = document.value((self.section, self.key))
        known = [entry.get("name"), *(entry.get("aliases") or ())]
        fresh = [one for one in dict.fromkeys(name.strip() for name in self.names) if one and one not in known]
        if not fresh:
            raise CannotEdit(f"“{self.key}”已经有这些叫法了")
        for other, one in document.data[self.section].items():
            taken = {one.get("name"), *(one.get("aliases") or ())} & set(fresh) if isinstance(one, dict) and other != self.key else set()
            if taken:
                raise CannotEdit(f"“{'、'.join(sorted(map(str, taken)))}”已经是“{other}”的叫法")
        aliases = [*(entry.get("aliases") or ()), *fresh]
        return document.replace_entries({(self.section, self.key): {**entry, "aliases": aliases}}).text


@dataclass(frozen=True)
class Arrangement:
    """The facts of the data file at ``path`` are grouped by source, in the order of its text; nothing else changes."""

    path: Path
    reason: str = ""
    kind: str = field(default="format", init=False)

    def written(self, text: str) -> str:
        """The data file *text* arranged. Raises ``CannotEdit``."""
        document, _, places = _read(text)
        evidence = load_text(text, self.path).evidence
        starts = {index: evidence[key][0].passage.start for key, index in places.items() if evidence.get(key)}
        return arranged(document, starts).text


def line_of(fact: str, text: str) -> int:
    """The line (from 1) at which *fact* begins in the data file *text*; 0 where it is not there or the text cannot be read."""
    try:
        document, _, places = _read(text)
        return document.position(("observations", places[fact]))[0]
    except (CannotEdit, KeyError):
        return 0


def _read(text: str) -> tuple[YamlDocument, Catalogue, Mapping[str, int]]:
    """The document of *text*, what it says, and the index of each fact in it."""
    document = YamlDocument.to_edit(text)
    built = build(document.data)
    assert built.catalogue is not None
    return document, built.catalogue, built.entries.observations


def _index(fact: str, places: Mapping[str, int]) -> int:
    if fact not in places:
        raise _unknown(f"数据里没有编号为“{fact}”的事实", fact, places)
    return places[fact]


def _known(document: YamlDocument, section: str, key: str) -> None:
    entries = document.data.get(section) or {}
    if key not in entries:
        raise _unknown(f"数据里没有代号为“{key}”的{SECTIONS[section]}", key, entries)
    if not isinstance(entries[key], dict):
        raise CannotEdit(f"“{section}/{key}”不是键值对照表，请先改正")


def _unknown(message: str, word: str, known: Iterable[str]) -> CannotEdit:
    near = did_you_mean(word, known)
    return CannotEdit(f"{message}；{near.removesuffix('？')}" if near else message)


def _like(old: str, into: str, catalogue: Catalogue) -> None:
    """Refuse where the two indicators measure in other units or ways."""
    for key in (old, into):
        if key not in catalogue.indicators:
            raise CannotEdit(f"指标“{key}”写得有错，请先按 check 的提示改正")
    one, other = catalogue.indicators[old], catalogue.indicators[into]
    if not same_base(one.unit, other.unit):
        raise CannotEdit(f"“{one.name}”的单位是“{one.unit}”，“{other.name}”的单位是“{other.unit}”，单位不同的不能合在一起")
    if one.measure != other.measure:
        raise CannotEdit(f"“{one.name}”量的是 {one.measure}，“{other.name}”量的是 {other.measure}，不能合在一起；写错了的，先改 measure")


def _moved(document: YamlDocument, catalogue: Catalogue, indices: Sequence[int], to: str) -> dict[Place, Mapping[str, Any]]:
    """The observations at *indices* as facts of the indicator *to*: a unit that went without saying is said where it differs."""
    entries: dict[Place, Mapping[str, Any]] = {}
    for index in indices:
        old = document.value(("observations", index))
        _like(str(old.get("indicator")), to, catalogue)
        before, after = catalogue.indicators[str(old["indicator"])].unit, catalogue.indicators[to].unit
        unit = old.get("unit") or before
        new = {**old, "indicator": to, "unit": None if unit == after else unit}
        entries["observations", index] = {name: new[name] for name in dict.fromkeys((*FACT_FIELDS, *new)) if new.get(name) is not None}
    return entries


def _twins(document: YamlDocument, old: str, into: str) -> dict[int, int]:
    """The observations of *old* that stand under *into* as well, all else being the same, each with the other's index."""
    found: dict[str, int] = {}
    twins = {}
    observations = [(index, one) for index, one in enumerate(document.data.get("observations") or []) if isinstance(one, dict)]
    for indicator in (into, old):
        for index, one in [(index, one) for index, one in observations if one.get("indicator") == indicator]:
            said = repr(sorted((name, value) for name, value in one.items() if name not in {"indicator", "note"}))
            if indicator == into:
                found[said] = index
            elif said in found:
                twins[index] = found[said]
    return twins


def _follow(before: YamlDocument, after: YamlDocument, gone: Mapping[int, int | None] | None = None) -> YamlDocument:
    """*after* with the names of facts as they are now.

    *gone* are the indices of the observations that *before* has more, each with the one that takes its place, if any.
    """
    gone = gone or {}
    old, new = (build(document.data).entries.observations for document in (before, after))
    now = {index: key for key, index in new.items()}
    moved = {}
    for key, index in old.items():
        stays = gone.get(index, index)
        if stays is not None:
            moved[key] = now.get(stays - sum(one < stays for one in gone), key)
    values = refound(after, {key: one for key, one in moved.items() if key != one})
    return after.replace_scalars(values) if values else after
