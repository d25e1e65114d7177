"""``check --watch``: every save is noticed, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from little import write

from xtdata.cli.watching import watch
from xtdata.facts.loading import load_file


def interrupted_after(*steps: Callable[[], object]) -> Callable[[float], None]:
    """A waiting in which these things happen, one at each tick, and then somebody presses Ctrl-C."""
    rest = iter(steps)

    def wait(_: float) -> None:
        step = next(rest, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    return wait


@pytest.mark.parametrize("change", [lambda p: p.write_text("longer"), lambda p: p.unlink(), lambda p: os.utime(p, ns=(1, 1))])
def test_a_change_is_shown_once(tmp_path: Path, change: Callable[[Path], object]) -> None:
    file = tmp_path / "a"
    file.write_text("x")
    shown: list[int] = []
    watch(
        file,
        lambda: shown.append(1) or [file],
        interrupted_after(lambda: None, lambda: change(file), lambda: None, lambda: None, lambda: None),
    )
    assert len(shown) == 2


def test_a_save_in_several_steps_is_shown_when_it_is_done(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("whole")
    shown: list[str] = []
    steps = [lambda: file.write_text(""), lambda: file.write_text("ha"), lambda: file.write_text("half"), lambda: None, lambda: None]
    watch(file, lambda: shown.append(file.read_text()) or [], interrupted_after(*steps))
    assert shown == ["whole", "half"]


def test_a_change_while_showing_is_not_missed(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1")
    shown: list[str] = []

    def show() -> list[Path]:
        shown.append(file.read_text())
        if len(shown) == 2:
            file.write_text("three")
        return [file]

    watch(file, show, interrupted_after(lambda: file.write_text("22"), *[lambda: None] * 6))
    assert shown == ["1", "22", "three"]


def test_a_file_that_appears_is_noticed(tmp_path: Path) -> None:
    shown: list[int] = []
    watch(tmp_path, lambda: shown.append(1) or [tmp_path / "a"], interrupted_after((tmp_path / "a").touch, lambda: None, lambda: None))
    assert len(shown) == 2


def test_the_data_file_and_its_texts_are_watched_there_or_not(tmp_path: Path) -> None:
    file = write(tmp_path)
    assert list(load_file(file).files) == [file, tmp_path / "seeds" / "report.txt"]
    (tmp_path / "seeds" / "report.txt").unlink()
    assert list(load_file(file).files) == [file, tmp_path / "seeds" / "report.txt"]
    file.write_text("a: [")
    assert list(load_file(file).files) == [file]


def test_the_command_checks_again_after_each_save_and_ends_quietly_at_ctrl_c(tmp_path: Path) -> None:
    file = write(tmp_path)
    command = [sys.executable, "-u", "-m", "xtdata", "check", "--watch", str(file)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "PYTHONUTF8": "1"})
    too_long = threading.Timer(60, process.kill)
    too_long.start()
    try:
        assert process.stdout is not None
        assert "没有问题" in process.stdout.readline()
        file.write_text(file.read_text().replace("value: 238", "value: 239"))
        assert "error E032" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert "Traceback" not in rest and process.wait(30) == 0
    finally:
        too_long.cancel()
        process.kill()
        process.wait()
