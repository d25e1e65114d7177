"""The sources of facts as references: BibTeX, CSL-JSON, and GB/T 7714—2015 as text.

There is one reference for each source; its note lists the facts that are taken from it, with their permanent addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from xtdata.export.extract import Extract
from xtdata.export.formats import register
from xtdata.facts import wording
from xtdata.model.catalogue import Source

_MOST_AUTHORS = 3
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN_URL = ":/?&=+,;@!*()'-._"
_MARKS = {"report": "R", "article-newspaper": "N", "webpage": "EB"}
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
_BIB_TYPES = {"report": "techreport", "article-newspaper": "article", "webpage": "misc"}


@dataclass(frozen=True)
class Reference:
    """A source as a bibliography knows it.

    ``kind`` is a type of CSL. ``url`` is the source's own address or, where it has none, its page on the site; ``accessed`` is the day on
    which it said so. ``facts`` say what is taken from it.
    """

    key: str
    kind: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    meeting: str
    published: str
    url: str
    accessed: date | None
    facts: tuple[str, ...]

    @property
    def is_online(self) -> bool:
        return bool(self.url)


def references(extract: Extract) -> list[Reference]:
    """The references of the facts of *extract*, in the order of the data file."""
    told: dict[str, list[str]] = {key: [] for key in extract.sources}
    for fact in extract.facts:
        about = "，".join(filter(None, (wording.proof_label(fact), extract.links.observation(fact.id) if extract.site else "")))
        told[fact.source].append(wording.statement(fact) + (f"（{about}）" if about else ""))
    return [_reference(key, source, told[key], extract) for key, source in extract.sources.items()]


def _reference(key: str, source: Source, facts: list[str], extract: Extract) -> Reference:
    own = extract.links.source(key) if extract.site else ""
    return Reference(
        key,
        _kind(source),
        source.title,
        source.authors or tuple(filter(None, (source.body or source.speaker,))),
        source.publisher or "",
        source.meeting or "",
        _published(source),
        source.url or own,
        _accessed(source, extract.day) if source.url or own else None,
        tuple(facts),
    )


def _kind(source: Source) -> str:
    """A report where it was read out at a meeting or issued by a body; else of a newspaper where that is what printed it."""
    if source.meeting or (source.body and not source.publisher):
        return "report"
    return "article-newspaper" if (source.publisher or "").endswith("报") else "webpage"


def _published(source: Source) -> str:
    """The day, month or year of *source* as ISO text; the first day of any other stretch."""
    period = source.published
    if period is None:
        return ""
    return period.text if period.kind in {"day", "month", "year"} else period.start.isoformat()


def _accessed(source: Source, day: date) -> date:
    """The day on which the source's address gave its text; for any other address, *day*."""
    found = _DAY.match(source.accessed or "") if source.url else None
    try:
        return date.fromisoformat(found[0]) if found else day
    except ValueError:
        return day


# --- text ---------------------------------------------------------------------------------------------


@register("text", label="文字", media_type="text/plain; charset=utf-8", ending="txt", group="citation")
def write_text(extract: Extract) -> bytes:
    """A line for each fact: what it says, its source, the sentence as printed, and its permanent address."""
    lines = [wording.citation(fact) + (extract.links.observation(fact.id) if extract.site else "") for fact in extract.facts]
    return "".join(f"{' '.join(line.split())}\n" for line in lines).encode()


# --- GB/T 7714—2015 -----------------------------------------------------------------------------------


@register("gbt7714", label="GB/T 7714", media_type="text/plain; charset=utf-8", ending="txt", group="citation")
def write_gbt7714(extract: Extract) -> bytes:
    """The references as GB/T 7714—2015 prints them, numbered, each followed by the facts that are taken from it."""
    lines = []
    for number, one in enumerate(references(extract), start=1):
        lines += [f"[{number}] {gbt7714(one)}", *(f"    {fact}" for fact in one.facts)]
    return ("\n".join(lines) + "\n").encode() if lines else b""


