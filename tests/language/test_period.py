"""Periods as the data file writes them: both ends are included, and a part of a year is never the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xtdata.language.period import Period

years = st.integers(1900, 2099)
units = st.one_of(
    years.map(str),
    st.builds("{}-H{}".format, years, st.integers(1, 2)),
    st.builds("{}-Q{}".format, years, st.integers(1, 4)),
    st.builds("{}-{:02}".format, years, st.integers(1, 12)),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat),
)


@pytest.mark.parametrize(
    ("text", "start", "end", "kind", "label"),
    [
        ("2022", "2022-01-01", "2022-12-31", "year", "2022年"),
        ("2024-09", "2024-09-01", "2024-09-30", "month", "2024年9月"),
        ("2024-02", "2024-02-01", "2024-02-29", "month", "2024年2月"),
        ("2020-01/2020-11", "2020-01-01", "2020-11-30", "span", "2020年1–11月"),
        ("2022-01/2022-11", "2022-01-01", "2022-11-30", "span", "2022年1–11月"),
        ("2024-01/2024-11", "2024-01-01", "2024-11-30", "span", "2024年1–11月"),
        ("2021/2023", "2021-01-01", "2023-12-31", "span", "2021–2023年"),
        ("2020/2024", "2020-01-01", "2024-12-31", "span", "2020–2024年"),
        ("2024-H1", "2024-01-01", "2024-06-30", "half", "2024年上半年"),
        ("2024-H2", "2024-07-01", "2024-12-31", "half", "2024年下半年"),
        ("2023-Q1", "2023-01-01", "2023-03-31", "quarter", "2023年一季度"),
        ("2023-Q4", "2023-10-01", "2023-12-31", "quarter", "2023年四季度"),
        ("2024-09-22", "2024-09-22", "2024-09-22", "day", "2024年9月22日"),
        ("2020-10/2021-03", "2020-10-01", "2021-03-31", "span", "2020年10月至2021年3月"),
        ("2023-Q1/2023-Q3", "2023-01-01", "2023-09-30", "span", "2023年一季度至2023年三季度"),
    ],
)
def test_a_period_covers_its_days_and_has_a_chinese_name(text: str, start: str, end: str, kind: str, label: str) -> None:
    period = Period.parse(text)
    assert (period.start.isoformat(), period.end.isoformat(), period.kind, period.label) == (start, end, kind, label)


@pytest.mark.parametrize(
    "text",
    "|/|2022/|/2022|22|2022年|2022-13|2022-00|2022-1|2022-H3|2022-Q5|2022-Q0|2022-02-30|1899|2100|2021/2022/2023|2023/2022|2022-11/2022-01"
    "| 2022|2022\n|２０２２|20２2|20٢٢|2022-01-٠١|2022–2023|NaN".split("|"),
)
def test_anything_else_is_refused_in_chinese(text: str) -> None:
    with pytest.raises(ValueError, match=r"不是期间|没有“.*”这一天|早于|缺了一端"):
        Period.parse(text)


@given(units)
def test_a_unit_keeps_its_text_and_ends_no_earlier_than_it_starts(text: str) -> None:
    period = Period.parse(text)
    assert period.text == text
    assert period.start <= period.end
    assert str(period.start.year) in period.label


@given(units, units)
def test_a_span_runs_from_the_start_of_its_first_unit_to_the_end_of_its_last(first: str, last: str) -> None:
    one, other = Period.parse(first), Period.parse(last)
    if one.start > other.start:
        with pytest.raises(ValueError):
            Period.parse(f"{first}/{last}")
        return
    span = Period.parse(f"{first}/{last}")
    assert (span.start, span.end, span.kind) == (one.start, other.end, "span")
    assert str(one.start.year) in span.label and str(other.end.year) in span.label


@given(st.lists(units, min_size=2, max_size=2, unique=True))
def test_two_units_never_share_a_name(texts: list[str]) -> None:
    first, second = map(Period.parse, texts)
    assert first.label != second.label


@given(units)
def test_the_short_label_leaves_out_nothing_but_the_year(text: str) -> None:
    period = Period.parse(text)
    assert period.short_label == period.label or f"{period.start.year}年{period.short_label}" == period.label
    assert period.short_label


@pytest.mark.parametrize(
    ("text", "short"), [("2020-01/2020-11", "1–11月"), ("2024-H1", "上半年"), ("2022", "2022年"), ("2021/2023", "2021–2023年")]
)
def test_below_a_year_the_short_label_is_enough(text: str, short: str) -> None:
    assert Period.parse(text).short_label == short


@pytest.mark.parametrize(
    ("text", "months", "years", "whole_years", "full_year"),
    [
        ("2022", 12, 1, True, True),
        ("2022-01/2022-12", 12, 1, True, True),
        ("2021/2023", 36, 3, True, False),
        ("2022-01/2022-11", 11, 1, False, False),
        ("2024-H1", 6, 1, False, False),
        ("2020-10/2021-03", 6, 2, False, False),
        ("2024-09-22", 1, 1, False, False),
    ],
)
def test_length_is_counted_in_months_and_years_touched(text: str, months: int, years: int, whole_years: bool, full_year: bool) -> None:
    period = Period.parse(text)
    assert (period.months, period.years, period.whole_years, period.is_full_year) == (months, years, whole_years, full_year)


@given(units, st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 1000))
def test_two_stretches_overlap_when_some_day_is_in_both(text: str, start: date, days: int) -> None:
    period, end = Period.parse(text), start + timedelta(days)
    assert period.overlaps(start, end) == (max(period.start, start) <= min(period.end, end))
