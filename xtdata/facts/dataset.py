"""A loaded data file and its table: what ``xtdata.load()`` returns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pandas as pd

from xtdata.datafile.live import Reading, State
from xtdata.facts import frame as frames
from xtdata.facts.fact import Fact, facts_of
from xtdata.facts.frame import build_frame, select, select_apart
from xtdata.facts.loading import Loaded, default_path, load_file
from xtdata.facts.query import Query
from xtdata.model.catalogue import Catalogue
from xtdata.model.diagnostics import Diagnostic, InvalidData


@dataclass(frozen=True)
class Dataset:
    """A checked catalogue with its texts, its evidence and its table."""

    loaded: Loaded

    @property
    def catalogue(self) -> Catalogue:
        assert self.loaded.catalogue is not None
        return self.loaded.catalogue

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.loaded.diagnostics

    def source_of(self, observation: str) -> str:
        """The source of an observation."""
        return self.catalogue.observations[observation].source

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every observation as a fact, under its id, in the order of the file."""
        return facts_of(self.catalogue, self.loaded.evidence, self.loaded.library.texts)

    def facts_in(self, frame: pd.DataFrame) -> list[Fact]:
        """The facts that stand in the rows of *frame*, in their order."""
        return [self.facts[key] for key in frame["id"]]

    @cached_property
    def _frame(self) -> pd.DataFrame:
        return build_frame(self.facts.values())

    def frame(self, as_of: date | str | None = None) -> pd.DataFrame:
        """All observations as a tidy table (a copy: change it freely).

        With *as_of* (a date, ``first`` or ``latest``), one version of each fact: see ``xtdata.facts.frame.as_of``.
        """
        return self._frame.copy() if as_of is None else frames.as_of(self._frame, self.catalogue, as_of)

    def select(self, query: Query) -> pd.DataFrame:
        """The observations that *query* asks for."""
        return select(self._frame, query, self.catalogue)

    def select_apart(self, query: Query, fields: Collection[str]) -> Mapping[str, pd.DataFrame]:
        """For each of *fields* the observations that *query* would ask for without its condition on that field."""
        return select_apart(self._frame, query, self.catalogue, fields)


class Current(Protocol):
    """What a surface needs of ``xtdata.datafile.live.Live``: the data as they are now."""

    def current(self) -> State[Dataset]: ...


NO_DATA = "数据暂时读不出来，请稍后再试；数据的编辑可以运行核对，看文件里哪一处有问题。"
"""What a surface says where nothing of the data can be shown."""


def load(path: str | Path | None = None) -> Dataset:
    """Load and check a data file (``indicators.yaml`` by default).

    Raises ``InvalidData``, which carries every diagnostic, where the file has errors.
    """
    loaded = load_file(Path(path) if path is not None else default_path())
    if not loaded.is_sound:
        raise InvalidData(loaded.diagnostics)
    return Dataset(loaded)


def read_dataset(path: Path, before: Dataset | None = None) -> Reading[Dataset]:
    """The data file at *path* for ``Live``, with a note on each text that is another one than *before*."""
    loaded = load_file(path)
    files = loaded.files if loaded.catalogue else ()
    if loaded.is_sound:
        return Reading(Dataset(loaded), (*loaded.diagnostics, *_moved(before, loaded)), True, loaded.digest, files)
    partial = Dataset(loaded) if loaded.catalogue and loaded.catalogue.observations else None
    return Reading(partial, loaded.diagnostics, False, loaded.digest, files)


def _moved(before: Dataset | None, after: Loaded) -> Iterator[Diagnostic]:
    """What became of the quotes of every source whose text is another one than before."""
    for key, text in after.library.texts.items():
        earlier = before.loaded.library.texts.get(key) if before else None
        if before is None or earlier is None or earlier.raw == text.raw:
            continue
        old = before.loaded.evidence
        kept = [(old[one][0], found[0]) for one, found in after.evidence.items() if one in old and before.source_of(one) == key]
        moved = sum(a.passage != b.passage for a, b in kept)
        yield Diagnostic("N061", {"key": key, "kept": len(kept), "moved": moved}, ("sources", key), file=after.path.name)
