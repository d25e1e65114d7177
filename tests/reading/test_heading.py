"""Title, day and place of a text, from its head alone."""

from __future__ import annotations

import pytest

from xtdata.reading.heading import Heading, read_heading


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (
            "益阳市2022年政府工作报告 ——2022年1月8日在益阳市第七届人民代表大会第一次会议上\n\n各位代表：",
            Heading("益阳市2022年政府工作报告", "2022-01-08", "益阳市"),
        ),
        (
            "政府工作报告\n——二〇一九年一月十四日在湖北省第十三届人民代表大会上\n\n各位代表：",
            Heading("政府工作报告", "2019-01-14", "湖北省"),
        ),
        ("# 湘潭高新区营商环境\n来源：某报 2024年10月12日\n", Heading("湘潭高新区营商环境", "2024-10-12", "湘潭高新区")),
        ("永州市2023年国民经济和社会发展统计公报\n\n初步核算。", Heading("永州市2023年国民经济和社会发展统计公报", "", "永州市")),
        ("---\ntitle: 某县简报\n---\n\n投资增长。", Heading("某县简报", "", "")),
        ("投资增长。\n2024年13月40日\n", Heading("投资增长。", "", "")),
        ("", Heading()),
    ],
)
def test_what_the_head_of_a_text_says(text: str, heading: Heading) -> None:
    assert read_heading(text) == heading


def test_places_in_the_body_are_not_the_place_of_the_text() -> None:
    assert read_heading("简报\n\n" + "投资增长。" * 200 + "在武汉市人民政府").place == ""
