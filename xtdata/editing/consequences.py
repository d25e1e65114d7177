"""What a change does, in words: which facts, which sentences, titles, checks and verdicts, and what looks abrupt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xtdata.charts.aims import pairs
from xtdata.charts.kinds import theme_charts
from xtdata.charts.style import Style
from xtdata.editing.changeset import Changeset
from xtdata.editing.touched import ADDED, CHANGED, REMOVED, RENAMED, Touched
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.loading import Loaded
from xtdata.facts.views import SHOWN
from xtdata.facts.wording import level_label, period_label, short_value, statement
from xtdata.model.diagnostics import Diagnostic
from xtdata.verification.audit import check_relations

ABRUPT = 10
_MOST = 60


@dataclass(frozen=True)
class Turn:
    """Something that is told otherwise after a change: ``before`` becomes ``after``; one of them may be empty."""

    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.what}：{self.before or '（没有）'} → {self.after or '（没有）'}"


@dataclass(frozen=True)
class Consequences:
    """What a change does. ``abrupt`` and ``conflicts`` are what an editor should look at twice."""

    facts: tuple[str, ...] = ()
    addresses: int = 0
    titles: tuple[Turn, ...] = ()
    checks: tuple[Turn, ...] = ()
    verdicts: tuple[Turn, ...] = ()
    proofs: tuple[Turn, ...] = ()
    remarks: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    abrupt: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """All of it, a heading and a sentence for each thing, at most ``_MOST`` of a kind."""
        parts: Sequence[tuple[str, Sequence[object]]] = (
            ("事实", self.facts),
            ("标题", self.titles),
            ("核算", self.checks),
            ("目标与结果", self.verdicts),
            ("核验程度", self.proofs),
            ("检查的提示", self.remarks),
            ("说法不一", self.conflicts),
            ("请再看一眼", self.abrupt),
        )
        found = []
        for title, told in parts:
            if told:
                found += [f"{title}（{len(told)}）", *(f"  {one}" for one in told[:_MOST])]
                found += [f"  ……另有 {len(told) - _MOST} 处"] if len(told) > _MOST else []
        if self.addresses:
            found.append(f"{self.addresses} 条事实的编号变了：引用它们的关系、视图已跟着改，记在别处的网址（/o/…）要换新的。")
        return found or ["没有一句话、一张图、一项核算因此不同。"]


def consequences(changeset: Changeset) -> Consequences:
    """What *changeset*, which has no errors, does to what the dashboard says."""
    facts = changeset.touched
    if not changeset.before.catalogue or not changeset.after.catalogue:
        return Consequences()
    before, after = Dataset(changeset.before), Dataset(changeset.after)
    was = {one.id: one.was for one in facts if one.was}
    themes = {side.facts[key].theme for side, key in _sides(facts, before, after)}
    return Consequences(
        facts=tuple(_facts(facts, before, after)),
        addresses=len(was),
        titles=tuple(_titles(themes, before, after)),
        checks=_turns(_checks(before, was), _checks(after, {})),
        verdicts=_turns(_verdicts(before), _verdicts(after)),
        proofs=tuple(_proofs(facts, before, after)),
        remarks=tuple(_remarks(changeset.before, changeset.after)),
        conflicts=tuple(_conflicts(facts, before, after)),
        abrupt=tuple(_abrupt(facts, before, after)),
    )


def _sides(facts: Iterable[Touched], before: Dataset, after: Dataset) -> Iterator[tuple[Dataset, str]]:
    """Each of *facts* where it stands: after the change, before it, or both."""
    for one in facts:
        if one.kind != REMOVED:
            yield after, one.id
        if one.kind != ADDED:
            yield before, one.was or one.id


def _facts(facts: Iterable[Touched], before: Dataset, after: Dataset) -> Iterator[str]:
    for one in facts:
        old = "" if one.kind == ADDED else statement(before.facts[one.was or one.id])
        new = "" if one.kind == REMOVED else statement(after.facts[one.id])
        if one.kind == ADDED:
            yield f"新增：{new}"
        elif one.kind == REMOVED:
            yield f"撤回：{old}"
        elif old != new:
            yield f"修改：{old} → {new}"
        elif one.kind == CHANGED:
            yield f"修改：{old}（句子不变，改的是 {'、'.join(dict.fromkeys((*(one.before or ()), *(one.after or ()))))}）"


def _titles(themes: Iterable[str], before: Dataset, after: Dataset) -> Iterator[Turn]:
    """The titles of the charts of the headline themes that the change touches."""
    for theme in sorted(themes):
        name = next(side.catalogue.themes[theme].name for side in (after, before) if theme in side.catalogue.themes)
        old, new = (_chart_titles(theme, side) for side in (before, after))
        # A chart whose key changes with an id still says the same.
        same = set(old.values()) & set(new.values())
        for key in dict.fromkeys((*old, *new)):
            left, right = ("" if side.get(key) in same else side.get(key, "") for side in (old, new))
            if left != right:
                yield Turn(f"{name}页的图", left, right)


def _chart_titles(theme: str, dataset: Dataset) -> dict[str, str]:
    if theme not in dataset.catalogue.headlines:
        return {}
    charts = theme_charts(theme, dataset.facts_in(dataset.select(SHOWN)), dataset, Style())
    return {chart.key: chart.title for chart in charts if chart.drawing is not None}


def _checks(dataset: Dataset, was: Mapping[str, str]) -> dict[str, str]:
    """What the arithmetic says of each relation; *was* turns the ids of before into those of now."""
    now = {old: new for new, old in was.items()}
    told = {}
    for check in check_relations(dataset.catalogue):
        relation = check.relation
        key = f"{now.get(relation.result, relation.result)} ← {'，'.join(now.get(term, term) for term in relation.terms)}"
        told[key] = check.word
    return told


def _verdicts(dataset: Dataset) -> dict[str, str]:
    """Whether each result met its target, in the words of the pages."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in dataset.facts_in(dataset.select(SHOWN)):
        if not fact.subject:
            groups.setdefault((fact.indicator_name, fact.region_name), []).append(fact)
    return {
        f"{period_label(pair.either)}{region}{name}": pair.verdict.words
        for (name, region), mine in groups.items()
        for pair in pairs(mine, mine[0].definition.direction)
        if pair.verdict
    }


