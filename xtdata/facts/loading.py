"""From ``indicators.yaml`` to a checked catalogue, with the line and column of every finding."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from xtdata.datafile.yamltree import KEY, Tree
from xtdata.model import diagnostics as fi
from xtdata.model.catalogue import (
    Catalogue,
    Dismissal,
    Identifier,
    Indicator,
    Observation,
    Quote,
    Region,
    Relation,
    Source,
    Theme,
    identify,
)
from xtdata.model.diagnostics import Finding, did_you_mean
from xtdata.sources.library import Library, open_library
from xtdata.verification.evidence import Evidence
from xtdata.verification.verify import Places, verify

MAX_BYTES = 20_000_000
DEFAULT_FILE = "indicators.yaml"

_SECTIONS: dict[str, type[BaseModel]] = {"themes": Theme, "regions": Region, "sources": Source, "indicators": Indicator}
_TEXTS = ("title", "title_en", "home")
_LISTS: dict[str, type[BaseModel]] = {"observations": Observation, "relations": Relation}
_FIELDS = {*_TEXTS, *_SECTIONS, *_LISTS}
_REQUIRED = ("title", "home", *_SECTIONS, "observations")
_KEY = TypeAdapter(Identifier)


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
    text: str = ""

    @cached_property
    def digest(self) -> str:
        """A short name for exactly this data file with exactly these source texts."""
        digest = sha256(self.text.encode())
        for key, text in sorted(self.library.texts.items()):
            digest.update(f"\0{key}\0{text.raw}".encode())
        return digest.hexdigest()[:12]

    @property
    def is_sound(self) -> bool:
        return self.catalogue is not None and not fi.errors(self.findings)


def default_path() -> Path:
    """The data file: ``XTDATA_FILE``, else ``indicators.yaml`` here, else the one of the checkout, else the one that should be here."""
    if named := os.environ.get("XTDATA_FILE"):
        return Path(named)
    here, shipped = Path(DEFAULT_FILE), Path(__file__).resolve().parents[2] / DEFAULT_FILE
    return shipped if shipped.exists() and not here.exists() else here


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
    if not isinstance(tree.data, dict):
        return Loaded(path, None, findings=_located(reader.misshapen(), tree, name), text=text)
    catalogue, places = reader.read()
    library = open_library(catalogue.sources, path.resolve().parent)
    verified = verify(catalogue, library, places)
    found = _located([*reader.findings, *verified.findings], tree, name)
    return Loaded(path, _sound(catalogue, places, found), library, verified.evidence, found, text)


def read_text(path: Path) -> str:
    """The text of a data file. Raises ``InvalidData`` where it is missing, too large, not UTF-8 or empty."""
    content = _content(path).removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise fi.InvalidData([_not_utf8(content, error)]) from None
    if not text.strip():
        raise fi.InvalidData([Finding("E004", "文件里什么也没有", line=1, column=1)])
    return text


def _content(path: Path) -> bytes:
    def refuse(code: str, message: str) -> fi.InvalidData:
        return fi.InvalidData([Finding(code, message, file=path.name)])

    try:
        size = path.stat().st_size
        # Opening a pipe or a device would wait for ever.
        if not path.is_file():
            raise refuse("E002", f"{path} 不是文件" + ("，而是文件夹" if path.is_dir() else ""))
        if size > MAX_BYTES:
            raise refuse("E002", f"{path.name} 有 {size / 1e6:.0f} MB，超过 {MAX_BYTES / 1e6:.0f} MB 的上限")
        return path.read_bytes()
    except (FileNotFoundError, ValueError):
        # ValueError: a path that no system could have.
        raise refuse("E001", f"找不到数据文件 {path}") from None
    except OSError as error:
        raise refuse("E002", f"读不出 {path}：{fi.reason(error)}") from None


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> Finding:
    start = content.rfind(b"\n", 0, error.start) + 1
    line = content.count(b"\n", 0, error.start) + 1
    column = len(content[start : error.start].decode()) + 1
    # A byte-order mark of UTF-16, as Windows Notepad writes it.
    name = "UTF-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "GBK" if _is_gbk(content) else ""
    message = "这里不是 UTF-8 编码的文字" + (f"，看来是 {name}" if name else "")
    return Finding("E003", message, line=line, column=column)


def _is_gbk(content: bytes) -> bool:
    try:
        content.decode("gbk")
    except UnicodeDecodeError:
        return False
    return True


def _located(findings: Iterable[Finding], tree: Tree, name: str) -> tuple[Finding, ...]:
    """*findings* with file, line and column, in the order of the file, errors before warnings on a line."""

    def locate(finding: Finding) -> Finding:
        line, column = (finding.line, finding.column) if finding.line else tree.position(finding.path)
        return replace(finding, file=name, line=line, column=column)

    return tuple(sorted(map(locate, findings), key=lambda f: (f.line, f.column, f.code)))


def _sound(catalogue: Catalogue, places: Places, findings: Iterable[Finding]) -> Catalogue:
    """*catalogue* without what has an error, and without what leans on that."""
    blamed = {finding.path[:2] for finding in findings if finding.is_error}
    if not blamed:
        return catalogue
    regions = {key: _rooted(region, ("regions", key) in blamed, catalogue) for key, region in catalogue.regions.items()}
    indicators = {key: one for key, one in catalogue.indicators.items() if one.theme in catalogue.themes}
    proved = catalogue.sources.keys() - {path[1] for path in blamed if path[:1] == ("sources",) and len(path) > 1}
    observations = {
        key: one
        for key, one in catalogue.observations.items()
        if ("observations", places.observations[key]) not in blamed
        and (one.indicator in indicators and one.region in regions and one.source in proved)
    }
    relations = tuple(
        one
        for index, one in zip(places.relations, catalogue.relations, strict=True)
        if ("relations", index) not in blamed and {one.result, *one.terms} <= observations.keys()
    )
    home = catalogue.home if catalogue.home in regions else next(iter(regions), "")
    return replace(catalogue, home=home, regions=regions, indicators=indicators, observations=observations, relations=relations)


def _rooted(region: Region, blamed: bool, catalogue: Catalogue) -> Region:
    """*region*, without a parent where that leads nowhere."""
    if blamed or (region.parent and region.parent not in catalogue.regions):
        return region.model_copy(update={"parent": None})
    return region


# --- from the tree to the model ---------------------------------------------------------------------


class _Reader:
    """Validates each part of the tree by itself, so that one broken entry hides no other finding."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.findings: list[Finding] = []
        self.unread: set[fi.Path] = set()
        self.unread_ids: set[str] = set()

    def misshapen(self) -> list[Finding]:
        """What to say of a file that is no mapping."""
        if self.data is None:
            return [Finding("E004", "文件里没有数据")]
        return [Finding("E010", "顶层不是键值对照表")]

    def read(self) -> tuple[Catalogue, Places]:
        """The catalogue of all valid entries, and where they stand in the file."""
        for key in self.data.keys() - _FIELDS:
            self.findings.append(Finding("E011", f"未知的字段“{_cut(key)}”", (key, KEY), hint=did_you_mean(key, _FIELDS)))
        for key in _REQUIRED:
            if self.data.get(key) is None:
                self.findings.append(Finding("E012", f"缺少“{key}”", (key,) if key in self.data else ()))
                self.unread.add((key,))
        texts: dict[str, Any] = {name: self._text(name) for name in _TEXTS}
        sections: dict[str, Any] = {name: self._mapping(name, model) for name, model in _SECTIONS.items()}
        observations = self._list("observations", Observation)
        relations = self._list("relations", Relation)
        ids = identify([one for _, one in observations], sections["sources"])
        catalogue = Catalogue(
            observations={key: one for key, (_, one) in zip(ids, observations, strict=True)},
            relations=tuple(one for _, one in relations),
            **texts,
            **sections,
        )
        indices = {key: index for key, (index, _) in zip(ids, observations, strict=True)}
        return catalogue, Places(indices, [index for index, _ in relations], self.unread, tuple(self.unread_ids))

    def _text(self, name: str) -> str:
        value = self.data.get(name)
        if value is None or (isinstance(value, str) and value.strip()):
            return value or ""
        self.findings.append(Finding("E013", f"“{name}”应是一行文字", (name,)))
        return ""

    def _mapping(self, name: str, model: type[BaseModel]) -> dict[str, Any]:
        section = {} if self.data.get(name) is None else self.data[name]
        if not isinstance(section, dict):
            self.findings.append(Finding("E010", f"“{name}”应是键值对照表，每个代号一项", (name,)))
            self.unread.add((name,))
            return {}
        valid = {}
        for key, entry in section.items():
            one = self._entry(model, entry, (name, key))
            if self._is_key(name, key) and one is not None:
                valid[key] = one
            else:
                self.unread.add((name, key))
        return valid

    def _is_key(self, name: str, key: str) -> bool:
        if _is_identifier(key):
            return True
        message = f"代号“{_cut(key)}”的写法不对：以小写字母开头，只用小写字母、数字、- 和 _，至多 80 个字符"
        self.findings.append(Finding("E013", message, (name, key, KEY)))
        return False

    def _list(self, name: str, model: type[BaseModel]) -> list[tuple[int, Any]]:
        section = [] if self.data.get(name) is None else self.data[name]
        if not isinstance(section, list):
            self.findings.append(Finding("E010", f"“{name}”应是列表，每项以“- ”开头", (name,)))
            self.unread.add((name,))
            return []
        try:
            return list(enumerate(TypeAdapter(list[model]).validate_python(section)))  # type: ignore[valid-type]
        except ValidationError:
            entries = [(index, self._entry(model, entry, (name, index))) for index, entry in enumerate(section)]
            if name == "observations":
                self.unread_ids |= {_start_of_id(section[index]) for index, one in entries if one is None}
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
_INNER: dict[str, type[BaseModel]] = {"quote": Quote, "dismissed": Dismissal}


