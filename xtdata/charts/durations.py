"""How long things take: dumbbells where a source prints or implies both ends, steps where one matter was printed for several years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xtdata.charts.chart import Chart, bound, by_time, legend, period_span, quoted, quoted_first, touch, unquoted_title
from xtdata.charts.derived import implied_text, middle
from xtdata.charts.drawing import Drawing, Panel
from xtdata.charts.marks import Run
from xtdata.charts.rows import POINTERS, BarRow, bar_legend, bar_rows, end_margin, heading, scale
from xtdata.charts.style import Style, text_width
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, mark, noun, number, period_label, plain_name, short_value, statement, value_phrase
from xtdata.verification.audit import Derived, implied

_SPEEDUP = re.compile(r"提速|压缩|缩短|精简|压减|减少|节省")
_SUFFIX = re.compile(rf"(?:{_SPEEDUP.pattern})(?:幅度|比例|率)?$")
_TIME = re.compile("平均|办理|用时|时限|时间")


@dataclass(frozen=True)
class Dumbbell:
    """One claim with two ends: the present figure, the percentage that goes with it, and an implied earlier figure."""

    fact: Fact
    color: str
    rate: Fact | None = None
    implied: Derived | None = None

    @property
    def before(self) -> float | None:
        """The earlier figure, printed or implied."""
        if self.fact.from_value is not None:
            return float(self.fact.from_value)
        return middle(self.implied) if self.implied else None

    @property
    def is_implied(self) -> bool:
        return self.fact.from_value is None

    @property
    def end_text(self) -> str:
        """The earlier figure as it stands behind its mark."""
        return implied_text(self.implied, unit=False) if self.implied and self.is_implied else number(self.before or 0)

    @property
    def rate_text(self) -> str:
        """``提速72%以上``: the percentage with the verb of its indicator."""
        if self.rate is None:
            return ""
        verb = _SPEEDUP.search(self.rate.indicator_name)
        return (verb.group() if verb else "减") + value_phrase(self.rate) + mark(self.rate)

    @property
    def other_measure(self) -> str:
        """What the percentage measures, where that is something else than the time (its source may not say that they are one)."""
        if self.rate is None:
            return ""
        percentage, time = (_TIME.sub("", _SUFFIX.sub("", fact.indicator_name)) for fact in (self.rate, self.fact))
        return "" if percentage in time or time in percentage else plain_name(self.rate)


def dumbbells(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """A chart for each unit: what came down from where, the largest first."""
    claims = _claims(facts, dataset, style)
    units = sorted({claim.fact.unit for claim in claims}, key=lambda unit: -sum(claim.fact.unit == unit for claim in claims))
    return [_dumbbells([claim for claim in claims if claim.fact.unit == unit], style) for unit in units]


def _claims(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Dumbbell]:
    by_id = {fact.id: fact for fact in facts}
    rates = {term: by_id[r.result] for r in dataset.catalogue.relations if r.kind == "reduction" for term in r.terms if r.result in by_id}
    derived = {one.id: one for one in implied(dataset.catalogue) if one.role == "baseline"} if style.derived else {}
    made = [Dumbbell(fact, style.fact(fact), rates.get(fact.id), derived.get(fact.id)) for fact in facts if fact.unit != "%"]
    return sorted((one for one in made if one.before is not None), key=lambda one: (one.is_implied, -(one.before or 0)))


def _dumbbells(claims: Sequence[Dumbbell], style: Style) -> Chart:
    unit, top = claims[0].fact.unit, max(max(claim.before or 0, claim.fact.number, claim.fact.high or 0) for claim in claims)
    left = style.px(8) + max(text_width(short_value(claim.fact), style.size) for claim in claims)
    ends = [((claim.before or 0) / top, f"{claim.end_text} {claim.rate_text}") for claim in claims]
    drawing = Drawing(style, left=round(left, 1), right=end_margin(ends, left, style) + style.px(8))
    scale(drawing, 0, top, unit)
    for claim in claims:
        about = f" · 百分比指{claim.other_measure}" if claim.other_measure else ""
        heading(drawing, plain_name(claim.fact), f"{claim.fact.region_name} · {period_label(claim.fact)}{about}")
        _row(drawing, claim, top)
    facts = [claim.fact for claim in claims]
    ids = [one.id for claim in claims for one in (claim.fact, claim.rate) if one]
    subtitle = f"从原先到现在 · {unit} · {period_span(facts)} · 各项口径不同，不连成一条线"
    return Chart(
        f"dumbbells-{unit}",
        drawing,
        _title(claims),
        subtitle,
        tuple(map(_clause, sorted(claims, key=lambda claim: claim.fact.is_cited_only))),
        tuple(dict.fromkeys(ids)),
        _legend(claims),
    )


def _clause(claim: Dumbbell) -> str:
    rate = claim.rate
    return statement(claim.fact) if rate is None else f"{statement(claim.fact)}（{noun(rate)}{value_phrase(rate)}）"


def _title(claims: Sequence[Dumbbell]) -> str:
    """What the first quoted claim says."""
    claim = next((one for one in claims if not one.fact.is_cited_only), None)
    if claim is None:
        return unquoted_title(plain_name(claims[0].fact))
    if claim.rate is None or claim.rate.is_cited_only:
        return statement(claim.fact)
    other = claim.other_measure
    return f"{statement(claim.fact)}；{other}{value_phrase(claim.rate)}" if other else f"{statement(claim.fact)}，{claim.rate_text}"


def _legend(claims: Sequence[Dumbbell]) -> tuple[tuple[str, str], ...]:
    """The glyphs of the present, of the earlier and of the implied figures, as far as they are drawn."""
    used = {POINTERS[bound(claim.fact)] for claim in claims if bound(claim.fact)}
    now = legend((claim.fact for claim in claims), "●", "○", used)
    extra = [
        ("●", "灰点：原文印出的从前的数", any(not claim.is_implied for claim in claims)),
        ("□", "空心方框与虚线：推算的从前的数，原文没有印出", any(claim.is_implied for claim in claims)),
        ("◂", "线上的灰箭头：原文印出的百分比", any(claim.rate for claim in claims)),
        ("━", "粗横线：区间", any(claim.fact.ends for claim in claims)),
    ]
    return (*now, *((glyph, meaning) for glyph, meaning, is_used in extra if is_used))


def _row(drawing: Drawing, claim: Dumbbell, top: float) -> None:
    style = drawing.style
    panel = drawing.panel(style.px(28), 0, top)
    y = panel.height / 2
    drawing.line(panel, (0, 0), (style.px(6), panel.height - style.px(6)), style.context)
    _earlier(drawing, panel, claim, y)
    _present(drawing, panel, claim, y)


def _earlier(drawing: Drawing, panel: Panel, claim: Dumbbell, y: float) -> None:
    """The earlier figure, the way to the present one, and what stands behind."""
    style, fact, before = drawing.style, claim.fact, claim.before or 0
    drawing.line(panel, (fact.number, before), (y, y), style.context, style.px(3), dotted=claim.is_implied)
    if claim.implied and claim.is_implied:
        says = touch(fact, implied_text(claim.implied), claim.implied.how)
        drawing.symbol(panel, before, y, says, "square", style.px(13), fill=style.background, stroke=style.muted, width=style.px(1.5))
    else:
        drawing.symbol(panel, before, y, touch(fact), "circle", style.px(13), fill=style.context, stroke=style.context)
    if claim.rate:
        half = (before + fact.number) / 2
        drawing.symbol(panel, half, y, touch(claim.rate), "left", style.px(10), fill=style.context, stroke=style.context)
    rate = [Run(" "), Run(claim.rate_text, bold=True)] if claim.rate_text else []
    drawing.text(panel, before, y, [[Run(claim.end_text, color=style.muted), *rate]], dx=style.px(11))


def _present(drawing: Drawing, panel: Panel, claim: Dumbbell, y: float) -> None:
    style, fact = drawing.style, claim.fact
    if fact.ends:
        low, high = map(float, fact.ends)
        drawing.line(panel, (low, high), (y, y), claim.color, style.px(6), below=False)
    fill = claim.color if fact.status == "actual" else style.background
    shape = POINTERS.get(bound(fact), "circle")
    drawing.symbol(panel, fact.number, y, touch(fact), shape, style.px(13), fill=fill, stroke=claim.color, width=style.px(1.8))
    rises = (claim.before or 0) < fact.number
    color = style.words(fact)
    words = [[Run(short_value(fact), bold=True)]]
    side = 1 if rises else -1
    drawing.text(
        panel, fact.number, y, words, "left" if rises else "right", color=color, dx=side * style.px(11), background=style.background
    )


# --- one matter through the years -------------------------------------------------------------------


def steps(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """One row for each matter (the ``panel`` of its indicators, else the indicator) that was printed for several years of one region."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in by_time(facts):
        if fact.definition.measure == "duration" and fact.period.years == 1:
            groups.setdefault((fact.definition.panel or plain_name(fact), fact.region), []).append(fact)
    matters = {key: group for key, group in groups.items() if len({fact.period.start.year for fact in group}) > 1}
    if not matters:
        return []
    drawing = Drawing(style, left=style.px(6), right=style.px(6))
    for (name, _), group in matters.items():
        units = list(dict.fromkeys(fact.unit for fact in group))
        changed = f" · 单位先后为{'、'.join(units)}，不按长短画" if len(units) > 1 else f" · {units[0]}"
        heading(drawing, name, f"{group[0].region_name}{changed}", gap=16)
        _steps(drawing, group)
    shown = [fact for group in matters.values() for fact in group]
    return [
        Chart(
            "steps", drawing, _steps_title(matters), f"同一事项逐年的时限 · {period_span(shown)}", tuple(map(statement, reversed(shown))),
            tuple(fact.id for fact in shown), legend(shown, "●", "○"),
        )
    ]  # fmt: skip


