"""Which texts hold a phrase: an SQLite FTS5 index over every two neighbouring characters of the texts.

A token is a pair of characters, so that a phrase of pairs is an exact stretch of text wherever it begins or ends: inside a word, inside a
number, at a comma. Single characters as tokens are slower by ten, and ``trigram`` finds nothing shorter than three.

The index of a set of texts is kept in a file that is named after their content and begins with the checksum of what follows. It is read whole
and used in memory: a damaged or foreign file is never asked anything, and nobody waits for another process.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from operator import add
from pathlib import Path
from threading import Lock

_VERSION = b"xtdata search 1\n"
_KEPT = 3
_SUFFIX = ".index"
# Everything but a space is part of a token.
_TABLE = (
    "CREATE VIRTUAL TABLE texts USING fts5"
    "(pairs, content='', tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
)  # fmt: skip


class Index:
    """The index of some texts. Safe to call from many threads."""

    def __init__(self, names: Sequence[str], database: sqlite3.Connection) -> None:
        self._names, self._database, self._lock = names, database, Lock()

    def holding(self, phrases: Iterable[str]) -> list[str]:
        """The names of the texts that hold every one of *phrases*, the best first; phrases shorter than two characters do not count.

        Phrases and texts are in the form of ``xtdata.language.form``. The answer may hold a text too many (``Ä`` is like ``ä``), never one too few.
        """
        asked = " AND ".join(_quoted(phrase) for phrase in phrases if len(phrase) > 1)
        if not asked:
            return []
        with self._lock:
            rows = self._database.execute("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank", (asked,)).fetchall()
        return [self._names[row - 1] for (row,) in rows]


def open_index(texts: Mapping[str, str], folder: Path | None, tell: Callable[[float], object] = lambda share: None) -> Index:
    """The index of *texts*: read from a file in *folder* or, where none is usable, built and kept there.

    Without *folder*, or where it cannot be written, the index is in memory alone. *tell* is told which share is done.
    """
    names = sorted(texts)
    file = folder / f"{_digest(texts)}{_SUFFIX}" if folder else None
    database = _connection()
    content = _kept(file) if file else None
    if content is None:
        _build(database, [texts[name] for name in names], tell)
        if file:
            with suppress(OSError):
                _keep(file, database.serialize())
    else:
        database.deserialize(content)
    tell(1.0)
    return Index(names, database)


def cache_folder() -> Path | None:
    """Where indexes are kept: ``XTDATA_CACHE``, else a folder of the user's cache; ``None`` where there is no such place."""
    if named := os.environ.get("XTDATA_CACHE"):
        return Path(named)
    with suppress(RuntimeError):
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "xtdata"
    return None


def _connection() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)


def _quoted(phrase: str) -> str:
    """*phrase* as a phrase of FTS5: between quotation marks nothing is an operator."""
    clean = phrase.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    return '"{}"'.format(_pairs(clean).replace('"', '""'))


def _pairs(text: str) -> str:
    return " ".join(map(add, text, text[1:]))


def _digest(texts: Mapping[str, str]) -> str:
    digest = sha256(_VERSION)
    for name, text in sorted(texts.items()):
        digest.update(f"{len(name)} {name} {len(text)} {text}".encode("utf-8", "replace"))
    return digest.hexdigest()[:32]


def _build(database: sqlite3.Connection, texts: Sequence[str], tell: Callable[[float], object]) -> None:
    database.execute("BEGIN")
    database.execute(_TABLE)
    total, done = sum(map(len, texts)) or 1, 0
    for row, text in enumerate(texts, 1):
        database.execute("INSERT INTO texts(rowid, pairs) VALUES (?, ?)", (row, _pairs(text)))
        done += len(text)
        tell(done / total)
    database.execute("COMMIT")


def _kept(file: Path) -> bytes | None:
    """The database in *file*; ``None`` where there is none, or not the one that was written."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    head = len(_VERSION) + sha256().digest_size
    return content[head:] if content[:head] == _VERSION + sha256(content[head:]).digest() else None


def _keep(file: Path, database: bytes) -> None:
    """Write *database* to *file*, whole or not at all, and remove all but the newest indexes of its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(_VERSION + sha256(database).digest() + database)
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise
    newest = sorted(file.parent.glob(f"*{_SUFFIX}"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in newest[_KEPT:]:
        old.unlink(missing_ok=True)
