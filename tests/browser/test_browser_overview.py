"""总览 in a real browser: one screen, readable from a distance, every figure a way to its passage."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Server
from playwright.sync_api import Page, expect

SCREENS = [(1440, 900), (1920, 1080)]
TEXT_SIZES = """root => [...root.querySelectorAll("text")].filter(one => one.textContent.trim() && one.checkVisibility()).map(one =>
  parseFloat(getComputedStyle(one).fontSize) * Math.hypot(one.getScreenCTM().a, one.getScreenCTM().b))"""


def opened(page: Page, server: Server, query: str = "") -> Page:
    page.goto(f"{server.url}/{query}")
    expect(page.locator(".overview .numbers")).to_be_visible()
    expect(page.locator(".card svg").first).to_be_visible()
    return page


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize("query", ["", "?cited=0", "?to=2022", "?region=xiangxiang"])
def test_the_page_needs_no_scrolling(server: Server, page: Page, width: int, height: int, query: str) -> None:
    page.set_viewport_size({"width": width, "height": height})
    main = opened(page, server, query).locator('[data-testid="stMain"]')
    assert main.evaluate("one => [one.scrollHeight <= one.clientHeight, one.scrollWidth <= one.clientWidth]") == [True, True]


def test_on_a_phone_it_is_read_top_down(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    main = opened(page, server).locator('[data-testid="stMain"]')
    assert main.evaluate("one => one.scrollWidth <= one.clientWidth")
    tops = [box["y"] for part in (".head h2", ".numbers", ".below") if (box := page.locator(f".overview {part}").bounding_box())]
    assert tops == sorted(tops)


@pytest.mark.parametrize(("width", "height", "least"), [(390, 844, 14), (1440, 900, 14), (1920, 1080, 20)])
def test_the_text_of_the_charts_grows_with_the_screen(server: Server, page: Page, width: int, height: int, least: float) -> None:
    page.set_viewport_size({"width": width, "height": height})
    sizes = opened(page, server).locator(".overview").evaluate(TEXT_SIZES)
    assert len(sizes) > 20 and min(sizes) >= least


@pytest.mark.parametrize(("width", "height", "least"), [(1440, 900, 14), (1920, 1080, 20)])
def test_the_text_of_every_chart_grows_with_the_screen(town_server: Server, page: Page, width: int, height: int, least: float) -> None:
    page.set_viewport_size({"width": width, "height": height})
    for name in ("investment", "approval", "attraction", "targets"):
        page.goto(f"{town_server.url}/{name}")
        text = page.locator(".js-plotly-plot text").first
        expect(text).to_be_visible()
        page.wait_for_function(
            f"() => {{ const smallest = () => Math.min(...({TEXT_SIZES})(document.querySelector('.stApp'))); "
            f"return smallest() >= {least} }}"
        )


def test_every_number_and_every_point_leads_to_its_passage(server: Server, page: Page) -> None:
    opened(page, server)
    for place in (".numbers .big", ".numbers svg a >> nth=-1", ".card svg a >> nth=0"):
        page.locator(place).first.click()
        expect(page.locator(".evidence")).to_be_visible()
        assert parse_qs(urlsplit(page.url).query)["o"]
        page.locator(".evidence .close").click()
        expect(page.locator(".evidence")).to_have_count(0)


def test_a_year_and_a_district_can_be_chosen_and_stand_in_the_address(server: Server, page: Page) -> None:
    opened(page, server)
    page.get_by_label("年份").get_by_role("link", name="2022年").click()
    expect(page.locator(".overview h2")).to_contain_text("2022年")
    page.get_by_label("地区").get_by_role("link", name="湘乡市").click()
    expect(page.locator(".overview .head .subtitle")).to_contain_text("湘乡市")
    assert parse_qs(urlsplit(page.url).query) == {"region": ["xiangxiang"], "to": ["2022"]}
    page.reload()
    expect(page.locator(".overview .head .subtitle")).to_contain_text("湘乡市")


def test_figures_that_do_not_agree_are_marked_and_lead_to_each_other(server: Server, page: Page) -> None:
    opened(page, server)
    page.locator(".overview .subtitle a", has_text="看第1处").click()
    panel = page.locator(".evidence")
    expect(panel.locator(".dispute")).to_contain_text("≠")
    first = panel.locator(".value").inner_text()
    panel.locator(".dispute a").first.click()
    expect(panel.locator(".value")).not_to_have_text(first)
    expect(panel.locator(".dispute")).to_be_visible()
