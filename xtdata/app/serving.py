"""What the process says and promises when it starts: where to edit, and which scripts its pages may run."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path

import streamlit as st

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


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Say, once the server listens, at which address one may edit on this machine."""
    if opens_by_token():
        print(f"  编辑台（只在这台机器上、这次启动内有效）：{token.address(editing.PATH)}\n", flush=True)
    yield
