"""The page: who may come in, the text and the form, what waits, and the YAML for those who prefer it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from xtdata.app.access import Access, access
from xtdata.app.data import live, state
from xtdata.app.editing.bench import Bench, looked_through
from xtdata.app.editing.draft import Draft, drafts
from xtdata.app.editing.intake import intake
from xtdata.app.editing.review import review
from xtdata.app.editing.sides import form_side, text_side
from xtdata.app.editing.yaml_editor import yaml_editor
from xtdata.app.paper import paper, render
from xtdata.datafile.live import State
from xtdata.facts.dataset import Dataset

_STYLE = Path(__file__).parent / "editing.css"
_NAME = "draft"
_BY_NUMBER, _AS_YAML = "逐数录入", "直接编辑 YAML"


def show_page() -> None:
    """Show the page to an editor; tell everybody else why it is closed."""
    st.html(_STYLE)
    granted = access()
    if not granted.allowed:
        _closed(granted)
        return
    draft = _draft(granted)
    if draft.proposal:
        review(draft)
        return
    with st.container(key="editing-tabs", horizontal=True):
        if "editing-tab" not in st.session_state:
            st.session_state["editing-tab"] = draft.tab or _BY_NUMBER
        draft.tab = (
            st.segmented_control("怎样编辑", [_BY_NUMBER, _AS_YAML], key="editing-tab", required=True, label_visibility="collapsed")
            or _BY_NUMBER
        )
        if granted.editor:
            st.button("退出登录", on_click=st.logout, key="log-out")
    if draft.tab == _AS_YAML:
        yaml_editor(draft, live().path)
    else:
        _by_number(draft, state(), live().path)


def _closed(granted: Access) -> None:
    paper(render("editing/closed.html", reason=granted.reason), "editing-closed")
    if granted.may_log_in:
        st.button("登录", type="primary", on_click=st.login)


def _draft(granted: Access) -> Draft:
    """The draft that the address or this session names; its name goes into the address, so that a reload finds it."""
    asked = st.query_params.get(_NAME) or st.session_state.get(_NAME, "")
    draft = drafts().open(asked, granted.editor)
    st.session_state[_NAME] = draft.name
    if st.query_params.get(_NAME) != draft.name:
        st.query_params[_NAME] = draft.name
    if asked and asked != draft.name:
        st.info("上次未写入的内容已经不在：服务器重新启动过，或者隔了太久。已经写入的不受影响。")
    return draft


def _by_number(draft: Draft, shown: State[Dataset], path: Path) -> None:
    if shown.dataset is None:
        st.warning("数据文件现在读不出来，先在“直接编辑 YAML”里改正它。")
        return
    if draft.reading is None or (not draft.reading.is_new and draft.reading.source not in shown.dataset.loaded.library.texts):
        _announce(draft)
        intake(draft, shown.dataset, path)
        return
    catalogue = shown.dataset.catalogue
    bench = Bench(draft, draft.reading, catalogue, path, looked_through(draft, catalogue, shown.version, path))
    _top(bench)
    _announce(draft)
    with st.container(key="bench"):
        with st.container(key="bench-text"):
            text_side(bench)
        with st.container(key="bench-form"):
            form_side(bench)


def _announce(draft: Draft) -> None:
    """What has just been written, or why nothing could be."""
    if draft.trouble and draft.reading:
        st.html(render("problems.html", problems=[draft.trouble]))
    if draft.saved is not None:
        paper(render("editing/saved.html", saved=draft.saved), "editing-saved")


def _top(bench: Bench) -> None:
    """The title of the text, what waits, and the ways on."""
    draft = bench.draft
    title = str(bench.reading.entry.get("title") or bench.catalogue.sources[bench.reading.source].title)
    with st.container(key="bench-top", horizontal=True, vertical_alignment="center"):
        st.html(render("editing/top.html", title=title, waiting=draft.basket.summary()), width="stretch")
        st.button("看改动并保存", type="primary", disabled=not len(draft.basket), on_click=bench.propose, key="review-open", shortcut="S")
        with st.popover("换一篇"):
            if len(draft.basket):
                st.write(f"还有 {draft.basket.summary()} 没有写入，换一篇就不要了。")
            st.button("不要了，换一篇" if len(draft.basket) else "换一篇文章", on_click=draft.put_away, key="put-away")
