"""Words keep what names, quotes and periods say."""

from __future__ import annotations

from pathlib import Path

import pytest

import xtdata
from xtdata.facts.dataset import Dataset
from xtdata.facts.query import BadQuery, Query, parse


@pytest.fixture
def town(town_project: Path) -> Dataset:
    return xtdata.load(town_project / "indicators.yaml")


def kept(dataset: Dataset, words: str) -> set[str]:
    return set(dataset.select(Query(words=words))["id"])


def test_words_apart_must_all_be_said(town: Dataset) -> None:
    assert kept(town, "企业开办 西区") == {"firm_opening_time/west/2022"}


def test_of_words_between_commas_one_is_enough(town: Dataset) -> None:
    assert kept(town, "企业开办、申报材料 西区") == {"firm_opening_time/west/2022", "papers/west/2022"}
    assert kept(town, "企业开办， 申报材料 西区") == kept(town, "企业开办、申报材料 西区")


@pytest.mark.parametrize("words", ["qykb", "ＱＹＫＢ", "企开", "企業開辦"])
def test_a_name_is_found_by_initials_in_short_form_and_in_traditional_characters(town: Dataset, words: str) -> None:
    assert kept(town, words) == {"firm_opening_time/east/2022", "firm_opening_time/west/2022"}


def test_a_year_and_a_span_of_years_are_said_by_the_period(town: Dataset) -> None:
    assert kept(town, "固定资产投资增速 2021–2022") >= {"fai_growth/city/2021", "fai_growth/city/2022"}
    assert not any("/2023" in key and "2021" not in key for key in kept(town, "固定资产投资增速 2021–2022"))


def test_words_of_a_quote_are_found_across_the_breaks_of_its_print(town: Dataset) -> None:
    assert kept(town, "压缩至50个工作日") == {"project_approval_time/east/2022"}


@pytest.mark.parametrize("words", ["(((", "a" * 100, ".*", "、", "　", "%_'\" OR 1=1", "\\"])
def test_no_words_are_read_as_anything_else(town: Dataset, words: str) -> None:
    assert kept(town, words) in (set(), set(town.facts))


def test_too_many_words_are_refused(town: Dataset) -> None:
    with pytest.raises(BadQuery, match="最多 100 个字"):
        parse({"q": ["长" * 10_000]}, town.catalogue)
