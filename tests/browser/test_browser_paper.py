"""On paper: whole charts, the filters in words, the sources and the date, also from a dark screen."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator

import pytest
import town
from conftest import Server
from playwright.sync_api import Browser, Page
from pypdf import PdfReader


@pytest.fixture(params=["light", "dark"])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in each of the two themes; only Chromium without a window prints to PDF."""
    context = browser.new_context(locale="zh-CN", color_scheme=request.param, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def printed(page: Page) -> list[str]:
    """The text of each sheet, without white space. A font may give a character as the radical that looks like it (青, 长)."""
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets} == {(595, 842)}
    return ["".join(unicodedata.normalize("NFKC", sheet.extract_text()).split()) for sheet in sheets]


def test_a_page_on_paper_has_its_filters_in_words_its_sources_and_the_date(town_server: Server, reader: Page) -> None:
    reader.goto(f"{town_server.url}/investment?region=city&to=2022")
    reader.locator(".footnotes").first.wait_for(state="attached")
    sheets = printed(reader)
    assert "城市,2022止·打印于20" in sheets[0]
    assert "城投资连年增" in sheets[0]
    assert "9.2" in sheets[0] and len(sheets) == 1
    assert "只看全年数据" not in sheets[0]


def test_charts_are_whole_on_paper(town_server: Server, reader: Page) -> None:
    reader.goto(f"{town_server.url}/attraction")
    reader.locator(".js-plotly-plot .main-svg").first.wait_for()
    reader.locator(".on-paper svg").first.wait_for(state="attached")
    reader.wait_for_load_state("networkidle")
    reader.emulate_media(media="print")
    reader.set_viewport_size({"width": 690, "height": 1000})
    pictures = reader.locator(".on-paper svg")
    assert pictures.count() == reader.locator(".js-plotly-plot").count() > 0
    for picture in pictures.all():
        box = picture.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 690 and box["height"] > 40
    assert not reader.locator(".js-plotly-plot").first.is_visible()
    assert reader.evaluate("document.documentElement.scrollWidth") <= 690


def test_a_fact_is_one_sheet(town_server: Server, reader: Page) -> None:
    reader.goto(f"{town_server.url}/o/{town.RISE}")
    sheets = printed(reader)
    assert len(sheets) == 1
    assert "2022年,全市固定资产投资增" in sheets[0] and "城投资连年增" in sheets[0]
