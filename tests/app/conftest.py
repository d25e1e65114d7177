"""The pages of the app, run without a browser on the data of a little town or on those of the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pages import ROOT, opener
from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]


@pytest.fixture
def open_app(town_project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Run the whole app, or one page of it, on the data of the little town, with these query parameters."""
    yield from opener(town_project / "indicators.yaml", monkeypatch)


@pytest.fixture
def open_shipped(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """The same on the data of the project, for what holds of any data."""
    yield from opener(ROOT / "indicators.yaml", monkeypatch)
