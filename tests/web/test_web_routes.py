"""The routes over HTTP: status, headers, formats, and what they say when there is no data."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from xtdata.datafile.live import State
from xtdata.facts.dataset import Dataset
from xtdata.facts.frame import COLUMNS
from xtdata.model.diagnostics import Diagnostic
from xtdata.render.links import Links

Serve = Callable[[State], TestClient]
PAGES = ("/o/inflow/city/2022-01..2022-11", "/s/paper")
TABLES = ("/api/observations.csv", "/api/observations.json")
EMPTY = State(None, (Diagnostic("E001", {"path": "indicators.yaml"}),), False, "missing")


@pytest.mark.parametrize(
    "address", [*PAGES, *TABLES, "/healthz", "/api/revision", "/o/none", "/s/none", "/api/observations.json?x=1", "/web/copy.js"]
)
def test_every_answer_carries_the_security_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_every_permalink_is_found_again_by_its_address(client: TestClient, small: Dataset) -> None:
    for key in small.catalogue.observations:
        assert client.get(Links().observation(key)).status_code == 200


@pytest.mark.parametrize("name", ["none", "", "../../../etc/passwd", "%2e%2e/%2e%2e/indicators.yaml", "a\x00b", "甲" * 3000])
@pytest.mark.parametrize("kind", ["o", "s"])
def test_an_unknown_name_is_not_found_and_not_looked_for_on_disk(client: TestClient, kind: str, name: str) -> None:
    answer = client.get(f"/{kind}/{quote(name, safe='/%')}")
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_pages_are_html_and_point_to_their_assets(client: TestClient) -> None:
    for address in PAGES:
        answer = client.get(address)
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert client.get(Links().asset("style.css")).headers["Content-Type"] == "text/css; charset=utf-8"


def test_csv_has_a_bom_and_the_columns_of_the_table(client: TestClient) -> None:
    answer = client.get("/api/observations.csv?indicator=inflow")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert [row[0] for row in rows[1:]] == ["inflow/city/2022-01..2022-11"]


def test_json_is_a_list_of_records(client: TestClient) -> None:
    records = client.get("/api/observations.json", params=[("region", "city"), ("children", "1")]).json()
    assert len(records) == 4
    assert tuple(records[0]) == COLUMNS


def test_a_filter_that_cannot_be_honoured_is_refused_in_the_format_asked_for(client: TestClient) -> None:
    answer = client.get("/api/observations.json?region=citty&colour=red")
    assert answer.status_code == 400
    assert {problem["parameter"] for problem in answer.json()["problems"]} == {"region", "colour"}
    plain = client.get("/api/observations.csv?region=citty")
    assert plain.status_code == 400
    assert plain.headers["Content-Type"].startswith("text/plain")
    assert "city（甲市）" in plain.text


def test_health_tells_version_and_counts(client: TestClient) -> None:
    told = client.get("/healthz").json()
    assert told == {
        "status": "ok", "version": "v1", "stale": False, "errors": 0,
        "counts": {"observations": 4, "indicators": 4, "regions": 2, "sources": 1},
    }  # fmt: skip


def test_the_revision_tells_open_pages_that_something_changed(serve: Serve, small: Dataset) -> None:
    def told(state: State) -> str:
        return serve(state).get("/api/revision").text

    assert told(State(small, (), False, "v1")) == told(State(small, (), False, "v1"))
    assert told(State(small, (), False, "v1")) != told(State(small, (Diagnostic("E005"),), True, "v1"))


def test_without_any_data_every_address_says_so_kindly(serve: Serve) -> None:
    client = serve(EMPTY)
    for address in (*PAGES, *TABLES):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "暂时读不出来" in answer.text
    assert client.get("/healthz").status_code == 503
    assert client.get("/healthz").json()["errors"] == 1


def test_stale_data_is_shown_with_a_notice(serve: Serve, small: Dataset) -> None:
    client = serve(State(small, (Diagnostic("E005"),), True, "v1"))
    assert "上一份完好的数据" in client.get("/s/paper").text
    assert client.get("/healthz").json()["stale"] is True


def test_a_mounted_service_links_below_its_mount(client: TestClient) -> None:
    below = TestClient(client.app, root_path="/figures")
    assert 'href="/figures/s/paper' in below.get("/figures/o/huge/city/2022").text


@dataclass
class Broken:
    def current(self) -> State:
        raise RuntimeError("secret detail")


def test_a_failure_never_shows_its_traceback(serve_live: Callable[[Broken], TestClient], caplog: pytest.LogCaptureFixture) -> None:
    answer = serve_live(Broken()).get("/o/x")
    assert answer.status_code == 500
    assert "secret" not in answer.text and "原因已记入日志" in answer.text
    assert "secret detail" in caplog.text


def test_the_style_and_the_script_are_the_only_files_served(client: TestClient) -> None:
    assert client.get("/web/copy.js").status_code == 200
    for name in ("../routes.py", "routes.py", "..%2froutes.py", ""):
        assert client.get(f"/web/{name}").status_code == 404
