"""The filters of a query as options of a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from xtdata.facts.query import CHOICE, FLAG, PARAMETERS, WORDS, BadQuery, Parameter, Query, parse
from xtdata.model.catalogue import Catalogue

F = TypeVar("F", bound=Callable[..., Any])
_PREFIX = "filter_"
_EVERYTHING = Query()


def filters(command: F) -> F:
    """Give *command* an option for each parameter of a query; ``asked`` makes the query of what they say."""
    for one in reversed(PARAMETERS):
        command = _option(one)(command)
    return command


def asked(options: Mapping[str, Any], catalogue: Catalogue) -> Query:
    """The query of the *options* that ``filters`` added. A value that cannot be honoured is a wrong call: ``click.UsageError``."""
    given = {one.name: _values(one, options[_PREFIX + one.name]) for one in PARAMETERS}
    try:
        return parse({name: values for name, values in given.items() if values}, catalogue)
    except BadQuery as bad:
        raise click.UsageError(str(bad)) from None


def _option(one: Parameter) -> Callable[[F], F]:
    name, destination = one.name.replace("_", "-"), _PREFIX + one.name
    if one.kind is FLAG:
        prefix = "--no-" if getattr(_EVERYTHING, one.field) else "--"
        return click.option(prefix + name, destination, is_flag=True, help=one.help)
    if one.kind is CHOICE:
        return click.option(f"--{name}", destination, multiple=True, metavar="ID", help=f"{one.help}；可以重复，也可以写名称")
    return click.option(f"--{name}", destination, metavar="WORDS" if one.kind is WORDS else "DATE", help=one.help)


def _values(one: Parameter, value: Any) -> list[str]:
    """What the option says, as an address would write it."""
    if one.kind is FLAG:
        return one.kind.write(not getattr(_EVERYTHING, one.field)) if value else []
    return list(value) if one.kind is CHOICE else [value] if value is not None else []
