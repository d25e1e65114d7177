"""The editing page in a real browser, for those who may not edit: closed, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Server
from playwright.sync_api import Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

Start = Callable[..., Server]


@pytest.mark.parametrize(
    ("env", "sentence"),
    [({}, "编辑没有打开"), ({"XTDATA_EDIT": "1", "XTDATA_EDITORS": "a@example.org"}, "没有配置登录")],
)
def test_a_closed_page_says_why(start_server: Start, page: Page, env: dict[str, str], sentence: str) -> None:
    server = start_server(**env)
    page.goto(server.url + "/editing")
    expect(page.locator(".empty")).to_contain_text(sentence)
    assert page.get_by_role("link", name="编辑台").count() == 0
    assert page.get_by_role("textbox").count() == 0


def test_behind_another_server_the_local_way_stays_closed(start_server: Start, page: Page) -> None:
    page.set_extra_http_headers({"X-Forwarded-For": "203.0.113.9"})
    page.goto(start_server(XTDATA_EDIT="1").editing_url)
    expect(page.locator(".empty")).to_contain_text("从别的地址访问")


def test_the_printed_address_opens_editing_and_its_token_does_not_stay_in_it(start_server: Start, page: Page) -> None:
    server = start_server(XTDATA_EDIT="1")
    page.goto(server.url + "/editing?token=wrong")
    expect(page.locator(".empty")).to_contain_text("终端里打印的编辑台网址")
    assert "token" not in page.url
    page.goto(server.editing_url)
    expect(page.get_by_label("粘贴全文")).to_be_visible()
    assert "token" not in page.url
    page.goto(server.url)
    expect(page.get_by_role("link", name="编辑台")).to_be_visible()


def test_the_token_of_one_start_opens_no_other(start_server: Start, page: Page) -> None:
    earlier, server = start_server(XTDATA_EDIT="1"), start_server(XTDATA_EDIT="1")
    page.goto(server.url + "/editing?" + earlier.editing_url.partition("?")[2])
    expect(page.locator(".empty")).to_contain_text("终端里打印的编辑台网址")


SECRETS = """[auth]
redirect_uri = "http://localhost:8501/oauth2callback"
cookie_secret = "a long random text for a test"
client_id = "x"
client_secret = "y"
server_metadata_url = "http://127.0.0.1:9/none"
"""


@pytest.mark.parametrize(("email", "may"), [("Editor@Example.org", True), ("other@example.org", False)])
def test_behind_a_login_only_the_list_may_edit(start_server: Start, project: Path, page: Page, email: str, may: bool) -> None:
    (project / ".streamlit").mkdir()
    (project / ".streamlit" / "secrets.toml").write_text(SECRETS, encoding="utf-8")
    env = {
        "HOME": str(project),
        "XTDATA_FILE": str(project / "indicators.yaml"),
        "XTDATA_EDIT": "1",
        "XTDATA_EDITORS": "editor@example.org",
    }
    server = start_server(**env)
    page.goto(server.url + "/editing")
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    identity = f'{{"is_logged_in": true, "email": "{email}", "email_verified": true, "origin": "{server.url}"}}'
    signed = create_signed_value("a long random text for a test", "_streamlit_user", identity)
    page.context.add_cookies([{"name": "_streamlit_user", "value": signed.decode(), "url": server.url}])
    page.reload()
    if may:
        expect(page.get_by_label("粘贴全文")).to_be_visible()
    else:
        expect(page.locator(".empty")).to_contain_text("不在编者名单里")
