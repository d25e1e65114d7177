"""目标与实际 in a real browser: the target and the result of one year both lead to their passages; the switches hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import levels
import pytest
import town
from conftest import Server
from playwright.sync_api import Locator, Page, expect
from pointing import click


def opened(page: Page, address: str) -> Locator:
    page.goto(address)
    chart = page.locator(".js-plotly-plot").first
    chart.locator(".main-svg").first.wait_for()
    expect(page.locator(".markup h2").first).to_be_visible()
    return chart


def test_target_and_result_of_the_same_size_both_open_their_passage(town_server: Server, page: Page) -> None:
    chart = opened(page, f"{town_server.url}/targets?region=city")
    for key, value in ((town.TARGET, "目标6.5%"), (town.EXPECTED, "预计6.5%")):
        click(page, chart, key)
        expect(page.locator(".evidence .value")).to_have_text(value)
        expect(page.locator(".evidence mark")).to_contain_text("6.5%")
        expect(page.locator(".evidence .doubt")).to_contain_text("原文未存")


def test_the_switch_for_what_is_only_cited_holds_across_pages(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/investment")
    page.locator(".st-key-filters label", has_text="只看有原文的数").click()
    page.wait_for_url("**cited=0**")
    page.get_by_role("link", name="目标与实际").click()
    page.wait_for_url("**/targets?cited=0")
    expect(page.locator(".legend").first).to_be_visible()
    expect(page.locator(".legend", has_text="仅引用")).to_have_count(0)


def test_the_version_is_chosen_by_a_switch(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/targets")
    page.get_by_role("radio", name="首次公布").or_(page.get_by_role("button", name="首次公布")).first.click()
    page.wait_for_url("**as_of=first**")
    page.reload()
    page.locator("[class*=st-key-fold-] summary").first.click()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    assert "as_of=first" in page.url


@pytest.mark.parametrize("width", [390, 1440, 1920])
def test_with_all_regions_and_what_is_cited_nothing_is_wider_than_the_screen(server: Server, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for address in ("targets", "investment", "attraction", "approval", "source"):
        page.goto(f"{server.url}/{address}")
        expect(page.locator(".markup h2").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_with_its_text_at_hand_a_report_is_read_and_marked(start_server: Any, tmp_path: Path, page: Page) -> None:
    held = start_server(XTDATA_FILE=str(levels.write(tmp_path / "project")), XTDATA_SOURCES=str(levels.hold(tmp_path)))
    page.goto(f"{held.url}/source?source=report&o={levels.QUOTED}")
    expect(page.locator(".source .text a[aria-current] strong").first).to_have_text("8.2%")
    expect(page.locator(".evidence")).to_contain_text("逐字核验")
