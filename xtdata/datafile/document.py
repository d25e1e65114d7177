"""A data file as a document: what it says, where each entry stands, and changes that leave every other line as it is.

An entry is a field of a mapping or an item of a list, named by its path as in the diagnostics: ``("observations", 12)``,
``("sources", "report", "dismissed")``; the whole document is ``()``. What is new is spliced in line by line, in the file's
own style. Every change is read back: where the file would not say exactly what it said before, plus the change, nothing
is done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xtdata.datafile import CannotEdit
from xtdata.datafile.parsing import KEY, Node, locate, parse
from xtdata.datafile.writing import dump, plain
from xtdata.model.diagnostics import InvalidData, Path

_Change = tuple[int, int, str]
"""Lines *start* to *end* (0-based, half-open) become this text."""


@dataclass(frozen=True)
class Extent:
    """Lines ``start`` to ``end`` (0-based, half-open) and the column at which the entry's dash or key stands."""

    start: int
    end: int
    column: int


class YamlDocument:
    """A YAML text. ``data`` is what it says: dicts, lists, strings and ``None``, every scalar in its printed form.

    Each change gives a new document. It raises ``CannotEdit`` where it cannot be made; fields that are ``None`` are left out.
    """

    def __init__(self, text: str) -> None:
        """Parse *text*. Raises ``InvalidData`` with every structural diagnostic."""
        self.text = text.removeprefix("\ufeff")
        self.data = parse(self.text)

    @classmethod
    def to_edit(cls, text: str) -> YamlDocument:
        """The document of *text*. Raises ``CannotEdit`` where it is no YAML or not a mapping."""
        try:
            document = cls(text)
        except InvalidData as error:
            first = error.diagnostics[0]
            raise CannotEdit(f"第 {first.line} 行有误，请先改正：{first.message}") from None
        if not isinstance(document.data, dict):
            raise CannotEdit("顶层不是键值对照表，请先改正")
        return document

    # --- what stands where ------------------------------------------------------------------------------

    @cached_property
    def _root(self) -> Node:
        return locate(self.text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines with their ends."""
        # The breaks of splitlines() are those of libyaml, which refuses the control characters that would be more.
        return self.text.splitlines(keepends=True)

    def value(self, path: Path) -> Any:
        """The data at *path*, ``None`` where there is none."""
        value = self.data
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def position(self, path: Path) -> tuple[int, int]:
        """Line and column (1-based) of the value at *path*, or of its nearest ancestor that exists.

        The position of a key itself is at *path* with ``KEY`` behind it.
        """
        node = self._root
        line, column = node.start
        for part in path:
            if part == KEY and node.key:
                line, column = node.key
            if not (child := node.child(part)):
                break
            node = child
            line, column = node.start
        return line + 1, column + 1

    def extent(self, path: Path) -> Extent:
        """The lines of the entry at *path*, with the comments inside it, without those that follow it.

        Raises ``CannotEdit`` where the entry has not lines of its own (flow style).
        """
        if not path:
            return Extent(0, len(self.lines), 0)
        parent, node = self._block(path[:-1]), self._node(path)
        start, column = node.key or (self._dash_line(node, parent.start[1]), parent.start[1])
        if self.lines[start][:column].strip():
            raise _written_inline(node)
        return Extent(start, node.last_line, column)

    def _node(self, path: Path) -> Node:
        node = self._root
        for part in path:
            child = node.child(part)
            if child is None:
                raise CannotEdit(f"文件里没有“{_words(path)}”这一项")
            node = child
        return node

    def _block(self, path: Path) -> Node:
        """The list or mapping at *path*, written with one entry to a line."""
        node = self._node(path)
        if node.children is None or node.is_flow:
            raise _written_inline(node)
        return node

    def _dash_line(self, item: Node, column: int) -> int:
        """The line of the dash of *item*: an item may begin on a later line than its dash."""
        line = item.start[0]
        while line > 0 and not (self.lines[line][:column].strip() == "" and self.lines[line][column : column + 1] == "-"):
            line -= 1
        return line

    def with_comments(self, extent: Extent) -> Extent:
        """*extent* with the comments that directly follow it and are indented deeper, which speak of it."""
        end = extent.end
        while end < len(self.lines) and self._is_comment(end, extent.column + 1):
            end += 1
        return Extent(extent.start, end, extent.column)

    def _is_comment(self, line: int, indent: int) -> bool:
        text = self.lines[line]
        return text.lstrip(" ").startswith("#") and len(text) - len(text.lstrip(" ")) >= indent

    def _has_blank_before(self, extent: Extent) -> bool:
        """Whether the file sets entries like this one apart by a blank line (above their comments)."""
        above = extent.start - 1
        while above >= 0 and self.lines[above].lstrip().startswith("#"):
            above -= 1
        return above >= 0 and not self.lines[above].strip()

    def _field(self, path: Path) -> Extent:
        """The extent of a field, which may stand behind the dash of its item: then it can change, but not go."""
        parent, node = self._block(path[:-1]), self._node(path)
        line, column = node.key or node.start
        is_first = isinstance(parent.children, dict) and next(iter(parent.children)) == path[-1]
        if is_first and self.lines[line][:column].strip() == "-":
            return Extent(line, node.last_line, column)
        return self.extent(path)

    def _comment_behind(self, node: Node) -> str:
        """The comment on the last line of *node*, with the blanks before it."""
        line, column = node.end
        if line >= len(self.lines) or column == 0:
            return ""
        rest = self.lines[line][column:].rstrip()
        return rest if rest.lstrip().startswith("#") and rest[0] in " \t" else ""

    # --- changes ----------------------------------------------------------------------------------------

    def add_observations(self, entries: Sequence[Mapping[str, Any]]) -> YamlDocument:
        """Add observations of one source behind the last one of that source (else at the end of the list)."""
        source, observations = entries[0].get("source"), self.data.get("observations") or []
        same = [index for index, one in enumerate(observations) if isinstance(one, dict) and one.get("source") == source]
        return self.add_items(("observations",), entries, after=same[-1] if same else None)

    def add_items(self, path: Path, entries: Sequence[Mapping[str, Any]], after: int | None = None) -> YamlDocument:
        """Add *entries* to the list at *path*, which may be a new field, behind the item *after* (else at its end)."""
        if not isinstance(self.value(path[:-1]), dict):
            raise CannotEdit(f"“{_words(path[:-2])}”里没有“{_words(path[-2:-1])}”")
        items = self.value(path) or []
        if not items:
            return self._set_fields(path[:-1], {path[-1]: list(entries)})
        if not isinstance(items, list):
            raise CannotEdit(f"“{_words(path)}”应是列表，请先改正")
        after = len(items) - 1 if after is None else after
        extent = self.with_comments(self.extent((*path, after)))
        expected = _with(self.data, path, [*items[: after + 1], *map(plain, entries), *items[after + 1 :]])
        return self._changed([(extent.end, extent.end, dump(entries, extent.column))], expected)

    def add_entry(self, section: str, key: str, entry: Mapping[str, Any]) -> YamlDocument:
        """Add ``section: {key: entry}`` at the end of the section (sources, indicators, regions, themes)."""
        existing = self.data.get(section)
        if isinstance(existing, dict) and key in existing:
            raise CannotEdit(f"“{section}”里已经有“{key}”")
        return self._set_fields((section,), {key: entry}) if existing else self._set_fields((), {section: {key: entry}})

    def replace_entry(self, path: Path, entry: Mapping[str, Any]) -> YamlDocument:
        """Make the entry at *path* say *entry*: only the fields that differ are written anew."""
        return self.replace_entries({path: entry})

    def replace_entries(self, entries: Mapping[Path, Mapping[str, Any]]) -> YamlDocument:
        """Make the entry at each path, none of which lies inside another, say what *entries* give."""
        changes: list[_Change] = []
        expected = self.data
        for path, entry in entries.items():
            old = self.value(path)
            if not isinstance(old, dict) or not old or next(iter(old)) not in entry or self._block(path).is_flow:
                raise CannotEdit(f"“{_words(path)}”不是逐行写的键值对照表，请直接编辑文本")
            fields = {key: entry.get(key) for key in (*old, *entry)}
            changes += self._changes_of(path, fields, list(entry))
            expected = _with(expected, path, _merged(old, fields))
        return self._changed(changes, expected)

    def replace_scalars(self, values: Mapping[Path, str]) -> YamlDocument:
        """Write each of *values* in place of the text at its path; ``KEY`` behind a path names the key of that field."""
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line))
        text, expected = self.text, self.data
        spans = []
        for path, value in values.items():
            node = self._node(path[:-1] if path[-1] == KEY else path)
            if path[-1] != KEY and node.children is not None:
                raise CannotEdit(f"“{_words(path)}”应是一个词，请先改正")
            begin, end = (node.key, None) if path[-1] == KEY and node.key else (node.start, node.end)
            start = starts[begin[0]] + begin[1]
            old = str(path[-2]) if path[-1] == KEY else ""
            stop = starts[end[0]] + end[1] if end else start + len(old) + (2 if text[start : start + 1] in {'"', "'"} else 0)
            is_flow = any(self._node(path[:length]).is_flow for length in range(len(path)))
            spans.append((start, stop, _written_scalar(value, is_flow)))
            expected = _renamed(expected, path[:-1], value) if path[-1] == KEY else _with(expected, path, value)
        for start, stop, value in sorted(spans, reverse=True):
            text = text[:start] + value + text[stop:]
        return self.checked(text, expected)

    def remove_entry(self, path: Path) -> YamlDocument:
        """Take away the entry at *path*, and a list inside a source that becomes empty by that."""
        while len(path) > 2 and len(self.value(path[:-1]) or ()) == 1:
            path = path[:-1]
        extent = self.with_comments(self.extent(path))
        return self._changed([(extent.start, extent.end, "")], _without(self.data, path))

    def _set_fields(self, path: Path, fields: Mapping[Any, Any]) -> YamlDocument:
        """Set these fields of the mapping at *path*; the others stay."""
        changes = self._changes_of(path, fields)
        return self._changed(changes, _with(self.data, path, _merged(self.value(path), fields)))

    def _changes_of(self, path: Path, fields: Mapping[Any, Any], order: list[str] | None = None) -> list[_Change]:
        """What sets these fields of the mapping at *path*; ``None`` takes a field away, the others stay.

        A new field goes behind the one that precedes it in *order*, or to the end.
        """
        old, mapping = self.value(path), self._block(path)
        if not isinstance(old, dict):
            raise CannotEdit(f"“{_words(path)}”应是键值对照表，请先改正")
        changes: list[_Change] = []
        for key in [key for key in old if key in fields and not _same(old[key], plain(fields[key]))]:
            changes.append(self._change_field((*path, key), fields[key]))
        for key in [key for key in fields if key not in old and fields[key] is not None]:
            extent = self.with_comments(self._field((*path, _predecessor(key, old, fields, order))))
            blank = "\n" if not path or self._has_blank_before(extent) else ""
            changes.append((extent.end, extent.end, blank + dump({key: fields[key]}, mapping.start[1])))
        return changes

    def _change_field(self, path: Path, value: Any) -> _Change:
        """The lines of the field at *path*, rewritten; what stands before it on its line, and a comment behind it, stay."""
        extent = self._field(path)
        if value is None:
            return extent.start, extent.end, ""
        first, *more = dump({path[-1]: value}, extent.column).splitlines(keepends=True)
        before, comment = self.lines[extent.start][: extent.column], self._comment_behind(self._node(path))
        return extent.start, extent.end, before + first[extent.column :].rstrip("\n") + comment + "\n" + "".join(more)

    def _changed(self, changes: list[_Change], expected: Any) -> YamlDocument:
        """The document with *changes* made, which must then read as *expected*."""
        lines = list(self.lines)
        newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
        if lines[-1] == "".join(lines[-1].splitlines()):
            lines[-1] += newline
        # From the bottom up; at one line, first what is replaced there and then, before it, what is inserted.
        for start, end, _, content in sorted(((s, e, i, c) for i, (s, e, c) in enumerate(changes)), reverse=True):
            lines[start:end] = [content.replace("\n", newline)]
        return self.checked("".join(lines), expected)

    def checked(self, text: str, expected: Any) -> YamlDocument:
        """The document of *text*, which must read as *expected*."""
        try:
            changed = YamlDocument(text)
        except InvalidData as error:
            raise CannotEdit(f"这样写进去，文件会出错：{error.diagnostics[0].message}") from None
        if not _same(changed.data, expected):
            raise CannotEdit("这样写进去，文件里别的内容会跟着变，所以没有改；请直接编辑文本")
        return changed


def _written_inline(node: Node) -> CannotEdit:
    return CannotEdit(f"第 {node.start[0] + 1} 行用了行内写法（花括号、方括号或一行几项），程序不便改动；请先改成每项一行，或直接编辑文本")


def _predecessor(key: str, old: Mapping[str, Any], fields: Mapping[str, Any], order: list[str] | None) -> str:
    before = order[: order.index(key)] if order else []
    stays = [one for one in before if one in old and fields.get(one, old[one]) is not None]
    return stays[-1] if stays else list(old)[-1]


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


def _merged(old: Mapping[Any, Any], fields: Mapping[Any, Any]) -> dict[Any, Any]:
    """*old* with *fields* set, as it is read back."""
    return {key: plain(value) for key, value in {**old, **fields}.items() if value is not None}


def _renamed(data: Any, path: Path, key: str) -> Any:
    """A copy of *data* in which the field at *path* is called *key*."""
    parent: Any = data
    for part in path[:-1]:
        parent = parent[part]
    return _with(data, path[:-1], {key if one == path[-1] else one: value for one, value in parent.items()})


def _written_scalar(value: str, is_flow: bool) -> str:
    """*value* as it stands behind a colon or a dash, or between the brackets of a flow list."""
    written = dump({"k": value}, 0)[3:].rstrip("\n")
    return json.dumps(value, ensure_ascii=False) if is_flow and set(value) & set(",[]{}") else written


def _words(path: Path) -> str:
    return "/".join(map(str, path))
