"""What each block of a report does: looks back on a year or on several, or sets tasks for the time to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from xtdata.language.numerals import chinese_number
from xtdata.reading.layout import Layout
from xtdata.reading.origin import Origin

REVIEW, PLAN = "review", "plan"


@dataclass(frozen=True, slots=True)
class Mode:
    """``review`` or ``plan``, the year that it is about, and its first year where it is about several."""

    kind: str
    year: int | None
    first: int | None = None

    @property
    def spans_years(self) -> bool:
        return self.first is not None


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Where a block of a text begins, and what it does."""

    start: int
    mode: Mode


_BACK = re.compile(r"回顾|成绩|成就|成效|以来|过去|走过|极不|取得|完成情况|进展|历程|总结|的政府工作$|殊为")
_AHEAD = re.compile(
    r"总体要求|预期目标|主要目标|发展目标|目标任务|目标和任务|主要任务|工作任务|重点任务|工作安排|工作部署|总体部署|工作重点|重点工作|工作思路|总体思路"
    r"|形势[与和]?任务|工作打算|工作建议|今后五年|未来五年|重点抓好|工作的建议|奋斗目标|的工作要求|明年"
)
_AHEAD_IN_TEXT = re.compile(
    r"(?:主要)?(?:预期|奋斗|发展)目标(?:是|为|:|如下|建议)|今年政府工作的总体要求|总体要求是|(?:目标|任务)(?:安排)?是:"
)
_YEAR = re.compile(r"(20[0-9][0-9])年")
_SEVERAL = re.compile(
    r"(?:过去|近|这|今后|未来|[届会]?以来的?)?五年(?:来|间|工作)?|本届政府|“?十[二三四五六]五”?(?:时期|期间|以来|发展|工作|目标|主要|规划)?"
)
_SEVERAL_OPENS = re.compile(
    r"(?:[^,，。;]{0,14}?(?:过去的?|这|近|的|是)?五年(?:来|间|里|是|,|，)|[^,，。;]{0,6}(?:“十[二三四五]五”(?:时期|期间|以来|是|发展)|本届政府)|五年来|一届政府)"
)
_ONE_OPENS = re.compile(r"(?:过去的?一年|一年来|刚刚过去|20[0-9][0-9]年,|20[0-9][0-9]年，|20[0-9][0-9]年是|去年,|去年，|这一年|即将过去)")
_PLAN_NAME = re.compile("十([一二三四五六七])五")
_ADDRESS = re.compile(r"^(?:各位代表[!！,，:]?|[—─-]+|回[顾望首眸](?:过去)?|同志们[!！]?)+")
_FIVE_YEARS_WORK = re.compile(
    r"经过(?:五|5)年|(?:过去|这)(?:的)?五年[^。]{0,8}是[^。]{0,20}的五年|五年的?(?:持续|接续|不懈|艰苦)?(?:奋斗|努力)|^[^。]{0,40}。(?:五年来|过去五年)"
)
_FIVE_YEARS_NEXT = re.compile(r"(?:过去|这|经过|回[望顾首眸])(?:的)?(?:五|5)年[^。]{0,90}[。:!]$")
_TOP = re.compile(r"(?:[一二三四五六七八九]、|第[一二三四五]部分)")
_NEXT_FIVE = re.compile(
    r"新一届政府|今后五年|未来五年|五年(?:的)?(?:奋斗|主要)?目标|“十[三四五六]五”(?:时期|规划)?[^。,，]{0,12}(?:目标|任务|思路|要求|发展)"
)
_NEXT_ONE = re.compile(r"20[0-9][0-9]年|今年|明年")


def read_blocks(layout: Layout, origin: Origin) -> Iterator[TextBlock]:
    """Every block with its mode; what a heading says holds until the next one that says something."""
    mode = Mode(REVIEW, origin.clock.default)
    for block in layout.blocks:
        mode = _after_heading(block.text, mode, origin) if block.is_heading else _after_opening(block.text, mode, origin)
        yield TextBlock(block.start, mode)
        if mode.kind == REVIEW and mode.year and _FIVE_YEARS_NEXT.search(block.text[-90:]):
            mode = Mode(REVIEW, mode.year, mode.year - 4)


