"""会议模式: a story, or what a page shows, as slides on one page that needs the server no more once it is loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from xtdata.charts import KINDS, Chart
from xtdata.charts.slides import SMALL, TEXT, Slide, height, legend, shortened, slides
from xtdata.facts import wording
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.query import BadQuery, parse_leniently
from xtdata.facts.views import SHOWN, of_page, query_of, title_of
from xtdata.model.catalogue import View
from xtdata.render.excerpts import excerpts
from xtdata.render.links import Links
from xtdata.render.templates import environment

_MOST = 80
_NEIGHBOURS = 0
_MORE = "…（回车看全部）"
_OWN = ("page", "story", "slide", "mode", "o")


class UnknownStory(LookupError):
    """No story has this id; the first argument is the id."""


@dataclass(frozen=True)
class Page:
    """One slide with the words around it and the passages of its figures."""

    slide: Slide
    view: str
    comment: str
    legend: str
    left_out: str
    sources: str
    passages: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Deck:
    """The slides of a meeting: their title, the address to go back to, and what of the request could not be honoured."""

    title: str
    back: str
    pages: tuple[Page, ...]
    problems: tuple[str, ...]
    first: int


def meeting_page(dataset: Dataset, params: QueryParams, links: Links, notice: str) -> str:
    """The page with the slides of the story or of the page that *params* name. Raises ``UnknownStory``."""
    deck = _deck(dataset, params, links)
    site = {"title": dataset.catalogue.title, "links": links, "notice": notice}
    return environment("xtdata.web").get_template("meeting.html").render(site=site, deck=deck)


def _deck(dataset: Dataset, params: QueryParams, links: Links) -> Deck:
    catalogue = dataset.catalogue
    problems: list[str] = []
    if "story" in params:
        story = catalogue.stories.get(params["story"])
        if story is None:
            raise UnknownStory(params["story"])
        title, back = story.title, links.app()
        views = [catalogue.views.get(one, one) if isinstance(one, str) else one for one in story.views]
    else:
        page, asked = params.get("page", ""), {name: params.getlist(name) for name in params if name not in _OWN}
        query, found = parse_leniently(asked, catalogue, SHOWN, _OWN)
        problems += map(str, found)
        title = title_of(page, query, catalogue)
        # The name of a page is one part of a path, whatever the address says.
        back = links.page(page, **query.parameters(SHOWN))
        views = list(of_page(page, query, catalogue))
    pages = [page for view in views for page in _pages(view, dataset, links)]
    if len(pages) > _MOST:
        problems.append(f"只放了前 {_MOST} 页，后面还有 {len(pages) - _MOST} 页；请用筛选缩小范围。")
    pages = pages[:_MOST]
    first = _first(params, len(pages), problems) if pages else 1
    return Deck(title, back, tuple(pages), tuple(problems), first)


def _first(params: QueryParams, count: int, problems: list[str]) -> int:
    """The slide to begin with, from 1; what is not there is said in *problems*."""
    asked = params.get("slide", "1")
    number = int(asked) if asked.isascii() and asked.lstrip("-").isdigit() and len(asked) < 9 else 0
    if not 1 <= number <= count:
        shown = count if number > count else 1
        problems.append(f"没有第“{asked[:20]}”页，一共 {count} 页；这里是第 {shown} 页。")
        return shown
    return number


def _pages(view: View | str, dataset: Dataset, links: Links) -> list[Page]:
    """The slides of *view*; one that says why there is nothing where it shows nothing."""
    if isinstance(view, str):
        return [_nothing(view, "数据里没有这个视图，可能已经改名或删去。")]
    try:
        query = query_of(view, dataset.catalogue)
    except BadQuery as bad:
        return [_nothing(view.title, f"这一页要的数现在不在数据里：{'；'.join(map(str, bad.problems))}。")]
    facts = dataset.facts_in(dataset.select(query))
    build = partial(KINDS[view.chart], [fact for fact in facts if not fact.subject], dataset)
    made = slides(build, lambda chart: _taken(chart, view, dataset))
    return [_page(slide, view, dataset, links) for slide in made] or [_nothing(view.title, "这一页要的数现在不在数据里。")]


def _nothing(title: str, why: str) -> Page:
    chart = Chart("nothing", None, shortened(title, TEXT, 2), "", (why,), ())
    return Page(Slide(chart, chart.title, (), lines=(why,)), "", "", "", "", "", ())


def _taken(chart: Chart, view: View, dataset: Dataset) -> float:
    """The height in px of the words below *chart*."""
    small = sum(height(text, SMALL) for text in (_left_out(chart), _sources(chart.ids, dataset)))
    return small + height(_comment(view), TEXT)


def _comment(view: View) -> str:
    return shortened(view.comment or "", TEXT, 2)


def _left_out(chart: Chart) -> str:
    return shortened(chart.left_out, SMALL, 2, _MORE)


def _sources(ids: Sequence[str], dataset: Dataset) -> str:
    """Who printed the figures, the newest first: one source after another as far as two lines hold, and how many more there are."""
    known = wording.printers(dataset.facts[key] for key in ids)
    for count in range(len(known), 0, -1):
        more = f"，等 {len(known)} 份（回车看全部）" if count < len(known) else ""
        line = f"来源：{'；'.join(known[:count])}{more}"
        if height(line, SMALL) <= 2 * height("一", SMALL):
            return line
    return shortened(f"来源：{'；'.join(known)}", SMALL, 2, _MORE) if known else ""


def _page(slide: Slide, view: View, dataset: Dataset, links: Links) -> Page:
    passages = tuple(_passage(fact, links) for fact in wording.newest_first(dataset.facts[key] for key in slide.ids))
    return Page(slide, view.title, _comment(view), legend(slide.chart), _left_out(slide.chart), _sources(slide.ids, dataset), passages)


def _passage(fact: Fact, links: Links) -> Mapping[str, Any]:
    return {
        "id": fact.id,
        "statement": wording.statement(fact),
        "level": wording.level_label(fact),
        "excerpts": excerpts(fact, _NEIGHBOURS),
        "source": wording.source_line(fact.origin),
        "href": links.observation(fact.id),
    }


class MeetingMode:
    """Leads from ``?mode=meeting`` on any page to its slides; *is_page* knows the names of the pages, *base* is the path below which they lie."""

    def __init__(self, app: ASGIApp, is_page: Callable[[str], bool], base: str = "") -> None:
        self.app, self.is_page, self.base = app, is_page, base.strip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and b"mode=meeting" in scope.get("query_string", b""):
            params = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            root = str(scope.get("root_path", "")).rstrip("/")
            name = scope["path"].removeprefix(root).strip("/").removeprefix(self.base).strip("/")
            if ("mode", "meeting") in params and self.is_page(name):
                kept = [("page", name), *((key, value) for key, value in params if key not in ("mode", "page"))]
                return await RedirectResponse(f"{root}/meeting?{urlencode(kept)}", 302)(scope, receive, send)
        await self.app(scope, receive, send)
