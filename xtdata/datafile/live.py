"""A file as a running server sees it: read again when it changes, the last good reading kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

from xtdata.model.diagnostics import Diagnostic

SETTLE_SECONDS = 0.25

T = TypeVar("T")
Stamp = dict[Path, tuple[int, ...]]


@dataclass(frozen=True)
class Reading(Generic[T]):
    """What reading the file once gave.

    ``dataset`` is ``None`` where nothing of it can be shown; without ``is_sound`` it is the sound part of a broken file.
    ``version`` names the content, ``files`` all that it was read from, also those that do not exist yet (none where that
    is not known).
    """

    dataset: T | None
    diagnostics: tuple[Diagnostic, ...]
    is_sound: bool
    version: str
    files: tuple[Path, ...] = ()


@dataclass(frozen=True)
class State(Generic[T]):
    """What to show now.

    ``diagnostics`` are those of the file as it stands; with ``stale``, ``dataset`` is an earlier, good reading.
    ``version`` changes whenever ``dataset`` does; it keys every cache.
    """

    dataset: T | None
    diagnostics: tuple[Diagnostic, ...]
    stale: bool
    version: str

    @cached_property
    def revision(self) -> str:
        """A short name that changes whenever anything of the state does."""
        return sha256(repr((self.version, self.diagnostics)).encode()).hexdigest()[:16]


class Live(Generic[T]):
    """Keeps one file loaded. Safe to call from many threads.

    A file that somebody writes in place may be caught half-way through, and that half may happen to be sound: it is taken
    up when two looks, ``SETTLE_SECONDS`` apart, find it the same. A file that is put in its place whole is taken up at once.
    """

    def __init__(self, path: Path, read: Callable[[Path, T | None], Reading[T]], wait: Callable[[float], object] = time.sleep) -> None:
        """*read* reads the file, given the dataset shown before; *wait* lets some seconds pass."""
        self.path = path
        self._read, self._wait = read, wait
        self._lock = threading.Lock()
        self._stamp: Stamp | None = None
        self._state: State[T] = State(None, (), False, "")
        self._good = False
        self._files: tuple[Path, ...] = (path,)

    def current(self) -> State[T]:
        """The present state; reads the files again only where one of them changed on disk.

        While another thread reads, everybody else goes on with what there was.
        """
        if not self._lock.acquire(blocking=self._stamp is None):
            return self._state
        try:
            stamp = stamps(self._files)
            if stamp != self._stamp and self._is_settled(stamp):
                self._update(stamp)
            return self._state
        finally:
            self._lock.release()

    def _is_settled(self, stamp: Stamp) -> bool:
        """Whether nobody is writing in place. Before anything was read, there is nothing to keep up meanwhile."""
        if self._stamp is None or not _written_in_place(self._stamp, stamp):
            return True
        self._wait(SETTLE_SECONDS)
        return stamps(self._files) == stamp

    def _update(self, stamp: Stamp) -> None:
        reading = self._read(self.path, self._state.dataset)
        after = stamps(self._files)
        if self._stamp is not None and _written_in_place(stamp, after):
            return
        self._take(reading)
        # Files known before keep the stamp from before the reading: a replacement during it is seen next time.
        self._stamp = stamps(self._files) | {file: stamp[file] for file in self._files if file in stamp}

    def _take(self, reading: Reading[T]) -> None:
        self._files = reading.files or self._files
        if reading.is_sound:
            self._good = True
            self._state = State(reading.dataset, reading.diagnostics, False, reading.version)
        elif self._good:
            self._state = State(self._state.dataset, reading.diagnostics, True, self._state.version)
        else:
            # Nothing good was ever read: what is sound in the broken file is better than a dark page.
            self._state = State(reading.dataset, reading.diagnostics, False, reading.version + "-partial")


def stamps(files: Iterable[Path]) -> Stamp:
    """What changes with each of *files*; an editor that replaces one leaves a new inode, however alike the rest."""
    return {file: _stamp(file) for file in files}


def _stamp(file: Path) -> tuple[int, ...]:
    try:
        stat = file.stat()
    except OSError:
        return ()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _written_in_place(before: Stamp, after: Stamp) -> bool:
    """Whether one of the files is the same file with another content."""
    return any(old[:1] == new[:1] != () and old != new for old, new in ((before.get(file, ()), new) for file, new in after.items()))
