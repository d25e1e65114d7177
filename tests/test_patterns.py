"""No regular expression of the project takes more than a fair share of time on a text made to hurt it."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from patterns import Expression, attacks, expressions, hostile

GROWTH = 2.5
"""How many times as long where the text doubles; measured over two doublings, where noise counts for less."""
FLOOR = 0.02
"""Seconds of the processor. A linear expression takes a hundredth of it on the longest text: what passes it has grown."""
LENGTHS = (16, 23, 32, 45, 64, 256, 1024, 4096, 16_384)
PATIENCE = 3.0
RUNS = 5

ALL = expressions()


@contextmanager
def patience() -> Iterator[None]:
    """Give up after a while: an exponential expression never ends."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds(one: Expression, text: str) -> float:
    """Time of this thread alone: what else the machine does is not counted."""
    start = time.thread_time()
    one.run(text)
    return time.thread_time() - start


def complaint(one: Expression, attack: tuple[str, str]) -> str:
    """What is wrong with *one* under *attack*, nothing where all is well."""
    for length in LENGTHS:
        try:
            with patience():
                if seconds(one, hostile(attack, length)) > FLOOR and all(grows(one, attack, length) for _ in range(RUNS)):
                    return f"{attack}: more than {GROWTH} times as long per doubling at {length} characters"
        except TimeoutError:
            return f"{attack}: no end at {length} characters"
    return ""


def grows(one: Expression, attack: tuple[str, str], length: int) -> bool:
    """Whether two doublings up to *length* take more than their share; both ends measured in one breath, as the machine's speed changes."""
    short, long = (seconds(one, hostile(attack, size)) for size in (length // 4, length))
    return long > FLOOR and long > GROWTH**2 * short


def test_the_expressions_of_the_project_are_found() -> None:
    places = {one.where for one in ALL}
    assert len(ALL) > 100
    assert {"xtdata.sources.document._PAGE", "xtdata.sources.library._COMMENT"} <= places
    assert any(place.startswith("sources/register.py:") for place in places)


@pytest.mark.parametrize(
    "pattern", [r"(?:<!--.*?-->\s*)*<html", r"\s*x?\s*y", r"(?:a|aa)+$", r"[0-9]+个", r"“[^”]*”", r"(?:a*)*b"], ids=lambda one: one
)
def test_an_expression_that_is_not_linear_is_noticed(pattern: str) -> None:
    one = Expression("here", re.compile(pattern, re.S))
    assert any(complaint(one, attack) for attack in attacks(one.pattern))


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.where)
def test_time_grows_with_the_length_of_the_text(one: Expression) -> None:
    assert [said for attack in attacks(one.pattern) if (said := complaint(one, attack))] == []
