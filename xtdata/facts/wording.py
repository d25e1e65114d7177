"""Chinese phrases from facts: what a fact says, in the words and with the hedges of its source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from xtdata.facts.fact import Fact
from xtdata.language.period import Period
from xtdata.model.catalogue import QUALIFIERS, STATUSES, VERIFIED, Catalogue, Source
from xtdata.verification.audit import Check

_SHAPES = {"at_least": "{}以上", "over": "超{}", "at_most": "{}以内", "under": "不到{}", "approx": "约{}"}
_SYMBOLS = {"at_least": "≥", "over": ">", "at_most": "≤", "under": "<", "approx": "约"}
DISPUTED = "≠"
"""The mark of a figure that does not agree with others that are printed with it."""
_MEASURED = {"工作日", "百分点"}
_GROWTH_SUFFIXES = ("增长率", "增速", "增幅", "增长")
# Nouns that end with what elsewhere is a counting word.
_OWN_COUNTERS = ("事项数", "农户数")
_CLOSED = "。！？…”"


def number(value: Decimal | float) -> str:
    """A number as printed, with a real minus sign; a float without trailing zeros.

    >>> number(Decimal("3.0")), number(50.0), number(-17.4), number(153.97)
    ('3.0', '50', '−17.4', '153.97')
    """
    text = format(value, "f") if isinstance(value, Decimal) else f"{value:.12g}"
    return text.replace("-", "−")


def with_unit(figure: str, unit: str) -> str:
    """A figure with its unit, and 个 where Chinese wants it.

    >>> with_unit("50", "工作日"), with_unit("8.1", "%"), with_unit("36.9", "百分点")
    ('50个工作日', '8.1%', '36.9个百分点')
    """
    return f"{figure}个{unit}" if unit in _MEASURED else f"{figure}{unit}"


# --- the figure -------------------------------------------------------------------------------------


def value_phrase(fact: Fact) -> str:
    """The value with unit and qualifier: ``超500亿元``, ``50个工作日以内``, ``从180到50个工作日以内``, ``30–34个工作日``."""
    phrase = _present(fact)
    return phrase if fact.from_value is None else f"从{_start(fact)}到{phrase}"


def _start(fact: Fact) -> str:
    """The starting level: ``180``, ``第97位``."""
    level = number(fact.from_value or 0)
    return f"第{level}{fact.unit}" if fact.is_rank else level


def short_value(fact: Fact, unit: bool = False) -> str:
    """The value for a narrow place, the qualifier as a sign: ``≤50``, ``≥6.5``, ``约8``, ``400+``."""
    figure = f"第{_figure(fact)}{fact.unit}" if fact.is_rank else _figure(fact) + (fact.unit if unit else "")
    return _SYMBOLS.get(fact.qualifier, "") + figure + ("+" if fact.qualifier == "approx_over" else "") + mark(fact)


def hedged(fact: Fact, start: bool = True) -> str:
    """The value phrase with what the source hedges it with: ``预计255亿元``, ``年均7.7%``, ``目标6.5%以上``.

    Without *start*, a starting level is left out.
    """
    phrase = ("年均" if fact.is_average else "") + (value_phrase(fact) if start else _present(fact))
    if fact.status == "ongoing":
        return f"{phrase}（{status_label(fact)}）{mark(fact)}"
    return (phrase if fact.status == "actual" else status_label(fact) + phrase) + mark(fact)


def mark(fact: Fact) -> str:
    """``≠`` where the figure is disputed by a declared relation, else nothing."""
    return DISPUTED if fact.disputes else ""


def dispute(check: Check, catalogue: Catalogue) -> str:
    """Which figures do not agree, in a sentence: ``收集问题247个，与解决问题238个、正在办理5个合不上：…``.

    Where an editor has found that the source itself prints it so, it begins with 来源自身不一致.
    """
    result, *terms = (_told(key, catalogue) for key in (check.relation.result, *check.relation.terms))
    reason = check.relation.accepted or check.relation.note
    note = f"：{reason}" if reason else ""
    return f"{'来源自身不一致：' if check.relation.accepted else ''}{result}，与{'、'.join(terms)}合不上{note}。"


def _told(key: str, catalogue: Catalogue) -> str:
    fact = Fact(key, catalogue.observations[key], catalogue)
    return f"{period_label(fact)}{place(fact)}{noun(fact)}{value_phrase(fact)}"


def _present(fact: Fact, size_only: bool = False) -> str:
    """The value phrase without its starting level; with *size_only* a fall is a positive number."""
    figure = _figure(fact, size_only)
    if fact.is_rank:
        return f"前{figure}{fact.unit}" if fact.qualifier == "at_most" else f"第{figure}{fact.unit}"
    if fact.qualifier == "approx_over":
        figure += "余" if fact.value % 10 == 0 else "多"
    return _SHAPES.get(fact.qualifier, "{}").format(with_unit(figure, fact.unit))


def _figure(fact: Fact, size_only: bool = False) -> str:
    ends = fact.ends or (fact.value,)
    return "–".join(number(abs(end) if size_only else end) for end in ends)


# --- labels -----------------------------------------------------------------------------------------


def status_label(fact: Fact) -> str:
    """实际, 预计, 计划, 目标 or 进行中."""
    return STATUSES[fact.status]


def qualifier_label(fact: Fact) -> str:
    """精确值, 以上、不少于, …"""
    return QUALIFIERS[fact.qualifier]


def period_label(fact: Fact) -> str:
    """The period in Chinese, a year said once: ``2020年1–11月``, ``2021年1月1日至4月16日``."""
    return _label(fact.period)


def _label(period: Period) -> str:
    return period.label.replace(f"至{period.start.year}年", "至", 1)


def period_phrase(fact: Fact) -> str:
    """The period in a sentence; where the source says 截至, so does the phrase: ``截至2022年11月底``."""
    period = fact.period
    whole_months = period.kind in {"span", "month"} and period.end.year == period.start.year and not period.is_full_year
    if whole_months and "截至" in fact.quote:
        return f"截至{period.end.year}年{period.end.month}月底"
    return _label(period)


def place(fact: Fact) -> str:
    """The region, with the company or project that the fact is about."""
    return fact.region_name + (fact.subject or "")


def plain_name(fact: Fact) -> str:
    """The indicator's name without a unit in brackets at its end: 企业开办时限（小时） → 企业开办时限."""
    return fact.indicator_name.removesuffix(f"（{fact.unit}）")


