"""Which lines of a text belong together, and which are headings."""

from __future__ import annotations

from xtdata.reading.layout import read_layout

COLUMN = "营商环境是企业生存发展的土壤，是区域竞争的重要\n软环境，也是推动经济社会高质量发展的硬支撑，投\n资增长8.1%。\n\n一、优化服务\n\n新的一段。"


def texts(raw: str) -> list[str]:
    return [block.text for block in read_layout(raw).blocks]


def test_the_lines_of_a_newspaper_column_are_one_paragraph() -> None:
    assert texts(COLUMN) == [
        "营商环境是企业生存发展的土壤，是区域竞争的重要软环境，也是推动经济社会高质量发展的硬支撑，投资增长8.1%。", "一、优化服务", "新的一段。",
    ]  # fmt: skip


def test_one_line_paragraphs_stay_apart() -> None:
    long = "这是一段很长的文字，" * 12
    assert texts(f"{long}\n{long}\n") == [long, long]


def test_front_matter_comments_marks_and_footnotes_are_no_text_and_offsets_stay() -> None:
    raw = "---\ntitle: 报告\n---\n**投资**<!-- 图 9 -->增长[53]8.1%。"
    layout = read_layout(raw)
    assert [block.text for block in layout.blocks] == ["投资增长8.1%。"]
    assert layout.front_title == "报告"
    passage = layout.folded.passage(layout.text.index("8.1"), layout.text.index("%") + 1)
    assert raw[passage.start : passage.end] == "8.1%"


def test_an_unclosed_comment_is_text() -> None:
    assert texts("<!-- 投资增长5%。") == ["<!--投资增长5%。"]


def test_headings_are_told_from_sentences() -> None:
    blocks = read_layout("一、2024年工作回顾\n\n" + "投资增长，" * 30 + "消费增长。").blocks
    assert [block.is_heading for block in blocks] == [True, False]
