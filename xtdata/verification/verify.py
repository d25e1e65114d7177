"""Everything that can be wrong with a catalogue: references, duplicates, quotes, values, units, words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xtdata.model.catalogue import Catalogue
from xtdata.model.diagnostics import Finding, Path, did_you_mean
from xtdata.sources.library import Library
from xtdata.verification import evidence as ev
from xtdata.verification.contradictions import RegionWords, ancestors
from xtdata.verification.proof import ObservationChecker
from xtdata.verification.quoting import find, not_found

_TERM_COUNTS = {
    "reduction": (1, 2), "reduced_to": (2, 2), "shortening": (1, 2), "share": (1, 2), "sum": (2, 99), "growth": (1, 2),
    "points": (2, 2), "multiple": (1, 2), "multiple_growth": (1, 2), "doublings": (1, 2), "average_growth": (2, 99),
}  # fmt: skip


@dataclass(frozen=True)
class Verified:
    """The findings about a catalogue, and the evidence of each observation that has any."""

    findings: tuple[Finding, ...]
    evidence: Mapping[str, tuple[ev.Evidence, ...]]


@dataclass(frozen=True)
class Places:
    """Where the entries of a catalogue stand in the file, and what else stands there.

    ``observations`` and ``relations`` give indices in the file. ``unread`` names the sections (``("themes",)``) and
    entries (``("themes", "investment")``) that could not be read, ``unread_ids`` how the ids of such observations
    begin: they have findings of their own, so whatever refers to them is not blamed a second time.
    """

    observations: Mapping[str, int]
    relations: Sequence[int] = ()
    unread: Collection[Path] = ()
    unread_ids: tuple[str, ...] = ()

    def stands(self, section: str, key: str) -> bool:
        """Whether *key* stands in *section* of the file, though it could not be read."""
        return (section,) in self.unread or (section, key) in self.unread

    def may_hold(self, indicator: str) -> bool:
        """Whether an observation of *indicator* may be among those that could not be read."""
        start = f"{indicator}/"
        return ("observations",) in self.unread or any(start.startswith(one[: len(start)]) for one in self.unread_ids)


def verify(catalogue: Catalogue, library: Library, places: Places) -> Verified:
    """Check *catalogue*, whose entries stand at *places* in the file, against the texts of *library*."""
    findings = [*library.findings, *_references(catalogue, places), *_duplicates(catalogue, places), *_relations(catalogue, places)]
    found: dict[str, tuple[ev.Evidence, ...]] = {}
    regions = RegionWords(catalogue)
    for key, observation in catalogue.observations.items():
        source = catalogue.sources.get(observation.source)
        if source is None or observation.indicator not in catalogue.indicators:
            continue
        if not observation.quote:
            if source.file:
                findings.append(Finding("E012", "缺少“quote”：这一来源有文本，须写引文", ("observations", places.observations[key])))
            continue
        text = library.texts.get(observation.source)
        checker = ObservationChecker(catalogue, observation, ("observations", places.observations[key]), text, regions)
        findings += checker.run()
        if checker.evidence:
            found[key] = tuple(checker.evidence)
    findings += _dismissals(catalogue, library)
    return Verified(tuple(_recounted(findings, catalogue, found)), found)


def _recounted(findings: Iterable[Finding], catalogue: Catalogue, found: Mapping[str, object]) -> Iterator[Finding]:
    """*findings*, where a changed text also says how many quotes are still found in it."""
    for finding in findings:
        if finding.code == "E042":
            quoted = [key for key in catalogue.by_source[str(finding.path[1])] if catalogue.observations[key].quote]
            kept = sum(key in found for key in quoted)
            gone = f"，{len(quoted) - kept} 条不见了" if kept < len(quoted) else ""
            finding = replace(finding, message=f"{finding.message}；重新查找引文：{kept} 条事实的引文仍逐字相符{gone}")
        yield finding


# --- references -------------------------------------------------------------------------------------


def _references(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    known = (
        ("region", "E020", "地区", catalogue.regions),
        ("source", "E021", "来源", catalogue.sources),
        ("indicator", "E022", "指标", catalogue.indicators),
    )
    for key, observation in catalogue.observations.items():
        for field, code, name, table in known:
            word = getattr(observation, field)
            if word not in table and not places.stands(f"{field}s", word):
                path = ("observations", places.observations[key], field)
                yield Finding(code, f"未知的{name}“{word}”", path, hint=did_you_mean(word, table))
    for key, indicator in catalogue.indicators.items():
        if indicator.theme not in catalogue.themes and not places.stands("themes", indicator.theme):
            hint = did_you_mean(indicator.theme, catalogue.themes)
            yield Finding("E023", f"指标“{key}”的主题“{indicator.theme}”没有登记", ("indicators", key, "theme"), hint=hint)
    yield from _region_references(catalogue, places)
    yield from _unused(catalogue, places)


def _region_references(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    if catalogue.home and catalogue.home not in catalogue.regions and not places.stands("regions", catalogue.home):
        yield Finding("E020", f"home 写的“{catalogue.home}”不是登记的地区", ("home",), hint=did_you_mean(catalogue.home, catalogue.regions))
    for key, region in catalogue.regions.items():
        if region.parent and region.parent not in catalogue.regions and not places.stands("regions", region.parent):
            hint = did_you_mean(region.parent, catalogue.regions)
            yield Finding("E020", f"地区“{key}”的上级“{region.parent}”没有登记", ("regions", key, "parent"), hint=hint)
        elif key in ancestors(catalogue, key):
            yield Finding("E025", f"地区“{key}”的上级绕了一圈又回到自己", ("regions", key, "parent"))


def _unused(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    used = {observation.indicator for observation in catalogue.observations.values()}
    for key in catalogue.indicators.keys() - used:
        if not places.may_hold(key):
            yield Finding("W051", f"指标“{key}”没有任何事实", ("indicators", key))


def _duplicates(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], str] = {}
    for key, one in catalogue.observations.items():
        identity = (one.indicator, one.region, one.subject, one.period, one.statistic, one.is_result, one.source)
        if identity in seen:
            first = places.observations[seen[identity]] + 1
            message = f"与第 {first} 条事实重复（{key.partition('#')[0]}）"
            yield Finding("E024", message, ("observations", places.observations[key]))
        else:
            seen[identity] = key


def _relations(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    for index, relation in zip(places.relations, catalogue.relations, strict=True):
        fewest, most = _TERM_COUNTS[relation.kind]
        if not fewest <= len(relation.terms) <= most:
            yield Finding("E027", f"“{relation.kind}”写了 {len(relation.terms)} 项", ("relations", index, "terms"))
        for path, key in [(("result",), relation.result), *((("terms", i), term) for i, term in enumerate(relation.terms))]:
            unread = places.stands("observations", key) or key.startswith(places.unread_ids)
            if key not in catalogue.observations and not unread:
                hint = did_you_mean(key, catalogue.observations)
                yield Finding("E026", f"没有编号为“{key}”的事实", ("relations", index, *path), hint=hint)


def _dismissals(catalogue: Catalogue, library: Library) -> Iterator[Finding]:
    for key, source in catalogue.sources.items():
        text = library.texts.get(key)
        if text is None:
            continue
        for index, dismissal in enumerate(source.dismissed):
            path: Path = ("sources", key, "dismissed", index, "quote")
            for place, quote in enumerate(dismissal.quote):
                yield from not_found(quote, find(quote, text), text, path, place, len(dismissal.quote))
