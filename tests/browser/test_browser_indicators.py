"""指标 in a real browser: few clicks from the first page to an answer, and the address says all of it."""

from __future__ import annotations

import pytest
import town
from conftest import Server
from playwright.sync_api import Page, expect

WANTED = ("地区生产总值增速", "社会消费品零售总额增速", "一般公共预算收入增速")


def test_three_indicators_of_a_city_over_the_years_take_five_clicks_at_most(server: Server, page: Page) -> None:
    clicks = 0

    def click(name: str, within: str) -> None:
        nonlocal clicks
        page.locator(within).get_by_role("link", name=name, exact=True).first.click()
        clicks += 1

    page.goto(server.url)
    click("指标", ".st-key-site-nav")
    box = page.get_by_role("textbox", name="找指标")
    box.fill("GDP、社零、一般公共预算收入 湘潭市 2013–2025")
    box.press("Enter")
    page.wait_for_url("**q=**")
    for name in WANTED:
        click(name, ".facets")
        expect(page.locator(".chips")).to_contain_text(name)
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    headings = page.locator(".js-plotly-plot").first
    for name in WANTED:
        expect(headings).to_contain_text(f"{name}（%）")
    page.locator("summary", has_text="数据表").click()
    clicks += 1
    rows = page.locator(".sheet tbody tr")
    assert rows.count() > 40 and clicks <= 5
    assert set(page.locator(".sheet tbody th a").all_text_contents()) == set(WANTED)


def test_the_address_is_the_whole_state_and_can_be_copied(town_server: Server, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{town_server.url}/indicators")
    page.locator(".facets").get_by_role("link", name="宏观").click()
    page.wait_for_url("**theme=macro**")
    page.locator(".facts").get_by_role("link", name="期间").click()
    page.wait_for_url("**sort=-period**")
    expect(page.locator(".facts th[aria-sort=descending]")).to_contain_text("期间")
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    before = page.locator(".facts tbody").inner_text()
    page.goto(town_server.url)
    page.goto(copied)
    expect(page.locator(".facts tbody")).to_have_text(before, use_inner_text=True)


def test_a_row_opens_its_passage_and_a_point_too(town_server: Server, page: Page) -> None:
    page.goto(f"{town_server.url}/indicators?q=企业开办")
    page.locator(".facts tbody tr").first.click()
    expect(page.locator(".evidence mark")).to_contain_text("工作日")
    page.goto(f"{town_server.url}/indicators?indicator=fai_growth&o={town.RISE}")
    expect(page.locator(".evidence .value")).to_have_text("6.1%")


@pytest.mark.parametrize("width", [390, 1440, 1920])
@pytest.mark.parametrize("query", ["", "tab=sources", "indicator=gdp_growth&indicator=gdp", "indicator=gdp&chart=grid", "q=没有这样的词"])
def test_nothing_is_wider_than_the_screen(server: Server, page: Page, width: int, query: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server.url}/indicators?{query}")
    expect(page.locator(".markup h2").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
