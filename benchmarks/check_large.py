"""Checking 20,000 observations from 500 sources, against PyYAML's C loader merely parsing the same file.

    python benchmarks/check_large.py [OBSERVATIONS] [SOURCES]

Every run is a process of its own, so that no cache of an earlier run helps.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from statistics import median

HEAD = """title: 测试
home: r
themes:
  t: {name: 主题}
regions:
  r: {name: 某市, kind: city}
"""
RUNS = 5
CHECK = [sys.executable, "-m", "xtdata", "check"]
PARSE = [sys.executable, "-c", "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), yaml.CSafeLoader)"]


def generate(folder: Path, observations: int, sources: int) -> Path:
    """A clean data file with its texts in *folder*."""
    each = observations // sources
    (folder / "seeds").mkdir()
    entries, facts = [], []
    for source in range(sources):
        figures = [f"全市第{source}区{number}类投资增长{source % 90 + 1}.{number % 10}%以上" for number in range(each)]
        text = "".join(f"{figure}，比上年同期有所提升，各项工作有序推进。\n" for figure in figures).encode()
        (folder / f"seeds/s{source}.txt").write_bytes(text)
        entries.append(f"  s{source}:\n    title: 来源{source}\n    file: seeds/s{source}.txt\n    sha256: {sha256(text).hexdigest()}\n")
        for number, figure in enumerate(figures):
            facts.append(
                f"  - indicator: i{number}\n    region: r\n    period: 2020-01/2020-{source % 12 + 1:02d}\n"
                f"    value: {source % 90 + 1}.{number % 10}\n    qualifier: at_least\n    source: s{source}\n    quote: {figure}\n"
            )
    indicators = "".join(f"  i{number}: {{name: 指标{number}, unit: '%', theme: t}}\n" for number in range(each))
    path = folder / "indicators.yaml"
    body = HEAD + "sources:\n" + "".join(entries) + "indicators:\n" + indicators + "observations:\n" + "".join(facts)
    path.write_text(body, encoding="utf-8")
    return path


def seconds(command: list[str]) -> float:
    """Wall time of *command*, which must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    return time.perf_counter() - start


def main() -> None:
    observations, sources = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (20_000, 500)
    with tempfile.TemporaryDirectory() as folder:
        path = generate(Path(folder), observations, sources)
        pairs = [(seconds([*CHECK, str(path)]), seconds([*PARSE, str(path)])) for _ in range(RUNS)]
        check, parse = (median(column) for column in zip(*pairs, strict=True))
        ratio = median(a / b for a, b in pairs)
        print(
            f"{observations} observations, {sources} sources, {path.stat().st_size / 1e6:.1f} MB; medians of {RUNS} runs, whole processes"
        )
        print(f"xtdata check   {check:6.2f} s")
        print(f"PyYAML C load  {parse:6.2f} s")
        print(f"ratio          {ratio:6.2f}   (aim: at most 2)")


if __name__ == "__main__":
    main()
