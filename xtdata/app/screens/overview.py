"""总览: the three headline charts at a glance."""

from __future__ import annotations

import streamlit as st

from xtdata.app.controls import controls
from xtdata.app.desk import Desk
from xtdata.app.section import Section, regions_of, sections_of, show_card
from xtdata.app.theme import show_sections


def show(desk: Desk) -> None:
    """The first chart of each headline theme."""
    themes = tuple(desk.dataset.catalogue.headlines)
    controls(desk, regions_of(desk, *themes))
    sections = [section for theme in themes for section in sections_of(desk, theme)[:1]]
    with st.container(key="overview"):
        columns = iter(st.columns(max(1, len(sections)), gap="large"))

        def card(desk: Desk, section: Section, beside: str) -> None:
            with next(columns):
                show_card(desk, section, beside)

        show_sections(desk, sections, themes, card)