def _after_heading(text: str, mode: Mode, origin: Origin) -> Mode:
    if origin.reviewed is None:
        return mode
    if _BACK.search(text) and not _is_ahead(text, origin.reviewed):
        return _look_back(text, mode, origin)
    if mode.spans_years and mode.kind == PLAN and not (_TOP.match(text) or _NEXT_ONE.search(text)):
        return mode
    if _AHEAD.search(text) or _NEXT_FIVE.search(text) or _is_ahead(text, origin.reviewed):
        return _look_ahead(text, origin)
    named = [int(year) for year in _YEAR.findall(text)]
    if named and re.search("工作|任务|目标|实事", text):
        return _look_back(text, mode, origin) if max(named) <= origin.reviewed else _look_ahead(text, origin)
    return mode


def _is_ahead(text: str, reviewed: int) -> bool:
    """Whether the five years that a heading names are still to come."""
    plans = [2001 + 5 * int(chinese_number(nth)) for nth in _PLAN_NAME.findall(text)]
    return max(plans) > reviewed if plans else bool(re.search("(?:今后|未来)(?:五年|一个时期)", text))


def _look_back(text: str, mode: Mode, origin: Origin) -> Mode:
    assert origin.reviewed is not None
    several, one = _SEVERAL.search(text), re.search(r"20[0-9][0-9]年|过去一年|一年来", text)
    if not several and not one:
        return mode
    spans = several and (not one or several.start() < one.start())
    return Mode(REVIEW, origin.reviewed, origin.reviewed - 4 if spans else None)


def _look_ahead(text: str, origin: Origin) -> Mode:
    assert origin.reviewed is not None
    year, several, one = origin.reviewed + 1, _NEXT_FIVE.search(text), _NEXT_ONE.search(text)
    if several and (not one or several.start() < one.start()):
        return Mode(PLAN, year + 4, year)
    return Mode(PLAN, year)


def _after_opening(text: str, mode: Mode, origin: Origin) -> Mode:
    """The mode of a paragraph: its first words may turn from one year to five, or to the tasks ahead."""
    if origin.reviewed is None:
        return mode
    opening = _ADDRESS.sub("", text[:60])[:40]
    if mode.kind == REVIEW:
        if _AHEAD_IN_TEXT.search(text) or re.match(r"今后五年|未来五年|“十[三四五六]五”时期,?，?(?:我们)?(?:将|要)", opening):
            return _look_ahead(opening, origin)
        return _review_opening(text, opening, mode, origin.reviewed)
    if re.search(r"^.{0,16}(?:今后五年|未来五年|“十[三四五六]五”时期)", opening):
        return Mode(PLAN, origin.reviewed + 5, origin.reviewed + 1)
    if mode.spans_years and re.search(rf"今年|明年|{origin.reviewed + 1}年", text[:60]) and not re.search("五年|[至到—-]20", text[:60]):
        return Mode(PLAN, origin.reviewed + 1)
    return mode


def _review_opening(text: str, opening: str, mode: Mode, reviewed: int) -> Mode:
    """A paragraph of the review: of five years, of one, or of what the one before was."""
    five = Mode(REVIEW, reviewed, reviewed - 4)
    if _FIVE_YEARS_WORK.search(text[:90]):
        return five
    if _ONE_OPENS.match(opening):
        return replace(mode, first=None)
    if (_SEVERAL_OPENS.match(opening) or _since(text, reviewed - 5)) and not _is_ahead(opening, reviewed):
        return five
    return mode


def _since(text: str, base: int) -> bool:
    """Whether a paragraph measures against the year *base*: 2015年的1.4倍, 比2015年增加."""
    return str(base) in text and bool(re.search(rf"(?:比|较|是|为|由|从){base}年", text))
