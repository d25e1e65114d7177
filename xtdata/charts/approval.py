"""The charts of the approval theme: working days, other measures that fell, and percentages without days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xtdata.charts.canvas import Canvas
from xtdata.charts.chart import Chart, bound, by_time, left_out, legend, of_themes, period_span, with_levels, without_subjects
from xtdata.charts.dumbbell import SPEEDUP, Dumbbell, draw, margins, other_measure, rate_text
from xtdata.charts.look import Look
from xtdata.charts.rows import Bar, bar_legend, bars, end_margin, heading, is_part_year
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, noun, period_label, plain_name, statement, value_phrase
from xtdata.verification.audit import implied

DAYS = "工作日"


def approval(rows: Sequence[Fact], dataset: Dataset, look: Look) -> list[Chart]:
    """The approval charts of the selected *rows*."""
    kept, subjects = without_subjects(of_themes(rows, "approval"))
    claims = _claims(kept, dataset, look)
    days = [claim for claim in claims if claim.row.unit == DAYS]
    others = [claim for claim in claims if claim.row.unit != DAYS]
    told = {claim.rate.id for claim in claims if claim.rate is not None}
    rates = [row for row in kept if row.unit == "%" and row.id not in told and SPEEDUP.search(row.indicator_name)]
    drawn = {row.id for row in rates} | told | {claim.row.id for claim in claims}
    counts = sum(row.id not in drawn for row in kept)
    omitted = left_out(f"{counts} 条事项数、件数等不是用时的数" if counts else "", subjects)
    charts = [*_dumbbells("approval-days", days, look), *_dumbbells("approval-others", others, look), *_rates(rates, dataset, look)]
    return with_levels([replace(charts[0], left_out=omitted), *charts[1:]], kept) if charts else []


def _claims(rows: Sequence[Fact], dataset: Dataset, look: Look) -> list[Dumbbell]:
    """A dumbbell for each time limit and each figure that came down from a printed one; the largest first."""
    by_id = {row.id: row for row in rows}
    rates = {term: by_id[r.result] for r in dataset.catalogue.relations if r.kind == "reduction" for term in r.terms if r.result in by_id}
    derived = {one.id: one for one in implied(dataset.catalogue) if one.role == "baseline"} if look.derived else {}
    directions = dataset.catalogue.indicators
    times = [row for row in rows if row.from_value is not None or directions[row.indicator].direction == "lower"]
    claims = [
        Dumbbell(row, look.fact(row), rates.get(row.id), derived.get(row.id))
        for row in times if row.unit != "%"
    ]  # fmt: skip
    return sorted(claims, key=lambda c: (c.before is None, c.is_implied, -(c.before or c.row.number)))


def _dumbbells(key: str, claims: Sequence[Dumbbell], look: Look) -> list[Chart]:
    if not claims:
        return []
    units = list(dict.fromkeys(str(claim.row.unit) for claim in claims))
    panels = [[claim for claim in claims if claim.row.unit == unit] for unit in units]
    sides = [margins(panel, look) for panel in panels]
    canvas = Canvas(look, left=max(left for left, _ in sides), right=max(right for _, right in sides))
    for panel in panels:
        draw(canvas, panel)
    rows = [claim.row for claim in claims]
    ids = [one.id for claim in claims for one in (claim.row, claim.rate) if one is not None]
    subtitle = f"办理时限与事项 · {'、'.join(units)} · {period_span(rows)} · 各项口径不同，不连成一条线"
    return [
        Chart(key, canvas.figure(), _title(claims[0]), subtitle, tuple(map(_clause, claims)), tuple(dict.fromkeys(ids)), _legend(claims))
    ]


def _clause(claim: Dumbbell) -> str:
    rate = claim.rate
    if rate is None:
        return statement(claim.row)
    return f"{statement(claim.row)}（{noun(rate)}{value_phrase(rate)}）"


def _title(claim: Dumbbell) -> str:
    if claim.rate is None:
        return statement(claim.row)
    other = other_measure(claim)
    return f"{statement(claim.row)}；{other}{value_phrase(claim.rate)}" if other else f"{statement(claim.row)}，{rate_text(claim.rate)}"


def _legend(claims: Sequence[Dumbbell]) -> tuple[tuple[str, str], ...]:
    """The glyphs of the present, of the earlier and of the implied figures, as far as they are drawn."""
    printed = any(claim.before is not None and not claim.is_implied for claim in claims)
    used = {"right" if bound(claim.row) == "up" else "left" for claim in claims if bound(claim.row)}
    now = legend((claim.row for claim in claims), "●", "○", used)
    extra = [
        ("●", "灰点：原文印出的从前的数", printed),
        ("□", "空心方框与虚线：推算的从前的数，原文没有印出", any(claim.is_implied for claim in claims)),
        ("◂", "线上的灰箭头：原文印出的百分比", any(claim.rate is not None and claim.before is not None for claim in claims)),
        ("━", "粗横线：区间", any(claim.row.qualifier == "range" for claim in claims)),
    ]
    return (*now, *((glyph, meaning) for glyph, meaning, is_used in extra if is_used))


def _rates(rows: Sequence[Fact], dataset: Dataset, look: Look) -> list[Chart]:
    """Percentages for which no source prints days."""
    if not rows:
        return []
    ordered = sorted(by_time(rows), key=lambda row: -row.number)
    top = max(100.0, ordered[0].number)
    canvas = Canvas(look, right=end_margin([(row.number / top, hedged(row)) for row in ordered], 4, look))
    for row in ordered:
        heading(canvas, plain_name(row), f"{row.region_name} · {period_label(row)}")
        bars(canvas, [Bar(row, look.fact(row), "", hedged(row), is_part_year(row))], top)
    return [
        Chart(
            "approval-rates", canvas.figure(), statement(ordered[0]), f"只有百分比、没有天数的提速与精简 · % · {period_span(ordered)}",
            tuple(map(statement, ordered)), tuple(row.id for row in ordered), bar_legend(ordered),
        )
    ]  # fmt: skip
