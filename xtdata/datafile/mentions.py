"""Where a data file names its entries: the places that follow when an id changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote_plus, unquote_plus

from xtdata.datafile.document import YamlDocument
from xtdata.model.diagnostics import Path

PARAMETERS = {"themes": "theme", "indicators": "indicator", "regions": "region", "sources": "source"}
"""What an entry of each section is called in a query."""

_FIELDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "themes": (("indicators", "theme"),),
    "indicators": (("observations", "indicator"),),
    "regions": (("observations", "region"), ("regions", "parent")),
    "sources": (("observations", "source"),),
}
"""The fields that hold the id of an entry of each section."""


def renamed(document: YamlDocument, section: str, old: str, new: str) -> dict[Path, str]:
    """What to write where *document* names the entry *old* of *section*, so that it names *new*."""
    values: dict[Path, str] = {
        (part, key, name): new for part, name in _FIELDS[section] for key, entry in _entries(document.data, part) if entry.get(name) == old
    }
    if section == "regions" and document.data.get("home") == old:
        values["home",] = new
    for path, query in _queries(document.data):
        if (changed := _renamed_in_query(query, PARAMETERS[section], old, new)) != query:
            values[path] = changed
    return values


def refound(document: YamlDocument, facts: Mapping[str, str]) -> dict[Path, str]:
    """What to write where *document* names a fact, so that each old id of *facts* becomes the new one."""
    return {path: facts[key] for path, key in mentioned(document) if key in facts}


def mentioned(document: YamlDocument) -> Iterator[tuple[Path, str]]:
    """Where *document* names facts, and which."""
    for index, relation in _entries(document.data, "relations"):
        if isinstance(relation.get("result"), str):
            yield ("relations", index, "result"), relation["result"]
        terms = relation.get("terms")
        for number, term in enumerate(terms if isinstance(terms, list) else ()):
            if isinstance(term, str):
                yield ("relations", index, "terms", number), term
    for index, correction in _entries(document.data, "corrections"):
        if isinstance(correction.get("fact"), str):
            yield ("corrections", index, "fact"), correction["fact"]


def _entries(data: Mapping[str, Any], section: str) -> list[tuple[Any, Mapping[str, Any]]]:
    entries = data.get(section) or {}
    pairs = entries.items() if isinstance(entries, dict) else enumerate(entries) if isinstance(entries, list) else ()
    return [(key, entry) for key, entry in pairs if isinstance(entry, dict)]


def _queries(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """The queries of the views, those in stories too, with their places."""
    for key, view in _entries(data, "views"):
        if isinstance(view.get("query"), str):
            yield ("views", key, "query"), view["query"]
    for key, story in _entries(data, "stories"):
        for index, view in _entries(story, "views"):
            if isinstance(view.get("query"), str):
                yield ("stories", key, "views", index, "query"), view["query"]


def _renamed_in_query(query: str, parameter: str, old: str, new: str) -> str:
    """*query* with the id *old* of *parameter* written as *new*; all else stays as it is written.

    >>> _renamed_in_query("indicator=fai,gdp&region=city&from=2020", "indicator", "fai", "investment")
    'indicator=investment,gdp&region=city&from=2020'
    """
    change: Callable[[str], str] = lambda part: quote_plus(new) if unquote_plus(part).strip() == old else part  # noqa: E731
    head, mark, conditions = query.rpartition("?")
    parts = []
    for condition in conditions.split("&"):
        name, sign, value = condition.partition("=")
        if unquote_plus(name) == parameter:
            value = "%2C".join(",".join(map(change, part.split(","))) for part in value.split("%2C"))
        parts.append(name + sign + value)
    return head + mark + "&".join(parts)
