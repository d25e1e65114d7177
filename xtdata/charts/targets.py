"""Targets beside results: first a table of indicators and years with a verdict in each cell, then for each indicator its gaps on one axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from xtdata.charts.aims import APART, MET, MISSED, UNSURE, Pair, count, gap, pairs
from xtdata.charts.chart import Chart, foremost, period_span, touch, unquoted_title, with_levels
from xtdata.charts.drawing import Drawing
from xtdata.charts.marks import Run
from xtdata.charts.rows import heading, scale
from xtdata.charts.style import Style, text_width, wrapped
from xtdata.charts.table import Cell, Row, Table
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, mark, period_label, plain_name, short_value, statement
from xtdata.model.catalogue import STATUSES

SIGNS = {MET: "✓", MISSED: "✗", UNSURE: "?"}
_WIDEST = 190.0
_LINE = 1.32


@dataclass(frozen=True)
class Measure:
    """One indicator in one region and unit: its targets and results, period by period, early to late."""

    pairs: tuple[Pair, ...]

    @property
    def first(self) -> Fact:
        return self.pairs[0].either

    @property
    def facts(self) -> list[Fact]:
        return [fact for pair in self.pairs for fact in pair.facts]

    @property
    def judged(self) -> list[Pair]:
        """The periods with a target and a result that can be compared."""
        return [pair for pair in self.pairs if pair.is_comparable]

    @property
    def years(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.is_full_year]

    @property
    def one_sided(self) -> list[Pair]:
        """The periods with a target or a result alone, or with two that cannot be compared."""
        return [pair for pair in self.pairs if not pair.is_comparable]

    @property
    def has_both(self) -> bool:
        return any(pair.aim for pair in self.pairs) and any(pair.result for pair in self.pairs)


def targets(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """The table of all verdicts, and a chart of its gaps for each indicator with a comparable period.

    An indicator has a place where it has both targets and results. *facts* hold one version of each fact.
    """
    kept = [fact for fact in facts if not fact.subject]
    found = [one for one in _measures(kept, dataset) if one.has_both]
    judged = [one for one in found if one.judged]
    groups = [list(same) for _, same in groupby(judged, key=lambda one: one.first.indicator)]
    groups.sort(key=lambda group: -sum(len(one.judged) for one in group))
    charts = [_overview(judged)] if judged else []
    charts += [_chart(group, dataset, style) for group in groups]
    charts += _apart([one for one in found if not one.judged])
    return with_levels(charts, kept)


def unanswered(facts: Sequence[Fact], dataset: Dataset) -> list[Fact]:
    """The targets and plans of indicators for which *facts* hold no result at all."""
    kept = [fact for fact in facts if not fact.subject]
    return [fact for one in _measures(kept, dataset) if not any(pair.result for pair in one.pairs) for fact in one.facts]


def _measures(facts: Iterable[Fact], dataset: Dataset) -> list[Measure]:
    """The facts by indicator, in the order of the data file, by region, the home region first, and by unit."""
    catalogue = dataset.catalogue
    indicators = {key: place for place, key in enumerate(catalogue.indicators)}
    regions = {key: place for place, key in enumerate(catalogue.regions)}

    def place(fact: Fact) -> tuple[int, bool, int, str]:
        return indicators[fact.indicator], fact.region != catalogue.home, regions[fact.region], fact.unit

    groups = (list(same) for _, same in groupby(sorted(facts, key=place), key=place))
    return [Measure(tuple(pairs(group, group[0].definition.direction))) for group in groups]


# --- the table --------------------------------------------------------------------------------------


def _overview(measures: Sequence[Measure]) -> Chart:
    """Indicators down, years across; in a cell the verdict and the gap."""
    years = sorted({pair.either.period.start.year for one in measures for pair in one.years if pair.is_comparable}, reverse=True)
    rows = [Row(plain_name(one.first), one.first.region_name, tuple(_cells(one, year) for year in years)) for one in measures]
    rows = [row for row in rows if any(row.cells)]
    pairs_of = {
        year: [p for one in measures for p in one.years if p.is_comparable and p.either.period.start.year == year] for year in years
    }
    told = [pair for year in years for pair in pairs_of[year]]
    ids = tuple(fact.id for pair in told for fact in pair.facts)
    legend = tuple((SIGNS[kind], meaning) for kind, meaning in _MEANINGS if count(told, kind))
    if not years:
        rows, ids = [], ()
    table = Table("指标", tuple(f"{year}年" for year in years), tuple(rows))
    proved = {year: _quoted(pairs_of[year]) for year in years if _quoted(pairs_of[year])}
    title = _year_title(*next(iter(proved.items()))) if proved else unquoted_title("目标与结果") if years else "没有一年同时有目标和结果"
    subtitle = f"目标与结果 · {len(rows)}项指标 · {period_span([pair.either for pair in told])}" if told else "目标与结果"
    return Chart("targets-table", None, title, subtitle, tuple(map(_clause, told)), ids, legend, table=table)


_MEANINGS = ((MET, "达到目标"), (MISSED, "没有达到，数是差距"), (UNSURE, "说法有余地，不能判断"))


def _quoted(found: Sequence[Pair]) -> list[Pair]:
    """The pairs whose target and result are both quoted."""
    return [pair for pair in found if not any(fact.is_cited_only for fact in pair.facts)]


def _cells(one: Measure, year: int) -> tuple[Cell, ...]:
    return tuple(_cell(pair) for pair in one.years if pair.is_comparable and pair.either.period.start.year == year)


def _cell(pair: Pair) -> Cell:
    assert pair.verdict and pair.result and pair.aim
    foreseen = "预计 " if pair.result.status == "expected" else ""
    doubt = mark(pair.result) or mark(pair.aim)
    text = f"{foreseen}{pair.verdict.words.partition('，')[0].removesuffix('个百分点')}{doubt}"
    is_cited = pair.result.is_cited_only or pair.aim.is_cited_only
    return Cell(pair.result.id, text, SIGNS.get(pair.verdict.kind, ""), _clause(pair), pair.verdict.kind, is_cited)


def _year_title(year: int, compared: Sequence[Pair]) -> str:
    """How many of the year's quoted targets were met: ``2024年5项可比的目标，1项达到、4项未达到（含预计）``."""
    met, missed = count(compared, MET), count(compared, MISSED)
    rest = len(compared) - met - missed
    parts = [f"{number}项{word}" for number, word in ((met, "达到"), (missed, "未达到"), (rest, "不能判断")) if number]
    foreseen = "（含预计）" if any(pair.result and pair.result.status == "expected" for pair in compared) else ""
    return f"{year}年{len(compared)}项可比的目标，{'、'.join(parts)}{foreseen}"


