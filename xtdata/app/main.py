"""The page script: runs on every interaction, and puts one page inside the frame that all pages share."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from xtdata.app import address, chrome, editing
from xtdata.app.access import access
from xtdata.app.data import current_view, settle, state
from xtdata.app.desk import Desk, look
from xtdata.app.filters import View
from xtdata.app.headlines import NAMES
from xtdata.app.screens import overview, source, targets
from xtdata.app.theme import show_theme

PAGES: dict[str, tuple[str, Callable[[Desk], None]]] = {
    "": ("总览", overview.show),
    **{theme: (name, partial(show_theme, theme=theme)) for theme, name in NAMES.items()},
    targets.NAME: ("目标与实际", targets.show),
    "source": ("来源原文", source.show),
}
FALLBACK_TITLE = "经济指标"


def main() -> None:
    """Show the page that the URL names."""
    shown = state()
    dataset = shown.dataset
    title = dataset.catalogue.title if dataset else FALLBACK_TITLE

    def page(show: Callable[[Desk], None]) -> Callable[[], None]:
        def run() -> None:
            if dataset:
                show(Desk(dataset, shown.version, view, look()))

        return run

    pages = [st.Page(page(show), title=name, url_path=path or "overview", default=not path) for path, (name, show) in PAGES.items()]
    desk = st.Page(editing.show, title=editing.TITLE, url_path=editing.PATH)
    chosen = st.navigation([*pages, desk], position="hidden")
    address.arrive(chosen.url_path)
    view, problems = current_view(dataset) if dataset else (View(), ())
    st.set_page_config(page_title=f"{chosen.title} · {title}", layout="wide")
    chrome.speak_chinese()
    chrome.header(title, [*pages, desk] if access().allowed else pages, chosen, view)
    chrome.banner(shown)
    chrome.complaints(problems)
    chosen.run()
    chrome.watch(shown)
    settle(shown.version)


if __name__ == "__main__":
    main()
