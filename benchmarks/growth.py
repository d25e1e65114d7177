"""How the time to read grows with the size: each column doubles the text, or the chain of regions, of the one before.

    python benchmarks/growth.py [NAME ...]

For each reader and each kind of input the milliseconds at every size (the better of two runs), and the growth over the
last doubling; a name takes only the lines that hold it. Ends with status 1 where the last doubling takes more than 2.6
times as long, or where one of the two whole texts at the end, 53,000 numbers and 5 MB of digits, takes longer than eleven yardsticks: a
yardstick is ten million additions in Python, half a second on an idle machine.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from xtdata.language.quantity import scan  # noqa: E402
from xtdata.language.text import Folded, Passage, SourceText, sentence_around  # noqa: E402
from xtdata.model.catalogue import Catalogue, Dismissal, Quote, Region, Source  # noqa: E402
from xtdata.model.lineage import Lineage  # noqa: E402
from xtdata.reading import suggest  # noqa: E402
from xtdata.render.excerpts import flowing  # noqa: E402
from xtdata.verification.contradictions import RegionWords  # noqa: E402
from xtdata.verification.coverage import cover_source  # noqa: E402

SIZES = (10_000, 20_000, 40_000, 80_000)
GROWTH, NOTICED, WHOLE = 2.6, 0.05, 11
UNITS = {
    "sentences": "2024年，全市完成投资255亿元，增长8.1%，其中工业投资120.5亿元，下降3.2%。\n",
    "dense": "255亿元、8.1%、30家，",
    "one list": "5.1%、",
    "one clause": "投资完成255亿元增长8.1%企业30家",
    "digits": "7",
    "digits in groups": "123,",
    "numerals": "一",
    "spaces": " ",
    "letters": "a",
    "line breaks": "全市完成投资\n",
    "years": "2024年",
    "lists": "投资分别增长1.1%、2.2%，",
}


def coverage(text: str) -> object:
    """Cover *text*, every 255亿元 in it dismissed."""
    source = SourceText(text)
    dismissed = [Dismissal(quote=[Quote(exact="255亿元")], reason="口径不明")]
    catalogue = Catalogue("", "city", {}, {}, {"report": Source(title="报告", dismissed=dismissed)}, {}, {})
    return cover_source("report", catalogue, source, {})


READERS: dict[str, Callable[[str], object]] = {
    "scan": lambda text: scan(Folded(text, keep="，").text),
    "suggest": lambda text: suggest(text, date="2024-05"),
    "coverage": coverage,
    "sentence_around": lambda text: sentence_around(text, Passage(len(text) // 2, len(text) // 2 + 1), 1),
    "flowing": flowing,
}


def chain(length: int) -> dict[str, Region]:
    """A region in a region in a region."""
    return {f"r{n}": Region(name=f"第{n}区", kind="district", parent=f"r{n - 1}" if n else None) for n in range(length)}


def regions(length: int) -> None:
    """Ask of each region of a chain whether it lies below the first, and of a quote which regions it names."""
    those = chain(length)
    lineage, words = Lineage(those), RegionWords(those)
    assert all(lineage.is_related("r0", key) for key in those) and not lineage.in_circles
    words.conflict(f"第{length - 1}区完成投资" * 50, "r0")
    Catalogue("", "r0", {}, those, {}, {}, {}).descendants("r0")


def seconds(work: Callable[[Any], object], given: object) -> float:
    begun = time.process_time()
    work(given)
    return time.process_time() - begun


def better(work: Callable[[Any], object], given: object) -> float:
    """The shorter of two runs: what else the machine does only ever adds."""
    return min(seconds(work, given) for _ in range(2))


def text_of(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def line(name: str, times: list[float]) -> bool:
    """Print the *times* over doubling sizes; whether they grow no faster than the sizes."""
    growth = times[-1] / max(times[-2], 1e-6)
    is_linear = growth <= GROWTH or times[-1] < NOTICED
    print(f"{name:36}" + "".join(f"{1000 * one:9.1f}" for one in times) + f"   ×{growth:.2f}" + ("" if is_linear else "  !"), flush=True)
    return is_linear


def main() -> int:
    wanted = sys.argv[1:]
    print(f"{'milliseconds, for characters':36}" + "".join(f"{size:9}" for size in SIZES))
    good = True
    for reader, read in READERS.items():
        for kind, unit in UNITS.items():
            name = f"{reader}, {kind}"
            if not wanted or any(one in name for one in wanted):
                good &= line(name, [better(read, text_of(unit, size)) for size in SIZES])
    if not wanted or "regions" in wanted:
        good &= line("regions in a chain of a tenth", [better(regions, size // 10) for size in SIZES])
    dense = "".join(f"项目{n}完成投资{n}.{n % 10}亿元，增长{n % 37}.1%；" for n in range(13_250)) + "255亿元、8.1%；" * 13_250
    for name, text in (("53,000 numbers", dense), ("5 MB of digits", "7" * 5_000_000)):
        for reader in ("scan", "suggest", "coverage"):
            if not wanted or any(one in name for one in wanted):
                took, yardstick = (
                    seconds(READERS[reader], text),
                    seconds(sum, (number * number for number in range(10_000_000))),
                )
                print(f"{reader}, {name}: {took:.2f} s, {took / yardstick:.1f} yardsticks", flush=True)
                good &= took <= WHOLE * yardstick
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
