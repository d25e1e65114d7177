"""Dumbbells: from the earlier to the present figure, with the percentage at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from xtdata.charts.canvas import Canvas, Panel
from xtdata.charts.chart import bound, hover
from xtdata.charts.look import Look, safe, text_width
from xtdata.charts.rows import end_margin, heading
from xtdata.facts.fact import Fact
from xtdata.facts.wording import hedged, number, period_label, plain_name, short_value, value_phrase, with_unit
from xtdata.verification.audit import Derived

SPEEDUP = re.compile(r"提速|压缩|缩短|精简|压减|减少|节省")
_SUFFIX = re.compile(rf"(?:{SPEEDUP.pattern})(?:幅度|比例|率)?$")
_TIME = re.compile("平均|办理|用时|时限|时间")


@dataclass(frozen=True)
class Dumbbell:
    """One claim: the present figure, the percentage that goes with it, and an implied earlier figure."""

    row: Fact
    color: str
    rate: Fact | None = None
    implied: Derived | None = None

    @property
    def before(self) -> float | None:
        """The earlier figure, printed or implied."""
        if self.row.from_value is not None:
            return float(self.row.from_value)
        return middle(self.implied) if self.implied else None

    @property
    def is_implied(self) -> bool:
        return self.before is not None and self.row.from_value is None

    @property
    def present_text(self) -> str:
        return hedged(self.row) if self.before is None else short_value(self.row)

    @property
    def end_text(self) -> str:
        """What stands behind the earlier figure: the figure itself, and the percentage."""
        if self.before is None:
            return ""
        figure = implied_text(self.implied, unit=False) if self.is_implied and self.implied else number(self.before)
        return " ".join(filter(None, (figure, rate_text(self.rate))))


def rate_text(rate: Fact | None) -> str:
    """``提速72%以上``: the percentage with the verb of its indicator."""
    if rate is None:
        return ""
    verb = SPEEDUP.search(rate.indicator_name)
    return (verb.group() if verb else "减") + value_phrase(rate)


def middle(derived: Derived) -> float | None:
    """One figure to draw an implied interval at: its middle, or the end that is known."""
    ends = [end for end in (derived.low, derived.high) if end is not None]
    return sum(ends) / len(ends) if ends else None


def implied_text(derived: Derived, unit: bool = True) -> str:
    """``推算约40个工作日``, ``推算≤102个工作日``: two digits, for more would pretend to be printed; a bound is rounded outwards."""
    if derived.low is None:
        sign, value = "≤", float(ceil(derived.high or 0))
    elif derived.high is None:
        sign, value = "≥", float(floor(derived.low))
    else:
        sign, value = "约", float(f"{middle(derived) or 0:.2g}")
    figure = number(value)
    return f"推算{sign}{with_unit(figure, derived.unit) if unit else figure}"


def other_measure(claim: Dumbbell) -> str:
    """What the percentage measures, where that is something else than the time (its source may not say that they are one)."""
    if claim.rate is None:
        return ""
    percentage, time = (_TIME.sub("", _SUFFIX.sub("", row.indicator_name)) for row in (claim.rate, claim.row))
    return "" if percentage in time or time in percentage else plain_name(claim.rate)


def draw(canvas: Canvas, claims: Sequence[Dumbbell]) -> None:
    """Draw *claims* on one scale from 0, each in a row under its own heading."""
    top = _top(claims)
    for claim in claims:
        row = claim.row
        other = other_measure(claim)
        about = f" · 百分比指{other}" if other else ""
        heading(canvas, plain_name(row), f"{row.region_name} · {period_label(row)} · {row.unit}{about}")
        _row(canvas, claim, top)


def margins(claims: Sequence[Dumbbell], look: Look) -> tuple[float, float]:
    """The left and right margin that the texts of *claims*, all in one unit, take."""
    top = _top(claims)
    left = look.px(8) + max((text_width(claim.present_text, look.size) for claim in claims if claim.before is not None), default=0)
    ends = [((claim.before or claim.row.number) / top, claim.end_text or claim.present_text) for claim in claims]
    return round(left, 1), end_margin(ends, left, look) + look.px(8)


def _top(claims: Sequence[Dumbbell]) -> float:
    """The end of the scale; where nothing came down from anywhere, the figures stand in its first half."""
    room = 1 if any(claim.before is not None for claim in claims) else 2
    return room * max(max(claim.row.high or claim.row.number, claim.before or 0) for claim in claims)


def _row(canvas: Canvas, claim: Dumbbell, top: float) -> None:
    look = canvas.look
    panel = canvas.panel(look.px(28), {"range": [0, top], "visible": False})
    y = panel.height / 2
    canvas.line(panel, (0, 0), (look.px(6), panel.height - look.px(6)), look.context, 1)
    if claim.before is not None:
        _earlier(canvas, panel, claim, claim.before, y)
    else:
        canvas.line(panel, (0, claim.row.number), (y, y), look.faint, look.px(3))
    _present(canvas, panel, claim, y)


def _earlier(canvas: Canvas, panel: Panel, claim: Dumbbell, before: float, y: float) -> None:
    """The earlier figure, the way to the present one, and what stands behind."""
    look, row = canvas.look, claim.row
    dash = "dot" if claim.is_implied else "solid"
    canvas.line(panel, (row.number, before), (y, y), look.context, look.px(3), dash)
    text, style = hover(row), {"symbol": "circle", "color": look.context, "size": look.px(13)}
    if claim.is_implied and claim.implied:
        text = f"<b>{implied_text(claim.implied)}</b><br>{safe(claim.implied.how)}<br>{hover(row)}"
        style |= {"symbol": "square", "color": look.paper, "line": {"color": look.muted, "width": look.px(1.5)}}
    canvas.marks(panel, [before], [y], [row.id], [text], **style)
    if claim.rate is not None:
        arrow = {"symbol": "triangle-left", "color": look.context, "size": look.px(10)}
        canvas.marks(panel, [(before + row.number) / 2], [y], [claim.rate.id], [hover(claim.rate)], **arrow)
    figure, _, rate = claim.end_text.partition(" ")
    words = f'<span style="color:{look.muted}">{safe(figure)}</span>' + (f" <b>{safe(rate)}</b>" if rate else "")
    canvas.text(panel, before, y, words, xshift=look.px(11))


def _present(canvas: Canvas, panel: Panel, claim: Dumbbell, y: float) -> None:
    look, row = canvas.look, claim.row
    if row.qualifier == "range":
        canvas.line(panel, (row.low, row.high), (y, y), claim.color, look.px(6), below=False)
    arrow = {"up": "triangle-right", "down": "triangle-left"}.get(bound(row), "circle")
    fill = claim.color if row.status == "actual" else look.paper
    line = {"color": claim.color, "width": look.px(1.8)}
    canvas.marks(panel, [row.number], [y], [row.id], [hover(row)], symbol=arrow, color=fill, size=look.px(13), line=line)
    side = 1 if claim.before is None or claim.before < row.number else -1
    words = f"<b>{safe(claim.present_text)}</b>"
    edge = row.high if row.qualifier == "range" and side > 0 else row.number
    color = look.muted if row.is_cited_only else claim.color
    canvas.text(panel, edge, y, words, "left" if side > 0 else "right", color=color, xshift=side * look.px(11), bgcolor=look.paper)
