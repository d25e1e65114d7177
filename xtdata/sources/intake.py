"""Taking a new source in: its text goes to ``seeds/``, its entry to ``indicators.yaml``; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from xtdata.datafile.outline import CannotEdit, Outline
from xtdata.datafile.rewrite import add_entry
from xtdata.datafile.saving import CannotSave, Conflict, read, save, write_new
from xtdata.model.catalogue import Identifier, Source
from xtdata.sources.decoding import NoText
from xtdata.sources.document import Document, document_of_page, document_of_text, fetch_document, read_document
from xtdata.sources.fetching import CannotFetch, is_address
from xtdata.sources.library import FOLDER

__all__ = [
    "Added", "CannotAdd", "Document", "add_source", "document_of_page", "document_of_text", "fetch_document", "read_document", "receive",
]  # fmt: skip

_ATTEMPTS = 5


class CannotAdd(Exception):
    """A source that cannot be taken in; the message is one Chinese sentence."""


@dataclass(frozen=True)
class Added:
    """A source that was taken in: its id, its entry as written, and the files that hold its text and its page."""

    id: str
    entry: Mapping[str, Any]
    file: Path
    page: Path | None


def receive(where: str) -> Document:
    """The document at a web address or in a file. Raises ``CannotAdd``."""
    try:
        return fetch_document(where) if is_address(where) else read_document(Path(where))
    except (CannotFetch, NoText) as error:
        hint = "（网址要以 https:// 开头）" if where.startswith("www.") else ""
        raise CannotAdd(f"{error}{hint}") from None


def add_source(data_file: Path, document: Document, key: str, *, title: str = "", date: str = "", **fields: Any) -> Added:
    """Store *document* and write its entry, under the id *key*, into *data_file*.

    Title and date, where empty, are those that the document itself gives; *fields* are further fields of a source.
    Raises ``CannotAdd``; then nothing has been written.
    """
    entry = _entry(document, key, title=title.strip() or document.title, date=date or document.date, guessed=not date, **fields)
    _check(key, entry)
    folder = data_file.resolve().parent / FOLDER
    text, page = folder / f"{key}{document.suffix}", folder / f"{key}.html"
    try:
        _refuse_known(data_file, key, entry)
        with _stored({text: document.content, **({page: document.page} if document.page else {})}):
            _write_entry(data_file, key, entry)
    except (CannotEdit, CannotSave) as error:
        raise CannotAdd(str(error)) from None
    return Added(key, entry, text, page if document.page else None)


def _entry(document: Document, key: str, *, title: str, date: str, guessed: bool, **fields: Any) -> dict[str, Any]:
    entry = {
        "title": title,
        "file": f"{FOLDER}/{key}{document.suffix}",
        "sha256": sha256(document.content).hexdigest(),
        "date": date or None,
        "date_note": "由网页的标注读出" if date and guessed else None,
        "url": document.address or None,
        "accessed": document.accessed.isoformat(timespec="seconds") if document.accessed else None,
        "note": f"正文由网页抽取，原网页存为 {FOLDER}/{key}.html" if document.page else None,
        **fields,
    }
    return {name: value for name, value in entry.items() if value is not None}


def _check(key: str, entry: Mapping[str, Any]) -> None:
    try:
        TypeAdapter(Identifier).validate_python(key)
    except ValidationError:
        raise CannotAdd(f"代号“{key}”不能用：以小写字母开头，只用小写字母、数字、- 和 _，不超过 80 个字符") from None
    try:
        Source.model_validate(entry)
    except ValidationError as error:
        detail = error.errors()[0]
        name = str(detail["loc"][0]) if detail["loc"] else ""
        why = detail.get("ctx", {}).get("error", f"“{entry.get(name, '')}”的写法不对" if entry.get(name) else "没有写，也读不出来")
        raise CannotAdd(f"{name}：{why}") from None


def _refuse_known(data_file: Path, key: str, entry: Mapping[str, Any]) -> None:
    """Refuse an id that is taken and a text that is there already, before anything is written."""
    snapshot = read(data_file)
    add_entry(snapshot.text, "sources", key, entry)
    for other, source in (Outline(snapshot.text).data.get("sources") or {}).items():
        if isinstance(source, dict) and source.get("sha256") == entry["sha256"]:
            raise CannotAdd(f"这份文本已经登记为来源“{other}”（{source.get('title')}），没有再添加")


@contextmanager
def _stored(files: Mapping[Path, bytes]) -> Iterator[None]:
    """Write *files*, and take those that were new away again where what follows fails.

    One that is there already with the same content (an editor put it there, or a run was cut short) stays as it is.
    """
    for path, content in files.items():
        if path.exists() and path.read_bytes() != content:
            raise CannotAdd(f"{FOLDER}/{path.name} 已经有了，内容不同，没有覆盖；请换一个代号")
    written: list[Path] = []
    try:
        for path in [path for path in files if not path.exists()]:
            write_new(path, files[path])
            written.append(path)
        yield
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _write_entry(data_file: Path, key: str, entry: Mapping[str, Any]) -> None:
    """Add the entry; where somebody saves in between, add it to what they saved."""
    for attempt in range(_ATTEMPTS):
        snapshot = read(data_file)
        try:
            save(data_file, add_entry(snapshot.text, "sources", key, entry), snapshot.digest)
            return
        except Conflict:
            if attempt == _ATTEMPTS - 1:
                raise
