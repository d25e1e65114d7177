"""核数: a text is pasted or sent, and every figure in it is judged against the data; nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

import streamlit as st

from xtdata.app.context import PageContext
from xtdata.app.data import cache
from xtdata.app.markup import render, show_html
from xtdata.app.uploads import accept_files
from xtdata.export.factcheck_report import Report, docx_report, html_report
from xtdata.reading.factcheck import MOST_CHARACTERS, VERDICTS, Checker
from xtdata.reading.heading import read_heading
from xtdata.sources import SourceError
from xtdata.sources.document import Document, read_document

NAME, TITLE = "factcheck", "核数"

_FILES = ["txt", "md", "docx", "pptx", "xlsx", "pdf", "html", "htm"]
_STATE = "factcheck"


@dataclass(frozen=True)
class _Last:
    """What this session had checked last, or why that could not be done; ``turn`` counts the files, so that each is let go at once."""

    report: Report | None = None
    trouble: str = ""
    turn: int = 0


def show(context: PageContext) -> None:
    """The fields for a text, and the findings of the one that was checked last."""
    last: _Last = st.session_state.get(_STATE, _Last())
    st.text_area("粘贴讲话稿、简报或幻灯片的文字", key="factcheck-text", height=220, max_chars=MOST_CHARACTERS)
    accept_files()
    left, middle, right = st.columns([6, 3, 3])
    left.file_uploader(
        "或者选一个文件（文本、Markdown、网页、Word、PPT、Excel、有文字的 PDF，至多 5 MB）", _FILES, key=f"factcheck-file-{last.turn}"
    )
    middle.text_input("文稿的日期（读懂“今年”要用）", key="factcheck-date", placeholder=f"如 {date.today():%Y-%m}", max_chars=10)
    regions = context.dataset.catalogue.regions
    right.selectbox("文稿说的是哪里", [None, *(one.name for one in regions.values())], key="factcheck-region", format_func=_region_label)
    st.button("核数", type="primary", on_click=_check, args=(context,), key="factcheck-start")
    st.markdown("文稿只在这一页里用，不存下来；关掉页面就没有了。")
    if last.trouble:
        st.warning(last.trouble)
    if last.report:
        _show_report(last.report)


def _region_label(name: str | None) -> str:
    return name or "看文稿开头"


def _check(context: PageContext) -> None:
    """Read what came, judge it, and let the file go: the next one has a field of its own."""
    last: _Last = st.session_state.get(_STATE, _Last())
    upload = st.session_state.get(f"factcheck-file-{last.turn}")
    typed = {name: str(st.session_state.get(f"factcheck-{name}") or "").strip() for name in ("text", "date", "region")}
    kept = replace(last, turn=last.turn + 1, report=None, trouble="")
    try:
        content = upload.getvalue() if upload else typed["text"].encode("utf-8", errors="replace")
        document = read_document(content, upload.name if upload else "", office=True)
        report = _report(context, document, PurePath(upload.name).name if upload else document.title, typed["region"], typed["date"])
        st.session_state[_STATE] = replace(kept, report=report)
    except (SourceError, ValueError) as error:
        st.session_state[_STATE] = replace(kept, trouble=f"{error}。")


def _report(context: PageContext, document: Document, title: str, region: str, day: str) -> Report:
    """Raises ``ValueError`` where the text is too long or *day* is no day."""
    text = document.text
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"文稿有 {len(text)} 个字，一次最多核 {MOST_CHARACTERS} 个：请分几次核")
    checker = cache.get(("checker", context.version), lambda: Checker(context.dataset.facts.values()))
    found = checker.check(text, region=region or None, date=day or read_heading(text).date or None)
    return Report(title, text, tuple(found), document.place_of, context.dataset.facts)


def _show_report(report: Report) -> None:
    with st.container(key="factcheck"):
        left, right = st.columns([6, 6], gap="large")
        with left:
            show_html(render("factcheck.html", report=report), "factcheck-findings")
        with right:
            show_html(render("factcheck_text.html", report=report, verdicts=VERDICTS), "factcheck-marked")
    with st.container(horizontal=True):
        st.download_button("报告（Word）", lambda: docx_report(report), "核数报告.docx", key="factcheck-docx", on_click="ignore")
        st.download_button(
            "报告（网页）", lambda: html_report(report), "核数报告.html", "text/html", key="factcheck-html", on_click="ignore"
        )
