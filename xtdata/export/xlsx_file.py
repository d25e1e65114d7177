"""A workbook: a cover that says what was asked for, the facts with their numbers as numbers, and the sources with their links.

XlsxWriter writes it, row by row into a temporary file, so that a large table takes little memory.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from xtdata.export.csv_file import FORMULA_STARTS
from xtdata.export.extract import Extract
from xtdata.export.formats import register
from xtdata.facts import wording
from xtdata.facts.fact import Fact
from xtdata.language.interval import printed_places
from xtdata.model.catalogue import STATISTICS

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel follows no longer address.
_LONGEST_LINK = 2079


class Column(NamedTuple):
    """A column of the sheet of facts: its heading, its width in characters, and what it says of a fact."""

    heading: str
    width: int
    of: Callable[[Fact], str | Decimal | None]


COLUMNS = (
    Column("指标", 24, lambda fact: fact.indicator_name),
    Column("地区", 12, lambda fact: fact.region_name),
    Column("企业或项目", 14, lambda fact: fact.subject),
    Column("期间", 16, lambda fact: fact.period.label),
    Column("数值", 12, lambda fact: None if fact.ends else fact.value),
    Column("单位", 10, lambda fact: fact.unit),
    Column("限定", 16, lambda fact: wording.qualifier_label(fact)),
    Column("状态", 8, lambda fact: wording.status_label(fact)),
    Column("口径", 8, lambda fact: STATISTICS[fact.statistic]),
    Column("比较", 14, lambda fact: fact.comparison),
    Column("从", 10, lambda fact: fact.from_value),
    Column("区间下端", 10, lambda fact: fact.ends[0] if fact.ends else None),
    Column("区间上端", 10, lambda fact: fact.ends[1] if fact.ends else None),
    Column("核验", 10, lambda fact: wording.level_label(fact)),
    Column("来源", 30, lambda fact: fact.origin.title),
    Column("引文", 50, lambda fact: fact.quote),
    Column("备注", 24, lambda fact: fact.note),
    Column("编号", 40, lambda fact: fact.id),
)
SHEETS = ("说明", "数据", "来源")
_SOURCE_WIDTHS = {"标题": 44, "作者或机构": 24, "日期": 14, "几个数": 8, "网址": 44, "本站": 44, "代号": 20}


@register("xlsx", label="Excel", media_type=_MEDIA_TYPE)
def write_xlsx(extract: Extract) -> bytes:
    """A workbook with the sheets of ``SHEETS``. No cell is a formula, whatever its text begins with."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": extract.dataset.catalogue.title, "comments": f"数据版本 {extract.version}"})
        cover, table, sources = (_Sheet(book, name) for name in SHEETS)
        _cover(cover, extract)
        _facts(table, extract.facts)
        _sources(sources, extract)
    return out.getvalue()


class _Sheet:
    """A sheet that is written from top to bottom."""

    def __init__(self, book: Any, name: str) -> None:
        self.sheet = book.add_worksheet(name)
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.link = book.get_default_url_format()
        # Excel shows such a cell as it is, and takes it for no formula when somebody edits it.
        self.quoted = book.add_format({"quote_prefix": True})
        self.places = cache(lambda places: book.add_format({"num_format": "0" + ("." + "0" * places if places else "")}))
        self.row = 0

    def write(self, cells: Iterable[str | Decimal | int | None], style: Any = None) -> None:
        """Write the next row."""
        row, number, string = self.row, self.sheet.write_number, self.sheet.write_string
        for index, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                string(row, index, cell, style or (self.quoted if cell.startswith(FORMULA_STARTS) else None))
            elif isinstance(cell, Decimal):
                number(row, index, float(cell), self.places(printed_places(cell)))
            else:
                number(row, index, cell, style)
        self.row += 1

    def header(self, widths: Iterable[tuple[str, int]]) -> None:
        """Write the headings, which stay in sight, and set the widths of the columns."""
        names = []
        for index, (name, width) in enumerate(widths):
            self.sheet.set_column(index, index, width)
            names.append(name)
        self.write(names, self.bold)
        self.sheet.freeze_panes(1, 0)

    def address(self, index: int, url: str) -> None:
        """Write a link into the row that is written next."""
        if 0 < len(url) <= _LONGEST_LINK:
            self.sheet.write_url(self.row, index, url, self.link, url)
        elif url:
            self.sheet.write_string(self.row, index, url)


def _cover(sheet: _Sheet, extract: Extract) -> None:
    sheet.sheet.set_column(0, 0, 14)
    sheet.sheet.set_column(1, 1, 90)
    sheet.write([extract.dataset.catalogue.title], sheet.title)
    lines = [
        ("内容", "；".join(extract.words)),
        ("条数", f"{len(extract.facts)} 条事实，{len(extract.sources)} 份来源"),
        ("导出日期", extract.day.isoformat()),
        ("数据版本", extract.version),
        ("网站", extract.site),
        ("怎么读", "“数值”按原文印出的数量级和位数；单位、限定、状态写在旁边。区间有下端和上端，没有单独的数值。"),
        ("核验", "逐字核验：引文与原文逐字一致；引文待核：原文不在手边；仅引用：只有出处，没有引文。"),
    ]
    for line in lines:
        if line[1]:
            sheet.write(line)


def _facts(sheet: _Sheet, facts: Sequence[Fact]) -> None:
    sheet.header((column.heading, column.width) for column in COLUMNS)
    sheet.sheet.autofilter(0, 0, max(1, len(facts)), len(COLUMNS) - 1)
    for fact in facts:
        sheet.write(column.of(fact) for column in COLUMNS)


def _sources(sheet: _Sheet, extract: Extract) -> None:
    sheet.header(_SOURCE_WIDTHS.items())
    counts = dict.fromkeys(extract.sources, 0)
    for fact in extract.facts:
        counts[fact.source] += 1
    for key, source in extract.sources.items():
        sheet.address(4, source.url or "")
        sheet.address(5, extract.links.source(key) if extract.site else "")
        who = "、".join(source.authors) or source.body or source.publisher or ""
        when = source.published.label if source.published else ""
        # A title is no link: what stands in it may look like one.
        sheet.write([source.title, who, when, counts[key], None, None, key])
