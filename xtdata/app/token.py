"""The token of this start: whoever has the address that the terminal shows may edit on this machine.

The token is taken from the address into a cookie of this browser and is gone from the address before the page appears.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from functools import cache
from urllib.parse import parse_qsl, urlencode

import streamlit as st
from starlette.datastructures import URL
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_PARAMETER = "token"


@cache
def _token() -> str:
    return secrets.token_urlsafe(32)


def _cookie() -> str:
    # Browsers share cookies between the ports of a host; each dashboard has its own.
    return f"xtdata_editing_{st.get_option('server.port')}"


def is_in(cookies: Mapping[str, str]) -> bool:
    """Whether *cookies* hold the token."""
    return _is_right(cookies.get(_cookie(), ""))


def _is_right(given: str) -> bool:
    return hmac.compare_digest(given.encode(), _token().encode())


def address(path: str) -> str:
    """The address of the page *path* on this machine, with the token."""
    host = st.get_option("server.address") or "localhost"
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}:{st.get_option('server.port')}/{path}?{_PARAMETER}={_token()}"


class TokenFromAddress:
    """Sends a browser that asks for *path* with a token on to the address without it; the right token becomes a cookie."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self.app, self.path = app, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] != f"/{self.path}":
            return await self.app(scope, receive, send)
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in asked if name == _PARAMETER]
        if not given:
            return await self.app(scope, receive, send)
        kept = urlencode([(name, value) for name, value in asked if name != _PARAMETER])
        response = RedirectResponse(f"{self.path}?{kept}" if kept else self.path, 303, {"Cache-Control": "no-store"})
        if _is_right(given[0]):
            is_secure = URL(scope=scope).scheme == "https"
            response.set_cookie(_cookie(), given[0], httponly=True, samesite="strict", secure=is_secure)
        await response(scope, receive, send)
