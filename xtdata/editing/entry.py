"""The fields of a form about one number: filled from a suggestion, written as an entry of the data file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from xtdata.editing.quote import one_line, selector
from xtdata.editing.region import propose_id
from xtdata.language.text import Passage, SourceText
from xtdata.model.catalogue import Catalogue
from xtdata.reading import Candidate
from xtdata.verification.evidence import same_base

NEW = "+"
_NUMBER = r"[-+−]?[0-9]+(?:\.[0-9]+)?"
_RANGE = re.compile(rf"[\[［]?\s*({_NUMBER})\s*(?:[~～–—至到,，、]|-(?=\s*[0-9]))\s*({_NUMBER})\s*[\]］]?")

_GROWTH = re.compile(r"(?:增长|增速|增幅|下降|降幅|回落|减少|压缩|缩短|提高|提升|上升)[为达了约]{0,2}$")
_TIMES = {"工作日", "天", "个工作日", "小时", "分钟"}
_COUNTERS = set("个家项户条件次人名")


@dataclass(frozen=True)
class Fields:
    """The form as typed; every field is text. ``indicator`` and ``region`` are ids, or ``NEW``.

    ``confirmed`` is the id of an indicator of which the editor has said that it is the right one, though it is named otherwise.
    """

    indicator: str = ""
    indicator_id: str = ""
    indicator_name: str = ""
    indicator_unit: str = ""
    indicator_measure: str = "level"
    indicator_theme: str = ""
    indicator_direction: str = "neutral"
    region: str = ""
    region_id: str = ""
    region_name: str = ""
    region_kind: str = "district"
    period: str = ""
    value: str = ""
    start_value: str = ""
    unit: str = ""
    qualifier: str = "exact"
    status: str = "actual"
    statistic: str = "level"
    comparison: str = ""
    subject: str = ""
    quote: str = ""
    note: str = ""
    confirmed: str = ""

    @property
    def chosen_indicator(self) -> str:
        return self.indicator_id.strip() if self.indicator == NEW else self.indicator

    @property
    def chosen_region(self) -> str:
        return self.region_id.strip() if self.region == NEW else self.region


FIELD_NAMES = tuple(one.name for one in fields(Fields))


def suggested(candidate: Candidate | None, region: str, catalogue: Catalogue, quote: str) -> Fields:
    """What the form begins with; *region* and *quote* are used where the suggestion names none."""
    if candidate is None:
        return Fields(region=region, quote=quote)
    value, origin, qualifier = _printed(candidate)
    known = candidate.indicator_id in catalogue.indicators
    region_known = _region(candidate, region, catalogue)
    return Fields(
        indicator=str(candidate.indicator_id) if known else "",
        indicator_name=candidate.indicator,
        indicator_unit=candidate.unit,
        indicator_measure=_measure(candidate),
        indicator_theme=next(iter(catalogue.themes), ""),
        region=region_known,
        region_id=propose_id(candidate.region, catalogue.regions) if candidate.region and not region_known else "",
        region_name=candidate.region or "",
        period=candidate.period or "",
        value=value,
        start_value=origin,
        unit=candidate.unit,
        qualifier=qualifier,
        status=candidate.status,
        statistic=candidate.statistic,
        quote=candidate.quote or quote,
    )


def _measure(candidate: Candidate) -> str:
    """What the suggestion seems to measure; the editor has the last word."""
    if candidate.unit in _TIMES:
        return "duration"
    if candidate.unit in _COUNTERS:
        return "count"
    before = candidate.quote.partition(candidate.text)[0]
    return "growth" if candidate.unit in {"%", "百分点"} and _GROWTH.search(before) else "level"


def _printed(candidate: Candidate) -> tuple[str, str, str]:
    """Value, starting level and qualifier of a suggestion, as the form shows them."""
    value = candidate.value
    if not isinstance(value, tuple):
        return str(value), "", candidate.qualifier
    if candidate.qualifier == "from_to":
        return str(value[-1]), str(value[0]), candidate.ends[1]
    return "–".join(map(str, value)), "", candidate.qualifier


def _region(candidate: Candidate, usual: str, catalogue: Catalogue) -> str:
    if candidate.region_id in catalogue.regions:
        return str(candidate.region_id)
    named = (key for key, one in catalogue.regions.items() if candidate.region in (one.name, *one.aliases))
    return next(named, "" if candidate.region else usual)


def missing(form: Fields, catalogue: Catalogue) -> list[str]:
    """What has still to be filled in, one sentence each."""
    told = [
        (not form.indicator, "请选一个指标；没有合适的，选“新建指标”。"),
        (form.indicator == NEW and not (form.indicator_name.strip() and form.indicator_unit.strip()), "请写出新指标的名称和单位。"),
        (form.indicator == NEW and not form.indicator_id.strip(), "请给新指标起一个英文代号，如 fai_growth。"),
        (form.indicator == NEW and form.indicator_id.strip() in catalogue.indicators, f"指标代号“{form.indicator_id.strip()}”已经有了。"),
        (not form.region, "请选地区；没有登记的，选“新建地区”。"),
        (form.region == NEW and not (form.region_name.strip() and form.region_id.strip()), "请写出新地区的名称和英文代号。"),
        (form.region == NEW and form.region_id.strip() in catalogue.regions, f"地区代号“{form.region_id.strip()}”已经有了。"),
        (not form.period.strip(), "请写期间，如 2024、2024-09 或 2024-01/2024-11。"),
        (not form.value.strip(), "请写数值。"),
        (not _fits(form, catalogue), "单位与指标的单位不同：只有数量级可以不同（如万元与亿元）。请换一个指标，或新建一个。"),
        (not form.quote.strip(), "请抄引文：含有这个数的最短的一句。"),
    ]
    return [sentence for is_so, sentence in told if is_so]


def _fits(form: Fields, catalogue: Catalogue) -> bool:
    """Whether the unit differs from the indicator's in scale only."""
    wanted = form.indicator_unit if form.indicator == NEW else _unit_of(form.indicator, catalogue)
    return not (form.unit.strip() and wanted.strip()) or same_base(form.unit.strip(), wanted.strip())


