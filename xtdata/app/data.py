"""The data that every session of this process shows, and the present reader's view of them."""

from __future__ import annotations

import gc
from functools import lru_cache

from xtdata.app import address
from xtdata.app.cache import Cache
from xtdata.app.filters import View, read
from xtdata.datafile.live import Live, State
from xtdata.facts.dataset import Dataset, read_dataset
from xtdata.facts.loading import default_path

cache = Cache()


@lru_cache(maxsize=1)
def live() -> Live[Dataset]:
    """The data file of this process, re-read when it changes."""
    return Live(default_path(), read_dataset)


def state() -> State[Dataset]:
    """The present state of the data. Cheap: the files are only looked at, not read."""
    return live().current()


@lru_cache(maxsize=1)
def settle(version: str) -> None:
    """Take what is loaded by now out of the garbage collector's sight, once per *version* of the data.

    Streamlit forces a full collection after every run of the script; walking the modules, the catalogue and the
    figures, which stay, would take longer than the run itself. What was frozen for the version before is thawed first,
    so that its garbage is collected.
    """
    del version
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def current_view(dataset: Dataset, explores: bool = False) -> tuple[View, tuple[str, ...]]:
    """What the address asks for, and what of it cannot be honoured; see ``xtdata.app.filters.read``."""
    return read(address.present(), dataset.catalogue, explores)
