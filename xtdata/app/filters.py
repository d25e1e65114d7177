"""What a URL of the app asks for, and what of it cannot be honoured.

The URL is the one place where the state of a page lives: ``?region=xiangxiang&region=gaoxin&from=2020&to=2022&full_years=1&cited=1&as_of=first&o=…``.
A reload, a shared link and the browser's back button therefore all show the same thing. The names are those of
``/api/observations.csv``, so that a view and its table have the same query string.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from urllib.parse import urlencode

from xtdata.facts.frame import Selection
from xtdata.model.catalogue import VERIFIED, Catalogue

NAMES = ("region", "from", "to", "full_years", "cited", "as_of", "o", "source")
PROVED = tuple(level for level in VERIFIED if level != "cited")
VERSIONS = {"latest": "最新公布", "first": "首次公布"}
_FLAGS = {"1": True, "true": True, "0": False, "false": False, "": False}
_LONGEST_ECHO = 60

Params = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class View:
    """One view of the app: the filters, the observation whose passage is open, and the source being read.

    What is only cited is left out unless *cited*; of a fact that was published several times, *as_of* says which version
    counts, ``latest`` or ``first``.
    """

    regions: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    full_years: bool = False
    chosen: str = ""
    source: str = ""
    cited: bool = False
    as_of: str = "latest"

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of proof that this view shows; nothing where it shows all."""
        return () if self.cited else PROVED

    def selection(self, *themes: str) -> Selection:
        """The facts of *themes* (of all, where none is named) that this view keeps, in every version."""
        period = (date(self.years[0], 1, 1), date(self.years[1], 12, 31)) if self.years else None
        return Selection(themes=themes, regions=self.regions, period=period, full_years=self.full_years, verified=self.levels)

    @property
    def filters(self) -> View:
        """This view without an open passage: what charts depend on."""
        return replace(self, chosen="", source="")

    def params(self) -> dict[str, str | list[str]]:
        """The query parameters that lead to this view.

        >>> View(regions=("yuhu",), years=(2020, 2022), full_years=True).params()
        {'region': ['yuhu'], 'from': '2020', 'to': '2022', 'full_years': '1'}
        """
        every: dict[str, str | list[str]] = {
            "region": list(self.regions),
            "from": str(self.years[0]) if self.years else "",
            "to": str(self.years[1]) if self.years else "",
            "full_years": "1" if self.full_years else "",
            "cited": "1" if self.cited else "",
            "as_of": "" if self.as_of == "latest" else self.as_of,
            "source": self.source,
            "o": self.chosen,
        }
        return {name: value for name, value in every.items() if value}

    def query(self, chosen: str = "") -> str:
        """The query string of this view with the passage of *chosen* open, from the question mark on.

        Never a bare question mark, which browsers take for no query at all.
        """
        return "?" + (urlencode(replace(self, chosen=chosen).params(), doseq=True, safe="/:~") or "o=")


def read(params: Params, catalogue: Catalogue) -> tuple[View, tuple[str, ...]]:
    """The view that *params* ask for, and a Chinese sentence for each value that cannot be honoured."""
    problems = _misspelt(params)
    view = View(
        regions=_regions(params.get("region", ()), catalogue, problems),
        years=_years(_only(params, "from", problems), _only(params, "to", problems), catalogue, problems),
        full_years=_flag("full_years", _only(params, "full_years", problems), "只看全年数据", problems),
        cited=_flag("cited", _only(params, "cited", problems), "连同仅引用的数一起看", problems),
        as_of=_version(_only(params, "as_of", problems), problems),
        chosen=_known(_only(params, "o", problems), catalogue.observations, "事实编号", problems),
        source=_known(_only(params, "source", problems), catalogue.sources, "来源", problems),
    )
    return view, tuple(problems)


def _misspelt(params: Params) -> list[str]:
    """Names that look like a slip for one of ours; others (a messenger's tracking marks) are let be."""
    near = {name: get_close_matches(name, NAMES, n=1, cutoff=0.8) for name in params if name not in NAMES}
    return [f"网址里的“{_echo(name)}”没有采用：是不是想写“{match[0]}”？" for name, match in near.items() if match]


def _only(params: Params, name: str, problems: list[str]) -> str:
    values = list(params.get(name, ()))
    if len(values) > 1:
        problems.append(f"网址里的“{name}”写了 {len(values)} 次，只采用第一个“{_echo(values[0])}”。")
    return values[0] if values else ""


def _regions(values: Sequence[str], catalogue: Catalogue, problems: list[str]) -> tuple[str, ...]:
    by_name = {region.name: key for key, region in catalogue.regions.items()}
    found: list[str] = []
    for value in (part.strip() for one in values for part in one.split(",")):
        key = value if value in catalogue.regions else by_name.get(value)
        if key:
            found.append(key)
        elif value:
            problems.append(f"网址里的地区“{_echo(value)}”不在数据里，没有采用。请在下面的地区中选择。")
    return tuple(dict.fromkeys(found))


def extent(catalogue: Catalogue) -> tuple[int, int]:
    """The first and the last year of which the data say anything."""
    periods = [observation.parsed_period for observation in catalogue.observations.values()]
    years = [period.start.year for period in periods] + [period.end.year for period in periods]
    return (min(years), max(years)) if years else (date.today().year, date.today().year)


def _years(start: str, end: str, catalogue: Catalogue, problems: list[str]) -> tuple[int, int] | None:
    first, last = extent(catalogue)
    wanted = _year(start, first, problems), _year(end, last, problems)
    if wanted[0] > wanted[1]:
        problems.append(f"网址里的年份从 {wanted[0]} 到 {wanted[1]}，起点晚于终点，没有采用。")
        return None
    if wanted[1] < first or wanted[0] > last:
        problems.append(f"网址里的年份 {wanted[0]}–{wanted[1]} 没有数据，没有采用。数据从 {first} 年到 {last} 年。")
        return None
    kept = max(wanted[0], first), min(wanted[1], last)
    if kept != wanted:
        problems.append(f"网址里的年份 {wanted[0]}–{wanted[1]} 超出了数据的范围，只显示 {kept[0]}–{kept[1]} 年。")
    return None if kept == (first, last) else kept


def _year(value: str, default: int, problems: list[str]) -> int:
    if re.fullmatch(r"[0-9]{4}", value.strip()):
        return int(value)
    if value:
        problems.append(f"网址里的年份“{_echo(value)}”读不懂，没有采用。写四位的年份，例如 {default}。")
    return default


def _flag(name: str, value: str, meaning: str, problems: list[str]) -> bool:
    if value.lower() not in _FLAGS:
        problems.append(f"网址里的“{name}={_echo(value)}”读不懂，没有采用。{meaning}写作 {name}=1。")
    return _FLAGS.get(value.lower(), False)


def _version(value: str, problems: list[str]) -> str:
    if value and value not in VERSIONS:
        problems.append(f"网址里的“as_of={_echo(value)}”读不懂，没有采用。看首次公布的数写作 as_of=first。")
    return value if value in VERSIONS else "latest"


def _known(value: str, known: Mapping[str, object], what: str, problems: list[str]) -> str:
    if not value or value in known:
        return value
    problems.append(f"网址里的{what}“{_echo(value)}”不在数据里，可能已经改名或删去。")
    return ""


def _echo(value: str) -> str:
    """A value from a URL, short enough to be repeated in a sentence."""
    plain = "".join(character if character.isprintable() else "�" for character in value)
    return plain if len(plain) <= _LONGEST_ECHO else plain[:_LONGEST_ECHO] + "…"
