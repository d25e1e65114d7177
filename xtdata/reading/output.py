"""Candidates as JSON records, and as YAML to paste into the data file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from xtdata.language.text import fold
from xtdata.reading.candidate import Candidate

_FIELDS = ("start", "end", "text", "value", "unit", "qualifier", "indicator", "region", "period", "status", "quote")
_MOST_DIGITS = 20
_PLAIN_TEXT = re.compile(r"[一-鿿A-Za-z（“《][^:#\n\\\t{}\[\]&*!|>%@`]*[^\s:#]|[一-鿿]")
_NO_TEXT = {"yes", "no", "on", "off", "true", "false", "null"}
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")  # YAML refuses them or breaks the line there
_HEADER = """\
# 以下事实由 xtdata suggest 从来源“{source}”中提出，请逐条对照原文核对后粘贴到 observations 之下。
# 标“请填”的栏须补上代号（新指标、新地区先在 indicators、regions 下登记）；标“请取舍”“请改写”的整条已加注释号，不采用就删去。
"""


def as_records(candidates: Iterable[Candidate]) -> list[dict[str, Any]]:
    """Candidates as plain dicts: the fields of the manual, and ``indicator_id`` where the catalogue knows the indicator."""
    records = []
    for candidate in candidates:
        record = {name: getattr(candidate, name) for name in _FIELDS}
        record["value"] = _plain(candidate.value)
        if candidate.indicator_id:
            record["indicator_id"] = candidate.indicator_id
        records.append(record)
    return records


def _plain(value: Decimal | tuple[Decimal, ...]) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return int(value) if value == value.to_integral_value() else float(value)


def as_yaml(candidates: Iterable[Candidate], source_id: str) -> str:
    """Candidates as entries of ``observations``, each with a mark where an editor has to fill something in.

    What cannot stand as it is (a second figure for the same indicator, place and period; a share of three parts) is there as
    comments. The same figure printed twice becomes one entry with several quotes.
    """
    entries = [_HEADER.format(source=source_id)]
    taken: dict[tuple[object, ...], Candidate] = {}
    for group in _grouped(candidates):
        first = group[0]
        rival = taken.setdefault(_identity(first), first) if first.indicator_id and first.region_id else first
        why = "" if rival is first else f"请取舍：同一指标、地区、期间已有“{fold(rival.text)}”"
        lines = list(_entry(group, source_id))
        entries.append(_commented(lines, why or _unfit(first)) if why or _unfit(first) else "\n".join(lines) + "\n")
    return "".join(entries)


def _grouped(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Candidates that say the same of the same, together; exact figures before bounds of the same indicator."""
    groups: dict[tuple[object, ...], list[Candidate]] = {}
    for candidate in candidates:
        alike = (
            *_identity(candidate),
            candidate.indicator,
            candidate.region,
            candidate.value,
            candidate.unit,
            candidate.qualifier,
            candidate.status,
        )
        groups.setdefault(alike if candidate.indicator_id else (id(candidate),), []).append(candidate)
    return sorted(groups.values(), key=lambda group: group[0].indicator_id is not None and group[0].qualifier in {"over", "at_least"})


def _identity(candidate: Candidate) -> tuple[object, ...]:
    """What may occur once in a source: an aim and its result are two, a result and a forecast of it are one."""
    aimed = candidate.status in {"target", "planned"}
    return candidate.indicator_id, candidate.region_id, candidate.period, candidate.statistic, aimed


def _unfit(candidate: Candidate) -> str:
    """Why a candidate cannot stand as one observation; empty where it can."""
    if candidate.unit == ":":
        return "请改写：结构比须按各部分分别立条"
    values = candidate.value if isinstance(candidate.value, tuple) else (candidate.value,)
    if any(len(value.as_tuple().digits) > _MOST_DIGITS for value in values):
        return "请改写：分数除不尽，须另定写法"
    return ""


def _commented(lines: list[str], why: str) -> str:
    return "".join(f"  # {line}\n" for line in (why, *(line[2:] for line in lines)))


def _entry(group: list[Candidate], source_id: str) -> Iterator[str]:
    one = group[0]
    yield (
        f"  - indicator: {one.indicator_id}"
        if one.indicator_id
        else f"  - indicator:  # 请填代号：{one.indicator}（{one.unit or '无单位'}）"
    )
    yield f"    region: {one.region_id}" if one.region_id else f"    region:  # 请填代号：{one.region or '原文未写明地区'}"
    yield f'    period: "{one.period}"' if one.period else "    period:  # 请填期间：原文未写明"
    yield from _figure(one)
    if one.status != "actual":
        yield f"    status: {one.status}"
    if one.statistic != "level":
        yield f"    statistic: {one.statistic}"
    yield f"    source: {source_id}"
    yield from _quotes(group)


def _figure(one: Candidate) -> Iterator[str]:
    value, qualifier = one.value, one.qualifier
    if isinstance(value, tuple) and qualifier == "from_to":
        yield f"    value: {value[-1]:f}"
        yield f"    from: {value[0]:f}"
        qualifier = one.ends[1]
    elif isinstance(value, tuple):
        yield f"    value: [{', '.join(f'{part:f}' for part in value)}]"
    else:
        yield f"    value: {value:f}"
    if qualifier != "exact":
        yield f"    qualifier: {qualifier}"
    if one.indicator_unit and one.indicator_unit != one.unit:
        yield f"    unit: {_scalar(one.unit)}"


def _quotes(group: list[Candidate]) -> Iterator[str]:
    if len(group) == 1 and not group[0].prefix:
        yield f"    quote: {_scalar(group[0].quote)}"
        return
    yield "    quote:"
    for one in group:
        yield f"      - exact: {_scalar(one.quote)}"
        if one.prefix:
            yield f"        prefix: {_scalar(one.prefix)}"


def _scalar(text: str) -> str:
    """*text* as a YAML scalar, quoted where YAML could read it otherwise."""
    if _PLAIN_TEXT.fullmatch(text) and not _UNPRINTABLE.search(text) and text.lower() not in _NO_TEXT:
        return text
    return _UNPRINTABLE.sub(lambda match: f"\\U{ord(match.group()):08x}", json.dumps(text, ensure_ascii=False))
