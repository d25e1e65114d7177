"""Whether a catalogue, or one observation alone, holds: against its own entries and the texts of the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from xtdata.datafile.build import Entries
from xtdata.language.text import SourceText
from xtdata.model.catalogue import Catalogue, Observation
from xtdata.model.diagnostics import Diagnostic, Path, nearest
from xtdata.verification import references
from xtdata.verification.contradictions import RegionWords
from xtdata.verification.evidence import Evidence
from xtdata.verification.proof import ObservationChecker
from xtdata.verification.quoting import find, not_found, short


@dataclass(frozen=True)
class Verified:
    """The diagnostics about a catalogue, and the evidence of each observation that has any."""

    diagnostics: tuple[Diagnostic, ...]
    evidence: Mapping[str, tuple[Evidence, ...]]


def verify(catalogue: Catalogue, texts: Mapping[str, SourceText], entries: Entries | None = None) -> Verified:
    """Check *catalogue* against *texts*, which are those at hand, under the ids of their sources.

    *entries* says where the entries stand in the file (in the order of the catalogue, if it is left out); the diagnostics
    carry paths into it.
    """
    entries = entries or Entries.of(catalogue)
    diagnostics = [*references.check_all(catalogue, entries)]
    evidence: dict[str, tuple[Evidence, ...]] = {}
    regions = RegionWords(catalogue.regions)
    for key, observation in catalogue.observations.items():
        path = ("observations", entries.observations[key])
        found, proof = _prove(catalogue, observation, texts, regions, path)
        diagnostics += found
        if proof:
            evidence[key] = proof
    diagnostics += _dismissals(catalogue, texts)
    diagnostics += _corrections(catalogue, texts, entries)
    return Verified(tuple(diagnostics), evidence)


def check_observation(
    catalogue: Catalogue, observation: Observation, texts: Mapping[str, SourceText], path: Path = ()
) -> tuple[tuple[Diagnostic, ...], tuple[Evidence, ...]]:
    """The diagnostics about *observation*, which is not in *catalogue* yet, and its evidence.

    Everything is checked that ``verify`` checks of an observation: references, duplicates, quotes, value, unit, qualifier
    and words. Entries that are new with it (its source, indicator or region) are taken along with
    ``dataclasses.replace(catalogue, indicators={**catalogue.indicators, ...})``, the text of a new source in *texts*.
    *path* is put before the paths of the diagnostics.
    """
    diagnostics = [*references.of_observation(catalogue, observation, path), *references.duplicate_of(catalogue, observation, path)]
    found, evidence = _prove(catalogue, observation, texts, RegionWords(catalogue.regions), path)
    return (*diagnostics, *found), evidence


def _prove(
    catalogue: Catalogue, observation: Observation, texts: Mapping[str, SourceText], regions: RegionWords, path: Path
) -> tuple[list[Diagnostic], tuple[Evidence, ...]]:
    """The diagnostics about the quotes of *observation* and what they print; none where its source or indicator is unknown."""
    source = catalogue.sources.get(observation.source)
    if source is None or observation.indicator not in catalogue.indicators:
        return [], ()
    if not observation.quote:
        return [Diagnostic("E012.quote", {}, path)] if source.file else [], ()
    checker = ObservationChecker(catalogue, observation, path, texts.get(observation.source), regions)
    return checker.run(), tuple(checker.evidence)


def _dismissals(catalogue: Catalogue, texts: Mapping[str, SourceText]) -> Iterator[Diagnostic]:
    for key, source in catalogue.sources.items():
        text = texts.get(key)
        if text is None:
            continue
        for index, dismissal in enumerate(source.dismissed):
            path: Path = ("sources", key, "dismissed", index, "quote")
            for number, quote in enumerate(dismissal.quote):
                yield from not_found(quote, find(quote, text), text, path, number, len(dismissal.quote))


def _corrections(catalogue: Catalogue, texts: Mapping[str, SourceText], entries: Entries) -> Iterator[Diagnostic]:
    """What is wrong with the corrections: a fact that is not there, an error that the text no longer prints."""
    for index, correction in zip(entries.corrections, catalogue.corrections, strict=True):
        path: Path = ("corrections", index)
        key = correction.fact
        observation = catalogue.observations.get(key)
        if observation is None:
            if not entries.is_unread("observations", key) and not key.startswith(entries.unread_ids):
                yield Diagnostic("E026", {"word": key, "near": nearest(key, catalogue.observations)}, (*path, "fact"))
            continue
        text = texts.get(observation.source)
        if text is not None and correction.status != "fixed" and not text.find(correction.expect):
            yield Diagnostic("W074", {"quote": short(correction.expect)}, (*path, "expect"))


def recounted(diagnostics: Iterable[Diagnostic], catalogue: Catalogue, evidence: Mapping[str, object]) -> Iterator[Diagnostic]:
    """*diagnostics* about the texts, where a changed text also says how many quotes are still found in it."""
    for diagnostic in diagnostics:
        if diagnostic.code == "E042":
            quoted = [key for key in catalogue.by_source[str(diagnostic.path[1])] if catalogue.observations[key].quote]
            kept = sum(key in evidence for key in quoted)
            counts = {"kept": kept, "gone": len(quoted) - kept}
            kind = "E042.gone" if kept < len(quoted) else "E042.kept"
            diagnostic = replace(diagnostic, kind=kind, params={**diagnostic.params, **counts})
        yield diagnostic
