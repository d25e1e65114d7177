"""Chinese phrases from data: what a row says, in the words and with the hedges of its source.

A *row* is one row of the frame (a mapping with the columns of ``xtdata.facts.frame.COLUMNS``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from xtdata.language.period import Period
from xtdata.model.catalogue import QUALIFIERS, STATUSES, VERIFIED, Catalogue, Source

Row = Mapping[str, Any]

_SHAPES = {"at_least": "{}以上", "over": "超{}", "at_most": "{}以内", "under": "不到{}", "approx": "约{}"}
_SYMBOLS = {"at_least": "≥", "over": ">", "at_most": "≤", "under": "<", "approx": "约"}
_MEASURED = {"工作日", "百分点"}
_GROWTH = re.compile(r"(增速|增长率|增幅|增长)$")
_COUNT = re.compile(r"((?<!事)项数|次数|天数|倍数|件数|(?<![人倍指])数)$")
_CLOSED = "。！？…”"


def number(value: float) -> str:
    """A number as printed: no trailing zeros, a real minus sign.

    >>> number(50.0), number(-17.4), number(0.92), number(153.97)
    ('50', '−17.4', '0.92', '153.97')
    """
    return f"{value:.12g}".replace("-", "−")


def with_unit(figure: str, unit: str) -> str:
    """A figure with its unit, and 个 where Chinese wants it.

    >>> with_unit("50", "工作日"), with_unit("8.1", "%"), with_unit("36.9", "百分点")
    ('50个工作日', '8.1%', '36.9个百分点')
    """
    return f"{figure}个{unit}" if unit in _MEASURED else f"{figure}{unit}"


def value_phrase(row: Row) -> str:
    """The value with unit and qualifier: ``超500亿元``, ``50个工作日以内``, ``从180到50个工作日以内``, ``30–34个工作日``."""
    figure, unit = _figure(row), str(row["unit"])
    if row["qualifier"] == "approx_over":
        figure += "余" if row["value"] % 10 == 0 else "多"
    phrase = _SHAPES.get(row["qualifier"], "{}").format(with_unit(figure, unit))
    return phrase if missing(row["from_value"]) else f"从{number(row['from_value'])}到{phrase}"


def short_value(row: Row, unit: bool = False) -> str:
    """The value for a narrow place, the qualifier as a sign: ``≤50``, ``≥6.5``, ``约8``, ``400+``."""
    figure = _figure(row) + (str(row["unit"]) if unit else "")
    return _SYMBOLS.get(row["qualifier"], "") + figure + ("+" if row["qualifier"] == "approx_over" else "")


def _figure(row: Row) -> str:
    if row["qualifier"] == "range":
        return f"{number(row['value_low'])}–{number(row['value_high'])}"
    return number(row["value"])


def hedged(row: Row) -> str:
    """The value phrase with what the source hedges it with: ``预计255亿元``, ``年均7.7%``, ``目标6.5%以上``."""
    average = "年均" if row["statistic"] == "annual_average" else ""
    phrase = average + value_phrase(row)
    if row["status"] == "ongoing":
        return f"{phrase}（{status_label(row)}）"
    return phrase if row["status"] == "actual" else status_label(row) + phrase


def status_label(row: Row) -> str:
    """实际, 预计, 计划, 目标 or 进行中."""
    return STATUSES[row["status"]]


def qualifier_label(row: Row) -> str:
    """精确值, 以上、不少于, …"""
    return QUALIFIERS[row["qualifier"]]


def period_label(row: Row) -> str:
    """The period in Chinese, a year said once: ``2020年1–11月``, ``2021年1月1日至4月16日``."""
    return _label(Period.parse(str(row["period"])))


def _label(period: Period) -> str:
    return period.label.replace(f"至{period.start.year}年", "至", 1)


def period_phrase(row: Row) -> str:
    """The period in a sentence; where the source says 截至, so does the phrase: ``截至2022年11月底``."""
    period = Period.parse(str(row["period"]))
    whole_months = period.kind in {"span", "month"} and period.end.year == period.start.year and not period.is_full_year
    if whole_months and "截至" in str(row["quote"]):
        return f"截至{period.end.year}年{period.end.month}月底"
    return _label(period)


def place(row: Row) -> str:
    """The region, with the company or project that the fact is about."""
    return str(row["region_name"]) if missing(row["subject"]) else f"{row['region_name']}{row['subject']}"


def is_growth(row: Row) -> bool:
    """Whether the row says by how many per cent something grew."""
    return row["unit"] == "%" and bool(_GROWTH.search(str(row["indicator_name"])))


def statement(row: Row) -> str:
    """What the row says, as a clause with the source's hedges.

    ``预计2022年某市重点项目完成投资255亿元``, ``2021–2023年某市固定资产投资年均增长7.7%``.
    """
    lead = {"expected": "预计", "planned": "计划"}.get(row["status"], "")
    lead = "" if lead and lead in str(row["indicator_name"]) else lead
    return f"{lead}{period_phrase(row)}{place(row)}{predicate(row)}"


def predicate(row: Row) -> str:
    """The statement without its status, period and place: ``固定资产投资目标增长6.5%以上``."""
    aim = {"target": "目标", "ongoing": "正在"}.get(row["status"], "")
    average = "年均" if row["statistic"] == "annual_average" else ""
    name, comparison = str(row["indicator_name"]), "" if missing(row["comparison"]) else str(row["comparison"])
    if is_growth(row):
        subject = _GROWTH.sub("", name)
        return f"{subject}{aim}{comparison if not comparison.endswith('的') else ''}{average}{_growth(row)}"
    if name.endswith("变动") and row["value"] and row["unit"] in {"%", "百分点"}:
        return f"{name.removesuffix('变动')}{aim}{comparison}{'上升' if row['value'] > 0 else '下降'}{value_phrase(_mirrored(row))}"
    name = plain_name(row) if aim else noun(row)
    if comparison.endswith("的") and comparison not in name:
        return f"{name}{aim}{average}{comparison}{_change(row)}"
    tail = f"（{comparison}）" if comparison and comparison not in name and comparison[:2] not in name else ""
    return f"{name}{aim}{average}{_change(row)}{tail}"


def plain_name(row: Row) -> str:
    """The indicator's name without a unit in brackets at its end.

    >>> plain_name({"indicator_name": "企业开办时限（小时）", "unit": "小时"})
    '企业开办时限'
    """
    return str(row["indicator_name"]).removesuffix(f"（{row['unit']}）")


def noun(row: Row) -> str:
    """The name as it reads before a figure with its unit: without 数, 次数, 幅度.

    >>> [noun({"indicator_name": n, "unit": u}) for n, u in (("重点项目数", "个"), ("活动次数", "次"), ("提速幅度", "%"), ("特使人数", "名"))]
    ['重点项目', '活动', '提速', '特使人数']
    """
    name, unit = plain_name(row), str(row["unit"])
    if unit in {"%", "百分点"}:
        return name.removesuffix("幅度")
    return name.removesuffix(unit) if name.endswith(unit) and name != unit else _COUNT.sub("", name)


def _change(row: Row) -> str:
    """The value phrase, with the way it went where the source prints where it came from."""
    if missing(row["from_value"]):
        return value_phrase(row)
    verb = "减到" if row["value"] < row["from_value"] else "增到"
    return f"从{number(row['from_value'])}{verb}{value_phrase({**row, 'from_value': None})}"


def _growth(row: Row) -> str:
    if not row["value"]:
        return "持平"
    return f"{'增长' if row['value'] > 0 else '下降'}{value_phrase(_mirrored(row))}"


def _mirrored(row: Row) -> Row:
    """The row with a fall counted as a positive number."""
    if row["value"] > 0:
        return row
    return {**row, "value": -row["value"], "value_low": _minus(row["value_high"]), "value_high": _minus(row["value_low"])}


def _minus(value: Any) -> Any:
    return value if missing(value) else -value


def sentence(statements: Iterable[str]) -> str:
    """Clauses as one sentence: joined with ；, closed with 。"""
    clauses = [one for one in statements if one]
    return "；".join(clauses) + "。" if clauses else ""


def citation(row: Row, catalogue: Catalogue) -> str:
    """One line to copy: the statement, the source, and the sentence as printed."""
    source = catalogue.sources[str(row["source"])]
    where = f"。{source.url}" if source.url else ""
    return f"{statement(row)}。{source_line(source)}{where}。{_quoted(row)}"


def _quoted(row: Row) -> str:
    """The quote as printed, or why there is none; what was not compared with the source says so."""
    doubt = proof_label(row)
    if missing(row["quote"]):
        return f"（{doubt}）" if doubt else ""
    quote = re.sub(r"\s+", "", str(row["quote"]))
    # Within the quote the marks stay as printed, so others stand around it.
    framed = f"「{quote}」" if "“" in quote or "”" in quote else f"“{quote}”"
    return f"原文：{framed}" + (f"（{doubt}）" if doubt else "") + ("" if quote[-1:] in _CLOSED and not doubt else "。")


def proof_label(row: Row) -> str:
    """How far a row is proved, where it is not proved word for word against a text at hand: ``引文待核``, ``仅引用``."""
    label = level_label(row)
    return "" if label == VERIFIED["verbatim"] else label


def level_label(row: Row) -> str:
    """How far a row is proved: ``逐字核验``, ``引文待核`` or ``仅引用``."""
    return VERIFIED[str(row.get("verified") or "verbatim")]


def proof_note(row: Row, source: Source, held: bool) -> str:
    """What a reader should know of how far *row* is proved, and how to prove it; *held* says whether the text is at hand.

    Nothing where it is proved word for word.
    """
    label = proof_label(row)
    if not label or row["verified"] == "cited":
        return f"{label}：只有出处，没有引文，数字请到来源处核对。" if label else ""
    if held:
        return f"{label}：在手边的文本里没有找到这条引文。"
    return f"{label}。{text_missing(source)}"


def text_missing(source: Source) -> str:
    """That the text of *source* is not at hand, and how to bring it: ``原文未存：可从…取得，放进 seeds/ …``."""
    if not source.file:
        return "原文未存：这份来源只登记了出处" + ("，请到网址所指的网页核对。" if source.url else "。")
    where = f"可从{source.available}取得，" if source.available else ""
    return f"原文未存：{where}放进 seeds/ 或 XTDATA_SOURCES 指向的文件夹（存为 {source.file.removeprefix('seeds/')}）后即可逐字核验。"


def source_line(source: Source) -> str:
    """Title, author or publisher, and date of a source, saying what of it is inferred: ``《…》，某日报，2022年12月（日期系推定）``."""
    parts = [f"《{source.title}》", delivered(source)]
    if source.publisher:
        parts.append(source.publisher + ("（刊者系推定）" if source.publisher_note else ""))
    if source.date:
        # Of a speech the note says where its day is printed, not how it was guessed.
        parts.append(Period.parse(source.date).label + ("（日期系推定）" if source.date_note and not source.meeting else ""))
    return "，".join(filter(None, parts))


def delivered(source: Source) -> str:
    """Who issued a source, who read it out and where: ``某市人民政府，某某在某会议上作``; nothing where none is known."""
    speech = f"{source.speaker or ''}在{source.meeting}上作" if source.meeting else source.speaker or ""
    return "，".join(filter(None, (source.body, speech)))


def missing(value: Any) -> bool:
    """Whether a cell of the frame is empty."""
    return value is None or (isinstance(value, float) and math.isnan(value)) or str(value) == "<NA>" or value == ""
