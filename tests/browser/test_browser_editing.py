"""An editor with a real browser: from an article to points on a chart, with nothing lost on the way."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Server
from playwright.sync_api import Locator, Page, expect
from pointing import points

import xtdata
from xtdata.sources.library import blank_markup, text_folders

YEAR = 2027
Start = Callable[..., Server]


def article(home: str) -> str:
    """Five figures about *home* in a year that no real text has reached."""
    return f"""{home}{YEAR}年上半年经济运行情况

　　{YEAR}年上半年，{home}固定资产投资增长6.3%，工业投资增长9.8%，
新引进亿元以上项目56个，引进三类500强企业7家，规模工业增加值增长
7.5%，市民可拨打12345。
"""


@pytest.fixture
def editing(start_server: Start, project: Path) -> Server:
    return start_server(XTDATA_FILE=str(project / "indicators.yaml"), XTDATA_EDIT="1", XTDATA_SOURCES=os.environ.get("XTDATA_SOURCES", ""))


class Editor:
    """What an editor does on the page, each step waited for by what the page then shows."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def begin(self, text: str, date: str) -> None:
        self.page.get_by_label("粘贴全文").fill(text)
        self.page.get_by_label("日期（读懂“今年”要用）").fill(date)
        self.page.get_by_role("button", name="开始").click()
        expect(self.page.locator(".reading-text [aria-current=true]")).to_be_visible()
        self.answered()

    def answered(self) -> None:
        """Wait until the page, which shows the beginning of its answer, is done."""
        expect(self.page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")

    @property
    def head(self) -> Locator:
        return self.page.locator(".number-head")

    @property
    def verdict(self) -> Locator:
        return self.page.locator(".verdict")

    def go_on(self, key: str) -> None:
        """Press a *key* that leads to another number."""
        before = self.head.inner_text()
        self.page.keyboard.press(key)
        expect(self.head).not_to_have_text(before, use_inner_text=True)
        self.answered()

    def fill(self, label: str, value: str, verdict: str | re.Pattern[str]) -> None:
        """Fill a field; the check then says *verdict*."""
        field = self.page.locator(".st-key-fields").get_by_label(label, exact=True)
        field.fill(value)
        field.press("Tab")
        # Off every field, so that the next letter is a command.
        self.head.click()
        expect(self.verdict).to_contain_text(verdict)
        self.answered()

    def accept(self, waiting: int) -> None:
        self.go_on("a")
        expect(self.page.locator(".bench-title")).to_contain_text(f"{waiting} 条事实")

    def save(self) -> None:
        self.page.get_by_role("button", name="看改动并保存").click()
        expect(self.page.locator(".diff")).to_be_visible()
        self.page.locator(".st-key-write button").click()


@pytest.fixture
def editor(page: Page, editing: Server) -> Editor:
    page.goto(editing.editing_url)
    return Editor(page)


def table(server: Server) -> list[dict[str, str]]:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(server.url + "/api/observations.csv", timeout=60) as answer:
        return list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))


def check(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "xtdata", "check", str(project / "indicators.yaml")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def test_an_article_becomes_five_points_of_which_one_is_on_the_chart(editor: Editor, editing: Server, project: Path) -> None:
    home = xtdata.load().catalogue
    page, name = editor.page, home.regions[home.home].name
    editor.begin(article(name), f"{YEAR}-07")
    expect(editor.verdict).to_contain_text("逐字相符")
    editor.fill("数值", "6.4", verdict="6.4")
    expect(page.get_by_role("button", name="采用").first).to_be_disabled()
    editor.fill("数值", "6.3", verdict="逐字相符")
    page.keyboard.press("e")
    first = page.locator('.st-key-fields input:not([type="hidden"])').first
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).not_to_be_focused()
    for waiting in range(1, 6):
        expect(editor.verdict).to_contain_text("逐字相符")
        editor.accept(waiting)
    page.keyboard.press("d")
    expect(page.get_by_label("为什么不采用？")).to_be_focused()
    page.keyboard.type("电话号码，jkad")
    page.keyboard.press("Enter")
    expect(page.locator(".bench-title")).to_contain_text("5 条事实、1 处不采用")
    page.reload()
    expect(page.locator(".bench-title")).to_contain_text("5 条事实、1 处不采用")
    editor.save()
    expect(page.locator(".saved")).to_contain_text("已写入 5 条事实")

    assert check(project).returncode == 0
    written = [row for row in table(editing) if row["period"].startswith(str(YEAR))]
    assert sorted(row["value"] for row in written) == ["56", "6.3", "7", "7.5", "9.8"]
    page.locator(".saved a").first.click()
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    expect(page.locator(".evidence")).to_contain_text("6.3%")
    drawn = {one["id"] for chart in page.locator(".js-plotly-plot").all() for one in points(chart)}
    assert drawn & {row["id"] for row in written}


