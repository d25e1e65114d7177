"""From parsed YAML to typed entries: the catalogue of all that is valid, and a diagnostic for each thing that is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from xtdata.datafile.parsing import KEY
from xtdata.model.catalogue import (
    Catalogue,
    Correction,
    Dismissal,
    Identifier,
    Indicator,
    Observation,
    Quote,
    Region,
    Relation,
    Source,
    Story,
    Theme,
    View,
    identify,
)
from xtdata.model.diagnostics import Diagnostic, Path, nearest

_SECTIONS: dict[str, type[BaseModel]] = {"themes": Theme, "regions": Region, "sources": Source, "indicators": Indicator}
_OPTIONAL_SECTIONS: dict[str, type[BaseModel]] = {"views": View, "stories": Story}
_TEXTS = ("title", "title_en", "home")
_LISTS: dict[str, type[BaseModel]] = {"observations": Observation, "relations": Relation, "corrections": Correction}
_FIELDS = {*_TEXTS, *_SECTIONS, *_OPTIONAL_SECTIONS, *_LISTS}
_REQUIRED = ("title", "home", *_SECTIONS, "observations")
_KEY = TypeAdapter(Identifier)
_M = TypeVar("_M", bound=BaseModel)


@dataclass(frozen=True)
class Entries:
    """Where the entries of a catalogue stand in the file, and what else stands there.

    ``observations``, ``relations`` and ``corrections`` give indices in the file. ``unread`` names the sections (``("themes",)``) and
    entries (``("themes", "investment")``) that could not be read, ``unread_ids`` how the ids of such observations
    begin: they have diagnostics of their own, so whatever refers to them is not blamed a second time.
    """

    observations: Mapping[str, int]
    relations: Sequence[int] = ()
    corrections: Sequence[int] = ()
    unread: Collection[Path] = ()
    unread_ids: tuple[str, ...] = ()

    @classmethod
    def of(cls, catalogue: Catalogue) -> Entries:
        """Those of a file that holds *catalogue* and nothing else."""
        indices = {key: index for index, key in enumerate(catalogue.observations)}
        return cls(indices, range(len(catalogue.relations)), range(len(catalogue.corrections)))

    def is_unread(self, section: str, key: str) -> bool:
        """Whether *key* stands in *section* of the file, though it could not be read."""
        return (section,) in self.unread or (section, key) in self.unread

    def may_hold(self, indicator: str) -> bool:
        """Whether an observation of *indicator* may be among those that could not be read."""
        start = f"{indicator}/"
        return ("observations",) in self.unread or any(start.startswith(one[: len(start)]) for one in self.unread_ids)


@dataclass(frozen=True)
class Built:
    """The valid entries of a data file, where they stand in it, and what is wrong with the others.

    ``catalogue`` is ``None`` where the file is no mapping. The diagnostics have a path and no line yet.
    """

    catalogue: Catalogue | None
    entries: Entries
    diagnostics: tuple[Diagnostic, ...]


def build(data: Any) -> Built:
    """The catalogue of what *data*, a parsed data file, says. Nothing is raised."""
    if not isinstance(data, dict):
        diagnostic = Diagnostic("E004.no_data") if data is None else Diagnostic("E010")
        return Built(None, Entries({}), (diagnostic,))
    return _Builder(data).build()


def read_entry(model: type[_M], entry: Any, path: Path = ()) -> tuple[_M | None, list[Diagnostic]]:
    """One entry (``Observation``, ``Indicator`` …) from its fields, or what is wrong with them.

    *entry* is a mapping under the names of the data file, its values texts as YAML prints them or of the model's types.
    *path* is put before the paths of the diagnostics.
    """
    try:
        return model.model_validate(entry), []
    except ValidationError as error:
        # Of the diagnostics about one field, which come from the members of a union, the first will do.
        found: dict[Path, Diagnostic] = {}
        for detail in error.errors():
            diagnostic = _explain(detail, entry, path, model)
            found.setdefault(diagnostic.path, diagnostic)
        return None, list(found.values())


def check_key(section: str, key: str) -> list[Diagnostic]:
    """What is wrong with *key* as the id of an entry of *section*."""
    if _is_identifier(key):
        return []
    return [Diagnostic("E013.identifier", {"key": _cut(key)}, (section, key, KEY))]


class _Builder:
    """Validates each part of the data by itself, so that one broken entry hides no other diagnostic."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.diagnostics: list[Diagnostic] = []
        self.unread: set[Path] = set()
        self.unread_ids: set[str] = set()

    def build(self) -> Built:
        for key in self.data.keys() - _FIELDS:
            self.diagnostics.append(Diagnostic("E011", {"name": _cut(key), "near": nearest(key, _FIELDS)}, (key, KEY)))
        for key in _REQUIRED:
            if self.data.get(key) is None:
                self.diagnostics.append(Diagnostic("E012", {"name": key}, (key,) if key in self.data else ()))
                self.unread.add((key,))
        texts: dict[str, Any] = {name: self._text(name) for name in _TEXTS}
        sections: dict[str, Any] = {name: self._mapping(name, model) for name, model in (_SECTIONS | _OPTIONAL_SECTIONS).items()}
        observations = self._list("observations", Observation)
        relations = self._list("relations", Relation)
        corrections = self._list("corrections", Correction)
        ids = identify([one for _, one in observations], sections["sources"])
        catalogue = Catalogue(
            observations={key: one for key, (_, one) in zip(ids, observations, strict=True)},
            relations=tuple(one for _, one in relations),
            corrections=tuple(one for _, one in corrections),
            **texts,
            **sections,
        )
        indices = {key: index for key, (index, _) in zip(ids, observations, strict=True)}
        entries = Entries(
            indices, [index for index, _ in relations], [index for index, _ in corrections], self.unread, tuple(self.unread_ids)
        )
        return Built(catalogue, entries, tuple(self.diagnostics))

    def _text(self, name: str) -> str:
        value = self.data.get(name)
        if value is None or (isinstance(value, str) and value.strip()):
            return value or ""
        self.diagnostics.append(Diagnostic("E013.text", {"name": name}, (name,)))
        return ""

    def _mapping(self, name: str, model: type[BaseModel]) -> dict[str, Any]:
        section = {} if self.data.get(name) is None else self.data[name]
        if not isinstance(section, dict):
            self.diagnostics.append(Diagnostic("E010.mapping", {"name": name}, (name,)))
            self.unread.add((name,))
            return {}
        valid = {}
        for key, entry in section.items():
            one = self._entry(model, entry, (name, key))
            wrong = check_key(name, key)
            self.diagnostics += wrong
            if one is not None and not wrong:
                valid[key] = one
            else:
                self.unread.add((name, key))
        return valid

    def _list(self, name: str, model: type[BaseModel]) -> list[tuple[int, Any]]:
        section = [] if self.data.get(name) is None else self.data[name]
        if not isinstance(section, list):
            self.diagnostics.append(Diagnostic("E010.list", {"name": name}, (name,)))
            self.unread.add((name,))
            return []
        try:
            return list(enumerate(TypeAdapter(list[model]).validate_python(section)))  # type: ignore[valid-type]
        except ValidationError:
            entries = [(index, self._entry(model, entry, (name, index))) for index, entry in enumerate(section)]
            if name == "observations":
                self.unread_ids |= {_start_of_id(section[index]) for index, one in entries if one is None}
            return [(index, one) for index, one in entries if one is not None]

    def _entry(self, model: type[BaseModel], entry: Any, path: Path) -> Any:
        one, diagnostics = read_entry(model, entry, path)
        self.diagnostics += diagnostics
        return one


