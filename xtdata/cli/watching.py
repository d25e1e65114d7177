"""Doing something again whenever one of some files changes: what ``check --watch`` is made of."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from xtdata.facts.loading import Loaded
from xtdata.sources.library import FOLDER

TICK_SECONDS = 0.4

_Stamp = dict[Path, tuple[int, int] | None]


def watch(first: Path, show: Callable[[], Iterable[Path]], wait: Callable[[float], None] = time.sleep) -> None:
    """Call *show*, and again whenever *first* or one of the files that it names is changed, until Ctrl-C.

    A file that does not exist may be named: it is noticed when it appears. An editor that writes in several steps is
    given the time of one tick to finish.
    """
    now = _stamp([first])
    try:
        while True:
            # A change that comes while showing is seen: what was known before counts.
            before = {path: now[path] if path in now else _look(path) for path in (first, *show())}
            while (now := _stamp(before)) == before:
                wait(TICK_SECONDS)
            while (settled := _settled(now, wait)) != now:
                now = settled
    except KeyboardInterrupt:
        return


def files_of(loaded: Loaded) -> list[Path]:
    """The data file and the texts that it names, also those that are not there yet."""
    catalogue, held = loaded.catalogue, loaded.library.files
    sources = catalogue.sources if catalogue else {}
    shelf = loaded.path.resolve().parent / FOLDER
    named = [held.get(key) or shelf / (source.file or "").removeprefix(f"{FOLDER}/") for key, source in sources.items()]
    return [loaded.path, *named]


def _settled(now: _Stamp, wait: Callable[[float], None]) -> _Stamp:
    wait(TICK_SECONDS)
    return _stamp(now)


def _stamp(files: Iterable[Path]) -> _Stamp:
    return {path: _look(path) for path in files}


def _look(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
