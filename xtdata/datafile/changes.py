"""What the last change did to the facts: the data beside the version of the file that was kept before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path

from xtdata.datafile.build import build
from xtdata.datafile.document import YamlDocument
from xtdata.datafile.file import read_text
from xtdata.datafile.saving import kept_at, versions
from xtdata.model.catalogue import Catalogue
from xtdata.model.diagnostics import InvalidData


@dataclass(frozen=True)
class Changes:
    """The ids of the facts that were added, of those that were changed and of those that went, and the day of the change."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    day: date


def last_changes(path: Path, catalogue: Catalogue) -> Changes | None:
    """What distinguishes *catalogue* from the last version kept beside the file at *path*.

    Nothing where no version is kept or can be read, or where the facts are the same.
    """
    try:
        version = versions(path)[-1]
        earlier = build(YamlDocument(read_text(version)).data).catalogue
    except (IndexError, OSError, InvalidData):
        return None
    when = kept_at(version, path)
    if earlier is None or when is None:
        return None
    before, now = earlier.observations, catalogue.observations
    added, removed = tuple(now.keys() - before.keys()), tuple(before.keys() - now.keys())
    changed = tuple(key for key in now.keys() & before.keys() if now[key] != before[key])
    if not (added or removed or changed):
        return None
    return Changes(added, changed, removed, when.replace(tzinfo=UTC).astimezone().date())
