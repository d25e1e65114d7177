"""A text as an editor hands it in, before it is a source: read, limited in size, given a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from xtdata.language.period import Period
from xtdata.sources.decoding import NoText, decode
from xtdata.sources.document import TITLE_LENGTH, Document, document_of_text
from xtdata.sources.library import FOLDER, MAX_BYTES

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]{0,79}")


class Unfit(Exception):
    """A text or a name that cannot be taken; the message is one Chinese sentence."""


@dataclass(frozen=True)
class Reading:
    """The text that is being worked through.

    ``entry`` and ``content`` are what a new source will be; both are empty where the source is already in the data.
    ``region`` (an id) and ``date`` say where and when the text speaks.
    """

    source: str
    text: str
    region: str = ""
    date: str = ""
    entry: Mapping[str, Any] = field(default_factory=dict)
    content: bytes = b""

    @property
    def is_new(self) -> bool:
        return bool(self.entry)


def receive(content: bytes) -> Document:
    """The document that *content* is, in UTF-8 and otherwise as received. Raises ``Unfit``."""
    if len(content) > MAX_BYTES:
        raise Unfit(f"文本有 {len(content) / 1e6:.1f} MB，超过 {MAX_BYTES / 1e6:.0f} MB 的上限。请只取与指标有关的部分。")
    if not content.strip():
        raise Unfit("还没有文本。请粘贴一篇文章，或选一个文本文件。")
    try:
        decoded = decode(content)
        document = document_of_text(decoded.text)
    except NoText as error:
        raise Unfit(f"{error}。") from None
    if decoded.encoding in {"utf-8", "utf-8-sig"}:
        return replace(document, content=content)
    return replace(document, remarks=(f"收到时是 {decoded.encoding.upper()} 编码，转成 UTF-8 保存",))


def first_words(text: str) -> str:
    """The first line with words in it, shortened: a title to begin with.

    >>> first_words("---\\n　　某市经济运行简报　\\n")
    '某市经济运行简报'
    """
    lines = (line.strip("\ufeff \t\r　#*") for line in text.split("\n"))
    return next((line[:TITLE_LENGTH] for line in lines if any(map(str.isalnum, line))), "")


def free_name(region: str, date: str, taken: Collection[str]) -> str:
    """An id for a new source that is not taken: ``city-2025``, ``city-2025-2`` …

    >>> free_name("city", "2025-03", {"city-2025-03"})
    'city-2025-03-2'
    """
    stem = "-".join(part for part in (region, re.sub(r"[^0-9-]", "-", date)) if part) or "text"
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def new_reading(document: Document, *, source: str, title: str, region: str, date: str, taken: Collection[str], root: Path) -> Reading:
    """A reading of *document* as a new source. Raises ``Unfit`` where id, title or date cannot be taken.

    *taken* are the ids in use; *root* is the folder of the data file, in whose ``seeds/`` no file is overwritten.
    """
    _check_name(source, taken, root / FOLDER / f"{source}.txt", document.content)
    _check_date(date)
    title = " ".join((title.strip() or first_words(document.text)).split())
    entry = {"title": title or source, "file": f"{FOLDER}/{source}.txt", "sha256": sha256(document.content).hexdigest()}
    entry |= ({"date": date} if date else {}) | ({"note": document.remarks[0]} if document.remarks else {})
    return Reading(source, document.text, region, date, entry, document.content)


def _check_name(source: str, taken: Collection[str], file: Path, content: bytes) -> None:
    if not _IDENTIFIER.fullmatch(source):
        raise Unfit("代号以小写字母开头，只用小写字母、数字、- 和 _，至多 80 个字符，如 city-2025。")
    # The same text may lie there unused: a save that was cut short leaves it.
    if source in taken or (file.exists() and not is_same(file, content)):
        raise Unfit(f"代号“{source}”已经用了，请换一个。")


def is_same(file: Path, content: bytes) -> bool:
    """Whether *file* holds exactly *content*."""
    try:
        return file.stat().st_size == len(content) and file.read_bytes() == content
    except OSError:
        return False


def _check_date(date: str) -> None:
    try:
        if date:
            Period.parse(date)
    except ValueError:
        raise Unfit("日期写作 2025、2025-03 或 2025-03-18；不知道就空着。") from None