def _steps_title(matters: Mapping[tuple[str, str], Sequence[Fact]]) -> str:
    """The quoted figures of the first matter that has several, year by year."""
    for (name, _), group in matters.items():
        told = quoted(group)
        if len(told) > 1:
            return f"{told[0].region_name}{name}：{' → '.join(f'{fact.period.start.year}年{hedged(fact)}' for fact in told)}"
    return unquoted_title(next(iter(matters))[0]) if not any(map(quoted, matters.values())) else "同一事项逐年的时限"


def _steps(drawing: Drawing, facts: Sequence[Fact]) -> None:
    """The figures side by side in the order of their years; the way between them says only what came after what."""
    style = drawing.style
    panel = drawing.panel(style.px(74), -0.5, len(facts) - 0.5)
    y = style.px(36)
    drawing.line(panel, (0, len(facts) - 1), (y, y), style.context, style.px(2))
    for place, fact in enumerate(facts):
        color = style.fact(fact)
        fill = color if fact.status == "actual" else style.background
        says = touch(fact)
        drawing.symbol(panel, place, y, says, "circle", style.px(13), fill=fill, stroke=color, width=style.px(2), stands_for=fact.number)
        drawing.text(panel, place, y - style.px(20), short_value(fact, unit=True), "center", bold=True, color=color)
        drawing.text(panel, place, y + style.px(22), period_label(fact), "center", color=style.muted)


