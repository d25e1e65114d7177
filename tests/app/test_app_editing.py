"""The parts of the editing page: from a text to entries, from entries to a file that checks clean, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import little
import pytest
from streamlit.testing.v1 import AppTest

from xtdata.app import access, data, main
from xtdata.app.access import Access
from xtdata.app.editing import bench
from xtdata.app.editing.basket import Basket
from xtdata.app.editing.bench import Bench
from xtdata.app.editing.draft import Draft
from xtdata.app.editing.probe import judge
from xtdata.app.editing.reader import marked
from xtdata.app.editing.received import Reading, Unfit, new_reading, receive
from xtdata.app.editing.survey import survey
from xtdata.editing.entry import Fields, entry, missing, selector, suggested
from xtdata.facts.loading import load_file
from xtdata.language.text import SourceText
from xtdata.model.catalogue import Catalogue

ARTICLE = """青城市2023年经济运行简报

2023年，全市固定资产投资增长6.3%，新增企业40家。西区新增企业40家，发出“五个100”的号召。
"""
GRANTED = Access(True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return little.write(tmp_path)


@pytest.fixture
def catalogue(path: Path) -> Catalogue:
    loaded = load_file(path).catalogue
    assert loaded
    return loaded


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "access", lambda: GRANTED)


def new_source(catalogue: Catalogue, path: Path, text: str = ARTICLE, source: str = "report-2023") -> Reading:
    root = path.parent
    return new_reading(
        receive(text.encode()), source=source, title="", region="qingcheng", date="2024-01", taken=catalogue.sources, root=root
    )


def bench_for(reading: Reading, catalogue: Catalogue, path: Path) -> Bench:
    draft = Draft("name")
    draft.start(reading)
    return Bench(draft, reading, catalogue, path, survey(catalogue, reading, draft.basket, path))


def filled(catalogue: Catalogue, path: Path) -> tuple[Basket, Reading]:
    """A basket with one observation of a new source."""
    working = bench_for(new_source(catalogue, path), catalogue, path)
    start = working.survey.open[0]
    number = working.survey.number(start)
    assert number
    form = suggested(working.survey.suggestions[start], working.reading.region, catalogue, "")
    form = replace(form, indicator="fai_growth", period="2023")
    assert working.verdict(form, number).is_good
    return Basket({start: working.entry(form, number)}), working.reading


# --- a text comes in --------------------------------------------------------------------------------


def test_a_pasted_text_is_kept_byte_for_byte_and_takes_its_title_from_its_first_line(catalogue: Catalogue, path: Path) -> None:
    reading = new_source(catalogue, path)
    assert reading.content == ARTICLE.encode()
    assert reading.entry["title"] == "青城市2023年经济运行简报"
    assert reading.entry["file"] == "seeds/report-2023.txt"


def test_gb18030_is_read_and_recoded_and_says_so(catalogue: Catalogue, path: Path) -> None:
    reading = new_reading(
        receive(ARTICLE.encode("gb18030")), source="x", title="甲", region="qingcheng", date="", taken=catalogue.sources, root=path.parent
    )
    assert reading.content == ARTICLE.encode()
    assert "GB18030" in reading.entry["note"]


def test_front_matter_and_comments_of_a_markdown_file_are_no_text(catalogue: Catalogue, path: Path) -> None:
    content = f"---\nvisits: 12个\n---\n<!-- 草稿：增长9.9% -->\n# {ARTICLE}".encode()
    named = {"source": "report-2023", "title": "", "region": "qingcheng", "date": ""}
    reading = new_reading(receive(content, "report.md"), **named, taken=catalogue.sources, root=path.parent)
    found = [reading.text[n.passage.start : n.passage.end] for n in survey(catalogue, reading, Basket(), path).numbers]
    assert (reading.entry["file"], reading.entry["title"]) == ("seeds/report-2023.md", "青城市2023年经济运行简报")
    assert reading.files == {"seeds/report-2023.md": content}
    assert "6.3%" in found and not {"12个", "9.9%"} & set(found)


@pytest.mark.parametrize("content", [b"", b" \n", b"%PDF-1.7", b"PK\x03\x04", b"\x00\x01\x02", b"\xff" * 50, b"a" * 5_000_001])
def test_what_is_no_text_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(Unfit) as refused:
        receive(content)
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize("source", ["", "report", "Report", "../evil", "a b", "9a", "-x", "a" * 81, "甲"])
def test_an_id_that_is_taken_or_misspelt_is_refused(catalogue: Catalogue, path: Path, source: str) -> None:
    with pytest.raises(Unfit):
        new_source(catalogue, path, source=source)


def test_a_text_that_lies_in_the_folder_already_is_never_overwritten(catalogue: Catalogue, path: Path) -> None:
    (path.parent / "seeds" / "report-2023.txt").write_text("另一篇", encoding="utf-8")
    with pytest.raises(Unfit):
        new_source(catalogue, path)


# --- from the form to an entry ----------------------------------------------------------------------


def test_the_suggestion_fills_the_form_and_the_form_makes_the_entry(catalogue: Catalogue, path: Path) -> None:
    basket, _ = filled(catalogue, path)
    [content] = basket.observations.values()
    assert list(content) == ["indicator", "region", "period", "value", "source", "quote"]
    assert (content["value"], content["region"], content["period"]) == (Decimal("6.3"), "qingcheng", "2023")


def test_a_quote_that_is_printed_twice_gets_the_words_before_it() -> None:
    text = SourceText("东区新增企业40家。西区新增企业40家。")
    second = text.find("40家")[1]
    assert selector(text, "新增企业40家", second) == {"exact": "新增企业40家", "prefix": "西区"}


def test_what_is_missing_is_said_before_anything_is_checked(catalogue: Catalogue) -> None:
    assert len(missing(Fields(), catalogue)) == 5
    unlike = Fields(indicator="new_firms", region="dongqu", period="2023", value="6", unit="%", quote="甲")
    assert "单位" in " ".join(missing(unlike, catalogue))


@pytest.mark.parametrize(
    ("change", "code"),
    [({"value": "6.4"}, "E032"), ({"quote": "全市投资增长6.3%"}, "E030"), ({"qualifier": "over"}, "E034"), ({"period": "2022"}, "E035")],
)
def test_a_wrong_field_is_found_while_it_is_typed(catalogue: Catalogue, path: Path, change: dict[str, str], code: str) -> None:
    working = bench_for(new_source(catalogue, path), catalogue, path)
    number = working.survey.number(working.survey.open[0])
    assert number
    form = Fields(indicator="fai_growth", region="qingcheng", period="2023", value="6.3", quote="2023年，全市固定资产投资增长6.3%")
    content = entry(replace(form, **change), working.reading.source, catalogue, working.survey.text, number.passage)
    verdict = judge(catalogue, working.reading, Basket(), path, content)
    assert code in [finding.code for finding in verdict.findings]
    assert not verdict.is_good


def test_the_marks_hold_no_markup_of_the_text(catalogue: Catalogue, path: Path) -> None:
    text = '<script>alert(1)</script> 全市固定资产投资增长6.3%" onclick=x'
    reading = new_source(catalogue, path, text)
    html = marked(survey(catalogue, reading, Basket(), path), ())
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert 'class="n open"' in html


def test_accepting_settles_a_number_once_and_goes_on_to_the_next(catalogue: Catalogue, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    working = bench_for(new_source(catalogue, path), catalogue, path)
    first, second, *_ = working.survey.open
    form = Fields(indicator="fai_growth", region="qingcheng", period="2023", value="6.3", quote="全市固定资产投资增长6.3%")
    working.draft.forms[first], working.draft.current = form, first
    monkeypatch.setattr(bench, "gather", lambda draft, start: draft.forms[start])
    working.accept(first)
    working.accept(first)
    assert list(working.draft.basket.observations) == [first]
    assert working.draft.current == second


def test_a_number_that_is_not_taken_takes_no_other_with_it(catalogue: Catalogue, path: Path) -> None:
    working = bench_for(new_source(catalogue, path), catalogue, path)
    before = working.survey.open
    working.draft.current = before[1]
    working.dismiss(before[1], "口径不明")
    after = survey(catalogue, working.reading, working.draft.basket, path)
    assert set(before) - set(after.open) == {before[1]}


# --- the page ---------------------------------------------------------------------------------------

PAGE = "from xtdata.app import editing\nediting.show()"
Open = Callable[[], AppTest]


@pytest.fixture
def open_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    monkeypatch.setenv("XTDATA_FILE", str(path))
    data.live.cache_clear()
    yield lambda: AppTest.from_string(PAGE).run(timeout=60)
    data.live.cache_clear()


def test_without_the_switch_the_page_is_closed_and_not_in_the_navigation(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XTDATA_EDIT", raising=False)
    app = open_page()
    assert not app.exception
    assert not app.text_area
    whole = AppTest.from_file(str(Path(main.__file__))).run(timeout=60)
    assert "编辑台" not in [link.proto.label for link in whole.get("page_link")]


def test_an_article_is_taken_in_and_its_first_number_is_proposed(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xtdata.app.editing.page.access", lambda: GRANTED)
    app = open_page()
    app.text_area[0].set_value(ARTICLE)
    app.button(key="intake-start").click().run(timeout=60)
    assert not app.exception
    assert "6.3%" in str(app.text_area[0].value)
