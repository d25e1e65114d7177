"""A fact that is in the data: its fields to correct, the way to withdraw it and to its line, and who changed it when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from xtdata.app.editing.session import Correcting, Session
from xtdata.app.markup import render
from xtdata.datafile import saving
from xtdata.datafile.saving import CannotSave
from xtdata.editing.entry import value_of
from xtdata.editing.journal import Journal, read_journal, told
from xtdata.editing.revision import Correction, Withdrawal
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.wording import statement
from xtdata.model.catalogue import QUALIFIERS, STATISTICS, STATUSES, Catalogue
from xtdata.render.excerpts import excerpts

_SHOWN = 20
_REASON = "saved-reason"
_LABELS = {
    "indicator": "指标",
    "region": "地区",
    "period": "期间",
    "value": "数值（区间如 30–34）",
    "from": "起点（从…到…）",
    "unit": "单位（与指标的单位不同才写）",
    "qualifier": "限定词",
    "status": "状态",
    "statistic": "统计方式",
    "comparison": "比较的对象",
    "subject": "只属于某一企业或项目",
    "quote": "引文",
    "note": "说明",
}
_ROWS = (
    ("indicator", "region"),
    ("value", "from", "unit"),
    ("period", "qualifier", "status"),
    ("quote",),
    ("note",),
    ("comparison", "statistic", "subject"),
)


def saved_fact(session: Session, at: Correcting, dataset: Dataset, path: Path) -> None:
    """Show the fact that *at* names with its fields; nothing is written before a review."""
    fact = dataset.facts.get(at.fact)
    with st.container(key="saved-fact"):
        if fact is None:
            st.html(render("editing/trouble.html", trouble=f"数据里没有编号为“{at.fact}”的事实：它改过编号，或已经撤回。"))
            _back(session)
        else:
            html = render("editing/saved_fact.html", sentence=statement(fact), id=fact.id, excerpts=excerpts(fact, 1, "q", "mark"))
            st.html(html)
            if at.trouble:
                st.html(render("editing/trouble.html", trouble=at.trouble))
            _fields(fact, dataset.catalogue)
            _actions(session, fact, path)
        _history(at.fact, path)


def typed(fact: Fact, state: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of *fact* in which *state*, the widgets, says something else than the data."""
    before = printed(fact)
    found: dict[str, Any] = {}
    for name in _LABELS:
        value = state.get(_key(fact, name))
        if value is None or str(value).strip() == before[name]:
            continue
        text = str(value).strip()
        found[name] = (value_of(text) if name in {"value", "from"} else text) if text else None
    return found


def printed(fact: Fact) -> dict[str, str]:
    """Each field of *fact* as the form shows it."""
    one = fact.observation
    value = "–".join(map(str, one.value)) if isinstance(one.value, tuple) else str(one.value)
    said = {name: getattr(one, name, None) for name in _LABELS} | {"value": value, "from": one.from_}
    return {name: str(text) if text is not None else "" for name, text in said.items()} | {"quote": _quote(fact)}


def _quote(fact: Fact) -> str:
    """The one quote of *fact*; empty where there are several, or words around it: these are changed as text."""
    quotes = fact.observation.quote
    return quotes[0].exact if len(quotes) == 1 and not (quotes[0].prefix or quotes[0].suffix) else ""


def _fields(fact: Fact, catalogue: Catalogue) -> None:
    choices: Mapping[str, Mapping[str, str]] = {
        "indicator": {key: f"{one.name}（{one.unit}）" for key, one in catalogue.indicators.items()},
        "region": {key: one.name for key, one in catalogue.regions.items()},
        "qualifier": QUALIFIERS,
        "status": STATUSES,
        "statistic": STATISTICS,
    }
    values = printed(fact)
    for row in _ROWS:
        for column, name in zip(st.columns(len(row)), row, strict=True):
            widget, label = _key(fact, name), _LABELS[name]
            if widget not in st.session_state:
                st.session_state[widget] = values[name]
            if name in choices:
                options = choices[name]
                column.selectbox(label, list(options), key=widget, format_func=partial(_named, options))
            elif name == "quote":
                is_plain = bool(values["quote"]) or not fact.observation.quote
                hint = "" if is_plain else "（有几条或带前后文，请到 YAML 那一行改）"
                column.text_area(f"{label}{hint}", key=widget, height=72, max_chars=2000, disabled=not is_plain)
            else:
                column.text_input(label, key=widget, max_chars=2000)


def _named(options: Mapping[str, str], key: str) -> str:
    return options.get(key, key)


def _actions(session: Session, fact: Fact, path: Path) -> None:
    st.text_input("理由（撤回必写；记入历史）", key=_REASON, max_chars=500, placeholder="如：与原文不符、与另一条重复")

    def correct() -> None:
        fields = typed(fact, {str(name): value for name, value in st.session_state.items()})
        if fields:
            session.review_change(path, Correction(fact.id, fields, _reason()))
        else:
            session.at = Correcting(fact.id, session.before_fact, "还没有改动任何一栏。")

    with st.container(key="actions", horizontal=True):
        st.button("看改动并保存", type="primary", on_click=correct, key="saved-correct")
        st.button("撤回", on_click=lambda: session.review_change(path, Withdrawal(fact.id, _reason())), key="saved-withdraw")
        st.button("到 YAML 那一行", on_click=session.to_line, args=(fact.id, path), key="saved-line")
        _back(session)


def _back(session: Session) -> None:
    st.button("返回", on_click=session.leave_fact, key="saved-close", shortcut="Esc")


def _reason() -> str:
    return str(st.session_state.get(_REASON) or "").strip()


def _key(fact: Fact, name: str) -> str:
    return f"saved-{fact.id}-{name}"


def _history(fact: str, path: Path) -> None:
    """Who changed the fact, newest first."""
    try:
        journal, present = read_journal(path), saving.read(path).digest
    except CannotSave as error:
        journal, present = Journal(troubles=(str(error),)), ""
    entries = [
        (one, one.name, journal.is_held(index, present), told(one, fact))
        for index in journal.of_fact(fact)[::-1][:_SHOWN]
        for one in (journal.records[index],)
    ]
    st.html(render("editing/history.html", entries=entries, troubles=journal.troubles))
