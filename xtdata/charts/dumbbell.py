"""Dumbbells: from the earlier to the present figure, with the percentage at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xtdata.audit import Derived
from xtdata.charts.canvas import Canvas, Panel
from xtdata.charts.chart import bound, hover
from xtdata.charts.look import Look, safe, text_width
from xtdata.charts.rows import heading
from xtdata.wording import Row, hedged, missing, number, period_label, plain_name, short_value, value_phrase, with_unit

SPEEDUP = re.compile(r"提速|压缩|缩短|精简|压减|减少|节省")


@dataclass(frozen=True)
class Dumbbell:
    """One claim: the present figure, the percentage that goes with it, and an implied earlier figure."""

    row: Row
    color: str
    rate: Row | None = None
    implied: Derived | None = None

    @property
    def before(self) -> float | None:
        """The earlier figure, printed or implied."""
        if not missing(self.row["from_value"]):
            return float(self.row["from_value"])
        return middle(self.implied) if self.implied else None

    @property
    def is_implied(self) -> bool:
        return self.before is not None and missing(self.row["from_value"])

    @property
    def present_text(self) -> str:
        return hedged(self.row) if self.before is None else short_value(self.row)

    @property
    def end_text(self) -> str:
        """What stands behind the earlier figure: the figure itself, and the percentage."""
        if self.before is None:
            return ""
        figure = implied_text(self.implied) if self.is_implied and self.implied else with_unit(number(self.before), str(self.row["unit"]))
        return " ".join(filter(None, (figure, rate_text(self.rate))))


def rate_text(rate: Row | None) -> str:
    """``提速72%以上``: the percentage with the verb of its indicator."""
    if rate is None:
        return ""
    verb = SPEEDUP.search(str(rate["indicator_name"]))
    return (verb.group() if verb else "减") + value_phrase(rate)


def middle(derived: Derived) -> float | None:
    """One figure to draw an implied interval at: its middle, or the end that is known."""
    ends = [end for end in (derived.low, derived.high) if end is not None]
    return sum(ends) / len(ends) if ends else None


def implied_text(derived: Derived) -> str:
    """``推算约40``, ``推算≤100``."""
    figure = number(float(f"{middle(derived) or 0:.3g}"))
    sign = "≤" if derived.low is None else "≥" if derived.high is None else "约"
    return f"推算{sign}{figure}"


def draw(canvas: Canvas, claims: Sequence[Dumbbell], detailed: bool = True) -> None:
    """Draw *claims* on one scale from 0, each in a row under its own heading."""
    top = max(max(claim.row["value"], claim.before or 0) for claim in claims)
    for claim in claims:
        row = claim.row
        heading(canvas, plain_name(row), f"{row['region_name']} · {period_label(row)}" if detailed else "")
        _row(canvas, claim, top)


def margins(claims: Sequence[Dumbbell], look: Look) -> tuple[float, float]:
    """The left and right margin that the texts of *claims* take."""
    left = max((text_width(c.present_text, look.size) for c in claims if c.before is not None), default=0) + look.px(10)
    right = max((text_width(c.end_text, look.size) for c in claims), default=0)
    singles = max((text_width(c.present_text, look.size) for c in claims if c.before is None), default=0)
    return round(min(left, look.px(60)), 1), round(max(right, singles) + look.px(16), 1)


def _row(canvas: Canvas, claim: Dumbbell, top: float) -> None:
    look = canvas.look
    panel = canvas.panel(look.px(28), {"range": [0, top], "visible": False})
    y = panel.height / 2
    canvas.line(panel, (0, top), (y, y), look.faint, 1)
    if claim.before is not None:
        _earlier(canvas, panel, claim, claim.before, y)
    _present(canvas, panel, claim, y)


def _earlier(canvas: Canvas, panel: Panel, claim: Dumbbell, before: float, y: float) -> None:
    """The earlier figure, the way to the present one, and what stands behind."""
    look, row = canvas.look, claim.row
    dash = "dot" if claim.is_implied else "solid"
    canvas.line(panel, (row["value"], before), (y, y), look.context, look.px(3), dash)
    text, style = hover(row), {"symbol": "circle", "color": look.context, "size": look.px(13)}
    if claim.is_implied and claim.implied:
        text = f"<b>{implied_text(claim.implied)}</b><br>{safe(claim.implied.how)}<br>{hover(row)}"
        style |= {"symbol": "square", "color": look.paper, "line": {"color": look.muted, "width": look.px(1.5)}}
    canvas.marks(panel, [before], [y], [row["id"]], [text], **style)
    if claim.rate is not None:
        arrow = {"symbol": "triangle-left", "color": look.context, "size": look.px(10)}
        canvas.marks(panel, [(before + row["value"]) / 2], [y], [claim.rate["id"]], [hover(claim.rate)], **arrow)
    figure, _, rate = claim.end_text.partition(" ")
    words = f'<span style="color:{look.muted}">{safe(figure)}</span>' + (f" <b>{safe(rate)}</b>" if rate else "")
    canvas.text(panel, before, y, words, xshift=look.px(11))


def _present(canvas: Canvas, panel: Panel, claim: Dumbbell, y: float) -> None:
    look, row = canvas.look, claim.row
    if row["qualifier"] == "range":
        canvas.line(panel, (row["value_low"], row["value_high"]), (y, y), claim.color, look.px(6), below=False)
    arrow = {"up": "triangle-right", "down": "triangle-left"}.get(bound(row), "circle")
    fill = claim.color if row["status"] == "actual" else look.paper
    line = {"color": claim.color, "width": look.px(1.8)}
    canvas.marks(panel, [row["value"]], [y], [row["id"]], [hover(row)], symbol=arrow, color=fill, size=look.px(13), line=line)
    side = 1 if claim.before is None or claim.before < row["value"] else -1
    words = f"<b>{safe(claim.present_text)}</b>"
    canvas.text(panel, row["value"], y, words, "left" if side > 0 else "right", color=claim.color, xshift=side * look.px(11))
