"""What a reader, a caller or a saved view asks for: one type and one table of parameters for addresses, calls and commands.

``PARAMETERS`` says how each field is written. ``parse`` refuses what it cannot honour and names all problems at once;
``parse_leniently`` honours the rest and gives the problems back. ``Query.parameters`` is the way back.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator

from xtdata.language.period import Period
from xtdata.model.catalogue import QUALIFIERS, STATUSES, VERIFIED, Catalogue

ALL = "all"
VERSIONS = {"latest": "最新公布", "first": "首次公布"}
_FLAGS = {"1": True, "true": True, "0": False, "false": False}
_LONGEST = 80
LONGEST_WORDS = 100
_MOST = 500
_NEAR = 5


class Query(BaseModel):
    """What to keep of the facts; an empty field keeps everything.

    ``words`` keeps what names or quotes say (``xtdata.facts.words``).
    ``period`` keeps what overlaps it (dates, both included; ``date.min`` and ``date.max`` are open ends). With
    ``children``, a region brings the regions below it. Without ``cited``, what is cited without a quote is left out;
    without ``subjects``, what is about one company or project. Of each fact ``as_of`` keeps the version published
    ``first``, ``latest``, or last until a day (ISO text or date), or ``all``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: str = ""
    themes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    children: bool = False
    period: tuple[date, date] | None = None
    statuses: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    verified: tuple[str, ...] = ()
    cited: bool = True
    full_years: bool = False
    subjects: bool = True
    as_of: str = ALL

    @field_validator("as_of", mode="before")
    @classmethod
    def _version(cls, value: object) -> str:
        version = _version_of(value.isoformat() if isinstance(value, date) else str(value))
        if version is None:
            raise ValueError("as_of is all, latest, first or a day")
        return version

    @field_validator("period")
    @classmethod
    def _in_order(cls, value: tuple[date, date] | None) -> tuple[date, date] | None:
        if value and value[0] > value[1]:
            raise ValueError("the period ends before it starts")
        return None if value == (date.min, date.max) else value

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of proof to keep; nothing where all are kept."""
        return self.verified if self.cited else tuple(level for level in self.verified or VERIFIED if level != "cited")

    def changed(self, **fields: Any) -> Query:
        """This query with other values of *fields*."""
        return self.model_copy(update=fields)

    def parameters(self, base: Query | None = None) -> dict[str, list[str]]:
        """The parameters, in the order of ``PARAMETERS``, that make this query of *base*, which filters no lists.

        >>> Query(regions=("yuhu",), period=(date(2020, 1, 1), date(2022, 9, 30)), cited=False).parameters()
        {'region': ['yuhu'], 'from': ['2020'], 'to': ['2022-09'], 'cited': ['0']}
        """
        base = base or Query()
        written = {one.name: one.kind.write(getattr(self, one.field)) for one in PARAMETERS}
        plain = {one.name: one.kind.write(getattr(base, one.field)) for one in PARAMETERS}
        return {name: values for name, values in written.items() if values != plain[name]}


# The name under which programs know it.
Selection = Query


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
class Kind:
    """A way to write a value: how to read it from the texts given (``None`` where nothing usable is), and how to write it."""

    read: Callable[[_Reader, Parameter], Any]
    write: Callable[[Any], list[str]]


@dataclass(frozen=True)
class Parameter:
    """One parameter: its name in an address, the field that it fills, what people call it, and what it does."""

    name: str
    field: str
    label: str
    help: str
    kind: Kind
    known: Callable[[Catalogue], Mapping[str, str]] = lambda catalogue: {}


class _Reader:
    """Reads the values of parameters; keeps a problem for each that it cannot honour."""

    def __init__(self, given: Mapping[str, Sequence[str]], catalogue: Catalogue) -> None:
        self.given, self.catalogue = given, catalogue
        self.problems: list[Problem] = []

    def choices(self, parameter: Parameter) -> tuple[str, ...] | None:
        """The ids that the values name: each an id, a name, or several of them between commas."""
        known = parameter.known(self.catalogue)
        named: dict[str, list[str]] = defaultdict(list)
        for key, name in known.items():
            named[name].append(key)
        values = list(dict.fromkeys(self.given.get(parameter.name, ())))
        if len(values) > _MOST:
            self.complain(parameter.name, "", f"{parameter.name}：最多写 {_MOST} 个，这里写了 {len(values)} 个")
        parts = [part for value in values[:_MOST] for part in ([value] if value in known or value in named else value.split(",")[:_MOST])]
        found = [self._choice(parameter, part.strip(), known, named) for part in dict.fromkeys(parts)]
        return tuple(dict.fromkeys(key for key in found if key)) or None

    def _choice(self, parameter: Parameter, value: str, known: Mapping[str, str], named: Mapping[str, list[str]]) -> str:
        keys = [value] if value in known else named.get(value, [])
        if len(keys) == 1:
            return keys[0]
        if keys:
            message = f"{parameter.name}：有 {len(keys)} 个{parameter.label}叫“{_short(value)}”，请写代号：{'、'.join(keys[:_NEAR])}"
            self.problems.append(Problem(parameter.name, _short(value), message, tuple(keys[:_NEAR])))
        else:
            self.complain(parameter.name, value, f"{parameter.name}：没有代号或名称为“{_short(value)}”的{parameter.label}", known, value)
        return ""

    def words(self, parameter: Parameter) -> str | None:
        """The words, with single spaces between them."""
        value = " ".join((self.single(parameter.name) or "").split())
        if len(value) > LONGEST_WORDS:
            self.complain(parameter.name, "", f"{parameter.name}：最多 {LONGEST_WORDS} 个字，这里有 {len(value)} 个")
            return None
        return value or None

    def flag(self, parameter: Parameter) -> bool | None:
        name, value = parameter.name, self.single(parameter.name)
        if value is not None and value.lower() not in _FLAGS:
            self.complain(name, value, f"{name}：“{_short(value)}”看不懂，写 {name}=1（是）或 {name}=0（否）")
        return None if value is None else _FLAGS.get(value.lower())

    def period(self, parameter: Parameter) -> tuple[date, date] | None:
        """The stretch from ``from`` to ``to``; read once, for both."""
        if parameter.name != "from":
            return None
        first, last = self._days("from"), self._days("to")
        if first and last and first[0] > last[1]:
            self.complain("from", self.given["from"][0], f"from：起点“{self.given['from'][0]}”晚于终点“{self.given['to'][0]}”")
            return None
        return (first[0] if first else date.min, last[1] if last else date.max) if first or last else None

    def _days(self, name: str) -> tuple[date, date] | None:
        value = self.single(name)
        days = _days_of(value) if value is not None else None
        if value is not None and days is None:
            message = f"{name}：“{_short(value)}”不是日期，可写 2022、2022-09、2022-09-30、2022-H1 或 2022-Q3"
            self.complain(name, value, message)
        return days

    def version(self, parameter: Parameter) -> str | None:
        value = self.single(parameter.name)
        version = _version_of(value) if value is not None else None
        if value is not None and version is None:
            ways = "as_of=latest（最新公布）、as_of=first（首次公布）、as_of=all（全部）或某一天，如 as_of=2024-09-30"
            self.complain("as_of", value, f"as_of：“{_short(value)}”看不懂，写 {ways}", VERSIONS, value)
        return version

    def single(self, name: str) -> str | None:
        values = self.given.get(name, ())
        if len(values) > 1:
            self.complain(name, values[1], f"{name}：只能写一次，这里写了 {len(values)} 次")
        return values[0].strip() if values else None

    def complain(self, parameter: str, value: str, message: str, known: Mapping[str, str] | None = None, word: str = "") -> None:
        """Keep a problem; where *known* values are given, with those that look like *word*."""
        near, hint = _near(word, known or {})
        self.problems.append(Problem(_short(parameter), _short(value), message + hint, near))


def _write_flag(value: bool) -> list[str]:
    return ["1" if value else "0"]


def _write_start(period: tuple[date, date] | None) -> list[str]:
    if period is None or period[0] == date.min:
        return []
    day = period[0]
    return [f"{day.year:04}" if (day.month, day.day) == (1, 1) else f"{day.year:04}-{day.month:02}" if day.day == 1 else day.isoformat()]


def _write_end(period: tuple[date, date] | None) -> list[str]:
    if period is None or period[1] == date.max:
        return []
    day = period[1]
    if (day.month, day.day) == (12, 31):
        return [f"{day.year:04}"]
    return [f"{day.year:04}-{day.month:02}" if day.day == monthrange(day.year, day.month)[1] else day.isoformat()]


WORDS = Kind(_Reader.words, lambda value: [value] if value else [])
CHOICE = Kind(_Reader.choices, list)
FLAG = Kind(_Reader.flag, _write_flag)
START = Kind(_Reader.period, _write_start)
END = Kind(_Reader.period, _write_end)
VERSION = Kind(_Reader.version, lambda value: [value])

PARAMETERS = (
    Parameter("q", "words", "词", "名称或引文里有这些词：隔开的都要有，顿号之间的有一个就行", WORDS),
    Parameter("theme", "themes", "主题", "只要这个主题", CHOICE, lambda catalogue: _names(catalogue.themes)),
    Parameter("indicator", "indicators", "指标", "只要这个指标", CHOICE, lambda catalogue: _names(catalogue.indicators)),
    Parameter("region", "regions", "地区", "只要这个地区", CHOICE, lambda catalogue: _names(catalogue.regions)),
    Parameter("children", "children", "含下级地区", "连同所选地区的下级地区", FLAG),
    Parameter("from", "period", "起点", "从这时起：2022、2022-09、2022-09-30、2022-H1 或 2022-Q3", START),
    Parameter("to", "period", "终点", "到这时止，写法同上", END),
    Parameter("status", "statuses", "状态", "只要这种状态", CHOICE, lambda catalogue: STATUSES),
    Parameter("qualifier", "qualifiers", "限定词", "只要这种限定", CHOICE, lambda catalogue: QUALIFIERS),
    Parameter("source", "sources", "来源", "只要这份来源的", CHOICE, lambda catalogue: {k: s.title for k, s in catalogue.sources.items()}),
    Parameter("verified", "verified", "核验程度", "只要核验到这种程度的", CHOICE, lambda catalogue: VERIFIED),
    Parameter("full_years", "full_years", "只看全年数据", "只要整年的数", FLAG),
    Parameter("cited", "cited", "含仅引用的数", "不要只有出处、没有引文的数", FLAG),
    Parameter("subjects", "subjects", "含单个企业和项目的数", "不要单个企业或项目的数", FLAG),
    Parameter("as_of", "as_of", "多次公布的数", "同一个数多次公布时用哪一次：latest、first、all 或某一天", VERSION),
)
NAMES = tuple(one.name for one in PARAMETERS)


def parse(parameters: Mapping[str, Sequence[str]], catalogue: Catalogue, base: Query | None = None) -> Query:
    """The query that *parameters* (name, values) ask for; what they leave out is as in *base*.

    Raises ``BadQuery`` for an unknown parameter or value, for a single-valued parameter given twice, and where ``from``
    is later than ``to``.
    """
    unknown = _unknown(parameters, NAMES)
    query, problems = _read(parameters, catalogue, base or Query())
    if unknown or problems:
        raise BadQuery([*unknown, *problems])
    return query


def parse_leniently(
    parameters: Mapping[str, Sequence[str]], catalogue: Catalogue, base: Query | None = None, others: Collection[str] = ()
) -> tuple[Query, tuple[Problem, ...]]:
    """The query that *parameters* ask for as far as it can be honoured, and what cannot be.

    Empty values count as none. Of unknown names only those are problems that look like a slip for one of ours or of
    *others*; a messenger's tracking marks are let be.
    """
    given = {name: kept for name, values in parameters.items() if (kept := [value for value in values if value.strip()])}
    known = (*NAMES, *others)
    slips = _unknown([name for name in given if _is_slip(name, known)], known)
    query, problems = _read(given, catalogue, base or Query())
    return query, (*slips, *problems)


def _read(given: Mapping[str, Sequence[str]], catalogue: Catalogue, base: Query) -> tuple[Query, list[Problem]]:
    reader = _Reader(given, catalogue)
    values = {one.field: value for one in PARAMETERS if (value := one.kind.read(reader, one)) is not None}
    query = base.changed(**values)
    if query.verified == ("cited",) and not query.cited:
        reader.complain("verified", "cited", "verified：只要仅引用的（verified=cited），仅引用的却没有要（cited=0）；请写 cited=1")
        query = query.changed(verified=())
    return query, reader.problems


def _unknown(names: Iterable[str], known: Collection[str]) -> list[Problem]:
    """A problem for each of *names* that is not *known*."""
    unknown = [name for name in names if name not in known]
    near = {name: _near(name, dict.fromkeys(known, "")) for name in unknown[:_MOST]}
    return [Problem(_short(name), "", f"没有“{_short(name)}”这个参数{hint}", alike) for name, (alike, hint) in near.items()]


def _is_slip(name: str, known: Collection[str]) -> bool:
    """Whether *name* is one of *known*, mistyped."""
    return name not in known and bool(get_close_matches(name[:_LONGEST], known, n=1, cutoff=0.8))


def conditions(query: Query, catalogue: Catalogue, base: Query | None = None) -> dict[str, str]:
    """What *query* asks for beyond *base*, in Chinese words, under the names of the fields."""
    plain, words = base or Query(), {}
    for one in PARAMETERS:
        value = getattr(query, one.field)
        if value == getattr(plain, one.field):
            continue
        if one.kind is CHOICE:
            known = one.known(catalogue)
            words[one.field] = "、".join(known.get(key, key) for key in value)
        elif one.kind is WORDS:
            words[one.field] = f"“{value}”"
        elif one.kind is FLAG:
            words[one.field] = one.label if value else f"不{one.label}"
        elif one.kind is VERSION:
            words[one.field] = version_label(value)
        else:
            words[one.field] = _period_words(query)
    return words


def version_label(version: str) -> str:
    """The words for which version of a fact counts.

    >>> version_label("first"), version_label("2021-06-30")
    ('首次公布', '截至2021年6月30日公布')
    """
    if version == ALL:
        return "历次公布"
    if version in VERSIONS:
        return VERSIONS[version]
    day = date.fromisoformat(version)
    return f"截至{day.year}年{day.month}月{day.day}日公布"


def _period_words(query: Query) -> str:
    start, end = _write_start(query.period), _write_end(query.period)
    if start and end:
        return f"{start[0]}–{end[0]}年" if len(start[0]) == len(end[0]) == 4 else f"{start[0]} 至 {end[0]}"
    return f"{start[0]} 起" if start else f"{end[0]} 止" if end else ""


def alike(word: str, known: Mapping[str, str], limit: int = _NEAR) -> tuple[str, ...]:
    """The keys of *known* that look like *word*, or whose names do, most alike first.

    >>> alike("湘乡", {"xiangxiang": "湘乡市", "yuhu": "雨湖区"})
    ('xiangxiang',)
    """
    from rapidfuzz import process

    word = word[:_LONGEST]
    best: dict[str, float] = {}
    for choices in ({key: key for key in known}, dict(known)):
        for _, score, key in process.extract(word, choices, limit=limit, score_cutoff=60):
            best[key] = max(score, best.get(key, 0))
    return tuple(sorted(best, key=lambda key: -best[key])[:limit])


def _near(word: str, known: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """The keys of *known* that look like *word*, and the half-sentence that offers them."""
    near = alike(word, known)
    names = "、".join(f"{key}（{known[key]}）" if known[key] not in (key, "") else key for key in near)
    return near, f"。相近的有 {names}" if near else ""


def _names(entries: Mapping[str, Any]) -> dict[str, str]:
    return {key: one.name for key, one in entries.items()}


def _version_of(value: str) -> str | None:
    if value == ALL or value in VERSIONS:
        return value
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _days_of(value: str) -> tuple[date, date] | None:
    """The first and last day of *value*, a year, half, quarter, month or day; years beyond those of the data file count, too."""
    try:
        if re.fullmatch(r"[0-9]{4}", value):
            return date(int(value), 1, 1), date(int(value), 12, 31)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}", value):
            first = date.fromisoformat(f"{value}-01")
            return first, first.replace(day=monthrange(first.year, first.month)[1])
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value), date.fromisoformat(value)
        period = Period.parse(value)
    except ValueError:
        return None
    return None if period.kind == "span" else (period.start, period.end)


def _short(text: str) -> str:
    """*text*, short and printable enough to be repeated in a sentence."""
    plain = "".join(character if character.isprintable() else "�" for character in text[:_LONGEST])
    return plain if len(text) <= _LONGEST else plain[: _LONGEST - 1] + "…"
