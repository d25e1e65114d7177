"""The data file as a running server sees it: re-read when it changes, the last good data kept."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from xtdata.facts.dataset import Dataset
from xtdata.facts.loading import Loaded, load_file
from xtdata.model.diagnostics import Finding
from xtdata.sources.library import candidates

_Stamp = dict[Path, tuple[int, ...]]


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

    @cached_property
    def revision(self) -> str:
        """A short name that changes whenever anything of the state does."""
        return sha256(repr((self.version, self.findings)).encode()).hexdigest()[:16]


class Live:
    """Keeps one data file loaded. Safe to call from many threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._stamp: _Stamp | None = None
        self._state = State(None, (), False, "")
        self._good = False
        self._files: tuple[Path, ...] = (path,)

    def current(self) -> State:
        """The present state; reads the files again only where one of them changed on disk.

        While another thread reads, everybody else goes on with what there was.
        """
        if not self._lock.acquire(blocking=self._stamp is None):
            return self._state
        try:
            stamp = _look(self._files)
            if stamp != self._stamp:
                self._take(load_file(self.path))
                # Files known before keep the stamp from before the reading: a change during it is seen next time.
                self._stamp = _look(self._files) | {file: stamp[file] for file in self._files if file in stamp}
            return self._state
        finally:
            self._lock.release()

    def _take(self, loaded: Loaded) -> None:
        if loaded.catalogue:
            root = self.path.resolve().parent
            found = [file for source in loaded.catalogue.sources.values() for file in candidates(source, root)]
            self._files = (self.path, *found)
        if loaded.is_sound:
            self._good = True
            findings = (*loaded.findings, *_moved(self._state.dataset, loaded))
            self._state = State(Dataset(loaded), findings, False, loaded.digest)
        elif self._good:
            self._state = State(self._state.dataset, loaded.findings, True, self._state.version)
        else:
            # Nothing good was ever read: what is sound in the broken file is better than a dark page.
            partial = Dataset(loaded) if loaded.catalogue and loaded.catalogue.observations else None
            self._state = State(partial, loaded.findings, False, loaded.digest + "-partial")


def _moved(before: Dataset | None, after: Loaded) -> Iterator[Finding]:
    """What became of the quotes of every source whose text is another one than before."""
    for key, text in after.library.texts.items():
        earlier = before.loaded.library.texts.get(key) if before else None
        if before is None or earlier is None or earlier.raw == text.raw:
            continue
        old = before.loaded.evidence
        kept = [(old[one][0], found[0]) for one, found in after.evidence.items() if one in old and before.source_of(one) == key]
        moved = sum(a.passage != b.passage for a, b in kept)
        message = f"来源“{key}”的文本换了版本：{len(kept)} 条事实的引文仍逐字相符，其中 {moved} 条的位置移动了"
        yield Finding("N061", message, ("sources", key), file=after.path.name)


def _look(files: Iterable[Path]) -> _Stamp:
    return {file: _stamp(file) for file in files}


def _stamp(file: Path) -> tuple[int, ...]:
    """What changes with the file: an editor that replaces it leaves a new inode, however alike the rest."""
    try:
        stat = file.stat()
    except OSError:
        return ()
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino
