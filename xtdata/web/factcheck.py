"""核数 over HTTP: a text comes in, the findings go out, and nothing is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from xtdata.facts.dataset import Dataset
from xtdata.reading.factcheck import MOST_CHARACTERS, Checkers

_MOST_BYTES = 6 * MOST_CHARACTERS
_MOST_AT_ONCE = 2
_FIELDS = ("text", "region", "date")
_AGAIN = 2


class BadText(ValueError):
    """A request that cannot be honoured; ``status`` is that of the answer, the message says why in Chinese."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class _Asked:
    text: str
    region: str | None
    date: str | None


class Factchecks:
    """Judges the texts that come in, few at a time; the facts of one version of the data are made ready once."""

    def __init__(self) -> None:
        self._busy = BoundedSemaphore(_MOST_AT_ONCE)
        self._checkers = Checkers()

    async def answer(self, request: Request, dataset: Dataset) -> Response:
        """The findings as JSON, or one sentence that says why there are none."""
        try:
            asked = _asked(await _body(request))
        except BadText as bad:
            return JSONResponse({"error": str(bad)}, bad.status)
        if not self._busy.acquire(blocking=False):
            return JSONResponse({"error": "正在核别的文稿，请稍后再试"}, 503, {"Retry-After": str(_AGAIN)})
        try:
            found = await run_in_threadpool(self._found, asked, dataset)
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)
        finally:
            self._busy.release()
        return JSONResponse(found)

    def _found(self, asked: _Asked, dataset: Dataset) -> list[dict[str, Any]]:
        found = self._checkers.of(dataset.facts).check(asked.text, region=asked.region, date=asked.date)
        return [one.as_dict() for one in found]


async def _body(request: Request) -> bytes:
    """The body, given up as soon as it is too long."""
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > _MOST_BYTES:
            raise BadText(f"文稿太长：最多 {MOST_CHARACTERS} 个字，请分几次核", 413)
    return content


def _asked(content: bytes) -> _Asked:
    """What the JSON *content* asks. Raises ``BadText``."""
    try:
        asked = json.loads(content)
    except (ValueError, RecursionError):
        raise BadText('正文须是 JSON：{"text": "文稿", "region": "地区的名称", "date": "2025-01"}，后两项可以不写') from None
    if not isinstance(asked, dict) or set(asked) - set(_FIELDS) or not all(isinstance(one, str) for one in asked.values()):
        raise BadText("可写的只有 text、region、date，值都是文字")
    text = asked.get("text", "")
    if not text.strip():
        raise BadText("text：请写要核的文稿")
    if len(text) > MOST_CHARACTERS:
        raise BadText(f"文稿太长：最多 {MOST_CHARACTERS} 个字，这里有 {len(text)} 个，请分几次核", 413)
    return _Asked(text, asked.get("region") or None, asked.get("date") or None)
