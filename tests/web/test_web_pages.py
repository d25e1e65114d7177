"""The pages: everything a reader needs is there, nothing hostile gets through."""

from __future__ import annotations

import html
import re

import pytest

from xtdata.facts.dataset import Dataset
from xtdata.facts.loading import load_file
from xtdata.render.links import Links
from xtdata.web.pages import NotFound, Pages

from .conftest import HOSTILE


def words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def body_text(page: str) -> str:
    match = re.search(r'<div class="text">(.*?)</div>', page, re.S)
    assert match
    return words(match[1])


def test_every_observation_of_the_shipped_data_has_a_page_with_its_figure_and_quote(shipped: Dataset) -> None:
    pages = Pages(shipped)
    for key, observation in shipped.catalogue.observations.items():
        page = pages.observation(key)
        assert bool(re.search(r"<mark>.*<strong>.+</strong>.*</mark>", page, re.S)) == bool(observation.quote), key
        assert shipped.catalogue.indicators[observation.indicator].name in words(page)
        assert shipped.catalogue.sources[observation.source].title in words(page)


def test_every_reading_page_gives_the_text_back_exactly(shipped: Dataset) -> None:
    pages = Pages(shipped)
    for key, text in shipped.loaded.library.texts.items():
        assert body_text(pages.source(key)) == text.raw


def test_every_reading_page_leads_to_all_its_facts(shipped: Dataset) -> None:
    pages = Pages(shipped)
    for source, keys in shipped.catalogue.by_source.items():
        page = html.unescape(pages.source(source))
        for key in keys:
            proved = bool(shipped.loaded.evidence.get(key))
            assert page.count(f'href="{Links().observation(key)}"') >= (2 if proved else 1)


def test_every_link_into_a_reading_page_hits_an_anchor(shipped: Dataset) -> None:
    pages = Pages(shipped)
    targets = {source: pages.source(source) for source in shipped.catalogue.sources}
    for key, observation in shipped.catalogue.observations.items():
        match = re.search(r'href="/s/[^"#]+#(p\d+-\d+)"', pages.observation(key))
        assert bool(match) == bool(shipped.loaded.evidence.get(key))
        assert not match or f'id="{match[1]}"' in targets[observation.source]


def test_no_text_of_the_data_reaches_a_page_as_markup(small: Dataset) -> None:
    pages = Pages(small, notice=HOSTILE)
    rendered = [pages.source("paper"), *map(pages.observation, small.catalogue.observations)]
    for unknown in (pages.observation, pages.source):
        with pytest.raises(NotFound) as missing:
            unknown(HOSTILE)
        rendered.append(missing.value.page)
    for page in rendered:
        assert "alert(" in words(page)
        assert not re.search(r"<script(?! src=\"/web/copy\.js)", page)


def test_the_figure_stands_as_printed_with_its_sentence_around_it(small: Dataset) -> None:
    page = Pages(small).observation("inflow/city/2022-01..2022-11")
    assert '<p class="figure">8.1%</p>' in page
    assert "10亿元以上项目3个，<mark>合同引资增长<strong>8.1%</strong></mark>。" in page


def test_an_expected_figure_says_so(small: Dataset) -> None:
    page = Pages(small).observation("all/east/2022:expected")
    assert '<span class="tag open">预计</span>' in page


def test_a_page_says_how_the_date_is_known(small: Dataset) -> None:
    page = words(Pages(small).observation("huge/city/2022"))
    assert "2022年12月" in page
    assert "由文意推定" in page


def test_facts_are_numbered_in_the_order_of_the_text(small: Dataset) -> None:
    page = Pages(small).source("paper")
    assert re.findall(r'data-n="(\d+)"', page) == ["1", "2", "3", "4"]
    assert re.findall(r'<li value="(\d+)"><a class="what" href="/o/(\w+)', page) == [
        ("1", "big"),
        ("2", "huge"),
        ("3", "inflow"),
        ("4", "all"),
    ]


def test_an_unknown_observation_names_near_ones(small: Dataset) -> None:
    with pytest.raises(NotFound) as missing:
        Pages(small).observation("inflow/city/2022-01..2022-10")
    assert "没有这条事实" in missing.value.page
    assert 'href="/o/inflow/city/2022-01..2022-11"' in missing.value.page


def test_an_unknown_source_lists_the_known_ones(small: Dataset) -> None:
    with pytest.raises(NotFound) as missing:
        Pages(small).source("zzz")
    assert 'href="/s/paper"' in missing.value.page


def test_a_source_whose_text_is_gone_says_so(small: Dataset) -> None:
    path = small.loaded.path
    (path.parent / "seeds" / "paper.txt").unlink()
    page = Pages(Dataset(load_file(path))).source("paper")
    assert "读不到" in page
    assert "暂不列出" in page


def test_addresses_can_start_anywhere(small: Dataset) -> None:
    page = Pages(small, Links("../../")).source("paper")
    assert 'href="../../o/all/east/2022:expected"' in page
    assert 'href="/' not in page
