"""Data for chart tests: the shipped file, and small catalogues made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import xtdata
from xtdata.facts.dataset import Dataset
from xtdata.facts.loading import Loaded
from xtdata.model.catalogue import Catalogue, Indicator, Observation, Region, Relation, Source, Theme, identify

Make = Callable[..., Dataset]
HEADLINES: dict[str, Any] = {
    "investment": ("growth", "completion", "amounts", "rates"),
    "approval": ("dumbbells", "steps", "reductions"),
    "attraction": ("counts", "amounts", "rates"),
    "macro": (),
}


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    """The data file of the project."""
    return xtdata.load(Path(__file__).parents[2] / "indicators.yaml")


@pytest.fixture
def make(make_once: Make) -> Make:
    """``make_once`` for a single test."""
    return make_once


@pytest.fixture(scope="session")
def make_once() -> Make:
    """A dataset from indicators (id → name, unit, theme, more) and observations (dicts without source and quote)."""

    def build(
        indicators: dict[str, dict[str, Any]], observations: list[dict[str, Any]], relations: tuple[dict[str, Any], ...] = ()
    ) -> Dataset:
        sources = {"report": Source(title="报告", date="2023-01")}
        facts = [Observation(**{"region": "town", "source": "report", "quote": "原文", **one}) for one in observations]
        catalogue = Catalogue(
            title="试", home="town", themes={name: Theme(name=name, headline=kinds) for name, kinds in HEADLINES.items()},
            regions={"town": Region(name="某市", kind="city", color="#0072B2"), "park": Region(name="某园区", kind="park", parent="town", color="#D55E00")},
            sources=sources, indicators={key: Indicator(**one) for key, one in indicators.items()},
            observations=dict(zip(identify(facts, sources), facts, strict=True)), relations=tuple(Relation(**one) for one in relations),
        )  # fmt: skip
        return Dataset(Loaded(Path("indicators.yaml"), catalogue))

    return build
