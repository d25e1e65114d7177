"""Entries as YAML, in the style of the data file: ruamel.yaml writes, and what it writes reads as it was."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml as yaml11
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from yaml.resolver import Resolver

from xtdata.datafile import CannotEdit


def plain(value: Any) -> Any:
    """*value* as ``parse`` reads it back: texts, lists and mappings, without fields that are ``None``."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else _number_text(value) if isinstance(value, int | float | Decimal) else str(value)


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


def dump(content: Any, indent: int) -> str:
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
    tag = _RESOLVER.resolve(yaml11.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if len(text.splitlines()) > 1 or tag != "tag:yaml.org,2002:str":
        return True
    out = io.StringIO()
    yaml.dump(text, out)
    return out.getvalue().startswith("'") and not set(text) & set('"\\')