def noun(fact: Fact) -> str:
    """The name as it reads before a figure with its unit: without 数, 次数, 幅度, 位次."""
    name = plain_name(fact)
    if fact.is_rank:
        return name.removesuffix("位次")
    if fact.unit in {"%", "百分点"}:
        return name.removesuffix("幅度")
    if name.endswith(fact.unit) and name != fact.unit:
        return name.removesuffix(fact.unit)
    return _without_counter(name, fact.unit) if fact.definition.measure in {"count", "duration"} or fact.unit == "倍" else name


def _without_counter(name: str, unit: str) -> str:
    """*name* without the 数 that says it is a count, and the counting word before it.

    >>> [_without_counter(*one) for one in (("重点项目数", "个"), ("楼栋数", "栋"), ("事项数", "项"), ("缩短天数", "工作日"), ("特使人数", "名"))]
    ['重点项目', '楼', '事项', '缩短', '特使人数']
    """
    if name.endswith("人数"):
        return name
    counters = () if name.endswith(_OWN_COUNTERS) else (f"{unit}数", "天数")
    return name.removesuffix(next((one for one in counters if name.endswith(one)), "数"))


# --- sentences --------------------------------------------------------------------------------------


def statement(fact: Fact) -> str:
    """What the fact says, as a clause with the source's hedges.

    ``预计2022年某市重点项目完成投资255亿元``, ``2021–2023年某市固定资产投资年均增长7.7%``.
    """
    lead = {"expected": "预计", "planned": "计划"}.get(fact.status, "")
    lead = "" if lead and lead in fact.indicator_name else lead
    return f"{lead}{period_phrase(fact)}{place(fact)}{predicate(fact)}"


def predicate(fact: Fact) -> str:
    """The statement without its status, period and place: ``固定资产投资目标增长6.5%以上``."""
    aim = {"target": "目标", "ongoing": "正在"}.get(fact.status, "")
    average = "年均" if fact.is_average else ""
    name, comparison = fact.indicator_name, fact.comparison
    if fact.definition.measure == "growth" and name.endswith("变动") and fact.value:
        return f"{name.removesuffix('变动')}{aim}{comparison}{'上升' if fact.value > 0 else '下降'}{_present(fact, size_only=True)}"
    if fact.is_growth and name.endswith(_GROWTH_SUFFIXES):
        return f"{_grown(name)}{aim}{comparison if not comparison.endswith('的') else ''}{average}{_growth(fact)}"
    name = plain_name(fact) if aim else noun(fact)
    if comparison.endswith("的") and comparison not in name:
        return f"{name}{aim}{average}{comparison}{_change(fact)}"
    tail = f"（{comparison}）" if comparison and comparison not in name and comparison[:2] not in name else ""
    return f"{name}{aim}{average}{_change(fact)}{tail}"


def _grown(name: str) -> str:
    """What grew: the name of a rate of growth without 增速 and its like.

    >>> _grown("固定资产投资增速")
    '固定资产投资'
    """
    return name.removesuffix(next(suffix for suffix in _GROWTH_SUFFIXES if name.endswith(suffix)))


def _change(fact: Fact) -> str:
    """The value phrase, and which way it went where the source prints a starting level."""
    if fact.from_value is None:
        return value_phrase(fact)
    if fact.is_rank:
        return f"从{_start(fact)}{'前进' if fact.value < fact.from_value else '后退'}到{_present(fact)}"
    return f"从{_start(fact)}{'减到' if fact.value < fact.from_value else '增到'}{_present(fact)}"


