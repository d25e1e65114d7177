"""A page of another site that shows the dashboard in a frame, in a real browser: refused, unless the setting names that site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Server
from markupsafe import Markup
from playwright.sync_api import Browser, Frame, Page, expect

Start = Callable[..., Server]
REFUSED = "chrome-error://chromewebdata/"


class Framing(BaseHTTPRequestHandler):
    """Answers ``/?of=ADDRESS`` with a page that frames the address."""

    def do_GET(self) -> None:
        address = parse_qs(urlsplit(self.path).query).get("of", [""])[0]
        body = Markup("<!doctype html><title>portal</title><iframe src='{}' width=1200 height=800></iframe>").format(address)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of another site on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Framing) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield site.server_address[1]
        site.shutdown()


@contextmanager
def editor(browser: Browser, server: Server) -> Iterator[Page]:
    """A browser that may edit, and so has something to lose. Its console may tell of a policy."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(server.editing_url)
    expect(page.get_by_label("粘贴全文")).to_be_visible()
    yield page
    context.close()


def framed(page: Page, site: str, address: str) -> Frame:
    """The frame in which a page of *site* shows *address*, once the browser has taken or refused it."""
    page.goto(f"{site}/?of={address}")
    frame = page.frames[1]
    frame.wait_for_url(re.compile("."), wait_until="commit")
    return frame


def test_a_page_of_another_origin_cannot_frame_the_dashboard(start_server: Start, browser: Browser, port: int) -> None:
    server = start_server(XTDATA_EDIT="1")
    with editor(browser, server) as page:
        for site in (f"http://127.0.0.1:{port}", f"http://localhost:{port}"):
            for address in ("/", "/editing", "/healthz", "/none"):
                assert framed(page, site, server.url + address).url == REFUSED


def test_for_those_who_embed_the_named_origin_shows_it_and_no_other(start_server: Start, browser: Browser, port: int) -> None:
    portal = f"http://127.0.0.1:{port}"
    server = start_server(XTDATA_EDIT="1", XTDATA_FRAME_ANCESTORS=portal)
    with editor(browser, server) as page:
        expect(framed(page, portal, server.url + "/").get_by_role("link", name="总览")).to_be_visible()
        expect(framed(page, portal, server.url + "/editing").get_by_label("粘贴全文")).to_be_visible()
        assert framed(page, f"http://localhost:{port}", server.url + "/editing").url == REFUSED