def excerpt() -> str:
    """Some paragraphs of a real report, read where it lies."""
    for folder in text_folders():
        for file in sorted(folder.rglob("20*.md")):
            paragraphs = [one.strip() for one in blank_markup(file.read_text(encoding="utf-8")).split("\n\n")]
            dense = [one for one in paragraphs if len(re.findall(r"\d+(?:\.\d+)?%", one)) >= 4]
            if len(dense) >= 2:
                return "\n\n".join(dense[:2])
    return ""


@pytest.mark.skipif(not text_folders(), reason="XTDATA_SOURCES names no folder of real texts")
def test_a_real_report_becomes_five_observations_of_new_and_known_indicators(editor: Editor, editing: Server, project: Path) -> None:
    before = len(table(editing))
    editor.begin(excerpt(), "2024-01")
    taken = 0
    for number in range(40):
        if taken == 5:
            break
        if "请选一个指标" in editor.verdict.inner_text():
            _describe_indicator(editor, f"tried_{number}")
        if "逐字相符" in editor.verdict.inner_text():
            taken += 1
            editor.accept(taken)
        else:
            editor.go_on("j")
    editor.save()
    expect(editor.page.locator(".saved")).to_contain_text("已写入 5 条事实")
    assert check(project).returncode == 0
    assert len(table(editing)) == before + 5


def _describe_indicator(editor: Editor, key: str) -> None:
    choice = editor.page.locator(".st-key-fields").get_by_role("combobox").first
    choice.fill("新建指标")
    choice.press("Enter")
    expect(editor.page.get_by_label("英文代号", exact=True)).to_be_visible()
    editor.answered()
    editor.fill("英文代号", key, verdict=re.compile(r"^(?!.*请给新指标起一个英文代号)", re.S))


def test_the_yaml_is_checked_while_it_is_typed_and_two_editors_lose_nothing(editor: Editor, project: Path) -> None:
    page, file = editor.page, project / "indicators.yaml"
    page.get_by_text("直接编辑 YAML").click()
    field = page.get_by_label("YAML", exact=True)
    expect(field).to_be_visible()
    assert field.input_value() == file.read_text(encoding="utf-8")
    title = re.search(r"^title: (.*)$", field.input_value(), re.M)
    assert title
    _replace(field, "title: ", "titel: ")
    expect(page.locator(".yaml-diagnostics .error").first).to_contain_text("titel")
    expect(page.get_by_role("button", name="看改动并保存")).to_be_disabled()
    page.reload()
    expect(page.get_by_label("YAML", exact=True)).to_have_value(re.compile(r"^titel: ", re.M))
    _replace(field, "titel: ", "title: 新的")
    expect(page.locator(".yaml-diagnostics .error")).to_have_count(0)
    page.get_by_role("button", name="看改动并保存").click()
    expect(page.locator(".diff .new")).to_contain_text(f"新的{title[1]}")
    file.write_text(file.read_text(encoding="utf-8") + "# 别人写的\n", encoding="utf-8")
    page.locator(".st-key-write button").click()
    expect(page.locator(".diff.two")).to_contain_text("# 别人写的")
    page.get_by_role("button", name="套用到新版本上").click()
    expect(page.locator(".diff:not(.two)")).to_be_visible()
    page.locator(".st-key-write button").click()
    expect(page.locator(".saved, .yaml-editor").first).to_be_visible()
    text = file.read_text(encoding="utf-8")
    assert f"title: 新的{title[1]}" in text
    assert "# 别人写的" in text


def _replace(field: Locator, old: str, new: str) -> None:
    """Type *new* in place of the first *old*."""
    field.evaluate("(field, old) => { const at = field.value.indexOf('\\n' + old) + 1; field.setSelectionRange(at, at + old.length) }", old)
    field.press_sequentially(new)


def test_hostile_text_is_shown_as_text(editor: Editor) -> None:
    name = xtdata.load().catalogue.regions[xtdata.load().catalogue.home].name
    hostile = "<img src=x onerror=\"document.title='bad'\">"
    editor.begin(f"{hostile}\n\n{hostile}。{YEAR}年，{name}固定资产投资增长6.3%。\n", f"{YEAR}-07")
    expect(editor.page.locator(".reading-text")).to_contain_text("<img src=x")
    editor.accept(1)
    editor.page.get_by_role("button", name="看改动并保存").click()
    expect(editor.page.locator(".diff")).to_contain_text("<img src=x")
    assert editor.page.locator(".reading-text img, .diff img").count() == 0


def test_an_indicator_that_is_only_close_takes_a_second_key(editor: Editor) -> None:
    home = xtdata.load().catalogue
    name = home.regions[home.home].name
    editor.begin(f"{name}{YEAR}年上半年经济运行情况\n\n{YEAR}年上半年，{name}协议工业投资增长9.8%。\n", f"{YEAR}-07")
    agreement = editor.page.locator(".agreement")
    expect(editor.verdict).to_contain_text("数字：与原文逐字相符")
    expect(agreement).to_contain_text("指标：只是相近")
    expect(editor.page.get_by_role("button", name="采用").first).to_be_disabled()
    editor.page.keyboard.press("y")
    expect(agreement).to_contain_text("已确认")
    expect(editor.page.get_by_role("button", name="采用").first).to_be_enabled()
