"""Diagnostics about the data, as data: what is wrong, with which parameters, and where.

The sentences are made from the catalogue in ``messages``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import Any

from xtdata.model.messages import CATALOGUE, HINTS, MESSAGES, NEAR

SEVERITIES = {"E": "error", "W": "warning", "N": "note"}

Path = tuple[str | int, ...]
Param = str | int | float | list[int] | list[str] | list[tuple[str, str]]

# What would break a line, move a terminal's cursor or turn the direction of writing.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong, and where.

    ``kind`` names a sentence of the catalogue, ``params`` are what that sentence and its hint speak of. ``line`` and
    ``column`` are 1-based, 0 where the diagnostic is about the whole file; ``path`` leads to the node in the YAML tree
    (``("observations", 3, "quote")``).

    >>> Diagnostic("E024", {"number": 3, "id": "fai/xiangtan/2022"}).message
    '与第 3 条事实重复（fai/xiangtan/2022）'
    """

    kind: str
    params: Mapping[str, Param] = field(default_factory=dict, hash=False)
    path: Path = ()
    file: str = ""
    line: int = 0
    column: int = 0

    def __post_init__(self) -> None:
        """A diagnostic is one printable line, whatever the data that it quotes."""
        object.__setattr__(self, "params", {name: _clean(value) for name, value in self.params.items()})
        object.__setattr__(self, "file", printable(self.file))

    @property
    def code(self) -> str:
        return self.kind.partition(".")[0]

    @property
    def severity(self) -> str:
        return SEVERITIES[self.kind[0]]

    @property
    def is_error(self) -> bool:
        return self.kind.startswith("E")

    @property
    def message(self) -> str:
        """What is wrong, as a sentence."""
        return _filled(MESSAGES[self.kind], self.params)

    @property
    def hint(self) -> str:
        """What to do about just this, if more can be said than its rule says."""
        template = HINTS.get(self.kind, "")
        return _filled(template, self.params) if all(self.params[name] for name in placeholders(template)) else ""

    @property
    def advice(self) -> str:
        """What to do: the diagnostic's own hint, or its rule's."""
        return self.hint or CATALOGUE[self.code].hint

    def __str__(self) -> str:
        """The line that every surface prints: ``indicators.yaml:142:9: error E021 …``."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.severity} {self.code} {self.message}"

    def as_dict(self) -> dict[str, object]:
        """The diagnostic for JSON, with its sentence, severity and advice."""
        return {
            "code": self.code,
            "message": self.message,
            "params": dict(self.params),
            "path": list(self.path),
            "hint": self.advice,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "severity": self.severity,
            "title": CATALOGUE[self.code].title,
        }


Finding = Diagnostic  # what earlier versions call it


class _Listed(list[Any]):
    """A list in a template: ``{lines:%s、}`` writes each item so; the last character is the separator.

    >>> f"{_Listed([3, 9]):%s、}", f"{_Listed([('8', '9'), ('1', '7')]):%s–%s；}"
    ('3、9', '8–9；1–7')
    """

    def __format__(self, each: str) -> str:
        return "".join(each % item for item in self)[:-1]


def _filled(template: str, params: Mapping[str, Param]) -> str:
    return template.format(**{name: _Listed(value) if isinstance(value, list) else value for name, value in params.items()})


@cache
def placeholders(template: str) -> frozenset[str]:
    """The names of the parameters that *template* speaks of."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def _clean(value: Any) -> Any:
    """*value* with its texts printable."""
    if isinstance(value, list | tuple):
        return type(value)(map(_clean, value))
    return printable(value) if isinstance(value, str) else value


def printable(text: str) -> str:
    """*text* on one line, with control characters and lone surrogates spelt out.

    >>> print(printable("a\\nb"))
    a\\u000ab
    """
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those diagnostics that make data unfit to show."""
    return [diagnostic for diagnostic in diagnostics if diagnostic.is_error]


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of *known* that *word* is probably a slip of, or nothing.

    >>> nearest("perod", ["period", "value"])
    'period'
    """
    import difflib

    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A Chinese half-sentence that names the nearest of *known*, or nothing.

    >>> did_you_mean("perod", ["period", "value"])
    '是不是想写“period”？'
    """
    near = nearest(word, known)
    return NEAR.format(near=near) if near else ""


class InvalidData(Exception):
    """Data that must not be used; ``diagnostics`` says why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """The diagnostics under their name of earlier versions."""
        return self.diagnostics
