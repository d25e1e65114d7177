"""What a process keeps of the data, and what it lets go."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from xtdata.app.data import settle


@pytest.fixture
def settling() -> Iterator[None]:
    """The garbage collector as it was, once the test is over."""
    yield
    gc.unfreeze()
    settle.cache_clear()


class Version:
    """Stands in for data that refer to themselves, so that only the collector can free them."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.usefixtures("settling")
def test_a_version_that_nobody_shows_any_more_is_freed_with_the_next() -> None:
    shown = Version()
    watched = weakref.ref(shown)
    settle("one")
    del shown
    settle("two")
    assert watched() is None


@pytest.mark.usefixtures("settling")
def test_what_stays_is_out_of_the_collectors_sight() -> None:
    settle("one")
    assert gc.get_freeze_count() > 0
