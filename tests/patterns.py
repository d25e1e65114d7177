"""Every regular expression of the project, and hostile texts for each, made from its own parts."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import xtdata

_ROOT = Path(xtdata.__file__).parent
_DEPTH = 5
_ANCHORED = {"match", "fullmatch"}
_FUNCTIONS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
_GENERIC = [*" \u3000\t\n0a一十百年。，、“（(.-<#%&/=", "<!--", "<!---->", "1,", "1.", "一，", "a ", "0年", "\r\n"]
_MEMBERS = {code.CATEGORY_DIGIT: "0", code.CATEGORY_SPACE: " ", code.CATEGORY_WORD: "a"}
_OTHERS = "a0一 ，\n!"
_MANY = 8
_BREAK = "\x01"


@dataclass(frozen=True)
class Expression:
    """A regular expression, where it stands, and whether it is only ever tried at the beginning of a text."""

    where: str
    pattern: re.Pattern[Any]
    is_anchored: bool = False

    def run(self, text: str) -> None:
        """Try it over the whole of *text*."""
        subject = text.encode("latin-1", errors="replace") if isinstance(self.pattern.pattern, bytes) else text
        if self.is_anchored:
            self.pattern.match(subject)
            self.pattern.fullmatch(subject)
        else:
            for _ in self.pattern.finditer(subject):
                pass


# --- finding them -----------------------------------------------------------------------------------


def expressions() -> list[Expression]:
    """The expressions of all modules, each once: those that modules hold, also inside containers, and those written where used."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(_ROOT.rglob("*.py"))}
    uses = {path: _uses(tree) for path, tree in trees.items()}
    held = [one for module in _modules() for one in _held_by(module, uses)]
    found = {(one.pattern.pattern, one.pattern.flags, one.is_anchored): one for one in reversed(held)}
    known = {(pattern, flags) for pattern, flags, _ in found}
    inline = [one for path, tree in trees.items() for one in _written_in(path, tree)]
    return [*found.values(), *(one for one in inline if (one.pattern.pattern, one.pattern.flags) not in known)]


def _modules() -> Iterator[Any]:
    for info in pkgutil.walk_packages(xtdata.__path__, "xtdata."):
        if not info.name.endswith("__main__"):
            yield importlib.import_module(info.name)


def _uses(tree: ast.AST) -> dict[str, set[str]]:
    """The methods that are called of each name; nothing between the quotes where the name is handed on."""
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)]
    called = {id(node.value) for node in attributes}
    pairs = [(node.value.id, node.attr) for node in attributes if isinstance(node.value, ast.Name)]
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    found: dict[str, set[str]] = {}
    for name, use in [*pairs, *((node.id, "") for node in names if id(node) not in called)]:
        found.setdefault(name, set()).add(use)
    return found


def _held_by(module: Any, uses: dict[Path, dict[str, set[str]]]) -> Iterator[Expression]:
    for name, value in vars(module).items():
        where = [uses[Path(module.__file__)]] if name.startswith("_") else list(uses.values())
        methods = set().union(*(one.get(name, set()) for one in where)) if isinstance(value, re.Pattern) else set()
        for pattern in _patterns(value, _DEPTH):
            yield Expression(f"{module.__name__}.{name}", pattern, bool(methods) and methods <= _ANCHORED)


def _patterns(value: Any, depth: int) -> Iterator[re.Pattern[Any]]:
    """The patterns in *value*: itself, the items of a container, the fields of a dataclass."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth:
        parts: list[Any] = []
        if isinstance(value, dict):
            parts = [*value, *value.values()]
        elif isinstance(value, list | tuple | set | frozenset):
            parts = list(value)
        elif is_dataclass(value) and not isinstance(value, type):
            parts = [getattr(value, field.name, None) for field in fields(value)]
        for part in parts:
            yield from _patterns(part, depth - 1)


def _written_in(path: Path, tree: ast.AST) -> Iterator[Expression]:
    """The literals in calls of ``re``; what is filled into one at run time stands as a year."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)):
            continue
        if node.func.value.id != "re" or node.func.attr not in _FUNCTIONS or not node.args:
            continue
        if node.func.attr == "compile" and isinstance(node.args[0], ast.JoinedStr):
            # What is filled in is known only to the module that holds it.
            continue
        literal = _literal(node.args[0])
        if literal is not None:
            flags = [word.value for word in node.keywords if word.arg == "flags"]
            flags += node.args[1:2] if node.func.attr == "compile" else []
            value = eval(ast.unparse(flags[0]), {"re": re}) if flags else 0
            yield Expression(f"{path.relative_to(_ROOT)}:{node.lineno}", re.compile(literal, value), node.func.attr in _ANCHORED)


