"""Views and stories of the data file: what they ask for is there, or the file is told where it is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from little import changed, write

from xtdata.facts.dataset import load
from xtdata.facts.loading import Loaded, load_file
from xtdata.facts.query import Query
from xtdata.facts.views import of_page, query_of
from xtdata.model.catalogue import View

VIEWS = """
views:
  growth:
    title: 投资
    query: indicator=fai_growth&from=2020
    chart: growth
    comment: 一行评语

stories:
  year:
    title: 年度
    views:
      - growth
      - title: 项目
        query: region=青城市&indicator=projects_signed
        chart: counts

relations:
"""


def loaded(folder: Path, *changes: tuple[str, str]) -> Loaded:
    """The little city with a saved view and a story, after *changes*."""
    text = changed(("\nrelations:\n", VIEWS))
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return load_file(write(folder, text))


def test_a_story_lists_saved_views_and_views_of_its_own(tmp_path: Path) -> None:
    catalogue = load(loaded(tmp_path).path).catalogue
    saved, own = catalogue.stories["year"].views
    assert saved == "growth"
    assert catalogue.views["growth"].comment == "一行评语"
    assert isinstance(own, View) and query_of(own, catalogue).regions == ("qingcheng",)


def test_a_view_asks_for_the_latest_version_of_each_fact_unless_it_says_otherwise(tmp_path: Path) -> None:
    catalogue = load(loaded(tmp_path).path).catalogue
    period = (date(2020, 1, 1), date.max)
    assert query_of(catalogue.views["growth"], catalogue) == Query(indicators=("fai_growth",), period=period, as_of="latest")


@pytest.mark.parametrize("address", ["?indicator=fai_growth", "http://127.0.0.1:8501/investment?indicator=fai_growth"])
def test_an_address_may_be_pasted_whole(tmp_path: Path, address: str) -> None:
    found = loaded(tmp_path, ("indicator=fai_growth&from=2020", address))
    assert found.diagnostics == ()
    assert found.catalogue
    assert query_of(found.catalogue.views["growth"], found.catalogue).indicators == ("fai_growth",)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("      - growth\n", "      - grwth\n", ("E071", "      - ▸grwth", "没有代号为“grwth”的视图")),
        ("query: indicator=fai_growth&", "query: indicator=gone&", ("E070", "    query: ▸indicator=gone&from=2020", "没有代号或名称为“gone”的指标")),
        ("region=青城市&", "region=黑城市&", ("E070", "        query: ▸region=黑城市&indicator=projects_signed", "没有代号或名称为“黑城市”的地区")),
        ("from=2020", "from=去年", ("E070", "    query: ▸indicator=fai_growth&from=去年", "“去年”不是日期")),
        ("query: indicator=fai_growth&from=2020", "query: 投资", ("E070", "    query: ▸投资", "没有“投资”这个参数")),
        ("from=2020", "from=2031", ("W072", "    query: ▸indicator=fai_growth&from=2031", "没有一条事实")),
        # Of what was published later nothing was known on that day.
        ("from=2020", "as_of=2000-01-01", ("W072", "    query: ▸indicator=fai_growth&as_of=2000-01-01", "没有一条事实")),
        ("chart: counts", "chart: pie", ("E014", "        chart: ▸pie", "只能是 growth")),
        ("        chart: counts\n", "", ("E012", "      - ▸title: 项目", "缺少“chart”")),
        ("comment: 一行", "coment: 一行", ("E011", "    ▸coment: 一行评语", "未知的字段“coment”")),
        ("    views:\n      - growth\n", "    views: []\n    note:\n      - growth\n", ("E013", "    views: ▸[]", "views")),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_found_where_it_stands(tmp_path: Path, old: str, new: str, expected: tuple[str, str, str]) -> None:
    found = loaded(tmp_path, (old, new))
    code, place, words = expected
    mine = [diagnostic for diagnostic in found.diagnostics if diagnostic.code == code]
    assert mine, found.diagnostics
    line = found.text.splitlines()[mine[0].line - 1]
    assert line[: mine[0].column - 1] + "▸" + line[mine[0].column - 1 :] == place
    assert words in mine[0].message


def test_an_indicator_that_cannot_be_read_is_not_blamed_a_second_time(tmp_path: Path) -> None:
    found = loaded(tmp_path, ('    unit: "%"\n    theme: investment\n', "    theme: investment\n"))
    assert {diagnostic.code for diagnostic in found.diagnostics} == {"E012"}


def test_a_broken_view_takes_nothing_with_it(tmp_path: Path) -> None:
    found = loaded(tmp_path, ("query: indicator=fai_growth&", "query: indicator=gone&"))
    assert found.catalogue
    assert not found.catalogue.views
    assert found.catalogue.stories and len(found.catalogue.observations) == 5


def test_a_page_of_chosen_indicators_is_shown_as_lines_and_as_a_table(tmp_path: Path) -> None:
    catalogue = load(loaded(tmp_path).path).catalogue
    views = of_page("indicators", Query(indicators=("fai_growth",)), catalogue)
    assert [view.chart for view in views] == ["trends", "grid"]
    assert all(query_of(view, catalogue).indicators == ("fai_growth",) for view in views)
