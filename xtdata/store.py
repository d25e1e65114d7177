"""From ``indicators.yaml`` to a checked catalogue, with the line and column of every finding."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from xtdata import findings as fi
from xtdata.evidence import Evidence
from xtdata.findings import Finding, did_you_mean
from xtdata.library import Library, open_library
from xtdata.model import Catalogue, Indicator, Observation, Region, Relation, Source, Theme, identify
from xtdata.verify import verify
from xtdata.yamltree import KEY, Tree

MAX_BYTES = 20_000_000
DEFAULT_FILE = "indicators.yaml"

_SECTIONS: dict[str, type[BaseModel]] = {"themes": Theme, "regions": Region, "sources": Source, "indicators": Indicator}
_TEXTS = ("title", "title_en", "home")
_LISTS: dict[str, type[BaseModel]] = {"observations": Observation, "relations": Relation}
_FIELDS = {*_TEXTS, *_SECTIONS, *_LISTS}
_REQUIRED = ("title", "home", *_SECTIONS, "observations")


@dataclass(frozen=True)
class Loaded:
    """What reading a data file gave.

    ``catalogue`` holds what is sound: with errors in ``findings`` it is a part of the file, or ``None`` where
    nothing could be read.
    """

    path: Path
    catalogue: Catalogue | None
    library: Library = field(default_factory=Library)
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def is_sound(self) -> bool:
        return self.catalogue is not None and not fi.errors(self.findings)


def default_path() -> Path:
    """The data file: ``XTDATA_FILE``, else ``indicators.yaml`` here, else the one beside the package."""
    if named := os.environ.get("XTDATA_FILE"):
        return Path(named)
    here = Path(DEFAULT_FILE)
    return here if here.exists() else Path(__file__).resolve().parent.parent / DEFAULT_FILE


def load_file(path: Path) -> Loaded:
    """Read, parse, validate and verify the data file at *path*. Nothing is raised: findings say what is wrong."""
    try:
        return load_text(read_text(path), path)
    except fi.InvalidData as error:
        return Loaded(path, None, findings=tuple(replace(one, file=path.name) for one in error.findings))


def load_text(text: str, path: Path) -> Loaded:
    """Parse, validate and verify *text* as if it stood in the file at *path*."""
    name = path.name
    try:
        tree = Tree(text)
    except fi.InvalidData as error:
        return Loaded(path, None, findings=tuple(replace(one, file=name) for one in error.findings))
    reader = _Reader(tree.data)
    catalogue, places = reader.read()
    if catalogue is None:
        return Loaded(path, None, findings=_located(reader.findings, tree, name))
    library = open_library(catalogue.sources, path.resolve().parent)
    verified = verify(catalogue, library, places)
    found = _located([*reader.findings, *verified.findings], tree, name)
    return Loaded(path, _sound(catalogue, places, found), library, verified.evidence, found)


def read_text(path: Path) -> str:
    """The text of a data file. Raises ``InvalidData`` where it is missing, too large, not UTF-8 or empty."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"{path.name} 有 {size / 1e6:.0f} MB，超过 {MAX_BYTES / 1e6:.0f} MB 的上限"
            raise fi.InvalidData([Finding("E002", message, file=path.name)])
        content = path.read_bytes()
    except FileNotFoundError:
        raise fi.InvalidData([Finding("E001", f"找不到数据文件 {path}", file=path.name)]) from None
    except OSError as error:
        raise fi.InvalidData([Finding("E002", f"读不出 {path}（{error.strerror}）", file=path.name)]) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise fi.InvalidData([Finding("E003", "这里不是 UTF-8 编码的文字", line=line, column=column)]) from None
    if not text.strip():
        raise fi.InvalidData([Finding("E004", "文件里什么也没有", line=1, column=1)])
    return text


def _located(findings: Iterable[Finding], tree: Tree, name: str) -> tuple[Finding, ...]:
    """*findings* with file, line and column, in the order of the file, errors before warnings on a line."""

    def locate(finding: Finding) -> Finding:
        line, column = (finding.line, finding.column) if finding.line else tree.position(finding.path)
        return replace(finding, file=name, line=line, column=column)

    return tuple(sorted(map(locate, findings), key=lambda f: (f.line, f.column, f.code)))


def _sound(catalogue: Catalogue, places: Mapping[str, int], findings: Iterable[Finding]) -> Catalogue:
    """*catalogue* without the observations that have an error, or whose source has one."""
    broken = {f.path[1] for f in findings if f.is_error and f.path[:1] == ("observations",) and len(f.path) > 1}
    doubtful = {f.path[1] for f in findings if f.is_error and f.path[:1] == ("sources",) and len(f.path) > 1}
    if not broken and not doubtful:
        return catalogue
    sound = {k: o for k, o in catalogue.observations.items() if places[k] not in broken and o.source not in doubtful}
    relations = tuple(r for r in catalogue.relations if {r.result, *r.terms} <= sound.keys())
    return replace(catalogue, observations=sound, relations=relations)


# --- from the tree to the model ---------------------------------------------------------------------


