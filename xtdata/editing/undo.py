"""Taking back the last write, as long as the file is as that write left it."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from xtdata.datafile import CannotEdit, saving
from xtdata.datafile.saving import CannotSave
from xtdata.editing.changeset import Changeset, propose
from xtdata.editing.journal import read_journal


@dataclass(frozen=True)
class Undo:
    """The data file goes back from the text ``of`` to ``text``."""

    of: str
    text: str
    reason: str = ""
    kind: str = field(default="undo", init=False)

    def written(self, text: str) -> str:
        """The earlier text. Raises ``CannotEdit`` where *text* is another than the one that the last write left."""
        if text != self.of:
            raise CannotEdit("文件在那次写入之后又被改过，撤销会丢掉后来的改动，所以没有撤销")
        return self.text


def propose_undo(path: Path, reason: str = "") -> Changeset:
    """The data file at *path* as it was before its last write; undoing once more brings the write back. Nothing is written.

    The text of a new source stays in its folder: it can be taken in again. Raises ``CannotSave`` where the journal knows no
    last write, the file has changed since, or the version before it is gone; ``CannotEdit`` where it changes right now.
    """
    present, journal = saving.read(path), read_journal(path)
    held = [index for index in range(len(journal.records)) if journal.is_held(index, present.digest)]
    if not held:
        raise CannotSave("历史里没有可以撤销的写入")
    last = journal.records[held[-1]]
    if last.after != present.digest:
        raise CannotSave(f"文件在 {last.when} {last.editor} 的写入之后又被改过，撤销会丢掉后来的改动，所以没有撤销")
    for version in reversed(saving.versions(path)):
        content = version.read_bytes()
        if sha256(content).hexdigest() == last.before:
            why = reason or f"撤销 {last.when} {last.editor} 的“{last.name}”"
            return propose(path, Undo(present.text, content.decode("utf-8-sig"), why))
    raise CannotSave("那次写入之前的版本已经不在了（只留最近十个），所以没有撤销")