# --- one indicator ----------------------------------------------------------------------------------


def _chart(measures: Sequence[Measure], dataset: Dataset, style: Style) -> Chart:
    """The gap of each comparable period, zero being the target."""
    facts = [fact for one in measures for fact in one.facts]
    left = max(text_width(line, style.size) for one in measures for pair in one.judged for line in _name(pair)) + style.px(10)
    right = max(text_width(line, style.size) for one in measures for pair in one.judged for line in _end(pair, style)) * 1.04 + style.px(14)
    drawing = Drawing(style, left=round(left, 1), right=round(right, 1))
    for one in measures:
        if len(measures) > 1:
            heading(drawing, one.first.region_name, gap=16)
        _draw(drawing, one)
    return Chart(
        f"targets-{measures[0].first.indicator}", drawing, _title(measures), _subtitle(measures),
        _statements(measures, dataset.catalogue.home), tuple(fact.id for fact in facts), _legend(measures), _folded(measures),
    )  # fmt: skip


def _draw(drawing: Drawing, one: Measure) -> None:
    style, unit = drawing.style, one.first.unit
    gaps = [float(gap(pair)) for pair in one.judged]
    low, high = min(0.0, *gaps), max(0.0, *gaps)
    room = (high - low or 1) * 0.12
    unit = "个百分点" if unit == "%" else unit
    scale(drawing, low - room, high + room, unit)
    for pair, value in zip(one.judged, gaps, strict=True):
        _row(drawing, pair, value, (low - room, high + room), style)


