"""The JSON Schema of ``indicators.yaml``, and the editors' reference, both made from the model's own descriptions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.json_schema import models_json_schema

from xtdata.model.catalogue import (
    CHART_KINDS,
    CORRECTION_STATUSES,
    DIRECTIONS,
    MEASURES,
    QUALIFIERS,
    RELATION_KINDS,
    STATISTICS,
    STATUSES,
    Correction,
    Dismissal,
    Indicator,
    Observation,
    Quote,
    Region,
    Relation,
    Source,
    Story,
    Theme,
    View,
)  # fmt: skip
from xtdata.model.messages import CATALOGUE

FILE = Path(__file__).resolve().parents[1] / "indicators.schema.json"
"""The schema as shipped, which the first line of the data file names."""
REFERENCE_BEGIN, REFERENCE_END = "<!-- 参考：由程序生成，请勿手改 -->", "<!-- 参考结束 -->"
"""The lines of the editors' manual between which ``reference()`` stands."""

SECTIONS: dict[str, type[BaseModel]] = {
    "themes": Theme, "regions": Region, "sources": Source, "indicators": Indicator, "observations": Observation, "relations": Relation,
    "corrections": Correction,     "views": View, "stories": Story,
}  # fmt: skip
_LISTS = {"observations", "relations", "corrections"}
_OPTIONAL = {"title_en", "relations", "corrections", "views", "stories"}
_TOP = {
    "title": "看板的标题",
    "title_en": "看板的英文标题",
    "home": "主地区的代号：这份数据说的是哪里",
    "themes": "主题，按显示的次序",
    "regions": "地区，按显示的次序",
    "sources": "来源：每份文献一项",
    "indicators": "指标：每种度量一项",
    "observations": "事实：每个印出的数字一项",
    "relations": "关系：数与数之间的算术，供核算",
    "corrections": "更正：来源印错的数，和何者为是",
    "views": "视图：存下来的查询，各有标题和图的种类",
    "stories": "故事：依次放映的视图，供会议模式",
}
_TOP_EXAMPLES = {
    "title": ("湘潭经济指标", "indicators.yaml", "写给读者看的名称"),
    "title_en": ("Xiangtan in Figures", "湘潭经济指标", "写英文；没有就不写"),
    "home": ("xiangtan", "湘潭市", "写 regions 里的代号：xiangtan"),
    "themes": ("investment: 下一行缩进写 name: 投资增长", "投资增长: 下面什么也没有", "代号用小写字母"),
    "regions": ("xiangxiang: 下面缩进写 name、kind、parent", "- 湘乡市", "每个地区一个代号，不是列表"),
    "sources": ("district-2025: 下面缩进写 title、file、sha256、date", "- 湘潭日报", "每份文献一个代号，不是列表"),
    "indicators": ("fai_growth: 下面缩进写 name、unit、theme", "固定资产投资增速: 8.1", "数写在 observations 里"),
    "observations": ("- indicator: fai_growth，下面对齐写其余各项", "fai_growth: 8.1", "每条以“- ”开头"),
    "relations": ("- kind: share，下面对齐写 result、terms", "share: 238/247", "每条以“- ”开头，项写事实的编号"),
    "corrections": (
        "- fact: fai/xiangtan/2015，下面对齐写 expect、right、by、since",
        "fai/xiangtan/2015: 1850.4",
        "每条以“- ”开头；原数不改",
    ),
    "views": ("fai_years: 下面缩进写 title、query、chart", "- title: 固定资产投资", "每个视图一个代号，不是列表"),
    "stories": ("year_2024: 下面缩进写 title、views", "year_2024: [fai_years]", "代号下面写 title 和 views 两项"),
}
_WORDS = {
    "qualifier": QUALIFIERS,
    "status": STATUSES,
    "statistic": STATISTICS,
    "measure": MEASURES,
    "direction": DIRECTIONS,
    "kind": RELATION_KINDS,
    "chart": CHART_KINDS,
}