def entry(form: Fields, source: str, catalogue: Catalogue, text: SourceText, number: Passage) -> dict[str, Any]:
    """The observation that *form* describes, its fields in the order of the data file, without what goes without saying."""
    unit = form.indicator_unit if form.indicator == NEW else _unit_of(form.indicator, catalogue)
    content: dict[str, Any] = {
        "indicator": form.chosen_indicator,
        "region": form.chosen_region,
        "period": form.period.strip(),
        "value": value_of(form.value),
        "from": value_of(form.start_value) if form.start_value.strip() else None,
        "unit": form.unit.strip() if form.unit.strip() != unit.strip() else None,
        "qualifier": form.qualifier if form.qualifier != "exact" else None,
        "status": form.status if form.status != "actual" else None,
        "statistic": form.statistic if form.statistic != "level" else None,
        "comparison": form.comparison.strip(),
        "subject": form.subject.strip(),
        "source": source,
        "quote": selector(text, one_line(form.quote), number),
        "note": one_line(form.note),
    }
    return {key: value for key, value in content.items() if value is not None and value != ""}


def _unit_of(indicator: str, catalogue: Catalogue) -> str:
    return catalogue.indicators[indicator].unit if indicator in catalogue.indicators else ""


def indicator_entry(form: Fields) -> dict[str, Any]:
    """The new indicator that *form* describes."""
    return {
        "name": form.indicator_name.strip(),
        "unit": form.indicator_unit.strip(),
        **({"measure": form.indicator_measure} if form.indicator_measure != "level" else {}),
        "theme": form.indicator_theme,
        **({"direction": form.indicator_direction} if form.indicator_direction != "neutral" else {}),
    }


def region_entry(form: Fields, catalogue: Catalogue) -> dict[str, Any]:
    """The new region that *form* describes, below the home region where it is a part of one."""
    content = {"name": form.region_name.strip(), "kind": form.region_kind}
    return content | ({"parent": catalogue.home} if form.region_kind in {"district", "park"} else {})


def described(form: Fields, catalogue: Catalogue) -> tuple[dict[str, Mapping[str, Any]], dict[str, Mapping[str, Any]]]:
    """The new indicator and the new region that *form* describes, each under its id; empty where it takes a known one."""
    indicators: dict[str, Mapping[str, Any]] = {form.chosen_indicator: indicator_entry(form)} if form.indicator == NEW else {}
    regions: dict[str, Mapping[str, Any]] = {form.chosen_region: region_entry(form, catalogue)} if form.region == NEW else {}
    return indicators, regions


def value_of(typed: str) -> Decimal | list[Decimal] | str:
    """What was typed as a number, or as a range of two; any other text as it stands, for the check to refuse.

    >>> value_of("-17.40"), value_of("30–34"), value_of("八")
    (Decimal('-17.40'), [Decimal('30'), Decimal('34')], '八')
    """
    plain = typed.strip().replace("−", "-")
    if found := _RANGE.fullmatch(plain):
        return [Decimal(found[1]), Decimal(found[2])]
    return Decimal(plain) if re.fullmatch(_NUMBER, plain) else plain


def from_widgets(form: Fields, typed: Mapping[str, Any]) -> Fields:
    """*form* with what was typed; anything else in *typed* is left out."""
    return replace(form, **{name: str(typed[name] or "") for name in FIELD_NAMES if name in typed})
