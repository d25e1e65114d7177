"""A small dataset full of hostile text, a client of the routes, and a stand-in for the live file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from xtdata.datafile.live import Live, State
from xtdata.facts.dataset import Current, Dataset, read_dataset
from xtdata.facts.loading import load_file
from xtdata.web import routes
from xtdata.web.security import SecurityHeaders

HOSTILE = "<script>alert('“1”')</script>"
TEXT = f"{HOSTILE}\n\n今年，全市引进亿元以上项目12个、其中10亿元以上项目3个，\n  合同引资增长8.1%。\n预计全年引进项目50个。\n"
DATA = f"""
title: "{HOSTILE}"
home: city
themes:
  attraction: {{name: 招商引资}}
  macro: {{name: 宏观}}
regions:
  city: {{name: 甲市, kind: city}}
  east: {{name: 东区, kind: district, parent: city}}
sources:
  paper:
    title: "{HOSTILE}"
    file: seeds/paper.txt
    date: 2022-12
    date_note: "由文意推定{HOSTILE}"
indicators:
  big: {{name: 亿元以上项目数, unit: 个, theme: attraction, definition: "{HOSTILE}"}}
  huge: {{name: 10亿元以上项目数, unit: 个, theme: attraction}}
  inflow: {{name: 合同引资增速, unit: "%", theme: attraction}}
  all: {{name: 引进项目数, unit: 个, theme: attraction}}
observations:
  - {{indicator: big, region: city, period: 2022, value: 12, source: paper, note: "{HOSTILE}", subject: "甲/乙 #{HOSTILE}",
     quote: 全市引进亿元以上项目12个、其中10亿元以上项目3个}}
  - {{indicator: huge, region: city, period: 2022, value: 3, source: paper, quote: 全市引进亿元以上项目12个、其中10亿元以上项目3个}}
  - {{indicator: inflow, region: city, period: 2022-01/2022-11, value: 8.1, source: paper, quote: 合同引资增长8.1%}}
  - {{indicator: all, region: east, period: 2022, value: 50, status: expected, source: paper, quote: 预计全年引进项目50个}}
"""


@dataclass
class Fixed:
    """A live file that never changes."""

    state: State

    def current(self) -> State:
        return self.state


@pytest.fixture
def small(tmp_path: Path) -> Dataset:
    """Four observations from one source, hostile text wherever text may stand."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "paper.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "data.yaml").write_text(DATA, encoding="utf-8")
    loaded = load_file(tmp_path / "data.yaml")
    assert loaded.is_sound, loaded.diagnostics
    return Dataset(loaded)


@pytest.fixture
def serve_live() -> Callable[[Current], TestClient]:
    """A client of the routes that read from a live file, with the headers that every answer gets."""
    headers = Middleware(SecurityHeaders, policy="default-src 'self'", ancestors="'self'")
    return lambda live: TestClient(Starlette(routes=routes(live), middleware=[headers]))


@pytest.fixture
def serve(serve_live: Callable[[Current], TestClient]) -> Callable[[State], TestClient]:
    """A client of the routes that show one state."""
    return lambda state: serve_live(Fixed(state))


@pytest.fixture
def client(small: Dataset, serve: Callable[[State], TestClient]) -> TestClient:
    """A client of the routes on the small dataset."""
    return serve(State(small, small.diagnostics, False, "v1"))


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    """The data that the project ships."""
    dataset = Live(Path(__file__).parents[2] / "indicators.yaml", read_dataset).current().dataset
    assert dataset is not None
    return dataset