def _turns(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Turn, ...]:
    keys = dict.fromkeys((*before, *after))
    return tuple(Turn(key, before.get(key, ""), after.get(key, "")) for key in keys if before.get(key) != after.get(key))


def _proofs(facts: Iterable[Touched], before: Dataset, after: Dataset) -> Iterator[Turn]:
    for one in facts:
        if one.kind in {CHANGED, RENAMED}:
            old, new = level_label(before.facts[one.was or one.id]), level_label(after.facts[one.id])
            if old != new:
                yield Turn(statement(after.facts[one.id]), old, new)


def _remarks(before: Loaded, after: Loaded) -> Iterator[str]:
    """The warnings and notes that come, and how many go."""

    def told(loaded: Loaded) -> dict[str, Diagnostic]:
        return {f"{one.code} {one.message}": one for one in loaded.diagnostics if not one.is_error}

    old, new = told(before), told(after)
    yield from (f"新的：第 {one.line} 行 {key}" for key, one in new.items() if key not in old)
    if gone := old.keys() - new.keys():
        yield f"不再有的：{len(gone)} 条"


# --- what to look at twice --------------------------------------------------------------------------


def _conflicts(facts: Iterable[Touched], before: Dataset, after: Dataset) -> Iterator[str]:
    """Where a fact that the change brings says something else than another about the same thing."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in after.facts.values():
        groups.setdefault(_place(fact), []).append(fact)
    told = set()
    for one in facts:
        if one.kind != REMOVED:
            mine = after.facts[one.id]
            for other in groups[_place(mine)]:
                pair = frozenset({mine.id, other.id})
                earlier = before.facts.get(other.id) and before.facts.get(one.was or one.id)
                was_there = earlier and _place(before.facts[other.id]) == _place(earlier)
                if (
                    other is not mine
                    and pair not in told
                    and short_value(other, unit=True) != short_value(mine, unit=True)
                    and not was_there
                ):
                    told.add(pair)
                    yield f"{statement(mine)}（{mine.observation.source}）；{statement(other)}（{other.observation.source}）"


def _place(fact: Fact) -> tuple[object, ...]:
    one = fact.observation
    return fact.indicator, fact.region, one.subject, one.period, one.statistic, one.status


def _abrupt(facts: Iterable[Touched], before: Dataset, after: Dataset) -> Iterator[str]:
    """Figures that are ten times another of their row, or have another sign than the one that they replace."""
    rows: dict[tuple[object, ...], list[Fact]] = {}
    for fact in after.facts.values():
        rows.setdefault(_row(fact), []).append(fact)
    for one in facts:
        if one.kind == REMOVED:
            continue
        fact = after.facts[one.id]
        earlier = None if one.kind == ADDED else before.facts[one.was or one.id]
        if earlier and earlier.value != fact.value and (words := _apart(earlier, fact)):
            yield f"{statement(fact)}：比原来的 {short_value(earlier, unit=True)} {words}"
        elif earlier is None or earlier.value != fact.value or one.kind == RENAMED or _row(earlier) != _row(fact):
            near = _nearest(fact, rows[_row(fact)])
            if near and (words := _apart(near, fact)):
                yield f"{statement(fact)}：比{period_label(near)}的 {short_value(near, unit=True)} {words}"


def _row(fact: Fact) -> tuple[object, ...]:
    one = fact.observation
    return fact.indicator, fact.region, one.subject, fact.unit, one.statistic, fact.period.months


def _nearest(fact: Fact, row: Iterable[Fact]) -> Fact | None:
    """The fact of the *row* that is nearest in time, of another time."""
    others = [one for one in row if one.period != fact.period and one.id != fact.id]
    return min(others, key=lambda one: (abs((one.period.end - fact.period.end).days), one.is_plan != fact.is_plan), default=None)


def _apart(old: Fact, new: Fact) -> str:
    """How *new* stands off from *old*, in words: another sign, ten times or a tenth; empty where it does not."""
    one, other = old.value, new.value
    if one * other < 0:
        return "正负相反"
    low, high = sorted((abs(one), abs(other)))
    if old.is_growth or not low or high < ABRUPT * low:
        return ""
    times = (high / low).quantize(Decimal(1))
    return f"大 {times} 倍" if abs(other) > abs(one) else f"小 {times} 倍"
