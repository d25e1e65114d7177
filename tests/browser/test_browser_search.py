"""The search box in the header: from words to the marked place in a source, without a mouse and without the app's script."""

from __future__ import annotations

import pytest
from conftest import Server
from playwright.sync_api import Browser, Page, expect


@pytest.mark.parametrize("width", [390, 1440])
def test_words_typed_on_a_page_of_the_app_lead_to_the_marked_place(town_server: Server, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(town_server.url)
    box = page.get_by_role("searchbox", name="查找")
    box.fill("投资 增长")
    box.press("Enter")
    expect(page).to_have_url(f"{town_server.url}/search?q=%E6%8A%95%E8%B5%84+%E5%A2%9E%E9%95%BF")
    expect(page.get_by_role("heading", name="事实")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("region", name="来源原文").get_by_role("link").first.click()
    expect(page.locator("mark#found").first).to_be_in_viewport()


def test_without_javascript_the_page_searches_too_and_no_words_run(town_server: Server, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{town_server.url}/search")
    page.get_by_role("searchbox").fill("<script>alert(1)</script>")
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_text("没有找到")).to_be_visible()
    assert page.locator("script").count() == 0
    context.close()
