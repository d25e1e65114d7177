"""The numbers of the year: each main indicator with its latest result, the year before, its target and a small line of years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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
from xtdata.facts.wording import hedged, number, period_label, proof_label, short_value, with_unit
from xtdata.model.catalogue import Indicator

_NUMERALS = "零一两三四五六七八九十"
_SPARK = (165.0, 58.0)


@dataclass(frozen=True)
class Headline:
    """One main indicator in the year in focus: what was reached, what it was a year before, and what was aimed at.

    Where nothing with a quote is known of the year, ``known`` is the last result until then, if there is one.
    """

    definition: Indicator
    pair: Pair | None
    before: Fact | None
    known: Fact | None
    drawing: Drawing | None

    @property
    def result(self) -> Fact | None:
        return self.pair.result if self.pair else None

    @property
    def name(self) -> str:
        return self.definition.name.removesuffix(f"（{self.definition.unit}）")

    @property
    def figure(self) -> str:
        """The number without its unit: ``≥8``, ``−17.4``; 未收录 where there is none."""
        return short_value(self.result) if self.result else "未收录"

    @property
    def foreseen(self) -> str:
        """预计 where the result is a forecast."""
        return "预计" if self.result and self.result.status == "expected" else ""

    @property
    def kind(self) -> str:
        return self.pair.verdict.kind if self.pair and self.pair.verdict else ""

    @property
    def verdict(self) -> str:
        """``✗ 差0.8个百分点``, ``✓ 达到``; nothing where there is no target to judge by."""
        if not (self.pair and self.pair.verdict and self.pair.result):
            return ""
        if self.kind == MET:
            return "✓ 达到"
        unit = "百分点" if self.pair.result.unit == "%" else self.pair.result.unit
        return f"✗ 差{with_unit(number(abs(float(gap(self.pair)))), unit)}" if self.kind == MISSED else "不能判断"

    @property
    def aim(self) -> Fact | None:
        return self.pair.aim if self.pair else None

    @property
    def aim_words(self) -> str:
        return hedged(self.aim) if self.aim else ""

    @property
    def last_year(self) -> str:
        return f"上年{hedged(self.before)}" if self.before else "上年未收录"

    @property
    def known_words(self) -> str:
        """The last figure that is known, with its year, and whether it is only cited."""
        if self.known is None:
            return ""
        return f"最近{period_label(self.known)}{hedged(self.known)}" + (
            f"（{proof_label(self.known)}）" if self.known.is_cited_only else ""
        )

    @property
    def facts(self) -> list[Fact]:
        """What can be opened from here."""
        return [fact for fact in (*(self.pair.facts if self.pair else ()), self.before, self.known) if fact]

    def line(self, address: Callable[[str], str]) -> Markup:
        """The small line of years; its points lead to *address*."""
        if self.drawing is None:
            return Markup("")
        return picture(self.drawing, f"{self.name}逐年", _SPARK[0], address)


@dataclass(frozen=True)
class Focus:
    """The main indicators of a region in one year, with a title that counts how many targets were met."""

    region: str
    year: int
    title: str
    headlines: tuple[Headline, ...]


def focus(
    facts: Sequence[Fact], dataset: Dataset, style: Style, region: str, latest: int | None = None, known: Sequence[Fact] = ()
) -> Focus | None:
    """The numbers of *region* in the latest year (until *latest*) of which most main indicators have a result.

    A region of which no such year is known is shown in the year of the home region. Only what is quoted counts: a figure that is only
    cited carries no headline. Of an indicator without a number, the last of *known*, which may be only cited, is named.
    *facts* and *known* hold one version of each fact.
    """
    main, more = _main(facts), [fact for fact in _main(known or facts) if fact.region == region]
    main = [fact for fact in main if not fact.is_cited_only]
    year = _fullest_year(main, region, latest) or _fullest_year(main, dataset.catalogue.home, latest)
    if year is None:
        return None
    found = tuple(
        _headline(definition, _series(main, key, region), _series(more, key, region), year, style)
        for key, definition in dataset.catalogue.indicators.items()
        if definition.headline
    )
    name = dataset.catalogue.regions[region].name
    return Focus(name, year, _title(name, year, found), found)


def _main(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.definition.headline and not fact.subject]


def _series(facts: Iterable[Fact], indicator: str, region: str) -> dict[int, Pair]:
    """The pairs of whole years, early to late."""
    mine = (fact for fact in facts if fact.indicator == indicator and fact.region == region)
    return {pair.either.period.start.year: pair for pair in yearly(mine)}


def _fullest_year(main: Sequence[Fact], region: str, latest: int | None) -> int | None:
    """The latest year until *latest* of which at least half as many main indicators have a result as of any."""
    series = [_series(main, key, region) for key in dict.fromkeys(fact.indicator for fact in main)]
    years = Counter(year for one in series for year, pair in one.items() if pair.result and (latest is None or year <= latest))
    return max((year for year in years if 2 * years[year] >= max(years.values())), default=None)


def _headline(definition: Indicator, years: dict[int, Pair], known: dict[int, Pair], year: int, style: Style) -> Headline:
    pair, before = years.get(year), years.get(year - 1)
    if pair and pair.result:
        told = {one: other for one, other in years.items() if one <= year}
        return Headline(definition, pair, before.result if before else None, None, _spark(told, style))
    results = [pair.result for one, pair in known.items() if pair.result and one <= year]
    return Headline(definition, pair, None, results[-1] if results else None, None)


def _title(region: str, year: int, found: Sequence[Headline]) -> str:
    """``2024年六项主要目标，一项达到、五项未达到（均为预计）``."""
    judged, known = [one for one in found if one.kind], [one for one in found if one.result]
    met, missed = sum(one.kind == MET for one in judged), sum(one.kind == MISSED for one in judged)
    if not known:
        return f"{year}年{region}的主要指标没有带原文的数"
    if not judged:
        return f"{year}年{region}{_count(len(known))}项主要指标"
    rest = len(judged) - met - missed
    parts = [f"{_count(n)}项{words}" for n, words in ((met, "达到"), (missed, "未达到"), (rest, "不能判断")) if n]
    foreseen = sum(bool(one.foreseen) for one in judged)
    hedge = "（均为预计）" if foreseen == len(judged) else "（含预计）" if foreseen else ""
    return f"{year}年{_count(len(judged))}项主要目标，{'、'.join(parts)}{hedge}"


def _count(number_: int) -> str:
    return _NUMERALS[number_] if number_ < len(_NUMERALS) else str(number_)


def _spark(years: dict[int, Pair], style: Style) -> Drawing:
    """A small line of the years that hold together, the targets as ticks."""
    told = [year for year, pair in years.items() if pair.result]
    last = told[-1]
    shown = {year: pair for year, pair in years.items() if holding_together(told) <= year <= last}
    height = _SPARK[1]
    drawing = Drawing(style, left=6, right=6, bottom=0, filled=0)
    panel = drawing.panel(height, min(shown) - 0.5, last + 0.5)
    values = [fact.number for pair in shown.values() for fact in pair.facts]
    low, high = min(0.0, *values), max(0.0, *values)

    def y(value: float) -> float:
        return 7 + (high - value) / (high - low or 1) * (height - 30)

    drawing.line(panel, (panel.low, panel.high), (y(0), y(0)), style.faint)
    results = [pair.result for pair in shown.values() if pair.result]
    for one, other in pairwise(results):
        if other.period.start.year - one.period.start.year == 1:
            drawing.line(panel, (one.period.start.year, other.period.start.year), (y(one.number), y(other.number)), style.muted, 2)
    for year, pair in shown.items():
        if pair.aim:
            missed = pair.verdict is not None and pair.verdict.kind == MISSED
            color = style.alarm if missed else style.context
            if missed and pair.result:
                drawing.line(panel, (year, year), (y(pair.aim.number), y(pair.result.number)), color, 1.5)
            drawing.symbol(panel, year, y(pair.aim.number), touch(pair.aim), "tick", 13, fill=color, stroke=color, width=2)
    for fact in results:
        size = 11 if fact is results[-1] else 7
        fill = style.ink if fact.status == "actual" else style.background
        drawing.symbol(panel, fact.period.start.year, y(fact.number), touch(fact), "circle", size, fill=fill, stroke=style.ink, width=1.8)
    drawing.text(panel, panel.high, height - 8, str(last), "right", color=style.muted)
    if min(shown) < last:
        drawing.text(panel, panel.low, height - 8, str(min(shown)), "left", color=style.muted)
    return drawing
