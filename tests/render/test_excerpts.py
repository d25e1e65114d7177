"""An excerpt prints what the source prints, its passage and its figure marked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xtdata
from xtdata.facts.dataset import Dataset
from xtdata.language.text import Passage, fold
from xtdata.render.excerpts import excerpt, excerpts, flowing, in_print_order, printed_figure


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return xtdata.load()


def test_the_mark_of_every_observation_is_the_figure_as_printed(dataset: Dataset) -> None:
    for key, evidence in dataset.loaded.evidence.items():
        if not evidence:
            continue
        raw = dataset.loaded.library.texts[dataset.catalogue.observations[key].source].raw
        for one, html in zip(evidence, excerpts(dataset.facts[key], 2, "q", "mark"), strict=True):
            marked = re.findall(r"<mark>(.*?)</mark>", html, re.S)
            assert one.figure is not None
            assert marked == [flowing(raw[one.figure.start : one.figure.end])]
        assert printed_figure(dataset.facts[key]) == flowing(raw[evidence[0].figure.start : evidence[0].figure.end])


def test_the_quote_of_every_observation_is_printed_whole(dataset: Dataset) -> None:
    for key, observation in dataset.catalogue.observations.items():
        for quote, html in zip(observation.quote, excerpts(dataset.facts[key], 2, "q", "mark"), strict=True):
            quoted = re.search(r"<q>(.*)</q>", html, re.S)
            assert quoted
            assert fold(re.sub("<.*?>", "", quoted[1])) == fold(quote.exact)


def test_no_excerpt_begins_or_ends_with_an_empty_line(dataset: Dataset) -> None:
    for key in dataset.catalogue.observations:
        for html in excerpts(dataset.facts[key], 1):
            text = re.sub("<.*?>", "", html)
            assert text == text.strip()


def test_an_excerpt_is_cut_to_its_part() -> None:
    html = excerpt("甲。乙增长\n8%。丙。", Passage(2, 9), Passage(2, 8), Passage(6, 8))
    assert html == "<mark>乙增长<strong>8%</strong></mark>。"


def test_the_observations_of_a_source_stand_in_the_order_of_its_text(dataset: Dataset) -> None:
    for source in dataset.catalogue.sources:
        keys = [fact.id for fact in in_print_order(dataset, source)]
        assert sorted(keys) == sorted(dataset.catalogue.by_source[source])
        places = [(one[0].figure or one[0].passage).start for key in keys if (one := dataset.loaded.evidence.get(key))]
        assert places == sorted(places)


def test_paragraphs_stay_and_print_lines_run_on() -> None:
    assert flowing("甲\n 乙\n \n丙") == "甲乙\n丙"
    assert flowing("今年，全市引进项目12个，\n  合同引资增长8.1%。\n") == "今年，全市引进项目12个，合同引资增长8.1%。"


@given(st.text(st.sampled_from("甲5 \n\r\t\u3000\u2028\x0b"), max_size=20))
def test_white_space_with_one_break_goes_and_with_several_parts_paragraphs(text: str) -> None:
    parts = re.split(r"\s*\n\s*\n\s*", text)
    assert flowing(text) == "\n".join(re.sub(r"[^\S\n]*\n[^\S\n]*", "", part) for part in parts)
