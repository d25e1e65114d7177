"""指标 with 20,000 observations of 500 sources and 30 regions: how much each page sends, and a rerun against an empty script's.

    python benchmarks/explorer.py [OBSERVATIONS] [SOURCES] [REGIONS]

Starts two servers on this machine: the dashboard on data made for the purpose, and a script with one line. Every rerun asks for a filter that
was not asked for before, so that nothing kept helps.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from statistics import median

from websockets.asyncio.client import connect

from dashboard import EMPTY, ROOT, asked, serving

MOST_BYTES, MOST_TIMES = 2**20, 3.0
PATIENCE = 200
THEMES = 8
HEAD = "title: 测试\nhome: r0\nthemes:\n"
PAGES = ("indicators", "source", "t0", "districts", "targets", "")


def generate(folder: Path, observations: int, sources: int, regions: int) -> Path:
    """A clean data file with its texts in *folder*: indicators by region and year, some of them targets."""
    (folder / "seeds").mkdir()
    each = observations // sources
    years = 10
    indicators = observations // (regions * years)
    lines: dict[int, list[str]] = {number: [] for number in range(sources)}
    facts = []
    for number in range(observations):
        indicator, rest = divmod(number, regions * years)
        region, year = divmod(rest, years)
        source = number // each if number // each < sources else sources - 1
        value = f"{(number * 7) % 90 + 1}.{number % 10}"
        quote = f"{2010 + year}年第{region}区第{indicator}类投资增长{value}%"
        lines[source].append(f"{quote}，比上年同期有所提升，各项工作有序推进。\n")
        status = ", status: target" if number % 11 == 0 else ""
        facts.append(
            f"  - {{indicator: i{indicator}, region: r{region}, period: {2010 + year}, value: {value}{status}, source: s{source}, quote: {quote}}}\n"
        )
    texts = {f"s{source}": "".join(printed).encode() for source, printed in lines.items()}
    for key, text in texts.items():
        (folder / f"seeds/{key}.txt").write_bytes(text)
    themes = [f"  t{number}: {{name: 主题{number}{', headline: [growth, rates]' if number < 2 else ''}}}\n" for number in range(THEMES)]
    places = [f"  r{number}: {{name: 第{number}区, kind: {'district, parent: r0' if number else 'city'}}}\n" for number in range(regions)]
    listed = [
        f"  {key}: {{title: 来源{key}, file: seeds/{key}.txt, date: {2011 + int(key[1:]) % 12}-01, sha256: {sha256(text).hexdigest()}}}\n"
        for key, text in texts.items()
    ]
    defined = [
        f"  i{number}: {{name: 第{number}类投资增速, unit: '%', theme: t{number % THEMES}, measure: growth, direction: higher, headline: {str(number < 6).lower()}}}\n"
        for number in range(indicators + 1)
    ]
    parts = (HEAD, *themes, "regions:\n", *places, "sources:\n", *listed, "indicators:\n", *defined, "observations:\n", *facts)
    path = folder / "indicators.yaml"
    path.write_text("".join(parts), encoding="utf-8")
    return path


def filters() -> list[str]:
    """Queries of 指标, each another one."""
    found = [f"region=r{number}" for number in range(8)] + [f"theme=t{number}&from=2012" for number in range(8)]
    return found + [f"q=第{number}类&p=2" for number in range(8)] + [f"indicator=i{number}&region=r1" for number in range(8)]


async def measure(ours: str, empty: str) -> bool:
    """Print what every page sends and takes; whether all keep the promise."""
    good = True
    async with (
        connect(f"ws://{ours}/_stcore/stream", max_size=None, open_timeout=PATIENCE) as a,
        connect(f"ws://{empty}/_stcore/stream", max_size=None, open_timeout=PATIENCE) as b,
    ):
        for _ in range(3):
            await asked(a)
            await asked(b)
        for page in PAGES:
            cold = await asked(a, page)
            runs = [(await asked(a, page, "from=2012"), await asked(b)) for _ in range(8)]
            ratio = median(one[0] / other[0] for one, other in runs[1:])
            most = max(cold[1], *(one[1] for one, _ in runs))
            good &= ratio <= MOST_TIMES and most <= MOST_BYTES
            print(
                f"{page or '总览':12} first {cold[0] * 1000:6.0f} ms, again {runs[-1][0][0] * 1000:5.0f} ms, ratio {ratio:5.2f}, {most / 1e3:7.0f} kB"
            )
        runs = [(await asked(a, "indicators", query), await asked(b)) for query in filters()]
        ratio = median(one[0] / other[0] for one, other in runs)
        print(
            f"a filter change on 指标, not asked before: {median(one[0] for one, _ in runs) * 1000:.0f} ms, ratio {ratio:.2f}; most {max(one[1] for one, _ in runs) / 1e3:.0f} kB"
        )
    return good and ratio <= MOST_TIMES


def main() -> int:
    observations, sources, regions = map(int, sys.argv[1:4]) if len(sys.argv) > 3 else (20_000, 500, 30)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        os.environ["XTDATA_FILE"] = str(generate(Path(folder), observations, sources, regions))
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        ours, empty = (servers.enter_context(serving(one)) for one in (ROOT / "dashboard.py", script))
        return 0 if asyncio.run(measure(ours, empty)) else 1


if __name__ == "__main__":
    sys.exit(main())
