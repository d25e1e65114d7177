"""The two sides of the bench: the marked text, and the form of the number that is being worked on."""

from __future__ import annotations

import streamlit as st

from xtdata.app.editing.bench import Bench
from xtdata.app.editing.form import Form
from xtdata.app.editing.reader import marked, reader
from xtdata.app.editing.survey import clause
from xtdata.app.paper import render
from xtdata.editing import entry as entries
from xtdata.editing.entry import Fields
from xtdata.language.text import Passage, sentence_around
from xtdata.render.excerpts import excerpt
from xtdata.verification.coverage import CURATED, DISMISSED, OPEN, Number

_USUAL_REASONS = 4
_REASON = "dismiss-reason"


def text_side(bench: Bench) -> None:
    """The text with its numbers, and how many of them are done."""
    draft = bench.draft
    if draft.current is None and not draft.has_begun:
        draft.current, draft.has_begun = bench.survey.step(None, 1), True
    waiting = {*draft.basket.observations, *draft.basket.dismissals}
    states = [_state(number, waiting) for number in bench.survey.numbers]
    st.html(render("editing/legend.html", counts={state: states.count(state) for state in (CURATED, "waiting", DISMISSED, OPEN)}))
    focus = _REASON if draft.is_dismissing else ""
    reader(marked(bench.survey, waiting), draft.current, focus, bench.pick, bench.step)


def _state(number: Number, waiting: set[int]) -> str:
    return "waiting" if number.passage.start in waiting else number.state


def form_side(bench: Bench) -> None:
    """The number that is being worked on: open with its form, or settled with what is said of it."""
    number = bench.survey.number(bench.draft.current)
    if number is None:
        st.html(render("editing/done.html", open=len(bench.survey.open), waiting=bench.draft.basket.summary()))
        _steps(bench)
    elif number.state == OPEN:
        _open(bench, number)
    else:
        _settled(bench, number)


def _open(bench: Bench, number: Number) -> None:
    draft, start = bench.draft, number.passage.start
    if start not in draft.forms:
        suggestion = bench.survey.suggestions.get(start)
        draft.forms[start] = entries.suggested(
            suggestion, bench.reading.region, bench.catalogue, entries.one_line(clause(bench.survey.text, number.passage))
        )
    places = bench.survey.open
    st.html(render("editing/number.html", place=places.index(start) + 1, count=len(places), excerpt=_excerpt(bench, number)))
    if draft.is_dismissing:
        _ask_reason(bench, start)
        return
    actions, verdict = st.container(key="actions", horizontal=True), st.container(key="verdict")
    form = Form(draft, start, bench.catalogue).show()
    is_good = _verdict(bench, form, number, verdict)
    with actions:
        st.button("采用", key="accept", type="primary", shortcut="A", on_click=bench.accept, args=(start,), disabled=not is_good)
        st.button("不采用", key="dismiss", shortcut="D", on_click=bench.ask_reason)
        _steps(bench)


def _steps(bench: Bench) -> None:
    none = not bench.survey.open
    st.button("上一个", key="previous", shortcut="K", on_click=bench.step, args=(-1,), disabled=none)
    st.button("下一个", key="next", shortcut="J", on_click=bench.step, args=(1,), disabled=none)


def _excerpt(bench: Bench, number: Number) -> str:
    """The sentence of *number*, the number marked."""
    raw, passage = bench.survey.text.raw, number.passage
    around = sentence_around(raw, passage)
    around = Passage(max(around.start, passage.start - 120), min(around.end, passage.end + 120))
    return excerpt(raw, around, passage, None)


def _verdict(bench: Bench, form: Fields, number: Number, place: st.delta_generator.DeltaGenerator) -> bool:
    """Say what the check says of *form*; whether it may be taken."""
    missing = bench.missing(form)
    verdict = None if missing else bench.verdict(form, number)
    with place:
        st.html(render("editing/verdict.html", missing=missing, verdict=verdict))
    return verdict is not None and verdict.is_good


def _ask_reason(bench: Bench, start: int) -> None:
    with st.container(key=_REASON):
        with st.form("reason-form", border=False):
            st.text_input("为什么不采用？", key="reason", max_chars=500, placeholder="如：修辞，非统计")
            st.pills("常用的理由", _usual_reasons(bench), key="reason-usual")
            st.form_submit_button("确定不采用", type="primary", on_click=_dismiss, args=(bench, start))
        st.button("取消", key="dismiss-cancel", shortcut="Esc", on_click=bench.ask_reason, args=(False,))


def _dismiss(bench: Bench, start: int) -> None:
    bench.dismiss(start, st.session_state.get("reason") or st.session_state.get("reason-usual") or "")


def _usual_reasons(bench: Bench) -> list[str]:
    """The reasons that the data give most often."""
    given = [one.reason for source in bench.catalogue.sources.values() for one in source.dismissed]
    return sorted(dict.fromkeys(given), key=lambda reason: -given.count(reason))[:_USUAL_REASONS]


def _settled(bench: Bench, number: Number) -> None:
    start = number.passage.start
    waits = start in bench.draft.basket.observations or start in bench.draft.basket.dismissals
    said = bench.survey.says.get(start, "")
    html = render("editing/settled.html", excerpt=_excerpt(bench, number), taken=number.state == CURATED, waits=waits, said=said)
    st.html(html)
    with st.container(key="actions", horizontal=True):
        if waits:
            st.button("取回来改", key="take-back", on_click=bench.take_back, args=(start,))
        _steps(bench)
