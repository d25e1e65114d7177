"""Changing the text of ``indicators.yaml``: what is new is spliced in, every other line stays byte for byte.

ruamel.yaml writes the new lines in the file's own style, so comments, order and quoting of the rest survive. Every
change is read back: where the file would not say exactly what it said before, plus the change, nothing is done.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import yaml as yaml11
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from yaml.nodes import Node
from yaml.resolver import Resolver

from xtdata.datafile.outline import CannotEdit, Extent, Outline, last_line
from xtdata.datafile.yamltree import Tree
from xtdata.model.diagnostics import InvalidData, Path

Change = tuple[int, int, str]
"""Lines *start* to *end* (0-based, half-open) become this text."""


def add_observation(text: str, entry: Mapping[str, Any]) -> str:
    """*text* with an observation added behind the last one of the same source (else at the end of the list).

    This and all functions below raise ``CannotEdit`` where the change cannot be made; fields that are ``None`` are left out.
    """
    return add_observations(text, [entry])


def add_observations(text: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """*text* with observations of one source added, in one go, behind the last one of that source."""
    outline = Outline(text)
    observations = outline.data.get("observations") or []
    source = entries[0].get("source")
    same = [i for i, one in enumerate(observations) if isinstance(one, dict) and one.get("source") == source]
    return _add_items(outline, ("observations",), entries, same[-1] if same else None)


def add_relation(text: str, entry: Mapping[str, Any]) -> str:
    """*text* with a relation added at the end of the list."""
    return _add_items(Outline(text), ("relations",), [entry])


def add_entry(text: str, section: str, key: str, entry: Mapping[str, Any]) -> str:
    """*text* with ``section: {key: entry}`` added at the end of the section (sources, indicators, regions, themes)."""
    outline = Outline(text)
    existing = outline.data.get(section)
    if isinstance(existing, dict) and key in existing:
        raise CannotEdit(f"“{section}”里已经有“{key}”")
    if not existing:
        return _set_fields(outline, (), {section: {key: entry}})
    return _set_fields(outline, (section,), {key: entry})


def add_dismissal(text: str, source: str, entry: Mapping[str, Any]) -> str:
    """*text* with a dismissed number added to *source*."""
    return add_dismissals(text, source, [entry])


def add_dismissals(text: str, source: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """*text* with dismissed numbers added to *source*, in one go."""
    outline = Outline(text)
    if not isinstance(outline.value(("sources", source)), dict):
        raise CannotEdit(f"“sources”里没有“{source}”")
    return _add_items(outline, ("sources", source, "dismissed"), entries)


def replace_entry(text: str, path: Path, entry: Mapping[str, Any]) -> str:
    """*text* with the entry at *path* (``("observations", 12)``) made to say *entry*.

    Only the fields that differ are written anew; the others keep their style and comments.
    """
    outline = Outline(text)
    old = outline.value(path)
    if not isinstance(old, dict) or not old or next(iter(old)) not in entry or outline.block(path).flow_style:
        raise CannotEdit(f"“{_words(path)}”不是逐行写的键值对照表，请直接编辑文本")
    return _set_fields(outline, path, {key: entry.get(key) for key in (*old, *entry)}, order=list(entry))


def remove_entry(text: str, path: Path) -> str:
    """*text* without the entry at *path*, and without a list inside a source that becomes empty by that."""
    outline = Outline(text)
    while len(path) > 2 and len(outline.value(path[:-1]) or ()) == 1:
        path = path[:-1]
    extent = outline.with_comments(outline.extent(path))
    return _carry_out(outline, [(extent.start, extent.end, "")], _without(outline.data, path))


# --- splicing ---------------------------------------------------------------------------------------


def _add_items(outline: Outline, path: Path, entries: Sequence[Mapping[str, Any]], after: int | None = None) -> str:
    """The text with *entries* in the list at *path*, behind the item *after* (the last one)."""
    items = outline.value(path) or []
    if not items:
        return _set_fields(outline, path[:-1], {path[-1]: list(entries)})
    if not isinstance(items, list):
        raise CannotEdit(f"“{_words(path)}”应是列表，请先改正")
    after = len(items) - 1 if after is None else after
    extent = outline.with_comments(outline.extent((*path, after)))
    expected = _with(outline.data, path, [*items[: after + 1], *map(plain, entries), *items[after + 1 :]])
    return _carry_out(outline, [(extent.end, extent.end, _dump(entries, extent.column))], expected)


def _set_fields(outline: Outline, path: Path, fields: Mapping[Any, Any], order: list[str] | None = None) -> str:
    """The text with these fields in the mapping at *path*; ``None`` takes a field away, the others stay.

    A new field goes behind the one that precedes it in *order*, or to the end.
    """
    old, mapping = outline.value(path), outline.block(path)
    if not isinstance(old, dict):
        raise CannotEdit(f"“{_words(path)}”应是键值对照表，请先改正")
    changes: list[Change] = []
    for key in [key for key in old if key in fields and not _same(old[key], plain(fields[key]))]:
        changes.append(_change_field(outline, (*path, key), fields[key]))
    for key in [key for key in fields if key not in old and fields[key] is not None]:
        extent = outline.with_comments(_field(outline, (*path, _predecessor(key, old, fields, order))))
        blank = "\n" if not path or _has_blank_before(outline, extent) else ""
        changes.append((extent.end, extent.end, blank + _dump({key: fields[key]}, mapping.start_mark.column)))
    merged = {key: plain(value) for key, value in {**old, **fields}.items() if value is not None}
    return _carry_out(outline, changes, _with(outline.data, path, merged))


def _has_blank_before(outline: Outline, extent: Extent) -> bool:
    """Whether the file sets entries like this one apart by a blank line (above their comments)."""
    above = extent.start - 1
    while above >= 0 and outline.lines[above].lstrip().startswith("#"):
        above -= 1
    return above >= 0 and not outline.lines[above].strip()


def _predecessor(key: str, old: Mapping[str, Any], fields: Mapping[str, Any], order: list[str] | None) -> str:
    before = order[: order.index(key)] if order else []
    stays = [one for one in before if one in old and fields.get(one, old[one]) is not None]
    return stays[-1] if stays else list(old)[-1]


def _change_field(outline: Outline, path: Path, value: Any) -> Change:
    """The lines of the field at *path*, rewritten; what stands before it on its line, and a comment behind it, stay."""
    extent = _field(outline, path)
    if value is None:
        return extent.start, extent.end, ""
    first, *more = _dump({path[-1]: value}, extent.column).splitlines(keepends=True)
    before = outline.lines[extent.start][: extent.column]
    comment = _comment_behind(outline.lines, outline.node(path))
    return extent.start, extent.end, before + first[extent.column :].rstrip("\n") + comment + "\n" + "".join(more)


def _field(outline: Outline, path: Path) -> Extent:
    """The extent of a field, which may stand behind the dash of its item: then it can change, but not go."""
    parent = outline.block(path[:-1])
    keys = list(outline.value(path[:-1]))
    key, node = parent.value[keys.index(path[-1])]
    if keys[0] == path[-1] and outline.lines[key.start_mark.line][: key.start_mark.column].strip() == "-":
        return Extent(key.start_mark.line, last_line(node), key.start_mark.column)
    return outline.extent(path)


def _comment_behind(lines: list[str], node: Node) -> str:
    """The comment on the last line of *node*, with the blanks before it."""
    if node.end_mark.line >= len(lines) or node.end_mark.column == 0:
        return ""
    rest = lines[node.end_mark.line][node.end_mark.column :].rstrip()
    return rest if rest.lstrip().startswith("#") and rest[0] in " \t" else ""


def _carry_out(outline: Outline, changes: list[Change], expected: Any) -> str:
    """The text with *changes* made, which must then read as *expected*."""
    lines = list(outline.lines)
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if lines[-1] == "".join(lines[-1].splitlines()):
        lines[-1] += newline
    # From the bottom up; at one line, first what is replaced there and then, before it, what is inserted.
    for start, end, _, content in sorted(((s, e, i, c) for i, (s, e, c) in enumerate(changes)), reverse=True):
        lines[start:end] = [content.replace("\n", newline)]
    text = "".join(lines)
    try:
        if _same(Tree(text).data, expected):
            return text
    except InvalidData as error:
        raise CannotEdit(f"这样写进去，文件会出错：{error.findings[0].message}") from None
    raise CannotEdit("这样写进去，文件里别的内容会跟着变，所以没有改；请直接编辑文本")


# --- data as the file says it -----------------------------------------------------------------------


def plain(value: Any) -> Any:
    """*value* as ``Tree`` reads it back: texts, lists and mappings, without fields that are ``None``."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else _number_text(value) if isinstance(value, int | float | Decimal) else str(value)


