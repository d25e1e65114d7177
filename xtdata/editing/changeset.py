"""A change of the data file: proposed and checked as a value, looked at, and applied only with somebody's authority."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from xtdata.datafile import CannotEdit, saving
from xtdata.datafile.build import build
from xtdata.datafile.document import YamlDocument
from xtdata.datafile.saving import CannotSave
from xtdata.editing import commit
from xtdata.editing.diff import merged
from xtdata.editing.journal import KINDS, append, journal_file, record
from xtdata.editing.touched import ADDED, Touched, touched
from xtdata.facts.loading import Loaded, load_text
from xtdata.model.catalogue import Catalogue
from xtdata.model.diagnostics import Diagnostic, InvalidData, errors
from xtdata.sources import SourceError
from xtdata.sources.register import NewSource, stored

__all__ = [
    "Additions",
    "CannotEdit",
    "CannotSave",
    "Change",
    "Changeset",
    "NotAuthorised",
    "Refused",
    "apply",
    "propose",
    "propose_text",
    "renew",
]

_LOG = logging.getLogger(__name__)
Entry = Mapping[str, Any]
"""An entry as the data file says it."""


class NotAuthorised(CannotSave):
    """A changeset that nobody has authorised."""

    def __init__(self) -> None:
        super().__init__("没有写明是谁同意写入的，所以没有写入")


class Refused(CannotSave):
    """A changeset after which the data file would have errors; ``diagnostics`` says which."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(f"这样写进去，数据文件会有 {len(diagnostics)} 处错误，所以没有写入")
        self.diagnostics = tuple(diagnostics)


class Change(Protocol):
    """Something to do to a data file: it says what kind of change it is and why, and writes itself into any version of the text."""

    @property
    def kind(self) -> str: ...

    @property
    def reason(self) -> str: ...

    def written(self, text: str) -> str:
        """The data file *text* with the change made. Raises ``CannotEdit`` where it cannot be."""
        ...


@dataclass(frozen=True)
class Additions:
    """What is added: observations and dismissals of one source, and what is new with them.

    ``source`` is the id of the source, ``new_source`` its registration where it is not in the data yet; ``indicators`` and
    ``regions`` are entries under their ids.
    """

    source: str
    new_source: NewSource | None = None
    observations: Sequence[Entry] = ()
    dismissals: Sequence[Entry] = ()
    indicators: Mapping[str, Entry] = field(default_factory=dict)
    regions: Mapping[str, Entry] = field(default_factory=dict)
    reason: str = ""
    kind: str = field(default="add", init=False)

    def written(self, text: str) -> str:
        """The data file *text* with all of this in it. Raises ``CannotEdit`` where the file resists."""
        document = YamlDocument.to_edit(text)
        if self.new_source:
            dismissed = {"dismissed": list(self.dismissals)} if self.dismissals else {}
            document = document.add_entry("sources", self.source, {**self.new_source.entry, **dismissed})
        elif self.dismissals:
            document = document.add_items(("sources", self.source, "dismissed"), self.dismissals)
        for section, entries in (("regions", self.regions), ("indicators", self.indicators)):
            for key, entry in entries.items():
                document = document.add_entry(section, key, entry)
        return (document.add_observations(self.observations) if self.observations else document).text


@dataclass(frozen=True, eq=False)
class Changeset:
    """A change of the data file at ``path``: from ``base``, which has ``digest``, to ``text``.

    ``change`` is what was done; it is ``None`` where the text was written by hand. ``after`` is what loading ``text`` gave.
    """

    path: Path
    base: str
    digest: str
    text: str
    after: Loaded
    change: Change | None = None
    reason: str = ""

    @cached_property
    def before(self) -> Loaded:
        """What loading ``base`` gives."""
        return load_text(self.base, self.path)

    @cached_property
    def touched(self) -> tuple[Touched, ...]:
        """The facts that are added, changed, renamed or removed."""
        return touched(_facts(self.base), self.after.catalogue)

    @property
    def added(self) -> tuple[str, ...]:
        """The ids of observations that are new, those of corrected and renamed ones too."""
        return tuple(one.id for one in self.touched if one.kind == ADDED or one.was)

    @property
    def kind(self) -> str:
        """The kind of the change, as the journal names it."""
        return self.change.kind if self.change else "text"

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What would be wrong with the data file; a changeset with errors is not applied."""
        return tuple(errors(self.after.diagnostics))

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files of a new source, under their paths from the folder of the data file."""
        source = self.change.new_source if isinstance(self.change, Additions) else None
        return source.files if source else {}

    @property
    def catalogue(self) -> Catalogue:
        """What the data file will say."""
        assert self.after.catalogue is not None
        return self.after.catalogue


