"""A text to be cited, as it came: bytes of a file, an upload, or what was pasted; a file; a page from the web."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from xtdata.model.reasons import reason
from xtdata.sources import SourceError, unpacking
from xtdata.sources.decoding import NoText, declared_in_page, decode
from xtdata.sources.fetching import fetch, is_address
from xtdata.sources.library import MAX_BYTES, blank_markup

# Nothing that was matched is given back: hostile pages would be tried in every way.
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s++html|html)\b", re.I | re.S)
_PAGE_REACH = 4096
_PAGE_SUFFIXES = {".html", ".htm", ".xhtml", ".shtml"}
_SUFFIXES = {".md": ".md", ".markdown": ".md"}
_UNPRINTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_NAMES = {"gb18030": "GB18030", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "big5": "Big5"}
TITLE_LENGTH = 80


class CannotRead(SourceError):
    """A file that is not there, or that the system does not give."""


@dataclass(frozen=True)
class Document:
    """A text in the bytes in which it is stored (UTF-8), and what is known of it.

    ``suffix`` is that of the stored file and says what it is: ``.txt`` or ``.md``; ``title`` and ``date`` are those
    that it gives itself, empty where it gives none; ``received`` is the file as it came, where the text was taken out of it
    or put into another encoding, and ``received_suffix`` the end of its name (``.html``, ``.pdf``, ``.docx``, ``.received.txt``);
    ``address`` and ``accessed`` say where and when it was fetched; ``remarks`` say, in Chinese, what was done with it;
    ``kind`` is that of the file that the text was taken out of (``PDF``, ``Word``, ``PPT``, ``Excel``).
    """

    content: bytes
    suffix: str = ".txt"
    title: str = ""
    date: str = ""
    received: bytes | None = None
    received_suffix: str = ""
    address: str = ""
    accessed: datetime | None = None
    remarks: tuple[str, ...] = ()
    kind: str = ""

    @property
    def text(self) -> str:
        """The text as it is read, as long as the stored one: markup of a Markdown file, which is not text, is blank."""
        text = self.content.decode("utf-8")
        return blank_markup(text) if self.suffix == ".md" else text

    def place_of(self, offset: int) -> str:
        """Where *offset* of ``text`` stands, in words: ``第3行``, ``第2页``, ``第4张幻灯片``, ``第1张工作表B12``."""
        before = self.text[:offset]
        page, line = before.count("\f") + 1, before.rpartition("\f")[2].count("\n") + 1
        if self.kind == "Excel":
            column = before.rpartition("\n")[2].count(unpacking.CELL)
            return f"第{page}张工作表{_letters(column)}{line}"
        if self.kind == "PPT":
            return f"第{page}张幻灯片"
        return f"第{page}页" if "\f" in self.text else f"第{line}行"

    @property
    def sha256(self) -> str:
        """The checksum of the stored text."""
        return sha256(self.content).hexdigest()


def read_document(content: bytes, name: str = "", *, office: bool = False) -> Document:
    """The document that *content* is: plain text, Markdown (by its name), an HTML page (by its name or its first words), PDF or Word.

    With *office* it may be a presentation or a workbook too, which are no sources but texts to be checked.

    *name* is that of the file that it came in, empty for a text that was pasted. Text in UTF-8 stays byte for byte.
    Raises ``NoText`` where it holds no text, is none, or is larger than ``MAX_BYTES``.
    """
    if len(content) > MAX_BYTES:
        raise _too_large(len(content))
    suffix = PurePath(name).suffix.lower()
    if kind := _packed(content, office):
        return _of_packed(content, kind)
    if suffix in _PAGE_SUFFIXES or _is_page(content):
        return _of_page(content)
    return _of_text(content, suffix)


def read_file(path: Path, *, office: bool = False) -> Document:
    """The document in the file at *path*; see ``read_document``. Raises ``CannotRead`` and ``NoText``."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise CannotRead(f"{path} 不是文件")
        if size > MAX_BYTES:
            raise NoText(f"{path.name}：{_too_large(size)}")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        hint = "（网址要以 https:// 开头）" if str(path).startswith("www.") else ""
        raise CannotRead(f"读不出 {path}：{reason(error) if isinstance(error, OSError) else '路径不对'}{hint}") from None
    try:
        return read_document(content, path.name, office=office)
    except NoText as error:
        raise NoText(f"{path.name}：{error}") from None


def fetch_document(url: str) -> Document:
    """The document at *url*. Raises ``CannotFetch`` and ``NoText``."""
    accessed = datetime.now().astimezone()
    page = fetch(url)
    try:
        if kind := _packed(page.content):
            document = _of_packed(page.content, kind)
        elif page.is_html or _is_page(page.content):
            document = _of_page(page.content, page.encoding, page.address)
        else:
            document = _of_text(page.content, PurePath(urlsplit(page.address).path).suffix.lower(), page.encoding)
    except NoText as error:
        raise NoText(f"{page.address}：{error}") from None
    return replace(document, address=page.address, accessed=accessed)