def _same(one: Any, other: Any) -> bool:
    """Whether two readings agree; an empty part is no part, and a line end behind a text does not count."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(_same(one.get(key), other.get(key)) for key in one.keys() | other.keys())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, str) and isinstance(other, str):
        return one.rstrip("\n") == other.rstrip("\n")
    return not one and not other


def _with(data: Any, path: Path, value: Any) -> Any:
    """A copy of *data* with *value* at *path*."""
    if not path:
        return value
    copy: Any = data.copy()
    copy[path[0]] = _with(data[path[0]] if len(path) > 1 else None, path[1:], value)
    return copy


def _without(data: Any, path: Path) -> Any:
    """A copy of *data* without what is at *path*."""
    parent: Any = data
    for part in path[:-1]:
        parent = parent[part]
    if isinstance(parent, list):
        return _with(data, path[:-1], [one for index, one in enumerate(parent) if index != path[-1]])
    return _with(data, path[:-1], {key: one for key, one in parent.items() if key != path[-1]})


def _words(path: Path) -> str:
    return "/".join(map(str, path))


# --- writing YAML -----------------------------------------------------------------------------------


class _Representer(RoundTripRepresenter):
    """Writes numbers as they are printed: 8.10 keeps its zero."""


def _represent_number(representer: RoundTripRepresenter, number: Decimal | float) -> ScalarNode:
    text = _number_text(number)
    node: ScalarNode = representer.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)
    return node


for _kind in (Decimal, float):
    _Representer.add_representer(_kind, _represent_number)


def _number_text(number: Decimal | float) -> str:
    """A number without an exponent.

    >>> [_number_text(n) for n in (Decimal("8.10"), 190.0, Decimal("1E+3"), 0.00001)]
    ['8.10', '190', '1000', '0.00001']
    """
    exact = Decimal(str(number))
    if not exact.is_finite():
        raise CannotEdit(f"“{number}”不是有限的数")
    text = format(exact, "f")
    return text.removesuffix(".0") if isinstance(number, float) else text


def _dump(content: Any, indent: int) -> str:
    """*content* as YAML lines, each ended by ``\\n``, the outermost dash or key at column *indent*."""
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.width = 10**6
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(_styled(content, yaml), out)
    lines = out.getvalue().split("\n")[:-1]
    extra = len(lines[0]) - len(lines[0].lstrip(" "))
    return "".join(" " * indent + line[extra:] + "\n" for line in lines)


_NUMERIC_FIELDS = {"value", "from"}


def _styled(content: Any, yaml: YAML, field: Any = None) -> Any:
    """*content* with plain numbers where numbers belong, a range on one line, and quotes where a reader would err."""
    if isinstance(content, Mapping):
        return {str(key): _styled(value, yaml, key) for key, value in content.items() if value is not None}
    if isinstance(content, list | tuple):
        items = CommentedSeq(_styled(value, yaml, field) for value in content)
        if field in _NUMERIC_FIELDS:
            items.fa.set_flow_style()
        return items
    if not isinstance(content, str):
        return content
    if field in _NUMERIC_FIELDS and _NUMBER.fullmatch(content):
        return Decimal(content)
    return DoubleQuotedScalarString(content) if _in_double_quotes(content, yaml) else content


_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?", re.ASCII)
_RESOLVER = Resolver()


def _in_double_quotes(text: str, yaml: YAML) -> bool:
    """Whether *text* is written in double quotes: several lines, or a text that plain YAML takes for something else."""
    if len(text.splitlines()) > 1 or _RESOLVER.resolve(yaml11.ScalarNode, text, (True, False)) != "tag:yaml.org,2002:str":
        return True
    out = io.StringIO()
    yaml.dump(text, out)
    return out.getvalue().startswith("'") and not set(text) & set('"\\')
