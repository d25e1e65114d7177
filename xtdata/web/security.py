"""What holds for every answer of the process, the toolkit's included: its headers, who may connect, which addresses are there."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import partial

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from xtdata.render.links import Links
from xtdata.web.pages import unavailable_page

# For the plain pages: no script but their own, nothing from elsewhere.
PAGE_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'"

_LOG = logging.getLogger(__name__)
_FAILED = "这一页没能做出来，原因已记入日志。请稍后再试，或回到看板。"
_UNKNOWN = "网址里的“{}”在这里没有对应的页：可能写错了，也可能已经改名。请从看板进入。"
_LONGEST_ECHO = 80
_CLOSED = re.compile(r"/_stcore/(agent|metrics)(/|$)")
_ORIGIN = re.compile(r"https?://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?", re.ASCII)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def frame_ancestors(setting: str) -> str:
    """Who may show a page in a frame: this site itself, and the origins that *setting* lists; nobody for ``none``.

    What is no origin is left out, with a warning in the log.

    >>> frame_ancestors(""), frame_ancestors("none")
    ("'self'", "'none'")
    >>> frame_ancestors("https://portal.example.org, https://*.example.net:8443")
    "'self' https://portal.example.org https://*.example.net:8443"
    """
    names = re.split(r"[,\s]+", setting.strip()) if setting.strip() else []
    if names == ["none"]:
        return "'none'"
    for name in names:
        if not _ORIGIN.fullmatch(name):
            _LOG.warning("XTDATA_FRAME_ANCESTORS: %r is no origin such as https://portal.example.org and is left out", name)
    return " ".join(["'self'", *(name for name in names if _ORIGIN.fullmatch(name))])


class SecurityHeaders:
    """Gives every answer the security headers; what fails below is logged and answered in one sentence.

    *policy* is the Content-Security-Policy of answers that bring none of their own; *ancestors* (see ``frame_ancestors``)
    becomes part of both.
    """

    def __init__(self, app: ASGIApp, policy: str, ancestors: str) -> None:
        self.app, self.policy, self.ancestors = app, policy, ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._complete(MutableHeaders(scope=message))
            await send(message)

        try:
            await self.app(scope, receive, with_headers)
        except Exception:
            if started:
                raise
            _LOG.exception("no answer for %s", scope["path"])
            await _page(_FAILED, 500, scope)(scope, receive, with_headers)

    def _complete(self, headers: MutableHeaders) -> None:
        for name, value in _HEADERS.items():
            headers[name] = value
        headers["Content-Security-Policy"] = f"{headers.get('Content-Security-Policy', self.policy)}; frame-ancestors {self.ancestors}"
        # The older header knows no list of origins; where there is one, the policy alone speaks.
        if self.ancestors in ("'self'", "'none'"):
            headers["X-Frame-Options"] = "SAMEORIGIN" if self.ancestors == "'self'" else "DENY"


class SameOrigin:
    """Refuses a WebSocket that a page of another site opens, unless *allows* (origin, host) says otherwise."""

    def __init__(self, app: ASGIApp, allows: Callable[[str, str], bool]) -> None:
        self.app, self.allows = app, allows

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin = headers.get("Origin")
            if origin is not None and not self.allows(origin, headers.get("Host", "")):
                _LOG.warning("a page of %s may not connect to %s", origin, headers.get("Host"))
                await receive()
                return await send({"type": "websocket.close", "code": 1008})
        await self.app(scope, receive, send)


class KnownAddresses:
    """Answers 404 where the toolkit would answer with the app's first page, and where it offers what this service does not.

    *is_page* knows the names of the app's pages, "" for the first; *base* is the path below which they lie. The toolkit's
    interface for agents and its metrics stay closed even where its own settings open them.
    """

    def __init__(self, app: ASGIApp, is_page: Callable[[str], bool], base: str = "") -> None:
        self.app, self.is_page, self.base = app, is_page, base.strip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        path = scope["path"]
        name = path.removeprefix(_root(scope)).strip("/").removeprefix(self.base).strip("/")
        unknown = partial(_page, _UNKNOWN.format(_short(path)), 404, scope, "没有这一页")
        if _CLOSED.search(path):
            return await unknown()(scope, receive, send)
        replaced = False

        async def checked(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and not self.is_page(name) and _is_apps_page(scope, message):
                replaced = True
                await unknown()(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, checked)


def _is_apps_page(scope: Scope, message: Message) -> bool:
    """Whether the answer is the page that the toolkit gives for every address that it does not know."""
    is_html = Headers(raw=message["headers"]).get("Content-Type", "").startswith("text/html")
    return isinstance(scope.get("endpoint"), StaticFiles) and is_html


def _page(message: str, status: int, scope: Scope, heading: str = "暂时看不到") -> Response:
    page = unavailable_page(message, Links(_root(scope) + "/"), heading)
    return HTMLResponse(page, status, headers={"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache"})


def _root(scope: Scope) -> str:
    """The path under which a proxy mounts the service, without a slash at the end."""
    return str(scope.get("root_path", "")).rstrip("/")


def _short(path: str) -> str:
    return path if len(path) <= _LONGEST_ECHO else path[: _LONGEST_ECHO - 1] + "…"
