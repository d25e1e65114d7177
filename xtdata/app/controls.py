"""The filters above the charts. They show what the URL says, and a change goes into the URL."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from xtdata.app.data import go, shelf
from xtdata.app.filters import View, extent
from xtdata.dataset import Dataset
from xtdata.frame import Selection

_REGIONS, _YEARS, _FULL = "filter-region", "filter-years", "filter-full"


def controls(dataset: Dataset, version: str, view: View, themes: tuple[str, ...]) -> None:
    """Show the filters for the facts of *themes*, set as *view* says."""
    names = {key: region.name for key, region in dataset.catalogue.regions.items()}
    regions = _regions_of(dataset, version, themes)
    first, last = shelf.get(("extent", version), lambda: extent(dataset.catalogue))
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
        st.pills("地区", options, selection_mode="multi", format_func=names.__getitem__, key=_REGIONS, on_change=changed)
        if first < last:
            st.select_slider("年份", range(first, last + 1), value=(first, last), key=_YEARS, on_change=changed)
        st.toggle("只看全年数据", key=_FULL, on_change=changed)


def _set(key: str, value: object) -> None:
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _regions_of(dataset: Dataset, version: str, themes: tuple[str, ...]) -> list[str]:
    """The regions of which *themes* say something, in the order of the data file."""

    def find() -> list[str]:
        present = set(dataset.select(Selection(themes=themes))["region"])
        return [key for key in dataset.catalogue.regions if key in present]

    return shelf.get(("regions", version, themes), find)