def _is_identifier(word: Any) -> bool:
    try:
        _KEY.validate_python(word)
    except ValidationError:
        return False
    return True


def _start_of_id(entry: Any) -> str:
    """How the id of an observation begins that could not be read, as far as it can be told."""
    start = ""
    for name in ("indicator", "region"):
        word = entry.get(name) if isinstance(entry, dict) else None
        if not _is_identifier(word):
            break
        start += f"{word}/"
    return start.removesuffix("/") if start.count("/") == 2 else start


# The fields that hold parts of their own.
_INNER: dict[str, type[BaseModel]] = {"quote": Quote, "dismissed": Dismissal, "views": View}


def _explain(detail: Any, entry: Any, path: Path, model: type[BaseModel]) -> Diagnostic:
    """A pydantic error as a diagnostic, at the deepest node that exists in the file."""
    kind, context = detail["type"], detail.get("ctx") or {}
    inner = _existing(detail["loc"], entry)
    here = (*path, *inner)
    name = next((str(part) for part in reversed(inner) if isinstance(part, str)), "")
    part = model
    for outer in detail["loc"][:-1]:
        part = _INNER.get(str(outer), part)
    if kind == "extra_forbidden":
        return Diagnostic("E011", {"name": _cut(name), "near": nearest(name, _field_names(part))}, (*here, KEY))
    if kind == "missing" and isinstance(detail["loc"][-1], str):
        return Diagnostic("E012", {"name": detail["loc"][-1]}, here)
    value = _value_at(entry, inner)
    if kind == "value_error":
        # What is wrong with an observation as a whole is wrong with its value.
        return Diagnostic("E013.reason", {"reason": str(context["error"])}, here if inner or model is not Observation else (*here, "value"))
    if value is None and name:
        return Diagnostic("E013.empty", {"name": name}, here)
    shown = _cut(_flow(value))
    if kind == "literal_error":
        choices = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return Diagnostic("E014", {"name": name, "value": shown, "choices": choices, "near": nearest(shown, choices)}, here)
    if kind in {"model_type", "model_attributes_type"}:
        return Diagnostic("E013.mapping", {"name": name}, here) if name else Diagnostic("E013.mapping_here", {}, here)
    if kind == "string_too_long":
        return Diagnostic("E013.long", {"name": name, "length": len(str(value)), "limit": context["max_length"]}, here)
    if not name:
        return Diagnostic("E013.entry", {"value": shown}, here)
    if example := _example(part, name) or _example(model, name):
        return Diagnostic("E013.example", {"name": name, "value": shown, "example": example}, here)
    return Diagnostic("E013", {"name": name, "value": shown}, here)


def _existing(loc: Iterable[str | int], entry: Any) -> Path:
    """The parts of *loc* that exist in *entry*.

    In a mapping, what is not there is the name of a union's member, or the list that the model made of the one quote here.
    """
    found: list[str | int] = []
    for part in loc:
        if (isinstance(entry, dict) and part in entry) or (isinstance(entry, list) and isinstance(part, int) and part < len(entry)):
            entry = entry[part]  # type: ignore[index]
            found.append(part)
        elif not isinstance(entry, dict):
            break
    return tuple(found)


def _value_at(entry: Any, path: Path) -> Any:
    for part in path:
        entry = entry[part]
    return entry


def _flow(value: Any) -> str:
    """*value* as YAML would write it on one line.

    >>> _flow({"quote": ["甲", "乙"], "note": None})
    '{quote: [甲, 乙], note: }'
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return "" if value is None else str(value)


def _cut(text: str, length: int = 40) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _field_names(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _example(model: type[BaseModel], name: str) -> str:
    for field_name, info in model.model_fields.items():
        if name == (info.alias or field_name) and info.examples:
            return _flow(info.examples[0])
    return ""
