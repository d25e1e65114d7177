"""What the process says and promises when it starts: where to edit, and which scripts its pages may run."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from hashlib import sha256
from pathlib import Path

import streamlit as st
from starlette.applications import Starlette

from xtdata.app import editing, token
from xtdata.app.access import opens_by_token


def policy() -> str:
    """The Content-Security-Policy of the app's pages, as strict as the toolkit can live with.

    Its scripts come from here; its page has one of its own, known by its hash, and components of the second kind are
    loaded from ``blob:`` addresses. Its styles are written into the page by script. Nothing comes from or goes to elsewhere.
    """
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    inline = [part.partition("</script>")[0] for part in page.split("<script>")[1:]]
    hashes = " ".join(f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" for code in inline)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


def lifespan(*parts: Starlette) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    """What lasts as long as the server listens: the *parts*, and the word at which address one may edit on this machine."""

    @asynccontextmanager
    async def lasting(app: st.App) -> AsyncIterator[None]:
        async with AsyncExitStack() as running:
            for part in parts:
                await running.enter_async_context(part.router.lifespan_context(part))
            if opens_by_token():
                print(f"  编辑台（只在这台机器上、这次启动内有效）：{token.address(editing.PATH)}\n", flush=True)
            yield

    return lasting
