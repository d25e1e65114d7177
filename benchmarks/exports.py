"""A table of 100,000 observations as CSV over HTTP and as a workbook, and a chart as SVG, against what pandas and XlsxWriter need.

    python benchmarks/exports.py [OBSERVATIONS]

The observations are those of the shipped file, repeated in other years. A ratio compares two measurements of the same run.
"""

from __future__ import annotations

import io
import sys
import threading
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import cycle, islice
from statistics import median
from time import perf_counter, sleep

import uvicorn
from starlette.applications import Starlette
from xlsxwriter import Workbook

from xtdata.datafile.live import State
from xtdata.export import Extract, artifact
from xtdata.export.xlsx_file import COLUMNS
from xtdata.facts.dataset import Dataset, load
from xtdata.facts.loading import Loaded
from xtdata.facts.query import Query
from xtdata.model.catalogue import identify
from xtdata.web.routes import routes

MOST_TIMES, MOST_MS, RUNS, PORT = 1.3, 20.0, 3, 8691


def many(data: Dataset, count: int) -> Dataset:
    """*data* with *count* observations, those of before repeated in the years from 1900 on."""
    ones = list(islice(cycle(data.catalogue.observations.values()), count))
    years = [1900 + number // len(data.catalogue.observations) for number in range(count)]
    made = [one.model_copy(update={"period": str(year)}) for one, year in zip(ones, years, strict=True)]
    keys = identify(made, data.catalogue.sources)
    catalogue = replace(data.catalogue, observations=dict(zip(keys, made, strict=True)), relations=())
    return Dataset(Loaded(data.loaded.path, catalogue, data.loaded.library))


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The middle of several runs."""
    found = []
    for _ in range(runs):
        start = perf_counter()
        work()
        found.append(perf_counter() - start)
    return median(found)


class _Still:
    """A data file that does not change."""

    def __init__(self, data: Dataset) -> None:
        self.state = State(data, (), False, "1")

    def current(self) -> State[Dataset]:
        return self.state


def over_http(data: Dataset) -> float:
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes(_Still(data))), port=PORT, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.05)
    try:
        return seconds(lambda: urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api/observations.csv", timeout=600).read())
    finally:
        server.should_exit = True
        thread.join()


def plain_workbook(rows: list[list[str | Decimal | None]]) -> None:
    """The same cells, written by XlsxWriter and nothing else."""
    with Workbook(io.BytesIO(), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        places = {number: book.add_format({"num_format": "0." + "0" * number if number else "0"}) for number in range(10)}
        for row, cells in enumerate(rows):
            for index, cell in enumerate(cells):
                if isinstance(cell, Decimal):
                    sheet.write_number(row, index, float(cell), places[max(0, -int(cell.as_tuple().exponent))])
                elif cell:
                    sheet.write_string(row, index, cell)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    small = load()
    data = many(small, count)
    rows = data.select(Query())
    facts = data.facts_in(rows)
    alone, served = seconds(lambda: rows.to_csv(index=False).encode("utf-8-sig")), over_http(data)
    print(
        f"CSV of {count:,}: {served:.2f} s over HTTP against {alone:.2f} s of DataFrame.to_csv: ratio {served / alone:.2f} (aim: {MOST_TIMES})"
    )
    cells = [[column.of(fact) for column in COLUMNS] for fact in facts]
    bare, made = seconds(lambda: plain_workbook(cells), 1), seconds(lambda: artifact(Extract(data), "xlsx"), 1)
    print(f"Excel of {count:,}: {made:.1f} s against {bare:.1f} s of XlsxWriter alone: ratio {made / bare:.2f} (aim: {MOST_TIMES})")
    extract = Extract(small, Query(themes=("investment",), as_of="latest"), "growth")
    chart = extract.drawn
    drawn = 1000 * seconds(lambda: chart.svg(["来源：某报"], 960), 20)
    print(f"SVG of a chart with {len(chart.ids)} figures: {drawn:.1f} ms (aim: {MOST_MS:.0f})")
    sys.exit(served > MOST_TIMES * alone or made > MOST_TIMES * bare or drawn > MOST_MS)


if __name__ == "__main__":
    main()
