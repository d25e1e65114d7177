"""The address of the page is the view: it survives reload and sharing, and what is wrong in it is said."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import town
from conftest import Server
from playwright.sync_api import Page, expect


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def choose(page: Page, region: str) -> None:
    page.locator(".st-key-filters button", has_text=region).click()


def test_filters_are_in_the_address_and_survive_a_reload(town_server: Server, page: Page) -> None:
    page.goto(f"{town_server.url}/attraction")
    choose(page, "东区")
    page.wait_for_url("**region=east**")
    page.locator(".st-key-filters label", has_text="只看全年数据").click()
    page.wait_for_url("**full_years=1**")
    page.locator(".st-key-filter-years input").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**from=**")
    before, title = query(page), page.locator(".markup h2").first.inner_text()
    page.reload()
    expect(page.locator(".markup h2").first).to_have_text(title)
    expect(page.get_by_role("switch", name="只看全年数据")).to_be_checked()
    assert query(page) == before


def test_filters_follow_to_the_next_page_and_the_back_button_returns(town_server: Server, page: Page) -> None:
    page.goto(f"{town_server.url}/attraction?region=east")
    title = page.locator(".markup h2").first.inner_text()
    page.get_by_role("link", name="审批提速").click()
    page.wait_for_url("**/approval?region=east")
    page.go_back()
    expect(page.locator(".markup h2").first).to_have_text(title)


def test_a_shared_link_opens_the_same_passage(town_server: Server, page: Page) -> None:
    page.goto(f"{town_server.url}/approval?o={town.APPROVAL}")
    expect(page.locator(".evidence mark")).to_have_text("从180个工作日压缩至50个工作日以内")


def test_what_the_address_cannot_have_is_said_and_stays_said(town_server: Server, page: Page) -> None:
    page.goto(f"{town_server.url}/investment?region=atlantis&from=never&o=no/such/fact")
    for _ in range(2):
        notice = page.locator(".notice")
        for word in ("atlantis", "never", "no/such/fact"):
            expect(notice).to_contain_text(word)
        page.reload()


def test_an_unknown_page_is_said_to_be_missing_in_chinese(town_server: Server, page: Page) -> None:
    answer = page.goto(f"{town_server.url}/nowhere")
    assert answer and answer.status == 404
    expect(page.get_by_role("heading", name="没有这一页")).to_be_visible()
    page.get_by_role("link", name="回到看板").last.click()
    expect(page.locator(".js-plotly-plot")).to_have_count(3)


def test_markup_in_the_address_stays_text(town_server: Server, page: Page) -> None:
    page.goto(f"{town_server.url}/?region=<img src=x onerror=document.title='owned'>")
    expect(page.locator(".notice")).to_contain_text("<img")
    assert page.locator(".notice img").count() == 0
    assert page.title() != "owned"


PAGES = ["", "investment", "approval", "attraction", "targets?cited=0", "source", "editing"]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_of_the_toolkit_speaks_english(town_server: Server, page: Page, address: str) -> None:
    page.goto(f"{town_server.url}/{address}")
    page.locator("h1").first.wait_for(state="attached")
    page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    words = page.evaluate("document.body.innerText.match(/[A-Za-z]{3,}/g) || []")
    assert {word for word in words if word not in town.DATA} <= {"CSV", "Excel", "JSON", "SHA", "make", "edit"}


@pytest.mark.parametrize("address", ["", "investment", "targets?cited=0", "source"])
def test_what_is_read_aloud_is_chinese(town_server: Server, page: Page, address: str) -> None:
    page.goto(f"{town_server.url}/{address}")
    expect(page.locator(".st-key-filters").first).to_be_visible()
    expect(page.locator(".markup").last).to_be_visible()
    expect(page.locator('[aria-label^="Help for"]')).to_have_count(0)
    expect(page.locator('[aria-label*="— start"], [aria-label*="— end"]')).to_have_count(0)
    names = page.eval_on_selector_all("[aria-label]", "all => all.filter(one => one.checkVisibility()).map(one => one.ariaLabel)")
    assert [name for name in names if re.search("[A-Za-z]{4}", name)] == []
