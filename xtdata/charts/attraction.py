"""The charts of the attraction theme: counts by class, region and period, and amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from xtdata.audit import Derived, implied
from xtdata.charts.canvas import Canvas
from xtdata.charts.chart import Chart, by_time, left_out, of_themes, period_span, with_levels, without_subjects
from xtdata.charts.dumbbell import implied_text, middle
from xtdata.charts.look import Look
from xtdata.charts.rows import Bar, bar_legend, bars, end_margin, heading, is_part_year, side_margin
from xtdata.dataset import Dataset
from xtdata.period import Period
from xtdata.wording import Row, hedged, period_label, period_phrase, plain_name, sentence, statement

_RATES = {"%", "百分点", "倍"}


@dataclass(frozen=True)
class Class:
    """One class of projects (亿元以上, 三类500强, …) in one unit, with its rows: the home region first, early to late."""

    name: str
    unit: str
    rows: tuple[Row, ...]

    @property
    def series(self) -> list[tuple[Row, ...]]:
        """The rows by indicator and region: within one of these the figures mean the same."""
        keys = dict.fromkeys((row["indicator"], row["region"]) for row in self.rows)
        return [tuple(row for row in self.rows if (row["indicator"], row["region"]) == key) for key in keys]


def attraction(rows: pd.DataFrame, dataset: Dataset, look: Look) -> list[Chart]:
    """The attraction charts of the selected *rows*: one for each class, the single figures together, the amounts together."""
    kept, subjects = without_subjects(of_themes(rows, "attraction"))
    named = [row for row in kept if row["unit"] not in _RATES and dataset.catalogue.indicators[str(row["indicator"])].panel]
    classes = _classes([row for row in named if not _is_money(row)], dataset)
    money = _classes([row for row in named if _is_money(row)], dataset)
    single = [one for one in classes if len(one.rows) == 1]
    sets = [("-" + one.name, [one]) for one in classes if len(one.rows) > 1] + [("-singles", single), ("-amounts", money)]
    charts = [_chart("attraction" + key, group, dataset, look) for key, group in sets if group]
    note = left_out(_omitted([row for row in kept if row not in named]), subjects)
    return with_levels([*charts[:-1], replace(charts[-1], left_out=note)], kept) if charts else []


def _is_money(row: Row) -> bool:
    return str(row["unit"]).endswith("元")


def _omitted(rows: Sequence[Row]) -> str:
    return (
        "、".join(map(statement, rows[:3])) + (f"等 {len(rows)} 条" if len(rows) > 3 else "") + "（比率，或没有归入项目类别）"
        if rows
        else ""
    )


def _classes(rows: Sequence[Row], dataset: Dataset) -> list[Class]:
    """The rows by the panel of their indicator and by unit; the classes with most rows first."""
    found: dict[tuple[str, str], list[Row]] = {}
    home, order = dataset.catalogue.home, list(dataset.catalogue.regions)
    for row in sorted(by_time(rows), key=lambda row: (row["region"] != home, order.index(row["region"]))):
        panel = dataset.catalogue.indicators[str(row["indicator"])].panel or ""
        found.setdefault((panel, str(row["unit"])), []).append(row)
    classes = [Class(name, unit, tuple(group)) for (name, unit), group in found.items()]
    return sorted(classes, key=lambda one: -len(one.rows))


def _chart(key: str, classes: Sequence[Class], dataset: Dataset, look: Look) -> Chart:
    prior = {one.id: one for one in implied(dataset.catalogue) if one.role == "prior"} if look.derived else {}
    rows = [row for one in classes for row in one.rows]
    groups = [(one, series, _bars(series, prior, dataset, look)) for one in classes for series in one.series]
    tops = {unit: max(bar.value for one, _, group in groups for bar in group if one.unit == unit) for unit in {one.unit for one in classes}}
    everything = [(one.unit, bar) for one, _, group in groups for bar in group]
    left = side_margin([bar.before for _, bar in everything], look)
    canvas = Canvas(look, left=left, right=end_margin([(bar.value / tops[unit], bar.after) for unit, bar in everything], left, look))
    for one, series, group in groups:
        heading(canvas, *_heading(one, series, len(classes) > 1), look.ink)
        bars(canvas, group, tops[one.unit])
    names = "、".join(one.name for one in classes[:4]) + ("等" if len(classes) > 4 else "")
    units = "、".join(dict.fromkeys(one.unit for one in classes))
    ids = tuple(row["id"] for row in rows)
    return Chart(
        key,
        canvas.figure(),
        _title(rows),
        f"{names} · {units} · {period_span(rows)}",
        _sentence(rows),
        ids,
        bar_legend(rows, derived=any(bar.implied for _, bar in everything)),
    )


def _bars(series: Sequence[Row], prior: Mapping[str, Derived], dataset: Dataset, look: Look) -> list[Bar]:
    """A bar for each row, and before it a dashed one for the level before that the source implies."""
    found = []
    for row in series:
        color, derived = look.row(dataset.catalogue, row), prior.get(row["id"])
        if derived and (level := middle(derived)) is not None:
            found.append(Bar(row, color, "上一年度", implied_text(derived), implied=(level, derived.how)))
        found.append(Bar(row, color, period_label(row), hedged(row) + _years(row), is_part_year(row)))
    return found


def _years(row: Row) -> str:
    """A word for a total of several years beside single ones."""
    years = Period.parse(str(row["period"])).years
    return f"（{years}年合计）" if years > 1 else ""


def _heading(one: Class, series: Sequence[Row], many: bool) -> tuple[str, str]:
    """The region, and the indicator's own name where the title does not tell."""
    return str(series[0]["region_name"]), plain_name(series[0]) if many or len({row["indicator"] for row in one.rows}) > 1 else ""


def _title(rows: Sequence[Row]) -> str:
    """The latest outcome, and beside it another region's."""
    done = [row for row in by_time(rows) if row["status"] in {"actual", "expected"}] or list(rows)
    last = done[-1]
    others = [row for row in done if row["indicator"] == last["indicator"] and row["region"] != last["region"]]
    return statement(last) + (f"；{period_phrase(others[-1])}{others[-1]['region_name']}{hedged(others[-1])}" if others else "")


def _sentence(rows: Sequence[Row]) -> str:
    return sentence(map(statement, by_time(rows)[-6:]))
