"""A reader without a browser: speaks to a running dashboard over HTTP and over the toolkit's WebSocket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx2 as httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

_TIMEOUT = 60


def http(url: str) -> httpx.Client:
    """A client of the server at *url* that follows no redirect and knows no proxy."""
    return httpx.Client(base_url=url, trust_env=False, timeout=_TIMEOUT)


@contextmanager
def visit(url: str, **headers: str) -> Iterator[Visitor]:
    """A session on the server at *url* (``http://…``). Raises ``InvalidStatus`` where it is refused."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, additional_headers=headers, max_size=None, proxy=None, open_timeout=_TIMEOUT) as socket:
        yield Visitor(socket)


@dataclass(frozen=True)
class Visitor:
    """One session."""

    socket: ClientConnection

    def run(self, page: str = "", query: str = "") -> str:
        """Ask for *page*; everything that it says, as one text."""
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = page, query
        self.socket.send(message.SerializeToString())
        said = []
        while (answer := self._receive()).WhichOneof("type") != "script_finished":
            said.append(answer.SerializeToString().decode("utf-8", "replace"))
        return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), "".join(said))

    def upload_address(self) -> str:
        """Where the toolkit lets this session send a file."""
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.file_names.append("a.txt")
        self.socket.send(message.SerializeToString())
        while (answer := self._receive()).WhichOneof("type") != "file_urls_response":
            pass
        return str(answer.file_urls_response.file_urls[0].upload_url)

    def _receive(self) -> ForwardMsg:
        return ForwardMsg.FromString(self.socket.recv(timeout=_TIMEOUT))  # type: ignore[arg-type]


def send_file(client: httpx.Client, address: str, content: bytes) -> int:
    """Send a file as a browser would, with the cookie against foreign requests; the status of the answer."""
    client.get("/_stcore/health")
    known = {"X-Xsrftoken": client.cookies.get("_streamlit_xsrf", "")}
    return client.put(address, files={"file": ("a.txt", content, "text/plain")}, headers=known).status_code
