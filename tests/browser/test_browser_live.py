"""Editors save a broken file: readers keep the charts and see what is wrong, then all is well again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conftest import Server
from playwright.sync_api import Page, expect
from pointing import click, points

from xtdata.facts.loading import load_file


def test_a_broken_file_keeps_the_charts_and_shows_its_errors_until_it_is_mended(
    town_project: Path, start_server: Callable[..., Server], page: Page
) -> None:
    path = town_project / "indicators.yaml"
    good = path.read_text(encoding="utf-8")
    server = start_server(XTDATA_FILE=str(path))
    page.goto(server.url)
    expect(page.locator(".card svg")).to_have_count(3)
    path.write_text(good.replace("固定资产投资增长6.1%", "固定资产投资增长6.2%"), encoding="utf-8")
    expect(page.locator(".banner")).to_be_visible()
    for diagnostic in load_file(path).diagnostics:
        if diagnostic.is_error:
            expect(page.locator(".banner")).to_contain_text(str(diagnostic))
    expect(page.locator(".card svg")).to_have_count(3)
    path.write_text(good, encoding="utf-8")
    expect(page.locator(".banner")).to_have_count(0)
    assert "Traceback" not in server.log()


def test_a_page_is_shown_anew_even_if_the_toolkit_no_longer_tells_its_state(
    project: Path, start_server: Callable[..., Server], page: Page
) -> None:
    path = project / "indicators.yaml"
    server = start_server(XTDATA_FILE=str(path))
    page.add_init_script(
        """new MutationObserver(() => {
          for (const told of document.querySelectorAll("[data-test-script-state]")) told.removeAttribute("data-test-script-state")
        }).observe(document, { subtree: true, childList: true, attributes: true })"""
    )
    page.goto(server.url)
    page.locator(".markup h2").first.wait_for()
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n\tbroken: [", encoding="utf-8")
    page.locator(".banner").wait_for()


def test_a_server_that_went_away_is_said_so_in_chinese(start_server: Callable[..., Server], page: Page) -> None:
    server = start_server()
    page.goto(f"{server.url}/approval")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    server.process.kill()
    expect(page.get_by_role("dialog")).to_contain_text("服务没有应答")


def test_a_page_that_waits_for_news_asks_over_http_and_starts_no_run(server: Server, page: Page) -> None:
    """A run started by a timer would carry off the news of a click that comes at the same moment."""
    sent: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda payload: sent.append(payload)))
    page.goto(f"{server.url}/approval")
    chart = page.locator(".js-plotly-plot").first
    click(page, chart, points(chart)[0]["id"])
    expect(page.locator(".evidence mark").first).to_be_visible()
    with page.expect_response("**/api/revision"):
        before = len(sent)
    for _ in range(2):
        with page.expect_response("**/api/revision") as asked:
            pass
        assert asked.value.ok
    assert len(sent) == before > 0
