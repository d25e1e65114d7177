"""The page script: runs on every interaction, and puts one page inside the frame that all pages share."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from xtdata.app import frame
from xtdata.app.data import current_view, state
from xtdata.app.desk import Desk, look
from xtdata.app.filters import View
from xtdata.app.screens import overview, source
from xtdata.app.theme import show_theme

PAGES: dict[str, tuple[str, Callable[[Desk], None]]] = {
    "": ("总览", overview.show),
    "investment": ("投资增长", partial(show_theme, theme="investment")),
    "approval": ("审批提速", partial(show_theme, theme="approval")),
    "attraction": ("招商引资", partial(show_theme, theme="attraction")),
    "source": ("来源原文", source.show),
}
FALLBACK_TITLE = "经济指标"


def main() -> None:
    """Show the page that the URL names."""
    shown = state()
    dataset = shown.dataset
    view, problems = current_view(dataset) if dataset else (View(), ())
    title = dataset.catalogue.title if dataset else FALLBACK_TITLE

    def page(show: Callable[[Desk], None]) -> Callable[[], None]:
        def run() -> None:
            if dataset:
                show(Desk(dataset, shown.version, view, look()))

        return run

    pages = [st.Page(page(show), title=name, url_path=path or "overview", default=not path) for path, (name, show) in PAGES.items()]
    chosen = st.navigation(pages, position="hidden")
    st.set_page_config(page_title=f"{chosen.title} · {title}", layout="wide")
    frame.header(title, pages, chosen, view)
    frame.banner(shown)
    frame.complaints(problems)
    chosen.run()
    frame.watch(shown.version, shown.findings)


if __name__ == "__main__":
    main()
