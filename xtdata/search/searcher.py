"""Makes searches ready apart from whoever asks, and keeps the one for the present data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock, Thread

from xtdata.facts.dataset import Dataset
from xtdata.search.index import cache_folder, open_index
from xtdata.search.passages import forms_of
from xtdata.search.search import Search


class NotReady(Exception):
    """The index is being built; ``share`` of it (0 to 1) is done."""

    def __init__(self, share: float) -> None:
        super().__init__(f"全文索引正在建立（{share:.0%}），请过几秒再试。")
        self.share = share


def prepare(dataset: Dataset, folder: Path | None, tell: Callable[[float], object] = lambda share: None) -> Search:
    """The search of *dataset*, its index kept in *folder*; *tell* is told which share of it is built."""
    forms = forms_of(dataset.loaded.library.texts)
    return Search(dataset, forms, open_index(forms, folder, tell))


class Searcher:
    """Gives the search of the present data, which a thread of its own makes ready. Safe to call from many threads."""

    def __init__(self, folder: Callable[[], Path | None] = cache_folder) -> None:
        self._folder, self._lock = folder, Lock()
        self._present: _Preparation | None = None

    def of(self, dataset: Dataset, wait: float = 0.0) -> Search:
        """The search of *dataset*, for which this waits at most *wait* seconds. Raises ``NotReady``."""
        with self._lock:
            if self._present is None or self._present.dataset is not dataset:
                self._present = _Preparation(dataset, self._folder())
            present = self._present
        return present.result(wait)


class _Preparation:
    """A search that a thread makes ready."""

    def __init__(self, dataset: Dataset, folder: Path | None) -> None:
        self.dataset = dataset
        self._share, self._done = 0.0, Event()
        self._search: Search | None = None
        self._error: Exception | None = None
        Thread(target=self._run, args=(folder,), name="search index", daemon=True).start()

    def _run(self, folder: Path | None) -> None:
        try:
            self._search = prepare(self.dataset, folder, self._tell)
        except Exception as error:
            self._error = error
        self._done.set()

    def _tell(self, share: float) -> None:
        self._share = share

    def result(self, wait: float) -> Search:
        if not self._done.wait(wait):
            raise NotReady(self._share)
        if self._search is None:
            raise RuntimeError("the search could not be made ready") from self._error
        return self._search
