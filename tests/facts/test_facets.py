"""What a facet promises is what a click on it gives."""

from __future__ import annotations

from datetime import date

import pytest
import town as little_town
from hypothesis import given
from hypothesis import strategies as st

import xtdata
from xtdata.facts.dataset import Dataset
from xtdata.facts.facets import facets
from xtdata.facts.query import Query


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return xtdata.load(little_town.write(tmp_path_factory.mktemp("town")))


QUERIES = st.builds(
    Query,
    regions=st.sampled_from([(), ("east",), ("city", "west")]),
    themes=st.sampled_from([(), ("investment",), ("macro", "approval")]),
    statuses=st.sampled_from([(), ("target",)]),
    words=st.sampled_from(["", "投资", "2023", "没有这样的词"]),
    cited=st.booleans(),
    as_of=st.sampled_from(["latest", "first", "all"]),
)


@given(query=QUERIES)
def test_a_value_counts_the_facts_that_it_alone_gives(town: Dataset, query: Query) -> None:
    query = query.changed(as_of="all")
    for field, facet in facets(town, query).items():
        assert len(town.select(facet.query)) == facet.others
        for value in facet.values:
            chosen = (date(int(value.key), 1, 1), date(int(value.key), 12, 31)) if field == "period" else (value.key,)
            assert len(town.select(facet.query.changed(**{field: chosen}))) == value.count


@given(query=QUERIES)
def test_a_second_click_takes_a_choice_back(town: Dataset, query: Query) -> None:
    for field, facet in facets(town, query).items():
        for value in (one for one in facet.values if not one.is_chosen and not facet.chosen):
            again = next(one for one in facets(town, value.query)[field].values if one.key == value.key)
            assert again.is_chosen and len(town.select(again.query)) == facet.others


def test_two_years_make_a_stretch(town: Dataset) -> None:
    years = {value.key: value for value in facets(town, Query())["period"].values}
    from_2021 = years["2021"].query
    stretch = next(value for value in facets(town, from_2021)["period"].values if value.key == "2023").query
    assert stretch.parameters() == {"from": ["2021"], "to": ["2023"]}
