"""The number that is being worked on: open with its form and what the check says of it, or settled."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from xtdata.app.data import live
from xtdata.app.editing.form import Form, keeping, key
from xtdata.app.editing.session import AskingReason, Session
from xtdata.app.markup import render
from xtdata.editing import entry as entries
from xtdata.editing.agreement import CLOSE, Agreement
from xtdata.editing.draft import Draft
from xtdata.editing.entry import Fields
from xtdata.facts.dataset import Dataset
from xtdata.language.text import Passage, sentence_around
from xtdata.model.catalogue import Catalogue
from xtdata.render.excerpts import excerpt
from xtdata.verification.coverage import CURATED, OPEN, Number

REASON = "dismiss-reason"
_USUAL_REASONS = 4
_REACH = 120


def number_side(session: Session, draft: Draft, dataset: Dataset) -> None:
    """Show the number of *session*'s draft that is being worked on, and what can be done with it."""
    numbers = session.numbers(dataset)
    number = numbers.at(session.current)
    if number is None:
        st.html(render("editing/done.html", open=len(numbers.open), waiting=draft.summary()))
        _steps(session, dataset)
    elif number.state == OPEN:
        _open(session, draft, dataset, number)
    else:
        _settled(session, draft, dataset, number)


def _open(session: Session, draft: Draft, dataset: Dataset, number: Number) -> None:
    start, places = number.passage.start, session.numbers(dataset).open
    form = session.form(number, dataset)
    st.html(render("editing/number.html", place=places.index(start) + 1, count=len(places), excerpt=_sentence(draft, number)))
    if isinstance(session.at, AskingReason):
        _ask_reason(session, dataset, start)
        return
    actions, verdict = st.container(key="actions", horizontal=True), st.container(key="verdict")
    form = Form(session, draft, start, dataset.catalogue).show()
    agreed = session.agreement(start, dataset)
    with verdict:
        is_good = _verdict(session, dataset, form, number, agreed) and agreed.is_settled
    with actions:
        if agreed.kind == CLOSE and not agreed.is_confirmed:
            confirm = keeping(session, partial(_confirm, session))
            st.button("确认：就是这个指标", key="confirm", shortcut="Y", on_click=confirm, args=(start, agreed.id))
        accept = keeping(session, session.accept)
        st.button("采用", key="accept", type="primary", shortcut="A", on_click=accept, args=(start, dataset), disabled=not is_good)
        st.button("不采用", key="dismiss", shortcut="D", on_click=keeping(session, session.ask_reason))
        _steps(session, dataset)


def _steps(session: Session, dataset: Dataset) -> None:
    step, none = keeping(session, session.step), not session.numbers(dataset).open
    st.button("上一个", key="previous", shortcut="K", on_click=step, args=(-1, dataset), disabled=none)
    st.button("下一个", key="next", shortcut="J", on_click=step, args=(1, dataset), disabled=none)


def _sentence(draft: Draft, number: Number) -> str:
    """The sentence of *number*, the number marked."""
    raw, passage = draft.text.raw, number.passage
    around = sentence_around(raw, passage)
    around = Passage(max(around.start, passage.start - _REACH), min(around.end, passage.end + _REACH))
    return excerpt(raw, around, passage, None)


def _confirm(session: Session, start: int, indicator: str) -> None:
    session.confirm(start, indicator)
    st.session_state[key(session, start, "indicator")] = indicator


def _verdict(session: Session, dataset: Dataset, form: Fields, number: Number, agreed: Agreement) -> bool:
    """Say, apart, what the check says of the figure in *form* and how its indicator agrees; whether the figure may be taken."""
    missing = entries.missing(form, dataset.catalogue)
    checked = None if missing else session.check(form, number, dataset)
    proposed = replace(form, indicator=agreed.id)
    if not form.indicator and agreed.id and not entries.missing(proposed, dataset.catalogue):
        # What the text prints does not hang on which indicator it is.
        checked = replace(session.check(proposed, number, dataset), statement="")
    st.html(render("editing/verdict.html", missing=missing, verdict=checked, agreed=agreed))
    return not missing and checked is not None and checked.is_good


def _ask_reason(session: Session, dataset: Dataset, start: int) -> None:
    with st.container(key=REASON):
        with st.form("reason-form", border=False):
            st.text_input("为什么不采用？", key="reason", max_chars=500, placeholder="如：修辞，非统计")
            st.pills("常用的理由", _usual_reasons(dataset.catalogue), key="reason-usual")
            st.form_submit_button("确定不采用", type="primary", on_click=_dismiss, args=(session, dataset, start))
        st.button("取消", key="dismiss-cancel", shortcut="Esc", on_click=session.stop_asking)


def _dismiss(session: Session, dataset: Dataset, start: int) -> None:
    session.dismiss(start, st.session_state.get("reason") or st.session_state.get("reason-usual") or "", dataset)


def _usual_reasons(catalogue: Catalogue) -> list[str]:
    """The reasons that the data give most often."""
    given = [one.reason for source in catalogue.sources.values() for one in source.dismissed]
    return sorted(dict.fromkeys(given), key=lambda reason: -given.count(reason))[:_USUAL_REASONS]


def _settled(session: Session, draft: Draft, dataset: Dataset, number: Number) -> None:
    start = number.passage.start
    waits, said = start in draft.decided, session.numbers(dataset).says.get(start, "")
    html = render("editing/settled.html", excerpt=_sentence(draft, number), taken=number.state == CURATED, waits=waits, said=said)
    st.html(html)
    with st.container(key="actions", horizontal=True):
        if waits:
            st.button("取回来改", key="take-back", on_click=session.take_back, args=(start,))
        elif number.state == CURATED:
            st.button("修改或撤回", key="open-fact", on_click=session.open_fact, args=(number.by,))
            st.button("到 YAML 那一行", key="to-line", on_click=session.to_line, args=(number.by, live().path))
        _steps(session, dataset)
