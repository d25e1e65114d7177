"""Chinese numerals are numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xtdata.language.numerals import chinese_number

DIGITS = "零一二三四五六七八九"


def write(number: int, zero: str = "零") -> str:
    """*number*, below 10⁹, as a Chinese text writes it."""
    if number >= 10**4:
        myriads, rest = divmod(number, 10**4)
        return write(myriads) + "万" + (zero if 0 < rest < 1000 else "") + (write(rest, zero) if rest else "")
    if number < 10:
        return zero if number == 0 else DIGITS[number]
    place, name = next((p, n) for p, n in ((1000, "千"), (100, "百"), (10, "十")) if number >= p)
    digit, rest = divmod(number, place)
    gap = zero if 0 < rest < place // 10 else ""
    return DIGITS[digit] + name + gap + (write(rest, zero) if rest else "")


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十一", 11),
        ("十", 10),
        ("二十", 20),
        ("两千零五", 2005),
        ("百", 100),
        ("千", 1000),
        ("一万二千", 12000),
        ("十五万三千二百", 153200),
        ("二〇二四", 2024),
        ("两", 2),
        ("〇", 0),
        ("两万亿", 2 * 10**12),
        ("一万亿", 10**12),
        ("一亿二千万", 120_000_000),
        ("一亿零五十万", 100_500_000),
        ("一百零五", 105),
        ("一百五", 150),
        ("一万零二", 10002),
        ("一万二", 12000),
        ("三千零二", 3002),
        ("一千零一十", 1010),
    ],
)
def test_a_numeral_has_its_value(numeral: str, value: int) -> None:
    assert chinese_number(numeral) == value


@pytest.mark.parametrize(("numeral", "value"), [("三点五", "3.5"), ("零点零五", "0.05"), ("十二点三〇", "12.30"), ("三点一四", "3.14")])
def test_a_point_starts_the_decimal_places(numeral: str, value: str) -> None:
    assert chinese_number(numeral) == Decimal(value)


@pytest.mark.parametrize("text", ["甲", "十个", "3", "三点十", "三点五点二", "一 二", "٣", "负五"])
def test_any_other_character_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a Chinese numeral"):
        chinese_number(text)


def test_every_number_below_a_hundred_thousand_reads_as_it_is_written() -> None:
    assert [number for number in range(100_000) if chinese_number(write(number)) != number] == []


@given(st.integers(0, 99_999_999), st.sampled_from("零〇"))
def test_larger_numbers_read_as_they_are_written(number: int, zero: str) -> None:
    assert chinese_number(write(number, zero)) == number


@given(st.integers(10, 19))
def test_the_one_before_ten_may_be_left_out(number: int) -> None:
    assert chinese_number(write(number).removeprefix("一")) == number


@given(st.integers(0, 99_999), st.text("〇一二三四五六七八九", min_size=1, max_size=6))
def test_a_whole_part_and_its_decimals_add_up(whole: int, decimals: str) -> None:
    digits = "".join(str("〇一二三四五六七八九".index(c)) for c in decimals)
    assert chinese_number(f"{write(whole)}点{decimals}") == Decimal(f"{whole}.{digits}")


@given(st.text("〇零一二两三四五六七八九十百千万亿", max_size=60))
def test_no_string_of_numerals_is_too_odd_to_read(numeral: str) -> None:
    assert chinese_number(numeral) >= 0


def test_a_numeral_of_any_length_is_read() -> None:
    assert chinese_number("九" * 6000) > 0
    assert chinese_number("亿" * 3000) > 0
