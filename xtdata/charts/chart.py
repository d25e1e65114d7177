"""What a chart is, and the small words that all charts share: hover texts, glyph keys, rows in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from xtdata.charts.look import safe
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, level_label, period_label, place, sentence, status_label
from xtdata.model.catalogue import STATUSES, VERIFIED

TOLD, TOLD_BRIEFLY = 4, 3
BOUNDS_UP = {"at_least", "over", "approx_over"}
BOUNDS_DOWN = {"at_most", "under"}
KEYS = {
    "up": ("▲", "向上的箭头：以上、超过"),
    "down": ("▼", "向下的箭头：以内、不到"),
    "right": ("▶", "向右的箭头：以上、超过"),
    "left": ("◀", "向左的箭头：以内、不到"),
    "average": ("━", "细长线：数年的年均"),
    "part": ("▨", "斜纹：不满一年，期间写在旁边"),
    "derived": ("┄", "虚线：推算值，原文没有印出"),
}


@dataclass(frozen=True)
class Chart:
    """One chart with all that is printed around it.

    ``figure`` is a plain plotly dict without title; its markers carry ``customdata`` ``[observation id]``. ``ids`` are the
    observations drawn, in footnote order; ``legend`` pairs a glyph with its meaning; ``left_out`` says what is not drawn.
    ``statements`` say what the chart shows, what matters most first.
    """

    key: str
    figure: dict[str, Any]
    title: str
    subtitle: str
    statements: tuple[str, ...]
    ids: tuple[str, ...]
    legend: tuple[tuple[str, str], ...]
    left_out: str = ""

    @property
    def sentence(self) -> str:
        """The statements that matter most as one sentence, and how many there are."""
        more = f"，等 {len(self.statements)} 条（见表）" if len(self.statements) > TOLD else ""
        return sentence(self.statements[:TOLD]).removesuffix("。") + more + "。"

    @property
    def brief(self) -> str:
        """A sentence for a narrow place."""
        return sentence(self.statements[:TOLD_BRIEFLY])

    @property
    def untold(self) -> int:
        """How many statements the brief sentence leaves out."""
        return max(0, len(self.statements) - TOLD_BRIEFLY)


def of_themes(facts: Iterable[Fact], *themes: str) -> list[Fact]:
    """The facts of these themes."""
    return [fact for fact in facts if fact.theme in themes]


def hover(row: Fact) -> str:
    """What a glyph says when touched: value, indicator, place, period, status."""
    lines = [f"<b>{safe(hedged(row))}</b>", safe(row.indicator_name), f"{safe(place(row))} · {period_label(row)} · {status_label(row)}"]
    return "<br>".join([*lines, level_label(row), "点击看出处" if row.is_cited_only else "点击看原文"])


def with_levels(charts: Sequence[Chart], rows: Iterable[Fact]) -> list[Chart]:
    """The charts, each with a word in its legend for figures that are not proved word for word; *rows* hold what they draw."""
    levels = {row.id: row.level for row in rows}
    return [replace(chart, legend=(*chart.legend, *_level_keys([levels.get(one) for one in chart.ids]))) for chart in charts]


def _level_keys(levels: Sequence[str | None]) -> list[tuple[str, str]]:
    quoted, cited = levels.count("quote"), levels.count("cited")
    keys = [("“”", f"{VERIFIED['quote']}：{quoted} 个数有引文，原文不在手边，没有逐字核对", quoted)]
    keys += [("◌", f"浅色，{VERIFIED['cited']}：{cited} 个数只有出处，没有引文", cited)]
    return [(glyph, meaning) for glyph, meaning, count in keys if count]


def legend(rows: Iterable[Fact], solid: str, hollow: str, keys: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """The glyphs that are used: *solid* and *hollow* for the statuses of *rows*, then those of ``KEYS`` named in *keys*."""
    statuses = {row.status for row in rows}
    entries = [(solid, "实心：实际")] if "actual" in statuses else []
    if words := "、".join(STATUSES[one] for one in STATUSES if one in statuses - {"actual"}):
        entries.append((hollow, f"空心：{words}"))
    used = set(keys)
    return (*entries, *(KEYS[key] for key in KEYS if key in used))


def bound(row: Fact) -> str:
    """``up``, ``down`` or nothing: which way the value is open."""
    qualifier = row.qualifier
    return "up" if qualifier in BOUNDS_UP else "down" if qualifier in BOUNDS_DOWN else ""


def without_subjects(rows: Sequence[Fact]) -> tuple[list[Fact], str]:
    """The rows about places, and a sentence about the others."""
    kept = [row for row in rows if not row.subject]
    gone = len(rows) - len(kept)
    return kept, f"另有 {gone} 条只讲一家企业或一个项目，不与地区并列" if gone else ""


def left_out(*reasons: str) -> str:
    """Reasons as one sentence, empty where there are none."""
    given = [reason for reason in reasons if reason]
    return "未画出：" + "；".join(given) + "。" if given else ""


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

    Within a year the region *home* comes first, and a figure of the year before an average over several.
    """
    newest = sorted(rows, key=lambda row: _weight(row, home))
    outcomes = [row for row in newest if not row.is_plan]
    if not outcomes:
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
    return -last.year, row.region != home, row.statistic != "level", -last.toordinal(), -first.toordinal()


def _series(row: Fact) -> tuple[object, ...]:
    return row.indicator, row.region, row.unit, row.statistic
