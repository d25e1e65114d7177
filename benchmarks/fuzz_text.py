"""Texts with every Unicode digit, bracket, dash, space and format character between and inside Chinese clauses: none may raise.

    python benchmarks/fuzz_text.py [COUNT] [--seed N]

Each text is scanned, read by ``suggest`` (with a catalogue and without), quoted, put into words of time and status, and
its candidates are written as JSON and YAML; every fifty texts together are the source of a small data file, which is
checked and covered. The first texts that raise are printed with what they raise.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hostile import MARKS, check, read, texts  # noqa: E402
from little import write  # noqa: E402

from xtdata.facts.loading import load_file  # noqa: E402

TOGETHER, SHOWN = 50, 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return run(options.count, options.seed, Path(folder))


def run(count: int, seed: int, folder: Path) -> int:
    """Read *count* texts and print what came of them; 1 where any raised."""
    catalogue = load_file(write(folder)).catalogue
    faults, numbers, covered, together, started = 0, 0, 0, list[str](), time.perf_counter()
    for text in islice(texts(random.Random(seed)), count):
        together.append(text)
        try:
            numbers += read(text, catalogue)
            if len(together) == TOGETHER:
                covered += check(together, folder)
        except Exception as error:
            faults += 1
            if faults <= SHOWN:
                last = traceback.extract_tb(error.__traceback__)[-1]
                print(f"{text!r}: {type(error).__name__} at {Path(last.filename).name}:{last.lineno}: {str(error)[:80]}", flush=True)
        if len(together) == TOGETHER:
            together.clear()
    seconds = time.perf_counter() - started
    print(
        f"{count} texts (seed {seed}, {len(MARKS)} characters) in {seconds:.0f} s: {numbers} numbers read, {covered} covered, {faults} raised"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
