"""The filters above the charts. They show what the URL says, and a change goes into the URL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from xtdata.app.data import go, shelf
from xtdata.app.desk import Desk
from xtdata.app.filters import VERSIONS, View, extent

_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")
_REGIONS, _YEARS, _FULL = "filter-region", "filter-years", "filter-full"
_CITED, _VERSION = "filter-cited", "filter-version"
_CITED_HELP = "仅引用的数只有出处、没有引文，画得浅一些。关上时各页都不用它们。"
_VERSION_HELP = "同一个数先后公布过几次的（先预计、后定数，或后来修订），用最后一次还是第一次公布的。"


def controls(desk: Desk, regions: Sequence[str]) -> None:
    """Show the filters, set as the view of *desk* says; *regions* are those that the page can show."""
    view, catalogue = desk.view, desk.dataset.catalogue
    names = {key: region.name for key, region in catalogue.regions.items()}
    first, last = shelf.get(("extent", desk.version), lambda: extent(catalogue))
    # Assigned only where the URL says something else: a widget that is set again under a quick hand loses the second click.
    _set(_REGIONS, list(view.regions))
    _set(_YEARS, view.years or (first, last))
    _set(_FULL, view.full_years)

    def changed() -> None:
        years = tuple(st.session_state[_YEARS])
        chosen = replace(
            view,
            regions=tuple(st.session_state[_REGIONS] or ()),
            years=None if years == (first, last) else years,
            full_years=st.session_state[_FULL],
        )
        go(chosen)

    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        options = [*regions, *(key for key in view.regions if key not in regions)]
        st.pills(
            "地区", options, selection_mode="multi", format_func=lambda key: plain(names[key]), wrap=True, key=_REGIONS, on_change=changed
        )
        if first < last:
            st.select_slider("年份", range(first, last + 1), value=(first, last), key=_YEARS, on_change=changed)
        st.toggle("只看全年数据", key=_FULL, on_change=changed)
        cited_switch(view)
        _version_switch(view)


def cited_switch(view: View) -> None:
    """The switch that brings in what is only cited."""
    _set(_CITED, view.cited)

    def changed() -> None:
        go(replace(view, cited=st.session_state[_CITED]))

    st.toggle("含仅引用的数", key=_CITED, on_change=changed, help=_CITED_HELP)


def _version_switch(view: View) -> None:
    """The choice between the first and the latest version of what was published several times."""
    _set(_VERSION, view.as_of)

    def changed() -> None:
        go(replace(view, as_of=st.session_state[_VERSION]))

    st.segmented_control(
        "多次公布的数", list(VERSIONS), required=True, format_func=VERSIONS.__getitem__, key=_VERSION, on_change=changed, help=_VERSION_HELP
    )


def plain(text: str) -> str:
    """*text* for a label, which the toolkit reads as Markdown: shown as it is.

    >>> plain("**甲**区 :red[乙]")
    '\\\\*\\\\*甲\\\\*\\\\*区 \\\\:red\\\\[乙\\\\]'
    """
    return _MARKDOWN.sub(r"\\\g<0>", text)


def _set(key: str, value: object) -> None:
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
