"""The HTTP routes beside the dashboard: pages of facts and sources, the table as files, the search, and the state of the service.

No path from an address reaches the file system: names are looked up in the data, style and script have fixed routes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from xtdata.datafile.live import State
from xtdata.export import FORMATS, CannotExport, Extract, NoChart, artifact
from xtdata.facts.dataset import NO_DATA, Current, Dataset
from xtdata.facts.query import BadQuery, parse
from xtdata.render.links import ASSETS, REVISION, Links, asset
from xtdata.search import NotReady, Searcher
from xtdata.search.asking import LONGEST
from xtdata.web.asked import BadRequest, asked, passage
from xtdata.web.factcheck import Factchecks
from xtdata.web.meeting import UnknownStory, meeting_page
from xtdata.web.pages import NotFound, Pages, unavailable_page
from xtdata.web.security import PAGE_POLICY

Endpoint = Callable[[Request], Response]

_HEADERS = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache"}
# How many seconds an answer waits for an index that is nearly built.
_PATIENCE = 2.0
_AGAIN = 2
_STALE = "数据文件正在修改，尚未通过核对；这里显示的是上一份完好的数据。"
_PARTIAL = "数据文件里有未通过核对的条目；这里只显示通过核对的。"


def routes(live: Current) -> list[BaseRoute]:
    """The routes for ``streamlit.App(routes=…)`` or any Starlette application, all reading from *live*."""
    served = _Service(live)
    return [
        Route("/o/{key:path}", _strict(served.observation)),
        Route("/s/{key:path}", _strict(served.source)),
        Route("/meeting", _strict(served.meeting)),
        *(Route(f"/api/observations.{fmt}", _strict(served.table(fmt))) for fmt in FORMATS),
        Route("/search", _strict(served.search_page)),
        Route("/api/search", _strict(served.search)),
        Route("/api/factcheck", served.factcheck, methods=["POST"]),
        Route(REVISION, _strict(served.revision)),
        Route("/healthz", _strict(served.health)),
        *(Route(f"/web/{name}", _asset(name)) for name in ASSETS),
    ]


class _Service:
    def __init__(self, live: Current) -> None:
        self.live, self.searcher, self.factchecks = live, Searcher(), Factchecks()

    def observation(self, request: Request) -> Response:
        return self._page(request, Pages.observation)

    def source(self, request: Request) -> Response:
        found = passage(request.query_params.get("at", ""))
        return self._page(request, lambda pages, key: pages.source(key, found))

    def meeting(self, request: Request) -> Response:
        state, links = self.live.current(), _links(request)
        if state.dataset is None:
            return HTMLResponse(unavailable_page(NO_DATA, links), 503)
        try:
            return HTMLResponse(meeting_page(state.dataset, request.query_params, links, _notice(state)))
        except UnknownStory as unknown:
            return HTMLResponse(Pages(state.dataset, links, _notice(state)).missing_story(str(unknown)), 404)

    def _page(self, request: Request, render: Callable[[Pages, str], str]) -> Response:
        state, links = self.live.current(), _links(request)
        if state.dataset is None:
            return HTMLResponse(unavailable_page(NO_DATA, links), 503)
        pages = Pages(state.dataset, links, _notice(state))
        try:
            return HTMLResponse(render(pages, request.path_params.get("key", "")))
        except NotFound as missing:
            return HTMLResponse(missing.page, 404)

    def search_page(self, request: Request) -> Response:
        words = request.query_params.get("q", "")
        status, headers = 200, {}

        def render(pages: Pages, key: str) -> str:
            nonlocal status
            if not words.strip():
                return pages.search("", ())
            try:
                question = asked(QueryParams({"q": words}))
                search = self.searcher.of(pages.dataset, _PATIENCE)
            except BadRequest as bad:
                status = 400
                return pages.search(words[:LONGEST], (), trouble=str(bad))
            except NotReady as building:
                status, headers["Retry-After"] = 503, str(_AGAIN)
                return pages.search(words, (), trouble=str(building), again=_AGAIN)
            return pages.search(words, search.hits(words, question.limit), search.marked(words))

        answer = self._page(request, render)
        if answer.status_code == 200:
            answer.status_code = status
        answer.headers.update(headers)
        return answer

    def table(self, fmt: str) -> Endpoint:
        def endpoint(request: Request) -> Response:
            dataset = self.live.current().dataset
            if dataset is None:
                return _complaint(fmt, 503, NO_DATA, [])
            try:
                return _file(request, dataset, fmt)
            except BadQuery as bad:
                return _complaint(fmt, 400, str(bad), [problem.as_dict() for problem in bad.problems])
            except NoChart as missing:
                return _complaint(fmt, 404, str(missing), [])
            except CannotExport as cannot:
                return _complaint(fmt, 503, str(cannot), [])

        return endpoint

    def search(self, request: Request) -> Response:
        try:
            question = asked(request.query_params)
        except BadRequest as bad:
            return JSONResponse({"error": str(bad)}, 400)
        dataset = self.live.current().dataset
        if dataset is None:
            return JSONResponse({"error": NO_DATA}, 503)
        try:
            hits = self.searcher.of(dataset, _PATIENCE).hits(question.words, question.limit)
        except NotReady as building:
            return JSONResponse({"error": str(building), "share": building.share}, 503, {"Retry-After": str(_AGAIN)})
        return JSONResponse([hit.as_dict() for hit in hits])

    async def factcheck(self, request: Request) -> Response:
        dataset = self.live.current().dataset
        answer = await self.factchecks.answer(request, dataset) if dataset else JSONResponse({"error": NO_DATA}, 503)
        answer.headers.update(_HEADERS)
        return answer

    def revision(self, request: Request) -> Response:
        return PlainTextResponse(self.live.current().revision)

    def health(self, request: Request) -> Response:
        state = self.live.current()
        errors = sum(diagnostic.is_error for diagnostic in state.diagnostics)
        if state.dataset is None:
            return JSONResponse({"status": "no data", "version": state.version, "stale": False, "errors": errors}, 503)
        counts = {name: len(getattr(state.dataset.catalogue, name)) for name in ("observations", "indicators", "regions", "sources")}
        return JSONResponse({"status": "ok", "version": state.version, "stale": state.stale, "errors": errors, "counts": counts})


def _file(request: Request, dataset: Dataset, fmt: str) -> Response:
    given = {name: request.query_params.getlist(name) for name in request.query_params if name != "chart"}
    chart, site = request.query_params.get("chart", ""), str(request.base_url)
    made = artifact(Extract(dataset, parse(given, dataset.catalogue), chart, site), fmt)
    # A browser shows JSON; whatever else it gets, it keeps.
    disposition = "inline" if fmt == "json" else "attachment"
    headers = {"Content-Disposition": f'{disposition}; filename="{made.filename}"'}
    return Response(made.content, media_type=made.media_type, headers=headers)


def _complaint(fmt: str, status: int, message: str, problems: list[dict[str, object]]) -> Response:
    """An error in the manner of the format that was asked for."""
    if fmt == "json":
        return JSONResponse({"error": message, "problems": problems}, status)
    return PlainTextResponse(message + "\n", status)


def _notice(state: State[Dataset]) -> str:
    if state.stale:
        return _STALE
    return _PARTIAL if any(diagnostic.is_error for diagnostic in state.diagnostics) else ""


def _links(request: Request) -> Links:
    """Addresses below the path under which a proxy mounts the service."""
    return Links(request.scope.get("root_path", "").rstrip("/") + "/")


def _strict(endpoint: Endpoint) -> Endpoint:
    """*endpoint* with the policy of the plain pages, asked for anew each time."""

    @wraps(endpoint)
    def strict(request: Request) -> Response:
        response = endpoint(request)
        response.headers.update(_HEADERS)
        return response

    return strict


def _asset(name: str) -> Endpoint:
    content, media_type = asset(name), ASSETS[name]

    def endpoint(request: Request) -> Response:
        headers = _HEADERS | {"Cache-Control": "public, max-age=86400"}
        return Response(content, media_type=media_type, headers=headers)

    return endpoint
