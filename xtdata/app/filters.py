"""What a URL of the app asks for, and what of it cannot be honoured.

The URL is the one place where the state of a page lives: ``?region=xiangxiang&region=gaoxin&from=2020&to=2022&full_years=1&cited=0&as_of=first&o=…``.
A reload, a shared link and the browser's back button therefore all show the same thing. The filters are those of
``xtdata.facts.query``, so that a view and its table have the same query string; ``o`` and ``source`` say what is open,
``by`` and ``layout`` how the regions stand beside each other, and ``view`` names a view of the data file. ``tab``, ``chart``, ``sort`` and
``p`` (the page of the table) say how 指标 shows what the query keeps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from xtdata.facts.query import ALL, Query, conditions, parse_leniently
from xtdata.facts.views import SHOWN
from xtdata.model.catalogue import CHART_KINDS, Catalogue

# What a page shows unless its address says otherwise: what a view of the data file does.
PAGE = SHOWN
_OWN = ("source", "o", "by", "layout", "view", "tab", "chart", "sort", "p")
TILES = "tiles"
TABS = {"chart": "图", "table": "表", "sources": "来源"}
SORTS = {"region": "地区", "period": "期间", "value": "数值", "date": "来源日期"}
"""What the table of facts can be sorted by; with a minus sign before it, the other way round."""
_LAST_PAGE = 10_000
_NOTHING = ("",)
_WITH_CONTROL = {"regions", "full_years", "cited", "as_of"}
_LONGEST_ECHO = 60

Params = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class View:
    """One view of the app: the query, the observation whose passage is open, and the source being read.

    Regions are ranked ``by`` an indicator, and stand in a table or, with the ``layout`` ``tiles``, on a map. ``saved`` is a view of the data file,
    which is shown instead of what the query asks for. ``tab``, ``chart`` (a kind of chart), ``sort`` and ``page`` are those of 指标.
    """

    query: Query = PAGE
    chosen: str = ""
    source: str = ""
    by: str = ""
    layout: str = ""
    saved: str = ""
    tab: str = ""
    chart: str = ""
    sort: str = ""
    page: int = 1

    def asking(self, **fields: Any) -> View:
        """This view, from its first page on, with other values of the query's *fields*."""
        return replace(self, query=self.query.changed(**fields), page=1)

    def of(self, query: Query) -> View:
        """This view, from its first page on, of another *query*."""
        return replace(self, query=query, page=1)

    def showing_as(self, **fields: Any) -> View:
        """This view of the same facts in another way: another ``tab``, ``chart``, ``sort`` or ``page``."""
        return replace(self, **({"page": 1} | fields))

    def sorting(self, by: str) -> View:
        """This view with the regions ranked *by* an indicator (or not, with an empty id)."""
        return replace(self, by=by)

    def laid_out(self, layout: str) -> View:
        """This view with the regions in another *layout*."""
        return replace(self, layout=layout)

    def showing(self, saved: str) -> View:
        """This view with a view of the data file in place of what it shows (or without, with an empty id)."""
        return replace(self, saved=saved)

    def about(self, *themes: str) -> Query:
        """The query, narrowed to *themes* (not narrowed, where none is named)."""
        if not themes:
            return self.query
        asked = self.query.themes or themes
        return self.query.changed(themes=tuple(theme for theme in themes if theme in asked) or _NOTHING)

    @property
    def filters(self) -> View:
        """This view without an open passage: what charts depend on."""
        return replace(self, chosen="", source="")

    @property
    def carried(self) -> Query:
        """What of the query goes along to another page: the conditions that every page has a control for."""
        kept = {field: getattr(self.query, field) for field in (*_WITH_CONTROL, "period")}
        return PAGE.changed(**(kept | ({"as_of": PAGE.as_of} if self.query.as_of == ALL else {})))

    def params(self) -> dict[str, list[str]]:
        """The parameters that lead to this view.

        >>> View(Query(regions=("yuhu",), cited=False, as_of="first"), chosen="a/b/2022").params()
        {'region': ['yuhu'], 'cited': ['0'], 'as_of': ['first'], 'o': ['a/b/2022']}
        """
        own = {"view": self.saved, "source": self.source, "by": self.by, "layout": self.layout, "tab": self.tab, "chart": self.chart}
        own |= {"sort": self.sort, "p": str(self.page) if self.page > 1 else "", "o": self.chosen}
        return self.query.parameters(PAGE) | {name: [value] for name, value in own.items() if value}

    def address(self, chosen: str = "") -> str:
        """The query string of this view with the passage of *chosen* open, from the question mark on.

        Never a bare question mark, which browsers take for no query at all.
        """
        return "?" + (urlencode(replace(self, chosen=chosen).params(), doseq=True, safe="/:~") or "o=")

    def years(self, extent: tuple[int, int]) -> tuple[int, int]:
        """The first and last year that the view shows, within *extent*."""
        start, end = self.query.period or (date.min, date.max)
        return max(start.year, extent[0]), min(end.year, extent[1])

    def uncontrolled(self, catalogue: Catalogue) -> dict[str, str]:
        """The conditions that no control of a page shows, in words, by field."""
        whole = self.query.period and self.query.period == _whole_years(self.query.period)
        return {
            field: words
            for field, words in conditions(self.query, catalogue, PAGE).items()
            if field not in _WITH_CONTROL and not (field == "period" and whole)
        }


