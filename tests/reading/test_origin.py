"""Where and when a text was given, from its title and first lines."""

from __future__ import annotations

import pytest

from xtdata.reading.layout import read_layout
from xtdata.reading.origin import Origin, find_origin


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("——2025年1月10日在青岛市第十七届人民代表大会第二次会议上", Origin("青岛市", 2025, 2024)),
        ("——二〇一九年一月十四日在湖北省第十三届人民代表大会第二次会议上", Origin("湖北省", 2019, 2018)),
        ("2022年12月28日在长沙县第十八届人民代表大会第三次会议上", Origin("长沙县", 2022, 2022)),
        ("现在，我代表江西省人民政府报告工作。\n\n一、2019年工作回顾\n\n全省投资增长。", Origin("江西省", 2020, 2019)),
        ("湘潭高新区建设提速\n\n湘潭高新区今天宣布。", Origin("湘潭高新区", None, None)),
        ("无题", Origin(None, None, None)),
    ],
)
def test_the_origin_of_a_text(text: str, origin: Origin) -> None:
    assert find_origin(read_layout(text), None, None) == origin


def test_what_the_caller_says_comes_first() -> None:
    layout = read_layout("——2025年1月10日在青岛市第十七届人民代表大会第二次会议上")
    assert find_origin(layout, "某区", "2023-11") == Origin("某区", 2023, 2023)


@pytest.mark.parametrize(
    ("text", "date", "month", "default"),
    [
        ("湘潭高新区建设提速", "2024-12", 12, 2024),
        ("湘潭高新区建设提速", "2024-01", 1, 2023),
        ("湘潭高新区建设提速", "2024-09", 9, None),
        ("湘潭高新区建设提速", "2024", None, 2023),
        ("某市政府工作报告", "2024-03", None, 2023),
    ],
)
def test_news_of_the_middle_of_a_year_has_no_year_of_default(text: str, date: str, month: int | None, default: int | None) -> None:
    origin = find_origin(read_layout(text), None, date)
    assert (origin.month, origin.clock.default) == (month, default)
