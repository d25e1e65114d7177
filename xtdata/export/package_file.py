"""Facts and their sources as a Frictionless Data Package: a zip with ``datapackage.json`` and two tables."""

from __future__ import annotations

import io
import json
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xtdata.export.csv_file import as_csv, harmless, rows_as_csv
from xtdata.export.extract import Extract
from xtdata.export.formats import register
from xtdata.model.catalogue import QUALIFIERS, STATISTICS, STATUSES, VERIFIED, Source

_TYPES = {
    **dict.fromkeys(("value", "value_low", "value_high", "from_value"), "number"),
    **dict.fromkeys(("start", "end"), "integer"),
    **dict.fromkeys(("period_start", "period_end"), "date"),
}
_CODES = {"statistic": STATISTICS, "qualifier": QUALIFIERS, "status": STATUSES, "verified": VERIFIED}
_REQUIRED = ("id", "indicator", "region", "period", "value", "source")
_SOURCE_FIELDS = (
    "id",
    "title",
    "authors",
    "body",
    "publisher",
    "speaker",
    "meeting",
    "date",
    "url",
    "accessed",
    "redistributable",
    "rights",
)
_OPEN, _CLOSED = "原文随项目发布，权利属于作者和刊发者", "原文不可转载，这里只引证和引最短的句子；权利属于作者和刊发者"
# The id that catalogues of data use where nobody has named a licence.
LICENCE = {"name": "notspecified", "title": "引用请注明来源；来源原文的权利属于作者和刊发者，逐份见 sources.csv 的 rights"}


@register("datapackage", label="数据包", media_type="application/zip", ending="zip")
def write_datapackage(extract: Extract) -> bytes:
    """A zip with ``datapackage.json``, ``observations.csv`` and ``sources.csv``."""
    files = {
        "datapackage.json": (json.dumps(_package(extract), ensure_ascii=False, indent=1) + "\n").encode(),
        "observations.csv": as_csv(extract.rows),
        "sources.csv": _sources(extract.sources),
    }
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            day = extract.day
            archive.writestr(ZipInfo(name, (max(1980, day.year), day.month, day.day, 0, 0, 0)), content, ZIP_DEFLATED)
    return out.getvalue()


def _package(extract: Extract) -> dict[str, Any]:
    catalogue = extract.dataset.catalogue
    about = {"homepage": extract.site} if extract.site else {}
    return {
        "profile": "tabular-data-package",
        "name": "xtdata",
        "title": catalogue.title,
        "description": f"{'；'.join(extract.words)}。{len(extract.rows)} 条事实，每条附出处与原文。",
        "version": extract.version,
        "created": f"{extract.day.isoformat()}T00:00:00Z",
        **about,
        "licenses": [LICENCE],
        "sources": [{"title": one.title} | ({"path": one.url} if one.url else {}) for one in extract.sources.values()],
        "resources": [
            _resource("observations", [_field(name) for name in extract.rows.columns], [{"fields": "source", "resource": "sources"}]),
            _resource("sources", [{"name": name, "type": "boolean" if name == "redistributable" else "string"} for name in _SOURCE_FIELDS]),
        ],
    }


def _resource(name: str, fields: list[dict[str, Any]], keys: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    foreign = [{"fields": one["fields"], "reference": {"resource": one["resource"], "fields": "id"}} for one in keys or ()]
    schema = {"fields": fields, "primaryKey": "id", "missingValues": [""]} | ({"foreignKeys": foreign} if foreign else {})
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(name: str) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": True} if name in _REQUIRED else {}
    if name in _CODES:
        rules["enum"] = list(_CODES[name])
    return {"name": name, "type": _TYPES.get(name, "string")} | ({"constraints": rules} if rules else {})


def _sources(sources: dict[str, Source]) -> bytes:
    rows: list[tuple[str, ...]] = [_SOURCE_FIELDS]
    for key, one in sources.items():
        texts = (one.title, "、".join(one.authors), one.body, one.publisher, one.speaker, one.meeting, one.date, one.url, one.accessed)
        rights = _OPEN if one.redistributable else _CLOSED
        rows.append((key, *(harmless(text or "") for text in texts), str(one.redistributable).lower(), rights))
    return rows_as_csv(rows)