def read(params: Params, catalogue: Catalogue, explores: bool = False) -> tuple[View, tuple[str, ...]]:
    """The view that *params* ask for, and a Chinese sentence for each value that cannot be honoured.

    On the page that *explores* the facts, ``source`` is a condition of the query and not the source that is open, and all published versions
    of a fact can stand beside each other.
    """
    own = [name for name in _OWN if not (explores and name == "source")]
    asked = {name: values for name, values in params.items() if name not in own}
    query, found = parse_leniently(asked, catalogue, PAGE, own)
    problems = [str(problem) for problem in found]
    if query.as_of == ALL and not explores:
        problems.append("as_of：各页的图里每个数只画一次公布的，画不了 as_of=all（全部）；表格里有全部。")
        query = query.changed(as_of=PAGE.as_of)
    view = View(
        _within(query, extent(catalogue), problems),
        chosen=_known(params, "o", catalogue.observations, "事实编号", problems),
        source="" if explores else _known(params, "source", catalogue.sources, "来源", problems),
        by=_known(params, "by", catalogue.indicators, "指标", problems),
        layout=_known(params, "layout", {TILES: "方块图"}, "版式", problems),
        saved=_known(params, "view", catalogue.views, "视图", problems),
        tab=_known(params, "tab", TABS, "标签", problems),
        chart=_known(params, "chart", CHART_KINDS, "图", problems),
        sort=_known(params, "sort", {**SORTS, **{f"-{key}": name for key, name in SORTS.items()}}, "排序", problems),
        page=_page(params, problems),
    )
    return view, tuple(problems)


def extent(catalogue: Catalogue) -> tuple[int, int]:
    """The first and the last year of which the data say anything."""
    periods = [observation.parsed_period for observation in catalogue.observations.values()]
    years = [period.start.year for period in periods] + [period.end.year for period in periods]
    return (min(years), max(years)) if years else (date.today().year, date.today().year)


def period_of(years: tuple[int, int], extent: tuple[int, int]) -> tuple[date, date] | None:
    """The period from the first to the last of *years*; an end that *extent* has, too, stays open."""
    start = date.min if years[0] <= extent[0] else date(years[0], 1, 1)
    end = date.max if years[1] >= extent[1] else date(years[1], 12, 31)
    return None if (start, end) == (date.min, date.max) else (start, end)


def _whole_years(period: tuple[date, date]) -> tuple[date, date]:
    return period[0].replace(month=1, day=1), period[1].replace(month=12, day=31)


def _within(query: Query, extent: tuple[int, int], problems: list[str]) -> Query:
    """*query* with its period cut to the years of the data."""
    if not query.period:
        return query
    (first, last), (start, end) = extent, query.period
    if end.year < first or start.year > last:
        problems.append(f"网址里的年份没有数据，没有采用。数据从 {first} 年到 {last} 年。")
        return query.changed(period=None)
    beyond = date.min < start < date(first, 1, 1) or date.max > end > date(last, 12, 31)
    if beyond:
        problems.append(f"网址里的年份超出了数据的范围，只显示 {max(start.year, first)}–{min(end.year, last)} 年。")
    start = date.min if start <= date(first, 1, 1) else start
    end = date.max if end >= date(last, 12, 31) else end
    return query.changed(period=None if (start, end) == (date.min, date.max) else (start, end))


def _known(params: Params, name: str, known: Mapping[str, object], what: str, problems: list[str]) -> str:
    values = params.get(name, ())
    if len(values) > 1:
        problems.append(f"{name}：只能写一次，这里写了 {len(values)} 次")
    value = values[0] if values else ""
    if not value or value in known:
        return value
    problems.append(f"网址里的{what}“{_echo(value)}”不在数据里，可能已经改名或删去。")
    return ""


def _page(params: Params, problems: list[str]) -> int:
    value = (params.get("p") or ("1",))[0] or "1"
    if value.isascii() and value.isdecimal() and len(value) < 9 and 1 <= int(value) <= _LAST_PAGE:
        return int(value)
    problems.append(f"p：“{_echo(value)}”看不懂，写 1 到 {_LAST_PAGE} 的整数")
    return 1


def _echo(value: str) -> str:
    """A value from a URL, short enough to be repeated in a sentence."""
    plain = "".join(character if character.isprintable() else "�" for character in value)
    return plain if len(plain) <= _LONGEST_ECHO else plain[:_LONGEST_ECHO] + "…"
