"""YAML as plain dicts, lists and strings, and where each of them stands.

libyaml's event stream is read directly: several times faster than composing and constructing nodes, every
scalar keeps its printed form (``2022`` stays text, ``8.10`` keeps its zero), and what a data file has no use
for is refused: anchors, aliases, tags, duplicate keys, deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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

from xtdata.model.diagnostics import Diagnostic, InvalidData, Param

MAX_DEPTH = 12
MAX_DIAGNOSTICS = 500
KEY = "\0key"
_NULLS = {"", "~", "null", "Null", "NULL"}
# What libyaml says, and which diagnostic that is.
_PROBLEMS = {
    "exceeded maximum nesting depth": "E009.unread",
    "could not find expected ':'": "E005.colon",
    "mapping values are not allowed": "E005.second_colon",
    "did not find expected key": "E005.key",
    "did not find expected '-' indicator": "E005.dash",
    "found unexpected end of stream": "E005.open",
    "found unexpected document indicator": "E005.document",
    "found undefined alias": "E005.alias",
    "did not find expected ',' or": "E005.comma",
    "control characters are not allowed": "E005.control",
    "block sequence entries are not allowed": "E005.sequence",
    "mapping keys are not allowed": "E005.question",
    "found unknown escape character": "E005.backslash",
    "found invalid Unicode character escape": "E005.unicode",
    "did not find expected hexdecimal number": "E005.hexadecimal",
    "found character that cannot start any token": "E005.token",
    "did not find expected alphabetic or numeric character": "E005.anchor",
    "did not find expected <document start>": "E005.start",
    "did not find expected node content": "E005.content",
    "found incompatible YAML document": "E005.version",
    "block mapping": "E005.indent",
    "block collection": "E005.indent",
    "block scalar": "E005.block_text",
    "tag": "E005.tag",
    "directive": "E005.directive",
}
# What YAML lets into a quoted text by an escape, and no data needs: spreadsheets and terminals choke on it.
_CONFLICT = re.compile(r"^(?:<{7} |={7}\n|>{7} )", re.M)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def parse(text: str) -> Any:
    """What *text* says, in dicts, lists, strings and ``None``. Raises ``InvalidData`` with every structural diagnostic."""
    return _Builder(text).build()


@dataclass(slots=True)
class Node:
    """Where a value stands: lines and columns from 0, the end behind the last character.

    ``key`` is where the key of a field stands. ``children`` are the fields of a mapping or the items of a list.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    key: tuple[int, int] | None = None
    children: dict[str, Node] | list[Node] | None = None
    is_flow: bool = False
    is_block_text: bool = False

    def child(self, part: str | int) -> Node | None:
        """The field or the item *part*, ``None`` where there is none."""
        if isinstance(self.children, dict):
            return self.children.get(str(part))
        if isinstance(self.children, list) and isinstance(part, int) and 0 <= part < len(self.children):
            return self.children[part]
        return None

    @property
    def last_line(self) -> int:
        """The line behind the last one on which there is content."""
        node = self
        while node.children and not node.is_flow:
            node = (list(node.children.values()) if isinstance(node.children, dict) else node.children)[-1]
        line, column = node.end
        return line if node.is_block_text and column == 0 else line + 1


def locate(text: str) -> Node:
    """Where everything stands in *text*, which ``parse`` reads without a diagnostic."""
    root: Node | None = None
    open_nodes: list[Node] = []
    key: tuple[str, tuple[int, int]] | None = None
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            open_nodes.pop().end = _end(event)
        elif isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            parent = open_nodes[-1] if open_nodes else None
            if parent and isinstance(parent.children, dict) and key is None and isinstance(event, ScalarEvent):
                key = _value(event) or "", _start(event)
                continue
            node = _node(event, key[1] if key else None)
            if parent is None:
                root = node
            elif isinstance(parent.children, list):
                parent.children.append(node)
            elif parent.children is not None and key:
                parent.children[key[0]] = node
            key = None
            if node.children is not None:
                open_nodes.append(node)
    return root or Node((0, 0), (0, 0))


def _node(event: ScalarEvent | MappingStartEvent | SequenceStartEvent, key: tuple[int, int] | None) -> Node:
    if isinstance(event, ScalarEvent):
        return Node(_start(event), _end(event), key, is_block_text=event.style in {"|", ">"})
    return Node(_start(event), _end(event), key, {} if isinstance(event, MappingStartEvent) else [], is_flow=bool(event.flow_style))


