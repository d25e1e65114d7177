"""核验: whether the figures can be shown: what was checked, with what result, and the disagreements with their passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from xtdata.app.context import PageContext
from xtdata.app.data import cache
from xtdata.app.filters import View
from xtdata.app.footnotes import dated, issuer
from xtdata.app.markup import render, show_html
from xtdata.app.section import show_passage
from xtdata.facts import wording
from xtdata.facts.fact import Fact
from xtdata.language.period import Period
from xtdata.model.catalogue import CORRECTION_STATUSES, VERIFIED
from xtdata.render.excerpts import excerpts
from xtdata.verification.across import AGREEMENTS, Comparison, Remark, comparisons, levels_compared, remarks
from xtdata.verification.audit import Check, Tally, check_relations
from xtdata.verification.coverage import cover

NAME = "verification"
_CHANGED = {"E042", "N061"}
_REMARKS = {"tenfold": "相邻两年相差十倍以上", "falls": "水平比上年低，印出的增速却是正的（增速多按可比价，或口径有调整）"}


@dataclass(frozen=True)
class Line:
    """One row of the summary: what was looked at, how much of it, and what came out; ``place`` leads to the details."""

    what: str
    checked: str
    result: str
    is_open: bool = False
    place: str = ""


@dataclass(frozen=True)
class Side:
    """One of several figures that are shown side by side."""

    address: str
    says: str
    level: str
    source: str
    excerpts: list[Markup]


@dataclass(frozen=True)
class Case:
    """Figures to be read beside each other, and what is said of them."""

    verdict: str
    words: str
    sides: list[Side]
    is_open: bool = False


@dataclass(frozen=True)
class Group:
    """The cases of one kind; *folded* where they disturb nobody."""

    place: str
    title: str
    cases: list[Case]
    folded: bool = False


def show(context: PageContext) -> None:
    """The page, made once for all sessions, and the open passage beside it."""
    chosen = context.view.chosen
    html = cache.get(("verification", context.version, context.view.filters), lambda: _page(context))
    with st.container(key="verification"):
        if not chosen:
            show_html(html, "verification-page")
            return
        left, right = st.columns([7, 5], gap="large")
        with left:
            show_html(html, "verification-page", chosen=chosen)
        with right:
            show_passage(context, chosen, "verification")


def _page(context: PageContext) -> str:
    catalogue = context.dataset.catalogue
    checks, compared, odd = check_relations(catalogue), comparisons(catalogue), remarks(catalogue)
    groups = [
        _relations(context, checks),
        _corrections(context),
        _sources(context, compared),
        _series(context, odd),
        _agreeing(context, checks),
    ]
    levels = Counter(fact.level for fact in context.dataset.facts.values())
    lines = _lines(context, levels, checks, compared, odd)
    waiting = [line.what for line in lines if line.is_open]
    return render(
        "verification.html",
        count=levels.total(),
        verbatim=levels["verbatim"],
        lines=lines,
        groups=[one for one in groups if one.cases],
        waiting=waiting,
    )


# --- the summary --------------------------------------------------------------------------------------


def _lines(
    context: PageContext, levels: Counter[str], checks: Sequence[Check], compared: Sequence[Comparison], odd: Sequence[Remark]
) -> list[Line]:
    dataset = context.dataset
    catalogue, facts = dataset.catalogue, dataset.facts.values()
    quotes = sum(len(fact.observation.quote) for fact in facts)
    found = sum(len(fact.evidence) for fact in facts)
    tally = Tally.of(catalogue, checks)
    versions = Counter(one.agreement for one in compared)
    held = len(dataset.loaded.library.texts)
    changed = sum(one.code in _CHANGED for one in dataset.diagnostics)
    covered = cover(catalogue, dataset.loaded.library.texts, dataset.loaded.evidence)
    numbers, open_ = sum(len(one.numbers) for one in covered), sum(len(one.open) for one in covered)
    shown = "、".join(f"{AGREEMENTS[key]} {versions[key]}" for key in AGREEMENTS if versions[key])
    return [
        Line("引文", f"{quotes} 条", f"{found} 条在原文中逐字找到，{quotes - found} 条的原文不在手边"),
        Line(
            "数值",
            f"{len(facts)} 条事实",
            "、".join(f"{VERIFIED[key]} {levels[key]}" for key in VERIFIED) + "；有引文的，数值、单位、限定词都与引文相符",
        ),
        Line(
            "关系",
            f"{tally.declared} 条，核算 {tally.checked} 条",
            f"相符 {tally.holding} 条（弱检验 {tally.weak} 条），"
            f"来源自身不一致 {tally.failing} 条，其中待查 {tally.open} 条；{tally.implying} 条只作推算",
            tally.open > 0,
            "relations",
        ),
        Line(
            "更正",
            f"登记 {len(catalogue.corrections)} 处来源印错的数",
            f"{sum(one.status != 'fixed' for one in catalogue.corrections)} 处来源尚未改正",
            place="corrections" if catalogue.corrections else "",
        ),
        Line(
            "多份来源", f"{sum(versions.values())} 个数印了几处", shown or "没有同一个数印在几份来源里", versions["conflict"] > 0, "sources"
        ),
        Line("逐年的数", f"{levels_compared(catalogue)} 个年度水平", f"{len(odd)} 处值得看一眼", place="series"),
        Line("来源文本", f"{len(catalogue.sources)} 份，{held} 份在手边", f"{changed} 份与登记的不同", changed > 0),
        Line("印出的数字", f"随项目发布的 {len(covered)} 份文本，{numbers} 个", f"{open_} 个尚未处理", open_ > 0),
        Line("仅引用", f"{levels['cited']} 条在用", "只有出处、没有引文，图上画得淡，不进标题"),
    ]


# --- figures side by side -----------------------------------------------------------------------------


def _relations(context: PageContext, checks: Sequence[Check]) -> Group:
    catalogue = context.dataset.catalogue
    failing = sorted((one for one in checks if one.fails), key=lambda one: not one.is_open)
    cases = [
        Case(
            "待查" if one.is_open else "",
            wording.dispute(one, catalogue),
            _sides(context, one.ids),
            one.is_open,
        )
        for one in failing
    ]
    return Group("relations", "合不上的数", cases)


def _sources(context: PageContext, compared: Sequence[Comparison]) -> Group:
    cases = [
        Case(AGREEMENTS[one.agreement], _name(context, one.ids[0]), _sides(context, one.ids), one.agreement == "conflict")
        for one in compared
    ]
    return Group("sources", "几份来源印的同一个数", cases)


def _corrections(context: PageContext) -> Group:
    """What the sources print wrongly, what is not settled yet first."""
    corrections = sorted(context.dataset.catalogue.corrections, key=lambda one: one.status == "fixed")
    cases = [
        Case(
            CORRECTION_STATUSES[one.status],
            f"原文“{one.expect}”：{one.right}，据{one.by}，{Period.parse(one.since).label}{'；' + one.note if one.note else ''}",
            _sides(context, (one.fact,)),
        )
        for one in corrections
    ]
    return Group("corrections", "来源印错的数", cases)


def _series(context: PageContext, odd: Sequence[Remark]) -> Group:
    cases = [Case("请看", f"{_name(context, one.ids[1])}：{_REMARKS[one.kind]}", _sides(context, one.ids)) for one in odd]
    return Group("series", "逐年看来突兀的数", cases)


def _agreeing(context: PageContext, checks: Sequence[Check]) -> Group:
    cases = [
        Case(
            one.word + ("（弱检验）" if one.weak else ""),
            one.relation.note or "",
            _sides(context, one.ids),
        )
        for one in checks
        if not one.fails
    ]
    return Group("agreeing", "核算相符的关系", cases, folded=True)


def _name(context: PageContext, key: str) -> str:
    fact = context.dataset.facts[key]
    return f"{wording.period_label(fact)}{wording.place(fact)}{fact.indicator_name}"


def _sides(context: PageContext, keys: Iterable[str]) -> list[Side]:
    return [_side(context.dataset.facts[key], context.view.filters) for key in keys]


def _side(fact: Fact, view: View) -> Side:
    where = f"《{fact.origin.title}》，{issuer(fact.origin)}，{dated(fact.origin) or '日期不详'}"
    return Side(view.address(fact.id), wording.statement(fact), wording.level_label(fact), where, excerpts(fact, 0, "q", "mark"))
