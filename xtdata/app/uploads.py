"""Files that readers send: taken only from a session whose page asks for one, one a session, and few in all.

The toolkit keeps what is sent in memory, takes it from every session, and frees it two minutes after a session's end.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

MOST_IN_ALL = 64 * 2**20

_ADDRESS = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)$")
_NOT_ASKED = "这里现在不收文件。"
_BUSY = "上一个文件还没有收完，请稍等。"
_FULL = "现在交进来的文件太多，请过几分钟再试。"
_NO_LENGTH = "没有说明文件多大，所以没有收。"

_asking: set[str] = set()


def accept_files() -> None:
    """Let the present session send a file; called where a page shows a field for one."""
    if context := get_script_run_ctx():
        _asking.add(context.session_id)


class Uploads:
    """Refuses files that no page asked for or that would be too many, and frees those of sessions that have ended."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.coming: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sent = _ADDRESS.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if sent:
            await self._take(sent[1], sent[2], scope, receive, send)
        elif scope["type"] == "websocket":
            try:
                await self.app(scope, receive, send)
            finally:
                _forget_ended()
        else:
            await self.app(scope, receive, send)

    async def _take(self, session: str, file: str, scope: Scope, receive: Receive, send: Send) -> None:
        length = Headers(scope=scope).get("Content-Length", "")
        refusal = self._refusal(session, length)
        if refusal:
            return await refusal(scope, receive, send)
        self.coming[session] = int(length)
        try:
            await self.app(scope, receive, send)
        finally:
            del self.coming[session]
            _keep_only(session, file)

    def _refusal(self, session: str, length: str) -> Response | None:
        if session not in _asking or not runtime.get_instance().is_active_session(session):
            return PlainTextResponse(_NOT_ASKED, 403)
        if not (length.isascii() and length.isdecimal()):
            return PlainTextResponse(_NO_LENGTH, 411)
        if session in self.coming:
            return PlainTextResponse(_BUSY, 429)
        if _held() + sum(self.coming.values()) + int(length) > MOST_IN_ALL:
            return PlainTextResponse(_FULL, 503)
        return None


def _files() -> MemoryUploadedFileManager:
    manager = runtime.get_instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    return manager


def _held() -> int:
    """How many bytes of files the process holds."""
    return sum(len(file.data) for held in list(_files().file_storage.values()) for file in list(held.values()))


def _keep_only(session: str, file: str) -> None:
    """Free what *session* sent before *file*, or all of it if *session* has ended meanwhile."""
    files = _files()
    if not runtime.get_instance().is_active_session(session):
        return files.remove_session_files(session)
    held = files.file_storage.get(session, {})
    if file in held:
        for other in [one for one in held if one != file]:
            files.remove_file(session, other)


def _forget_ended() -> None:
    """Free what sessions sent that are no longer connected."""
    files, is_active = _files(), runtime.get_instance().is_active_session
    for session in {*files.file_storage, *_asking}:
        if not is_active(session):
            files.remove_session_files(session)
            _asking.discard(session)
