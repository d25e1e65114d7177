"""A query string as a selection: every value is honoured or complained about, none is dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

import pandas as pd
from rapidfuzz import process

from xtdata.facts.dataset import Dataset
from xtdata.facts.frame import Selection, as_of
from xtdata.language.period import Period
from xtdata.model.catalogue import QUALIFIERS, STATUSES, VERIFIED, Catalogue

PARAMETERS = (
    "theme", "indicator", "region", "children", "from", "to", "status", "qualifier", "source", "verified", "full_years", "cited", "as_of",
)  # fmt: skip
_FLAGS = {"1": True, "true": True, "0": False, "false": False}
_VERSIONS = {"latest": "最新公布", "first": "首次公布"}
_LONGEST = 80


@dataclass(frozen=True)
class Problem:
    """A part of a query that cannot be honoured; ``near`` are values that can, most alike first."""

    parameter: str
    value: str
    message: str
    near: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        return asdict(self)

    def __str__(self) -> str:
        return self.message


class BadQuery(ValueError):
    """A query that cannot be honoured; ``problems`` says why, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Query:
    """What to keep, and of each fact which version: ``first``, ``latest``, the one known on a day, or (``None``) all."""

    selection: Selection
    as_of: str | None = None

    def rows(self, dataset: Dataset) -> pd.DataFrame:
        """The rows of *dataset* that are asked for."""
        rows = dataset.select(self.selection)
        return rows if self.as_of is None else as_of(rows, dataset.catalogue, self.as_of)


def read_query(items: Iterable[tuple[str, str]], catalogue: Catalogue) -> Query:
    """What the parameters *items* (name, value) ask for; the names are ``PARAMETERS``.

    Raises ``BadQuery`` for an unknown parameter or value, for a single-valued parameter given twice, and where
    ``from`` is later than ``to``.
    """
    given: dict[str, list[str]] = defaultdict(list)
    for name, value in items:
        given[name].append(value)
    reader = _Reader(given)
    query = Query(reader.selection(catalogue), reader.version())
    if reader.problems:
        raise BadQuery(reader.problems)
    return query


class _Reader:
    def __init__(self, given: Mapping[str, list[str]]) -> None:
        self.given = given
        self.problems: list[Problem] = []

    def selection(self, catalogue: Catalogue) -> Selection:
        for name in self.given:
            if name not in PARAMETERS:
                self._complain(name, "", f"没有“{_short(name)}”这个参数", {one: one for one in PARAMETERS}, name)
        return Selection(
            themes=self._choices("theme", "主题", {key: one.name for key, one in catalogue.themes.items()}),
            indicators=self._choices("indicator", "指标", {key: one.name for key, one in catalogue.indicators.items()}),
            regions=self._choices("region", "地区", {key: one.name for key, one in catalogue.regions.items()}),
            children=self._flag("children"),
            period=self._period(),
            statuses=self._choices("status", "状态", STATUSES),
            qualifiers=self._choices("qualifier", "限定词", QUALIFIERS),
            sources=self._choices("source", "来源", {key: one.title for key, one in catalogue.sources.items()}),
            verified=self._levels(),
            full_years=self._flag("full_years"),
        )

    def version(self) -> str | None:
        """The version that ``as_of`` asks for."""
        value = self._single("as_of")
        if value is None or value in _VERSIONS or _is_day(value):
            return value
        message = f"as_of：“{_short(value)}”看不懂，写 latest（最新公布）、first（首次公布）或某一天，如 2024-09-30"
        self._complain("as_of", value, message, _VERSIONS, value)
        return None

    def _levels(self) -> tuple[str, ...]:
        """The levels that ``verified`` names, without ``cited`` where ``cited=0`` says so."""
        levels = self._choices("verified", "核验程度", VERIFIED)
        if self._flag("cited", default=True):
            return levels
        if levels == ("cited",):
            self._complain("cited", "0", "cited：写了 0（不要仅引用的），又写了 verified=cited（只要仅引用的）", {}, "")
        return tuple(level for level in levels or VERIFIED if level != "cited")

    def _choices(self, name: str, what: str, known: Mapping[str, str]) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(self.given.get(name, ())))
        for value in values:
            if value not in known:
                self._complain(name, value, f"{name}：没有代号为“{_short(value)}”的{what}", known, value)
        return values

    def _flag(self, name: str, default: bool = False) -> bool:
        value = self._single(name)
        if value is None:
            return default
        if value not in _FLAGS:
            self._complain(name, value, f"{name}：“{_short(value)}”看不懂，写 1（是）或 0（否）", {}, value)
        return _FLAGS.get(value, False)

    def _period(self) -> tuple[date, date] | None:
        first, last = self._date("from"), self._date("to")
        if first and last and first.start > last.end:
            self._complain("from", first.text, f"from：起点“{first.text}”晚于终点“{last.text}”", {}, "")
        if not first and not last:
            return None
        return first.start if first else date.min, last.end if last else date.max

    def _date(self, name: str) -> Period | None:
        value = self._single(name)
        if value is None:
            return None
        try:
            period = Period.parse(value)
        except ValueError:
            period = None
        if period is None or period.kind == "span":
            self._complain(name, value, f"{name}：“{_short(value)}”不是日期，可写 2022、2022-09、2022-09-30、2022-H1 或 2022-Q3", {}, value)
            return None
        return period

    def _single(self, name: str) -> str | None:
        values = self.given.get(name, [])
        if len(values) > 1:
            self._complain(name, values[1], f"{name}：只能写一次，这里写了 {len(values)} 次", {}, "")
        return values[0] if values else None

    def _complain(self, parameter: str, value: str, message: str, known: Mapping[str, str], word: str) -> None:
        near = alike(word, known)
        names = "、".join(one if known[one] in (one, "") else f"{one}（{known[one]}）" for one in near)
        hint = f"。相近的有 {names}" if names else ""
        self.problems.append(Problem(_short(parameter), _short(value), message + hint, near))


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def alike(word: str, known: Mapping[str, str], limit: int = 5) -> tuple[str, ...]:
    """The keys of *known* that look like *word*, or whose names do, most alike first.

    >>> alike("湘乡", {"xiangxiang": "湘乡市", "yuhu": "雨湖区"})
    ('xiangxiang',)
    """
    word = word[:_LONGEST]
    best: dict[str, float] = {}
    for choices in ({key: key for key in known}, dict(known)):
        for _, score, key in process.extract(word, choices, limit=limit, score_cutoff=60):
            best[key] = max(score, best.get(key, 0))
    return tuple(sorted(best, key=lambda key: -best[key])[:limit])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
