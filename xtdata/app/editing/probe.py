"""A small data file about one source: what waits, checked exactly as the whole file will be, in a fraction of the time."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xtdata.app.editing.basket import Basket, Entry
from xtdata.app.editing.received import Reading
from xtdata.facts import wording
from xtdata.facts.dataset import Dataset
from xtdata.facts.loading import DEFAULT_FILE, Loaded, load_text
from xtdata.model.catalogue import Catalogue
from xtdata.model.diagnostics import Finding, errors
from xtdata.sources.library import FOLDER


def probe(base: Catalogue, reading: Reading, basket: Basket, path: Path, last: Entry | None = None) -> Loaded:
    """What the data file says about the source of *reading*, with *basket* in it, and *last* as its last observation.

    *path* is the real data file. The text of a new source, which is not beside it yet, is read from a folder of its own.
    """
    content = _content(base, reading, basket, last)
    if not reading.is_new:
        return load_text(content, path)
    with tempfile.TemporaryDirectory(prefix="xtdata-") as folder:
        (Path(folder) / FOLDER).mkdir()
        (Path(folder) / str(reading.entry["file"])).write_bytes(reading.content)
        return load_text(content, Path(folder) / DEFAULT_FILE)


def _content(base: Catalogue, reading: Reading, basket: Basket, last: Entry | None) -> str:
    observations: list[Entry] = [_plain(base.observations[key]) for key in base.by_source.get(reading.source, ())]
    observations += [*basket.observations.values(), *([last] if last else [])]
    indicators = {**base.indicators, **basket.indicators}
    regions = {**base.regions, **basket.regions}
    data = {
        "title": base.title,
        "home": base.home,
        "themes": _all(base.themes),
        "regions": _all(regions),
        "sources": {reading.source: _source(base, reading, basket)},
        "indicators": _all({key: indicators[key] for key in _named(observations, "indicator") if key in indicators}),
        "observations": observations,
    }
    # JSON is YAML, and nothing that a text holds can break out of it.
    return json.dumps(data, ensure_ascii=False, default=str)


def _source(base: Catalogue, reading: Reading, basket: Basket) -> dict[str, Any]:
    entry = dict(reading.entry) if reading.is_new else _plain(base.sources[reading.source])
    dismissed = [*entry.get("dismissed", ()), *basket.dismissals.values()]
    return entry | ({"dismissed": dismissed} if dismissed else {})


def _named(observations: Iterable[Mapping[str, Any]], field: str) -> list[str]:
    return list(dict.fromkeys(one[field] for one in observations if field in one))


def _all(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plain(one) for key, one in entries.items()}


def _plain(entry: Any) -> dict[str, Any]:
    """A model or an entry as the file would say it."""
    return dict(entry) if isinstance(entry, Mapping) else entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a proposed observation, and what the dashboard will say where nothing is."""

    findings: tuple[Finding, ...]
    statement: str = ""

    @property
    def is_good(self) -> bool:
        return not errors(self.findings)


def judge(base: Catalogue, reading: Reading, basket: Basket, path: Path, entry: Entry) -> Verdict:
    """The findings about *entry*, and about the new indicator or region that it names."""
    loaded = probe(base, reading, basket, path, entry)
    place = len(base.by_source.get(reading.source, ())) + len(basket.observations)
    blamed = {("observations", place), ("indicators", entry.get("indicator")), ("regions", entry.get("region"))}
    # What is wrong with the source as a whole (its text has changed) is wrong with all that is taken from it.
    shared = {(), ("sources", reading.source)}
    findings = tuple(one for one in loaded.findings if one.path[:2] in blamed or (one.is_error and one.path[:2] in shared))
    if errors(findings) or loaded.catalogue is None:
        return Verdict(findings)
    return Verdict(findings, statements(loaded)[-1])


def statements(loaded: Loaded) -> list[str]:
    """What the dashboard says of each observation of a probe, in their order."""
    return [wording.statement(fact) for fact in Dataset(loaded).facts.values()]
