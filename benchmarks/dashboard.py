"""The dashboard against the least that could be: a rerun of the first page, a click on 县市区园区, and the first chart in a browser.

    python benchmarks/dashboard.py

Starts three servers on this machine: the dashboard, a script with one line, and a ten-line plotly.express app. A rerun is
timed from the message that asks for it to the message that says it is finished; the first chart, and our first number, from
opening the address to the picture or the number on the screen. The runs alternate, so that both see the same machine.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from socket import socket
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RERUNS, CHARTS = 40, 9
# What a reader clicks one after the other: nothing yet, two columns, the map, a filter, a region.
CLICKS = ("", "by=gdp_growth", "by=fai_growth", "layout=tiles", "from=2020&to=2023", "region=xiangtanxian")
EMPTY = "import streamlit as st\n\nst.write('空')\n"
EXPRESS = """import pandas as pd
import plotly.express as px
import streamlit as st

st.set_page_config(layout="wide")
st.title("投资增长")
frame = pd.DataFrame({"year": ["2020", "2021", "2022", "2023"], "growth": [8.1, 9.3, 8.0, 7.2]})
figure = px.line(frame, x="year", y="growth", markers=True)
st.plotly_chart(figure)
st.dataframe(frame)
"""


@contextmanager
def serving(script: Path) -> Iterator[str]:
    """The address (host and port) of a Streamlit server that runs *script*."""
    with closing(socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    flags = ["--server.port", address.rsplit(":", 1)[1], "--server.address", "127.0.0.1", "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *flags, "--browser.gatherUsageStats", "false"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with suppress(OSError):
                urllib.request.urlopen(f"http://{address}/_stcore/health", timeout=5).close()
                break
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


async def asked(connection: ClientConnection, page: str = "", query: str = "") -> tuple[float, int]:
    """Seconds from asking for a rerun of *page* with *query* to its end, and how many bytes were sent until then."""
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = query
    start = time.perf_counter()
    await connection.send(message.SerializeToString())
    size = 0
    while True:
        received = await asyncio.wait_for(connection.recv(), 200)
        size += len(received)
        if ForwardMsg.FromString(received).WhichOneof("type") == "script_finished":  # type: ignore[arg-type]
            return time.perf_counter() - start, size


async def rerun(connection: ClientConnection, page: str = "", query: str = "") -> float:
    """Seconds from asking for a rerun of *page* with *query* to its end."""
    return (await asked(connection, page, query))[0]


async def reruns(ours: str, empty: str, page: str = "", queries: Sequence[str] = ("",)) -> list[tuple[float, float]]:
    """Pairs of rerun times of *page*, with one after the other of *queries*, after a warm-up."""
    async with connect(f"ws://{ours}/_stcore/stream", max_size=None) as a, connect(f"ws://{empty}/_stcore/stream", max_size=None) as b:
        for _ in range(3):
            await rerun(a, page, queries[0])
            await rerun(b)
        return [(await rerun(a, page, queries[number % len(queries)]), await rerun(b)) for number in range(RERUNS)]


def first_seen(ours: str, express: str, what: str) -> list[tuple[float, float]]:
    """Pairs of seconds until *what* (a CSS selector) is seen on our page and a chart on the other, each in a browser context of its own."""
    from browser import find_browser

    with sync_playwright() as playwright:
        args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=args)

        def once(address: str, part: str) -> float:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            start = time.perf_counter()
            page.goto(f"http://{address}/")
            page.wait_for_selector(part, state="visible", timeout=60_000)
            elapsed = time.perf_counter() - start
            context.close()
            return elapsed

        def pair() -> tuple[float, float]:
            return once(ours, what), once(express, ".js-plotly-plot .main-svg")

        pair()
        pairs = [pair() for _ in range(CHARTS)]
        browser.close()
        return pairs


def report(name: str, pairs: list[tuple[float, float]], against: str, aim: float) -> None:
    ours, theirs = (median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = median(a / b for a, b in pairs)
    print(f"{name}: {ours:.0f} ms, {against}: {theirs:.0f} ms, ratio {ratio:.2f} (aim: at most {aim}); medians of {len(pairs)} pairs")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        empty, express = Path(folder) / "empty.py", Path(folder) / "express.py"
        empty.write_text(EMPTY, encoding="utf-8")
        express.write_text(EXPRESS, encoding="utf-8")
        ours, bare, ten_lines = (servers.enter_context(serving(script)) for script in (ROOT / "dashboard.py", empty, express))
        report("rerun of the first page", asyncio.run(reruns(ours, bare)), "empty script", 0.6)
        report("click on 县市区园区", asyncio.run(reruns(ours, bare, "districts", CLICKS)), "empty script", 1.0)
        report("first chart in the browser", first_seen(ours, ten_lines, ".card svg"), "ten lines of plotly.express", 1.0)
        report(
            "first number in the browser", first_seen(ours, ten_lines, ".numbers .big"), "first chart of ten lines of plotly.express", 0.8
        )


if __name__ == "__main__":
    main()
