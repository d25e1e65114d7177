"""The data file as a running server sees it: re-read when it changes, the last good data kept."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from xtdata.dataset import Dataset
from xtdata.findings import Finding
from xtdata.library import FOLDER
from xtdata.store import Loaded, load_file

_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class State:
    """What to show now.

    ``findings`` are those of the file as it stands; with ``stale``, ``dataset`` is an earlier, good reading.
    ``version`` changes whenever ``dataset`` does; it keys every cache.
    """

    dataset: Dataset | None
    findings: tuple[Finding, ...]
    stale: bool
    version: str


class Live:
    """Keeps one data file loaded. Safe to call from many threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._stamp: _Stamp | None = None
        self._state = State(None, (), False, "")
        self._good = False

    def current(self) -> State:
        """The present state; reads the files again only where one of them changed on disk."""
        with self._lock:
            stamp = self._look()
            if stamp != self._stamp:
                self._take(load_file(self.path))
                self._stamp = self._look()
            return self._state

    def _look(self) -> _Stamp:
        dataset = self._state.dataset
        files = [self.path]
        if dataset:
            held = dataset.loaded.library.files
            folder = self.path.parent / FOLDER
            files += [held.get(key) or folder / (source.file or "") for key, source in dataset.catalogue.sources.items()]
        return tuple(_stamp(file) for file in files)

    def _take(self, loaded: Loaded) -> None:
        if loaded.is_sound:
            self._good = True
            self._state = State(Dataset(loaded), loaded.findings, False, _version(self.path))
        elif self._good:
            self._state = State(self._state.dataset, loaded.findings, True, self._state.version)
        else:
            # Nothing good was ever read: what is sound in the broken file is better than a dark page.
            partial = Dataset(loaded) if loaded.catalogue and loaded.catalogue.observations else None
            self._state = State(partial, loaded.findings, False, _version(self.path) + "-partial")


def _stamp(file: Path) -> tuple[str, int, int]:
    try:
        stat = file.stat()
    except OSError:
        return str(file), -1, -1
    return str(file), stat.st_mtime_ns, stat.st_size


def _version(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()[:12]
    except OSError:
        return "missing"
