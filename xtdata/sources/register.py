"""Making a document a source: its id, its entry for ``indicators.yaml``, its files for ``seeds/``; nothing is overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from xtdata.datafile import CannotEdit
from xtdata.datafile.document import YamlDocument
from xtdata.datafile.saving import CannotSave, Conflict, read, save, write_new
from xtdata.model.catalogue import Identifier, Source
from xtdata.model.reasons import reason
from xtdata.sources import SourceError
from xtdata.sources.document import Document
from xtdata.sources.library import FOLDER

_ATTEMPTS = 5
_ID_LENGTH = 60
_FIELDS = {"title": "标题", "date": "日期", "url": "网址", "publisher": "刊发者"}


class CannotRegister(SourceError):
    """A document that cannot become a source under this id, title or date, or is one already."""


@dataclass(frozen=True)
class NewSource:
    """A source that is not in the data yet.

    ``entry`` is what stands under ``id`` in the section ``sources``; ``files`` are the bytes of its text, and of the file as received
    where that is another, under their paths from the data file's folder (``seeds/<id>.txt``).
    """

    id: str
    entry: Mapping[str, Any]
    files: Mapping[str, bytes]


def propose_source(
    document: Document, root: Path, taken: Mapping[str, str | None], *, id: str, title: str = "", date: str = "", **fields: Any
) -> NewSource:
    """*document* as a new source. Raises ``CannotRegister``; nothing is written.

    *root* is the folder of the data file; *taken* are the ids in use, with the sha256 of each text. Title and date, where
    empty, are those that the document itself gives; *fields* are further fields of a source (``publisher="湘潭日报"``).
    """
    _check_id(id, taken)
    for other, checksum in taken.items():
        if checksum == document.sha256:
            raise CannotRegister(f"这份文本已经登记为来源“{other}”，没有再添加")
    entry = _entry(document, id, title=title, date=date.strip(), **fields)
    _check_entry(entry)
    files = {f"{FOLDER}/{id}{document.suffix}": document.content} | (
        {f"{FOLDER}/{id}{document.received_suffix}": document.received} if document.received else {}
    )
    _check_files(files, root)
    return NewSource(id, entry, files)


def free_id(region: str, date: str, taken: Collection[str], root: Path | None = None) -> str:
    """An id for a new source: ``city-2025``, ``city-2025-2`` … that is not *taken* and has no file in ``seeds/`` below *root*.

    *region* is the id of the region of which the source speaks.

    >>> free_id("city", "2025-03", {"city-2025-03"})
    'city-2025-03-2'
    """
    held = {path.name.split(".")[0] for path in (root / FOLDER).glob("*")} if root else set()
    stem = "-".join(part for part in (region, re.sub(r"[^0-9]+", "-", date).strip("-")) if part)[:_ID_LENGTH] or "text"
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + len(held) + 3)))
    return next(name for name in names if name not in taken and name not in held)


def taken_ids(data_file: Path) -> dict[str, str | None]:
    """The ids of the sources in *data_file*, with the sha256 of each. Raises ``SourceError`` where it is no YAML."""
    try:
        sources = YamlDocument.to_edit(read(data_file).text).data.get("sources")
    except (CannotEdit, CannotSave) as error:
        raise SourceError(str(error)) from None
    entries = sources.items() if isinstance(sources, dict) else ()
    return {str(key): entry.get("sha256") if isinstance(entry, dict) else None for key, entry in entries}


def add_source(data_file: Path, source: NewSource, note: Callable[[str, str], None] = lambda before, after: None) -> None:
    """Store the files of *source* and write its entry into *data_file*. Raises ``SourceError``; then nothing has been written.

    Where somebody saves in between, the entry is added to what they saved. *note* is called with the digests of the data file
    before and after, as ``save`` calls it.
    """
    try:
        # Refused here, nothing has been stored yet.
        YamlDocument.to_edit(read(data_file).text).add_entry("sources", source.id, source.entry)
        with stored(source.files, data_file.resolve().parent):
            _write_entry(data_file, source, note)
    except (CannotEdit, CannotSave) as error:
        raise SourceError(str(error)) from None


@contextmanager
def stored(files: Mapping[str, bytes], root: Path) -> Iterator[None]:
    """Write *files* below *root*, and take those that were new away again where the save that follows says that it failed.

    One that is there already with the same content (an editor put it there, or a run was cut short) stays as it is.
    Raises ``CannotRegister`` where one is there with other content, ``CannotSave`` where one cannot be written. Only
    ``CannotSave`` and ``CannotEdit`` undo: after anything else the entry may be written, and must not lose its text.
    """
    _check_files(files, root)
    written: list[Path] = []
    try:
        for name in [name for name in files if not (root / name).exists()]:
            write_new(root / name, files[name])
            written.append(root / name)
        yield
    except (CannotSave, CannotEdit):
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _entry(document: Document, id: str, *, title: str, date: str, **fields: Any) -> dict[str, Any]:
    entry = {
        "title": " ".join(title.split()) or document.title or id,
        "file": f"{FOLDER}/{id}{document.suffix}",
        "sha256": document.sha256,
        "date": date or document.date or None,
        "date_note": "由网页的标注读出" if document.date and not date else None,
        "url": document.address or None,
        "accessed": document.accessed.isoformat(timespec="seconds") if document.accessed else None,
        "note": _kept(document, id) or "；".join(document.remarks) or None,
        **fields,
    }
    return {name: value for name, value in entry.items() if value is not None}


def _kept(document: Document, id: str) -> str:
    """Where the file as received lies, of which the text was taken; empty where the text is what was received."""
    name = f"{FOLDER}/{id}{document.received_suffix}"
    kinds = {
        ".html": f"正文由网页抽取，原网页存为 {name}",
        ".pdf": f"正文由 PDF 抽取，原文件存为 {name}",
        ".docx": f"正文由 Word 文档抽取，原文件存为 {name}",
    }
    if not document.received:
        return ""
    return kinds.get(document.received_suffix) or "；".join((*document.remarks, f"收到的文件存为 {name}"))


def _check_id(id: str, taken: Collection[str]) -> None:
    try:
        TypeAdapter(Identifier).validate_python(id)
    except ValidationError:
        message = f"代号“{id}”不能用：以小写字母开头，只用小写字母、数字、- 和 _，不超过 80 个字符，如 city-2025"
        raise CannotRegister(message) from None
    if id in taken:
        raise CannotRegister(f"来源里已经有“{id}”，请换一个代号")


def _check_entry(entry: Mapping[str, Any]) -> None:
    try:
        Source.model_validate(entry)
    except ValidationError as error:
        detail = error.errors()[0]
        name = str(detail["loc"][0]) if detail["loc"] else ""
        why = detail.get("ctx", {}).get("error", f"“{entry.get(name, '')}”的写法不对")
        hint = "；日期写作 2025、2025-03 或 2025-03-18，不知道就空着" if name == "date" else ""
        raise CannotRegister(f"{_FIELDS.get(name, name)}：{why}{hint}") from None


def _check_files(files: Mapping[str, bytes], root: Path) -> None:
    for name, content in files.items():
        try:
            size = (root / name).stat().st_size if (root / name).exists() else None
            if size is not None and (size != len(content) or (root / name).read_bytes() != content):
                raise CannotRegister(f"{name} 已经有了，内容不同，没有覆盖；请换一个代号")
        except OSError as error:
            raise CannotRegister(f"{name} 已经有了，但读不出：{reason(error)}；请换一个代号") from None


def _write_entry(data_file: Path, source: NewSource, note: Callable[[str, str], None]) -> None:
    for attempt in range(_ATTEMPTS):
        snapshot = read(data_file)
        try:
            text = YamlDocument.to_edit(snapshot.text).add_entry("sources", source.id, source.entry).text
            save(data_file, text, snapshot.digest, partial(note, snapshot.digest))
            return
        except Conflict:
            if attempt == _ATTEMPTS - 1:
                raise
