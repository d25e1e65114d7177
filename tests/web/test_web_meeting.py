"""会议模式 without a browser: which slides a story and a page have, and what is said of what is not there."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import town
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from xtdata.charts import KINDS
from xtdata.charts.slides import STYLES, WIDTH, shortened, slides
from xtdata.charts.style import wrapped
from xtdata.datafile.live import Live, State
from xtdata.facts.dataset import Dataset, read_dataset
from xtdata.facts.loading import load_file
from xtdata.facts.query import Query
from xtdata.facts.views import SHOWN, as_yaml, of_page, query_of
from xtdata.model.catalogue import CHART_KINDS, View
from xtdata.web import routes
from xtdata.web.meeting import MeetingMode

from .conftest import HOSTILE, Fixed

STORIES = """  rate: {title: 投资, query: "theme=investment", chart: growth, comment: 看这条线}
stories:
  year:
    title: 年度会议
    views:
      - rate
      - {title: 表, query: "theme=investment", chart: rates}
"""


def words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def dataset(folder: Path, more: str = STORIES) -> Dataset:
    """The little town with *more*: its saved views, if any, among those of the town, its stories at the end."""
    file = town.write(folder)
    views, _, stories = more.partition("stories:")
    text = file.read_text(encoding="utf-8").replace("\nviews:\n", f"\nviews:\n{views if views.strip() else ''}", 1)
    file.write_text(f"{text}stories:{stories}", encoding="utf-8")
    loaded = load_file(file)
    assert loaded.catalogue
    return Dataset(loaded)


@pytest.fixture
def meeting(tmp_path: Path, serve: Callable[[State], TestClient]) -> TestClient:
    """A client of the routes on the little town with a story."""
    return serve(State(dataset(tmp_path / "town"), (), False, "v1"))


def test_a_story_is_one_page_with_all_its_slides(meeting: TestClient) -> None:
    answer = meeting.get("/meeting?story=year")
    assert answer.status_code == 200
    assert answer.text.count('<section class="slide"') >= 2
    said = words(answer.text)
    assert "年度会议 · 投资" in said and "看这条线" in said
    assert answer.text.count('<p class="source">来源：') == answer.text.count('<section class="slide"')


def test_every_figure_of_a_slide_has_its_passage_on_the_page(meeting: TestClient) -> None:
    page = meeting.get("/meeting?story=year").text
    for slide in page.split('<section class="slide"')[1:]:
        assert set(re.findall(r'data-fact="([^"]*)"', slide)) <= set(re.findall(r'data-passage="([^"]*)"', slide))
        assert 'data-passage="' in slide and "<mark>" in slide


@pytest.mark.parametrize(("asked", "first", "said"), [("2", 2, ""), ("99", 0, "没有第“99”页"), ("-1", 1, "没有第“-1”页"), ("²", 1, "没有第“²”页"), ("甲", 1, "没有第“甲”页")])  # fmt: skip
def test_the_slide_of_the_address_is_shown_or_what_is_shown_instead_is_said(meeting: TestClient, asked: str, first: int, said: str) -> None:
    page = meeting.get("/meeting", params={"story": "year", "slide": asked}).text
    count = page.count('<section class="slide"')
    assert f'data-first="{first or count}"' in page
    assert said in words(page)


def test_an_unknown_story_is_answered_with_those_that_are_there(meeting: TestClient) -> None:
    answer = meeting.get("/meeting", params={"story": HOSTILE})
    assert answer.status_code == 404
    assert HOSTILE not in answer.text
    assert "没有这个故事" in words(answer.text) and "/meeting?story=year" in answer.text


def test_a_story_whose_indicator_has_gone_says_so_on_its_slide(tmp_path: Path, serve: Callable[[State], TestClient]) -> None:
    broken = STORIES.replace("- rate", "- {title: 旧, query: indicator=gone, chart: growth}\n      - lost")
    data = dataset(tmp_path / "town", broken)
    assert {one.code for one in data.loaded.diagnostics} >= {"E070", "E071"}
    answer = serve(State(data, data.loaded.diagnostics, False, "v1")).get("/meeting?story=year")
    assert answer.status_code == 200
    said = words(answer.text)
    assert "没有代号或名称为“gone”的指标" in said and "数据里没有这个视图" in said and "未通过核对" in said


def test_broken_data_leave_the_last_good_slides(tmp_path: Path, serve_live: Callable[..., TestClient]) -> None:
    file = dataset(tmp_path / "town").loaded.path
    client = serve_live(Live(file, read_dataset, wait=lambda _: None))
    slides_before = client.get("/meeting?story=year").text.partition("<main>")[2]
    fresh = file.with_suffix(".new")
    fresh.write_text(file.read_text(encoding="utf-8").replace("theme=investment", "theme=gone"), encoding="utf-8")
    fresh.replace(file)
    after = client.get("/meeting?story=year").text
    assert "上一份完好的数据" in words(after)
    assert after.partition("<main>")[2] == slides_before


def test_hostile_words_stay_words(tmp_path: Path, serve: Callable[[State], TestClient]) -> None:
    hostile = STORIES.replace("年度会议", "'<script>alert(1)</script>{{7*7}}'").replace(
        "看这条线", "'</style><img src=x onerror=alert(2)>'"
    )
    page = serve(State(dataset(tmp_path / "town", hostile), (), False, "v1")).get("/meeting?story=year").text
    assert "<script>alert" not in page and "<img" not in page
    assert "<script>alert(1)</script>{{7*7}}" in words(page)


def test_long_words_are_cut_and_say_so(tmp_path: Path, serve: Callable[[State], TestClient]) -> None:
    page = (
        serve(State(dataset(tmp_path / "town", STORIES.replace("看这条线", "长" * 1900)), (), False, "v1")).get("/meeting?story=year").text
    )
    comment = re.search(r'<p class="comment">(.*?)</p>', page)
    assert comment and len(comment[1]) < 130 and comment[1].endswith("…")


@pytest.mark.parametrize(("page", "kinds"), [("investment", ["growth"]), ("targets", ["targets"]), ("districts", ["regions"])])
def test_a_page_is_shown_as_slides_with_its_filters(tmp_path: Path, page: str, kinds: list[str]) -> None:
    catalogue = dataset(tmp_path / "town").catalogue
    query = Query(regions=(catalogue.home,), as_of="latest")
    views = of_page(page, query, catalogue)
    assert [view.chart for view in views][: len(kinds)] == kinds
    assert all(query_of(view, catalogue).regions == query.regions for view in views)


@pytest.mark.parametrize("page", ["", "investment", "approval", "attraction", "targets", "districts", "none", HOSTILE])
def test_every_page_can_be_put_up_and_what_it_does_not_know_is_said(meeting: TestClient, page: str) -> None:
    answer = meeting.get("/meeting", params={"page": page, "region": HOSTILE})
    assert answer.status_code == 200
    assert "没有代号或名称为" in words(answer.text)
    assert HOSTILE not in answer.text


def test_an_empty_selection_says_that_there_is_nothing(meeting: TestClient) -> None:
    assert "这一页要的数现在不在数据里" in words(meeting.get("/meeting?page=targets&from=1950&to=1951").text)


def test_the_lines_to_paste_make_a_sound_story(tmp_path: Path) -> None:
    catalogue = dataset(tmp_path / "town").catalogue
    query = SHOWN.changed(regions=(catalogue.home,), full_years=True)
    title = 'A: "b" # <c>'
    pasted = dataset(tmp_path / "pasted", "\nstories:\n" + as_yaml(of_page("investment", query, catalogue), title))
    assert pasted.loaded.is_sound
    story = pasted.catalogue.stories["my_story"]
    assert story.title == title
    assert [query_of(one, catalogue) for one in story.views if isinstance(one, View)] == [
        query.changed(themes=("investment",)) for _ in story.views
    ]


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/investment?mode=meeting&region=a&slide=2", "/meeting?page=investment&region=a&slide=2"),
        ("/?mode=meeting&story=year", "/meeting?page=&story=year"),
        ("/?mode=meeting&page=https%3A%2F%2Fevil.example", "/meeting?page="),
        ("/none?mode=meeting", ""),
        ("/investment?mode=other", ""),
    ],
)
def test_the_mode_of_a_page_leads_to_its_slides(asked: str, leads_to: str) -> None:
    client = TestClient(Starlette(middleware=[Middleware(MeetingMode, lambda name: name in ("", "investment"))]))
    answer = client.get(asked, follow_redirects=False)
    assert answer.headers.get("location", "") == leads_to
    assert answer.status_code == (302 if leads_to else 404)


def test_the_stories_that_are_shipped_have_four_to_seven_slides_each_with_a_source_and_no_figure_that_is_only_cited(
    shipped: Dataset,
) -> None:
    client = TestClient(Starlette(routes=routes(Fixed(State(shipped, (), False, "v1")))))
    assert len(shipped.catalogue.stories) == 3
    for key in shipped.catalogue.stories:
        page = client.get(f"/meeting?story={key}").text
        count = page.count('<section class="slide"')
        assert 4 <= count <= 7, key
        assert page.count('<p class="source">来源：') == count
        assert all(not shipped.facts[html.unescape(one)].is_cited_only for one in re.findall(r'data-passage="([^"]*)"', page))


@pytest.mark.parametrize("kind", CHART_KINDS)
def test_every_kind_of_chart_is_drawn_for_a_slide_and_nothing_is_lost(shipped: Dataset, kind: str) -> None:
    facts = shipped.facts_in(shipped.select(SHOWN.changed(subjects=False)))
    made = slides(lambda style: KINDS[kind](facts, shipped, style), lambda chart: 200)
    assert made
    charts = {chart.key: chart for chart in KINDS[kind](facts, shipped, STYLES[-1])}
    for key, chart in charts.items():
        mine = [slide for slide in made if slide.chart.key == key]
        told = "".join(slide.rest for slide in mine)
        seen = {one for slide in mine for one in slide.ids}
        drawn = set(re.findall(r'data-fact="([^"]*)"', "".join(str(slide.picture or "") for slide in mine)))
        assert chart.drawing is None or {html.unescape(one) for one in drawn} == {
            mark.touch.id for mark in chart.drawing.marks if hasattr(mark, "touch")
        }
        assert chart.table is None or told or seen == {cell.id for row in chart.table.rows for cells in row.cells for cell in cells}
        assert [slide.part for slide in mine] == list(range(1, len(mine) + 1))


def test_what_is_cut_ends_with_a_sign_and_fits() -> None:
    cut = shortened("长" * 500, 28, 2)
    assert cut.endswith("…") and len(wrapped(cut, 28, WIDTH)) == 2
    assert shortened("短", 28, 2) == "短"
