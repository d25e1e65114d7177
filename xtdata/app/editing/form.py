"""The fields of one number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from rapidfuzz import fuzz

from xtdata.app.editing.session import Session
from xtdata.editing.draft import Draft
from xtdata.editing.entry import FIELD_NAMES, NEW, Fields, from_widgets
from xtdata.model.catalogue import DIRECTIONS, MEASURES, QUALIFIERS, STATISTICS, STATUSES, Catalogue

KINDS = {"district": "县市区", "park": "园区", "city": "市", "province": "省", "area": "片区", "country": "国家"}


def key(session: Session, start: int, name: str) -> str:
    """The widget of field *name* for the number at *start*."""
    return f"field-{session.serial}-{start}-{name}"


def gather(session: Session, start: int) -> Fields:
    """The form of the number at *start* with what stands in its widgets now."""
    widgets = {name: key(session, start, name) for name in FIELD_NAMES}
    typed = {name: st.session_state[widget] for name, widget in widgets.items() if widget in st.session_state}
    session.forms[start] = from_widgets(session.forms[start], typed)
    return session.forms[start]


def keeping(session: Session, action: Callable[..., None]) -> Callable[..., None]:
    """*action*, before which the form of the current number takes what stands in its widgets."""

    def act(*args: Any) -> None:
        if session.current in session.forms:
            gather(session, session.current)
        action(*args)

    return act


class Form:
    """Draws the widgets of one number."""

    def __init__(self, session: Session, draft: Draft, start: int, catalogue: Catalogue) -> None:
        self.session, self.draft, self.start, self.catalogue = session, draft, start, catalogue
        self.initial = session.forms[start]

    def show(self) -> Fields:
        """Show the fields; the form as it stands now."""
        with st.container(key="fields"):
            self._indicator()
            self._region_and_period()
            self._figure()
            self._area("quote", "引文（含有这个数的最短的一句，逐字）")
            self._text("note", "说明", placeholder="如：期间系推定")
            with st.expander("更多：企业或项目、比较的对象、年均"):
                self._text("subject", "只属于某一企业或项目", placeholder="写了就不参与地区比较")
                self._text("comparison", "比较的对象", placeholder="原文写明才写：同比、较上年")
                self._choice("statistic", "统计方式", STATISTICS)
        return gather(self.session, self.start)

    def _indicator(self) -> None:
        indicators = {**self.draft.indicators, **dict.fromkeys(self.catalogue.indicators)}
        names = {one: self._indicator_name(one) for one in self._ranked(list(indicators))}
        self._choice("indicator", "指标", {NEW: "＋ 新建指标…", **names}, placeholder="输入几个字来找")
        if self._now("indicator") != NEW:
            return
        with st.container(key="new-indicator"):
            self._text("indicator_name", "新指标的名称")
            left, middle, right = st.columns(3)
            with left:
                self._text("indicator_id", "英文代号", placeholder="如 fai_growth")
            with middle:
                self._text("indicator_unit", "单位", placeholder="如 亿元")
            with right:
                self._choice("indicator_direction", "好坏", DIRECTIONS)
            left, right = st.columns(2)
            with left:
                self._choice("indicator_theme", "主题", {one: theme.name for one, theme in self.catalogue.themes.items()})
            with right:
                self._choice("indicator_measure", "量的是什么", MEASURES)

    def _indicator_name(self, one: str) -> str:
        entry = self.draft.indicators.get(one)
        name, unit = (entry["name"], entry["unit"]) if entry else (self.catalogue.indicators[one].name, self.catalogue.indicators[one].unit)
        return f"{name}（{unit}）"

    def _ranked(self, indicators: list[str]) -> list[str]:
        """*indicators*, those first whose name and unit are like the suggestion's."""
        wanted = f"{self.initial.indicator_name}（{self.initial.unit}）"
        return sorted(indicators, key=lambda one: -fuzz.ratio(wanted, self._indicator_name(one)))

    def _region_and_period(self) -> None:
        described = {one: str(entry["name"]) for one, entry in self.draft.regions.items()}
        names = described | {one: region.name for one, region in self.catalogue.regions.items()}
        left, right = st.columns(2)
        with left:
            self._choice("region", "地区", {NEW: "＋ 新建地区…", **names}, placeholder="输入几个字来找")
        with right:
            self._text("period", "期间", placeholder="2024、2024-09、2024-H1、2024-01/2024-11")
        if self._now("region") != NEW:
            return
        with st.container(key="new-region"):
            left, middle, right = st.columns(3)
            with left:
                self._text("region_name", "新地区的名称")
            with middle:
                self._text("region_id", "英文代号")
            with right:
                self._choice("region_kind", "类别", KINDS)

    def _figure(self) -> None:
        value, origin, unit = st.columns(3)
        with value:
            self._text("value", "数值", placeholder="下降写负数；区间如 30–34")
        with origin:
            self._text("start_value", "起点（从…到…）", placeholder="没有就空着")
        with unit:
            self._text("unit", "单位", placeholder="按原文印法")
        qualifier, status = st.columns(2)
        with qualifier:
            self._choice("qualifier", "限定词", QUALIFIERS)
        with status:
            self._choice("status", "状态", STATUSES)

    def _now(self, name: str) -> Any:
        return st.session_state.get(key(self.session, self.start, name))

    def _ready(self, name: str, value: Any) -> str:
        widget = key(self.session, self.start, name)
        if widget not in st.session_state:
            st.session_state[widget] = value
        return widget

    def _text(self, name: str, label: str, **more: Any) -> None:
        st.text_input(label, key=self._ready(name, getattr(self.initial, name)), max_chars=2000, **more)

    def _area(self, name: str, label: str) -> None:
        st.text_area(label, key=self._ready(name, getattr(self.initial, name)), height=72, max_chars=2000)

    def _choice(self, name: str, label: str, options: dict[str, str], **more: Any) -> None:
        value = getattr(self.initial, name)
        widget = self._ready(name, value if value in options else None)
        # Only what may be unknown can be left empty.
        index = None if "placeholder" in more else 0
        st.selectbox(label, list(options), key=widget, format_func=lambda one: options.get(one, one), index=index, **more)