def receive(where: str) -> Document:
    """The document at a web address or in a file. Raises ``SourceError``."""
    return fetch_document(where) if is_address(where) else read_file(Path(where))


def _letters(column: int) -> str:
    """The letters of the 0-based *column* of a sheet.

    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    return ("" if column < 26 else _letters(column // 26 - 1)) + chr(65 + column % 26)


def _too_large(size: int) -> NoText:
    return NoText(f"文本有 {size / 1e6:.1f} MB，超过 {MAX_BYTES // 1_000_000} MB 的上限：请只取与指标有关的部分")


def _is_page(content: bytes) -> bool:
    return _PAGE.match(content[:_PAGE_REACH]) is not None


def _of_text(content: bytes, suffix: str, encoding: str | None = None) -> Document:
    """A text as received, byte for byte where it is UTF-8 already."""
    decoded = decode(content, encoding)
    remarks: tuple[str, ...] = ()
    received: bytes | None = None
    if decoded.encoding not in {"utf-8", "utf-8-sig"}:
        received, content = content, decoded.text.encode("utf-8")
        remarks = (f"原文是 {_NAMES.get(decoded.encoding, decoded.encoding)} 编码，已转成 UTF-8 存下",)
    kept = ".received" + _SUFFIXES.get(suffix, ".txt") if received else ""
    document = Document(content, _SUFFIXES.get(suffix, ".txt"), received=received, received_suffix=kept, remarks=remarks)
    return replace(document, title=_first_words(document.text))


_SUFFIX_OF = {"PDF": ".pdf", "Word": ".docx", "PPT": ".pptx", "Excel": ".xlsx"}
_OFFICE = {b"ppt/presentation.xml": "PPT", b"xl/workbook.xml": "Excel"}


def _packed(content: bytes, office: bool = False) -> str:
    """``PDF``, ``Word`` or, where *office* files may come, ``PPT`` or ``Excel``, where *content* is one by its bytes; else empty."""
    if content.startswith(b"PK\x03\x04"):
        other = next((kind for part, kind in _OFFICE.items() if part in content), "Word")
        return other if office and b"word/document.xml" not in content else "Word"
    return "PDF" if content.startswith(b"%PDF-") else ""


_TROUBLES = {
    unpacking.DAMAGED: "但读不出：文件不完整或已损坏。请重新取一份，或复制文字存成 .txt 再添加",
    unpacking.ENCRYPTED: "但加了密：请解开密码另存一份，或复制文字存成 .txt 再添加",
    unpacking.SCANNED: "但里面没有文字，多半是扫描件：请把图中的文字录成 .txt 再添加",
    unpacking.LONG: f"但太长（上限 {unpacking.MOST_PAGES} 页、{unpacking.MOST_CHARACTERS // 10000} 万字）：请只取与指标有关的部分",
    unpacking.BOMB: "但展开以后过大，没有读：请复制文字存成 .txt 再添加",
    unpacking.OTHER: "却不是 Word 文档（也许是 Excel、PPT 或压缩包）：请另存为 .docx 或纯文本再添加",
}


def _of_packed(content: bytes, kind: str) -> Document:
    """The text of a PDF, a form feed before each page but the first, or of a Word document. Raises ``NoText``."""
    if kind == "Word" and any(part in content and b"word/document.xml" not in content for part in _OFFICE):
        trouble, pages = unpacking.OTHER, list[str]()
    else:
        pages, trouble = unpacking.pages_of(content)
    if trouble:
        named = f"这是 {kind}" if kind != "Word" else "这是 Word 一类的文档"
        raise NoText(f"{named}，{_TROUBLES[trouble]}")
    text = "\n\f".join(page.strip("\n") for page in pages) + "\n"
    text = _UNPRINTED.sub("", text)
    remark = f"正文由程序从 {kind} 文件抽取，请对照原文件看一遍：表格和分栏可能走样"
    suffix = _SUFFIX_OF[kind]
    content_as_text = text.encode("utf-8", errors="replace")
    if len(content_as_text) > MAX_BYTES:
        raise _too_large(len(content_as_text))
    return Document(content_as_text, kind=kind, title=_first_words(text), received=content, received_suffix=suffix, remarks=(remark,))


def _first_words(text: str) -> str:
    """The first line with words in it, shortened: a title to begin with.

    >>> _first_words("---\\n　　某市经济运行简报　\\n")
    '某市经济运行简报'
    """
    lines = (" ".join(line.strip("\ufeff \t\r\u3000#*").split()) for line in text.split("\n"))
    return next((line[:TITLE_LENGTH] for line in lines if any(map(str.isalnum, line))), "")


def _of_page(content: bytes, encoding: str | None = None, address: str = "") -> Document:
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
        title=" ".join(title.split())[:TITLE_LENGTH] or _first_words(text),
        date=date,
        received=content,
        received_suffix=".html",
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
