"""The page: who may come in, the text and the form, what waits, and the YAML for those who prefer it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from xtdata.app.access import Access, access
from xtdata.app.data import live, state
from xtdata.app.editing.form import keeping
from xtdata.app.editing.intake import intake
from xtdata.app.editing.number import number_side
from xtdata.app.editing.reader import text_side
from xtdata.app.editing.review import review
from xtdata.app.editing.saved import saved_fact
from xtdata.app.editing.session import AS_YAML, BY_NUMBER, Choosing, Clashing, Correcting, Reviewing, Saved, Session, Working, sessions
from xtdata.app.editing.yaml_editor import yaml_editor
from xtdata.app.markup import render, show_html
from xtdata.editing.draft import Draft
from xtdata.editing.drafts import stored_by
from xtdata.facts.dataset import Dataset

_STYLE = Path(__file__).parent / "editing.css"
_NAME = "draft"
_LONGEST = 400
_OFFERED = 3
_FACT = "fact"


def show_page() -> None:
    """Show the page to an editor; tell everybody else why it is closed."""
    st.html(_STYLE)
    granted = access()
    if not granted.allowed:
        _closed(granted)
        return
    session = _session(granted)
    # Before the page is drawn: what the last click has decided is safe at once. After it: what was typed meanwhile.
    session.keep(live().path)
    _show(session, granted)
    if trouble := session.keep(live().path):
        st.warning(trouble)


def _show(session: Session, granted: Access) -> None:
    if isinstance(session.at, Reviewing | Clashing):
        review(session, session.at)
        return
    dataset, path = state().dataset, live().path
    if isinstance(session.at, Correcting) and dataset is not None:
        saved_fact(session, session.at, dataset, path)
        return
    _tabs(session, granted)
    if session.tab == AS_YAML:
        yaml_editor(session, path)
    else:
        _by_number(session, dataset, path)


def _closed(granted: Access) -> None:
    show_html(render("editing/closed.html", reason=granted.reason), "editing-closed")
    if granted.may_log_in:
        st.button("登录", type="primary", on_click=st.login)


def _session(granted: Access) -> Session:
    """The session that the address or this visit names; its name goes into the address, so that a reload finds it."""
    asked = st.query_params.get(_NAME) or st.session_state.get(_NAME, "")
    session = sessions().open(asked, granted.editor, live().path)
    st.session_state[_NAME] = session.name
    if st.query_params.get(_NAME) != session.name:
        st.query_params[_NAME] = session.name
    if asked and asked != session.name:
        st.info("上次未写入的内容已经不在：已经写入或放弃，或者隔了太久。已经写入的不受影响。")
    if fact := st.query_params.get(_FACT):
        # Once is enough: a reload shall not come back to a fact that was left.
        del st.query_params[_FACT]
        session.open_fact(fact[:_LONGEST])
    return session


def _tabs(session: Session, granted: Access) -> None:
    with st.container(key="editing-tabs", horizontal=True):
        if st.session_state.get("editing-tab") is None or session.to_show:
            st.session_state["editing-tab"], session.to_show = session.tab or BY_NUMBER, False
        session.tab = (
            st.segmented_control("怎样编辑", [BY_NUMBER, AS_YAML], key="editing-tab", required=True, label_visibility="collapsed")
            or BY_NUMBER
        )
        if granted.editor:
            st.button("退出登录", on_click=st.logout, key="log-out")


def _by_number(session: Session, dataset: Dataset | None, path: Path) -> None:
    if dataset is None:
        st.warning("数据文件现在读不出来，先在“直接编辑 YAML”里改正它。")
        return
    draft = session.draft
    if draft is None or (draft.new_source is None and draft.source not in dataset.loaded.library.texts):
        _announce(session, path)
        _earlier(session, path)
        intake(session, dataset, path)
        return
    session.fit(dataset)
    draft = session.draft or draft
    _top(session, draft, dataset, path)
    _announce(session, path)
    with st.container(key="bench"):
        with st.container(key="bench-text"):
            text_side(session, draft, dataset)
        with st.container(key="bench-form"):
            number_side(session, draft, dataset)


def _earlier(session: Session, path: Path) -> None:
    """What was left unwritten in other visits, to go on with."""
    names = [name for name in stored_by(path, session.editor) if name != session.name][:_OFFERED] if session.is_empty else []
    for name in names:
        kept = Session.kept(path, name, session.editor)
        if kept is None:
            continue
        title = str(
            kept.draft.new_source.entry["title"] if kept.draft and kept.draft.new_source else kept.draft.source if kept.draft else ""
        )
        what = "，".join(part for part in (title, kept.draft.summary() if kept.draft else "还没有开始的文本") if part)
        st.button(f"接着做没有写入的：{what}", key=f"resume-{name}", on_click=_resume, args=(name,))


def _resume(name: str) -> None:
    st.query_params[_NAME] = name


def _announce(session: Session, path: Path) -> None:
    """What has just been written, or why nothing could be."""
    if isinstance(session.at, Working | Choosing) and session.at.trouble:
        st.html(render("editing/trouble.html", trouble=session.at.trouble))
    for notice in session.notices:
        st.html(render("editing/trouble.html", trouble=f"{notice}。"))
    if isinstance(session.at, Saved):
        show_html(render("editing/saved.html", saved=session.at.observations, remark=session.at.remark), "editing-saved")
        st.button("撤销这次写入", on_click=session.review_undo, args=(path,), key="undo")


def _top(session: Session, draft: Draft, dataset: Dataset, path: Path) -> None:
    """The title of the text, what waits, and the ways on."""
    title = draft.new_source.entry["title"] if draft.new_source else dataset.catalogue.sources[draft.source].title
    waits, is_empty = draft.summary(), not len(draft)
    with st.container(key="bench-top", horizontal=True, vertical_alignment="center"):
        st.html(render("editing/top.html", title=title, waiting=waits, remarks=draft.remarks), width="stretch")
        propose = keeping(session, session.review_draft)
        st.button("看改动并保存", type="primary", disabled=is_empty, on_click=propose, args=(path,), key="review-open", shortcut="S")
        with st.popover("换一篇"):
            if not is_empty:
                st.write(f"还有 {waits} 没有写入，换一篇就不要了。")
            st.button("换一篇文章" if is_empty else "不要了，换一篇", on_click=session.put_away, key="put-away")
