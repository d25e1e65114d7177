"""How much of its plan was completed: a bar for each rate against the line of 100 %."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xtdata.charts.chart import Chart, bound, by_time, period_span, quoted, quoted_first, unquoted_title
from xtdata.charts.drawing import Drawing
from xtdata.charts.rows import BarRow, bar_legend, bar_rows, end_margin, heading
from xtdata.charts.style import Style
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import (
    hedged,
    mark,
    number,
    period_label,
    plain_name,
    statement,
    status_label,
    value_phrase,
    with_unit,
)
from xtdata.model.catalogue import Relation


def is_completion(row: Fact, shares: Mapping[str, Relation], rows: Mapping[str, Fact]) -> bool:
    """Whether the row is a rate of completion against a plan: a declared share of a planned amount, or so named."""
    if row.unit != "%":
        return False
    relation = shares.get(row.id)
    planned = relation is not None and relation.terms[-1] in rows and rows[relation.terms[-1]].status == "planned"
    return planned or "完成率" in row.indicator_name or "计划" in row.comparison


def completion(facts: Sequence[Fact], dataset: Dataset, style: Style) -> list[Chart]:
    """One chart of all rates of completion, by region and period; none where there are no rates."""
    by_id = {fact.id: fact for fact in facts}
    shares = {relation.result: relation for relation in dataset.catalogue.relations if relation.kind == "share"}
    rates = [fact for fact in by_time(facts) if is_completion(fact, shares, by_id)]
    if not rates:
        return []
    home = dataset.catalogue.home
    ordered = sorted(rates, key=lambda fact: (-fact.period.end.toordinal(), fact.region != home, fact.region))
    top = max(110.0, *(fact.number for fact in ordered))
    drawing = Drawing(style, right=end_margin([(fact.number / top, hedged(fact)) for fact in ordered], 4, style))
    _plan(drawing, top)
    rows = [BarRow(fact, style.fact(fact), "", hedged(fact)) for fact in ordered]
    for row in rows:
        about = (row.fact.region_name, period_label(row.fact), amounts(row.fact, shares, by_id))
        heading(drawing, plain_name(row.fact), " · ".join(filter(None, about)))
        bar_rows(drawing, [row], top, 100)
    terms = [term for fact in ordered for term in _terms(fact, shares, by_id)]
    return [
        Chart(
            "completion", drawing, _title(ordered), f"投资完成率 · 计划为100% · {period_span(ordered)}",
            tuple(_clause(fact, [by_id[term] for term in _terms(fact, shares, by_id)]) for fact in quoted_first(ordered)),
            tuple(dict.fromkeys([*(fact.id for fact in ordered), *terms])), (("┃", "竖线：计划（100%）"), *bar_legend(rows)),
        )
    ]  # fmt: skip


def _plan(drawing: Drawing, top: float) -> None:
    """The words 计划 100% above the line that all bars are measured against."""
    panel = drawing.panel(drawing.style.px(20), 0, top)
    drawing.text(panel, 100, panel.height / 2, "计划 100%", "center", color=drawing.style.muted)


def amounts(row: Fact, shares: Mapping[str, Relation], rows: Mapping[str, Fact]) -> str:
    """The amounts that belong to a rate: from its declared relation, else the one printed in the same clause."""
    terms = [rows[term] for term in _terms(row, shares, rows)]
    if not terms:
        return ""
    foreseen = "" if terms[0].status == "actual" else status_label(terms[0])
    plan = f"，计划{value_phrase(terms[1])}{mark(terms[1])}" if len(terms) > 1 else ""
    return f"{foreseen}完成{value_phrase(terms[0])}{mark(terms[0])}{plan}"


def _terms(row: Fact, shares: Mapping[str, Relation], rows: Mapping[str, Fact]) -> list[str]:
    relation = shares.get(row.id)
    if relation is not None and all(term in rows for term in relation.terms):
        return list(relation.terms)
    beside = [one.id for one in rows.values() if _is_beside(row, one)]
    return beside if len(beside) == 1 else []


def _is_beside(rate: Fact, amount: Fact) -> bool:
    """Whether *amount* is a sum of money of the same place, time and status, printed in the rate's own quote."""
    same = all(getattr(rate, name) == getattr(amount, name) for name in ("source", "region", "period", "status", "theme"))
    printed = with_unit(number(amount.value), amount.unit)
    return same and amount.is_money and printed in rate.quote


def _title(drawn: Sequence[Fact]) -> str:
    """How many of the quoted rates reach the plan; where others are drawn beside them, the title says that it is not about those."""
    rows = quoted(drawn)
    if not rows:
        return unquoted_title("投资完成率")
    count, done = len(rows), sum(row.number >= 100 and bound(row) != "down" for row in rows)
    if count == 1:
        return statement(rows[0])
    foreseen = "（含预计）" if any(row.status != "actual" for row in rows) else ""
    low, high = min(row.number for row in rows), max(row.number for row in rows)
    span = f"{number(low)}%–{number(high)}%"
    those = "" if count == len(drawn) else "有原文的 "
    return f"{those}{count} 项投资完成率{foreseen}在{span}之间，{'都' if done == count else f'{done} 项'}超过计划"


def _clause(row: Fact, terms: Sequence[Fact]) -> str:
    if not terms:
        return statement(row)
    against = "计划的" if len(terms) > 1 else "完成率"
    if row.comparison:
        against = row.comparison.removeprefix("为")
    link = "" if against == "完成率" else "为"
    return f"{statement(terms[0])}，{link}{against}{value_phrase(row)}" + (f"（计划{value_phrase(terms[1])}）" if len(terms) > 1 else "")
