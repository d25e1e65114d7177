"""Whether everything that the entries name is there, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator

from xtdata.datafile.build import Entries
from xtdata.model.catalogue import Catalogue, Indicator, Observation, Region
from xtdata.model.diagnostics import Finding, Path, did_you_mean
from xtdata.model.lineage import Lineage

_TERM_COUNTS = {
    "reduction": (1, 2), "reduced_to": (2, 2), "shortening": (1, 2), "share": (1, 2), "sum": (2, 99), "growth": (1, 2),
    "points": (2, 2), "multiple": (1, 2), "multiple_growth": (1, 2), "doublings": (1, 2), "average_growth": (2, 99),
}  # fmt: skip
_NOTHING_UNREAD = Entries({})


def check_all(catalogue: Catalogue, entries: Entries) -> Iterator[Finding]:
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
    yield from _relations(catalogue, entries)
    yield from _stories(catalogue, entries)


def of_observation(catalogue: Catalogue, observation: Observation, path: Path, entries: Entries = _NOTHING_UNREAD) -> Iterator[Finding]:
    """What *observation* names that is not in *catalogue*, though it may stand among the *entries* that could not be read."""
    known = (
        ("region", "E020", "地区", observation.region, catalogue.regions),
        ("source", "E021", "来源", observation.source, catalogue.sources),
        ("indicator", "E022", "指标", observation.indicator, catalogue.indicators),
    )
    for field, code, name, word, table in known:
        if word not in table and not entries.is_unread(f"{field}s", word):
            yield Finding(code, f"未知的{name}“{word}”", (*path, field), hint=did_you_mean(word, table))


def of_indicator(catalogue: Catalogue, key: str, indicator: Indicator, entries: Entries = _NOTHING_UNREAD) -> Iterator[Finding]:
    """What *indicator* names that is not in *catalogue*."""
    if indicator.theme not in catalogue.themes and not entries.is_unread("themes", indicator.theme):
        hint = did_you_mean(indicator.theme, catalogue.themes)
        yield Finding("E023", f"指标“{key}”的主题“{indicator.theme}”没有登记", ("indicators", key, "theme"), hint=hint)


def of_region(catalogue: Catalogue, key: str, region: Region, lineage: Lineage, entries: Entries = _NOTHING_UNREAD) -> Iterator[Finding]:
    """What *region*, an entry of *catalogue*, names that is not in it, and whether it lies within itself."""
    if region.parent and region.parent not in catalogue.regions and not entries.is_unread("regions", region.parent):
        hint = did_you_mean(region.parent, catalogue.regions)
        yield Finding("E020", f"地区“{key}”的上级“{region.parent}”没有登记", ("regions", key, "parent"), hint=hint)
    elif key in lineage.in_circles:
        yield Finding("E025", f"地区“{key}”的上级绕了一圈又回到自己", ("regions", key, "parent"))


def duplicate_of(catalogue: Catalogue, observation: Observation, path: Path) -> Iterator[Finding]:
    """Which observation of *catalogue* says what *observation* says, from the same source."""
    for index, (key, one) in enumerate(catalogue.observations.items()):
        if one.indicator == observation.indicator and _identity(one) == _identity(observation):
            yield _duplicate(key, index, path)
            return


def _home(catalogue: Catalogue, entries: Entries) -> Iterator[Finding]:
    if catalogue.home and catalogue.home not in catalogue.regions and not entries.is_unread("regions", catalogue.home):
        yield Finding("E020", f"home 写的“{catalogue.home}”不是登记的地区", ("home",), hint=did_you_mean(catalogue.home, catalogue.regions))


def _tiles(catalogue: Catalogue) -> Iterator[Finding]:
    laid: dict[tuple[int, int], str] = {}
    for key, region in catalogue.regions.items():
        if region.tile and laid.setdefault(region.tile, key) != key:
            other = catalogue.regions[laid[region.tile]].name
            yield Finding("E028", f"第 {region.tile[0]} 列第 {region.tile[1]} 行已经摆了“{other}”", ("regions", key, "tile"))


def _unused(catalogue: Catalogue, entries: Entries) -> Iterator[Finding]:
    used = {observation.indicator for observation in catalogue.observations.values()}
    for key in catalogue.indicators.keys() - used:
        if not entries.may_hold(key):
            yield Finding("W051", f"指标“{key}”没有任何事实", ("indicators", key))


def _identity(one: Observation) -> tuple[object, ...]:
    """What sets an observation apart: there is one of each."""
    return one.indicator, one.region, one.subject, one.period, one.statistic, one.is_result, one.source


def _duplicates(catalogue: Catalogue, entries: Entries) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], str] = {}
    for key, observation in catalogue.observations.items():
        first = seen.setdefault(_identity(observation), key)
        if first != key:
            yield _duplicate(key, entries.observations[first], ("observations", entries.observations[key]))


def _duplicate(key: str, index: int, path: Path) -> Finding:
    return Finding("E024", f"与第 {index + 1} 条事实重复（{key.partition('#')[0]}）", path)


def _relations(catalogue: Catalogue, entries: Entries) -> Iterator[Finding]:
    for index, relation in zip(entries.relations, catalogue.relations, strict=True):
        fewest, most = _TERM_COUNTS[relation.kind]
        if not fewest <= len(relation.terms) <= most:
            yield Finding("E027", f"“{relation.kind}”写了 {len(relation.terms)} 项", ("relations", index, "terms"))
        for path, key in [(("result",), relation.result), *((("terms", i), term) for i, term in enumerate(relation.terms))]:
            unread = entries.is_unread("observations", key) or key.startswith(entries.unread_ids)
            if key not in catalogue.observations and not unread:
                hint = did_you_mean(key, catalogue.observations)
                yield Finding("E026", f"没有编号为“{key}”的事实", ("relations", index, *path), hint=hint)


def _stories(catalogue: Catalogue, entries: Entries) -> Iterator[Finding]:
    for key, story in catalogue.stories.items():
        for index, view in enumerate(story.views):
            if isinstance(view, str) and view not in catalogue.views and not entries.is_unread("views", view):
                hint = did_you_mean(view, catalogue.views)
                yield Finding("E071", f"views 里没有代号为“{view}”的视图", ("stories", key, "views", index), hint=hint)