def _words(model: str, name: str) -> dict[str, str]:
    """The words that the field *name* of *model* may take, with their meanings."""
    return CORRECTION_STATUSES if (model, name) == ("Correction", "status") else _WORDS.get(name, {})


# What an editor gets wrong most often, and what to write. A name stands for that field wherever it is, unless the model is named.
BAD_EXAMPLES = {
    "name": ("fai_growth", "写给读者看的中文名称"),
    "name_en": ("gudingzichan", "写英文；没有就不写"),
    "aliases": ("湘潭、潭城", "每个叫法一行，以“- ”开头"),
    "note": ("注意！", "说清楚注意什么"),
    "Region.code": ("4303", "须是 6 位，用引号括起来"),
    "Region.kind": ("县级市", "写成 district"),
    "Region.parent": ("湘潭市", "写 regions 里的代号：xiangtan"),
    "Region.color": ("蓝色", "写成 #0072B2，用引号括起来"),
    "Region.tile": ("第三列第二行", "写成 [3, 2]：先列后行"),
    "Source.title": ("湘潭日报的一篇报道", "按原文抄录标题"),
    "Source.file": ("../a.txt", "只能在 seeds/ 里"),
    "Source.redistributable": ("否", "写成 false"),
    "Source.sha256": ("83512b7f3c7f29a3", "须是 64 位；check 会算好给出"),
    "Source.publisher": ("湘潭日报（推定）", "只写名称，如何得知写在 publisher_note"),
    "Source.publisher_note": ("推定", "说清楚由什么推定"),
    "Source.body": ("市政府", "写全称"),
    "Source.speaker": ("市长", "写姓名"),
    "Source.meeting": ("今年人代会", "写会议的全称"),
    "Source.authors": ("刘晓波、刘澜", "每人一行，以“- ”开头"),
    "Source.authors_note": ("记者", "说清楚谁是什么"),
    "Source.date": ("2022年12月", "写成 2022-12"),
    "Source.date_note": ("推定", "说清楚由什么推定"),
    "Source.url": ("www.example.org", "以 https:// 开头"),
    "Source.accessed": ("昨天", "写日期或时刻；add 会自动写好"),
    "Source.available": ("网上", "说清楚哪个网站的哪个栏目"),
    "Source.dismissed": ("三个场景三个“一”", "每条以“- quote:”开头，下一行写 reason"),
    "Dismissal.quote": ("三个一", "须逐字抄录：三个场景三个“一”"),
    "Dismissal.reason": ("不要", "说清楚为什么不算指标"),
    "Indicator.unit": ("百分比", "按印出的写：%"),
    "Indicator.theme": ("投资增长", "写 themes 里的代号：investment"),
    "Theme.headline": ("折线图", "写图的代号：[growth]"),
    "Indicator.headline": ("是", "写成 true；不是就不写"),
    "Indicator.measure": ("增速", "写成 growth"),
    "Indicator.direction": ("越低越好", "写成 lower"),
    "Indicator.definition": ("见名称", "一句话说清量的是什么；说不出就不写"),
    "Indicator.panel": ("图一", "写读者看得懂的分面名称"),
    "Observation.indicator": ("固定资产投资增速", "写 indicators 里的代号：fai_growth"),
    "Observation.region": ("湘乡市", "写 regions 里的代号：xiangxiang"),
    "Observation.period": ("2020年前11个月", "写成 2020-01/2020-11"),
    "Observation.value": ("8017万元", "只写印出的数 8017，单位写 unit: 万元；不换算成 80170000"),
    "Observation.from": ("180个工作日", "只写数：180"),
    "Observation.unit": ("元", "8017万元的单位按印出的写：万元"),
    "Observation.qualifier": ("以内", "写成 at_most"),
    "Observation.status": ("预计", "写成 expected"),
    "Observation.statistic": ("年均", "写成 annual_average"),
    "Observation.comparison": ("增长", "只写和什么比：同比、环比、较上年"),
    "Observation.subject": ("湘乡市", "地区写在 region；这里只写企业或项目"),
    "Observation.source": ("湘潭日报", "写 sources 里的代号：gaoxin-2024"),
    "Observation.quote": ("投资增长百分之八点一", "须逐字抄录：全市投资增长8.1%"),
    "Relation.kind": ("占比", "写成 share"),
    "Relation.result": ("96.3%", "写事实的编号，可在表格的 id 一列复制"),
    "Relation.terms": ("238, 247", "每个编号一行，以“- ”开头"),
    "Relation.accepted": ("是", "写明为什么认可：是谁看过原文，差在哪里"),
    "Correction.fact": ("1805.4亿元", "写事实的编号，可在表格的 id 一列复制"),
    "Correction.expect": ("印错了", "逐字抄录印错的原文"),
    "Correction.right": ("错", "写明正确的数"),
    "Correction.by": ("据查", "写明是谁、在哪里说的"),
    "Correction.since": ("去年", "写成 2025-03"),
    "Correction.status": ("已改", "写成 fixed"),
    "View.title": ("图一", "写读者看得懂的几个字"),
    "View.query": ("固定资产投资", "写成 indicator=fai_growth；页面上“复制为幻灯片”会写好"),
    "View.chart": ("折线图", "写图的代号：growth"),
    "View.comment": ("如图", "写看图的人该注意什么；没有就不写"),
    "Story.title": ("会议", "写会上要讲的事"),
    "Story.views": ("fai_years、projects", "每个视图一行，以“- ”开头"),
    "Quote.exact": ("湘乡实施项目120个", "须逐字抄录，一字不差"),
    "Quote.prefix": ("第一段", "抄录紧接在前面的几个字"),
    "Quote.suffix": ("第二处", "抄录紧接在后面的几个字"),
}


