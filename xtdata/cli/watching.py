"""Doing something again whenever one of some files changes: what ``check --watch`` is made of."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from xtdata.datafile.live import Stamp, stamps

TICK_SECONDS = 0.4


def watch(first: Path, show: Callable[[], Iterable[Path]], wait: Callable[[float], None] = time.sleep) -> None:
    """Call *show*, and again whenever *first* or one of the files that it names is changed, until Ctrl-C.

    A file that does not exist may be named: it is noticed when it appears. An editor that writes in several steps is
    given the time of one tick to finish.
    """
    now = stamps([first])
    try:
        while True:
            # A change that comes while showing is seen: what was known before counts.
            before = {path: now[path] if path in now else stamps([path])[path] for path in (first, *show())}
            while (now := stamps(before)) == before:
                wait(TICK_SECONDS)
            while (settled := _settled(now, wait)) != now:
                now = settled
    except KeyboardInterrupt:
        return


def _settled(now: Stamp, wait: Callable[[float], None]) -> Stamp:
    wait(TICK_SECONDS)
    return stamps(now)
