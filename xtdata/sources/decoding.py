"""Bytes to text: which encoding a Chinese text or page is in, or that it is no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from xtdata.sources import SourceError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_KINDS = (
    (b"\xd0\xcf\x11\xe0", "这是旧版 Word 或 Excel 文档，不是文本：请打开后另存为纯文本（.txt）再添加"),
    (b"\x89PNG", "这是图片，不是文本：请把图中的文字录成 .txt 再添加"),
    (b"\xff\xd8\xff", "这是图片，不是文本：请把图中的文字录成 .txt 再添加"),
    (b"GIF8", "这是图片，不是文本：请把图中的文字录成 .txt 再添加"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*+=\s*+["']?+\s*+([A-Za-z0-9_.:-]{2,40})""", re.I)
_META_REACH = 4096
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# GB 2312 orders its 3755 commonest characters first: prose is made of them (99 in 100), other bytes read as GB 18030 are not.
_SIGNS, _COMMON = range(0xA1, 0xAA), range(0xB0, 0xD8)
_UNMARKED = ("utf-16-le", "utf-16-be")
_PLAIN = re.compile("[\t\r\n -~“”‘’…—\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_PLAIN_SHARE = 0.95
_RARE_SHARE, _RARE_FEW = 0.05, 2


class NoText(SourceError):
    """What came is no text that can be cited."""


@dataclass(frozen=True)
class Decoded:
    """A text and the name of the encoding that it was in (``utf-8``, ``utf-8-sig``, ``gb18030``, ``utf-16`` …)."""

    text: str
    encoding: str


def decode(content: bytes, *declared: str | None) -> Decoded:
    """The text of *content*; *declared* are encodings that its sender names, believed where they fit.

    >>> decode("湘潭市投资增长".encode("gb18030")).encoding
    'gb18030'

    Raises ``NoText`` where *content* is empty, a known other kind of file, or in no known encoding.
    """
    for start, sentence in _KINDS:
        if content.startswith(start):
            raise NoText(sentence)
    decoded = next((found for name in _candidates(content, [name for name in declared if name]) if (found := _try(content, name))), None)
    if decoded is None:
        raise NoText(f"认不出文字的编码{_broken_at(content)}：请在编辑器里另存为 UTF-8 再添加")
    if not decoded.text.strip("\ufeff \t\r\n\u3000"):
        raise NoText("里面没有文字")
    if control := _CONTROL.search(decoded.text):
        line = decoded.text.count("\n", 0, control.start()) + 1
        raise NoText(f"第 {line} 行有控制字符，不像文本：请在编辑器里另存为纯文本再添加")
    return decoded


def declared_in_page(content: bytes) -> str | None:
    """The encoding that an HTML page names in its head."""
    found = _META.search(content[:_META_REACH])
    return found[1].decode("ascii") if found else None


def _candidates(content: bytes, declared: list[str]) -> list[str]:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return [name]
    # Bytes of another encoding are as good as never UTF-8 by chance; declarations are often out of date.
    return ["utf-8", *map(_standard, declared), *_UNMARKED, "gb18030"]


def _broken_at(content: bytes) -> str:
    """Where bytes that are UTF-8 for the most part cease to be, else which encodings are known."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > 0 and len(content.decode("utf-8", errors="ignore").encode("utf-8")) > 0.9 * len(content):
            line = content.count(b"\n", 0, error.start) + 1
            return f"（像是 UTF-8，但第 {line} 行有损坏的字）"
    return "（认得 UTF-8、GB18030 和 UTF-16）"


def _standard(name: str) -> str:
    """Python's name of an encoding; pages that say GB2312 mean what browsers read: GB18030."""
    try:
        known = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return "utf-8"
    return "gb18030" if known in {"gb2312", "gbk", "hz"} else known


def _try(content: bytes, name: str) -> Decoded | None:
    try:
        text = content.decode(name)
    except (UnicodeError, LookupError):
        return None
    plausible = {"gb18030": _is_chinese_prose, **dict.fromkeys(_UNMARKED, _is_plain)}.get(name, bool)(text)
    return Decoded(text, name) if plausible else None


def _is_plain(text: str) -> bool:
    """Whether *text* is Chinese and ASCII for the most part: bytes of another encoding read as UTF-16 are not."""
    sample = text[:20_000]
    return bool(sample) and len(_PLAIN.findall(sample)) > _PLAIN_SHARE * len(sample)


def _is_chinese_prose(text: str) -> bool:
    leads = [character.encode("gb18030")[0] for character in text[:20_000] if ord(character) > 0x7F]
    characters = [lead for lead in leads if lead not in _SIGNS]
    rare = sum(lead not in _COMMON for lead in characters)
    return rare <= max(_RARE_FEW, _RARE_SHARE * len(characters))
