"""A quick hand loses nothing: what is clicked before the page has answered counts like the rest."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Server
from playwright.sync_api import Page, expect

NOTE = ".markup a[href*='o=']"
FULL = ".st-key-filter-full input"
CITED = ".st-key-filter-cited input"


def opened(page: Page, address: str) -> None:
    page.goto(address)
    for part in (NOTE, FULL, CITED, ".markup h2"):
        page.locator(part).first.wait_for(state="attached")


def clicked_at_once(page: Page, *selectors: str) -> None:
    """Click each of *selectors* within one turn of the browser, before any message can arrive."""
    page.evaluate("all => { for (const one of all) document.querySelector(one).click() }", selectors)


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def settled(page: Page, *parts: str) -> dict[str, list[str]]:
    """The address once it holds all *parts*."""
    expect(page).to_have_url(re.compile("".join(f"(?=.*{re.escape(part)})" for part in parts)))
    return asked(page)


def test_two_filters_clicked_at_once_are_both_in_the_address(town_server: Server, page: Page) -> None:
    opened(page, f"{town_server.url}/attraction?region=east")
    clicked_at_once(page, FULL, CITED)
    assert settled(page, "full_years=1", "cited=0") == {"region": ["east"], "full_years": ["1"], "cited": ["0"]}
    expect(page.get_by_role("switch", name="只看全年数据")).to_be_checked()
    expect(page.get_by_role("switch", name="只看有原文的数")).to_be_checked()


def test_a_footnote_clicked_right_after_a_filter_keeps_the_filter(town_server: Server, page: Page) -> None:
    opened(page, f"{town_server.url}/attraction")
    clicked_at_once(page, CITED, NOTE)
    settled(page, "cited=0", "o=")
    expect(page.locator(".evidence .value")).to_be_visible()
    expect(page.get_by_role("switch", name="只看有原文的数")).to_be_checked()


def test_a_filter_clicked_right_after_a_footnote_keeps_the_passage(town_server: Server, page: Page) -> None:
    opened(page, f"{town_server.url}/attraction")
    clicked_at_once(page, NOTE, CITED)
    settled(page, "cited=0", "o=")
    expect(page.locator(".evidence .value")).to_be_visible()


TO_TARGETS = ".st-key-site-header a[href*='targets']"


@pytest.mark.parametrize("frames", [0, 1, 2, 3, 6])
def test_a_page_chosen_right_after_a_filter_has_the_filter_too(town_server: Server, page: Page, frames: int) -> None:
    opened(page, f"{town_server.url}/attraction?region=east")
    page.evaluate(
        """([filter, link, frames]) => {
          document.querySelector(filter).click()
          const wait = (left) => left ? requestAnimationFrame(() => wait(left - 1)) : document.querySelector(link).click()
          wait(frames)
        }""",
        [CITED, TO_TARGETS, frames],
    )
    assert settled(page, "/targets", "cited=0") == {"region": ["east"], "cited": ["0"]}
    expect(page.get_by_role("switch", name="只看有原文的数")).to_be_checked()


def test_a_page_chosen_as_soon_as_the_address_has_a_filter_has_it_too(town_server: Server, page: Page) -> None:
    opened(page, f"{town_server.url}/attraction?region=east")
    page.evaluate(
        """([filter, link]) => {
          document.querySelector(filter).click()
          const look = () => {
            if (location.search.includes("cited=0")) document.querySelector(link).click()
            else requestAnimationFrame(look)
          }
          look()
        }""",
        [CITED, TO_TARGETS],
    )
    assert settled(page, "/targets", "cited=0") == {"region": ["east"], "cited": ["0"]}
    expect(page.get_by_role("switch", name="只看有原文的数")).to_be_checked()


def test_the_back_button_goes_back_and_a_click_after_it_starts_from_there(town_server: Server, page: Page) -> None:
    opened(page, f"{town_server.url}/attraction")
    page.locator(CITED).first.click(force=True)
    settled(page, "cited=0")
    page.go_back()
    expect(page.get_by_role("switch", name="只看有原文的数")).not_to_be_checked()
    page.locator(FULL).first.click(force=True)
    assert settled(page, "full_years=1") == {"full_years": ["1"]}
