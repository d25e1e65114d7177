"""A text to be cited, as it came: a file, a page from the web, or what an editor pasted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xtdata.model.diagnostics import reason
from xtdata.sources.decoding import Decoded, NoText, declared_in_page, decode
from xtdata.sources.fetching import MAX_BYTES, fetch
from xtdata.sources.library import blank_markup

_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_PAGE_SUFFIXES = {".html", ".htm", ".xhtml", ".shtml"}
_KEPT_SUFFIXES = {".txt", ".md"}
_NAMES = {"gb18030": "GB18030", "utf-16": "UTF-16", "big5": "Big5"}
TITLE_LENGTH = 80


@dataclass(frozen=True)
class Document:
    """A text in the bytes in which it is stored (UTF-8), and what is known of it.

    ``suffix`` is that of the stored file; ``page`` the HTML page as received, of which the text is the main part;
    ``address`` and ``accessed`` say where and when it was fetched; ``remarks`` say, in Chinese, what was done with it.
    """

    content: bytes
    suffix: str = ".txt"
    title: str = ""
    date: str = ""
    page: bytes | None = None
    address: str = ""
    accessed: datetime | None = None
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text as it is read: markup of a Markdown file, which is not text, is blank."""
        return _read(self.content.decode("utf-8"), self.suffix)


def _read(text: str, suffix: str) -> str:
    return blank_markup(text) if suffix == ".md" else text


def read_document(path: Path) -> Document:
    """The document in the file at *path*. Raises ``NoText``."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise NoText(f"{path} 不是文件")
        if size > MAX_BYTES:
            raise NoText(f"{path.name} 有 {size / 1e6:.1f} MB，超过 {MAX_BYTES // 1_000_000} MB 的上限")
        content = path.read_bytes()
    except OSError as error:
        raise NoText(f"读不出 {path}：{reason(error)}") from None
    try:
        if path.suffix.lower() in _PAGE_SUFFIXES or _PAGE.match(content[:4096]):
            return document_of_page(content)
        return _document_of_text(decode(content), content, path.suffix.lower())
    except NoText as error:
        raise NoText(f"{path.name}：{error}") from None


def fetch_document(url: str) -> Document:
    """The document at *url*. Raises ``CannotFetch`` and ``NoText``."""
    accessed = datetime.now().astimezone()
    page = fetch(url)
    try:
        if page.is_html or _PAGE.match(page.content[:4096]):
            return document_of_page(page.content, page.encoding, page.address, accessed)
        plain = _document_of_text(decode(page.content, page.encoding), page.content, ".txt")
    except NoText as error:
        raise NoText(f"{page.address}：{error}") from None
    return Document(plain.content, title=plain.title, address=page.address, accessed=accessed, remarks=plain.remarks)


def document_of_text(text: str) -> Document:
    """The document that *text*, pasted by an editor, is. Raises ``NoText``."""
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError:
        raise NoText("文字里有不成对的代理字符：请重新复制") from None
    return _document_of_text(decode(content), content, ".txt")


def _document_of_text(decoded: Decoded, content: bytes, suffix: str) -> Document:
    """A text as received, byte for byte where it is UTF-8 already."""
    remarks: tuple[str, ...] = ()
    if decoded.encoding not in {"utf-8", "utf-8-sig"}:
        content = decoded.text.encode("utf-8")
        remarks = (f"原文是 {_NAMES.get(decoded.encoding, decoded.encoding)} 编码，已转成 UTF-8 存下",)
    suffix = suffix if suffix in _KEPT_SUFFIXES else ".txt"
    lines = (line.strip("\ufeff \t\r\u3000#") for line in _read(decoded.text, suffix).split("\n"))
    return Document(content, suffix, next(filter(None, lines), "")[:TITLE_LENGTH], remarks=remarks)


def document_of_page(content: bytes, encoding: str | None = None, address: str = "", accessed: datetime | None = None) -> Document:
    """The main text of an HTML page. Raises ``NoText`` where it has none."""
    import trafilatura

    decoded = decode(content, encoding, declared_in_page(content))
    # The declaration speaks of bytes and would be obeyed a second time.
    html = _raised(re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded.text.removeprefix("\ufeff")))
    found = trafilatura.bare_extraction(html, url=address or None, favor_recall=True, include_comments=False, with_metadata=True)
    text = (getattr(found, "text", None) or trafilatura.html2txt(html) or "").strip()
    if not text:
        raise NoText("网页里没有找到正文：请打开网页，把文字复制到 .txt 再添加")
    title, date = getattr(found, "title", None) or "", getattr(found, "date", None) or ""
    return Document(
        (text + "\n").encode("utf-8"),
        title=" ".join(title.split())[:TITLE_LENGTH],
        date=date,
        page=content,
        address=address,
        accessed=accessed,
        remarks=("正文由程序从网页抽取，请对照原网页看一遍：表格和图注可能走样",),
    )


_RAISED = re.compile(r"<(sup|sub)\b[^<>]*>\s*([0-9]{1,4})\s*</\1\s*>", re.I)
_FORMS = {"sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"), "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")}


def _raised(html: str) -> str:
    """*html* with raised and lowered digits as characters of their own: as plain digits they would join the figure before them.

    >>> _raised("10<sup>4</sup>户")
    '10⁴户'
    """
    return _RAISED.sub(lambda match: match[2].translate(_FORMS[match[1].lower()]), html)
