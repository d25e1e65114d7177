"""What was made once is handed out again, and the cache stays small."""

from __future__ import annotations

from xtdata.app.cache import Cache


def test_a_value_is_made_once() -> None:
    cache, made = Cache(), []
    for _ in range(3):
        assert cache.get("key", lambda: made.append(1) or "value") == "value"
    assert made == [1]


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    cache = Cache(size=2)
    for key in ("a", "b", "a", "c"):
        cache.get(key, lambda: "old")
    assert cache.get("a", lambda: "new") == "old"
    assert cache.get("b", lambda: "new") == "new"
