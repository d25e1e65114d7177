"""Fixtures that several test files share: a copy of the shipped data, a real server, a real browser.

- `project`: a folder of the test's own with `indicators.yaml` and `seeds/`, free to be changed; `town_project`: the same of a little town.
- `server`: the dashboard on the shipped data, started once; read-only by custom. `server.url` is its address. For what holds of any data.
- `town_server`: the same on the data of a little town (`tests/town.py`), for tests that name facts.
- `start_server`: starts further dashboards, stopped when the test ends:
  `start_server(XTDATA_FILE=str(project / "indicators.yaml"), XTDATA_EDIT="1")`.
- `page`: a fresh Chromium page that can reach this machine and nothing else.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import town
from browser import ADVICE, find_browser
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 90

# How long a retrying expectation waits, on a busy machine too.
expect.set_options(timeout=30_000)

settings.register_profile("local", deadline=None, print_blob=True)
settings.register_profile("ci", parent=settings.get_profile("local"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a copy of the shipped data."""
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copy(ROOT / "indicators.yaml", folder)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder


@pytest.fixture
def town_project(tmp_path: Path) -> Path:
    """A folder with the data of a little town."""
    return town.write(tmp_path / "town").parent


@dataclass(frozen=True)
class Server:
    """A running dashboard: where it listens (no slash at the end), its process, and the file that it logs to."""

    url: str
    process: subprocess.Popen[bytes]
    log_file: Path

    @property
    def editing_url(self) -> str:
        """The address that a server started for editing prints."""
        printed = re.search(rf"{re.escape(self.url)}/editing\?token=\S+", self.log())
        assert printed, self.log()
        return printed[0]

    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")


@contextmanager
def running_server(log_file: Path, **env: str) -> Iterator[Server]:
    """The dashboard on a free port of this machine, answering, until the block ends."""
    port = _free_port()
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), *options]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("XTDATA_", "STREAMLIT_"))}
    with log_file.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=inherited | env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    server = Server(f"http://127.0.0.1:{port}", process, log_file)
    try:
        _wait_until_it_answers(server)
        yield server
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(server: Server) -> None:
    give_up = time.monotonic() + START_SECONDS
    while not _answers(server.url + "/_stcore/health"):
        if server.process.poll() is not None or time.monotonic() > give_up:
            pytest.fail(f"The dashboard did not start (exit status {server.process.poll()}):\n{server.log()[-4000:]}", pytrace=False)
        time.sleep(0.1)


def _answers(url: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on the shipped data, shared by all tests that only read."""
    with running_server(tmp_path_factory.mktemp("server") / "server.log") as running:
        yield running


@pytest.fixture(scope="session")
def town_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on the data of a little town, shared by all tests that only read."""
    folder = tmp_path_factory.mktemp("town")
    with running_server(folder / "server.log", XTDATA_FILE=str(town.write(folder))) as running:
        yield running


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start a dashboard with environment variables of one's own; it is stopped when the test ends."""
    with ExitStack() as running:
        started: list[Server] = []

        def start(**env: str) -> Server:
            log_file = tmp_path / f"server-{len(started)}.log"
            started.append(running.enter_context(running_server(log_file, **env)))
            return started[-1]

        yield start


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; a machine without one fails the tests that need it."""
    path = find_browser()
    if path is None:
        pytest.fail(ADVICE, pytrace=False)
    # No name resolves but this machine's: a page that fetches anything from elsewhere shows it by going without.
    args = ["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=args)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of a Chinese reader with a laptop screen and the light theme. Nothing on it may break the page's own policy."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai", color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(30_000)
    shown, refused = context.new_page(), []
    shown.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    yield shown
    context.close()
    assert not refused