def propose(path: Path, change: Change) -> Changeset:
    """The data file at *path*, as it stands now, with *change*. Nothing is written.

    Raises ``CannotSave`` where the file cannot be read, ``CannotEdit`` where it resists the change.
    """
    present = saving.read(path)
    text = change.written(present.text)
    source = change.new_source if isinstance(change, Additions) else None
    root = path.resolve().parent
    after = load_text(text, path, {root / name: content for name, content in source.files.items()} if source else None)
    return Changeset(path, present.text, present.digest, text, after, change, change.reason)


def propose_text(path: Path, base: str, digest: str, text: str, reason: str = "") -> Changeset:
    """The data file as written by hand over *base*, the version with *digest*. Nothing is written."""
    return Changeset(path, base, digest, text, load_text(text, path), reason=reason)


def renew(changeset: Changeset) -> Changeset:
    """The same change upon what the file says now, for when somebody else has saved meanwhile. Nothing is written.

    Raises ``CannotSave`` and ``CannotEdit``; ``CannotSave`` also where both changed the same place of a text written by hand.
    """
    if changeset.change:
        return propose(changeset.path, changeset.change)
    present = saving.read(changeset.path)
    text = merged(changeset.base, changeset.text, present.text)
    if text is None:
        raise CannotSave("两个人改了同一处，合不到一起。请返回，照着左边的新版本改自己的文本，或先放弃自己的改动。")
    return propose_text(changeset.path, present.text, present.digest, text, changeset.reason)


def apply(changeset: Changeset, *, authorised_by: str) -> str:
    """Write *changeset*: the files of a new source first, then the line of the journal, then the data file, as it was checked.

    *authorised_by* names who may write and said so; asking whether they may is the caller's part. Gives a remark on what did not
    go with it (a commit that failed), or nothing. Raises ``NotAuthorised``
    where it is empty, ``Refused`` where the file would have errors, ``Conflict`` where it has changed since, ``CannotSave``
    where it cannot be written; then the data file is as it was, and nothing is left of the new files.
    """
    editor, path = authorised_by.strip(), changeset.path
    if not editor:
        raise NotAuthorised
    if changeset.errors or not changeset.after.is_sound:
        raise Refused(changeset.errors)
    facts, root = changeset.touched, path.resolve().parent

    def note(digest: str) -> None:
        append(path, record(editor, changeset.kind, changeset.digest, digest, reason=changeset.reason, facts=facts))

    try:
        with stored(changeset.files, root):
            saving.save(path, changeset.text, changeset.digest, note)
    except SourceError as error:
        raise CannotSave(f"{error}。") from None
    _LOG.info("%s changed by %s: %s, %d facts", path.name, editor, changeset.kind, len(facts))
    if not commit.is_wanted():
        return ""
    files = [Path(os.path.realpath(path)), journal_file(path), *(root / name for name in changeset.files)]
    title = f"{KINDS.get(changeset.kind, changeset.kind)} {len(facts)} 条事实"
    return commit.commit(files[0].parent, files, f"{title}：{changeset.reason}" if changeset.reason else title, editor)


def _facts(text: str) -> Catalogue | None:
    """What the data file *text* says, as far as it can be read."""
    try:
        return build(YamlDocument(text).data).catalogue
    except InvalidData:
        return None
