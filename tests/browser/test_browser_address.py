"""The address of the page is the view: it survives reload and sharing, and what is wrong in it is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import town
from conftest import Server
from pages import SHOWS
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
    expect(page.locator(".overview")).to_be_visible()


def test_markup_in_the_address_stays_text(town_server: Server, page: Page) -> None:
    page.goto(f"{town_server.url}/?region=<img src=x onerror=document.title='owned'>")
    expect(page.locator(".notice")).to_contain_text("<img")
    assert page.locator(".notice img").count() == 0
    assert page.title() != "owned"


PAGES = SHOWS | {
    "targets?cited=0": ".js-plotly-plot",
    f"source?o={town.APPROVAL}": ".evidence mark",
    "investment?region=未收录": ".notice",
}
ENGLISH = {
    "GDP",
    "CSV",
    "Excel",
    "JSON",
    "SHA",
    "YAML",
    "Markdown",
    "Word",
    "PPT",
    "PDF",
    "TXT",
    "HTML",
    "DOCX",
    "PPTX",
    "XLSX",
    "https",
    "Esc",
    "make",
    "edit",
}
VISIBLE_LABELS = """
    () => [...document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")].filter((one) => one.checkVisibility())
        .flatMap((one) => ["aria-label", "title", "placeholder", "alt"].map((name) => one.getAttribute(name) || ""))
"""


def english(page: Page, known: str) -> set[str]:
    """The English words that can be read or heard on *page*, once it is at rest, beyond those of the *known* text."""
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
    icons = page.locator('[data-testid="stIconMaterial"]').all_inner_texts()  # drawn as glyphs
    texts = [page.locator("body").inner_text(), *page.evaluate(VISIBLE_LABELS)]
    words = {word for text in texts for word in re.findall(r"(?a)\b[A-Za-z]{3,}\b", text) if word not in known}
    return words - ENGLISH - {word for icon in icons for word in re.findall(r"(?a)\b[A-Za-z]{3,}\b", icon)}


def expect_no_english(page: Page, known: str, but: frozenset[str] = frozenset()) -> None:
    """No English word but those of *but* is left: the toolkit's words are said in Chinese a frame after they appear."""
    for _ in range(100):
        if not english(page, known) - but:
            return
        page.wait_for_timeout(100)
    assert english(page, known) - but == set()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_of_the_toolkit_speaks_english(town_server: Server, page: Page, address: str) -> None:
    page.goto(f"{town_server.url}/{address}")
    expect(page.locator(PAGES[address]).first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect_no_english(page, town.DATA)


def test_the_open_editing_page_speaks_chinese_at_every_step(start_server: Callable[..., Server], town_project: Path, page: Page) -> None:
    page.goto(start_server(XTDATA_FILE=str(town_project / "indicators.yaml"), XTDATA_EDIT="1").editing_url)
    expect(page.get_by_label("粘贴全文")).to_be_visible()
    expect_no_english(page, town.DATA)
    page.get_by_label("粘贴全文").fill("青城2027年经济运行情况\n\n　　2027年，青城固定资产投资增长6.3%，新引进项目56个。\n")
    page.get_by_label("日期（读懂“今年”要用）").fill("2027-07")
    page.get_by_role("button", name="开始").click()
    expect(page.locator(".reading-text [aria-current=true]")).to_be_visible()
    page.get_by_text("更多：企业或项目、比较的对象、年均").click()
    expect_no_english(page, town.DATA)
    page.get_by_role("button", name="不采用").click()
    expect(page.get_by_text("为什么不采用？")).to_be_visible()
    expect_no_english(page, town.DATA)
    page.get_by_role("button", name="取消").click()
    page.get_by_text("直接编辑 YAML").click()
    expect(page.get_by_role("textbox", name="YAML")).to_be_visible()
    expect_no_english(page, town.DATA, frozenset({"indicators", "yaml", "seeds"}))


@pytest.mark.parametrize("address", ["investment", "targets?cited=0", "source"])
def test_the_toolkits_own_names_of_controls_are_said_in_chinese(town_server: Server, page: Page, address: str) -> None:
    page.goto(f"{town_server.url}/{address}")
    expect(page.locator(".st-key-filters").first).to_be_visible()
    expect(page.locator(".markup h2").first).to_be_visible()
    expect(page.locator('[aria-label^="Help for"]')).to_have_count(0)
    expect(page.locator('[aria-label*="— start"], [aria-label*="— end"]')).to_have_count(0)
