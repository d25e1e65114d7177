"""Pages of the app as its script makes them, without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from xtdata.app import data, main

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = str(Path(main.__file__))
SHOWS = {
    "": ".card svg",
    "investment": ".js-plotly-plot",
    "approval": ".js-plotly-plot",
    "attraction": ".js-plotly-plot",
    "districts": ".matrix",
    "districts?layout=tiles": ".tiles",
    "districts?region=east": ".region-facts",
    "indicators": ".markup table",
    "verification": ".markup table",
    "factcheck": "textarea",
    "editing": ".empty",
}
"""Addresses of the app, each with what its page shows once it is there."""
ONE_PAGE = """
from xtdata.app.data import current_view, state
from xtdata.app.context import PageContext, style
from xtdata.app.main import pages_of
shown = state()
view = current_view(shown.dataset, explores={page!r} == "indicators")[0]
pages_of(shown.dataset.catalogue)[{page!r}][1](PageContext(shown.dataset, shown.version, view, style(view)))
"""


def opener(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Runs the whole app, or the named page of it, on *file* with the query parameters given."""
    monkeypatch.setenv("XTDATA_FILE", str(file))
    data.live.cache_clear()

    def run(page: str | None = None, **params: str | list[str]) -> AppTest:
        app = AppTest.from_file(SCRIPT) if page is None else AppTest.from_string(ONE_PAGE.format(page=page))
        for name, value in params.items():
            app.query_params[name] = value
        return app.run(timeout=60)

    yield run
    data.live.cache_clear()


def elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from elements(child)
        else:
            yield child


def papers(app: AppTest) -> str:
    """The HTML of all papers on the page."""
    protos = [element.proto for element in elements(app.main) if element.type == "bidi_component"]
    return "\n".join(json.loads(proto.json)["html"] for proto in protos if proto.component_name == "xtdata_markup")
