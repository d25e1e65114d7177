"""县市区园区 in a real browser: a cell leads to its passage, a column sorts, a row opens its region, a tile does both; with keys as well."""

from __future__ import annotations

import re

import pytest
from conftest import Server
from playwright.sync_api import Locator, Page, expect

TIME = "firm_opening_time"


@pytest.fixture
def matrix(town_server: Server, page: Page) -> Locator:
    page.goto(f"{town_server.url}/districts")
    table = page.locator("table.matrix")
    expect(table).to_be_visible()
    return table


def rows(matrix: Locator) -> Locator:
    return matrix.locator("tbody th[scope=row] a")


def test_a_cell_opens_its_passage_and_closes_again(matrix: Locator, page: Page) -> None:
    matrix.get_by_role("link", name=re.compile("东区企业开办")).click()
    expect(page.locator(".evidence .value")).to_contain_text("从5到1个工作日")
    expect(page.locator(".evidence q")).to_have_text("企业开办从5个工作日压缩至1个工作日")
    page.locator(".evidence .close").click()
    expect(page.locator(".evidence")).to_have_count(0)
    expect(matrix).to_be_visible()


def test_a_head_sorts_by_its_column_and_the_address_keeps_it(matrix: Locator, page: Page) -> None:
    expect(rows(matrix)).to_have_text(["东区", "西区"])
    head = matrix.get_by_role("columnheader", name=re.compile("企业开办用时"))
    head.get_by_role("link").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**by={TIME}")
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.reload()
    expect(matrix.locator(".rank")).to_have_text(["1", "2"])
    head.get_by_role("link").click()
    expect(matrix.locator(".rank")).to_have_count(0)


def test_a_row_opens_its_region_and_the_way_back_keeps_the_order(matrix: Locator, page: Page) -> None:
    matrix.get_by_role("columnheader", name=re.compile("企业开办用时")).get_by_role("link").click()
    page.wait_for_url("**by=*")
    matrix.locator("tbody tr", has_text="西区").get_by_role("rowheader").click()
    expect(page.locator(".head h2").first).to_contain_text("西区：")
    assert "region=west" in page.url
    page.locator("summary", has_text="审批提速").click()
    page.locator(".region-facts").get_by_role("link", name="申报材料数").click()
    expect(page.locator(".evidence q")).to_have_text("材料从12项减少到5项")
    page.get_by_role("link", name="← 全部县市区、园区").click()
    expect(matrix.locator(".rank")).to_have_text(["1", "2"])
    assert "region" not in page.url and "o=" not in page.url


def test_a_tile_leads_to_the_passage_and_to_the_region(matrix: Locator, page: Page) -> None:
    page.get_by_role("link", name="方块图").click()
    tiles = page.locator(".tiles li")
    expect(tiles).to_have_count(2)
    west, east = (tiles.filter(has_text=name) for name in ("西区", "东区"))
    here, there = west.bounding_box(), east.bounding_box()
    assert here and there and here["x"] < there["x"] and here["y"] == there["y"]
    west.locator(".cell").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".evidence .value")).to_contain_text("从4到2个工作日")
    assert "layout=tiles" in page.url
    east.locator(".name").click()
    expect(page.locator(".head h2").first).to_contain_text("东区：")


@pytest.mark.parametrize("width", [390, 1440, 1920])
@pytest.mark.parametrize("query", ["", "layout=tiles", "region=xiangxiang"])
def test_the_page_is_no_wider_than_the_screen_and_at_most_three_of_them_long(server: Server, page: Page, width: int, query: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server.url}/districts?{query}")
    expect(page.locator(".head h2").first).to_be_visible()
    expect(page.locator(".region-facts, .matrix, .tiles").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if width >= 1440:
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight <= 3 * innerHeight")
