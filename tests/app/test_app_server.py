"""The running process towards strangers: its headers, whose pages may connect, which addresses are there, which files it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from conftest import Server
from visitor import Visitor, http, send_file, visit
from websockets.exceptions import ConnectionClosed, InvalidStatus

import xtdata
from xtdata.app import editing
from xtdata.app.main import pages_of

Start = Callable[..., Server]
KINDS = ("/", "/investment", "/editing", "/favicon.png", "/_stcore/health", "/_stcore/host-config", "/none", "/healthz", "/o/none", "/media/none",
         "/api/observations.json", "/web/copy.js", "//double", "/_stcore/upload_file/a/b")  # fmt: skip
MEGABYTE = b"x" * 1_000_000


@pytest.mark.parametrize("address", KINDS)
def test_every_answer_of_the_process_carries_the_security_headers(server: Server, address: str) -> None:
    with http(server.url) as client:
        for method in ("GET", "HEAD", "POST", "PUT"):
            headers = client.request(method, address).headers
            assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
            assert headers["X-Frame-Options"] == "SAMEORIGIN"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "same-origin"


def test_scripts_come_from_here_and_are_never_written_into_a_page(server: Server) -> None:
    with http(server.url) as client:
        policy = dict(part.split(" ", 1) for part in client.get("/").headers["Content-Security-Policy"].split("; "))
    assert "unsafe" not in policy["script-src"]
    assert {source.split("-")[0] for source in policy["script-src"].split()} == {"'self'", "blob:", "'sha256"}
    assert policy["default-src"] == "'self'"


def test_the_pages_of_the_app_are_there(server: Server) -> None:
    with http(server.url) as client:
        for name in (*pages_of(xtdata.load().catalogue), editing.PATH):
            assert client.get(f"/{name}").status_code == 200
        assert client.get("/static/js/none.js").status_code == 404


@pytest.mark.parametrize(
    "address", ["/audit", "/openapi.json", "/index.html", "/o", "/api/none", "/editing/none", "/<script>", "/" + "甲" * 900]
)
def test_an_unknown_page_is_not_found_and_says_so(server: Server, address: str) -> None:
    with http(server.url) as client:
        answer = client.get(address)
        assert answer.status_code == 404
        assert "没有这一页" in answer.text and 'href="/"' in answer.text
        assert "<script>" not in answer.text and len(answer.text) < 4000
        assert client.head(address).status_code == 404


def test_the_app_does_not_show_its_first_page_for_one_that_is_not_there(server: Server) -> None:
    with visit(server.url) as visitor:
        assert "没有对应的页" in visitor.run("audit")
        assert "没有对应的页" not in visitor.run("targets")


def test_the_interface_for_agents_and_the_metrics_stay_closed(start_server: Start) -> None:
    opened = start_server(STREAMLIT_SERVER_ENABLE_AGENT_API="true")
    with http(opened.url) as client:
        for address in ("/_stcore/agent/openapi.json", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/metrics"):
            for method in ("GET", "POST", "OPTIONS"):
                answer = client.request(method, address)
                assert answer.status_code == 404
                assert "没有这一页" in answer.text


@pytest.mark.parametrize("origin", ["http://localhost:3000", "http://127.0.0.1:3000", "http://localhost", "https://example.org", "null"])
def test_a_page_of_another_origin_may_not_connect(server: Server, origin: str) -> None:
    with pytest.raises(InvalidStatus), visit(server.url, Origin=origin):
        pass
    with visit(server.url, Origin=server.url) as visitor:
        assert visitor.run()


@contextmanager
def editor(server: Server, **headers: str) -> Iterator[Visitor]:
    """A session with the token that the start printed."""
    with http(server.url) as client:
        client.get(server.editing_url)
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    with visit(server.url, Cookie=cookies, **headers) as visitor:
        yield visitor


def test_whoever_lacks_the_token_does_not_edit_even_if_a_proxy_hides_itself(start_server: Start) -> None:
    server = start_server(XTDATA_EDIT="1")
    with visit(server.url) as visitor:
        assert "编辑台没有打开" in visitor.run("editing")
    with editor(server) as visitor:
        assert "粘贴全文" in visitor.run("editing")
    with editor(server, **{"CF-Connecting-IP": "203.0.113.9"}) as visitor:
        assert "编辑台没有打开" in visitor.run("editing")


def test_a_server_that_only_shows_takes_no_file(server: Server) -> None:
    with visit(server.url) as visitor, http(server.url) as client:
        visitor.run("editing")
        assert [send_file(client, visitor.upload_address(), MEGABYTE) for _ in range(3)] == [403] * 3


def test_a_file_is_taken_only_from_a_session_that_was_asked_for_one(start_server: Start) -> None:
    server = start_server(XTDATA_EDIT="1")
    with visit(server.url) as stranger, editor(server) as visitor, http(server.url) as client:
        stranger.run("editing")
        assert send_file(client, stranger.upload_address(), MEGABYTE) == 403
        assert send_file(client, visitor.upload_address(), MEGABYTE) == 403
        visitor.run("editing")
        for _ in range(80):  # in all more than the process would hold at once: each file replaces the one before
            assert send_file(client, visitor.upload_address(), MEGABYTE) == 204
        ended = visitor.upload_address()
    with http(server.url) as client:
        assert send_file(client, ended, MEGABYTE) == 403


def test_the_process_holds_few_files_and_lets_go_of_those_whose_session_has_ended(start_server: Start) -> None:
    server = start_server(XTDATA_EDIT="1")
    content = b"x" * 5_200_000
    with http(server.url) as client, ExitStack() as last:
        visitor = last.enter_context(editor(server))
        visitor.run("editing")
        with ExitStack() as others:
            for _ in range(12):
                other = others.enter_context(editor(server))
                other.run("editing")
                assert send_file(client, other.upload_address(), content) == 204
            assert send_file(client, visitor.upload_address(), content) == 503
        give_up = time.monotonic() + 60
        while (status := send_file(client, visitor.upload_address(), content)) == 503 and time.monotonic() < give_up:
            time.sleep(0.05)
        assert status == 204


def test_a_message_that_no_page_would_send_is_not_taken(server: Server) -> None:
    with visit(server.url) as visitor:
        visitor.run()
        with pytest.raises(ConnectionClosed):
            visitor.socket.send(b"x" * 26_000_000)
            visitor.run()
