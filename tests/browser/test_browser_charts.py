"""A reader with a real browser: from a point of a chart to the passage that prints it."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
import town
from conftest import Server
from playwright.sync_api import Page, expect
from pointing import click, points

import xtdata
from xtdata.app.passage import EXCERPT
from xtdata.render.excerpts import excerpts

HEADLINES = ("investment", "approval", "attraction")


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    expect(page.locator(".markup h2").first).to_be_visible()
    return page


def lone(found: list[dict[str, Any]]) -> list[str]:
    """The ids whose marker has no other observation's marker near it."""

    def is_lone(one: dict[str, Any]) -> bool:
        return all(math.dist((one["x"], one["y"]), (other["x"], other["y"])) > 25 for other in found if other["id"] != one["id"])

    return list(dict.fromkeys(point["id"] for point in found if is_lone(point)))


def printed(key: str) -> list[str]:
    """The figure of *key* in the words of its source, once for each place."""
    return [
        re.sub(r"\s+", "", mark)
        for extract in excerpts(xtdata.load().facts[key], *EXCERPT)
        for mark in re.findall(r"<mark>(.*?)</mark>", extract, re.S)
    ]


def marked(page: Page) -> list[str]:
    return [re.sub(r"\s+", "", text) for text in page.locator(".evidence mark").all_inner_texts()]


@pytest.mark.parametrize("theme", HEADLINES)
def test_clicking_a_point_of_a_headline_chart_highlights_the_printed_figure(server: Server, page: Page, theme: str) -> None:
    opened(page, f"{server.url}/{theme}")
    chart = page.locator(".js-plotly-plot").first
    keys = [key for key in lone(points(chart)) if printed(key)][:4]
    assert keys
    for key in keys:
        click(page, chart, key)
        expect(page.locator(f'.footnotes a[aria-current][href$="o={key}"]')).to_be_visible()
        expect(page.locator(".evidence mark").first).to_be_visible()
        assert marked(page) == printed(key)


def test_a_row_of_the_table_opens_the_passage_from_the_keyboard(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/attraction")
    page.locator(".table summary", has_text="数据表").first.click()
    row = page.locator(".table[open] tbody a").first
    row.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".evidence mark").first).to_be_visible()
    expect(row).to_have_attribute("aria-current", "true")


def test_the_passage_closes_and_the_same_point_opens_it_again(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/investment")
    chart = page.locator(".js-plotly-plot").first
    key = lone(points(chart))[0]
    for _ in range(2):
        click(page, chart, key)
        page.locator(".evidence .close").click()
        expect(page.locator(".evidence")).to_have_count(0)


def test_the_citation_is_copied(town_server: Server, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    key = town.APPROVAL
    opened(page, f"{town_server.url}/approval?o={key}")
    page.get_by_role("button", name="复制引用").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "50个工作日以内" in copied
    assert "青城日报" in copied


def test_a_mark_in_a_source_leads_back_to_its_observation(town_server: Server, page: Page) -> None:
    page.goto(f"{town_server.url}/source?source=news")
    page.locator(".source .text a", has_text="6.1%").first.click()
    expect(page.locator(".evidence .value")).to_have_text("6.1%")
    page.get_by_role("link", name="在图中看").click()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    assert "fai_growth" in page.url


def test_in_a_source_j_and_k_go_from_figure_to_figure_and_enter_opens_one(town_server: Server, page: Page) -> None:
    page.goto(f"{town_server.url}/source?source=news")
    numbers = page.locator(".source .text a.number")
    expect(numbers.first).to_be_visible()
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(numbers.nth(at)).to_be_focused()
    wanted = numbers.nth(1).get_attribute("aria-label")
    page.keyboard.press("Enter")
    expect(page.locator(".evidence .value")).to_be_visible()
    assert wanted and page.locator(".evidence .value").inner_text().removeprefix("年均") in wanted
