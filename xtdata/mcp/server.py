"""The server of the Model Context Protocol: four tools that read, none that writes."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from pydantic import Field
from starlette.applications import Starlette

from xtdata.facts.dataset import NO_DATA, Current, Dataset
from xtdata.facts.query import BadQuery
from xtdata.mcp.answers import MOST, Answers, CannotAnswer, CheckAnswer, ObservationsAnswer, PassageAnswer, SearchAnswer
from xtdata.reading.factcheck import Checkers
from xtdata.render.links import Links
from xtdata.search import NotReady, Searcher

T = TypeVar("T")
PATH = "/mcp"
# How many seconds an answer waits for an index that is being built.
_PATIENCE = 60.0
_READS_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_INSTRUCTIONS = """\
本服务只提供数据文件里收录的数，每个数都有出处。回答时：
一、写数值要照 printed 和 qualifier（以上、约、余），status 为 expected、planned、target 的要说“预计”“计划”“目标”；
二、附上 citation 和 url；level 为 cited 的要说明没有原文可核；
三、message 说库中没有的，就说没有，不要推算，也不要拿别的地区、别的期间的数代替。"""

Words = Annotated[str, Field(description="指标、地区、年份、数值或原文里的字句，次序不限：固投 2024；湘乡 亿元以上项目 2022；96.3%")]
Limit = Annotated[int, Field(description=f"最多几条，1 到 {MOST}")]
Offset = Annotated[int, Field(description="跳过前面几条")]
Names = Annotated[tuple[str, ...], Field(description="代号或名称，可写几个；空表示不限")]
Day = Annotated[str, Field(description="2022、2022-09、2022-09-30、2022-H1 或 2022-Q3；空表示不限")]
Text = Annotated[str, Field(description="要核的文稿")]


def server(live: Current, site: str = "") -> MCPServer[Any]:
    """The server over the data of *live*; permanent addresses begin with *site* (``https://example.org``)."""
    made: MCPServer[Any] = MCPServer(
        "xtdata", title="有出处的经济指标", instructions=_INSTRUCTIONS, version=_version(), log_level="WARNING"
    )
    for tool in _Tools(live, Links(site.rstrip("/") + "/")).all():
        made.tool(annotations=_READS_ONLY)(tool)
    return made


def http_app(made: MCPServer[Any]) -> Starlette:
    """*made* at ``/mcp``, each call for itself. Its lifespan must run as long as the process serves.

    Every host and origin may ask: the tools only read what the pages show to everybody.
    """
    anybody = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    return made.streamable_http_app(streamable_http_path=PATH, json_response=True, stateless_http=True, transport_security=anybody)


def _version() -> str:
    try:
        return version("xtdata")
    except PackageNotFoundError:
        return ""


class _Tools:
    def __init__(self, live: Current, links: Links) -> None:
        self._live, self._links, self._searcher, self._checkers = live, links, Searcher(), Checkers()

    def all(self) -> tuple[Callable[..., Any], ...]:
        return self.search, self.get_observations, self.get_passage, self.check_text

    def search(self, words: Words, limit: Limit = 20) -> SearchAnswer:
        """按人们平常的说法找数和原文。先用它；库中没有的，message 会说没有。"""
        dataset = self._dataset()
        return _told(lambda: Answers(dataset, self._links).search(self._searcher.of(dataset, _PATIENCE), words, limit))

    def get_observations(
        self,
        indicator: Names = (),
        region: Names = (),
        theme: Names = (),
        source: Names = (),
        status: Names = (),
        start: Day = "",
        end: Day = "",
        words: Annotated[str, Field(description="名称或引文里有的词；空表示不限")] = "",
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> ObservationsAnswer:
        """按条件取数：指标、地区、主题、来源、状态、期间。条件写不对的，会说有哪些相近的可写。"""
        given = {"indicator": indicator, "region": region, "theme": theme, "source": source, "status": status}
        single = {"from": start, "to": end, "q": words}
        conditions = given | {name: [value] for name, value in single.items() if value}
        return _told(lambda: Answers(self._dataset(), self._links).observations(conditions, limit, offset))

    def get_passage(self, id: Annotated[str, Field(description="数的代号，如 search 所给的 id")]) -> list[PassageAnswer]:
        """一个数在原文里印在哪里，连同前后的句子；仅引用的数没有原文，给出的是空表。"""
        return _told(lambda: Answers(self._dataset(), self._links).passages(id))

    def check_text(
        self,
        text: Text,
        region: Annotated[str, Field(description="文稿说的是哪里；空表示看文稿开头")] = "",
        date: Annotated[str, Field(description="文稿的日期，可只到月：2025-03；空表示看文稿开头")] = "",
    ) -> CheckAnswer:
        """核数：文稿里的每个数与库中的数是相符、近似、不符，还是库中没有。文稿不保存。"""
        return _told(lambda: Answers(self._dataset(), self._links).check(self._checkers, text, region, date))

    def _dataset(self) -> Dataset:
        dataset = self._live.current().dataset
        if dataset is None:
            raise ToolError(NO_DATA)
        return dataset


def _told(answer: Callable[[], T]) -> T:
    """*answer*, what it cannot honour told to the caller."""
    try:
        return answer()
    except (BadQuery, CannotAnswer, NotReady) as error:
        raise ToolError(str(error)) from None
