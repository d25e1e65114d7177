"""Every number that a source prints is curated, dismissed with a reason, recognised as no claim, or open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from little import SOURCE, changed, write

from xtdata.facts.loading import load_file
from xtdata.language.text import Passage
from xtdata.verification.coverage import _first_marks, cover, cover_source


def covered(file):
    loaded = load_file(file)
    return cover(loaded.catalogue, loaded.library.texts, loaded.evidence)


@pytest.fixture
def coverage(tmp_path):
    (one,) = covered(write(tmp_path))
    return one


def state_of(coverage, text: str) -> tuple[str, str]:
    (number,) = (number for number in coverage.numbers if number.text == text)
    return number.state, number.by


def test_a_curated_number_names_its_observation(coverage):
    assert state_of(coverage, "8.1%") == ("curated", "fai_growth/qingcheng/2022")
    assert state_of(coverage, "190亿元以上") == ("curated", "investment/dongqu/2022-01..2022-11")


def test_a_from_to_is_one_number(coverage):
    assert state_of(coverage, "从180个工作日压缩至50个工作日以内") == ("curated", "approval_time/qingcheng/2022")


def test_a_dismissed_number_gives_the_reason(coverage):
    assert state_of(coverage, "100多个") == ("dismissed", "口径不明")


def test_an_open_number_is_listed_with_its_line(coverage):
    assert [(number.text, number.line) for number in coverage.open] == [
        ("17.4%", 3), ("8017万元", 4), ("12亿元", 5), ("30家", 6), ("30%到34%", 7), ("约5万人", 7),
    ]  # fmt: skip


def test_only_the_passage_that_is_cited_is_curated(coverage):
    assert [number.state for number in coverage.numbers if number.text == "30家"] == ["curated", "open"]


def test_dates_are_recognised(coverage):
    assert {number.state for number in coverage.numbers if number.text.startswith("2022年")} <= {"date", "period"}


def test_the_counts_add_up(coverage):
    assert sum(coverage.counts.values()) == len(coverage.numbers)
    assert coverage.counts["curated"] == 5 and coverage.counts["dismissed"] == 1 and coverage.counts["open"] == 6


def test_numbers_come_in_order_and_their_passages_print_them(coverage):
    starts = [number.passage.start for number in coverage.numbers]
    assert starts == sorted(starts)
    for number in coverage.numbers:
        assert "".join(SOURCE[number.passage.start : number.passage.end].split()) == number.text


def test_a_number_broken_across_lines_is_one_number(tmp_path):
    text = changed(("quote: 全年签约项目238个", "quote: 全年签约项目238个"))
    source = SOURCE.replace("238个", "2\n38个")
    text = text.replace(text[text.index("    sha256") : text.index("    date: 2022-12")], "")
    loaded = load_file(write(tmp_path, text, source))
    report = cover_source("report", loaded.catalogue, loaded.library.texts["report"], loaded.evidence)
    assert state_of(report, "238个")[0] == "curated"


def test_a_source_without_text_is_left_out(tmp_path):
    text = changed(("\nindicators:", "  book:\n    title: 年鉴\n    redistributable: false\n\nindicators:"))
    assert [one.source for one in covered(write(tmp_path, text))] == ["report"]


PLACES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=12)


@given(PLACES, PLACES)
def test_a_number_belongs_to_the_first_mark_that_overlaps_it(numbers, marks):
    end, passages = 0, []
    for gap, length in numbers:
        passages.append(Passage(end + gap % 5, end + gap % 5 + length))
        end = passages[-1].end
    marked = [(Passage(start, start + length), f"{index}") for index, (start, length) in enumerate(marks)]
    slow = [next((by for other, by in marked if other.start < one.end and one.start < other.end), None) for one in passages]
    assert list(_first_marks(passages, marked)) == slow
