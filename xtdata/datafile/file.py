"""Reading the text of a data file: what it may be, how large, in which encoding."""

from __future__ import annotations

import codecs
from pathlib import Path

from xtdata.model.diagnostics import Diagnostic, InvalidData, Param
from xtdata.model.reasons import reason

MAX_BYTES = 20_000_000


def read_text(path: Path) -> str:
    """The text of a data file. Raises ``InvalidData`` where it is missing, too large, not UTF-8 or empty."""
    content = _content(path).removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise InvalidData([_not_utf8(content, error)]) from None
    if not text.strip():
        raise InvalidData([Diagnostic("E004.blank", line=1, column=1)])
    return text


def _content(path: Path) -> bytes:
    def refuse(kind: str, **params: Param) -> InvalidData:
        return InvalidData([Diagnostic(kind, params, file=path.name)])

    try:
        size = path.stat().st_size
        # Opening a pipe or a device would wait for ever.
        if not path.is_file():
            raise refuse("E002.folder" if path.is_dir() else "E002.no_file", path=str(path))
        if size > MAX_BYTES:
            raise refuse("E002.large", name=path.name, megabytes=size / 1e6, limit=MAX_BYTES / 1e6)
        return path.read_bytes()
    except (FileNotFoundError, ValueError):
        # ValueError: a path that no system could have.
        raise refuse("E001", path=str(path)) from None
    except OSError as error:
        raise refuse("E002.unreadable", path=str(path), reason=reason(error)) from None


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> Diagnostic:
    start = content.rfind(b"\n", 0, error.start) + 1
    line = content.count(b"\n", 0, error.start) + 1
    column = len(content[start : error.start].decode()) + 1
    # A byte-order mark of UTF-16, as Windows Notepad writes it.
    name = "UTF-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "GBK" if _is_gbk(content) else ""
    known = Diagnostic("E003.known", {"encoding": name}, line=line, column=column)
    return known if name else Diagnostic("E003", line=line, column=column)


def _is_gbk(content: bytes) -> bool:
    try:
        content.decode("gbk")
    except UnicodeDecodeError:
        return False
    return True
