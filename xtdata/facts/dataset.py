"""A loaded data file and its table: what ``xtdata.load()`` returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from xtdata.facts import frame as frames
from xtdata.facts.fact import Fact, facts_of
from xtdata.facts.frame import Selection, build_frame, select
from xtdata.facts.loading import Loaded, default_path, load_file
from xtdata.model.catalogue import Catalogue
from xtdata.model.diagnostics import Finding, InvalidData


@dataclass(frozen=True)
class Dataset:
    """A checked catalogue with its texts, its evidence and its table."""

    loaded: Loaded

    @property
    def catalogue(self) -> Catalogue:
        assert self.loaded.catalogue is not None
        return self.loaded.catalogue

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.loaded.findings

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

    def select(self, selection: Selection) -> pd.DataFrame:
        """The observations that *selection* keeps."""
        return select(self._frame, selection, self.catalogue)


def load(path: str | Path | None = None) -> Dataset:
    """Load and check a data file (``indicators.yaml`` by default).

    Raises ``InvalidData``, which carries every finding, where the file has errors.
    """
    loaded = load_file(Path(path) if path is not None else default_path())
    if not loaded.is_sound:
        raise InvalidData(loaded.findings)
    return Dataset(loaded)
