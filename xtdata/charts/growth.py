"""Growth over the years: one line for the rate that says most, in the region that counts first."""

from __future__ import annotations

from collections.abc import Sequence

from xtdata.charts.aims import MET, MISSED, Pair
from xtdata.charts.chart import Chart, by_time, foremost, quoted, unquoted_title
from xtdata.charts.drawing import Drawing
from xtdata.charts.series import Series, draw_series, is_point, legend_of, series_of
from xtdata.charts.style import Style
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, number, statement

_ENOUGH = 2


def growth(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """The line of the growth rate with most yearly results; none where no rate has two."""
    rates = [fact for fact in facts if fact.is_growth]
    indicator = _fullest(rates, dataset.catalogue.home)
    if indicator is None:
        return []
    mine = by_time(fact for fact in rates if fact.indicator == indicator)
    series = series_of(mine, dataset.catalogue.home, style)
    drawing = Drawing(style, left=style.px(46), right=style.px(14))
    draw_series(drawing, series, style.px(175 if style.small else style.plot))
    shown = [*series.points, *series.spans]
    every = [fact.period.start.year for fact in mine]
    years = [fact.period.start.year for fact in series.results]
    return [
        Chart(
            f"growth-{indicator}", drawing, _title(series), _subtitle(series), tuple(map(statement, foremost(shown, dataset.catalogue.home))),
            tuple(fact.id for fact in by_time(shown)), legend_of([series]), _left_out(len(mine) - len(shown)),
            wider=(min(every), max(years)) if min(every) < series.years[0] else None,
        )
    ]  # fmt: skip


def _fullest(rates: Sequence[Fact], home: str) -> str | None:
    """The indicator with most yearly results in one region; of two, the one of the home region."""
    counts: dict[tuple[str, str], int] = {}
    for fact in filter(is_point, rates):
        key = (fact.indicator, fact.region)
        counts[key] = counts.get(key, 0) + 1
    best = max(counts, key=lambda key: (counts[key], key[1] == home), default=None)
    return best[0] if best and counts[best] >= _ENOUGH else None


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
