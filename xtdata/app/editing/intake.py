"""How a text comes in: pasted, uploaded, fetched from a web address, or one of the sources."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from xtdata.app.access import NotAllowed, require
from xtdata.app.editing.session import Choosing, Session
from xtdata.app.uploads import accept_files
from xtdata.editing.draft import draft_of_document, draft_of_source
from xtdata.facts.dataset import Dataset
from xtdata.model.catalogue import Catalogue
from xtdata.sources import SourceError
from xtdata.sources.document import Document, fetch_document, read_document
from xtdata.sources.library import MAX_BYTES
from xtdata.sources.register import free_id, propose_source

_NEW, _OLD = "一篇新文章", "已有的来源"
_KEPT = ("kind", "pasted", "address", "title", "date", "region", "source", "old")
_FILES = ["txt", "md", "markdown", "html", "htm"]


def intake(session: Session, dataset: Dataset, path: Path) -> None:
    """Ask for a text; *session* begins with it when the editor says so."""
    with st.container(key="intake"):
        _restore(session)
        kind = st.segmented_control("从哪里开始", [_NEW, _OLD], key=_key("kind"), required=True)
        if kind == _OLD:
            _old(session, dataset)
        else:
            _new(session, dataset, path)
        for name in _KEPT:
            if _key(name) in st.session_state:
                session.intake[name] = st.session_state[_key(name)]


def receive(content: bytes, name: str = "", address: str = "") -> Document:
    """The document at *address*; without one, that of *content*, pasted or from a file with *name*. Raises ``SourceError``."""
    if address and not name:
        return fetch_document(address)
    if not content.strip():
        raise SourceError("还没有文本。请粘贴一篇文章，写一个网址，或选一个文件")
    return read_document(content, name)


def begin_new(
    session: Session, dataset: Dataset, path: Path, document: Document, *, id: str = "", title: str = "", date: str = "", region: str = ""
) -> None:
    """Begin with *document* as a new source of the data file at *path*. Raises ``SourceError`` where it cannot be one.

    *id*, *title* and *date* are those that the editor gave; *region* is the id of the region of which the text speaks.
    """
    catalogue, root = dataset.catalogue, path.resolve().parent
    region = region or catalogue.home
    checksums = {key: one.sha256 for key, one in catalogue.sources.items()}
    id = id or free_id(region, date or document.date, catalogue.sources, root)
    source = propose_source(document, root, checksums, id=id, title=title, date=date)
    session.begin(draft_of_document(document, source, region), dataset)


def _key(name: str) -> str:
    return f"intake-{name}"


def _restore(session: Session) -> None:
    """What was typed before a reload stands in the fields again."""
    for name, value in {"kind": _NEW, **session.intake}.items():
        if _key(name) not in st.session_state and value is not None:
            st.session_state[_key(name)] = value


def _new(session: Session, dataset: Dataset, path: Path) -> None:
    catalogue = dataset.catalogue
    st.text_area("粘贴全文", key=_key("pasted"), height=260, max_chars=MAX_BYTES, placeholder="把文章原样贴在这里，一个字也不要改")
    accept_files()
    left, right = st.columns(2)
    left.file_uploader("或者选一个文本文件（UTF-8 或 GB18030 编码，至多 5 MB）", _FILES, key=_key("file"))
    right.text_input("或者写一个网址", key=_key("address"), placeholder="https://…", max_chars=2000)
    left, middle, right = st.columns([5, 3, 3])
    left.text_input("标题", key=_key("title"), placeholder=_title(), max_chars=200)
    middle.text_input("日期（读懂“今年”要用）", key=_key("date"), placeholder="如 2025-03", max_chars=10)
    _region(right, catalogue)
    proposed = free_id(_typed("region") or catalogue.home, _typed("date"), catalogue.sources, path.resolve().parent)
    st.text_input("代号（英文，以后不再改）", key=_key("source"), placeholder=proposed, max_chars=80)
    st.button("开始", type="primary", on_click=_start_new, args=(session, dataset, path), key="intake-start")


def _start_new(session: Session, dataset: Dataset, path: Path) -> None:
    # Read here, not when the page was drawn: the last field may have been left by the very click.
    named = {"id": _typed("source"), "title": _typed("title"), "date": _typed("date"), "region": _typed("region")}
    try:
        # Only an editor makes this machine fetch a page.
        require()
        begin_new(session, dataset, path, receive(*_content(), _typed("address")), **named)
    except SourceError as error:
        session.at = Choosing(f"{error}。")
    except NotAllowed as error:
        session.at = Choosing(str(error))
    else:
        _forget()


def _typed(name: str) -> str:
    return str(st.session_state.get(_key(name)) or "").strip()


def _content() -> tuple[bytes, str]:
    """The bytes that came and the name of their file, where one was chosen."""
    upload = st.session_state.get(_key("file"))
    pasted = str(st.session_state.get(_key("pasted")) or "")
    return (upload.getvalue(), upload.name) if upload else (pasted.encode("utf-8", errors="replace"), "")


def _title() -> str:
    """The title that the text itself begins with."""
    try:
        return receive(*_content()).title
    except SourceError:
        return "不写就取第一行"


def _region(place: st.delta_generator.DeltaGenerator, catalogue: Catalogue) -> None:
    names = {key: one.name for key, one in catalogue.regions.items()}
    if st.session_state.get(_key("region")) not in names:
        st.session_state[_key("region")] = catalogue.home
    home = list(names).index(catalogue.home)
    place.selectbox(
        "写的是哪里（读懂“全市”要用）", list(names), index=home, key=_key("region"), format_func=lambda key: names.get(key, key)
    )


def _old(session: Session, dataset: Dataset) -> None:
    held = {key: source.title for key, source in dataset.catalogue.sources.items() if key in dataset.loaded.library.texts}
    if not held:
        st.info("现在没有一份来源的文本在手边。请先交进一篇新文章。")
        return
    if st.session_state.get(_key("old")) not in held:
        st.session_state[_key("old")] = next(iter(held))
    st.selectbox("来源", list(held), key=_key("old"), format_func=lambda key: held.get(key, key))
    st.button("开始", type="primary", on_click=_start_old, args=(session, dataset), key="intake-start")


def _start_old(session: Session, dataset: Dataset) -> None:
    session.begin(draft_of_source(dataset, _typed("old")), dataset)
    _forget()


def _forget() -> None:
    for name in _KEPT:
        st.session_state.pop(_key(name), None)
