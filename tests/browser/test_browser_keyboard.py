"""A chart without a mouse: arrows move over its points, Enter opens the passage, Esc closes it and gives the focus back."""

from __future__ import annotations

import re

import town
from conftest import Server
from playwright.sync_api import Locator, Page, expect
from pointing import points


def focused(page: Page, address: str) -> Locator:
    """The first chart of the page, with the focus on it."""
    page.goto(address)
    chart = page.get_by_role("application").first
    chart.locator(".main-svg").first.wait_for()
    page.locator(".footnotes a, .cited-from a").first.wait_for(state="attached")
    chart.focus()
    return chart


def said(page: Page) -> str:
    """What is read out of the point that the keyboard is on."""
    return page.get_by_role("status").filter(has_text="点").inner_text().partition("（第")[0]


def test_the_arrows_reach_every_point_and_each_is_read_out(town_server: Server, page: Page) -> None:
    chart = focused(page, f"{town_server.url}/investment")
    ids = {point["id"] for point in points(chart.locator(".js-plotly-plot"))}
    for key in ("ArrowRight", "ArrowDown"):
        page.keyboard.press("Home")
        heard = {said(page)}
        for _ in ids:
            page.keyboard.press(key)
            heard.add(said(page))
        assert len(heard) == len(ids)
        assert "2022年青城市固定资产投资增长6.1%" in heard


def test_enter_opens_the_passage_and_escape_gives_the_focus_back_to_the_point(town_server: Server, page: Page) -> None:
    chart = focused(page, f"{town_server.url}/investment?region=city")
    page.keyboard.press("End")
    statement = said(page)
    page.keyboard.press("Enter")
    panel = page.locator(".evidence")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("6.5%")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(chart).to_be_focused()
    assert said(page) == statement
    page.keyboard.press("ArrowLeft")
    assert said(page) != statement


def test_a_passage_opened_from_a_footnote_gives_the_focus_back_to_it(town_server: Server, page: Page) -> None:
    focused(page, f"{town_server.url}/investment")
    page.locator(".table summary", has_text="出处").first.click()
    note = page.locator(".footnotes a").nth(1)
    note.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".evidence")).to_be_focused()
    page.keyboard.press("Escape")
    expect(note).to_be_focused()


def test_the_open_point_is_marked_in_its_chart(town_server: Server, page: Page) -> None:
    page.goto(f"{town_server.url}/investment?o={town.RISE}")
    ring = page.locator(".point-chosen")
    expect(ring).to_have_count(1)
    where = ring.bounding_box()
    assert where is not None
    point = next(one for one in points(page.locator(".js-plotly-plot").first) if one["id"] == town.RISE)
    assert abs(where["x"] + where["width"] / 2 - point["x"]) < 2
    assert abs(where["y"] + where["height"] / 2 - point["y"]) < 2
    page.locator(".evidence .close").click()
    expect(ring).to_have_count(0)


def test_a_finger_between_two_points_gets_a_list_to_choose_from(town_server: Server, browser: object) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="zh-CN")  # type: ignore[attr-defined]
    page: Page = context.new_page()
    chart = focused(page, f"{town_server.url}/investment?region=city").locator(".js-plotly-plot")
    chart.scroll_into_view_if_needed()
    there = {point["id"]: point for point in points(chart)}
    point = there[town.EXPECTED]
    page.touchscreen.tap(point["x"], point["y"])
    choices = page.locator(".choices")
    expect(choices.get_by_role("button")).not_to_have_count(0)
    heights = [box["height"] for one in choices.get_by_role("button").all() if (box := one.bounding_box())]
    assert len(heights) >= 2
    assert min(heights) >= 44
    choices.get_by_role("button", name=re.compile("目标")).first.click()
    expect(page.locator(".evidence .value")).to_have_text("目标6.5%")
    expect(choices).to_have_count(0)
    context.close()
