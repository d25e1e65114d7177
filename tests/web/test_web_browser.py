"""The pages in a real browser: on a phone, without JavaScript, and with the one script there is."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette

from xtdata.datafile.live import State
from xtdata.facts.dataset import Dataset
from xtdata.web import routes

from .conftest import Fixed


@pytest.fixture(scope="module")
def site(shipped: Dataset) -> Iterator[str]:
    """The address of a server of the shipped data's pages."""
    app = Starlette(routes=routes(Fixed(State(shipped, (), False, "v1"))))
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture
def fact(shipped: Dataset) -> str:
    """The address of an observation that stands far down its source."""
    evidence = shipped.loaded.evidence
    proved = [key for key in evidence if evidence[key] and key.isascii()]
    return "/o/" + max(proved, key=lambda key: evidence[key][0].passage.start)


@pytest.mark.parametrize("width", [390, 1440, 1920])
def test_nothing_is_wider_than_the_screen_and_nothing_is_refused(page: Page, site: str, fact: str, shipped: Dataset, width: int) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.set_viewport_size({"width": width, "height": 900})
    for address in (fact, *(f"/s/{source}" for source in shipped.catalogue.sources)):
        page.goto(site + address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert complaints == []


def test_without_javascript_a_fact_leads_to_its_passage_and_back(browser: Browser, site: str, fact: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + fact)
    assert not page.get_by_role("button", name="复制引注").is_visible()
    page.get_by_role("link", name="在原文中阅读").click()
    passage = page.locator("mark:target")
    assert passage.is_visible()
    box = passage.bounding_box()
    assert box is not None and 0 <= box["y"] < 720
    passage.locator(f'a[href="{fact}"]').first.click()
    assert page.url == site + fact
    context.close()


def test_the_citation_is_copied_even_where_the_page_is_not_secure(page: Page, site: str, fact: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(site + fact)
    page.get_by_role("button", name="复制引注").click()
    page.get_by_text("已复制").wait_for()
    assert page.evaluate("String(getSelection())").strip() == page.locator("#citation").inner_text().strip()
