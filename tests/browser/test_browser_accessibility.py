"""For everybody: axe finds nothing serious on any page, and the landmarks, the present page and the focus are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import levels
import pytest
import town
from axe_playwright_python.sync_playwright import Axe
from conftest import Server
from pages import SHOWS
from playwright.sync_api import Browser, Page, expect

PAGES = SHOWS | {
    "districts?view=opening": ".js-plotly-plot",
    "targets": ".js-plotly-plot",
    "source?source=news": ".source .text",
    f"investment?o={town.EXPECTED}": ".evidence",
    "investment?region=nowhere": ".notice",
    f"o/{town.RISE}": ".fact",
    "s/news": ".source .text",
    "s/nothing": ".missing",
}

FOCUSED = """(() => {
  const style = getComputedStyle(document.activeElement)
  return [document.activeElement.outerHTML.slice(0, 200), style.outlineStyle, style.outlineWidth]
})()"""


def violations(page: Page) -> list[str]:
    """What axe finds serious or critical on *page*, each with the first element that it found."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]


def shown(page: Page, address: str, part: str) -> None:
    page.goto(address)
    page.locator(part).first.wait_for()
    page.wait_for_load_state("networkidle")


@pytest.fixture(params=["light", "dark"])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in each of the two themes."""
    scheme: Literal["light", "dark"] = request.param
    context = browser.new_context(locale="zh-CN", color_scheme=scheme, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_axe_finds_nothing_serious_on_any_page(town_server: Server, reader: Page, size: tuple[int, int]) -> None:
    reader.set_viewport_size({"width": size[0], "height": size[1]})
    found = {}
    for address, part in PAGES.items():
        shown(reader, f"{town_server.url}/{address}", part)
        found[address] = violations(reader)
    assert found == {address: [] for address in PAGES}


def test_axe_finds_nothing_serious_on_the_open_editing_page(start_server: Callable[..., Server], tmp_path: Any, reader: Page) -> None:
    server = start_server(XTDATA_FILE=str(levels.write(tmp_path / "project")), XTDATA_EDIT="1")
    shown(reader, server.editing_url, "textarea")
    assert violations(reader) == []


def test_the_present_page_is_marked_in_the_navigation(town_server: Server, page: Page) -> None:
    for address, name in (("", "总览"), ("approval", "审批提速")):
        page.goto(f"{town_server.url}/{address}")
        navigation = page.get_by_role("navigation", name="各页")
        expect(navigation.locator("a[aria-current=page]")).to_have_text([name])
    navigation.get_by_role("link", name="目标与实际").click()
    expect(navigation.locator("a[aria-current=page]")).to_have_text(["目标与实际"])


@pytest.mark.parametrize("address", ["attraction", "source?source=news", f"o/{town.RISE}"])
def test_whatever_the_tab_key_reaches_shows_that_it_has_the_focus(town_server: Server, page: Page, address: str) -> None:
    shown(page, f"{town_server.url}/{address}", PAGES[address])
    seen = []
    for _ in range(20):
        page.keyboard.press("Tab")
        element, line, width = page.evaluate(FOCUSED)
        if element.startswith("<body"):
            break
        seen.append(element)
        assert line != "none" and float(width.removesuffix("px")) >= 2, element
    assert len(set(seen)) > 3
