"""Who changed what, when and why: one line of JSON for each save, beside the data file, only ever added to.

A line is written and synced before the new data file takes its place. Where a crash comes between the two, the line is there
and the save is not: the digests, of the file before and after, tell.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from xtdata.datafile.saving import CannotSave, sync_folder
from xtdata.editing.touched import ADDED, REMOVED, RENAMED, Touched
from xtdata.model.reasons import reason

MAX_BYTES = 50_000_000
KINDS = {
    "add": "录入",
    "text": "直接编辑",
    "correct": "修改",
    "withdraw": "撤回",
    "move": "移动",
    "rename": "改代号",
    "merge": "合并指标",
    "alias": "添别名",
    "undo": "撤销",
    "format": "整理",
}


@dataclass(frozen=True)
class Record:
    """One save: ``time`` is ISO in UTC, ``before`` and ``after`` are the digests of the data file."""

    time: str
    editor: str
    kind: str
    before: str
    after: str
    reason: str = ""
    facts: tuple[Touched, ...] = ()

    @property
    def name(self) -> str:
        """The kind of change, in Chinese."""
        return KINDS.get(self.kind, self.kind)

    @property
    def when(self) -> str:
        """Day and time of day where the reader is."""
        try:
            return f"{datetime.fromisoformat(self.time).astimezone():%Y-%m-%d %H:%M}"
        except ValueError:
            return self.time


@dataclass(frozen=True)
class Journal:
    """The records, early to late, and what could not be read, in sentences."""

    records: tuple[Record, ...] = ()
    troubles: tuple[str, ...] = ()

    def is_held(self, index: int, present: str) -> bool:
        """Whether the save of the record at *index* is in the file, which has the digest *present* now.

        It is not where the file was seen next as it had been before: the save was cut short, or taken back elsewhere.
        """
        record = self.records[index]
        following = self.records[index + 1].before if index + 1 < len(self.records) else present
        return not (following == record.before != record.after)

    def of_fact(self, fact: str) -> list[int]:
        """The indices of the records that touch *fact*, under its earlier ids too; under its later ones where it is gone."""
        back = list(_followed(reversed(list(enumerate(self.records))), fact, forth=False))
        return back[::-1] or list(_followed(enumerate(self.records), fact, forth=True))

    def of_source(self, source: str) -> list[int]:
        """The indices of the records that touch a fact of *source*."""
        return [index for index, record in enumerate(self.records) if any(one.source == source for one in record.facts)]


def _followed(records: Iterator[tuple[int, Record]], fact: str, *, forth: bool) -> Iterator[int]:
    ids = {fact}
    for index, record in records:
        near, far = ("was", "id") if forth else ("id", "was")
        mine = [one for one in record.facts if (getattr(one, near) or one.id) in ids]
        if mine:
            yield index
            # An id that passes from one fact to another in this save is followed one way only.
            ids = {getattr(one, far) or one.id for one in mine}


def journal_file(path: Path) -> Path:
    """The journal of the data file at *path*: ``indicators.journal.jsonl`` beside it."""
    path = Path(os.path.realpath(path))
    return path.with_name(f"{path.stem}.journal.jsonl")


def record(editor: str, kind: str, before: str, after: str, *, reason: str = "", facts: Sequence[Touched] = ()) -> Record:
    """A record of now."""
    return Record(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", editor, kind, before, after, reason, tuple(facts))


def append(path: Path, entry: Record) -> None:
    """Add *entry* to the journal of the data file at *path*; the caller holds the lock of the file. Raises ``OSError``.

    What a crash has left of a line is closed first; a line that cannot be written whole is taken back.
    """
    file = journal_file(path)
    is_new = not file.exists()
    line = json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n"
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        size = os.fstat(handle).st_size
        if size and os.lseek(handle, -1, os.SEEK_END) >= 0 and os.read(handle, 1) != b"\n":
            line = b"\n" + line
        try:
            written = 0
            while written < len(line):
                written += os.write(handle, line[written:])
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)
    if is_new:
        sync_folder(file.parent)


_RECORD = TypeAdapter(Record)


def read_journal(path: Path) -> Journal:
    """The journal of the data file at *path*; of a very long one the latest part. Raises ``CannotSave`` where it cannot be read."""
    file = journal_file(path)
    try:
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            stream.seek(max(0, size - MAX_BYTES))
            lines = stream.read(MAX_BYTES).split(b"\n")
    except FileNotFoundError:
        return Journal()
    except OSError as error:
        raise CannotSave(f"读不出历史 {file.name}：{reason(error)}") from None
    troubles = []
    if size > MAX_BYTES:
        lines = lines[1:]
        troubles.append(f"历史 {file.name} 太长，只读了最后 {MAX_BYTES // 1_000_000} MB")
    records = []
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                records.append(_RECORD.validate_json(line))
        except ValidationError:
            troubles.append(f"历史 {file.name} 的第 {number} 行不完整或被改过，跳过了")
    return Journal(tuple(records), tuple(troubles))


def told(entry: Record, fact: str = "", source: str = "") -> list[str]:
    """What *entry* did, a line for each fact; of *fact* or *source* alone, where one is given and known in it."""
    mine = [one for one in entry.facts if (not fact or fact in {one.id, one.was}) and (not source or one.source == source)]
    return [_words(one) for one in mine or entry.facts]


def _words(one: Touched) -> str:
    before, after = one.before or {}, one.after or {}
    name = f"{one.was} → {one.id}" if one.was else one.id
    if one.kind == ADDED:
        return f"新增 {name}"
    fields = [f"{field} {_said(before.get(field))} → {_said(after.get(field))}" for field in dict.fromkeys((*before, *after))]
    if one.kind == REMOVED:
        fields = [f"{field} {_said(value)}" for field, value in before.items()]
        return f"撤回 {name}：{'；'.join(fields)}"
    return f"{'改归' if one.kind == RENAMED else '修改'} {name}：{'；'.join(fields)}"


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return "、".join(map(_said, value))
    if isinstance(value, dict):
        return str(value.get("exact", value))
    return "（没有）" if value is None else str(value)
