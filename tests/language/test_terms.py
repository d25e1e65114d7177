"""How a word says a name."""

from __future__ import annotations

import pytest

from xtdata.language.terms import Name, plain


@pytest.mark.parametrize("word", ["固定资产投资", "资产", "固投", "gdzc", "gdzctz"])
def test_a_name_is_said_in_part_in_short_form_and_in_pinyin_initials(word: str) -> None:
    assert Name("固定资产投资").likeness(plain(word))


@pytest.mark.parametrize("word", ["资固", "gd", "gdp", "xyz", "投产"])
def test_a_name_is_not_said_by_other_letters_or_characters(word: str) -> None:
    assert not Name("固定资产投资").likeness(plain(word))
