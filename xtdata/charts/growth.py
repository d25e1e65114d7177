"""Growth over the years: one line for the rate that says most, in the region that counts first."""

from __future__ import annotations

from collections.abc import Sequence

from xtdata.charts.aims import MET, MISSED, Pair, yearly
from xtdata.charts.chart import Chart, by_time, foremost, quoted, unquoted_title
from xtdata.charts.drawing import Drawing
from xtdata.charts.series import Series, draw_series, holding_together
from xtdata.charts.style import Style
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, number, statement
from xtdata.model.catalogue import PLANS, STATUSES

_ENOUGH = 2
_FLATTENS = 3
_AHEAD = 2


def growth(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """The line of the growth rate with most yearly results; none where no rate has two."""
    rates = [fact for fact in facts if fact.is_growth]
    indicator = _fullest(rates, dataset.catalogue.home)
    if indicator is None:
        return []
    mine = by_time(fact for fact in rates if fact.indicator == indicator)
    front_region = _front(mine, dataset.catalogue.home)
    front = yearly(fact for fact in mine if fact.region == front_region)
    years = [pair.either.period.start.year for pair in front if pair.result]
    first = holding_together(years) if style.recent else min(fact.period.start.year for fact in mine)
    others = [] if style.small else [fact for fact in mine if fact.region != front_region]
    series = _series([*(fact for fact in mine if fact.region == front_region), *others], front, front_region, first)
    drawing = Drawing(style, left=style.px(46), right=style.px(14))
    draw_series(drawing, series, style.px(175 if style.small else style.plot))
    shown = [*series.points, *series.spans]
    every = [fact.period.start.year for fact in mine]
    return [
        Chart(
            f"growth-{indicator}", drawing, _title(series), _subtitle(series), tuple(map(statement, foremost(shown, dataset.catalogue.home))),
            tuple(fact.id for fact in by_time(shown)), _legend(series), _left_out(len(mine) - len(shown)),
            wider=(min(every), max(years)) if min(every) < first else None,
        )
    ]  # fmt: skip


def _is_point(fact: Fact) -> bool:
    """Whether the fact is the result of one whole year."""
    return fact.period.is_full_year and not fact.is_average and not fact.is_plan


def _fullest(rates: Sequence[Fact], home: str) -> str | None:
    """The indicator with most yearly results in one region; of two, the one of the home region."""
    counts: dict[tuple[str, str], int] = {}
    for fact in filter(_is_point, rates):
        key = (fact.indicator, fact.region)
        counts[key] = counts.get(key, 0) + 1
    best = max(counts, key=lambda key: (counts[key], key[1] == home), default=None)
    return best[0] if best and counts[best] >= _ENOUGH else None


def _front(facts: Sequence[Fact], home: str) -> str:
    """The region of the thick line: the home region where it has a line, else the one with most results."""
    regions = [fact.region for fact in facts if _is_point(fact)]
    return max(dict.fromkeys(regions), key=lambda region: (min(regions.count(region), _ENOUGH), region == home, regions.count(region)))


def _series(mine: Sequence[Fact], front: Sequence[Pair], region: str, first: int) -> Series:
    """What lies in the years from *first* on."""
    kept = [pair for pair in front if pair.either.period.start.year >= first]
    results = [fact for fact in mine if _is_point(fact) and fact.region != region and fact.period.start.year >= first]
    others = [tuple(fact for fact in results if fact.region == one) for one in dict.fromkeys(fact.region for fact in results)]
    # A region on another scale would flatten the line; it stands in the table of rates.
    largest = max(abs(fact.number) for pair in kept for fact in pair.facts)
    others = [line for line in others if max(abs(fact.number) for fact in line) <= _FLATTENS * largest]
    last = max(pair.either.period.start.year for pair in kept)
    last = max([last, *(fact.period.start.year for line in others for fact in line)])
    spans = [fact for fact in mine if (fact.is_average or not fact.period.is_full_year) and fact.period.end.year >= first]
    # News of a year that has no result yet still belongs here.
    last = max([last, *(fact.period.end.year for fact in spans if fact.period.end.year <= last + _AHEAD)])
    return Series((first, last), tuple(kept), tuple(others), tuple(fact for fact in spans if fact.period.start.year <= last))


# --- words ------------------------------------------------------------------------------------------


def _title(series: Series) -> str:
    """The latest result, against the year before and against the target: ``…增长6.4%，比上年快0.3个百分点，差目标0.1个百分点``."""
    last = next((pair for pair in reversed(series.front) if pair.result and not pair.result.is_cited_only), None)
    if last is None or last.result is None:
        return unquoted_title(series.points[0].indicator_name)
    return statement(last.result) + _against_last_year(series, last.result) + _against_target(last)


def _against_last_year(series: Series, last: Fact) -> str:
    """How the result compares with the year before, where both say an exact figure."""
    before = [fact for fact in quoted(series.results) if fact.period.start.year == last.period.start.year - 1]
    if not before or {before[0].qualifier, last.qualifier} != {"exact"}:
        return ""
    gap = last.value - before[0].value
    if not gap:
        return "，与上年持平"
    return f"，比上年{'快' if gap > 0 else '慢'}{number(abs(gap))}个百分点"


def _against_target(pair: Pair) -> str:
    if pair.aim is None or pair.aim.is_cited_only or pair.result is None or pair.verdict is None:
        return ""
    gap = abs(pair.result.value - pair.aim.value)
    if pair.verdict.kind == MISSED and pair.result.qualifier == "exact" and pair.aim.ends is None and gap:
        return f"，差目标{number(gap)}个百分点"
    return f"，达到{hedged(pair.aim)}" if pair.verdict.kind == MET else f"，{hedged(pair.aim)}"


def _subtitle(series: Series) -> str:
    fact, (first, last) = series.points[0], series.years
    regions = "、".join(dict.fromkeys(one.region_name for one in series.points))
    return f"{fact.indicator_name} · {fact.unit} · {regions} · {first}–{last}年"


def _left_out(count: int) -> str:
    return f"另有 {count} 个更早的数不在这段年份里。" if count else ""


def _legend(series: Series) -> tuple[tuple[str, str], ...]:
    present = {fact.status for fact in [*series.points, *series.spans]}
    late = "、".join(STATUSES[one] for one in STATUSES if one in present - PLANS - {"actual"})
    plans = "、".join(STATUSES[one] for one in STATUSES if one in present & PLANS)
    missed = any(pair.verdict and pair.verdict.kind == MISSED for pair in series.front)
    used = [
        ("●", "实心：实际", "actual" in present),
        ("○", f"空心：{late}", bool(late)),
        ("━", f"短横线：当年的{plans}", any(pair.aim for pair in series.front)),
        ("┃", "红色竖线：没有达到目标的差距", missed),
        ("▲", "向上的三角：以上、超过", any(fact.qualifier in {"at_least", "over"} and not fact.is_plan for fact in series.points)),
        ("▁", "轴下的横线：数年的年均、不满一年的数", bool(series.spans)),
    ]
    return tuple((glyph, meaning) for glyph, meaning, is_used in used if is_used)
