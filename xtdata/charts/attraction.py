"""The charts of the attraction theme: counts by class, region and period, and amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from xtdata.charts.canvas import Canvas
from xtdata.charts.chart import Chart, by_time, foremost, left_out, of_themes, period_span, with_levels, without_subjects
from xtdata.charts.dumbbell import implied_text, middle
from xtdata.charts.look import Look
from xtdata.charts.rows import Bar, bar_legend, bars, end_margin, heading, is_part_year, side_margin
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, period_label, period_phrase, plain_name, statement
from xtdata.verification.audit import Derived, implied

_RATES = {"%", "百分点", "倍"}


@dataclass(frozen=True)
class Class:
    """One class of projects (亿元以上, 三类500强, …) in one unit, with its rows: the home region first, early to late."""

    name: str
    unit: str
    rows: tuple[Fact, ...]

    @property
    def series(self) -> list[tuple[Fact, ...]]:
        """The rows by indicator and region: within one of these the figures mean the same."""
        keys = dict.fromkeys((row.indicator, row.region) for row in self.rows)
        return [tuple(row for row in self.rows if (row.indicator, row.region) == key) for key in keys]


@dataclass(frozen=True)
class _Group:
    """Bars that stand together: one series of a class, of one length in years."""

    of: Class
    years: int
    rows: Sequence[Fact]
    bars: Sequence[Bar]

    @property
    def scale(self) -> tuple[str, int]:
        """What shares a scale: figures in one unit, over one number of years."""
        return self.of.unit, self.years


def attraction(rows: Sequence[Fact], dataset: Dataset, look: Look) -> list[Chart]:
    """The attraction charts of the selected *rows*: one for each class, the single figures together, the amounts together."""
    kept, subjects = without_subjects(of_themes(rows, "attraction"))
    named = [row for row in kept if row.unit not in _RATES and dataset.catalogue.indicators[row.indicator].panel]
    classes = _classes([row for row in named if not _is_money(row)], dataset)
    money = _classes([row for row in named if _is_money(row)], dataset)
    single = [one for one in classes if len(one.rows) == 1]
    sets = [("-" + one.name, [one]) for one in classes if len(one.rows) > 1] + [("-singles", single), ("-amounts", money)]
    charts = [_chart("attraction" + key, group, dataset, look) for key, group in sets if group]
    note = left_out(_omitted([row for row in kept if row not in named]), subjects)
    return with_levels([*charts[:-1], replace(charts[-1], left_out=note)], kept) if charts else []


def _is_money(row: Fact) -> bool:
    return row.is_money


def _omitted(rows: Sequence[Fact]) -> str:
    return (
        "、".join(map(statement, rows[:3])) + (f"等 {len(rows)} 条" if len(rows) > 3 else "") + "（比率，或没有归入项目类别）"
        if rows
        else ""
    )


def _classes(rows: Sequence[Fact], dataset: Dataset) -> list[Class]:
    """The rows by the panel of their indicator and by unit; the classes with most rows first."""
    found: dict[tuple[str, str], list[Fact]] = {}
    home, order = dataset.catalogue.home, list(dataset.catalogue.regions)
    for row in sorted(by_time(rows), key=lambda row: (row.region != home, order.index(row.region))):
        panel = dataset.catalogue.indicators[row.indicator].panel or ""
        found.setdefault((panel, row.unit), []).append(row)
    classes = [Class(name, unit, tuple(group)) for (name, unit), group in found.items()]
    return sorted(classes, key=lambda one: -len(one.rows))


def _chart(key: str, classes: Sequence[Class], dataset: Dataset, look: Look) -> Chart:
    prior = {one.id: one for one in implied(dataset.catalogue) if one.role == "prior"} if look.derived else {}
    rows = [row for one in classes for row in one.rows]
    groups = [_Group(one, years, series, _bars(series, prior, dataset, look)) for one, years, series in _by_length(classes)]
    tops = {
        scale: max(bar.value for group in groups for bar in group.bars if group.scale == scale) for scale in {one.scale for one in groups}
    }
    everything = [(group.scale, bar) for group in groups for bar in group.bars]
    left = side_margin([bar.before for _, bar in everything], look)
    canvas = Canvas(look, left=left, right=end_margin([(bar.value / tops[scale], bar.after) for scale, bar in everything], left, look))
    are_mixed = len({group.years for group in groups}) > 1
    for group in groups:
        heading(canvas, *_heading(group, len(classes) > 1, are_mixed), look.ink)
        bars(canvas, group.bars, tops[group.scale])
    names = "、".join(one.name for one in classes[:4]) + ("等" if len(classes) > 4 else "")
    units = "、".join(dict.fromkeys(one.unit for one in classes))
    ids = tuple(row.id for row in rows)
    return Chart(
        key,
        canvas.figure(),
        _title(rows),
        f"{names} · {units} · {period_span(rows)}",
        tuple(map(statement, foremost(rows, dataset.catalogue.home))),
        ids,
        bar_legend(rows, derived=any(bar.implied for _, bar in everything)),
    )


def _by_length(classes: Sequence[Class]) -> list[tuple[Class, int, list[Fact]]]:
    """Each series in parts of one length: single years (and their parts) first, then sums of several years, the shorter first."""
    parts = [
        (one, years, [row for row in series if _years(row) == years])
        for one in classes for series in one.series for years in sorted(set(map(_years, series)))
    ]  # fmt: skip
    return sorted(parts, key=lambda part: part[1])


def _bars(series: Sequence[Fact], prior: Mapping[str, Derived], dataset: Dataset, look: Look) -> list[Bar]:
    """A bar for each row, and before it a dashed one for the level before that the source implies."""
    found = []
    for row in series:
        color, derived = look.fact(row), prior.get(row.id)
        if derived and (level := middle(derived)) is not None:
            found.append(Bar(row, color, "上一年度", implied_text(derived), implied=(level, derived.how)))
        found.append(Bar(row, color, period_label(row), hedged(row) + _total(row), is_part_year(row)))
    return found


def _years(row: Fact) -> int:
    """How many years the figure adds up."""
    return row.period.years


def _total(row: Fact) -> str:
    return f"（{_years(row)}年合计）" if _years(row) > 1 else ""


def _heading(group: _Group, many: bool, are_mixed: bool) -> tuple[str, str]:
    """The region; the indicator's own name where the title does not tell; that a sum has a scale of its own."""
    row, one = group.rows[0], group.of
    name = plain_name(row) if many or len({row.indicator for row in one.rows}) > 1 else ""
    apart = f"{group.years}年合计，不与单年的数比，横轴也不同" if are_mixed and group.years > 1 else ""
    return row.region_name, " · ".join(filter(None, (name, apart)))


def _title(rows: Sequence[Fact]) -> str:
    """The latest outcome, of a single year where there is one, and beside it another region's."""
    done = [row for row in by_time(rows) if row.status in {"actual", "expected"}] or list(rows)
    done = [row for row in done if _years(row) == 1] or done
    last = done[-1]
    others = [row for row in done if row.indicator == last.indicator and row.region != last.region]
    return statement(last) + (f"；{period_phrase(others[-1])}{others[-1].region_name}{hedged(others[-1])}" if others else "")
