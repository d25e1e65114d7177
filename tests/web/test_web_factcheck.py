"""核数 over HTTP: findings as JSON, nothing kept, and one clear sentence where a text cannot be judged."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from xtdata.web.factcheck import MOST_CHARACTERS


def test_a_text_comes_back_as_findings(client: TestClient) -> None:
    text = "2022年1-11月，全市合同引资增长8.1%。"
    answer = client.post("/api/factcheck", json={"text": text})
    (found,) = answer.json()
    assert answer.status_code == 200
    assert list(found) == ["start", "end", "text", "verdict", "ids", "expected", "message"]
    assert (text[found["start"] : found["end"]], found["verdict"], found["ids"]) == ("8.1%", "match", ["inflow/city/2022-01..2022-11"])


def test_region_and_date_say_what_a_text_is_about(client: TestClient) -> None:
    asked = {"text": "预计去年引进项目50个。", "region": "东区", "date": "2023-01"}
    assert [one["verdict"] for one in client.post("/api/factcheck", json=asked).json()] == ["match"]


@pytest.mark.parametrize(
    ("content", "status", "says"),
    [
        ("", 400, "JSON"),
        ("[" * 100_000, 400, "JSON"),
        ("[1]", 400, "text、region、date"),
        ('{"text": 1}', 400, "文字"),
        ('{"text": "甲", "file": "/etc/passwd"}', 400, "text、region、date"),
        ('{"text": " "}', 400, "请写要核的文稿"),
        ('{"text": "投资增长8.1%。", "date": "春天"}', 400, "年份"),
        ('{"text": "' + "8" * (MOST_CHARACTERS + 1) + '"}', 413, "太长"),
        ("8" * 1_000_000, 413, "太长"),
    ],
    ids=["nothing", "deep", "a list", "a number", "another field", "blank", "no day", "long", "longer"],
)
def test_what_cannot_be_judged_is_refused_in_a_sentence(client: TestClient, content: str, status: int, says: str) -> None:
    answer = client.post("/api/factcheck", content=content)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])
    assert says in answer.json()["error"]


def test_a_text_is_posted_not_asked_for(client: TestClient) -> None:
    assert client.get("/api/factcheck").status_code == 405


def test_when_enough_texts_are_judged_others_wait(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import BoundedSemaphore

    monkeypatch.setattr(BoundedSemaphore, "acquire", lambda self, blocking: False)
    answer = client.post("/api/factcheck", json={"text": "投资增长8.1%。"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
