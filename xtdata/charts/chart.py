"""What a chart is, and the small words that all charts share: hover texts, glyph keys, rows in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from xtdata.charts.drawing import Drawing
from xtdata.charts.marks import Touch
from xtdata.charts.plotly_figure import plotly_figure
from xtdata.charts.svg import WIDTH, svg
from xtdata.charts.table import Table
from xtdata.facts.fact import Fact
from xtdata.facts.wording import DISPUTED, hedged, level_label, period_label, place, sentence, statement, status_label
from xtdata.model.catalogue import STATUSES, VERIFIED

TOLD, TOLD_BRIEFLY = 4, 3
BOUNDS_UP = {"at_least", "over", "approx_over"}
BOUNDS_DOWN = {"at_most", "under"}
LEVEL_GLYPHS = {"quote": "“”", "cited": "◌"}
KEYS = {
    "up": ("▲", "向上的箭头：以上、超过"),
    "down": ("▼", "向下的箭头：以内、不到"),
    "right": ("▶", "向右的箭头：以上、超过"),
    "left": ("◀", "向左的箭头：以内、不到"),
    "target": ("◇", "竖线与菱形：同一时期的目标"),
    "part": ("▨", "斜纹：不满一年，期间写在旁边"),
    "derived": ("┄", "虚线：推算值，原文没有印出"),
}

_NAMED = 3


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart with all that is printed around it.

    ``drawing`` is what is drawn; figures that share no scale are a ``table``, or with neither of the two a plain list. ``ids`` are
    the observations that the chart shows, in footnote order; ``legend`` pairs a glyph with its meaning; ``left_out`` says what is
    not drawn; ``statements`` say what the chart shows, what matters most first.
    ``wider`` gives the first and the last year of a series of which only the latest part is drawn.
    """

    key: str
    drawing: Drawing | None
    title: str
    subtitle: str
    statements: tuple[str, ...]
    ids: tuple[str, ...]
    legend: tuple[tuple[str, str], ...] = ()
    left_out: str = ""
    wider: tuple[int, int] | None = None
    table: Table | None = None

    @cached_property
    def figure(self) -> dict[str, Any]:
        """The drawing as a plotly figure."""
        assert self.drawing is not None
        return plotly_figure(self.drawing)

    def svg(self, notes: Sequence[str], width: float = WIDTH) -> str:
        """The drawing as a stand-alone picture; *notes* say where it comes from."""
        assert self.drawing is not None
        return svg(self.drawing, self.title, self.subtitle, notes, f"{self.title}。{self.sentence}", width)

    @property
    def sentence(self) -> str:
        """The statements that matter most as one sentence, and how many there are."""
        more = f"，等 {len(self.statements)} 条（见表）" if len(self.statements) > TOLD else ""
        return sentence(self.statements[:TOLD]).removesuffix("。") + more + "。"

    @property
    def brief(self) -> str:
        """A sentence for a narrow place."""
        return sentence(self.statements[:TOLD_BRIEFLY])


def touch(fact: Fact, *before: str) -> Touch:
    """What a mark of *fact* says when touched: value, indicator, place, period, status; *before* stands above."""
    where = f"{place(fact)} · {period_label(fact)} · {status_label(fact)}"
    invitation = "点击看出处" if fact.is_cited_only else "点击看原文"
    doubt = [f"{DISPUTED} 与同时印出的别的数合不上"] if fact.disputes else []
    return Touch(fact.id, (*before, hedged(fact), fact.indicator_name, where, level_label(fact), *doubt, invitation))


def with_levels(charts: Sequence[Chart], rows: Iterable[Fact]) -> list[Chart]:
    """The charts, each with a word in its legend for figures that are not proved word for word, and for those that are disputed.

    *rows* hold what they draw.
    """
    facts = {row.id: row for row in rows}
    found = []
    for chart in charts:
        mine = [facts[key] for key in chart.ids if key in facts]
        disputed = sum(bool(fact.disputes) for fact in mine)
        keys = [(DISPUTED, f"{disputed} 个数与同时印出的别的数合不上，点开看是哪几个")] if disputed else []
        found.append(replace(chart, legend=(*chart.legend, *_level_keys([fact.level for fact in mine]), *keys)))
    return found


