"""Searching a little data file: what the words are taken for, what is found, and where it stands."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from threading import Event

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from little import SOURCE, changed, write

from xtdata.cli.main import main
from xtdata.facts.dataset import Dataset, load
from xtdata.search import NotReady, Search, Searcher, prepare
from xtdata.search.asking import Figure

TODAY = date(2023, 6, 1)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory) -> Dataset:
    return load(write(tmp_path_factory.mktemp("little")))


@pytest.fixture(scope="module")
def search(dataset) -> Search:
    return prepare(dataset, None)


def ids(search: Search, words: str, kind: str = "fact") -> list[str]:
    return [hit.id for hit in search.hits(words, today=TODAY) if hit.kind == kind]


# --- what the words ask for -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["固投 青城市 2022", "2022年青城市固投", "青城市2022年固投是多少？", "固投,2022年度,青城市", "去年青城市固投"]
)
def test_words_come_in_any_order_with_or_without_spaces(search, words):
    asked = search.read(words, TODAY)
    assert (asked.regions, asked.subjects) == ({"qingcheng": 1.0}, ["固投"])
    assert asked.period == (date(2022, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2020-2022", date(2020, 1, 1), date(2022, 12, 31)),
        ("2020年到2022年", date(2020, 1, 1), date(2022, 12, 31)),
        ("2013 – 2025", date(2013, 1, 1), date(2025, 12, 31)),
        ("2022年上半年", date(2022, 1, 1), date(2022, 6, 30)),
        ("2022 二季度", date(2022, 4, 1), date(2022, 6, 30)),
        ("2022年1-11月", date(2022, 1, 1), date(2022, 11, 30)),
        ("2022年9月", date(2022, 9, 1), date(2022, 9, 30)),
    ],
)
def test_a_time_is_years_or_a_part_of_one(search, words, first, last):
    assert search.read(words, TODAY).period == (first, last)


@pytest.mark.parametrize(
    ("words", "value", "unit"), [("8.1%", "8.1", "%"), ("8017万元", "8017", "万元"), ("238", "238", ""), ("50个工作日", "50", "工作日")]
)
def test_a_figure_is_a_number_with_or_without_unit(search, words, value, unit):
    assert search.read(words, TODAY).figures == [Figure(Decimal(value), unit)]


# --- facts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("固投", "fai_growth/qingcheng/2022"),
        ("8.1%", "fai_growth/qingcheng/2022"),
        ("签约项目 238", "projects_signed/qingcheng/2022"),
        ("东区 企业", "new_firms/dongqu/2022"),
        ("簽約項目", "projects_signed/qingcheng/2022"),
        ("审批 多少天", "approval_time/qingcheng/2022"),
        ("从180个工作日压缩至50个工作日", "approval_time/qingcheng/2022"),
        ("1900000万元 东区", "investment/dongqu/2022-01..2022-11"),
    ],
)
def test_a_fact_is_found_by_what_it_says(search, words, fact):
    assert ids(search, words)[:1] == [fact]


@pytest.mark.parametrize("words", ["西区 企业 2022", "固投 2021", "固投 9.1%", "房价", "武汉 固投", "", "  ", "西区", "2022"])
def test_no_fact_is_offered_where_one_thing_asked_for_does_not_hold(search, words):
    assert ids(search, words) == []


def test_indicators_and_regions_are_found_by_name(search):
    assert ids(search, "东区 新增企业", "indicator") == ["new_firms"]
    assert ids(search, "东区 新增企业", "region") == ["dongqu"]


# --- passages ---------------------------------------------------------------------------------------


def test_a_passage_gives_its_place_and_the_sentence_around(search):
    (hit,) = [hit for hit in search.hits("签约项目238个") if hit.kind == "passage"]
    assert SOURCE[hit.start : hit.end] == "签约项目\n238个"
    assert (hit.id, hit.source) == ("report", "report")
    assert hit.text.startswith("全年签约项目 238个")


def test_several_words_are_found_near_each_other(search):
    hits = [hit for hit in search.hits("技改 预计") if hit.kind == "passage"]
    assert [SOURCE[hit.start : hit.end] for hit in hits] == ["预计全年完成技改"]


def test_every_place_of_a_phrase_is_a_hit_up_to_the_limit(search):
    assert len([hit for hit in search.hits("新增企业30家") if hit.kind == "passage"]) == SOURCE.count("新增企业30家") == 2
    assert len(search.hits("新增企业30家", limit=2)) == 2


HOSTILE = [
    "'\"`",
    "\0",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "a AND (b",
    "NEAR(a b)",
    '"' * 200,
    "((((a+)+)+)+)$" * 20,
    "固" * 10_000,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_plain_words(search, words):
    assert ids(search, words) == []


@given(st.text(max_size=300))
def test_no_words_raise(search, words):
    assert len(search.hits(words, limit=7)) <= 7


# --- making ready -----------------------------------------------------------------------------------


def test_a_search_is_made_ready_apart_from_who_asks_and_kept_until_the_data_change(dataset, tmp_path):
    gate = Event()

    def waiting_folder():
        return tmp_path

    searcher = Searcher(waiting_folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xtdata.search.searcher.open_index", lambda *given: (given[2](0.4), gate.wait(), open_it(*given))[2])
        with pytest.raises(NotReady, match="正在建立（40%）"):
            while True:
                try:
                    searcher.of(dataset)
                except NotReady as not_ready:
                    if not_ready.share:
                        raise
        gate.set()
        ready = searcher.of(dataset, wait=60)
    assert ready is searcher.of(dataset)
    other = load(write(tmp_path / "other", changed(("name: 东区", "name: 北区"))))
    assert searcher.of(other, wait=60).dataset is other


def open_it(*given):
    from xtdata.search.index import open_index

    return open_index(*given)


# --- the command ------------------------------------------------------------------------------------


def run(*arguments: object, **env: str):
    return CliRunner().invoke(main, ["search", *map(str, arguments)], env=env)


def test_the_command_prints_hits_as_text_and_as_json(tmp_path):
    file, cache = write(tmp_path), str(tmp_path / "cache")
    done = run("固投", "2022", "--data", file, XTDATA_CACHE=cache)
    assert done.exit_code == 0 and "2022年青城市固定资产投资增速8.1%" in done.output
    done = run("固投 2022", "--data", file, "--format", "json", "--limit", 1, XTDATA_CACHE=cache)
    (hit,) = json.loads(done.output)
    assert hit["text"] == "2022年青城市固定资产投资增速8.1%"
    assert list(hit) == ["kind", "id", "source", "start", "end", "text"]
    assert (hit["kind"], hit["id"], hit["source"]) == ("fact", "fai_growth/qingcheng/2022", "report")
    assert SOURCE[hit["start"] : hit["end"]] == "全市固定资产投资增长8.1%"


def test_the_command_says_where_nothing_is_found_and_refuses_no_words_and_too_many(tmp_path):
    file, cache = write(tmp_path), str(tmp_path / "cache")
    done = run("房价", "--data", file, XTDATA_CACHE=cache)
    assert (done.exit_code, done.output) == (0, "没有找到：数据和来源原文里都没有这些词。\n")
    assert run("  ", "--data", file).exit_code == run("词" * 201, "--data", file).exit_code == run().exit_code == 2
