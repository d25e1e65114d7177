"""How a text comes in: pasted, uploaded, fetched from a web address, or one of the sources.

Title, date and place stand in the fields as the head of the text says them, until the editor writes something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from xtdata.app.access import NotAllowed, require
from xtdata.app.editing.form import KINDS
from xtdata.app.editing.session import Choosing, Session
from xtdata.app.markup import render
from xtdata.app.uploads import accept_files
from xtdata.datafile.build import check_key, read_entry
from xtdata.editing.draft import draft_of_document, draft_of_source
from xtdata.editing.region import propose_region
from xtdata.facts.dataset import Dataset
from xtdata.model.catalogue import Catalogue, Region
from xtdata.reading.heading import Heading, read_heading
from xtdata.sources import SourceError
from xtdata.sources.document import Document, fetch_document, read_document
from xtdata.sources.library import MAX_BYTES
from xtdata.sources.register import free_id, propose_source

_NEW, _OLD = "一篇新文章", "已有的来源"
_KEPT = (
    "kind",
    "pasted",
    "address",
    "title",
    "date",
    "region",
    "source",
    "old",
    "place",
    "settled",
    "place_id",
    "place_kind",
    "place_parent",
)
_FILES = ["txt", "md", "markdown", "html", "htm", "docx", "pdf"]
_FILLED = "intake-filled"
_NONE = ""


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
    return _read(content, name)


@lru_cache(maxsize=4)
def _read(content: bytes, name: str) -> Document:
    """The document that *content* is; the page asks with every key that is pressed."""
    return read_document(content, name)


def begin_new(
    session: Session,
    dataset: Dataset,
    path: Path,
    document: Document,
    *,
    id: str = "",
    title: str = "",
    date: str = "",
    region: str = "",
    regions: Mapping[str, Mapping[str, Any]] | None = None,
) -> None:
    """Begin with *document* as a new source of the data file at *path*. Raises ``SourceError`` where it cannot be one.

    *id*, *title* and *date* are those that the editor gave; *region* is the id of the region of which the text speaks, one of the
    data or of *regions*, which are to be registered with it.
    """
    catalogue, root = dataset.catalogue, path.resolve().parent
    region = region or catalogue.home
    checksums = {key: one.sha256 for key, one in catalogue.sources.items()}
    id = id or free_id(region, date or document.date, catalogue.sources, root)
    source = propose_source(document, root, checksums, id=id, title=title, date=date)
    session.begin(draft_of_document(document, source, region, regions), dataset)


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
    left.file_uploader("或者选一个文件（文本、Markdown、网页、Word、有文字的 PDF，至多 5 MB）", _FILES, key=_key("file"))
    right.text_input("或者写一个网址", key=_key("address"), placeholder="https://…", max_chars=2000)
    heading = _heading()
    place = _place_of(heading, catalogue)
    _fill("title", heading.title)
    _fill("date", heading.date)
    _fill("region", _registered(place, catalogue), catalogue.home)
    left, middle, right = st.columns([5, 3, 3])
    left.text_input("标题", key=_key("title"), placeholder=_title(), max_chars=200)
    middle.text_input("日期（读懂“今年”要用）", key=_key("date"), placeholder="如 2025-03", max_chars=10)
    _region(right, catalogue)
    _place(place, dataset)
    proposed = free_id(_typed("place_id") or _typed("region") or catalogue.home, _typed("date"), catalogue.sources, path.resolve().parent)
    st.text_input("代号（英文，以后不再改）", key=_key("source"), placeholder=proposed, max_chars=80)
    st.button("开始", type="primary", on_click=_start_new, args=(session, dataset, path), key="intake-start")


def _start_new(session: Session, dataset: Dataset, path: Path) -> None:
    # Read here, not when the page was drawn: the last field may have been left by the very click.
    try:
        # Only an editor makes this machine fetch a page.
        require()
        document = receive(*_content(), _typed("address"))
        heading = read_heading(document.text)
        region, regions = _chosen_region(_place_of(heading, dataset.catalogue), dataset.catalogue)
        date = _typed("date") or document.date or heading.date
        begin_new(session, dataset, path, document, id=_typed("source"), title=_typed("title"), date=date, region=region, regions=regions)
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


# --- what the head of the text says -----------------------------------------------------------------


def _heading() -> Heading:
    """What the text in the field or the file says of itself; of an address nothing is known before it is fetched."""
    try:
        return read_heading(receive(*_content()).text)
    except SourceError:
        return Heading()


def _fill(name: str, proposed: str, untouched: str = "") -> None:
    """Write *proposed* into a field, unless the editor wrote there: it holds neither *untouched* nor what was proposed before."""
    filled: dict[str, str] = st.session_state.setdefault(_FILLED, {})
    if proposed and filled.get(name) != proposed and st.session_state.get(_key(name)) in {None, "", untouched, filled.get(name)}:
        st.session_state[_key(name)] = filled[name] = proposed


def _place_of(heading: Heading, catalogue: Catalogue) -> str:
    """The place that *heading* names, else the longest name of a region that its title begins with; empty where there is none."""
    names = (name for one in catalogue.regions.values() for name in (one.name, *one.aliases) if heading.title.startswith(name))
    return heading.place or max(names, key=len, default="")


def _registered(place: str, catalogue: Catalogue) -> str:
    """The id of the region called *place*; empty where none is."""
    return next((key for key, one in catalogue.regions.items() if place and place in (one.name, *one.aliases)), "")


def _chosen_region(place: str, catalogue: Catalogue) -> tuple[str, dict[str, Any]]:
    """The id of the region of which the text speaks, and its entry where it is new.

    Raises ``SourceError`` where the head of the text names another *place* and the editor has not said which of them holds.
    """
    if new := _typed("place"):
        return _new_region(new)
    region = _typed("region") or catalogue.home
    meant = _registered(place, catalogue)
    if not place or meant == region or _typed("settled") == f"{place}/{region}":
        return region, {}
    if meant and "region" not in st.session_state.get(_FILLED, {}) and region == catalogue.home:
        # Nobody chose: the text came with the very click.
        return meant, {}
    raise SourceError(f"标题写的是{place}，选的是{catalogue.regions[region].name}：请先在下面定下写的是哪里")


def _new_region(name: str) -> tuple[str, dict[str, Any]]:
    key, parent = _typed("place_id"), _typed("place_parent")
    entry = {"name": name, "kind": _typed("place_kind")} | ({"parent": parent} if parent else {})
    wrong = [*check_key("regions", key), *read_entry(Region, entry, ("regions", key))[1]]
    if wrong:
        raise SourceError(f"{name}还不能登记。{wrong[0].message}")
    return key, {key: entry}


def _place(place: str, dataset: Dataset) -> None:
    """Where the text's place is not the one that was chosen: register it, take it, or stay with the choice."""
    catalogue, region = dataset.catalogue, _typed("region")
    if new := _typed("place"):
        _registering(new, catalogue)
        return
    meant = _registered(place, catalogue)
    if not place or meant == region or region not in catalogue.regions or _typed("settled") == f"{place}/{region}":
        return
    chosen = catalogue.regions[region].name
    with st.container(key="intake-other-place"):
        st.html(render("editing/other_place.html", place=place, chosen=chosen, is_known=bool(meant)))
        with st.container(horizontal=True):
            if meant:
                st.button(f"改为{place}", type="primary", key="place-take", on_click=_set, args=("region", meant))
            else:
                st.button(f"{place}（未登记）— 登记？", type="primary", key="place-register", on_click=_register, args=(place, catalogue))
            st.button(f"写的就是{chosen}", key="place-stay", on_click=_set, args=("settled", f"{place}/{region}"))


def _registering(name: str, catalogue: Catalogue) -> None:
    above = {_NONE: "（没有）"} | {key: one.name for key, one in catalogue.regions.items()}
    with st.container(key="intake-new-place"):
        st.html(render("editing/new_place.html", place=name))
        left, middle, right = st.columns(3)
        left.text_input("地区的代号（拼音，以后不再改）", key=_key("place_id"), max_chars=80)
        middle.selectbox("类别", list(KINDS), key=_key("place_kind"), format_func=lambda kind: KINDS.get(kind, kind))
        right.selectbox("上级", list(above), key=_key("place_parent"), format_func=lambda key: above.get(key, key))
        st.button("不登记了", key="place-drop", on_click=_set, args=("place", ""))


def _register(place: str, catalogue: Catalogue) -> None:
    key, entry = propose_region(place, receive(*_content()).text, catalogue)
    _set("place", place)
    _set("place_id", key)
    _set("place_kind", entry["kind"])
    _set("place_parent", entry.get("parent", _NONE))


def _set(name: str, value: str) -> None:
    st.session_state[_key(name)] = value


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
    st.session_state.pop(_FILLED, None)
