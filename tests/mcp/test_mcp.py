"""The tools of an assistant, asked by the protocol's own client: over standard input and output, and over HTTP."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import anyio
import httpx2 as httpx
import little
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.server import MCPServer

from xtdata.datafile.live import Live
from xtdata.facts.dataset import read_dataset
from xtdata.mcp import server

T = TypeVar("T")
NOTHING = "库中没有这样的数"


def run(ask: Callable[[], Awaitable[T]]) -> T:
    """What *ask* gives, in a thread of its own: in that of the tests a browser may have an event loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(anyio.run, ask).result()


@lru_cache
def tools(data: Path) -> MCPServer[Any]:
    """The tools over the data file *data*, in this process."""
    return server(Live(data, read_dataset), "https://example.org")


def call(tool: str, data: Path, **arguments: Any) -> Any:
    """The answer of *tool* over the data file *data*."""

    async def ask() -> Any:
        async with Client(tools(data)) as client:
            return await client.call_tool(tool, arguments)

    return run(ask)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return little.write(tmp_path_factory.mktemp("little"))


def test_the_command_serves_the_tools_over_standard_input_and_output(data: Path) -> None:
    async def ask() -> tuple[list[str], Any]:
        command = StdioServerParameters(command=sys.executable, args=["-m", "xtdata", "mcp", "--data", str(data)])
        async with Client(stdio_client(command)) as client:
            tools = await client.list_tools()
            return [tool.name for tool in tools.tools], await client.call_tool("get_observations", {"indicator": ["fai_growth"]})

    names, answer = run(ask)
    assert names == ["search", "get_observations", "get_passage", "check_text"]
    assert answer.structured_content["facts"][0]["printed"] == "8.1%"


def test_with_the_setting_the_dashboards_server_serves_them_too(start_server: Callable[..., Any]) -> None:
    url = start_server(XTDATA_MCP="1", XTDATA_SITE="https://example.org").url

    async def ask() -> Any:
        async with Client(f"{url}/mcp") as client:
            return await client.call_tool("search", {"words": "地区生产总值 2024"})

    answer = run(ask)
    assert not answer.is_error
    assert answer.structured_content["facts"][0]["url"].startswith("https://example.org/o/")


def test_without_the_setting_the_server_has_no_such_address(server: Any) -> None:
    assert httpx.post(f"{server.url}/mcp", json={}).status_code in {404, 405}


def test_a_fact_carries_figure_quote_level_and_permanent_address(data: Path) -> None:
    fact = call("get_observations", data, indicator=["固定资产投资增速"], region=["青城市"]).structured_content["facts"][0]
    assert (fact["printed"], fact["value"], fact["unit"], fact["qualifier"], fact["status"]) == ("8.1%", "8.1", "%", "exact", "actual")
    assert (fact["level"], fact["quotes"]) == ("verbatim", ["全市固定资产投资增长8.1%"])
    assert fact["url"] == f"https://example.org/o/{fact['id']}"


def test_the_passage_of_a_fact_is_the_place_in_its_source(data: Path) -> None:
    answer = call("get_passage", data, id="fai_growth/qingcheng/2022").structured_content["result"][0]
    assert little.SOURCE[answer["start"] : answer["end"]] == "全市固定资产投资增长8.1%"
    assert "2022年，全市固定资产投资增长8.1%，工业用电下降17.4%。" in answer["text"]


def test_what_the_data_do_not_hold_is_said(data: Path) -> None:
    for tool, arguments in (("search", {"words": "龙卷风次数"}), ("get_observations", {"indicator": ["fai_growth"], "start": "2031"})):
        answer = call(tool, data, **arguments).structured_content
        assert answer["message"].startswith(NOTHING) and not answer["facts"]


def test_a_text_is_judged(data: Path) -> None:
    answer = call("check_text", data, text="2022年，全市固定资产投资增长8.1%。2022年，全市固定资产投资增长9.1%。").structured_content
    assert [one["verdict"] for one in answer["findings"]] == ["match", "mismatch"]


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("get_observations", {"region": ["火星"]}, "没有代号或名称为“火星”的地区"),
        ("get_observations", {"start": "昨天"}, "不是日期"),
        ("get_observations", {"limit": 100000}, "写 1 到 200 的整数"),
        ("get_observations", {"offset": -1}, "写 0 到"),
        ("get_passage", {"id": "../../etc/passwd"}, "没有代号为"),
        ("search", {"words": " "}, "请写要找的词"),
        ("search", {"words": "数" * 10_000}, "最多"),
        ("check_text", {"text": ""}, "请给出文稿"),
        ("check_text", {"text": "数" * 100_001}, "最多 100000 个字"),
        ("check_text", {"text": "2022年增长8.1%", "date": "昨天"}, "日期"),
    ],
)
def test_what_cannot_be_honoured_is_a_sentence(data: Path, tool: str, arguments: dict[str, Any], told: str) -> None:
    answer = call(tool, data, **arguments)
    assert answer.is_error and told in answer.content[0].text
    assert "Traceback" not in answer.content[0].text


def test_data_that_cannot_be_read_are_said_to_be_so(tmp_path: Path) -> None:
    answer = call("search", tmp_path / "missing.yaml", words="投资")
    assert answer.is_error and "数据暂时读不出来" in answer.content[0].text


@settings(max_examples=40)
@given(st.text(max_size=150))
def test_no_words_make_the_search_fail_without_a_sentence(data: Path, words: str) -> None:
    answer = call("search", data, words=words)
    assert not answer.is_error or "words：" in answer.content[0].text