class _Builder:
    """Turns the event stream into data, with an explicit stack (a hostile file cannot exhaust Python's)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.diagnostics: list[Diagnostic] = []
        self.stack: list[Any] = []
        self.keys: list[str] = []
        self.awaits_key: list[bool] = []
        self.root: Any = None
        self.documents = 0
        self.long_quoted: Event | None = None

    def build(self) -> Any:
        for event in self._events():
            self._take(event)
        if self.diagnostics:
            raise InvalidData(self.diagnostics)
        return self.root

    def _events(self) -> Iterator[Event]:
        try:
            yield from yaml.parse(self.text, Loader=yaml.CSafeLoader)
        except UnicodeEncodeError as error:
            line, column = _line_and_column(self.text, error.start)
            raise InvalidData([Diagnostic("E005.surrogate", line=line, column=column)]) from None
        except yaml.YAMLError as error:
            raise InvalidData([*self.diagnostics, _syntax_diagnostic(error, self.text, self.long_quoted)]) from None

    def _take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._close()
        elif isinstance(event, AliasEvent):
            self._refuse(event, "E008.alias", name=event.anchor or "")
            self._put(None, event)
        elif isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(event, "E005.second_document")

    def _scalar(self, event: ScalarEvent) -> None:
        if event.anchor or event.tag:
            self._refuse(event, "E008")
        if found := _CONTROL.search(event.value):
            self._refuse(event, "E005.control_character", number=ord(found.group()))
        if event.style in {"'", '"'} and _end(event)[0] > _start(event)[0]:
            self.long_quoted = event
        value = _value(event)
        if self.stack and self.awaits_key[-1]:
            self._key("" if value is None else value, event)
        else:
            self._put(value, event)

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor or event.tag:
            self._refuse(event, "E008")
        container: Any = {} if isinstance(event, MappingStartEvent) else []
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(event, "E009", limit=MAX_DEPTH)
            raise InvalidData(self.diagnostics)
        self._put(container, event)
        self.stack.append(container)
        self.keys.append("")
        self.awaits_key.append(isinstance(container, dict))

    def _close(self) -> None:
        for stack in (self.stack, self.keys, self.awaits_key):
            stack.pop()
        if self.stack:
            self.awaits_key[-1] = isinstance(self.stack[-1], dict)

    def _key(self, key: str, event: Event) -> None:
        if key in self.stack[-1]:
            self._refuse(event, "E007", key=key)
        self.keys[-1] = key
        self.awaits_key[-1] = False

    def _put(self, value: Any, event: Event) -> None:
        if not self.stack:
            if self.documents <= 1:
                self.root = value
            return
        parent = self.stack[-1]
        if isinstance(parent, list):
            parent.append(value)
        elif self.awaits_key[-1]:
            if not isinstance(event, AliasEvent):
                self._refuse(event, "E005.key_text")
                raise InvalidData(self.diagnostics)
            self.keys[-1], self.awaits_key[-1] = "", False
            return
        else:
            parent.setdefault(self.keys[-1], value)
            self.awaits_key[-1] = isinstance(event, ScalarEvent | AliasEvent)

    def _refuse(self, event: Event, kind: str, **params: Param) -> None:
        line, column = _shown(_start(event))
        self.diagnostics.append(Diagnostic(kind, params, line=line, column=column))
        if len(self.diagnostics) >= MAX_DIAGNOSTICS:
            raise InvalidData(self.diagnostics)


def _value(event: ScalarEvent) -> str | None:
    # A plain scalar only: a quoted "" or "null" is text. libyaml calls the plain style "".
    return None if not event.style and event.value in _NULLS else event.value


def _start(event: Event) -> tuple[int, int]:
    assert event.start_mark is not None
    return event.start_mark.line, event.start_mark.column


def _end(event: Event) -> tuple[int, int]:
    assert event.end_mark is not None
    return event.end_mark.line, event.end_mark.column


def _shown(start: tuple[int, int]) -> tuple[int, int]:
    """Line and column as a person counts them."""
    return start[0] + 1, start[1] + 1


def _syntax_diagnostic(error: yaml.YAMLError, text: str, long_quoted: Event | None) -> Diagnostic:
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    context = str(getattr(error, "context", None) or "")
    line, column = _where(error, text, problem)
    if conflict := _CONFLICT.search(text):
        return Diagnostic("E005.conflict", line=text.count("\n", 0, conflict.start()) + 1, column=1)
    if long_quoted is not None and _end(long_quoted)[0] + 1 == line:
        # A quotation mark that was left out closes at the next one, lines below: the error shows only there.
        line, column = _shown(_start(long_quoted))
        return Diagnostic("E005.open_quote", {"line": _end(long_quoted)[0] + 1}, line=line, column=column)
    here = text.split("\n")[line - 1 : line]
    indent = here[0][: len(here[0]) - len(here[0].lstrip())] if here else ""
    if "\t" in indent or "'\\t'" in problem or "tab character" in problem:
        return Diagnostic("E006", line=line, column=column)
    if "could not find expected ':'" in problem and here and "：" in here[0]:
        return Diagnostic("E005.wide_colon", line=line, column=column)
    kind = next((kind for english, kind in _PROBLEMS.items() if english in f"{problem} {context}"), "E005")
    return Diagnostic(kind, line=line, column=column)


_BEGAN_EARLIER = ("could not find expected ':'", "unexpected end of stream", "document indicator", "did not find expected ',' or")


def _where(error: yaml.YAMLError, text: str, problem: str) -> tuple[int, int]:
    """Line and column of a syntax error: where the trouble began, if libyaml remembers that."""
    began_earlier = any(words in problem for words in _BEGAN_EARLIER)
    marks = [getattr(error, name, None) for name in ("context_mark", "problem_mark")]
    mark = next((mark for mark in (marks if began_earlier else reversed(marks)) if mark is not None), None)
    if mark is not None:
        return mark.line + 1, mark.column + 1
    # libyaml's reader counts bytes.
    return _line_and_column(text, len(text.encode()[: getattr(error, "position", 0)].decode(errors="ignore")))


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
