"""The kinds of file that the table can be had as. Each registers itself; every surface offers what is registered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xtdata.model.diagnostics import did_you_mean

if TYPE_CHECKING:
    import pandas as pd

    from xtdata.facts.dataset import Dataset

Writer = Callable[["Dataset", "pd.DataFrame"], bytes]


@dataclass(frozen=True)
class Format:
    """A kind of file: its name (also the ending of files), what a page calls it, its media type, and what writes it."""

    name: str
    label: str
    media_type: str
    write: Writer


@dataclass(frozen=True)
class Artifact:
    """A file that was made: its content, its media type, and the name to keep it under."""

    content: bytes
    media_type: str
    filename: str


class UnknownFormat(ValueError):
    """A format that nobody writes; the message is one Chinese sentence."""


FORMATS: dict[str, Format] = {}


def register(name: str, *, label: str, media_type: str) -> Callable[[Writer], Writer]:
    """Offer the decorated function, from a dataset and rows of its table to the content of a file, as the format *name*."""

    def add(write: Writer) -> Writer:
        FORMATS[name] = Format(name, label, media_type, write)
        return write

    return add


def artifact(dataset: Dataset, rows: pd.DataFrame, name: str) -> Artifact:
    """*rows* of the table of *dataset* as a file of format *name*.

    Raises ``UnknownFormat`` where there is no such format.
    """
    if name not in FORMATS:
        raise UnknownFormat(f"没有“{name}”这种格式，可选 {'、'.join(FORMATS)}。{did_you_mean(name, FORMATS)}")
    chosen = FORMATS[name]
    return Artifact(chosen.write(dataset, rows), chosen.media_type, f"observations.{name}")
