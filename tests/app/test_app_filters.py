"""A URL is honoured or complained about, never quietly changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import xtdata
from xtdata.app.filters import PAGE, View, extent, period_of, read
from xtdata.model.catalogue import Catalogue


@pytest.fixture
def catalogue(town_project: Path) -> Catalogue:
    return xtdata.load(town_project / "indicators.yaml").catalogue


def test_an_empty_url_asks_for_everything(catalogue: Catalogue) -> None:
    assert read({}, catalogue) == (View(), ())


def test_a_view_survives_the_way_through_the_url(catalogue: Catalogue) -> None:
    first, _ = extent(catalogue)
    query = PAGE.changed(regions=("east", "west"), period=(date(first + 1, 1, 1), date.max), full_years=True)
    view = View(query, next(iter(catalogue.observations)), next(iter(catalogue.sources)))
    assert read(view.params(), catalogue) == (view, ())


def test_the_query_string_of_every_observation_leads_back_to_it(catalogue: Catalogue) -> None:
    from urllib.parse import parse_qs

    for key in catalogue.observations:
        view, problems = read(parse_qs(View().address(key)[1:]), catalogue)
        assert (view.chosen, problems) == (key, ())


def test_a_region_may_be_given_by_its_name_and_several_by_commas(catalogue: Catalogue) -> None:
    view, problems = read({"region": ["东区,west"]}, catalogue)
    assert view.query.regions == ("east", "west")
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
        ({"regions": ["east"]}, "region"),
    ],
)
def test_what_cannot_be_honoured_is_said(catalogue: Catalogue, params: dict[str, list[str]], word: str) -> None:
    _, problems = read(params, catalogue)
    assert len(problems) == 1
    assert word in problems[0]


def test_a_good_value_beside_a_bad_one_is_kept(catalogue: Catalogue) -> None:
    view, problems = read({"region": ["east", "mars"]}, catalogue)
    assert view.query.regions == ("east",)
    assert len(problems) == 1


def test_years_beyond_the_data_are_cut_and_said(catalogue: Catalogue) -> None:
    first, last = extent(catalogue)
    view, problems = read({"from": ["1900"], "to": [str(last - 1)]}, catalogue)
    assert view.years((first, last)) == (first, last - 1)
    assert "超出" in problems[0]


def test_the_marks_that_messengers_add_are_let_be(catalogue: Catalogue) -> None:
    assert read({"utm_source": ["x"], "isappinstalled": ["0"]}, catalogue) == (View(), ())


def test_a_long_value_is_not_repeated_in_full(catalogue: Catalogue) -> None:
    _, problems = read({"region": ["x" * 10_000]}, catalogue)
    assert len(problems[0]) < 200


def test_a_view_selects_by_theme_region_year_and_fullness() -> None:
    whole = (date(2020, 1, 1), date(2022, 12, 31))
    query = View(PAGE.changed(regions=("yuhu",), period=whole, full_years=True)).about("investment")
    assert query.themes == ("investment",)
    assert query.period == whole
    assert query.full_years


def test_a_theme_that_the_page_is_not_about_leaves_nothing() -> None:
    dataset = xtdata.load()
    view = View(PAGE.changed(themes=("approval",)))
    assert dataset.select(view.about("investment")).empty
    assert set(dataset.select(view.about("investment", "approval"))["theme"]) == {"approval"}


def test_a_month_is_honoured_and_an_open_end_stays_open(catalogue: Catalogue) -> None:
    view, problems = read({"from": ["2022-09"]}, catalogue)
    assert (view.query.period, problems) == ((date(2022, 9, 1), date.max), ())
    assert view.params() == {"from": ["2022-09"]}
    assert list(view.uncontrolled(catalogue).values()) == ["2022-09 起"]
    assert View(PAGE.changed(period=(date(2022, 1, 1), date.max))).uncontrolled(catalogue) == {}


def test_what_no_page_can_draw_is_said(catalogue: Catalogue) -> None:
    view, problems = read({"as_of": ["all"]}, catalogue)
    assert view == View() and "as_of=all" in problems[0]


def test_a_switch_of_the_years_gives_the_period_and_back() -> None:
    assert period_of((2020, 2022), (2015, 2025)) == (date(2020, 1, 1), date(2022, 12, 31))
    assert period_of((2015, 2022), (2015, 2025)) == (date.min, date(2022, 12, 31))
    assert period_of((2015, 2025), (2015, 2025)) is None
