"""On which lines of a YAML text each entry stands: what editing by lines needs to know.

An entry is a field of a mapping or an item of a list, named by its path as in the findings:
``("observations", 12)``, ``("sources", "report", "dismissed")``; the whole document is ``()``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from xtdata.datafile.yamltree import Tree
from xtdata.model.diagnostics import InvalidData, Path


class CannotEdit(Exception):
    """A change that cannot be made; the message is one Chinese sentence."""


@dataclass(frozen=True)
class Extent:
    """Lines ``start`` to ``end`` (0-based, half-open) and the column at which the entry's dash or key stands."""

    start: int
    end: int
    column: int


class Outline:
    """The block structure of a text. ``lines`` keep their ends; ``data`` is what ``Tree`` reads."""

    def __init__(self, text: str) -> None:
        """Raises ``CannotEdit`` where *text* is no YAML or not a mapping."""
        try:
            text = text.removeprefix("\ufeff")
            self.data = Tree(text).data
        except InvalidData as error:
            first = error.findings[0]
            raise CannotEdit(f"第 {first.line} 行有误，请先改正：{first.message}") from None
        if not isinstance(self.data, dict):
            raise CannotEdit("顶层不是键值对照表，请先改正")
        # The breaks of splitlines() are those of libyaml, which refuses the control characters that would be more.
        self.lines = text.splitlines(keepends=True)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        assert root is not None
        self.root: Node = root

    def value(self, path: Path) -> Any:
        """The data at *path*, ``None`` where there is none."""
        value = self.data
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def node(self, path: Path) -> Node:
        """The node at *path*. Raises ``CannotEdit`` where there is none."""
        return self._key_and_node(path)[1]

    def block(self, path: Path) -> CollectionNode:
        """The list or mapping at *path*, written with one entry to a line. Raises ``CannotEdit`` where it is not."""
        node = self.node(path)
        if not isinstance(node, CollectionNode) or node.flow_style:
            raise _written_inline(node)
        return node

    def extent(self, path: Path) -> Extent:
        """The lines of the entry at *path*, with the comments inside it, without those that follow it.

        Raises ``CannotEdit`` where the entry has not lines of its own (flow style).
        """
        if not path:
            return Extent(0, len(self.lines), 0)
        parent = self.block(path[:-1])
        key, node = self._key_and_node(path)
        column = parent.start_mark.column if key is None else key.start_mark.column
        start = self._dash_line(node, column) if key is None else key.start_mark.line
        if self.lines[start][:column].strip():
            raise _written_inline(node)
        return Extent(start, last_line(node), column)

    def with_comments(self, extent: Extent) -> Extent:
        """*extent* with the comments that directly follow it and are indented deeper, which speak of it."""
        end = extent.end
        while end < len(self.lines) and self._is_comment(end, extent.column + 1):
            end += 1
        return Extent(extent.start, end, extent.column)

    def _is_comment(self, line: int, indent: int) -> bool:
        text = self.lines[line]
        return text.lstrip(" ").startswith("#") and len(text) - len(text.lstrip(" ")) >= indent

    def _dash_line(self, item: Node, column: int) -> int:
        """The line of the dash of *item*: an item may begin on a later line than its dash."""
        line = item.start_mark.line
        while line > 0 and not (self.lines[line][:column].strip() == "" and self.lines[line][column : column + 1] == "-"):
            line -= 1
        return line

    def _key_and_node(self, path: Path) -> tuple[Node | None, Node]:
        key: Node | None = None
        node = self.root
        for depth, part in enumerate(path):
            value = self.value(path[:depth])
            if isinstance(node, MappingNode) and isinstance(value, dict) and part in value:
                key, node = node.value[list(value).index(part)]
            elif isinstance(node, SequenceNode) and isinstance(part, int) and 0 <= part < len(node.value):
                key, node = None, node.value[part]
            else:
                raise CannotEdit(f"文件里没有“{'/'.join(map(str, path))}”这一项")
        return key, node


def last_line(node: Node) -> int:
    """The line behind the last one (0-based) on which *node* has content."""
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    mark = node.end_mark
    is_block_text = isinstance(node, ScalarNode) and node.style in {"|", ">"}
    return int(mark.line) if is_block_text and mark.column == 0 else int(mark.line) + 1


def _written_inline(node: Node) -> CannotEdit:
    line = node.start_mark.line + 1
    return CannotEdit(f"第 {line} 行用了行内写法（花括号、方括号或一行几项），程序不便改动；请先改成每项一行，或直接编辑文本")