def schema_text() -> str:
    """The schema as it is shipped and printed."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def json_schema() -> dict[str, Any]:
    """A JSON Schema that completes and explains every field in an editor (draft 7, which all of them read)."""
    models: list[type[BaseModel]] = [*SECTIONS.values(), Quote, Dismissal]
    _, made = models_json_schema([(model, "validation") for model in models], ref_template="#/$defs/{model}")
    for model in models:
        for name, info in _fields(model):
            _explain(model.__name__, name, info, made["$defs"][model.__name__]["properties"][name])
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "indicators.yaml",
        "description": "一座城市的经济指标：每一个数都抄自一份文献，附逐字的原文",
        "type": "object",
        "properties": {name: _top_field(name) for name in _TOP},
        "required": [name for name in _TOP if name not in _OPTIONAL],
        "additionalProperties": False,
        "$defs": made["$defs"],
    }


def _top_field(name: str) -> dict[str, Any]:
    good, bad, better = _TOP_EXAMPLES[name]
    described = {"description": f"{_TOP[name]}\n\n好：{good}\n\n坏：{bad}（{better}）"}
    if name not in SECTIONS:
        return {**described, "type": "string", "minLength": 1}
    entry = {"$ref": f"#/$defs/{SECTIONS[name].__name__}"}
    if name in _LISTS:
        return {**described, "type": "array", "items": entry}
    return {**described, "type": "object", "additionalProperties": entry}


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """The fields of *model* under the names that the data file uses."""
    return ((info.alias or name, info) for name, info in model.model_fields.items())


def _explain(model: str, name: str, info: FieldInfo, field: dict[str, Any]) -> None:
    """Widen the type to what YAML writes, and say the meaning of each choice, a good example and a bad one."""
    for key in ("title", "examples", "default"):
        field.pop(key, None)
    field.update(_WIDENED.get(f"{model}.{name}") or _WIDENED.get(name) or {})
    if "anyOf" in field:
        field.pop("type", None)
        field.pop("items", None)
    lines = [info.description or ""]
    if choices := set(field.get("enum", ())):
        lines += [f"- {choice}：{meaning}" for choice, meaning in _words(model, name).items() if choice in choices]
    bad, better = bad_example(model, name)
    lines += [f"好：{_shown((info.examples or [''])[0])}", f"坏：{bad}（{better}）"]
    field["description"] = "\n\n".join(lines)


_NUMBER = {"type": "number"}
_QUOTE = {"anyOf": [{"type": "string", "minLength": 1}, {"$ref": "#/$defs/Quote"}]}
_DATE = r"(19|20)[0-9]{2}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])(-[0-9]{2})?))?"
_PERIOD = {"anyOf": [{"type": "string", "pattern": f"^{_DATE}(/{_DATE})?$"}, {"type": "integer", "minimum": 1900, "maximum": 2099}]}
_WIDENED: dict[str, dict[str, Any]] = {
    "period": _PERIOD,
    "date": _PERIOD,
    "value": {"anyOf": [_NUMBER, {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}]},
    "from": {"anyOf": [_NUMBER, {"type": "null"}]},
    "quote": {"anyOf": [*_QUOTE["anyOf"], {"type": "array", "items": _QUOTE, "minItems": 1}]},
    "Story.views": {"items": {"anyOf": [{"type": "string", "minLength": 1}, {"$ref": "#/$defs/View"}]}},
}


def bad_example(model: str, name: str) -> tuple[str, str]:
    """What is often written by mistake in the field *name* of *model*, and what to write instead."""
    return BAD_EXAMPLES.get(f"{model}.{name}") or BAD_EXAMPLES[name]


def _shown(example: Any) -> str:
    if isinstance(example, list):
        return "[" + ", ".join(map(_shown, example)) + "]"
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {_shown(value)}" for key, value in example.items()) + "}"
    return str(example)


# --- the reference of the manual --------------------------------------------------------------------


def reference() -> str:
    """The field reference and the table of diagnostic codes as Markdown, for the editors' manual."""
    parts = ["### 顶层", "", *_rows((name, name not in _OPTIONAL, _TOP[name], *_TOP_EXAMPLES[name]) for name in _TOP), ""]
    for section, model in SECTIONS.items():
        parts += [f"### {section}", "", _TOP[section] + "。", "", *_table(model), ""]
        parts += _choices(model)
    parts += ["### quote 的各项", "", *_table(Quote), "", "### dismissed 的各项", "", *_table(Dismissal), ""]
    parts += ["### 检查的代码", "", "| 代码 | 意思 | 怎么办 |", "| --- | --- | --- |"]
    parts += [f"| {code} | {_cell(rule.title)} | {_cell(rule.hint)} |" for code, rule in CATALOGUE.items()]
    return "\n".join(parts) + "\n"


