"""References: what kind each source is, and that no text breaks out of its field."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import levels
import pytest
import town
from hypothesis import given
from hypothesis import strategies as st

from xtdata.export import Extract, artifact
from xtdata.export.references import Reference, _bib_entry, gbt7714, references, tex
from xtdata.facts.dataset import Dataset, load
from xtdata.facts.query import Query

DAY = date(2025, 1, 31)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(levels.write(tmp_path_factory.mktemp("levels")))


def written(extract: Extract, name: str) -> str:
    return artifact(extract, name).content.decode()


def of(**fields: object) -> Reference:
    plain = {"key": "a", "kind": "webpage", "title": "标题", "authors": (), "publisher": "", "meeting": "", "published": "", "url": ""}
    return Reference(**(plain | {"accessed": None, "facts": ()} | fields))  # type: ignore[arg-type]


def test_a_report_a_paper_and_a_page_are_told_apart(data: Dataset) -> None:
    lines = written(Extract(data, site="https://example.net", day=DAY), "gbt7714").splitlines()
    assert [line for line in lines if line.startswith("[")] == [
        "[1] 青城报道[EB/OL]. (2020-12)[2025-01-31]. https://example.net/s/paper.",
        "[2] 青城市人民政府. 青城市政府工作报告[R/OL]. (2021-01-18)[2025-01-31]. https://example.net/s/report.",
        "[3] 东区投资大增[EB/OL]. 青城网. (2020-12-30)[2025-01-31]. https://example.org/a?b=1&c=2.",
    ]


def test_a_newspaper_is_n(tmp_path: Path) -> None:
    extract = Extract(load(town.write(tmp_path)), Query(sources=("news",)), day=DAY)
    assert written(extract, "gbt7714").splitlines()[0] == "[1] 青城投资连年增长[N]. 青城日报, 2023-12."


def test_each_fact_is_named_with_its_permanent_address(data: Dataset) -> None:
    text = written(Extract(data, Query(sources=("web",)), site="https://example.net"), "gbt7714")
    assert "    2020年东区固定资产投资增速12%（仅引用，https://example.net/o/fai/east/2020）" in text.splitlines()


def test_without_a_site_only_the_address_of_the_source_is_given(data: Dataset) -> None:
    text = written(Extract(data, day=DAY), "gbt7714")
    assert re.findall(r"https?://[^\s）]+", text) == ["https://example.org/a?b=1&c=2."]
    assert "青城市政府工作报告[R]. 2021-01-18." in text


def test_the_day_of_access_is_the_one_on_which_the_text_was_taken() -> None:
    line = gbt7714(of(url="https://example.org", published="2024", accessed=date(2025, 3, 5), publisher="某网"))
    assert line == "标题[EB/OL]. 某网. (2024)[2025-03-05]. https://example.org."


def test_of_many_authors_three_are_named() -> None:
    assert gbt7714(of(authors=("甲", "乙", "丙", "丁"), kind="report", published="2024")) == "甲, 乙, 丙, 等. 标题[R]. 2024."
    assert gbt7714(of(authors=("甲", "乙", "丙"), kind="report")) == "甲, 乙, 丙. 标题[R]."


def test_as_text_each_fact_is_a_line_with_its_quote_and_its_address(data: Dataset) -> None:
    first, *rest = written(Extract(data, site="https://example.net"), "text").splitlines()
    assert len(rest) == 3
    assert "原文：“全市固定资产投资增长8.1%”" in first
    assert first.endswith("https://example.net/o/fai/city/2020-01..2020-11")


def test_csl_has_what_a_style_needs(data: Dataset) -> None:
    items = {item["id"]: item for item in json.loads(written(Extract(data, day=DAY), "csl"))}
    assert items["report"]["type"] == "report"
    assert items["report"]["author"] == [{"literal": "青城市人民政府"}]
    assert items["report"]["event-title"] == "青城市第一届人民代表大会第二次会议"
    assert items["report"]["issued"] == {"date-parts": [[2021, 1, 18]]}
    assert items["web"]["accessed"] == {"date-parts": [[2025, 1, 31]]}
    assert "accessed" not in items["report"]


def test_bibtex_names_every_source_once(data: Dataset) -> None:
    text = written(Extract(data), "bib")
    assert re.findall(r"^@(\w+)\{(\w+),", text, re.MULTILINE) == [("misc", "paper"), ("techreport", "report"), ("misc", "web")]
    assert "  author = {{青城市人民政府}}," in text
    assert r"增速12\%" in text


def test_a_selection_of_one_source_cites_that_one(data: Dataset) -> None:
    assert [one.key for one in references(Extract(data, Query(sources=("web",))))] == ["web"]


def test_nothing_selected_cites_nothing(data: Dataset) -> None:
    nothing = Extract(data, Query(period=(date(1990, 1, 1), date(1990, 12, 31))))
    assert [written(nothing, name) for name in ("bib", "csl", "gbt7714")] == ["", "[]\n", ""]


@given(TEXT)
def test_tex_prints_any_text_and_runs_nothing(text: str) -> None:
    escaped = tex(text)
    commands = re.findall(r"\\(?:text\w+\{\}|[{}$&#%_])", escaped)
    rest = re.sub(r"\\(?:text\w+\{\}|[{}$&#%_])", "", escaped)
    assert not set(rest) & set("\\{}$&#%_^~")
    assert len(commands) == sum(character in "\\{}$&#%_^~" for character in text)


@given(TEXT, TEXT, TEXT)
def test_no_text_leaves_its_field_of_bibtex(title: str, author: str, path: str) -> None:
    entry = _bib_entry(of(title=title, authors=(author,), url=f"https://example.org/{path}", facts=(f'他说"{title}"',)))
    depth = 0
    for number, line in enumerate(entry.splitlines()):
        depth += len(re.findall(r"(?<!\\)\{", line)) - len(re.findall(r"(?<!\\)\}", line))
        assert depth == (0 if line == "}" else 1), (number, line)
    assert len([line for line in entry.splitlines() if re.match(r"  \w+ = \{.*\},$", line)]) == len(entry.splitlines()) - 2


@given(TEXT)
def test_any_text_survives_in_csl(title: str) -> None:
    from xtdata.export.references import _csl_item

    assert json.loads(json.dumps(_csl_item(of(title=title))))["title"] == title
