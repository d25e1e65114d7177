"""Figures that no source prints: how they are worded, and where they are drawn."""

from __future__ import annotations

from math import ceil, floor

from xtdata.facts.wording import number, with_unit
from xtdata.verification.audit import Derived


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