def _level_keys(levels: Sequence[str | None]) -> list[tuple[str, str]]:
    quoted, cited = levels.count("quote"), levels.count("cited")
    keys = [(LEVEL_GLYPHS["quote"], f"{VERIFIED['quote']}：{quoted} 个数有引文，原文不在手边，没有逐字核对", quoted)]
    keys += [(LEVEL_GLYPHS["cited"], f"浅色，{VERIFIED['cited']}：{cited} 个数只有出处，没有引文", cited)]
    return [(glyph, meaning) for glyph, meaning, count in keys if count]


def legend(rows: Iterable[Fact], solid: str, hollow: str, keys: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """The glyphs that are used: *solid* and *hollow* for the statuses of *rows*, then those of ``KEYS`` named in *keys*."""
    statuses = {row.status for row in rows}
    entries = [(solid, "实心：实际")] if "actual" in statuses else []
    if words := "、".join(STATUSES[one] for one in STATUSES if one in statuses - {"actual"}):
        entries.append((hollow, f"空心：{words}"))
    used = set(keys)
    return (*entries, *(KEYS[key] for key in KEYS if key in used))


def quoted(rows: Iterable[Fact]) -> list[Fact]:
    """The rows that may stand in a title: what is only cited never does."""
    return [row for row in rows if not row.is_cited_only]


def quoted_first(rows: Iterable[Fact]) -> list[Fact]:
    """The rows in their order, those that are only cited after the others: so they are told."""
    return sorted(rows, key=lambda row: row.is_cited_only)


def unquoted_title(name: str) -> str:
    """The title where every figure of a chart is only cited: it says what is measured, and no figure."""
    return f"{name}：{VERIFIED['cited']}，没有引文"


def finding(told: Sequence[Fact], name: str) -> str:
    """The title of a chart of *told*, the foremost first: its first quoted figure; without one, *name* alone."""
    first = next(iter(quoted(told)), None)
    return statement(first) if first else unquoted_title(name)


def some(names: Iterable[str], things: str) -> str:
    """The first few of *names*, each once, and how many *things* there are in all: 湘潭市、湘潭县、湘乡市等 5 个地区."""
    every = list(dict.fromkeys(names))
    return "、".join(every[:_NAMED]) + (f"等 {len(every)} 个{things}" if len(every) > _NAMED else "")


def bound(row: Fact) -> str:
    """``up``, ``down`` or nothing: which way the value is open."""
    qualifier = row.qualifier
    return "up" if qualifier in BOUNDS_UP else "down" if qualifier in BOUNDS_DOWN else ""


def period_span(rows: Sequence[Fact]) -> str:
    """The years that the rows cover: ``2020年`` or ``2013–2025年``."""
    first = min(row.period.start.year for row in rows)
    last = max(row.period.end.year for row in rows)
    return f"{first}年" if first == last else f"{first}–{last}年"


def by_time(rows: Iterable[Fact]) -> list[Fact]:
    """Rows from early to late; of one period the outcome after the plan."""
    ranks = {"target": 0, "planned": 0, "ongoing": 1, "expected": 2, "actual": 3}
    return sorted(rows, key=lambda row: (row.period.end, row.period.start, ranks[row.status]))


def foremost(rows: Iterable[Fact], home: str) -> list[Fact]:
    """The rows in the order of their weight: the newest outcome, what it was meant to be, what is planned after it, the older ones.

    Within a year the region *home* comes first, and a figure of the year before an average over several. What is only cited comes last.
    """
    newest = sorted(rows, key=lambda row: _weight(row, home))
    outcomes = [row for row in newest if not row.is_plan]
    if not quoted(outcomes):
        return newest
    first = outcomes[0]
    plans = [row for row in newest if row.is_plan and _series(row) == _series(first)]
    aims = [row for row in plans if row.period == first.period]
    ahead = [row for row in plans if row.period.start > first.period.end]
    told = [first, *aims, *ahead]
    ids = {row.id for row in told}
    return told + [row for row in [*outcomes, *(row for row in newest if row.is_plan)] if row.id not in ids]


def _weight(row: Fact, home: str) -> tuple[object, ...]:
    last, first = row.period.end, row.period.start
    return row.is_cited_only, -last.year, row.region != home, row.statistic != "level", -last.toordinal(), -first.toordinal()


def _series(row: Fact) -> tuple[object, ...]:
    return row.indicator, row.region, row.unit, row.statistic
