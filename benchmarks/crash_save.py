"""Saves that are killed at random moments: is the file always one whole version, and is nothing lost?

    python benchmarks/crash_save.py [KILLS] [--seed N]

A child process saves version after version, as fast as it can, and says after each one that it is saved. It is killed
(SIGKILL) at a random moment; then the file must hold one whole version, no older than the last that was said to be
saved; every kept version must be whole; of the temporary files at most one may be left. Then the next child goes on.
Runs where there is fork (Linux, macOS).
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from little import GOOD  # noqa: E402

from xtdata.datafile.saving import VERSIONS_KEPT, read, save, versions  # noqa: E402

LONGEST_LIFE = 0.1


def version(number: int) -> str:
    """A whole data file that carries its number and a digest of itself."""
    text = f"# {number}\n" + GOOD * 20
    return f"{text}# {sha256(text.encode()).hexdigest()}\n"


def number_of(text: str) -> int:
    """The number of a version. Raises ``AssertionError`` where it is not whole."""
    body, _, digest = text.removesuffix("\n").rpartition("# ")
    assert sha256(body.encode()).hexdigest() == digest, "a version is not whole"
    return int(text[2 : text.index("\n")])


def save_for_ever(path: Path, acknowledge: int) -> None:
    while True:
        before = read(path)
        number = number_of(before.text) + 1
        save(path, version(number), before.digest)
        os.write(acknowledge, number.to_bytes(8))


def killed_after(path: Path, seconds: float) -> int:
    """Let a child save for *seconds*, kill it, and give the last number that it said it had saved (0: none)."""
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        try:
            save_for_ever(path, said)
        finally:
            os._exit(1)
    os.close(said)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself"
    with os.fdopen(heard, "rb") as pipe:
        numbers = pipe.read()
    return int.from_bytes(numbers[-8:]) if numbers else 0


def look(path: Path, least: int) -> tuple[int, str]:
    """The number in the file after a kill, and what the kill left behind. Raises ``AssertionError``."""
    number = number_of(read(path).text)
    assert number >= least, f"version {least} was saved and is lost: the file holds {number}"
    kept = [number_of(one.read_text()) for one in versions(path)]
    assert kept == sorted(kept) and len(kept) < 2 * VERSIONS_KEPT, f"versions {kept}"
    assert not kept or number - kept[-1] in {0, 1}, f"the file holds {number}, the last version kept is {kept[-1]}"
    litter = list(path.parent.rglob("*.tmp"))
    assert len(litter) <= 1, f"temporary files pile up: {litter}"
    where = "nothing" if not litter else "a half-written version" if litter[0].parent != path.parent else "a half-written file"
    return number, "the new version not yet in its place, the old one in both" if kept and kept[-1] == number else where


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("kills", type=int, nargs="?", default=500)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    chance, left, started = random.Random(chosen.seed), Counter[str](), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "indicators.yaml"
        path.write_text(version(0))
        number = 0
        for _ in range(chosen.kills):
            said = killed_after(path, chance.uniform(0, LONGEST_LIFE))
            number, what = look(path, max(said, number))
            left[what] += 1
        before = read(path)
        save(path, version(number + 1), before.digest)
        assert not list(path.parent.rglob("*.tmp")) and len(versions(path)) == VERSIONS_KEPT, "the last save did not tidy up"
    print(f"{chosen.kills} kills in {time.perf_counter() - started:.0f} s, {number} saves: every version whole, none lost")
    for what, count in left.most_common():
        print(f"    {count:5} kills left {what}")


if __name__ == "__main__":
    main()
