"""A URL is honoured or complained about, never quietly changed."""

from __future__ import annotations

from datetime import date

import pytest

import xtdata
from xtdata.app.filters import View, extent, read
from xtdata.model.catalogue import Catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return xtdata.load().catalogue


def test_an_empty_url_asks_for_everything(catalogue: Catalogue) -> None:
    assert read({}, catalogue) == (View(), ())


def test_a_view_survives_the_way_through_the_url(catalogue: Catalogue) -> None:
    first, last = extent(catalogue)
    known = next(iter(catalogue.observations))
    view = View(("xiangxiang", "gaoxin"), (first + 1, last), True, known, next(iter(catalogue.sources)))
    params = {name: value if isinstance(value, list) else [value] for name, value in view.params().items()}
    assert read(params, catalogue) == (view, ())


def test_the_query_string_of_every_observation_leads_back_to_it(catalogue: Catalogue) -> None:
    from urllib.parse import parse_qs

    for key in catalogue.observations:
        view, problems = read(parse_qs(View().query(key)[1:]), catalogue)
        assert (view.chosen, problems) == (key, ())


def test_a_region_may_be_given_by_its_name_and_several_by_commas(catalogue: Catalogue) -> None:
    view, problems = read({"region": ["湘乡市,gaoxin"]}, catalogue)
    assert view.regions == ("xiangxiang", "gaoxin")
    assert not problems


@pytest.mark.parametrize(
    ("params", "word"),
    [
        ({"region": ["mars"]}, "mars"),
        ({"from": ["上古"]}, "上古"),
        ({"from": ["1066"], "to": ["1067"]}, "没有数据"),
        ({"from": ["2024"], "to": ["2020"]}, "晚于"),
        ({"full_years": ["maybe"]}, "maybe"),
        ({"full_years": ["1", "0"]}, "写了 2 次"),
        ({"o": ["no/such/thing"]}, "no/such/thing"),
        ({"source": ["nowhere"]}, "nowhere"),
        ({"regions": ["xiangxiang"]}, "region"),
    ],
)
def test_what_cannot_be_honoured_is_said(catalogue: Catalogue, params: dict[str, list[str]], word: str) -> None:
    _, problems = read(params, catalogue)
    assert len(problems) == 1
    assert word in problems[0]


def test_a_good_value_beside_a_bad_one_is_kept(catalogue: Catalogue) -> None:
    view, problems = read({"region": ["xiangxiang", "mars"]}, catalogue)
    assert view.regions == ("xiangxiang",)
    assert len(problems) == 1


def test_years_beyond_the_data_are_cut_and_said(catalogue: Catalogue) -> None:
    first, last = extent(catalogue)
    view, problems = read({"from": ["1900"], "to": [str(last - 1)]}, catalogue)
    assert view.years == (first, last - 1)
    assert "超出" in problems[0]


def test_the_marks_that_messengers_add_are_let_be(catalogue: Catalogue) -> None:
    assert read({"utm_source": ["x"], "isappinstalled": ["0"]}, catalogue) == (View(), ())


def test_a_long_value_is_not_repeated_in_full(catalogue: Catalogue) -> None:
    _, problems = read({"region": ["x" * 10_000]}, catalogue)
    assert len(problems[0]) < 200


def test_a_view_selects_by_theme_region_year_and_fullness() -> None:
    selection = View(("yuhu",), (2020, 2022), True).selection("investment")
    assert selection.themes == ("investment",)
    assert selection.period == (date(2020, 1, 1), date(2022, 12, 31))
    assert selection.full_years
