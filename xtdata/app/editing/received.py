"""A text as an editor hands it in, before it is a source: read, limited in size, given a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xtdata.model.catalogue import Source
from xtdata.sources import SourceError
from xtdata.sources.document import Document, read_document
from xtdata.sources.register import propose_source


class Unfit(Exception):
    """A text or a name that cannot be taken; the message is one Chinese sentence."""


@dataclass(frozen=True)
class Reading:
    """The text that is being worked through.

    ``entry``, ``content`` and ``files`` are what a new source will be; they are empty where the source is already in the data.
    ``region`` (an id) and ``date`` say where and when the text speaks.
    """

    source: str
    text: str
    region: str = ""
    date: str = ""
    entry: Mapping[str, Any] = field(default_factory=dict)
    content: bytes = b""
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return bool(self.entry)


def receive(content: bytes, name: str = "") -> Document:
    """The document that *content* is, of a file with *name* or pasted. Raises ``Unfit``."""
    if not content.strip():
        raise Unfit("还没有文本。请粘贴一篇文章，或选一个文本文件。")
    try:
        return read_document(content, name)
    except SourceError as error:
        raise Unfit(f"{error}。") from None


def new_reading(document: Document, *, source: str, title: str, region: str, date: str, taken: Mapping[str, Source], root: Path) -> Reading:
    """A reading of *document* as a new source. Raises ``Unfit`` where id, title or date cannot be taken.

    *taken* are the sources of the data; *root* is the folder of the data file, in whose ``seeds/`` no file is overwritten.
    """
    checksums = {key: one.sha256 for key, one in taken.items()}
    try:
        new = propose_source(document, root, checksums, id=source, title=title, date=date)
    except SourceError as error:
        raise Unfit(f"{error}。") from None
    return Reading(source, document.text, region, str(new.entry.get("date", "")), new.entry, document.content, new.files)
