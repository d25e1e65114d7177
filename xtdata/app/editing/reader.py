"""The text with its numbers marked; a click or a key chooses one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from xtdata.app.components import component
from xtdata.app.editing.survey import Survey
from xtdata.render.marks import Stretch, nest
from xtdata.verification.coverage import CURATED, DISMISSED, OPEN, Number

_SCRIPT = Path(__file__).parent / "reader.js"
_WAITING = "waiting"
_WORDS = {CURATED: "已采用", DISMISSED: "不采用", OPEN: "未处理", _WAITING: "待写入"}
_KEY = "reader"


def marked(survey: Survey, waiting: Collection[int]) -> Markup:
    """The text of *survey*, escaped, each number in an element of its state."""
    return nest(survey.text.raw, [_stretch(number, survey, number.passage.start in waiting) for number in survey.numbers], {})


def _stretch(number: Number, survey: Survey, waits: bool) -> Stretch:
    start, state = number.passage.start, _WAITING if waits else number.state
    said = survey.says.get(start, "")
    label = f"{_WORDS[state]}：{number.text}" + (f"，{said}" if said else "")
    form = '<span class="n {}" role="button" tabindex="-1" data-start="{}" title="{}" aria-label="{}">'
    opening = Markup(form).format(state, start, label, label)
    return Stretch(start, number.passage.end, 0, opening, opening, Markup("</span>"))


def reader(html: Markup, current: int | None, focus: str, pick: Callable[[int], None], step: Callable[[int], None]) -> None:
    """Show the marked text *html*, the number at *current* in sight.

    *pick* is called with the offset of a number that was chosen, *step* with 1 or -1 for an arrow key. *focus* names the
    container (by its key) whose first field takes the cursor when the name appears.
    """

    def picked() -> None:
        start = st.session_state[_KEY].pick
        if isinstance(start, int):
            pick(start)

    def stepped() -> None:
        by = st.session_state[_KEY].step
        if by in (1, -1):
            step(by)

    data = {"html": html, "current": current, "focus": focus}
    component(_SCRIPT)(key=_KEY, data=data, on_pick_change=picked, on_step_change=stepped)
