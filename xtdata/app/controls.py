"""The filters above the charts. They show what the URL says, and a change goes into the URL."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from xtdata.app.context import PageContext
from xtdata.app.data import cache
from xtdata.app.filters import PAGE, extent, period_of
from xtdata.app.markup import render, show_html
from xtdata.facts.query import LONGEST_WORDS, VERSIONS, version_label

_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")
_REGIONS, _YEARS, _FULL = "filter-region", "filter-years", "filter-full"
_CITED, _VERSION = "filter-cited", "filter-version"
_WORDS = "filter-words"
_WORDS_HINT = "如 GDP、社零 湘潭市 2013–2025"
_WORDS_HELP = "隔开的词都要有，顿号之间的有一个就行；简称、拼音首字母（gdzctz）、年份都可以。"
_CITED_HELP = "有些数只有出处、没有引文（仅引用）：画得浅一些，不进标题和大数字。打开时各页都不用它们。"
_VERSION_HELP = "同一个数先后公布过几次的（先预计、后定数，或后来修订），用最后一次还是第一次公布的。"


def controls(context: PageContext, regions: Sequence[str]) -> None:
    """Show the filters, set as the view of *context* says; *regions* are those that the page can show."""
    view, catalogue = context.view, context.dataset.catalogue
    names = {key: region.name for key, region in catalogue.regions.items()}
    whole = cache.get(("extent", context.version), lambda: extent(catalogue))
    chosen = view.query.regions
    set_widget(_REGIONS, list(chosen))
    set_widget(_YEARS, view.years(whole))
    set_widget(_FULL, view.query.full_years)
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        st.pills(
            "地区",
            [*regions, *(key for key in chosen if key not in regions)],
            selection_mode="multi",
            format_func=lambda key: plain(names[key]),
            wrap=True,
            key=_REGIONS,
            on_change=lambda: context.ask(regions=tuple(st.session_state[_REGIONS] or ())),
        )
        if whole[0] < whole[1]:
            st.select_slider(
                "年份",
                range(whole[0], whole[1] + 1),
                value=whole,
                key=_YEARS,
                on_change=lambda: context.ask(period=period_of(st.session_state[_YEARS], whole)),
            )
        st.toggle("只看全年数据", key=_FULL, on_change=lambda: context.ask(full_years=st.session_state[_FULL]))
        cited_switch(context)
        _version_switch(context)
    further = view.uncontrolled(catalogue)
    if further:
        without = view.asking(**{field: getattr(PAGE, field) for field in further}).address(view.chosen)
        show_html(render("further.html", conditions=list(further.values()), without=without), "further")


def search_controls(context: PageContext, label: str) -> None:
    """A box for words over names and quotes, and the switch for what is only cited."""
    set_widget(_WORDS, context.view.query.words)
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            label,
            key=_WORDS,
            placeholder=_WORDS_HINT,
            help=_WORDS_HELP,
            max_chars=LONGEST_WORDS,
            on_change=lambda: context.ask(words=" ".join(st.session_state[_WORDS].split())),
        )
        cited_switch(context)


def cited_switch(context: PageContext) -> None:
    """The switch that leaves out what is only cited."""
    set_widget(_CITED, not context.view.query.cited)
    st.toggle("只看有原文的数", key=_CITED, on_change=lambda: context.ask(cited=not st.session_state[_CITED]), help=_CITED_HELP)


def _version_switch(context: PageContext) -> None:
    """The choice between the first and the latest version of what was published several times, or the one of a day."""
    version = context.view.query.as_of
    set_widget(_VERSION, version)
    st.segmented_control(
        "多次公布的数",
        list(dict.fromkeys([*VERSIONS, version])),
        required=True,
        format_func=version_label,
        key=_VERSION,
        on_change=lambda: context.ask(as_of=st.session_state[_VERSION]),
        help=_VERSION_HELP,
    )


def plain(text: str) -> str:
    """*text* for a label, which the toolkit reads as Markdown: shown as it is.

    >>> plain("**甲**区 :red[乙]")
    '\\\\*\\\\*甲\\\\*\\\\*区 \\\\:red\\\\[乙\\\\]'
    """
    return _MARKDOWN.sub(r"\\\g<0>", text)


def set_widget(key: str, value: object) -> None:
    """Make the widget *key* show *value*, which the URL says.

    Assigned only where it shows something else: a widget that is set again under a quick hand loses the second click.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