# --- percentages ------------------------------------------------------------------------------------


def reductions(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """By how many per cent things became quicker, fewer or less, matter by matter, early to late, on one scale to 100 %."""
    rates = [fact for fact in facts if fact.unit == "%" and fact.definition.measure == "growth" and _SPEEDUP.search(fact.indicator_name)]
    if not rates:
        return []
    order = list(dataset.catalogue.indicators)
    ordered = sorted(by_time(rates), key=lambda fact: order.index(fact.indicator))
    top = max(100.0, *(fact.number for fact in ordered))
    rows = [BarRow(fact, style.fact(fact), "", hedged(fact)) for fact in ordered]
    drawing = Drawing(style, right=end_margin([(row.value / top, row.after) for row in rows], 4, style))
    scale(drawing, 0, top, "%")
    for row in rows:
        heading(drawing, plain_name(row.fact), f"{row.fact.region_name} · {period_label(row.fact)}")
        bar_rows(drawing, [row], top)
    best = max(quoted(ordered), default=None, key=lambda fact: (not fact.is_plan, fact.period.end, fact.number))
    title = statement(best) if best else unquoted_title("提速、压缩与精简")
    return [
        Chart(
            "reductions", drawing, title, f"提速、压缩与精简的百分比 · % · {period_span(ordered)}", tuple(map(statement, quoted_first(ordered))),
            tuple(fact.id for fact in ordered), bar_legend(rows),
        )
    ]  # fmt: skip
