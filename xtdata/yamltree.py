"""YAML as plain dicts, lists and strings, and the line and column of every node.

libyaml's event stream is read directly: several times faster than composing and constructing nodes, every
scalar keeps its printed form (``2022`` stays text, ``8.10`` keeps its zero), and what a data file has no use
for is refused: anchors, aliases, tags, duplicate keys, deep nesting.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from xtdata.findings import Finding, InvalidData, Path

MAX_DEPTH = 12
KEY = "\0key"
_NULLS = {"", "~", "null", "Null", "NULL"}
_PROBLEMS = {
    "could not find expected ':'": "这里缺一个冒号，或上一行的引号没有合上",
    "mapping values are not allowed": "这里不该有冒号：冒号后的内容若含冒号，要用引号括起来",
    "did not find expected key": "缩进没有对齐，或引号后面多了字",
    "did not find expected '-' indicator": "列表的缩进没有对齐",
    "found unexpected end of stream": "引号或括号没有合上",
    "found unexpected document indicator": "文件中间出现了 --- 或 ...，一个文件只能有一份数据",
    "found undefined alias": "用了没有定义的别名（以 * 开头）：文字若以 * 开头，要用引号括起来",
    "did not find expected ',' or": "方括号或花括号里缺逗号，或没有合上",
    "control characters are not allowed": "文件里有控制字符",
    "block sequence entries are not allowed": "这里不该有“- ”：列表须另起一行并缩进",
    "found unknown escape character": "双引号里的反斜杠要写成两个，或改用单引号",
}


class Tree:
    """A parsed YAML document: ``data`` is made of dicts, lists, strings and None."""

    def __init__(self, text: str) -> None:
        """Parse *text*. Raises ``InvalidData`` with every structural finding."""
        self.text = text
        self._positions: dict[Path, tuple[int, int]] | None = None
        self.data = _Builder(text).build()

    def position(self, path: Path) -> tuple[int, int]:
        """Line and column (1-based) of the node at *path*, or of its nearest ancestor that exists.

        The place of a key itself is at *path* with ``KEY`` behind it.
        """
        if self._positions is None:
            builder = _Builder(self.text, record=True)
            builder.build()
            self._positions = builder.positions
        for length in range(len(path), -1, -1):
            if path[:length] in self._positions:
                return self._positions[path[:length]]
        return 1, 1


class _Builder:
    """Turns the event stream into data, with an explicit stack (a hostile file cannot exhaust Python's)."""

    def __init__(self, text: str, *, record: bool = False) -> None:
        self.text = text
        self.record = record
        self.positions: dict[Path, tuple[int, int]] = {}
        self.findings: list[Finding] = []
        self.stack: list[Any] = []
        self.keys: list[Any] = []
        self.awaits_key: list[bool] = []
        self.root: Any = None
        self.documents = 0

    def build(self) -> Any:
        for event in self._events():
            self._take(event)
        if self.findings:
            raise InvalidData(self.findings)
        return self.root

    def _events(self) -> Iterator[Event]:
        try:
            yield from yaml.parse(self.text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            raise InvalidData([*self.findings, _syntax_finding(error, self.text)]) from None

    def _take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._close()
        elif isinstance(event, AliasEvent):
            self._refuse("E008", f"这里用了别名 *{event.anchor}", event)
            self._place(None, event)
        elif isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse("E005", "一个文件只能有一份数据，这里又出现了 ---", event)

    def _scalar(self, event: ScalarEvent) -> None:
        if event.anchor or event.tag:
            self._refuse("E008", "这里用了锚点或标签", event)
        value: str | None = event.value
        # A plain scalar only: a quoted "" or "null" is text.
        if event.style is None and value in _NULLS:
            value = None
        if self.stack and self.awaits_key[-1]:
            self._key("" if value is None else value, event)
        else:
            self._place(value, event)

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor or event.tag:
            self._refuse("E008", "这里用了锚点或标签", event)
        container: Any = {} if isinstance(event, MappingStartEvent) else []
        if len(self.stack) >= MAX_DEPTH:
            self._refuse("E009", f"嵌套超过 {MAX_DEPTH} 层", event)
            raise InvalidData(self.findings)
        self._place(container, event)
        self.stack.append(container)
        self.keys.append(-1 if isinstance(container, list) else "")
        self.awaits_key.append(isinstance(container, dict))

    def _close(self) -> None:
        for stack in (self.stack, self.keys, self.awaits_key):
            stack.pop()
        if self.stack:
            self.awaits_key[-1] = isinstance(self.stack[-1], dict)

    def _key(self, key: str, event: Event) -> None:
        if key in self.stack[-1]:
            self._refuse("E007", f"键“{key}”在同一层里出现了两次", event)
        self.keys[-1] = key
        self.awaits_key[-1] = False
        if self.record:
            self.positions[*self.keys, KEY] = _place_of(event)

    def _place(self, value: Any, event: Event) -> None:
        if not self.stack:
            if self.documents <= 1:
                self.root = value
            if self.record:
                self.positions.setdefault((), _place_of(event))
            return
        parent = self.stack[-1]
        if isinstance(parent, list):
            self.keys[-1] += 1
            parent.append(value)
        elif self.awaits_key[-1]:
            self._refuse("E005", "键只能是文字", event)
            self.keys[-1], self.awaits_key[-1] = "", False
            return
        else:
            parent.setdefault(self.keys[-1], value)
            self.awaits_key[-1] = isinstance(event, ScalarEvent | AliasEvent)
        if self.record:
            self.positions[tuple(self.keys)] = _place_of(event)

    def _refuse(self, code: str, message: str, event: Event) -> None:
        line, column = _place_of(event)
        self.findings.append(Finding(code, message, line=line, column=column))


def _place_of(event: Event) -> tuple[int, int]:
    assert event.start_mark is not None
    return event.start_mark.line + 1, event.start_mark.column + 1


def _syntax_finding(error: yaml.YAMLError, text: str) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    if mark is not None:
        line, column = mark.line + 1, mark.column + 1
    else:
        before = text[: getattr(error, "position", 0)]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    lines = text.splitlines()
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in here[: len(here) - len(here.lstrip())] or "'\\t'" in problem or "tab" in problem:
        return Finding("E006", "这一行用制表符缩进", line=line, column=column)
    explained = next((chinese for english, chinese in _PROBLEMS.items() if english in problem), None)
    return Finding("E005", explained or f"这里不是合法的 YAML（{problem}）", line=line, column=column)
