"""A list of words finds the longest of them, whatever their order; words are taken as they stand."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from xtdata.language.wordlist import any_of, words

WORDS = st.lists(st.text("开工建设.+(", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text("开工建设.+(", max_size=6))
def test_the_longest_word_that_begins_a_text_is_found(listed: list[str], text: str) -> None:
    match = re.match(words(" ".join(listed)), text)
    assert (match.group() if match else None) == max((word for word in listed if text.startswith(word)), key=len, default=None)


def test_patterns_are_tried_in_their_order() -> None:
    found = re.match(any_of("已有?", words("已有项目")), "已有项目")
    assert found and found.group() == "已有"
