"""Whether a dashboard whose data change all the time keeps its memory: sessions that come and go, and a change every two seconds.

    python benchmarks/long_run.py [SECONDS] [SESSIONS]

By default 300 seconds and 60 sessions over the toolkit's own WebSocket, ten at a time; each looks at a page and goes. Prints the
memory of the server at the start (after a first round of sessions), in the middle and at the end.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from conftest import running_server  # noqa: E402
from visitor import visit  # noqa: E402

PAGES = ("", "investment", "approval", "attraction", "targets", "source")
AT_ONCE, EVERY, MOST = 10, 2.0, 0.05


def memory(pid: int) -> float:
    """The resident memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def change(file: Path, number: int) -> None:
    """Save the data file with another note at its end, as an editor that replaces it does."""
    text = file.read_text(encoding="utf-8").rpartition("\n# run ")[0] or file.read_text(encoding="utf-8")
    aside = file.with_suffix(".aside")
    aside.write_text(f"{text}\n# run {number}\n", encoding="utf-8")
    aside.replace(file)


def readers(url: str, sessions: int, until: Callable[[], bool]) -> list[threading.Thread]:
    """Threads that together open *sessions* sessions, again and again, until told to stop."""

    def read(first: int) -> None:
        number = first
        while not until():
            with visit(url) as visitor:
                visitor.run(PAGES[number % len(PAGES)])
            number += AT_ONCE
            if number >= sessions:
                number = first

    threads = [threading.Thread(target=read, args=(first,), daemon=True) for first in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    return threads


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 300.0
    sessions = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "indicators.yaml", folder)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        file = folder / "indicators.yaml"
        with running_server(folder / "server.log", XTDATA_FILE=str(file)) as server:
            for page in PAGES:
                with visit(server.url) as visitor:
                    visitor.run(page)
            begin, measured, over = time.monotonic(), [memory(server.process.pid)], threading.Event()
            threads = readers(server.url, sessions, over.is_set)
            number = 0
            while time.monotonic() - begin < seconds:
                number += 1
                change(file, number)
                time.sleep(EVERY)
                if len(measured) == 1 and time.monotonic() - begin >= seconds / 2:
                    measured.append(memory(server.process.pid))
            measured.append(memory(server.process.pid))
            over.set()
            for thread in threads:
                thread.join(timeout=60)
    start, middle, end = measured
    growth = end / middle - 1
    print(
        f"{number} changes, {sessions} sessions: start {start:.0f} MB, middle {middle:.0f} MB, end {end:.0f} MB; second half {growth:+.1%}"
    )
    return 0 if growth <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
