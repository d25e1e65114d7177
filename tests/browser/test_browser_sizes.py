"""On a phone, at 200 %, and on a long page: the sheet, what a finger can hit, the filters in reach, and a list of contents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import town
from conftest import Server
from playwright.sync_api import Browser, Page, expect

PAGES = ("", "investment", "approval", "attraction", "targets", "districts", "source")
FINGER = 44
# Links within a sentence have the line for their height, as WCAG 2.5.8 has it.
TARGETS = """() => [...document.querySelectorAll(
  ".st-key-site-nav a, .st-key-filters button, .evidence .close, .evidence .actions > *, .contents a, .contents summary, details.table > summary, .footnotes li > a"
)].filter(one => one.checkVisibility()).map(one => {
  const box = one.getBoundingClientRect()
  return [one.textContent.trim(), box.width, box.height]
})"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_on_a_phone_the_passage_is_a_sheet_that_begins_with_its_sentence(town_server: Server, phone: Page) -> None:
    phone.goto(f"{town_server.url}/investment?o={town.RISE}")
    sheet = phone.locator(".evidence")
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box is not None and abs(box["y"] + box["height"] - 844) < 2 and box["height"] <= 844 * 0.62
    first = sheet.locator(".on-phone")
    assert sheet.inner_text().startswith(first.inner_text())
    assert first.locator("b").inner_text() == "2022年，全市固定资产投资增长6.1%"
    sheet.locator(".close").tap()
    expect(sheet).to_have_count(0)


def test_on_a_phone_a_finger_hits_what_it_means(town_server: Server, phone: Page) -> None:
    for address in (f"investment?o={town.RISE}", "targets", "source?source=news"):
        phone.goto(f"{town_server.url}/{address}")
        phone.locator(".markup h2").first.wait_for()
        phone.wait_for_load_state("networkidle")
        small = [one for one in phone.evaluate(TARGETS) if min(one[1:]) < FINGER - 0.5]
        assert small == [], address


def test_no_page_but_a_text_is_longer_than_three_screens(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    for address in PAGES:
        page.goto(f"{server.url}/{address}")
        page.locator(".markup h2").first.wait_for()
        page.wait_for_load_state("networkidle")
        height = page.locator("[data-testid=stMain]").evaluate("main => main.scrollHeight")
        assert height <= 3 * 900 or (address == "source" and page.locator(".contents").count() > 0), address


def test_what_is_folded_shows_its_finding_and_opens_by_a_click_and_by_the_list_of_contents(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/investment")
    page.locator(".contents summary").click()
    page.locator(".contents a").nth(1).click()
    opened = page.locator("[class*=st-key-fold-]").first
    expect(opened.locator(".js-plotly-plot")).to_be_visible()
    expect(opened.locator(".js-plotly-plot")).to_be_in_viewport()
    opened.locator("summary").first.click()
    expect(opened.locator(".js-plotly-plot")).not_to_be_visible()
    assert opened.locator("summary").first.inner_text().endswith(opened.locator(".head h2").text_content() or "?")


def test_a_link_to_a_figure_in_a_fold_opens_it(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/investment")
    note = page.locator("[class*=st-key-fold-] .footnotes a").last
    note.wait_for(state="attached")
    page.goto(f"{server.url}/investment{note.get_attribute('href')}")
    expect(page.locator("[class*=st-key-fold-] .evidence")).to_be_visible()


def test_the_filters_stay_in_reach(town_server: Server, page: Page) -> None:
    page.goto(f"{town_server.url}/attraction")
    page.locator(".footnotes").last.wait_for(state="attached")
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    filters = page.locator(".st-key-filters")
    expect(filters).to_be_in_viewport()
    assert page.locator(".st-key-site-nav").bounding_box()["y"] < 0  # type: ignore[index]


def test_at_200_percent_nothing_is_wider_than_the_screen_and_nothing_covers_it(town_server: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 720, "height": 450}, device_scale_factor=2, locale="zh-CN")
    page = context.new_page()
    for address in ("", "investment", "targets", "source?source=news"):
        page.goto(f"{town_server.url}/{address}")
        page.locator(".markup h2").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 600)")
        expect(page.locator(".st-key-filters")).not_to_be_in_viewport()
    context.close()
