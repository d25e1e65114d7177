"""The page script: runs on every interaction, and puts one page inside the frame that all pages share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx

from xtdata.app import address, chrome, editing
from xtdata.app.access import access
from xtdata.app.context import PageContext, style
from xtdata.app.data import current_view, settle, state
from xtdata.app.filters import PAGE, View
from xtdata.app.screens import checking, districts, indicators, overview, source, targets, verification
from xtdata.app.theme import show_theme
from xtdata.facts.query import conditions
from xtdata.model.catalogue import Catalogue

Page = tuple[str, Callable[[PageContext], None]]
FALLBACK_TITLE, UNKNOWN_TITLE = "经济指标", "没有这一页"


def pages_of(catalogue: Catalogue | None) -> dict[str, Page]:
    """The pages by their address: one for each headline theme of *catalogue*, and those that every city has."""
    themes = catalogue.headlines if catalogue else {}
    return {
        "": ("总览", overview.show),
        **{theme: (name, partial(show_theme, theme=theme)) for theme, name in themes.items()},
        districts.NAME: ("县市区园区", districts.show),
        targets.NAME: ("目标与实际", targets.show),
        indicators.NAME: ("指标", indicators.show),
        "source": ("来源原文", source.show),
        verification.NAME: ("核验", verification.show),
        checking.NAME: (checking.TITLE, checking.show),
    }


def is_page(name: str) -> bool:
    """Whether a page has this *name* in its address. While there are no data, nobody knows."""
    dataset = state().dataset
    return dataset is None or name == editing.PATH or name in pages_of(dataset.catalogue)


def main() -> None:
    """Show the page that the URL names."""
    shown = state()
    dataset = shown.dataset
    title = dataset.catalogue.title if dataset else FALLBACK_TITLE

    def page(show: Callable[[PageContext], None]) -> Callable[[], None]:
        def run() -> None:
            if dataset:
                show(PageContext(dataset, shown.version, view, style(view)))

        return run

    pages = [
        st.Page(page(show), title=name, url_path=path or "overview", default=not path)
        for path, (name, show) in pages_of(dataset.catalogue if dataset else None).items()
    ]
    editor = st.Page(editing.show, title=editing.TITLE, url_path=editing.PATH)
    chosen = st.navigation([*pages, editor], position="hidden")
    _move([*pages, editor])
    address.arrive()
    view, problems = current_view(dataset, explores=chosen.url_path == indicators.NAME) if dataset else (View(), ())
    asked = list(conditions(view.query, dataset.catalogue, PAGE).values()) if dataset else []
    unknown = _unknown()
    heading = UNKNOWN_TITLE if unknown else chosen.title
    st.set_page_config(page_title=f"{heading} · {title}", layout="wide")
    chrome.speak_chinese()
    chrome.keyboard()
    chrome.screen()
    has_slides = dataset is not None and not unknown and chosen.url_path != editing.PATH
    meeting = chrome.meeting(chosen.url_path, dataset, shown.version, view) if dataset and has_slides else ""
    chrome.header(title, [*pages, editor] if access().allowed else pages, heading, view, asked, meeting)
    chrome.banner(shown)
    chrome.complaints(problems)
    if unknown:
        chrome.no_page(unknown)
    else:
        chosen.run()
    chrome.watch(shown)
    settle(shown.version)


def _move(pages: Sequence[StreamlitPage]) -> None:
    """Go where a followed link leads, if it is to one of *pages*. The run of a click has heard of every click before it."""
    name, params = address.next_page() or (None, {})
    for page in pages:
        if page.url_path == name:
            st.switch_page(page, query_params=params)


def _unknown() -> str:
    """The name that the reader asks for where no page has it: the toolkit would show the first page instead."""
    context = get_script_run_ctx()
    asked = context.pages_manager.intended_page_name if context else None
    return asked if asked and not is_page(asked) else ""


if __name__ == "__main__":
    main()
