"""Before anything is written: the change as a comparison of lines; after a clash, both versions beside each other."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from xtdata.app.access import NotAllowed, require
from xtdata.app.editing.session import Clashing, Reviewing, Session
from xtdata.app.markup import render
from xtdata.editing.changeset import Changeset
from xtdata.editing.consequences import consequences
from xtdata.editing.diff import beside, unified
from xtdata.editing.editor import own_name


def review(session: Session, at: Reviewing | Clashing) -> None:
    """Show what would be written, and write it when the editor says so."""
    with st.container(key="review"):
        if isinstance(at, Clashing):
            _clash(session, at)
        else:
            _change(session, at)


def carry_out(session: Session) -> None:
    """Write the change under review in the name of the present reader. Raises ``NotAllowed`` where the reader may not edit."""
    session.write(authorised_by=require() or own_name())


def _change(session: Session, at: Reviewing) -> None:
    changeset = at.changeset
    lines = unified(changeset.base, changeset.text)
    html = render(
        "editing/review.html",
        lines=lines,
        name=changeset.path.name,
        diagnostics=changeset.errors,
        files=list(changeset.files),
        trouble=at.trouble,
        told=[] if changeset.errors else _told(changeset),
    )
    st.html(html)
    with st.container(horizontal=True):
        st.button("写入", type="primary", on_click=_write, args=(session,), key="write", disabled=bool(changeset.errors) or not lines)
        st.button("返回", on_click=session.leave_review, key="review-close", shortcut="Esc")


@lru_cache(maxsize=4)
def _told(changeset: Changeset) -> list[str]:
    """What *changeset* does, in words: the page asks again with every click."""
    return consequences(changeset).lines()


def _write(session: Session) -> None:
    try:
        carry_out(session)
    except NotAllowed as error:
        if isinstance(session.at, Reviewing):
            session.at = replace(session.at, trouble=str(error))


def _clash(session: Session, at: Clashing) -> None:
    pairs = beside(at.theirs, at.changeset.text)
    st.html(render("editing/clash.html", pairs=pairs, name=at.changeset.path.name, trouble=at.trouble))
    with st.container(horizontal=True):
        st.button("套用到新版本上", type="primary", on_click=session.try_again, key="again")
        st.button("返回", on_click=session.leave_review, key="clash-close")