def _literal(node: ast.expr) -> str | bytes | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "2020" for part in node.values)
    return None


# --- attacking them ---------------------------------------------------------------------------------


def attacks(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """Pairs of a beginning and what is repeated behind it: ways into each repetition of *pattern*, and its own words.

    A text made of a pair ends in a character that nothing matches, so that every way to match is tried.
    """
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    pairs = [("", one) for one in _GENERIC]
    for before, pump in _pumps(tree, ""):
        pairs += [(before, pump), ("", before + pump), ("", pump)]
    whole = _sample(tree)
    pairs += [("", whole), ("", whole[: len(whole) // 2]), *(("", one) for one in dict.fromkeys(whole))]
    return [pair for pair in dict.fromkeys(pairs) if pair[1]]


def hostile(attack: tuple[str, str], length: int) -> str:
    """A text of about *length* characters."""
    before, pump = attack
    return before + pump * (length // len(pump) + 1) + _BREAK


def _pumps(nodes: Any, before: str) -> Iterator[tuple[str, str]]:
    """For each repetition in *nodes*: what leads to it, and what one round of it takes (one for each alternative)."""
    for op, value in nodes:
        if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            _, most, body = value
            if most >= _MANY:
                for sample in _samples(body):
                    yield before, sample
            yield from _pumps(body, before)
        else:
            for part in _parts(op, value):
                yield from _pumps(part, before)
        before += _sample([(op, value)])


def _parts(op: Any, value: Any) -> list[Any]:
    if op is code.SUBPATTERN:
        return [value[-1]]
    if op is code.BRANCH:
        return list(value[1])
    if op in (code.ASSERT, code.ASSERT_NOT):
        return [value[1]]
    if op is code.ATOMIC_GROUP:
        return [value]
    if op is code.GROUPREF_EXISTS:
        return [part for part in value[1:] if part]
    return []


def _samples(nodes: Any) -> list[str]:
    """Texts that *nodes* match: one for each alternative of the first choice."""
    for index, (op, value) in enumerate(nodes):
        if op is code.BRANCH:
            head, tail = _sample(nodes[:index]), _sample(nodes[index + 1 :])
            return [head + _sample(part) + tail for part in value[1]]
        if op is code.SUBPATTERN and len(inner := _samples(value[-1])) > 1:
            return [_sample(nodes[:index]) + one + _sample(nodes[index + 1 :]) for one in inner]
        if op is code.IN and len(value) > 1:
            return [_sample(nodes[:index]) + one + _sample(nodes[index + 1 :]) for one in _few(value)]
    return [_sample(nodes)]


def _sample(nodes: Any) -> str:
    """A text that *nodes* match, assertions and back references apart."""
    return "".join(_sample_of(op, value) for op, value in nodes)


def _sample_of(op: Any, value: Any) -> str:
    if op is code.LITERAL:
        return chr(value)
    if op is code.NOT_LITERAL:
        return next(one for one in _OTHERS if ord(one) != value)
    if op is code.ANY:
        return "a"
    if op is code.IN:
        return _few(value)[0]
    if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return _sample(value[2]) * max(value[0], 1)
    if op in (code.ASSERT, code.ASSERT_NOT):
        return ""
    parts = _parts(op, value)
    return _sample(parts[0]) if parts else ""


def _few(members: Any) -> list[str]:
    """Some characters of a class: one of each kind that it names."""
    if members[0][0] is code.NEGATE:
        return [one for one in _OTHERS if not any(_is_in(ord(one), *member) for member in members[1:])] or ["\x02"]
    named = [
        chr(value if op is code.LITERAL else value[0]) if op is not code.CATEGORY else _MEMBERS.get(value, "!") for op, value in members
    ]
    return named[:3]


def _is_in(character: int, op: Any, value: Any) -> bool:
    if op is code.LITERAL:
        return character == value
    if op is code.RANGE:
        return value[0] <= character <= value[1]
    return _MEMBERS.get(value) == chr(character)
