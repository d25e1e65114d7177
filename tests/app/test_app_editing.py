"""The editing page: how a text comes in, how it is shown, who sees the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import little
import pytest
from editing_parts import ARTICLE, dataset_at, new_draft
from streamlit.testing.v1 import AppTest

from xtdata.app import access, data, main
from xtdata.app.access import Access
from xtdata.app.editing import intake
from xtdata.app.editing.intake import begin_new, receive
from xtdata.app.editing.reader import marked
from xtdata.app.editing.session import Correcting, Session, Working, sessions
from xtdata.app.filters import View
from xtdata.app.passage import panel
from xtdata.editing.draft import Draft, draft_of_source, numbers_of
from xtdata.editing.journal import read_journal
from xtdata.facts.dataset import Dataset
from xtdata.sources import SourceError
from xtdata.sources.document import Document

GRANTED = Access(True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return little.write(tmp_path)


@pytest.fixture
def dataset(path: Path) -> Dataset:
    return dataset_at(path)


def begun(dataset: Dataset, path: Path, content: bytes, name: str = "", **typed: str) -> Draft:
    """The draft that a session begins with."""
    session = Session("name")
    begin_new(session, dataset, path, receive(content, name), **{"id": "report-2023", **typed})
    assert session.draft
    return session.draft


# --- a text comes in --------------------------------------------------------------------------------


def test_a_pasted_text_is_kept_byte_for_byte_and_takes_its_title_from_its_first_line(dataset: Dataset, path: Path) -> None:
    source = begun(dataset, path, ARTICLE.encode()).new_source
    assert source and list(source.files.values()) == [ARTICLE.encode()]
    assert source.entry["title"] == "青城市2023年经济运行简报"
    assert source.entry["file"] == "seeds/report-2023.txt"


def test_gb18030_is_read_and_recoded_and_says_so(dataset: Dataset, path: Path) -> None:
    draft = begun(dataset, path, ARTICLE.encode("gb18030"), title="甲")
    source = draft.new_source
    assert source and source.files == {
        "seeds/report-2023.txt": ARTICLE.encode(),
        "seeds/report-2023.received.txt": ARTICLE.encode("gb18030"),
    }
    assert "GB18030" in source.entry["note"]
    assert "GB18030" in draft.remarks[0]


def test_front_matter_and_comments_of_a_markdown_file_are_no_text(dataset: Dataset, path: Path) -> None:
    content = f"---\nvisits: 12个\n---\n<!-- 草稿：增长9.9% -->\n# {ARTICLE}".encode()
    draft = begun(dataset, path, content, "report.md")
    found = [draft.text.raw[one.passage.start : one.passage.end] for one in numbers_of(draft, dataset)]
    assert draft.new_source
    assert (draft.new_source.entry["file"], draft.new_source.entry["title"]) == ("seeds/report-2023.md", "青城市2023年经济运行简报")
    assert draft.new_source.files == {"seeds/report-2023.md": content}
    assert "6.3%" in found and not {"12个", "9.9%"} & set(found)


@pytest.mark.parametrize("content", [b"", b" \n", b"%PDF-1.7", b"PK\x03\x04", b"\x00\x01\x02", b"\xff" * 50, b"a" * 5_000_001])
def test_what_is_no_text_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        receive(content)
    assert not str(refused.value).endswith("。"), "the page adds the full stop"
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("source", ["report", "Report", "../evil", "a b", "9a", "-x", "a" * 81, "甲"])
def test_an_id_that_is_taken_or_misspelt_is_refused(dataset: Dataset, path: Path, source: str) -> None:
    with pytest.raises(SourceError):
        begun(dataset, path, ARTICLE.encode(), id=source)


def test_without_an_id_a_free_one_is_found(dataset: Dataset, path: Path) -> None:
    assert begun(dataset, path, ARTICLE.encode(), id="", date="2024-01").source == "qingcheng-2024-01"


def test_a_text_that_lies_in_the_folder_already_is_never_overwritten(dataset: Dataset, path: Path) -> None:
    (path.parent / "seeds" / "report-2023.txt").write_text("另一篇", encoding="utf-8")
    with pytest.raises(SourceError):
        begun(dataset, path, ARTICLE.encode())


def test_a_page_of_the_web_comes_with_its_date_its_address_and_the_page_itself(
    dataset: Dataset, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime.fromisoformat("2024-02-01T08:00:00+08:00")
    page = Document(
        ARTICLE.encode(),
        title="简报",
        date="2024-01-15",
        received=b"<html>",
        received_suffix=".html",
        address="https://example.org/a",
        accessed=moment,
        remarks=("请对照",),
    )
    monkeypatch.setattr(intake, "fetch_document", lambda address: page)
    session = Session("name")
    begin_new(session, dataset, path, receive(b"", address="https://example.org/a"))
    draft = session.draft
    assert draft and draft.new_source
    assert (draft.source, draft.date, draft.remarks) == ("qingcheng-2024-01-15", "2024-01-15", ("请对照",))
    assert draft.new_source.entry["url"] == "https://example.org/a"
    assert set(draft.new_source.files) == {"seeds/qingcheng-2024-01-15.txt", "seeds/qingcheng-2024-01-15.html"}


# --- the page ---------------------------------------------------------------------------------------


def test_the_marks_hold_no_markup_of_the_text(dataset: Dataset, path: Path) -> None:
    draft = new_draft(dataset, path, '<script>alert(1)</script> 全市固定资产投资增长6.3%" onclick=x')
    html = marked(draft.text.raw, numbers_of(draft, dataset), ())
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert 'class="n open"' in html


PAGE = "from xtdata.app import editing\nediting.show()"
Open = Callable[[], AppTest]


@pytest.fixture
def open_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    monkeypatch.setenv("XTDATA_FILE", str(path))
    data.live.cache_clear()
    sessions.cache_clear()
    yield lambda: AppTest.from_string(PAGE).run(timeout=60)
    data.live.cache_clear()


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xtdata.app.editing.page.access", lambda: GRANTED)
    monkeypatch.setattr(access, "access", lambda: GRANTED)


def test_without_the_switch_the_page_is_closed_and_not_in_the_navigation(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XTDATA_EDIT", raising=False)
    app = open_page()
    assert not app.exception
    assert not app.text_area
    whole = AppTest.from_file(str(Path(main.__file__))).run(timeout=60)
    navigation = next(one.proto.json for one in whole.get("bidi_component") if "data-page" in one.proto.json)
    assert "目标与实际" in json.loads(navigation)["html"] and "编辑台" not in json.loads(navigation)["html"]


@pytest.mark.usefixtures("editor")
def test_an_article_is_taken_in_and_its_first_number_is_proposed(open_page: Open) -> None:
    app = open_page()
    app.text_area[0].set_value(ARTICLE)
    app.button(key="intake-start").click().run(timeout=60)
    assert not app.exception
    assert "6.3%" in str(app.text_area[0].value)


@pytest.mark.usefixtures("editor")
def test_a_text_that_cannot_be_taken_is_told_and_what_was_typed_stays(open_page: Open) -> None:
    app = open_page()
    app.text_area[0].set_value(ARTICLE)
    app.text_input(key="intake-source").set_value("不行")
    app.button(key="intake-start").click().run(timeout=60)
    assert not app.exception
    assert "代号“不行”不能用" in " ".join(str(one.proto.body) for one in app.get("html"))
    assert app.text_area[0].value == ARTICLE


@pytest.mark.usefixtures("editor")
def test_a_whole_way_from_an_article_to_the_file(open_page: Open, path: Path) -> None:
    app = open_page()
    app.text_area[0].set_value(ARTICLE)
    app.button(key="intake-start").click().run(timeout=60)
    app.button(key="accept").click().run(timeout=60)
    app.button(key="review-open").click().run(timeout=60)
    app.button(key="write").click().run(timeout=60)
    assert not app.exception
    assert "fai_growth/qingcheng/2023" in dataset_at(path).catalogue.observations


# --- what the head of a text says -------------------------------------------------------------------

REPORT = """娄底市2021年政府工作报告 ——2021年1月18日在娄底市第五届人民代表大会第六次会议上

