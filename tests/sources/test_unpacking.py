"""PDF and Word documents: their text with its pages, and a clear sentence for what cannot be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from docx.document import Document as Word
from little import write

from xtdata.language.text import SourceText
from xtdata.sources import unpacking
from xtdata.sources.decoding import NoText
from xtdata.sources.document import read_document
from xtdata.sources.register import propose_source


def word(fill: Callable[[Word], object]) -> bytes:
    document, kept = docx.Document(), io.BytesIO()
    fill(document)
    document.save(kept)
    return kept.getvalue()


def pdf(*pages: str, password: str = "") -> bytes:
    """A PDF whose pages print ASCII text, each from a content stream written by hand."""
    writer, kept = pypdf.PdfWriter(), io.BytesIO()
    font = pypdf.generic.DictionaryObject(
        {
            pypdf.generic.NameObject("/Type"): pypdf.generic.NameObject("/Font"),
            pypdf.generic.NameObject("/Subtype"): pypdf.generic.NameObject("/Type1"),
            pypdf.generic.NameObject("/BaseFont"): pypdf.generic.NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(400, 400)
        fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})
        page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/Font"): fonts})
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 300 Td ({text}) Tj ET".encode("ascii") if text else b"")
        page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(kept)
    return kept.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return kept.getvalue()


def test_the_text_of_a_word_document_has_paragraphs_and_rows_in_their_order() -> None:
    def fill(document: Word) -> None:
        document.add_paragraph("青城市经济运行简报")
        rows = document.add_table(2, 2)
        rows.cell(0, 0).text, rows.cell(0, 1).text = "指标", "增速"
        rows.cell(1, 0).text, rows.cell(1, 1).text = "投资", "8.1%"
        document.add_paragraph("全市投资增长8.1%。")

    document = read_document(word(fill), "a.docx")
    assert document.text.split("\n") == ["青城市经济运行简报", "指标\t增速", "投资\t8.1%", "全市投资增长8.1%。", ""]
    assert (document.title, document.suffix, document.received_suffix) == ("青城市经济运行简报", ".txt", ".docx")


def test_a_cell_over_two_columns_is_read_once() -> None:
    def fill(document: Word) -> None:
        table = document.add_table(1, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "合计"
        table.cell(0, 2).text = "9"

    assert read_document(word(fill), "a.docx").text == "合计\t9\n"


def test_the_pages_of_a_pdf_are_counted() -> None:
    document = read_document(pdf("growth 8.1%", "and 30 firms", "fin"), "a.pdf")
    text = SourceText(document.text)
    assert [text.page_of(text.raw.index(words)) for words in ("growth", "30", "fin")] == [1, 2, 3]
    assert text.find("30 firms") and SourceText("growth").page_of(0) is None


def test_the_file_as_received_is_kept_beside_its_text(tmp_path: Path) -> None:
    content = word(lambda document: document.add_paragraph("全市投资增长8.1%。"))
    source = propose_source(read_document(content, "a.docx"), write(tmp_path).parent, {}, id="brief")
    assert source.files == {"seeds/brief.txt": "全市投资增长8.1%。\n".encode(), "seeds/brief.docx": content}
    assert source.entry["file"] == "seeds/brief.txt" and "seeds/brief.docx" in source.entry["note"]


def test_text_in_another_encoding_is_kept_as_received_too(tmp_path: Path) -> None:
    content = "全市投资增长8.1%。".encode("gb18030")
    source = propose_source(read_document(content), write(tmp_path).parent, {}, id="brief")
    assert source.files == {"seeds/brief.txt": "全市投资增长8.1%。".encode(), "seeds/brief.received.txt": content}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_without_its_mark(encoding: str) -> None:
    text = "青城市2023年经济运行简报\n\n全市投资增长8.1%，新增企业30家。\n"
    assert read_document(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (pdf("", ""), "扫描件"),
        (pdf("8.1%", password="geheim"), "加了密"),
        (pdf("8.1%")[:200], "不完整或已损坏"),
        (b"%PDF-1.7\n" + b"\x00" * 1000, "不完整或已损坏"),
        (packed({"word/document.xml": b" " * (unpacking.MOST_UNPACKED + 1)}), "展开以后过大"),
        (packed({"xl/workbook.xml": b"<a/>"}), "不是 Word"),
        (packed({"word/document.xml": b"<a/>"}), "不完整或已损坏"),
        (word(lambda document: None), "没有文字"),
    ],
    ids=["scanned", "encrypted", "cut", "garbage", "bomb", "excel", "no document", "empty"],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(NoText, match=says) as caught:
        read_document(content, "a")
    assert "\n" not in str(caught.value)


def test_a_file_that_takes_too_long_is_given_up() -> None:
    assert unpacking.pages_of(pdf("8.1%"), seconds=0) == ([], unpacking.BOMB)
