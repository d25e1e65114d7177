"""What was made once is handed out again, and the shelf stays small."""

from __future__ import annotations

from xtdata.app.shelf import Shelf


def test_a_value_is_made_once() -> None:
    shelf, made = Shelf(), []
    for _ in range(3):
        assert shelf.get("key", lambda: made.append(1) or "value") == "value"
    assert made == [1]


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    shelf = Shelf(size=2)
    for key in ("a", "b", "a", "c"):
        shelf.get(key, lambda: "old")
    assert shelf.get("a", lambda: "new") == "old"
    assert shelf.get("b", lambda: "new") == "new"
