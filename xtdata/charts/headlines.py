"""The numbers of the year: each main indicator with its latest result, the year before, its target and a small line of years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from xtdata.charts.aims import MET, MISSED, Pair, gap, yearly
from xtdata.charts.chart import touch
from xtdata.charts.drawing import Drawing
from xtdata.charts.series import holding_together
from xtdata.charts.style import Style
from xtdata.charts.svg import picture
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, number, plain_name, short_value, statement, with_unit

_NUMERALS = "零一两三四五六七八九十"
_SPARK = (300.0, 76.0)


@dataclass(frozen=True)
class Headline:
    """One main indicator in the year in focus: what was reached, what it was a year before, and what was aimed at."""

    pair: Pair
    before: Fact | None
    line: Markup

    @property
    def result(self) -> Fact:
        assert self.pair.result
        return self.pair.result

    @property
    def name(self) -> str:
        return plain_name(self.result)

    @property
    def figure(self) -> str:
        """The number without its unit: ``≥8``, ``−17.4``."""
        return short_value(self.result)

    @property
    def foreseen(self) -> str:
        """预计 where the result is a forecast."""
        return "预计" if self.result.status == "expected" else ""

    @property
    def kind(self) -> str:
        return self.pair.verdict.kind if self.pair.verdict else ""

    @property
    def verdict(self) -> str:
        """``✗ 差0.8个百分点``, ``✓ 达到``; nothing where there is no target to judge by."""
        if self.pair.verdict is None:
            return ""
        if self.kind == MET:
            return "✓ 达到"
        unit = "百分点" if self.result.unit == "%" else self.result.unit
        return f"✗ 差{with_unit(number(abs(float(gap(self.pair)))), unit)}" if self.kind == MISSED else "不能判断"

    @property
    def aim(self) -> str:
        return hedged(self.pair.aim) if self.pair.aim else "没有收录目标"

    @property
    def last_year(self) -> str:
        return f"上年{hedged(self.before)}" if self.before else "上年未收录"


@dataclass(frozen=True)
class Focus:
    """The main indicators of a region in one year, with a title that counts how many targets were met."""

    region: str
    year: int
    title: str
    headlines: tuple[Headline, ...]


def focus(facts: Sequence[Fact], dataset: Dataset, style: Style, region: str, latest: int | None = None) -> Focus | None:
    """The numbers of *region* in the latest year (until *latest*) of which most main indicators have a result.

    Only what is quoted counts: a figure that is only cited carries no headline. *facts* hold one version of each fact.
    """
    quoted = [fact for fact in facts if fact.definition.headline and fact.region == region and not (fact.subject or fact.is_cited_only)]
    series = [_years([fact for fact in quoted if fact.indicator == key]) for key in dataset.catalogue.indicators]
    years = Counter(year for one in series for year, pair in one.items() if pair.result and (latest is None or year <= latest))
    if not years:
        return None
    year = max(one for one in years if 2 * years[one] >= max(years.values()))
    found = tuple(_headline(one, year, style) for one in series if year in one and one[year].result)
    return Focus(dataset.catalogue.regions[region].name, year, _title(dataset.catalogue.regions[region].name, year, found), found)


def _years(facts: Sequence[Fact]) -> dict[int, Pair]:
    """The pairs of whole years, early to late."""
    return {pair.either.period.start.year: pair for pair in yearly(facts)}


def _headline(years: dict[int, Pair], year: int, style: Style) -> Headline:
    before = years.get(year - 1)
    return Headline(years[year], before.result if before else None, _spark(years, year, style))


def _title(region: str, year: int, found: Sequence[Headline]) -> str:
    """``2024年六项主要目标，一项达到、五项未达到（均为预计）``."""
    judged = [one for one in found if one.kind]
    met, missed = sum(one.kind == MET for one in judged), sum(one.kind == MISSED for one in judged)
    if not judged:
        return f"{year}年{region}{_count(len(found))}项主要指标"
    rest = len(judged) - met - missed
    parts = [f"{_count(n)}项{words}" for n, words in ((met, "达到"), (missed, "未达到"), (rest, "不能判断")) if n]
    foreseen = sum(bool(one.foreseen) for one in judged)
    hedge = "（均为预计）" if foreseen == len(judged) else "（含预计）" if foreseen else ""
    return f"{year}年{_count(len(judged))}项主要目标，{'、'.join(parts)}{hedge}"


def _count(number_: int) -> str:
    return _NUMERALS[number_] if number_ < len(_NUMERALS) else str(number_)


def _spark(years: dict[int, Pair], last: int, style: Style) -> Markup:
    """A small line of the years that hold together, the targets as ticks."""
    told = [year for year, pair in years.items() if pair.result and year <= last]
    shown = {year: pair for year, pair in years.items() if holding_together(told) <= year <= last}
    width, height = _SPARK
    drawing = Drawing(style, left=10, right=14, bottom=2, filled=2)
    panel = drawing.panel(height, min(shown) - 0.4, last + 0.4)
    values = [fact.number for pair in shown.values() for fact in pair.facts]
    low, high = min(0.0, *values), max(0.0, *values)

    def y(value: float) -> float:
        return 8 + (high - value) / (high - low or 1) * (height - 26)

    drawing.line(panel, (panel.low, panel.high), (y(0), y(0)), style.faint)
    results = [pair.result for pair in shown.values() if pair.result]
    for one, other in pairwise(results):
        if other.period.start.year - one.period.start.year == 1:
            drawing.line(panel, (one.period.start.year, other.period.start.year), (y(one.number), y(other.number)), style.muted, 2.5)
    for year, pair in shown.items():
        if pair.aim:
            missed = pair.verdict is not None and pair.verdict.kind == MISSED
            color = style.alarm if missed else style.context
            if missed and pair.result:
                drawing.line(panel, (year, year), (y(pair.aim.number), y(pair.result.number)), color, 1.5)
            drawing.line(panel, (year - 0.25, year + 0.25), (y(pair.aim.number),) * 2, color, 2.5, below=False)
    for fact in results:
        size = 13 if fact is results[-1] else 9
        fill = style.ink if fact.status == "actual" else style.background
        drawing.symbol(panel, fact.period.start.year, y(fact.number), touch(fact), "circle", size, fill=fill, stroke=style.ink, width=2)
    for year in {min(shown), last}:
        drawing.text(panel, year, height - 6, str(year), "center", color=style.muted, size=13)
    return picture(drawing, "；".join(map(statement, results)), width)
