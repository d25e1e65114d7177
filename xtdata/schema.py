"""The JSON Schema of ``indicators.yaml``, and the editors' reference, both made from the model's own descriptions."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from xtdata.findings import CATALOGUE
from xtdata.model import (
    DIRECTIONS,
    QUALIFIERS,
    RELATION_KINDS,
    STATISTICS,
    STATUSES,
    Dismissal,
    Indicator,
    Observation,
    Quote,
    Region,
    Relation,
    Source,
    Theme,
)  # fmt: skip

FILE_NAME = "indicators.schema.json"
SECTIONS: dict[str, type[BaseModel]] = {
    "themes": Theme, "regions": Region, "sources": Source, "indicators": Indicator, "observations": Observation, "relations": Relation,
}  # fmt: skip
_LISTS = {"observations", "relations"}
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
}
_WORDS = {"qualifier": QUALIFIERS, "status": STATUSES, "statistic": STATISTICS, "direction": DIRECTIONS, "kind": RELATION_KINDS}
# What an editor gets wrong most often, and the code that says so.
BAD_EXAMPLES = {
    "period": ("2020年前11个月", "写成 2020-01/2020-11"),
    "value": ("80170000", "8017万元就写 8017，单位写万元"),
    "from": ("180个工作日", "只写数：180"),
    "quote": ("投资增长百分之八点一", "须逐字抄录：全市投资增长8.1%"),
    "sha256": ("83512b7f3c7f29a3", "须是 64 位"),
    "code": ("4303", "须是 6 位"),
    "color": ("蓝色", "写成 #0072B2"),
    "unit": ("百分比", "按印出的写：%"),
    "qualifier": ("以内", "写成 at_most"),
    "status": ("预计", "写成 expected"),
    "statistic": ("年均", "写成 annual_average"),
    "direction": ("越低越好", "写成 lower"),
    "kind": ("占比", "写成 share"),
    "file": ("../a.txt", "只能在 seeds/ 里"),
    "url": ("www.example.org", "以 https:// 开头"),
    "date": ("2022年12月", "写成 2022-12"),
    "region": ("湘乡市", "写 regions 里的代号：xiangxiang"),
    "parent": ("湘潭市", "写 regions 里的代号：xiangtan"),
    "indicator": ("固定资产投资增速", "写 indicators 里的代号：fai_growth"),
    "source": ("湘潭日报", "写 sources 里的代号：gaoxin-2024"),
    "theme": ("投资增长", "写 themes 里的代号：investment"),
    "redistributable": ("否", "写成 false"),
}


def json_schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) that completes and explains every field in an editor."""
    models = [(model, "validation") for model in (*SECTIONS.values(), Quote, Dismissal)]
    _, definitions = models_json_schema(models, ref_template="#/$defs/{model}")  # type: ignore[arg-type]
    defs = definitions["$defs"]
    for definition in defs.values():
        for name, field in definition.get("properties", {}).items():
            _explain(name, field)
    properties: dict[str, Any] = {name: {"description": text, "type": "string"} for name, text in _TOP.items() if name not in SECTIONS}
    for name, model in SECTIONS.items():
        entry = {"$ref": f"#/$defs/{model.__name__}"}
        shape = {"type": "array", "items": entry} if name in _LISTS else {"type": "object", "additionalProperties": entry}
        properties[name] = {"description": _TOP[name], **shape}
    required = [name for name in _TOP if name not in {"title_en", "relations"}]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "indicators.yaml",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "$defs": defs,
    }


def _explain(name: str, field: dict[str, Any]) -> None:
    """Widen the types to what YAML writes, and add the meaning of each choice and a good and a bad example."""
    field.pop("title", None)
    if name in {"period", "date"}:
        field["type"] = ["string", "integer"]
        field.pop("anyOf", None)
    if name in {"value", "from"}:
        field.pop("anyOf", None)
        pair = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        field["anyOf"] = [{"type": "number"}, pair] if name == "value" else [{"type": "number"}, {"type": "null"}]
    if name == "quote":
        field.pop("items", None)
        field.pop("type", None)
        one = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Quote"}]}
        field["anyOf"] = [*one["anyOf"], {"type": "array", "items": one}]
    lines = [field.get("description", "")]
    if choices := _choices(name, field):
        lines += [f"- {choice}：{meaning}" for choice, meaning in _WORDS[name].items() if choice in choices]
    if examples := field.get("examples"):
        lines.append(f"好：{_shown(examples[0])}")
    if name in BAD_EXAMPLES:
        bad, better = BAD_EXAMPLES[name]
        lines.append(f"坏：{bad}（{better}）")
    field["description"] = "\n".join(lines)


def _choices(name: str, field: dict[str, Any]) -> set[str]:
    return set(field.get("enum", ())) if name in _WORDS else set()


def _shown(example: Any) -> str:
    if isinstance(example, list):
        return "[" + ", ".join(map(_shown, example)) + "]"
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {_shown(value)}" for key, value in example.items()) + "}"
    return str(example)


def reference() -> str:
    """The field reference and the table of finding codes as Markdown, for the editors' manual."""
    parts = []
    for section, model in SECTIONS.items():
        parts += [f"### {section}", "", _TOP[section] + "。", "", *_table(model), ""]
    parts += ["### quote 与 dismissed 的各项", "", *_table(Quote), "", *_table(Dismissal), ""]
    parts += ["### 检查的代码", "", "| 代码 | 意思 | 怎么办 |", "| --- | --- | --- |"]
    parts += [f"| {code} | {rule.title} | {rule.hint} |" for code, rule in CATALOGUE.items()]
    return "\n".join(parts) + "\n"


def _table(model: type[BaseModel]) -> list[str]:
    rows = ["| 字段 | 必填 | 意思 | 好例子 | 坏例子 |", "| --- | --- | --- | --- | --- |"]
    for name, info in model.model_fields.items():
        key = info.alias or name
        good = _shown(info.examples[0]) if info.examples else ""
        bad = "；".join(BAD_EXAMPLES.get(key, ()))
        needed = "是" if info.is_required() else ""
        rows.append(f"| `{key}` | {needed} | {info.description} | {_cell(good)} | {_cell(bad)} |")
    return rows


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
