"""Where the pages are: the only place that makes their addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote, urlencode

from xtdata.language.text import Passage
from xtdata.render.marks import FOUND, anchor

ASSETS = {"style.css": "text/css; charset=utf-8", "copy.js": "text/javascript; charset=utf-8"}
ASSETS |= {"meeting.css": ASSETS["style.css"], "meeting.js": ASSETS["copy.js"]}
REVISION = "/api/revision"
_PLAIN = "/:@~!,()"


def asset(name: str) -> bytes:
    """The content of one of ``ASSETS``. Raises ``KeyError`` for any other name."""
    if name not in ASSETS:
        raise KeyError(name)
    return files("xtdata.render").joinpath("static", name).read_bytes()


_VERSIONS = {name: sha256(asset(name)).hexdigest()[:8] for name in ASSETS}


@dataclass(frozen=True)
class Links:
    """Addresses below *root*, which ends in a slash: ``/`` on a server, ``../../`` in a folder of files."""

    root: str = "/"

    def observation(self, key: str) -> str:
        """The permalink of an observation.

        >>> Links().observation("fai/gaoxin~甲#1/2022..2023")
        '/o/fai/gaoxin~%E7%94%B2%231/2022..2023'
        """
        return f"{self.root}o/{quote(key, safe=_PLAIN)}"

    def source(self, key: str, passage: Passage | None = None) -> str:
        """The reading page of a source, at *passage* where one is given."""
        place = f"#{anchor(passage)}" if passage else ""
        return f"{self.root}s/{quote(key, safe=_PLAIN)}{place}"

    def found(self, key: str, passage: Passage) -> str:
        """The reading page of a source with *passage* marked as what was searched for."""
        return f"{self.source(key)}?at={passage.start}-{passage.end}#{FOUND}"

    def search(self, words: str = "") -> str:
        """The page that shows what *words* find."""
        return f"{self.root}search?{urlencode({'q': words})}" if words else f"{self.root}search"

    def app(self, **query: str) -> str:
        """The dashboard, with *query* in its address."""
        return f"{self.root}?{urlencode(query)}" if query else self.root

    def page(self, name: str, **query: Sequence[str]) -> str:
        """The page of the dashboard called *name*, "" for the first, with *query* in its address.

        >>> Links().page("//evil.example", region=["yuhu"])
        '/%2F%2Fevil.example?region=yuhu'
        """
        address = f"{self.root}{quote(name, safe='')}"
        return f"{address}?{urlencode(query, doseq=True)}" if query else address

    def meeting(self, **query: str | Sequence[str]) -> str:
        """The slides of a story or of a page."""
        return f"{self.root}meeting?{urlencode(query, doseq=True)}"

    def table(self, fmt: str, **query: str) -> str:
        """The table as a file of format *fmt*, filtered by *query*."""
        address = f"{self.root}api/observations.{fmt}"
        return f"{address}?{urlencode(query)}" if query else address

    def asset(self, name: str) -> str:
        """One of ``ASSETS``, under an address that changes with its content."""
        return f"{self.root}web/{name}?v={_VERSIONS[name]}"
