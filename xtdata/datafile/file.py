"""Reading the text of a data file: what it may be, how large, in which encoding."""

from __future__ import annotations

import codecs
from pathlib import Path

from xtdata.model import diagnostics as fi
from xtdata.model.diagnostics import Finding

MAX_BYTES = 20_000_000


def read_text(path: Path) -> str:
    """The text of a data file. Raises ``InvalidData`` where it is missing, too large, not UTF-8 or empty."""
    content = _content(path).removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise fi.InvalidData([_not_utf8(content, error)]) from None
    if not text.strip():
        raise fi.InvalidData([Finding("E004", "文件里什么也没有", line=1, column=1)])
    return text


def _content(path: Path) -> bytes:
    def refuse(code: str, message: str) -> fi.InvalidData:
        return fi.InvalidData([Finding(code, message, file=path.name)])

    try:
        size = path.stat().st_size
        # Opening a pipe or a device would wait for ever.
        if not path.is_file():
            raise refuse("E002", f"{path} 不是文件" + ("，而是文件夹" if path.is_dir() else ""))
        if size > MAX_BYTES:
            raise refuse("E002", f"{path.name} 有 {size / 1e6:.0f} MB，超过 {MAX_BYTES / 1e6:.0f} MB 的上限")
        return path.read_bytes()
    except (FileNotFoundError, ValueError):
        # ValueError: a path that no system could have.
        raise refuse("E001", f"找不到数据文件 {path}") from None
    except OSError as error:
        raise refuse("E002", f"读不出 {path}：{fi.reason(error)}") from None


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> Finding:
    start = content.rfind(b"\n", 0, error.start) + 1
    line = content.count(b"\n", 0, error.start) + 1
    column = len(content[start : error.start].decode()) + 1
    # A byte-order mark of UTF-16, as Windows Notepad writes it.
    name = "UTF-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "GBK" if _is_gbk(content) else ""
    message = "这里不是 UTF-8 编码的文字" + (f"，看来是 {name}" if name else "")
    return Finding("E003", message, line=line, column=column)


def _is_gbk(content: bytes) -> bool:
    try:
        content.decode("gbk")
    except UnicodeDecodeError:
        return False
    return True
