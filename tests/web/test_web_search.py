"""Searching over HTTP: hits as JSON, and one clear sentence where an address cannot be honoured."""

from __future__ import annotations

from importlib import import_module
from threading import Event

import pytest
from starlette.testclient import TestClient

from xtdata.datafile.live import State

from .conftest import HOSTILE, TEXT


@pytest.fixture(autouse=True)
def patient_with_a_cache_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setattr(import_module("xtdata.web.routes"), "_PATIENCE", 60.0)
    monkeypatch.setenv("XTDATA_CACHE", str(tmp_path / "cache"))


def test_hits_are_a_list_with_places_in_the_text(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "合同引资 2022"})
    assert answer.status_code == 200
    fact = answer.json()[0]
    assert (fact["kind"], fact["id"], fact["source"]) == ("fact", "inflow/city/2022-01..2022-11", "paper")
    assert TEXT[fact["start"] : fact["end"]] == "合同引资增长8.1%"
    passage = next(hit for hit in client.get("/api/search", params={"q": "50个"}).json() if hit["kind"] == "passage")
    assert TEXT[passage["start"] : passage["end"]] == "50个"


def test_the_limit_holds(client: TestClient) -> None:
    assert len(client.get("/api/search", params={"q": "项目", "limit": "3"}).json()) == 3


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/api/search", "请写要找的词"),
        ("/api/search?q=%20", "请写要找的词"),
        ("/api/search?q=" + "a" * 10_000, "最多 200 个字"),
        ("/api/search?q=a&q=b", "只能写一次"),
        ("/api/search?q=a&limit=0", "limit"),
        ("/api/search?q=a&limit=-1", "limit"),
        ("/api/search?q=a&limit=٣", "limit"),
        ("/api/search?q=a&limit=99999999999", "limit"),
        ("/api/search?q=a&w=1", "没有“w”这个参数"),
    ],
)
def test_what_cannot_be_honoured_is_a_bad_request_in_one_sentence(client: TestClient, address: str, says: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert says in answer.json()["error"]


@pytest.mark.parametrize("words", ['"', "' OR 1=1", "a AND (b", "NEAR(", "\0", "../../etc/passwd", "((a+)+)+$", "%", "*"])
def test_operators_and_quotation_marks_are_plain_text(client: TestClient, words: str) -> None:
    answer = client.get("/api/search", params={"q": words})
    assert (answer.status_code, answer.json()) == (200, [])


def test_markup_is_found_as_text_and_sent_as_json(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": HOSTILE})
    assert answer.headers["Content-Type"] == "application/json"
    hit = answer.json()[-1]
    assert TEXT[hit["start"] : hit["end"]] == HOSTILE


def test_without_data_and_while_the_index_is_built_the_answer_says_so(serve, small, monkeypatch) -> None:
    assert serve(State(None, (), False, "v1")).get("/api/search?q=a").status_code == 503
    gate = Event()
    monkeypatch.setattr(import_module("xtdata.web.routes"), "_PATIENCE", 0.0)
    monkeypatch.setattr("xtdata.search.searcher.open_index", lambda *given: gate.wait())
    answer = serve(State(small, (), False, "v1")).get("/api/search?q=a")
    gate.set()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert "正在建立" in answer.json()["error"]


# --- the page ---------------------------------------------------------------------------------------


def test_the_page_groups_hits_marks_the_words_and_leads_to_their_places(client: TestClient) -> None:
    page = client.get("/search", params={"q": "合同引资 2022"})
    assert page.status_code == 200
    assert [name for name in ("事实", "指标", "地区") if f">{name}</h2>" in page.text] == ["事实", "指标"]
    assert '<a href="/o/inflow/city/2022-01..2022-11">' in page.text
    page = client.get("/search", params={"q": "合同引资增长8.1%"})
    start = TEXT.index("合同引资增长8.1%")
    assert f'href="/s/paper?at={start}-{start + 10}#found"' in page.text
    assert "<mark>合同引资增长8.1%</mark>" in page.text


def test_a_source_marks_the_place_that_was_searched_for(client: TestClient) -> None:
    start = TEXT.index("今年")
    assert '<mark id="found" class="found">今年</mark>' in client.get(f"/s/paper?at={start}-{start + 2}").text


@pytest.mark.parametrize("place", ["", "x", "5-2", "-1-3", "1-99999999999", "900000-900009", "<script>"])
def test_a_place_that_is_none_marks_nothing(client: TestClient, place: str) -> None:
    answer = client.get("/s/paper", params={"at": place})
    assert answer.status_code == 200
    assert 'id="found"' not in answer.text


@pytest.mark.parametrize("words", ["", " ", "没有这样的词"])
def test_the_page_says_what_to_type_and_that_nothing_is_found(client: TestClient, words: str) -> None:
    answer = client.get("/search", params={"q": words})
    assert answer.status_code == 200
    assert ("没有找到" if words.strip() else "写几个词") in answer.text


def test_words_that_are_too_long_are_refused_in_one_sentence(client: TestClient) -> None:
    answer = client.get("/search", params={"q": "a" * 10_000})
    assert (answer.status_code, len(answer.text) < 5000) == (400, True)
    assert "最多 200 个字" in answer.text


def test_no_words_become_markup(client: TestClient) -> None:
    for words in (HOSTILE, '" onfocus="alert(1)', "</title><script>"):
        text = client.get("/search", params={"q": words}).text
        assert "<script>" not in text and 'onfocus="' not in text


def test_every_plain_page_has_the_box(client: TestClient) -> None:
    for address in ("/search", "/s/paper", "/o/inflow/city/2022-01..2022-11", "/o/none"):
        assert '<form class="search" role="search" action="/search" method="get">' in client.get(address).text


def test_the_page_says_that_the_index_is_being_built_and_asks_again(serve, small, monkeypatch) -> None:
    gate = Event()
    monkeypatch.setattr(import_module("xtdata.web.routes"), "_PATIENCE", 0.0)
    monkeypatch.setattr("xtdata.search.searcher.open_index", lambda *given: gate.wait())
    answer = serve(State(small, (), False, "v1")).get("/search?q=a")
    gate.set()
    assert answer.status_code == 503
    assert "正在建立" in answer.text and '<meta http-equiv="refresh" content="2">' in answer.text
