"""The data file as plain text, checked while it is typed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from xtdata.app.components import component
from xtdata.app.editing.session import Session, Yaml
from xtdata.app.markup import render
from xtdata.datafile import saving
from xtdata.datafile.saving import CannotSave
from xtdata.facts.loading import load_text
from xtdata.model.diagnostics import Diagnostic, errors

_SCRIPT = Path(__file__).parent / "yaml.js"
_KEY = "yaml-text"
_LISTED = 60


def yaml_editor(session: Session, path: Path) -> None:
    """Show the data file in a text field with its diagnostics; nothing is written before a review."""
    work = _opened(session, path)
    if work is None:
        return
    diagnostics = _checked(work.text, path)
    wrong = errors(diagnostics)
    listed = [*wrong, *(one for one in diagnostics if not one.is_error)]
    with st.container(key="yaml-top", horizontal=True, vertical_alignment="center"):
        changed = work.text != work.base
        st.html(render("editing/yaml_top.html", name=path.name, changed=changed, errors=len(wrong)), width="stretch")
        st.button(
            "看改动并保存",
            type="primary",
            on_click=session.review_text,
            args=(path,),
            disabled=not changed or bool(wrong),
            key="yaml-review",
        )
        with st.popover("放弃改动", disabled=not changed):
            st.write("这里还没有写入的改动都会丢掉。")
            st.button("丢掉，重新读入", on_click=_forget, args=(session,), key="yaml-forget")
    with st.container(key="yaml"):
        _field(work, diagnostics)
        st.html(render("editing/diagnostics.html", diagnostics=listed[:_LISTED], more=len(listed[_LISTED:])))


def _opened(session: Session, path: Path) -> Yaml | None:
    """The text being edited, read on first use; read again as long as nothing was typed."""
    try:
        present = saving.read(path)
    except CannotSave as error:
        st.html(render("problems.html", problems=[str(error)]))
        return session.yaml
    work = session.yaml
    if work is None or (work.text == work.base and work.digest != present.digest):
        serial = work.serial + 1 if work else 1
        session.yaml = work = Yaml(present.text, present.digest, present.text, serial, present.text)
    elif _KEY not in st.session_state and work.shown != work.text:
        # The field is drawn anew, after a reload or a visit elsewhere: it takes what was typed last.
        work.serial, work.shown = work.serial + 1, work.text
    return work


@lru_cache(maxsize=8)
def _checked(text: str, path: Path) -> tuple[Diagnostic, ...]:
    return load_text(text, path).diagnostics


def _field(work: Yaml, diagnostics: tuple[Diagnostic, ...]) -> None:
    marks = {one.line: "warning" for one in diagnostics if one.line and one.severity == "warning"} | {
        one.line: "error" for one in errors(diagnostics) if one.line
    }

    def typed() -> None:
        sent = st.session_state[_KEY].text
        # What was typed over an earlier text is not for this one.
        if isinstance(sent, dict) and sent.get("serial") == work.serial and isinstance(sent.get("text"), str):
            work.text = sent["text"]

    component(_SCRIPT)(
        key=_KEY,
        data={"text": work.shown, "serial": work.serial, "marks": marks, "line": work.line, "jumps": work.jumps},
        on_text_change=typed,
    )


def _forget(session: Session) -> None:
    session.yaml = None
