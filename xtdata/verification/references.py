"""Whether everything that the entries name is there, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator

from xtdata.datafile.build import Entries
from xtdata.model.catalogue import Catalogue, Indicator, Observation, Region
from xtdata.model.diagnostics import Diagnostic, Path, nearest
from xtdata.model.lineage import Lineage
from xtdata.verification import relations

_NOTHING_UNREAD = Entries({})


def check_all(catalogue: Catalogue, entries: Entries) -> Iterator[Diagnostic]:
    """What is wrong with the references of *catalogue*, whose entries stand at *entries* in the file."""
    for key, observation in catalogue.observations.items():
        yield from of_observation(catalogue, observation, ("observations", entries.observations[key]), entries)
    for key, indicator in catalogue.indicators.items():
        yield from of_indicator(catalogue, key, indicator, entries)
    lineage = Lineage(catalogue.regions)
    for key, region in catalogue.regions.items():
        yield from of_region(catalogue, key, region, lineage, entries)
    yield from _tiles(catalogue)
    yield from _home(catalogue, entries)
    yield from _unused(catalogue, entries)
    yield from _duplicates(catalogue, entries)
    yield from relations.check_all(catalogue, entries)
    yield from _stories(catalogue, entries)


def of_observation(catalogue: Catalogue, observation: Observation, path: Path, entries: Entries = _NOTHING_UNREAD) -> Iterator[Diagnostic]:
    """What *observation* names that is not in *catalogue*, though it may stand among the *entries* that could not be read."""
    known = (
        ("region", "E020", observation.region, catalogue.regions),
        ("source", "E021", observation.source, catalogue.sources),
        ("indicator", "E022", observation.indicator, catalogue.indicators),
    )
    for field, kind, word, table in known:
        if word not in table and not entries.is_unread(f"{field}s", word):
            yield Diagnostic(kind, {"word": word, "near": nearest(word, table)}, (*path, field))


def of_indicator(catalogue: Catalogue, key: str, indicator: Indicator, entries: Entries = _NOTHING_UNREAD) -> Iterator[Diagnostic]:
    """What *indicator* names that is not in *catalogue*."""
    if indicator.theme not in catalogue.themes and not entries.is_unread("themes", indicator.theme):
        near = nearest(indicator.theme, catalogue.themes)
        yield Diagnostic("E023", {"key": key, "word": indicator.theme, "near": near}, ("indicators", key, "theme"))


def of_region(catalogue: Catalogue, key: str, region: Region, lineage: Lineage, entries: Entries = _NOTHING_UNREAD) -> Iterator[Diagnostic]:
    """What *region*, an entry of *catalogue*, names that is not in it, and whether it lies within itself."""
    if region.parent and region.parent not in catalogue.regions and not entries.is_unread("regions", region.parent):
        near = nearest(region.parent, catalogue.regions)
        yield Diagnostic("E020.parent", {"key": key, "word": region.parent, "near": near}, ("regions", key, "parent"))
    elif key in lineage.in_circles:
        yield Diagnostic("E025", {"key": key}, ("regions", key, "parent"))


def duplicate_of(catalogue: Catalogue, observation: Observation, path: Path) -> Iterator[Diagnostic]:
    """Which observation of *catalogue* says what *observation* says, from the same source."""
    for index, (key, one) in enumerate(catalogue.observations.items()):
        if one.indicator == observation.indicator and _identity(one) == _identity(observation):
            yield _duplicate(key, index, path)
            return


def _home(catalogue: Catalogue, entries: Entries) -> Iterator[Diagnostic]:
    if catalogue.home and catalogue.home not in catalogue.regions and not entries.is_unread("regions", catalogue.home):
        near = nearest(catalogue.home, catalogue.regions)
        yield Diagnostic("E020.home", {"word": catalogue.home, "near": near}, ("home",))


def _tiles(catalogue: Catalogue) -> Iterator[Diagnostic]:
    laid: dict[tuple[int, int], str] = {}
    for key, region in catalogue.regions.items():
        if region.tile and laid.setdefault(region.tile, key) != key:
            column, row = region.tile
            other = catalogue.regions[laid[region.tile]].name
            yield Diagnostic("E028", {"column": column, "row": row, "region": other}, ("regions", key, "tile"))


def _unused(catalogue: Catalogue, entries: Entries) -> Iterator[Diagnostic]:
    used = {observation.indicator for observation in catalogue.observations.values()}
    for key in catalogue.indicators.keys() - used:
        if not entries.may_hold(key):
            yield Diagnostic("W051", {"key": key}, ("indicators", key))


def _identity(one: Observation) -> tuple[object, ...]:
    """What sets an observation apart: there is one of each."""
    return one.indicator, one.region, one.subject, one.period, one.statistic, one.is_plan, one.source


def _duplicates(catalogue: Catalogue, entries: Entries) -> Iterator[Diagnostic]:
    seen: dict[tuple[object, ...], str] = {}
    for key, observation in catalogue.observations.items():
        first = seen.setdefault(_identity(observation), key)
        if first != key:
            yield _duplicate(key, entries.observations[first], ("observations", entries.observations[key]))


def _duplicate(key: str, index: int, path: Path) -> Diagnostic:
    return Diagnostic("E024", {"number": index + 1, "id": key.partition("#")[0]}, path)


def _stories(catalogue: Catalogue, entries: Entries) -> Iterator[Diagnostic]:
    for key, story in catalogue.stories.items():
        for index, view in enumerate(story.views):
            if isinstance(view, str) and view not in catalogue.views and not entries.is_unread("views", view):
                near = nearest(view, catalogue.views)
                yield Diagnostic("E071", {"word": view, "near": near}, ("stories", key, "views", index))