class _Reader:
    """Validates each part of the tree by itself, so that one broken entry hides no other finding."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.findings: list[Finding] = []

    def read(self) -> tuple[Catalogue | None, dict[str, int]]:
        """The catalogue of all valid entries, and the index of each observation in the file."""
        if not isinstance(self.data, dict):
            self.findings.append(Finding("E010", "顶层不是键值对照表"))
            return None, {}
        for key in self.data.keys() - _FIELDS:
            self.findings.append(Finding("E011", f"未知的字段“{key}”", (key, KEY), hint=did_you_mean(key, _FIELDS)))
        for key in _REQUIRED:
            if self.data.get(key) is None:
                self.findings.append(Finding("E012", f"缺少“{key}”", (key,) if key in self.data else ()))
        sections = {name: self._mapping(name, model) for name, model in _SECTIONS.items()}
        observations = self._list("observations", Observation)
        relations = self._list("relations", Relation)
        ids = identify([one for _, one in observations], sections["sources"])
        catalogue = Catalogue(
            title=str(self.data.get("title") or ""),
            title_en=str(self.data.get("title_en") or ""),
            home=str(self.data.get("home") or ""),
            observations={key: one for key, (_, one) in zip(ids, observations, strict=True)},
            relations=tuple(one for _, one in relations),
            **sections,
        )
        return catalogue, {key: index for key, (index, _) in zip(ids, observations, strict=True)}

    def _mapping(self, name: str, model: type[BaseModel]) -> dict[str, Any]:
        section = self.data.get(name) or {}
        if not isinstance(section, dict):
            self.findings.append(Finding("E010", f"“{name}”应是键值对照表，每个代号一项", (name,)))
            return {}
        valid = {}
        for key, entry in section.items():
            if (one := self._entry(model, entry, (name, key))) is not None:
                valid[key] = one
        return valid

    def _list(self, name: str, model: type[BaseModel]) -> list[tuple[int, Any]]:
        section = self.data.get(name) or []
        if not isinstance(section, list):
            self.findings.append(Finding("E010", f"“{name}”应是列表，每项以“- ”开头", (name,)))
            return []
        try:
            return list(enumerate(TypeAdapter(list[model]).validate_python(section)))  # type: ignore[valid-type]
        except ValidationError:
            entries = [(index, self._entry(model, entry, (name, index))) for index, entry in enumerate(section)]
            return [(index, one) for index, one in entries if one is not None]

    def _entry(self, model: type[BaseModel], entry: Any, path: fi.Path) -> Any:
        try:
            return model.model_validate(entry)
        except ValidationError as error:
            seen = set()
            for detail in error.errors():
                finding = _explain(detail, entry, path, model)
                if finding.path not in seen:
                    seen.add(finding.path)
                    self.findings.append(finding)
            return None


def _explain(detail: Any, entry: Any, path: fi.Path, model: type[BaseModel]) -> Finding:
    """A pydantic error in Chinese, at the deepest node that exists in the file."""
    kind, context = detail["type"], detail.get("ctx") or {}
    inner = _existing(detail["loc"], entry)
    name = next((str(part) for part in reversed(inner) if isinstance(part, str)), "")
    shown = _shown(entry, inner)
    if kind == "extra_forbidden":
        word = str(detail["loc"][-1])
        return Finding("E011", f"未知的字段“{word}”", (*path, *inner, KEY), hint=did_you_mean(word, _field_names(model)))
    if kind == "missing":
        return Finding("E012", f"缺少“{detail['loc'][-1]}”", (*path, *inner))
    if kind == "literal_error":
        choices = context.get("expected", "").replace("'", "").replace(" or ", "、").replace(", ", "、")
        words = choices.split("、")
        return Finding("E014", f"“{name}”写的是“{shown}”，只能是 {choices}", (*path, *inner), hint=did_you_mean(shown, words))
    if kind == "value_error":
        return Finding("E013", str(context.get("error", "值的写法不对")), (*path, *inner))
    example = _example(model, name)
    wanted = f"，应像 {example} 这样写" if example else ""
    if kind in {"model_type", "model_attributes_type"}:
        return Finding("E013", "这里应是键值对照表", (*path, *inner))
    return Finding("E013", f"“{name}”的写法“{shown}”不对{wanted}" if name else f"“{shown}”的写法不对", (*path, *inner))


def _existing(loc: Iterable[str | int], entry: Any) -> fi.Path:
    """The leading part of *loc* that exists in *entry* (pydantic adds the names of union members)."""
    found: list[str | int] = []
    for part in loc:
        if isinstance(entry, dict) and part in entry:
            entry = entry[part]
        elif isinstance(entry, list) and isinstance(part, int) and part < len(entry):
            entry = entry[part]
        else:
            break
        found.append(part)
    return tuple(found)


def _shown(entry: Any, path: fi.Path) -> str:
    for part in path:
        entry = entry[part]
    text = "" if entry is None else str(entry)
    return text if len(text) <= 40 else text[:39] + "…"


def _field_names(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _example(model: type[BaseModel], name: str) -> str:
    for field_name, info in model.model_fields.items():
        if name == (info.alias or field_name) and info.examples:
            return str(info.examples[0])
    return ""
