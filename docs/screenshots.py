"""Makes the screenshots of the README anew: ``python docs/screenshots.py``, from the project folder; needs Chromium."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent / "tests"))

from browser import find_browser  # noqa: E402
from conftest import running_server  # noqa: E402

PICTURES = {
    "overview": ("/", 1440, 900),
    "passage": ("/investment?o=fai_growth/xiangtan/2020-01..2020-11", 1440, 900),
    "targets": ("/targets", 1440, 900),
}


def main() -> None:
    """Take each picture of a dashboard that is started for it."""
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder) / "server.log") as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for name, (address, width, height) in PICTURES.items():
            page = chromium.new_page(viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce")
            page.goto(server.url + address)
            page.locator(".markup h2").first.wait_for()
            page.wait_for_load_state("networkidle")
            page.locator("[data-test-script-state=notRunning]").wait_for()
            page.screenshot(path=DOCS / "images" / f"{name}.png")
            page.close()
        chromium.close()


if __name__ == "__main__":
    main()
