"""会议模式 in a browser: keys, taps, the passages, the size of the type, and a server that goes away."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import town
from conftest import Server
from playwright.sync_api import Browser, Page, expect

STORIES = """
stories:
  year:
    title: 年度会议
    views:
      - {title: 投资, query: "theme=investment", chart: growth, comment: 看这条线}
      - {title: 完成率, query: "theme=investment", chart: completion}
      - {title: 审批, query: "theme=approval", chart: dumbbells}
      - {title: 项目, query: "theme=attraction", chart: counts}
      - {title: 比率, query: "theme=investment", chart: rates}
"""
SIZES = """() => {
  const seen = document.querySelector("dialog[open]") ? [document.querySelector("dialog[open]")] : [document.querySelector(".slide.now"), document.querySelector(".progress")]
  const sizes = []
  for (const root of seen) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const one = walker.currentNode.parentElement
      if (!walker.currentNode.textContent.trim() || one.closest("title, desc, dialog:not([open])")) continue
      if (getComputedStyle(one).visibility === "hidden") continue
      const svg = one.closest("svg")
      const scale = svg ? svg.getScreenCTM().a : 1
      sizes.push([Math.round(parseFloat(getComputedStyle(one).fontSize) * scale * 10) / 10, walker.currentNode.textContent.trim().slice(0, 20)])
    }
  }
  return sizes.filter(([size]) => size < 28)
}"""


@pytest.fixture
def meeting(tmp_path: Path, start_server: Callable[..., Server]) -> Server:
    """A dashboard of the little town with a story."""
    file = town.write(tmp_path / "town")
    file.write_text(file.read_text(encoding="utf-8") + STORIES, encoding="utf-8")
    return start_server(XTDATA_FILE=str(file))


def shows(page: Page, number: int) -> None:
    """Wait until slide *number* is there, and the only one."""
    expect(page).to_have_url(re.compile(rf"[?&]slide={number}$"))
    expect(page.locator(".slide.now")).to_have_count(1)
    expect(page.locator(f"#slide-{number}")).to_be_visible()
    expect(page.locator(f'.dots [data-slide="{number}"]')).to_have_attribute("aria-current", "page")
    assert page.locator(".slide:visible").count() == 1


def test_a_speaker_pages_by_keys_reads_the_passage_and_goes_on_when_the_server_is_gone(page: Page, meeting: Server) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{meeting.url}/meeting?story=year")
    count = page.locator(".slide").count()
    assert count >= 5
    for number in range(1, count + 1):
        shows(page, number)
        assert page.evaluate(SIZES) == []
        expect(page.locator(".slide.now .source").first).to_be_in_viewport()
        page.keyboard.press("PageDown")
    shows(page, count)
    for key, number in (
        ("Home", 1),
        ("ArrowRight", 2),
        (" ", 3),
        ("PageUp", 2),
        ("ArrowLeft", 1),
        ("PageUp", 1),
        ("End", count),
        ("Shift+ ", count - 1),
    ):
        page.keyboard.press(key)
        shows(page, number)
    page.reload()
    shows(page, count - 1)
    passages = page.locator("dialog[open]")
    page.keyboard.press("Enter")
    expect(passages.locator("mark").first).to_be_visible()
    assert page.evaluate(SIZES) == []
    page.keyboard.press("Escape")
    expect(passages).to_have_count(0)
    page.locator(".slide.now [data-fact]").first.click()
    expect(passages.locator("li.asked")).to_be_visible()
    page.keyboard.press("Enter")
    expect(passages).to_have_count(0)
    meeting.process.kill()
    meeting.process.wait()
    page.keyboard.press("Home")
    shows(page, 1)
    page.keyboard.press("PageDown")
    shows(page, 2)
    page.keyboard.press("Enter")
    expect(passages).to_be_visible()


def test_any_page_leads_to_its_slides_and_back(page: Page, meeting: Server) -> None:
    page.goto(f"{meeting.url}/investment?region=city&mode=meeting")
    shows(page, 1)
    assert "page=investment" in page.url and "region=city" in page.url
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{meeting.url}/investment?region=city")
    page.locator(".to-meeting > summary").click()
    page.get_by_role("link", name="放映这一页").click()
    shows(page, 1)
    page.goto(meeting.url)
    page.locator(".to-meeting > summary").click()
    page.get_by_role("link", name="年度会议").click()
    shows(page, 1)
    assert "story=year" in page.url


def test_a_page_offers_the_lines_to_paste(page: Page, meeting: Server) -> None:
    page.goto(f"{meeting.url}/investment?region=city")
    page.locator(".to-meeting > summary").click()
    page.get_by_text("复制为幻灯片").click()
    lines = page.locator(".to-meeting pre")
    expect(lines).to_be_visible()
    expect(lines).to_contain_text("chart: growth")
    expect(lines).to_contain_text("region=city")


def test_a_finger_taps_right_and_left(browser: Browser, meeting: Server) -> None:
    context = browser.new_context(viewport={"width": 844, "height": 390}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{meeting.url}/meeting?story=year&slide=2")
    shows(page, 2)
    page.touchscreen.tap(800, 60)
    shows(page, 3)
    page.touchscreen.tap(20, 60)
    shows(page, 2)
    context.close()


def test_without_a_script_and_in_print_every_slide_has_a_page(page: Page, meeting: Server) -> None:
    page.goto(f"{meeting.url}/meeting?story=year&slide=99")
    expect(page.get_by_text("没有第“99”页")).to_be_visible()
    count = page.locator(".slide").count()
    shows(page, count)
    made = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == count