def _row(drawing: Drawing, pair: Pair, value: float, ends: tuple[float, float], style: Style) -> None:
    """One period: a line from the target at zero to the result, and both figures at the end."""
    assert pair.aim and pair.result and pair.verdict
    names, end = _name(pair), _end(pair, style)
    height = max(max(len(names), len(end)) * style.size * _LINE + style.px(8), style.px(34))
    drawing.part()
    panel = drawing.panel(round(height, 1), *ends)
    y = panel.height / 2
    drawing.margin_text(panel, y, "\n".join(names))
    drawing.line(panel, (0, 0), (0, panel.height), style.ink, style.px(1.4))
    alarm = style.alarm if _quoted([pair]) else style.pale_alarm
    color = alarm if pair.verdict.kind == MISSED else style.fact(pair.result)
    # Two lanes, so that a result on its target can be touched as well as the target.
    upper, lower = y - style.px(7), y + style.px(7)
    drawing.line(panel, (0, value), (lower, lower), color, style.px(4))
    aim_color = style.context if pair.aim.is_cited_only else style.ink
    drawing.symbol(panel, 0, upper, touch(pair.aim), "diamond", style.px(10), fill=style.background, stroke=aim_color, width=style.px(1.6))
    fill = color if pair.result.status == "actual" else style.background
    drawing.symbol(
        panel, value, lower, touch(pair.result, pair.verdict.words), "circle", style.px(13), fill=fill, stroke=color, width=style.px(2.2)
    )
    firm = len(_verdict_lines(pair, style))
    strong = color if _quoted([pair]) else style.muted
    words = [
        [Run(line, bold=bool(_quoted([pair])), color=strong)] if at < firm else [Run(line, color=style.muted)]
        for at, line in enumerate(end)
    ]
    drawing.end_text(panel, y, words, dx=style.px(12))


def _name(pair: Pair) -> list[str]:
    """The period in narrow lines: ``2020年``; ``2020年`` ``1–11月``; ``2017–`` ``2021年均``."""
    period = pair.either.period
    if period.years > 1 and period.whole_years:
        return [f"{period.start.year}–", f"{period.end.year}{'年均' if pair.either.is_average else '年'}"]
    if period.years > 1:
        return [period_label(pair.either)]
    return [period_label(pair.either)] if period.is_full_year else [f"{period.start.year}年", period.short_label]


def _end(pair: Pair, style: Style) -> list[str]:
    return _verdict_lines(pair, style) + wrapped(_figures(pair), style.size, style.px(_WIDEST))


def _verdict_lines(pair: Pair, style: Style) -> list[str]:
    assert pair.verdict
    sign = SIGNS.get(pair.verdict.kind, "")
    return wrapped(f"{sign} {pair.verdict.words}".strip(), style.size, style.px(_WIDEST) / 1.04)


def _figures(pair: Pair) -> str:
    """``6.4%，目标6.5%以上``."""
    assert pair.aim and pair.result
    result = hedged(pair.result, start=False)
    return f"{STATUSES['actual'] if pair.result.status == 'actual' else ''}{result}，{hedged(pair.aim, start=False)}"


# --- words ------------------------------------------------------------------------------------------


