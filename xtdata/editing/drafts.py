"""Drafts on disk: what an editor has under way survives a reload, a restart and a crash.

Each is a file of JSON in the folder of the kept versions, put in its place whole.
"""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xtdata.datafile.saving import put, versions_folder
from xtdata.datafile.writing import plain
from xtdata.editing.draft import Draft
from xtdata.language.text import SourceText
from xtdata.sources.register import NewSource

KEPT = 64
MAX_BYTES = 30_000_000
_NAME = re.compile("[A-Za-z0-9_-]{8,40}")
_PARTS = ("observations", "dismissals")


def folder_of(path: Path) -> Path:
    """Where the drafts of the data file at *path* lie."""
    return versions_folder(path) / "drafts"


def store(path: Path, name: str, content: Mapping[str, Any]) -> None:
    """Keep *content*, plain data, as the draft called *name*; the oldest of very many go. Raises ``OSError``."""
    folder = folder_of(path)
    folder.mkdir(parents=True, exist_ok=True)
    put(_file(folder, name), json.dumps(content, ensure_ascii=False).encode("utf-8", errors="replace"))
    for old in _by_age(folder)[KEPT:]:
        old.unlink(missing_ok=True)


def forget(path: Path, name: str) -> None:
    """Remove the draft called *name*, if there is one. Raises ``OSError``."""
    _file(folder_of(path), name).unlink(missing_ok=True)


def stored(path: Path, name: str) -> dict[str, Any] | None:
    """What was kept as the draft called *name*; ``None`` where there is none or it cannot be read."""
    return _read(folder_of(path) / f"{name}.json") if _NAME.fullmatch(name) else None


def stored_by(path: Path, editor: str) -> list[str]:
    """The names of the drafts of *editor*, the latest first."""
    read = ((file.stem, _read(file)) for file in _by_age(folder_of(path)))
    return [name for name, content in read if content is not None and content.get("editor") == editor]


def as_data(draft: Draft) -> dict[str, Any]:
    """*draft* as plain data."""
    source = draft.new_source
    return {
        "source": draft.source,
        "text": draft.text.raw,
        "region": draft.region,
        "date": draft.date,
        "remarks": list(draft.remarks),
        "new_source": source
        and {"id": source.id, "entry": plain(source.entry), "files": {name: b64encode(content).decode() for name, content in source.files.items()}},
        **{part: {str(start): plain(entry) for start, entry in getattr(draft, part).items()} for part in _PARTS},
        "indicators": plain(draft.indicators),
        "regions": plain(draft.regions),
    }  # fmt: skip


def from_data(data: Mapping[str, Any]) -> Draft:
    """The draft of which ``as_data`` made *data*. Raises ``KeyError``, ``TypeError``, ``ValueError`` or ``AttributeError`` where it is none."""
    source = data["new_source"]
    files = {str(name): b64decode(content) for name, content in source["files"].items()} if source else {}
    return Draft(
        str(data["source"]),
        SourceText(data["text"]),
        str(data["region"]),
        str(data["date"]),
        NewSource(str(source["id"]), dict(source["entry"]), files) if source else None,
        tuple(map(str, data["remarks"])),
        **{part: {int(start): dict(entry) for start, entry in data[part].items()} for part in _PARTS},
        indicators={str(key): dict(entry) for key, entry in data["indicators"].items()},
        regions={str(key): dict(entry) for key, entry in data["regions"].items()},
    )


def _file(folder: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    return folder / f"{name}.json"


def _by_age(folder: Path) -> list[Path]:
    """The files of the drafts, the latest first."""

    def age(file: Path) -> float:
        try:
            return -file.stat().st_mtime
        except OSError:
            return 0

    return sorted(folder.glob("[A-Za-z0-9_-]*.json"), key=age)


def _read(file: Path) -> dict[str, Any] | None:
    try:
        if os.path.getsize(file) > MAX_BYTES:
            return None
        content = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
