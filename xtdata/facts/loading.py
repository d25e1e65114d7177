"""Loading a data file: parse it, build the catalogue, read the texts of the sources, verify the one against the others."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from xtdata.datafile.build import Entries, build
from xtdata.datafile.document import YamlDocument
from xtdata.datafile.file import read_text
from xtdata.facts import views
from xtdata.model import diagnostics as fi
from xtdata.model.catalogue import Catalogue, Region
from xtdata.model.diagnostics import Diagnostic
from xtdata.sources.library import Library, candidates, open_library
from xtdata.verification.evidence import Evidence
from xtdata.verification.verify import recounted, verify

DEFAULT_FILE = "indicators.yaml"


@dataclass(frozen=True)
class Loaded:
    """What reading a data file gave.

    ``catalogue`` holds what is sound: with errors in ``diagnostics`` it is a part of the file, or ``None`` where
    nothing could be read.
    """

    path: Path
    catalogue: Catalogue | None
    library: Library = field(default_factory=Library)
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    text: str = ""

    @cached_property
    def digest(self) -> str:
        """A short name for exactly this data file with exactly these source texts."""
        digest = sha256(self.text.encode())
        for key, text in sorted(self.library.texts.items()):
            digest.update(f"\0{key}\0{text.raw}".encode())
        return digest.hexdigest()[:12]

    @property
    def files(self) -> tuple[Path, ...]:
        """The data file and those in which the texts of its sources may stand, whether they exist or not."""
        root = self.path.resolve().parent
        sources = self.catalogue.sources.values() if self.catalogue else ()
        return (self.path, *(file for source in sources for file in candidates(source, root)))

    @property
    def is_sound(self) -> bool:
        return self.catalogue is not None and not fi.errors(self.diagnostics)


def default_path() -> Path:
    """The data file: ``XTDATA_FILE``, else ``indicators.yaml`` here, else the one of the checkout, else the one that should be here."""
    if named := os.environ.get("XTDATA_FILE"):
        return Path(named)
    here, shipped = Path(DEFAULT_FILE), Path(__file__).resolve().parents[2] / DEFAULT_FILE
    return shipped if shipped.exists() and not here.exists() else here


def load_file(path: Path) -> Loaded:
    """Read, parse, validate and verify the data file at *path*. Nothing is raised: diagnostics say what is wrong."""
    try:
        return load_text(read_text(path), path)
    except fi.InvalidData as error:
        return Loaded(path, None, diagnostics=tuple(replace(one, file=path.name) for one in error.diagnostics))


def load_text(text: str, path: Path, unsaved: Mapping[Path, bytes] | None = None) -> Loaded:
    """Parse, validate and verify *text* as if it stood in the file at *path*.

    *unsaved* are the contents of files in its folder that are not written yet.
    """
    try:
        document = YamlDocument(text)
    except fi.InvalidData as error:
        return Loaded(path, None, diagnostics=tuple(replace(one, file=path.name) for one in error.diagnostics))
    built = build(document.data)
    if built.catalogue is None:
        return Loaded(path, None, diagnostics=_located(built.diagnostics, document, path.name), text=text)
    library = open_library(built.catalogue.sources, path.resolve().parent, unsaved)
    verified = verify(built.catalogue, library.texts, built.entries)
    of_texts = recounted(library.diagnostics, built.catalogue, verified.evidence)
    about = [*built.diagnostics, *of_texts, *verified.diagnostics, *views.unreadable(built.catalogue, built.entries)]
    about += [] if fi.errors(about) else views.empty(built.catalogue, verified.evidence)
    found = _located(about, document, path.name)
    return Loaded(path, _sound(built.catalogue, built.entries, found), library, verified.evidence, found, text)


def _located(diagnostics: Iterable[Diagnostic], document: YamlDocument, name: str) -> tuple[Diagnostic, ...]:
    """*diagnostics* with file, line and column, in the order of the file, errors before warnings on a line."""

    def locate(diagnostic: Diagnostic) -> Diagnostic:
        line, column = (diagnostic.line, diagnostic.column) if diagnostic.line else document.position(diagnostic.path)
        return replace(diagnostic, file=name, line=line, column=column)

    return tuple(sorted(map(locate, diagnostics), key=lambda f: (f.line, f.column, f.code)))


def _sound(catalogue: Catalogue, entries: Entries, diagnostics: Iterable[Diagnostic]) -> Catalogue:
    """*catalogue* without what has an error, and without what leans on that."""
    blamed = {diagnostic.path[:2] for diagnostic in diagnostics if diagnostic.is_error}
    if not blamed:
        return catalogue
    regions = {key: _rooted(region, ("regions", key) in blamed, catalogue) for key, region in catalogue.regions.items()}
    indicators = {key: one for key, one in catalogue.indicators.items() if one.theme in catalogue.themes}
    proved = catalogue.sources.keys() - {path[1] for path in blamed if path[:1] == ("sources",) and len(path) > 1}
    observations = {
        key: one
        for key, one in catalogue.observations.items()
        if ("observations", entries.observations[key]) not in blamed
        and (one.indicator in indicators and one.region in regions and one.source in proved)
    }
    relations = tuple(
        one
        for index, one in zip(entries.relations, catalogue.relations, strict=True)
        if ("relations", index) not in blamed and {one.result, *one.terms} <= observations.keys()
    )
    corrections = tuple(one for one in catalogue.corrections if one.fact in observations)
    home = catalogue.home if catalogue.home in regions else next(iter(regions), "")
    saved = {key: view for key, view in catalogue.views.items() if ("views", key) not in blamed}
    return replace(
        catalogue,
        home=home,
        regions=regions,
        indicators=indicators,
        observations=observations,
        relations=relations,
        corrections=corrections,
        views=saved,
    )


def _rooted(region: Region, blamed: bool, catalogue: Catalogue) -> Region:
    """*region*, without a parent where that leads nowhere."""
    if blamed or (region.parent and region.parent not in catalogue.regions):
        return region.model_copy(update={"parent": None})
    return region
