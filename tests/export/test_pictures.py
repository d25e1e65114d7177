"""Charts as pictures: title, source and date are in them, nothing in them runs, and a machine without Chinese letters says so."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
import town

from xtdata.charts.kinds import KINDS, PLACES, theme_charts
from xtdata.charts.style import Style
from xtdata.export import CannotExport, Extract, NoChart, artifact, fonts, picture_file
from xtdata.export.extract import chart_name
from xtdata.facts.dataset import Dataset, load
from xtdata.facts.loading import load_text
from xtdata.facts.query import Query

INVESTMENT = Query(themes=("investment",), as_of="latest")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(town.write(tmp_path_factory.mktemp("town")))


def texts(extract: Extract) -> str:
    root = ElementTree.fromstring(artifact(extract, "svg").content)
    return "\n".join("".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text"))


def test_a_picture_says_its_title_its_source_the_day_and_the_version(data: Dataset) -> None:
    extract = Extract(data, INVESTMENT, "growth", "https://example.net/", date(2025, 1, 31))
    shown = texts(extract)
    assert extract.shown_chart.title in shown
    assert "来源：" in shown
    assert "《青城投资连年增长》" in shown
    assert f"2025年1月31日制图 · 数据版本 {data.loaded.digest} · https://example.net" in shown


def test_a_chart_has_the_name_that_a_page_gives_it(data: Dataset) -> None:
    assert Extract(data, INVESTMENT, "growth-fai_growth").shown_chart.ids == Extract(data, INVESTMENT, "growth").shown_chart.ids
    assert Extract(data, INVESTMENT, "growth:growth-fai_growth").shown_chart.key == "growth-fai_growth"
    assert Extract(data, INVESTMENT).shown_chart.key == "growth-fai_growth"


def test_the_table_of_a_chart_holds_its_facts_and_no_others(data: Dataset) -> None:
    extract = Extract(data, INVESTMENT, "growth")
    assert set(extract.rows["id"]) == set(extract.shown_chart.ids)
    assert len(extract.rows) < len(data.select(INVESTMENT))


@pytest.mark.parametrize("theme", ["investment", "approval", "attraction"])
@pytest.mark.parametrize("recent", [True, False])
def test_what_a_page_draws_is_had_exactly(data: Dataset, theme: str, recent: bool) -> None:
    query = Query(themes=(theme,), as_of="latest")
    charts = theme_charts(theme, data.facts_in(data.select(query)), data, Style(recent=recent))
    assert len(charts) > 1
    for chart in charts:
        assert set(Extract(data, query, chart_name(theme, chart.key, not recent)).rows["id"]) == set(chart.ids)


def test_what_the_pages_of_no_theme_draw_is_had_exactly(data: Dataset) -> None:
    query = Query(as_of="latest")
    for place, build in PLACES.items():
        charts = build(data.facts_in(data.select(query)), data, Style())
        assert charts
        for chart in charts:
            assert set(Extract(data, query, chart_name(place, chart.key, False)).rows["id"]) == set(chart.ids)


@pytest.mark.parametrize("name", ["none", "growth:none", ":", "pie", "<script>", "../../etc/passwd", "x" * 10_000])
def test_a_chart_that_there_is_not_is_told_in_one_short_sentence(data: Dataset, name: str) -> None:
    with pytest.raises(NoChart) as told:
        artifact(Extract(data, INVESTMENT, name), "svg")
    assert len(str(told.value)) < 300


def test_what_is_a_table_has_no_picture(data: Dataset) -> None:
    with pytest.raises(NoChart, match="是一张表，没有图片可下载"):
        artifact(Extract(data, Query(themes=("macro",), as_of="latest"), "list-macro"), "svg")
    with pytest.raises(NoChart, match=r"画不成“计划完成率”"):
        artifact(Extract(data, Query(indicators=("gdp",), as_of="latest"), "completion"), "svg")


@pytest.mark.parametrize("kind", ["growth", "completion", "dumbbells", "counts", "targets"])
def test_every_kind_that_is_drawn_is_well_formed(data: Dataset, kind: str) -> None:
    assert kind in KINDS
    assert len(texts(Extract(data, Query(as_of="latest"), kind))) > 20


def test_markup_in_the_data_is_text_in_the_picture(tmp_path: Path) -> None:
    hostile = town.DATA.replace("name: 固定资产投资增速", "name: '<script>alert(1)</script>增速'", 1)
    extract = Extract(Dataset(load_text(hostile, town.write(tmp_path))), INVESTMENT, "growth")
    drawn = artifact(extract, "svg").content.decode()
    assert "<script" not in drawn
    assert "<script>alert(1)</script>增速" in texts(extract).replace("\n", "")


@pytest.mark.skipif(fonts.chinese_font() is None, reason="no font with Chinese characters")
def test_png_is_twice_as_large_as_the_svg_and_draws_letters_not_boxes(data: Dataset) -> None:
    content = artifact(Extract(data, INVESTMENT, "growth"), "png").content
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width == 2 * picture_file.WIDTH
    assert height > 600
    # Boxes in place of letters are all alike, and pack far better.
    assert len(content) > 30_000


def test_without_a_chinese_font_png_says_so_and_svg_is_made(data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_file, "chinese_font", lambda: None)
    with pytest.raises(CannotExport, match=r"没有中文字体.*改用 SVG"):
        artifact(Extract(data, INVESTMENT, "growth"), "png")
    assert artifact(Extract(data, INVESTMENT, "growth"), "svg").content


def test_a_machine_without_fonts_has_no_chinese_font() -> None:
    assert fonts.choose("") is None
    assert fonts.choose("/f/uming.ttc: AR PL UMing CN,文鼎PL简中明\n") == fonts.Font("AR PL UMing CN", ("/f/uming.ttc",))
