"""Digits of other scripts: a text that holds them is read without complaint, and what folds to none of 0-9 is no digit."""

from __future__ import annotations

import random
import re
from itertools import islice
from pathlib import Path

import pytest
from hostile import MARKS, check, read, texts
from hypothesis import example, given
from hypothesis import strategies as st
from little import write

import xtdata
from xtdata.facts.loading import load_file
from xtdata.language.quantity import claims, scan
from xtdata.language.text import cuts_number, fold
from xtdata.reading import suggest

FOREIGN = [mark for mark in MARKS if mark.isdigit() and not fold(mark).isascii()]


@given(st.integers().map(lambda seed: next(texts(random.Random(seed)))))
@example("近٣年投资增长5%")
@example("截至٣月底投资增长5%")
@example("翻٣番")
@example("٣分之١")
@example("近²年")
@example("1٣年")
@example("从٣个减至１个")
@example("前𝟏个月")
@example("增长\x845%")
def test_no_digit_bracket_or_format_character_makes_a_reader_raise(text: str) -> None:
    read(text)


def test_a_data_file_with_such_a_source_is_checked_and_covered(tmp_path: Path) -> None:
    catalogue = load_file(write(tmp_path)).catalogue
    some = list(islice(texts(random.Random(7)), 200))
    for text in some:
        read(text, catalogue)
    assert check(some, tmp_path) > 200


def test_there_are_such_digits() -> None:
    assert len(FOREIGN) > 500 and {"٣", "३", "²", "①"} <= set(FOREIGN)


@pytest.mark.parametrize("digit", ["٣", "३", "๓", "²", "③", "➂", "〣", "𑁩"])
def test_what_folds_to_no_ascii_digit_is_no_number(digit: str) -> None:
    assert claims(fold(f"增长{digit}%,完成{digit}亿元,近{digit}年")) == []
    assert suggest(f"2024年，全市投资增长{digit}%。") == []
    assert not cuts_number(f"{digit}8亿元", 1)


@pytest.mark.parametrize("digit", ["３", "𝟑", "𝟛", "𝟯", "🯳"])
def test_what_folds_to_an_ascii_digit_is_that_digit(digit: str) -> None:
    assert [(str(one.value), one.unit) for one in scan(fold(f"增长{digit}%"))] == [("3", "%")]


@pytest.mark.parametrize("period", ["近٣年，", "截至٣月底，", "前٣个月，", "٢٠٢٤年，", "连续٣年，"])
def test_words_of_time_with_such_digits_name_no_period(period: str) -> None:
    (one,) = suggest(f"{period}投资增长5%。", date="2024-01")
    assert one.period == "2023"


def test_a_run_of_digits_that_no_figure_has_is_a_code() -> None:
    for numeral in ("7" * 5000 + "亿元", "一" + "万" * 3000 + "二元", "3." + "1" * 5000 + "%", "百分之" + "1" * 5000):
        assert {one.kind for one in scan(numeral)} == {"code"}


def test_patterns_say_which_digits_they_mean() -> None:
    package = Path(xtdata.__file__).parent
    files = [file for folder in ("language", "reading", "verification") for file in (package / folder).glob("*.py")]
    assert len(files) > 30
    assert [file.name for file in files if re.search(r"\\d", file.read_text(encoding="utf-8"))] == []