def _title(measures: Sequence[Measure]) -> str:
    """How often the target was met: ``2020–2024年某市固定资产投资增速：5年的目标与结果可比，2年达到（含预计）``."""
    one = next((one for one in measures if _quoted(one.judged)), None)
    if one is None:
        return unquoted_title(plain_name(measures[0].first))
    years = _quoted([pair for pair in one.years if pair.is_comparable]) or _quoted(one.judged)
    span = period_span([pair.either for pair in years])
    lead = f"{span.replace('–', '—')}{one.first.region_name}{plain_name(one.first)}"
    if len(years) == 1:
        verdict = years[0].verdict
        return f"{lead}：{verdict.words if verdict else ''}"
    return f"{lead}：{len(years)}年的目标与结果可比，{_outcome(years)}"


def _outcome(years: Sequence[Pair]) -> str:
    """``2年达到（含预计），1年不能判断``; nothing is said to be missed that was only not judged."""
    met, missed = count(years, MET), count(years, MISSED)
    foreseen = "（含预计）" if any(pair.result and pair.result.status == "expected" for pair in years) else ""
    open_ = len(years) - met - missed
    reached = f"{met}年达到" if met else "没有达到" if missed else ""
    doubt = f"{open_}年不能判断" if open_ else ""
    return "，".join(filter(None, (reached + foreseen if reached else "", doubt)))


def _subtitle(measures: Sequence[Measure]) -> str:
    first = measures[0].first
    regions = "、".join(dict.fromkeys(one.first.region_name for one in measures))
    apart = " · 各图横轴不同" if len(measures) > 1 else ""
    return f"{plain_name(first)} · 结果与目标之差 · {first.unit} · {regions} · 0为目标{apart}"


def _statements(measures: Sequence[Measure], home: str) -> tuple[str, ...]:
    """The comparisons in the order of their weight."""
    judged = {pair.either.id: pair for one in measures for pair in one.judged}
    return tuple(_clause(judged[fact.id]) for fact in foremost([pair.either for pair in judged.values()], home))


def _clause(pair: Pair) -> str:
    assert pair.aim and pair.result and pair.verdict
    return f"{statement(pair.result)}，{hedged(pair.aim)}，{pair.verdict.words}"


def _folded(measures: Sequence[Measure]) -> str:
    """The periods that have only one side, in words: they are in the table of figures, and not drawn. Regions after the first are named."""
    first = measures[0].first.region

    def when(fact: Fact) -> str:
        return ("" if fact.region == first else fact.region_name) + period_label(fact)

    alone = [pair for one in measures for pair in one.one_sided]
    aims = "、".join(f"{when(pair.aim)}{short_value(pair.aim, unit=True)}" for pair in alone if pair.aim and not pair.result)
    results = "、".join(f"{when(pair.result)}{short_value(pair.result, unit=True)}" for pair in alone if pair.result and not pair.aim)
    apart = "、".join(f"{when(pair.either)}{pair.verdict.words}" for pair in alone if pair.verdict and pair.verdict.kind == APART)
    told = [f"只有目标：{aims}" if aims else "", f"只有结果：{results}" if results else "", apart]
    return "；".join(filter(None, told)) + ("。" if any(told) else "")


def _legend(measures: Sequence[Measure]) -> tuple[tuple[str, str], ...]:
    judged = [pair for one in measures for pair in one.judged]
    results = {pair.result.status for pair in judged if pair.result}
    late = "、".join(STATUSES[one] for one in STATUSES if one in results - {"actual"})
    used = [
        ("◇", "菱形：目标，都放在0上", True),
        ("●", "实心：实际", "actual" in results),
        ("○", f"空心：{late}", bool(late)),
        ("━", "红色：没有达到", bool(count(judged, MISSED))),
    ]
    return tuple((glyph, meaning) for glyph, meaning, is_used in used if is_used)


def _apart(measures: Sequence[Measure]) -> list[Chart]:
    """Indicators with targets and results of which no period has both, as a list."""
    if not measures:
        return []
    facts = [fact for one in measures for fact in one.facts]
    title = f"另有{len(measures)}项指标印有目标和结果，但没有同一期间的，不能比"
    return [
        Chart("targets-apart", None, title, f"只列不比 · {period_span(facts)}", tuple(map(statement, facts)), tuple(f.id for f in facts))
    ]
