"""How a text comes in: pasted, uploaded, or one of the sources."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from xtdata.app.editing.draft import Draft
from xtdata.app.editing.received import Reading, Unfit, new_reading, receive
from xtdata.app.paper import render
from xtdata.facts.dataset import Dataset
from xtdata.model.catalogue import Catalogue
from xtdata.sources.library import MAX_BYTES
from xtdata.sources.register import free_id

_NEW, _OLD = "一篇新文章", "已有的来源"
_KEPT = ("kind", "pasted", "title", "date", "region", "source", "old")


def intake(draft: Draft, dataset: Dataset, path: Path) -> None:
    """Ask for a text; *draft* begins with it when the editor says so."""
    with st.container(key="intake"):
        _restore(draft)
        kind = st.segmented_control("从哪里开始", [_NEW, _OLD], key=_key("kind"), required=True)
        if kind == _OLD:
            _old(draft, dataset)
        else:
            _new(draft, dataset, path)
        if draft.trouble:
            st.html(render("problems.html", problems=[draft.trouble]))
        for name in _KEPT:
            if _key(name) in st.session_state:
                draft.intake[name] = st.session_state[_key(name)]


def _key(name: str) -> str:
    return f"intake-{name}"


def _restore(draft: Draft) -> None:
    """What was typed before a reload stands in the fields again."""
    for name, value in {"kind": _NEW, **draft.intake}.items():
        if _key(name) not in st.session_state and value is not None:
            st.session_state[_key(name)] = value


def _new(draft: Draft, dataset: Dataset, path: Path) -> None:
    catalogue = dataset.catalogue
    st.text_area("粘贴全文", key=_key("pasted"), height=260, max_chars=MAX_BYTES, placeholder="把文章原样贴在这里，一个字也不要改")
    st.file_uploader("或者选一个文本文件（UTF-8 或 GB18030 编码，至多 5 MB）", ["txt", "md"], key=_key("file"))
    left, middle, right = st.columns([5, 3, 3])
    left.text_input("标题", key=_key("title"), placeholder=_title(), max_chars=200)
    middle.text_input("日期（读懂“今年”要用）", key=_key("date"), placeholder="如 2025-03", max_chars=10)
    _region(right, catalogue)
    st.text_input("代号（英文，以后不再改）", key=_key("source"), placeholder=_proposed(catalogue, path), max_chars=80)
    st.button("开始", type="primary", on_click=_start_new, args=(draft, catalogue, path), key="intake-start")


def _start_new(draft: Draft, catalogue: Catalogue, path: Path) -> None:
    # Read here, not when the page was drawn: the last field may have been left by the very click.
    named = {
        "source": _typed("source") or _proposed(catalogue, path),
        "title": _typed("title"),
        "date": _typed("date"),
        "region": _typed("region"),
    }
    try:
        reading = new_reading(receive(*_content()), **named, taken=catalogue.sources, root=path.resolve().parent)
    except Unfit as error:
        draft.trouble = str(error)
    else:
        _begin(draft, reading)


def _typed(name: str) -> str:
    return str(st.session_state.get(_key(name)) or "").strip()


def _content() -> tuple[bytes, str]:
    """The bytes that came and the name of their file, where one was chosen."""
    upload = st.session_state.get(_key("file"))
    pasted = str(st.session_state.get(_key("pasted")) or "")
    return (upload.getvalue(), upload.name) if upload else (pasted.encode("utf-8", errors="replace"), "")


def _proposed(catalogue: Catalogue, path: Path) -> str:
    return free_id(_typed("region") or catalogue.home, _typed("date"), catalogue.sources, path.resolve().parent)


def _title() -> str:
    """The title that the text itself begins with."""
    try:
        return receive(*_content()).title
    except Unfit:
        return "不写就取第一行"


def _region(place: st.delta_generator.DeltaGenerator, catalogue: Catalogue) -> None:
    names = {key: one.name for key, one in catalogue.regions.items()}
    if st.session_state.get(_key("region")) not in names:
        st.session_state[_key("region")] = catalogue.home
    home = list(names).index(catalogue.home)
    place.selectbox(
        "写的是哪里（读懂“全市”要用）", list(names), index=home, key=_key("region"), format_func=lambda key: names.get(key, key)
    )


def _old(draft: Draft, dataset: Dataset) -> None:
    catalogue, texts = dataset.catalogue, dataset.loaded.library.texts
    held = {key: source.title for key, source in catalogue.sources.items() if key in texts}
    if not held:
        st.info("现在没有一份来源的文本在手边。请先交进一篇新文章。")
        return
    if st.session_state.get(_key("old")) not in held:
        st.session_state[_key("old")] = next(iter(held))
    st.selectbox("来源", list(held), key=_key("old"), format_func=lambda key: held.get(key, key))

    def start() -> None:
        source = _typed("old")
        _begin(draft, Reading(source, texts[source].raw, _usual_region(catalogue, source), catalogue.sources[source].date or ""))

    st.button("开始", type="primary", on_click=start, key="intake-start")


def _usual_region(catalogue: Catalogue, source: str) -> str:
    """The region of which a source speaks most."""
    regions = [catalogue.observations[key].region for key in catalogue.by_source[source]]
    return max(regions, key=regions.count) if regions else catalogue.home


def _begin(draft: Draft, reading: Reading) -> None:
    draft.start(reading)
    draft.intake = {}
    for name in _KEPT:
        st.session_state.pop(_key(name), None)
