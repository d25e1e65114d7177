"""The text with its numbers marked; a click or a key chooses one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from xtdata.app.components import component
from xtdata.app.editing.form import keeping
from xtdata.app.editing.number import REASON
from xtdata.app.editing.session import AskingReason, Session
from xtdata.app.markup import render
from xtdata.editing.draft import Draft, Numbers
from xtdata.facts.dataset import Dataset
from xtdata.render.marks import Stretch, nest
from xtdata.verification.coverage import CURATED, DISMISSED, OPEN, Number

_SCRIPT = Path(__file__).parent / "reader.js"
_WAITING = "waiting"
_WORDS = {CURATED: "已采用", _WAITING: "待写入", DISMISSED: "不采用", OPEN: "未处理"}
_KEY = "reader"


def text_side(session: Session, draft: Draft, dataset: Dataset) -> None:
    """Show the text of *draft* with its numbers, and how many of them are done."""
    numbers = session.numbers(dataset)
    states = [_state(number, draft.decided) for number in numbers]
    st.html(render("editing/legend.html", counts={state: states.count(state) for state in _WORDS}))
    focus = REASON if isinstance(session.at, AskingReason) else ""
    html = marked(draft.text.raw, numbers, draft.decided)
    choose, step = keeping(session, session.choose), keeping(session, session.step)
    _show(html, session.current, focus, lambda start: choose(start, dataset), lambda by: step(by, dataset))


def marked(text: str, numbers: Numbers, waiting: Collection[int]) -> Markup:
    """*text*, escaped, each number in an element of its state; those at *waiting* wait to be written."""
    return nest(text, [_stretch(number, numbers.says.get(number.passage.start, ""), _state(number, waiting)) for number in numbers], {})


def _state(number: Number, waiting: Collection[int]) -> str:
    return _WAITING if number.passage.start in waiting else number.state


def _stretch(number: Number, said: str, state: str) -> Stretch:
    start = number.passage.start
    label = f"{_WORDS[state]}：{number.text}" + (f"，{said}" if said else "")
    form = '<span class="n {}" role="button" tabindex="-1" data-start="{}" title="{}" aria-label="{}">'
    opening = Markup(form).format(state, start, label, label)
    return Stretch(start, number.passage.end, 0, opening, opening, Markup("</span>"))


def _show(html: Markup, current: int | None, focus: str, choose: Callable[[int], None], step: Callable[[int], None]) -> None:
    """Show the marked text *html*, the number at *current* in sight.

    *choose* is called with the offset of a number that was chosen, *step* with 1 or -1 for an arrow key. *focus* names the
    container (by its key) whose first field takes the cursor when the name appears.
    """

    def picked() -> None:
        start = st.session_state[_KEY].pick
        if isinstance(start, int):
            choose(start)

    def stepped() -> None:
        by = st.session_state[_KEY].step
        if by in (1, -1):
            step(by)

    data = {"html": html, "current": current, "focus": focus}
    component(_SCRIPT)(key=_KEY, data=data, on_pick_change=picked, on_step_change=stepped)