2020年，全市固定资产投资增长6.3%。
"""


def told(app: AppTest) -> str:
    return " ".join(str(one.proto.body) for one in app.get("html"))


@pytest.mark.usefixtures("editor")
def test_title_and_date_are_filled_in_from_the_head_and_stay_as_the_editor_leaves_them(open_page: Open) -> None:
    app = open_page()
    app.text_area[0].set_value(REPORT).run(timeout=60)
    assert not app.exception
    assert (app.text_input(key="intake-title").value, app.text_input(key="intake-date").value) == ("娄底市2021年政府工作报告", "2021-01-18")
    app.text_input(key="intake-title").set_value("别的标题").run(timeout=60)
    assert app.text_input(key="intake-title").value == "别的标题"


@pytest.mark.usefixtures("editor")
def test_a_text_of_another_place_is_not_begun_before_its_place_is_settled(open_page: Open) -> None:
    app = open_page()
    app.text_area[0].set_value(REPORT)
    app.button(key="intake-start").click().run(timeout=60)
    assert "标题写的是娄底市，选的是青城市" in told(app)
    assert app.button(key="place-register").label == "娄底市（未登记）— 登记？"
    app.button(key="place-stay").click().run(timeout=60)
    app.button(key="intake-start").click().run(timeout=60)
    assert not app.exception
    assert "6.3%" in str(app.text_area[0].value)


@pytest.mark.usefixtures("editor")
def test_a_place_is_registered_with_one_click_and_written_with_the_text(open_page: Open, path: Path) -> None:
    app = open_page()
    app.text_area[0].set_value(REPORT).run(timeout=60)
    app.button(key="place-register").click().run(timeout=60)
    assert (app.text_input(key="intake-place_id").value, app.selectbox(key="intake-place_kind").value) == ("loudi", "city")
    app.button(key="intake-start").click().run(timeout=60)
    app.button(key="accept").click().run(timeout=60)
    app.button(key="review-open").click().run(timeout=60)
    app.button(key="write").click().run(timeout=60)
    assert not app.exception
    catalogue = dataset_at(path).catalogue
    assert "fai_growth/loudi/2020" in catalogue.observations
    assert (catalogue.regions["loudi"].name, catalogue.regions["loudi"].kind) == ("娄底市", "city")
    assert catalogue.sources["loudi-2021-01-18"].date == "2021-01-18"


@pytest.mark.usefixtures("editor")
def test_an_id_of_a_place_that_cannot_be_used_is_told(open_page: Open) -> None:
    app = open_page()
    app.text_area[0].set_value(REPORT).run(timeout=60)
    app.button(key="place-register").click().run(timeout=60)
    app.text_input(key="intake-place_id").set_value("娄底")
    app.button(key="intake-start").click().run(timeout=60)
    assert not app.exception
    assert "娄底市还不能登记" in told(app)


@pytest.mark.usefixtures("editor")
def test_a_registered_place_of_the_head_is_taken_where_nobody_chose_another(open_page: Open) -> None:
    app = open_page()
    app.text_area[0].set_value("东区人民政府简报\n\n2023年，全区固定资产投资增长6.3%。").run(timeout=60)
    assert app.selectbox(key="intake-region").value == "dongqu"
    app.selectbox(key="intake-region").set_value("xiqu").run(timeout=60)
    assert app.button(key="place-take").label == "改为东区"
    app.button(key="place-take").click().run(timeout=60)
    assert app.selectbox(key="intake-region").value == "dongqu"
    assert not app.exception


# --- saved facts ------------------------------------------------------------------------------------

FIRMS = "new_firms/dongqu/2022"
GROWTH = "fai_growth/qingcheng/2022"


def at_fact() -> AppTest:
    """The page as the link of the panel opens it."""
    app = AppTest.from_string(PAGE)
    app.query_params["fact"] = GROWTH
    return app.run(timeout=60)


@pytest.fixture
def open_fact(open_page: Open, editor: None) -> AppTest:
    """The page at a saved fact."""
    app = at_fact()
    assert not app.exception
    assert "2022年青城市固定资产投资增速8.1%" in told(app)
    return app


def press(app: AppTest, key: str) -> None:
    app.button(key=key).click().run(timeout=60)
    assert not app.exception


def test_a_saved_fact_is_corrected_after_its_consequences_were_read_and_taken_back_again(open_fact: AppTest, path: Path) -> None:
    before = path.read_bytes()
    open_fact.selectbox(key=f"saved-{GROWTH}-status").set_value("expected")
    press(open_fact, "saved-correct")
    assert "修改：2022年青城市固定资产投资增速8.1% → 预计2022年青城市固定资产投资增速8.1%" in told(open_fact)
    press(open_fact, "write")
    assert f"{GROWTH}:expected" in dataset_at(path).catalogue.observations
    press(open_fact, "undo")
    press(open_fact, "write")
    assert path.read_bytes() == before


def test_a_saved_fact_is_withdrawn_only_with_a_reason_and_stays_in_the_history(open_fact: AppTest, path: Path) -> None:
    press(open_fact, "saved-withdraw")
    assert "撤回要写一句理由" in told(open_fact)
    open_fact.text_input(key="saved-reason").set_value("口径不明")
    press(open_fact, "saved-withdraw")
    press(open_fact, "write")
    assert GROWTH not in dataset_at(path).catalogue.observations
    [record] = read_journal(path).records
    assert (record.kind, record.reason, record.facts[0].id) == ("withdraw", "口径不明", GROWTH)


def test_a_correction_that_changes_nothing_says_so(open_fact: AppTest) -> None:
    press(open_fact, "saved-correct")
    assert "还没有改动任何一栏" in told(open_fact)


def test_the_line_of_a_saved_fact_is_opened_in_the_text_of_the_file(open_fact: AppTest, path: Path) -> None:
    press(open_fact, "saved-line")
    [session] = sessions()._kept.values()
    assert session.tab == "直接编辑 YAML"
    assert session.yaml and path.read_text(encoding="utf-8").splitlines()[session.yaml.line - 1] == "  - indicator: fai_growth"


@pytest.mark.usefixtures("editor")
def test_a_number_of_the_text_that_is_in_the_data_leads_to_its_fact(open_page: Open, path: Path, dataset: Dataset) -> None:
    session = Session("name")
    session.begin(draft_of_source(dataset, "report"), dataset)
    number = next(one for one in session.numbers(dataset) if one.by == GROWTH)
    session.choose(number.passage.start, dataset)
    session.open_fact(number.by)
    assert session.at == Correcting(GROWTH, Working(number.passage.start))
    session.leave_fact()
    assert session.at == Working(number.passage.start)


def test_the_panel_leads_to_the_fact_for_editors_alone(dataset: Dataset) -> None:
    fact = dataset.facts[GROWTH]
    assert "/editing?fact=fai_growth%2Fqingcheng%2F2022" in panel(fact, View(), may_edit=True)
    assert "/editing" not in panel(fact, View())


@pytest.mark.usefixtures("editor")
def test_a_fact_that_is_gone_is_told(open_page: Open, path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("period: 2022\n    value: 8.1", "period: 2022\n    status: expected\n    value: 8.1"), encoding="utf-8")  # fmt: skip
    app = at_fact()
    assert not app.exception
    assert "改过编号，或已经撤回" in told(app)


@pytest.mark.usefixtures("editor")
def test_a_server_that_starts_anew_goes_on_with_what_was_not_written(open_page: Open, path: Path) -> None:
    app = open_page()
    app.text_area[0].set_value(ARTICLE)
    press(app, "intake-start")
    press(app, "accept")
    [session] = sessions()._kept.values()
    sessions.cache_clear()
    again = AppTest.from_string(PAGE)
    again.query_params["draft"] = session.name
    again.run(timeout=60)
    assert not again.exception
    assert "1 条事实" in told(again)
    elsewhere = open_page()
    press(elsewhere, f"resume-{session.name}")
    assert "1 条事实" in told(elsewhere)
