"""Facts as SDMX-CSV 2.0, for programs that read official statistics."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from xtdata.export.csv_file import harmless, rows_as_csv
from xtdata.export.extract import Extract
from xtdata.export.formats import register
from xtdata.facts.fact import Fact
from xtdata.language.interval import printed_places
from xtdata.language.period import Period
from xtdata.language.units import split_unit

STRUCTURE_ID = "XTDATA:OBSERVATIONS(1.0)"
DIMENSIONS = ("FREQ", "REF_AREA", "INDICATOR", "SUBJECT", "STATISTIC", "STATUS", "SOURCE", "TIME_PERIOD")
ATTRIBUTES = (
    "OBS_STATUS", "UNIT_MEASURE", "UNIT_MULT", "DECIMALS", "QUALIFIER", "VALUE_LOW", "VALUE_HIGH", "FROM_VALUE", "COMPARISON", "UNIT_LABEL",
    "REF_AREA_CODELIST", "REF_AREA_LABEL", "INDICATOR_LABEL", "SOURCE_LABEL", "VERIFIED", "QUOTE", "OBS_ID",
)  # fmt: skip
NOT_APPLICABLE, OTHER = "_Z", "_O"
# CL_OBS_STATUS: normal, estimated, forecast, provisional.
_OBS_STATUS = {"actual": "A", "expected": "E", "planned": "F", "target": "F", "ongoing": "P"}
_FREQ = {"year": "A", "half": "S", "quarter": "Q", "month": "M", "day": "D"}
_UNITS = {
    "%": "PT", "百分点": "PP", "元": "CNY", "美元": "USD", "欧元": "EUR", "港元": "HKD", "日元": "JPY", "英镑": "GBP", "人": "PS",
    "公里": "KM", "平方公里": "KM2", "平方米": "M2", "立方米": "M3", "公顷": "HA", "吨": "T", "天": "D", "小时": "H", "个月": "MO",
}  # fmt: skip


@register("sdmx-csv", label="SDMX-CSV", media_type="application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8", ending="sdmx.csv")
def write_sdmx_csv(extract: Extract) -> bytes:
    """The facts as SDMX-CSV 2.0: UTF-8 without a BOM, one observation a line."""
    header = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)
    rows = (("dataflow", STRUCTURE_ID, "I", *_dimensions(fact), format(fact.value, "f"), *_attributes(fact)) for fact in extract.facts)
    return rows_as_csv(chain([header], rows))


def _dimensions(fact: Fact) -> Iterator[str]:
    yield OTHER if fact.period.kind == "span" and not fact.period.is_full_year else _FREQ.get(fact.period.kind, "A")
    yield fact.catalogue.regions[fact.region].code or fact.region
    yield fact.indicator
    yield harmless(fact.subject) if fact.subject else NOT_APPLICABLE
    yield fact.statistic
    yield fact.status
    yield fact.source
    yield time_period(fact.period)


def _attributes(fact: Fact) -> Iterator[object]:
    power, base = split_unit(fact.unit)
    region = fact.catalogue.regions[fact.region]
    yield _OBS_STATUS[fact.status]
    yield _UNITS.get(base, OTHER)
    yield power
    yield printed_places((fact.ends or (fact.value,))[0])
    yield fact.qualifier
    yield "" if fact.low is None else f"{fact.low:.15g}"
    yield "" if fact.high is None else f"{fact.high:.15g}"
    yield "" if fact.from_value is None else format(fact.from_value, "f")
    for text in (fact.comparison, fact.unit):
        yield harmless(text)
    yield "GB/T 2260" if region.code else "none"
    for text in (region.name, fact.indicator_name, fact.origin.title, fact.level, fact.quote, fact.id):
        yield harmless(text)


def time_period(period: Period) -> str:
    """*period* as SDMX writes it; a stretch as its first day and its length.

    >>> [time_period(Period.parse(text)) for text in ("2022", "2024-09", "2023-Q1", "2024-H1", "2024-09-22")]
    ['2022', '2024-09', '2023-Q1', '2024-S1', '2024-09-22']
    >>> [time_period(Period.parse(text)) for text in ("2021/2023", "2020-01/2020-11", "2021-01-01/2021-04-16", "2020-01/2020-12")]
    ['2021-01-01/P3Y', '2020-01-01/P11M', '2021-01-01/P106D', '2020']
    """
    if period.is_full_year:
        return f"{period.start.year}"
    if period.kind != "span":
        return period.text.replace("-H", "-S")
    if period.whole_years:
        return f"{period.start.isoformat()}/P{period.years}Y"
    after = period.end.toordinal() + 1
    if period.start.day == 1 and type(period.end).fromordinal(after).day == 1:
        return f"{period.start.isoformat()}/P{period.months}M"
    return f"{period.start.isoformat()}/P{after - period.start.toordinal()}D"