def in_manual(manual: str) -> str:
    """*manual* with the part between its two marker lines made current. Raises ``ValueError`` where they are missing."""
    before, begin, rest = manual.partition(REFERENCE_BEGIN)
    _, end, after = rest.partition(REFERENCE_END)
    if not begin or not end:
        raise ValueError("the manual has not both marker lines")
    return f"{before}{begin}\n{reference()}\n{end}{after}"


def _table(model: type[BaseModel]) -> list[str]:
    return _rows(
        (name, info.is_required(), info.description or "", _shown((info.examples or [""])[0]), *bad_example(model.__name__, name))
        for name, info in _fields(model)
    )


def _rows(fields: Iterator[tuple[str, bool, str, str, str, str]]) -> list[str]:
    lines = ["| 字段 | 必填 | 意思 | 好例子 | 坏例子 |", "| --- | --- | --- | --- | --- |"]
    for name, required, meaning, good, bad, better in fields:
        lines.append(f"| `{name}` | {'是' if required else ''} | {_cell(meaning)} | {_cell(good)} | {_cell(bad)}；{_cell(better)} |")
    return lines


def _choices(model: type[BaseModel]) -> list[str]:
    """The words that the fields of *model* may take, and what each means."""
    lines = []
    for name, info in _fields(model):
        allowed = getattr(info.annotation, "__args__", ())
        words = {choice: meaning for choice, meaning in _words(model.__name__, name).items() if choice in allowed}
        if words:
            listed = "；".join(f"`{choice}` {meaning}" for choice, meaning in words.items())
            lines += [f"`{name}` 可写：{listed}。", ""]
    return lines


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
