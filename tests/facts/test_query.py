"""One query, however it is asked: parameters in, the same parameters out, every value honoured or complained about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from little import changed, write
from pydantic import ValidationError

from xtdata import load
from xtdata.facts.dataset import Dataset
from xtdata.facts.query import NAMES, PARAMETERS, BadQuery, Query, conditions, parse, parse_leniently, version_label
from xtdata.model.catalogue import QUALIFIERS, STATUSES, VERIFIED, Catalogue

PAGE = Query(cited=False, as_of="latest")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(write(tmp_path_factory.mktemp("little")))


@pytest.fixture(scope="module")
def catalogue(dataset: Dataset) -> Catalogue:
    return dataset.catalogue


def refused(catalogue: Catalogue, **parameters: list[str]) -> BadQuery:
    with pytest.raises(BadQuery) as bad:
        parse({name.rstrip("_"): values for name, values in parameters.items()}, catalogue)
    return bad.value


def ids(dataset: Dataset, **parameters: list[str]) -> list[str]:
    query = parse({name.rstrip("_"): values for name, values in parameters.items()}, dataset.catalogue)
    return [key.split("/")[0] for key in dataset.select(query)["id"]]


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


days = st.one_of(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from([date.min, date.max, date(2022, 1, 1), date(2022, 12, 31), date(2024, 2, 29), date(2022, 9, 1), date(2022, 9, 30)]),
)
queries = st.builds(
    Query,
    themes=some("investment"),
    indicators=some("fai_growth", "new_firms"),
    regions=some("qingcheng", "dongqu", "xiqu"),
    children=st.booleans(),
    period=st.none() | st.tuples(days, days).map(lambda two: (min(two), max(two))),
    statuses=some(*STATUSES),
    qualifiers=some(*QUALIFIERS),
    sources=some("report"),
    verified=some(*VERIFIED),
    cited=st.booleans(),
    full_years=st.booleans(),
    subjects=st.booleans(),
    as_of=st.sampled_from(["all", "latest", "first"]) | st.dates().map(date.isoformat),
).filter(lambda query: query.cited or query.verified != ("cited",))


@given(query=queries, base=st.sampled_from([Query(), PAGE]))
def test_a_query_and_its_parameters_say_the_same(catalogue: Catalogue, query: Query, base: Query) -> None:
    parameters = query.parameters(base)
    assert parse(parameters, catalogue, base) == query
    assert parse_leniently(parameters, catalogue, base) == (query, ())
    assert parse(parameters, catalogue, base).parameters(base) == parameters


@given(parameters=st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), st.lists(st.text(max_size=12), max_size=3)))
def test_whatever_is_asked_is_honoured_or_complained_about(catalogue: Catalogue, parameters: dict[str, list[str]]) -> None:
    query, problems = parse_leniently(parameters, catalogue)
    assert parse(query.parameters(), catalogue) == query
    if problems:
        with pytest.raises(BadQuery):
            parse(parameters, catalogue)


def test_every_field_has_its_parameter() -> None:
    assert {one.field for one in PARAMETERS} == set(Query.model_fields)


def test_nothing_asked_keeps_everything(dataset: Dataset) -> None:
    assert len(dataset.select(parse({}, dataset.catalogue))) == 5
    assert Query().parameters() == {} and PAGE.parameters(PAGE) == {}


@pytest.mark.parametrize("value", ["dongqu", "东区", " 东区 ", "东区,xiqu"])
def test_a_region_is_named_by_id_or_name_alone_or_between_commas(dataset: Dataset, value: str) -> None:
    assert ids(dataset, region=[value]) == ["investment", "new_firms"]


def test_themes_indicators_sources_and_statuses_go_by_their_names_too(catalogue: Catalogue) -> None:
    asked = {"theme": ["投资增长"], "indicator": ["新增企业"], "source": ["青城市2022年经济运行简报"], "status": ["目标"]}
    query = parse(asked, catalogue)
    assert (query.themes, query.indicators, query.sources, query.statuses) == (("investment",), ("new_firms",), ("report",), ("target",))


def test_a_name_that_two_have_is_refused_with_both_ids(tmp_path: Path) -> None:
    text = changed(("  new_firms:\n    name: 新增企业\n", "  new_firms:\n    name: 完成投资\n"))
    bad = refused(load(write(tmp_path, text)).catalogue, indicator=["完成投资"])
    assert bad.problems[0].near == ("investment", "new_firms")


def test_an_unknown_value_is_named_with_near_ones(catalogue: Catalogue) -> None:
    assert refused(catalogue, indicator=["new_firm"]).problems[0].near[0] == "new_firms"


def test_a_month_and_a_quarter_are_ends_of_a_period(catalogue: Catalogue) -> None:
    query = parse({"from": ["2022-09"], "to": ["2023-Q1"]}, catalogue)
    assert query.period == (date(2022, 9, 1), date(2023, 3, 31))
    assert query.parameters() == {"from": ["2022-09"], "to": ["2023-03"]}


def test_all_problems_are_told_at_once_and_the_rest_is_honoured(catalogue: Catalogue) -> None:
    asked = {"region": ["东区", "mars"], "from": ["昨天"], "children": ["maybe"], "as_of": ["newest"], "full_years": ["1", "0"]}
    assert [one.parameter for one in refused(catalogue, **asked).problems] == ["region", "children", "from", "full_years", "as_of"]
    query, problems = parse_leniently(asked, catalogue)
    assert query == Query(regions=("dongqu",), full_years=True)
    assert len(problems) == 5


def test_only_what_looks_like_a_slip_is_complained_about_where_others_write_too(catalogue: Catalogue) -> None:
    query, problems = parse_leniently({"utm_source": ["x"], "regions": ["东区"], "o": ["a"], "from": [""]}, catalogue, others=("o",))
    assert query == Query()
    assert [one.parameter for one in problems] == ["regions"]
    assert [one.parameter for one in refused(catalogue, utm_source=["x"], from_=[""]).problems] == ["utm_source", "from"]


def test_an_endless_list_is_cut(catalogue: Catalogue) -> None:
    _, problems = parse_leniently({"status": [f"x{n}" for n in range(5000)]}, catalogue)
    assert "最多写 500 个" in str(problems[0]) and len(problems) == 501


def test_only_cited_and_nothing_cited_cannot_both_be_had(catalogue: Catalogue) -> None:
    assert "仅引用" in str(refused(catalogue, verified=["cited"], cited=["0"]))
    assert parse({"verified": ["cited", "quote"], "cited": ["0"]}, catalogue).levels == ("quote",)


def test_a_version_may_be_a_date(dataset: Dataset) -> None:
    assert dataset.select(Query(as_of=date(2022, 11, 30))).empty  # type: ignore[arg-type]
    assert len(dataset.select(Query(as_of="2022-12-31"))) == 5


@pytest.mark.parametrize("fields", [{"as_of": "newest"}, {"period": (date(2022, 1, 2), date(2022, 1, 1))}, {"region": ["dongqu"]}])
def test_a_query_that_makes_no_sense_is_not_made(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Query(**fields)  # type: ignore[arg-type]


def test_what_is_asked_for_can_be_said_in_words(catalogue: Catalogue) -> None:
    query = Query(regions=("dongqu", "xiqu"), period=(date(2020, 1, 1), date(2022, 12, 31)), full_years=True, subjects=False, as_of="first")
    assert list(conditions(query, catalogue).values()) == [
        "东区、西区",
        "2020–2022年",
        "只看全年数据",
        "不含单个企业和项目的数",
        "首次公布",
    ]
    assert version_label("2021-06-30") == "截至2021年6月30日公布"