def gbt7714(one: Reference) -> str:
    """One reference in one line.

    >>> gbt7714(Reference("a", "article-newspaper", "青城投资连年增长", (), "青城日报", "", "2023-12", "", None, ()))
    '青城投资连年增长[N]. 青城日报, 2023-12.'
    """
    who = ", ".join(one.authors[:_MOST_AUTHORS]) + (", 等" if len(one.authors) > _MOST_AUTHORS else "")
    mark = _MARKS[one.kind] + ("/OL" if one.is_online or one.kind == "webpage" else "")
    accessed = f"[{one.accessed.isoformat()}]" if one.accessed else ""
    if one.kind == "article-newspaper":
        where = ", ".join(filter(None, (one.publisher, one.published))) + accessed
    elif one.is_online:
        where = ". ".join(filter(None, (one.publisher, (f"({one.published})" if one.published else "") + accessed)))
    else:
        where = ", ".join(filter(None, (one.publisher, one.published)))
    return ". ".join(filter(None, (who, f"{one.title}[{mark}]", where, one.url))) + "."


# --- BibTeX -------------------------------------------------------------------------------------------


@register("bib", label="BibTeX", media_type="application/x-bibtex; charset=utf-8", group="citation")
def write_bib(extract: Extract) -> bytes:
    """The references as BibTeX, UTF-8."""
    return "\n".join(map(_bib_entry, references(extract))).encode()


def _bib_entry(one: Reference) -> str:
    year, month, day = [*one.published.split("-"), "", "", ""][:3]
    container = {"report": "institution", "article-newspaper": "journal", "webpage": "organization"}[one.kind]
    fields = {
        "title": f"{{{tex(one.title)}}}",
        "author": " and ".join(f"{{{tex(author)}}}" for author in one.authors),
        container: tex(one.publisher or ("" if one.kind != "report" else "、".join(one.authors))),
        "year": year,
        "month": month,
        "day": day,
        "url": _tex_url(one.url),
        "urldate": one.accessed.isoformat() if one.accessed else "",
        "note": tex("；".join(filter(None, (one.meeting, *one.facts)))),
        "langid": "chinese",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{_BIB_TYPES[one.kind]}{{{one.key},", *lines, "}", ""])


def tex(text: str) -> str:
    """*text* with every character that TeX reads as a command written so that it is printed; white space becomes one space.

    >>> tex("增长8.1%，A&B_{1}")
    '增长8.1\\\\%，A\\\\&B\\\\_\\\\{1\\\\}'
    """
    return "".join(_TEX.get(character, character) for character in " ".join(text.split()))


def _tex_url(url: str) -> str:
    """*url* without a character that ends a field or begins a command or a comment; ``%`` and ``#`` are safe within ``\\url``."""
    return quote(url, safe=_PLAIN_URL + "%#~")


# --- CSL ----------------------------------------------------------------------------------------------


@register("csl", label="CSL-JSON", media_type="application/vnd.citationstyles.csl+json", ending="csl.json", group="citation")
def write_csl(extract: Extract) -> bytes:
    """The references as CSL-JSON, which Zotero and pandoc read."""
    return (json.dumps([_csl_item(one) for one in references(extract)], ensure_ascii=False, indent=1) + "\n").encode()


def _csl_item(one: Reference) -> dict[str, Any]:
    item: dict[str, Any] = {"id": one.key, "type": one.kind, "title": one.title, "language": "zh-CN"}
    held = {
        "author": [{"literal": author} for author in one.authors],
        "container-title": one.publisher if one.kind != "report" else "",
        "publisher": one.publisher if one.kind == "report" else "",
        "event-title": one.meeting,
        "issued": _csl_date(one.published.split("-")) if one.published else None,
        "URL": one.url,
        "accessed": _csl_date(one.accessed.isoformat().split("-")) if one.accessed else None,
        "note": "；".join(one.facts),
    }
    return item | {name: value for name, value in held.items() if value}


def _csl_date(parts: Iterable[str]) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in parts]]}
