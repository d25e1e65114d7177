"""The headers of every answer and the addresses that are not there, without a toolkit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from xtdata.web.security import SecurityHeaders, frame_ancestors


def client(ancestors: str = "'self'") -> TestClient:
    def own(request: Request) -> Response:
        return PlainTextResponse("", headers={"Content-Security-Policy": "default-src 'none'"})

    def broken(request: Request) -> Response:
        raise RuntimeError("secret detail")

    def breaks_off(request: Request) -> Response:
        def parts() -> Iterator[str]:
            yield "one"
            raise RuntimeError("secret detail")

        return StreamingResponse(parts())

    routes = [Route("/own", own), Route("/broken", broken), Route("/breaks-off", breaks_off)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(SecurityHeaders, "default-src 'self'", ancestors)]))


@pytest.mark.parametrize(("address", "policy"), [("/own", "default-src 'none'"), ("/none", "default-src 'self'")])
def test_an_answer_keeps_its_own_policy_and_says_who_may_frame_it(address: str, policy: str) -> None:
    headers = client().get(address).headers
    assert headers["Content-Security-Policy"] == f"{policy}; frame-ancestors 'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


def test_what_fails_is_a_sentence_with_the_same_headers(caplog: pytest.LogCaptureFixture) -> None:
    answer = client().get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text and "原因已记入日志" in answer.text
    assert "secret detail" in caplog.text
    assert "frame-ancestors" in answer.headers["Content-Security-Policy"]


def test_an_answer_that_fails_half_way_is_not_finished_as_another() -> None:
    with pytest.raises(RuntimeError):
        client().get("/breaks-off")


def test_for_those_who_embed_the_older_header_is_left_out() -> None:
    listed = client(frame_ancestors("https://portal.example.org")).get("/own").headers
    assert listed["Content-Security-Policy"].endswith("; frame-ancestors 'self' https://portal.example.org")
    assert "X-Frame-Options" not in listed
    assert client(frame_ancestors("none")).get("/own").headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "setting", ["*", "portal", "https:", "https://a.example/path", "https://a.example;script-src *", "'unsafe-inline'", "https://*"]
)
def test_what_is_no_origin_opens_nothing(setting: str, caplog: pytest.LogCaptureFixture) -> None:
    ancestors = frame_ancestors(setting)
    assert not set(ancestors.split()) - {"'self'", "https://a.example"}
    assert ";" not in ancestors
    assert "XTDATA_FRAME_ANCESTORS" in caplog.text