def _explain(detail: Any, entry: Any, path: fi.Path, model: type[BaseModel]) -> Finding:
    """A pydantic error in Chinese, at the deepest node that exists in the file."""
    kind, context = detail["type"], detail.get("ctx") or {}
    inner = _existing(detail["loc"], entry)
    here = (*path, *inner)
    name = next((str(part) for part in reversed(inner) if isinstance(part, str)), "")
    part = model
    for outer in detail["loc"][:-1]:
        part = _INNER.get(str(outer), part)
    if kind == "extra_forbidden":
        return Finding("E011", f"未知的字段“{_cut(name)}”", (*here, KEY), hint=did_you_mean(name, _field_names(part)))
    if kind == "missing":
        return Finding("E012", f"缺少“{detail['loc'][-1]}”", here)
    value = _value_at(entry, inner)
    if kind == "value_error":
        # What is wrong with an observation as a whole is wrong with its value.
        return Finding("E013", str(context.get("error", "值的写法不对")), here if inner or model is not Observation else (*here, "value"))
    if value is None and name:
        return Finding("E013", f"“{name}”后面是空的", here)
    if kind == "literal_error":
        choices = context.get("expected", "").replace("'", "").replace(" or ", "、").replace(", ", "、")
        shown = _cut(_flow(value))
        return Finding("E014", f"“{name}”写的是“{shown}”，只能是 {choices}", here, hint=did_you_mean(shown, choices.split("、")))
    if kind in {"model_type", "model_attributes_type"}:
        return Finding("E013", f"“{name}”这里应是键值对照表" if name else "这里应是键值对照表", here)
    if kind == "string_too_long":
        return Finding("E013", f"“{name}”有 {len(str(value))} 个字，太长：最多 {context.get('max_length')} 个字", here)
    example = _example(part, name) or _example(model, name)
    wanted = f"，应像 {example} 这样写" if example else ""
    return Finding("E013", f"“{name}”的写法“{_cut(_flow(value))}”不对{wanted}" if name else f"“{_cut(_flow(value))}”的写法不对", here)


def _existing(loc: Iterable[str | int], entry: Any) -> fi.Path:
    """The leading part of *loc* that exists in *entry* (pydantic adds the names of union members)."""
    found: list[str | int] = []
    for part in loc:
        if isinstance(entry, dict) and part in entry:
            entry = entry[part]
        elif isinstance(entry, list) and isinstance(part, int) and part < len(entry):
            entry = entry[part]
        elif isinstance(entry, dict) and part == 0:
            # The model made a list of the one quote that stands here.
            continue
        else:
            break
        found.append(part)
    return tuple(found)


def _value_at(entry: Any, path: fi.Path) -> Any:
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
