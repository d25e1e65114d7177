"""The report of 核数: the mismatches first, the text with every figure marked, whatever the text holds."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
import town

from xtdata.export.factcheck_report import Report, docx_report, html_report
from xtdata.facts.dataset import load
from xtdata.reading.factcheck import factcheck

TEXT = "2022年，全市固定资产投资增长6.1%。\x0b<script>alert(1)</script>\n2022年，全市固定资产投资增长6.2%。"


@pytest.fixture
def report(tmp_path: Path) -> Report:
    facts = load(town.write(tmp_path)).facts
    return Report("<讲话>", TEXT, tuple(factcheck(TEXT, facts.values())), lambda offset: f"第{offset}字", facts)


def test_the_page_marks_every_figure_and_cites_the_sources(report: Report) -> None:
    page = html_report(report).decode()
    assert '<mark class="match" title="相符：' in page
    assert '<mark class="mismatch">不符</mark> 第' in page
    assert "原文：“2022年，全市固定资产投资增长6.1%”" in page
    assert "<script" not in page
    assert "核数：&lt;讲话&gt;" in page


def test_the_word_document_says_the_same(report: Report) -> None:
    paragraphs = [one.text for one in docx.Document(io.BytesIO(docx_report(report))).paragraphs]
    assert paragraphs[:2] == ["核数：<讲话>", "核了 2 个数：不符 1，近似 0，相符 1，库中没有 0"]
    assert paragraphs[2].startswith("不符　第")
    assert "".join(paragraphs[-3:]).endswith("2022年，全市固定资产投资增长6.2%。")
