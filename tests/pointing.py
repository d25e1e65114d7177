"""Pointing at the markers of a chart in a browser, as a mouse does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

_POINTS = Path(__file__).with_name("points.js").read_text(encoding="utf-8")
_CORNER = (2, 2)


def points(chart: Locator) -> list[dict[str, Any]]:
    """The markers of *chart*: id, and where on the screen."""
    found: list[dict[str, Any]] = chart.evaluate(_POINTS)
    return found


def click(page: Page, chart: Locator, key: str) -> None:
    """Click the first marker of *chart* that stands for *key*: in sight and at rest, first near it, then on it."""
    page.mouse.move(*_CORNER)
    expect(chart.locator(".hoverlayer .hovertext")).to_have_count(0)
    page.locator("[data-testid=stMain]").evaluate("(main, y) => { main.scrollTop += y - 450 }", _spot(chart, key)["y"])
    there = _at_rest(page, chart, key)
    page.mouse.move(there["x"] - 3, there["y"])
    page.mouse.move(there["x"], there["y"])
    expect(chart.locator(".hoverlayer .hovertext").first).to_be_visible()
    # Plotly answers the second move up to 50 ms later, and where the button is down by then it forgets what it points at.
    page.evaluate("new Promise(done => setTimeout(done, 100))")
    page.mouse.down()
    page.mouse.up()


def _spot(chart: Locator, key: str) -> dict[str, Any]:
    return next(point for point in points(chart) if point["id"] == key)


def _at_rest(page: Page, chart: Locator, key: str) -> dict[str, Any]:
    """Where the marker stands once the chart has stopped moving: a passage that opens beside it makes it narrower."""
    before = _spot(chart, key)
    for _ in range(50):
        page.wait_for_timeout(150)
        now = _spot(chart, key)
        if now == before:
            return now
        before = now
    raise AssertionError(f"the chart does not come to rest around {key}")