def _growth(fact: Fact) -> str:
    if not fact.value:
        return "持平"
    return f"{'增长' if fact.value > 0 else '下降'}{_present(fact, size_only=True)}"


def sentence(statements: Iterable[str]) -> str:
    """Clauses as one sentence: joined with ；, closed with 。"""
    clauses = [one for one in statements if one]
    return "；".join(clauses) + "。" if clauses else ""


# --- proof and source -------------------------------------------------------------------------------


def citation(fact: Fact) -> str:
    """One line to copy: the statement, the source, and the sentence as printed."""
    where = f"。{fact.origin.url}" if fact.origin.url else ""
    return f"{statement(fact)}。{source_line(fact.origin)}{_pages(fact)}{where}。{_quoted(fact)}"


def _pages(fact: Fact) -> str:
    """On which pages the quotes stand, where the source has pages: ``，第3页``."""
    found = [fact.text.page_of(one.passage.start) for one in fact.evidence] if fact.text else []
    pages = "、".join(dict.fromkeys(str(page) for page in found if page))
    return f"，第{pages}页" if pages else ""


def _quoted(fact: Fact) -> str:
    """The quote as printed, or why there is none; what was not compared with the source says so."""
    doubt = proof_label(fact)
    if not fact.quote:
        return f"（{doubt}）" if doubt else ""
    quote = re.sub(r"\s+", "", fact.quote)
    # Within the quote the marks stay as printed, so others stand around it.
    framed = f"「{quote}」" if "“" in quote or "”" in quote else f"“{quote}”"
    return f"原文：{framed}" + (f"（{doubt}）" if doubt else "") + ("" if quote[-1:] in _CLOSED and not doubt else "。")


def proof_label(fact: Fact) -> str:
    """How far a fact is proved, where it is not proved word for word against a text at hand: ``引文待核``, ``仅引用``."""
    return "" if fact.level == "verbatim" else level_label(fact)


def level_label(fact: Fact) -> str:
    """How far a fact is proved: ``逐字核验``, ``引文待核`` or ``仅引用``."""
    return VERIFIED[fact.level]


def proof_note(fact: Fact) -> str:
    """What a reader should know of how far *fact* is proved; nothing where it is proved word for word."""
    label = proof_label(fact)
    if not label or fact.is_cited_only:
        return f"{label}：只有出处，没有引文，数字请到来源处核对。" if label else ""
    if fact.text:
        return f"{label}：在手边的文本里没有找到这条引文。"
    return f"{label}。{text_missing(fact.origin)}引文由编者录自原文，程序还没有与全文逐字比对；要引用，请先对照原文。"


def text_missing(source: Source) -> str:
    """That the text of *source* is not at hand, and where a reader finds it: ``原文未存：全文没有存放在这里，可从…取得。``"""
    if not source.file:
        return "原文未存：这份来源只登记了出处" + ("，请到网址所指的网页核对。" if source.url else "。")
    where = f"可从{source.available}取得" if source.available else ("请到网址所指的网页查看" if source.url else "")
    return "原文未存：全文没有存放在这里" + (f"，{where}。" if where else "。")


def source_line(source: Source) -> str:
    """Title, author or publisher, and date of a source, saying what of it is inferred: ``《…》，某日报，2022年12月（日期系推定）``."""
    parts = [f"《{source.title}》", delivered(source)]
    if source.publisher:
        parts.append(source.publisher + ("（刊者系推定）" if source.publisher_note else ""))
    if source.date:
        # Of a speech the note says where its day is printed, not how it was guessed.
        parts.append(Period.parse(source.date).label + ("（日期系推定）" if source.date_note and not source.meeting else ""))
    return "，".join(filter(None, parts))


def printed_in(source: Source) -> str:
    """A source in a narrow place: ``《…》（某日报，2022年12月）``, without what the title says already."""
    date = Period.parse(source.date).label if source.date else ""
    about = [one for one in (source.publisher or source.body, date) if one and one.removesuffix("人民政府") not in source.title]
    return f"《{source.title}》" + (f"（{'，'.join(about)}）" if about else "")


def newest_first(facts: Iterable[Fact]) -> list[Fact]:
    """*facts* from late to early."""
    return sorted(facts, key=lambda fact: fact.period.end, reverse=True)


def printers(facts: Iterable[Fact]) -> list[str]:
    """The sources of *facts*, each once, those of the newest figures first, as ``printed_in`` names them."""
    return list(dict.fromkeys(printed_in(fact.origin) for fact in newest_first(facts)))


def delivered(source: Source) -> str:
    """Who issued a source, who read it out and where: ``某市人民政府，某某在某会议上作``; nothing where none is known."""
    speech = f"{source.speaker or ''}在{source.meeting}上作" if source.meeting else source.speaker or ""
    return "，".join(filter(None, (source.body, speech)))
