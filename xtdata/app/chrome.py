"""What stands around every page: style, navigation, the banner of a broken data file, the complaints about a URL."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from xtdata.app.components import component
from xtdata.app.context import SCREEN, text_size
from xtdata.app.data import cache
from xtdata.app.filters import PAGE, View
from xtdata.app.markup import render, show_html
from xtdata.datafile.live import State
from xtdata.facts.dataset import Dataset
from xtdata.facts.views import as_yaml, of_page, title_of
from xtdata.language.period import Period
from xtdata.model.diagnostics import errors
from xtdata.render.links import REVISION, Links

_LOG = logging.getLogger(__name__)
_FOLDER = Path(__file__).parent
_SHOWN = 20
_LONGEST_ECHO = 60
_STALE = "数据文件有 {} 处错误，尚未采用；下面仍是上一次正确的数据。改好并保存以后，这里会自己更新。"
_PARTIAL = "数据文件有 {} 处错误，有错的条目没有显示。改好并保存以后，这里会自己更新。"
_NOTHING = "数据文件有 {} 处错误，读不出可以显示的数据。改好并保存以后，这里会自己更新。"


def header(title: str, pages: Sequence[Any], heading: str, view: View, asked: Sequence[str], meeting: str = "") -> None:
    """The name of the site, the *heading* of the page and the way to each of *pages*, with the filters of *view* kept.

    On paper, where no control shows the filters, *asked* says them in words. *meeting* is the HTML of the ways to the page's slides,
    where it has any.
    """
    st.html(_FOLDER / "style.css")
    with st.container(key="site-header", horizontal=True, vertical_alignment="center"):
        st.html(
            render("site.html", title=title, page=heading, asked=asked, today=Period.parse(date.today().isoformat()).label), width="content"
        )
        if meeting:
            st.html(meeting, width="content")
        kept = View(view.carried).params()
        show_html(render("pages.html", pages=pages, heading=heading, query=urlencode(kept, doseq=True)), "site-nav")
        with st.container(key="site-search", width="content"):
            st.html(render("search_box.html", action=Links().search()), width="content")


def meeting(page: str, dataset: Dataset, version: str, view: View) -> str:
    """The ways to 会议模式: the slides of what the page called *page* shows, the stories, and the lines that make a story of the page."""

    def make() -> str:
        catalogue, query = dataset.catalogue, view.query
        stories = [(one.title, Links().meeting(story=key)) for key, one in catalogue.stories.items()]
        here = Links().meeting(page=page, **query.parameters(PAGE))
        lines = as_yaml(of_page(page, query, catalogue), title_of(page, query, catalogue))
        return render("meeting.html", here=here, stories=stories, lines=lines)

    return cache.get(("meeting", version, page, View(view.query)), make)


def banner(shown: State[Dataset]) -> None:
    """The errors of the data file, in the lines that the command line prints."""
    found = errors(shown.diagnostics)
    if found:
        sentence = _NOTHING if shown.dataset is None else _STALE if shown.stale else _PARTIAL
        html = render("banner.html", summary=sentence.format(len(found)), diagnostics=found[:_SHOWN], more=len(found[_SHOWN:]))
        show_html(html, "banner")


def complaints(problems: Sequence[str]) -> None:
    """What in the URL could not be honoured."""
    if problems:
        show_html(render("problems.html", problems=problems), "problems")


def no_page(name: str) -> None:
    """Instead of a page that is not there: a sentence, and the way to the first."""
    show_html(render("unknown.html", name=name[:_LONGEST_ECHO]), "unknown-page")


def speak_chinese() -> None:
    """Put into Chinese what the toolkit says in English."""
    component(_FOLDER / "chinese.js")(key="chinese")


def keyboard() -> None:
    """Let a keyboard reach the points of the charts, and let a finger choose between them."""
    component(_FOLDER / "keyboard.js")(key="keyboard")


def screen() -> None:
    """Let the browser tell how large the text of charts has to be."""
    component(_FOLDER / "screen.js")(key=SCREEN, data={"text": text_size()}, on_text_change=lambda: None)


def watch(shown: State[Dataset]) -> None:
    """Show the page anew when the data are no longer those of *shown*."""
    data = {"revision": shown.revision, "address": REVISION}
    component(_FOLDER / "watch.js")(key="watch", data=data, on_changed_change=lambda: None)


def trouble(error: Exception) -> bool:
    """Instead of a traceback: a sentence on the page, the details in the log."""
    _LOG.error("the page script failed", exc_info=error)
    st.html(render("trouble.html"))
    return True
