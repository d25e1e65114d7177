"""Presentations and workbooks are no sources; where a text is only checked they are read, each figure with its slide or cell."""

from __future__ import annotations

import io

import openpyxl
import pptx
import pytest

from xtdata.sources.decoding import NoText
from xtdata.sources.document import read_document


def slides(*texts: str) -> bytes:
    made, file = pptx.Presentation(), io.BytesIO()
    for text in texts:
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = "标题"
        slide.placeholders[1].text = text
    made.save(file)
    return file.getvalue()


def sheet(*rows: list[object], percent: str = "") -> bytes:
    made, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    if percent:
        made.active[percent].number_format = "0.0%"
    made.save(file)
    return file.getvalue()


def test_a_figure_of_a_presentation_knows_its_slide() -> None:
    document = read_document(slides("一季度", "投资增长8.1%"), "a.pptx", office=True)
    assert document.place_of(document.text.index("8.1%")) == "第2张幻灯片"


def test_a_figure_of_a_workbook_knows_its_cell_and_a_percentage_is_one() -> None:
    document = read_document(sheet(["指标", "数"], ["投资增速", 0.081], percent="B2"), "a.xlsx", office=True)
    assert document.place_of(document.text.index("8.1%")) == "第1张工作表B2"


@pytest.mark.parametrize("content", [slides("投资增长8.1%"), sheet(["投资增长8.1%"])], ids=["slides", "sheet"])
def test_as_a_source_both_are_refused(content: bytes) -> None:
    with pytest.raises(NoText, match="另存为"):
        read_document(content, "a")


def test_a_cut_presentation_is_refused_in_a_sentence() -> None:
    with pytest.raises(NoText, match="不完整或已损坏"):
        read_document(slides("8.1%")[:3000] + b"ppt/presentation.xml", "a.pptx", office=True)
