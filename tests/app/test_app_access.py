"""Editing never opens by accident."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xtdata.app.access import Surroundings, decide, may_connect

HOME = Surroundings("1", address="127.0.0.1", headers={"Host": "localhost:8501", "Origin": "http://localhost:8501"}, has_token=True)
EDITOR = {"is_logged_in": True, "email": "A@Example.org", "email_verified": True}
SERVER = Surroundings(
    "1", "a@example.org, b@example.org", has_login=True, address="127.0.0.1", headers={"Host": "figures.example.org"}, user=EDITOR
)


def test_on_ones_own_machine_the_switch_and_the_token_of_the_start_are_enough() -> None:
    assert decide(HOME).allowed
    assert decide(replace(HOME, address="::1", headers={"Host": "[::1]:8501"})).allowed


def test_without_the_token_of_the_start_even_this_machine_may_not_edit() -> None:
    refused = decide(replace(HOME, has_token=False))
    assert not refused.allowed
    assert "打印" in refused.reason


def test_on_a_server_the_token_opens_nothing() -> None:
    assert not decide(replace(SERVER, user={}, has_token=True)).allowed


def test_on_a_server_an_editor_of_the_list_may_edit() -> None:
    assert decide(SERVER).allowed
    assert decide(SERVER).editor == "a@example.org"


@pytest.mark.parametrize("switch", ["", "0", "yes", "true", "11"])
@pytest.mark.parametrize("around", [HOME, SERVER])
def test_without_the_switch_nobody_may_edit(around: Surroundings, switch: str) -> None:
    assert not decide(replace(around, switch=switch)).allowed


@pytest.mark.parametrize("address", ["", "0.0.0.0", "::", "192.168.1.7", "example.org", "localhost.example.org"])
def test_a_server_that_others_can_reach_needs_a_login(address: str) -> None:
    refused = decide(replace(HOME, address=address))
    assert not refused.allowed
    assert "登录" in refused.reason


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "figures.example.org"},
        {"Host": "192.168.1.7:8501"},
        {"Host": "localhost:8501", "Origin": "https://figures.example.org"},
        {"Host": "localhost:8501", "Origin": "null"},
        {"Host": "localhost:8501", "X-Forwarded-For": "203.0.113.9"},
        {"Host": "localhost:8501", "X-Real-Ip": "203.0.113.9"},
        {"Host": "localhost:8501", "Forwarded": "for=203.0.113.9"},
        {"Host": "[::1"},
        {"Host": "localhost:8501", "Origin": "http://localhost:3000"},
        {"Host": "localhost:8501", "Origin": "http://127.0.0.1:8501"},
        {"Host": "localhost:8501", "Origin": "http://localhost"},
    ],
)
def test_who_comes_through_another_name_or_server_is_not_at_home(headers: dict[str, str]) -> None:
    assert not decide(replace(HOME, headers=headers)).allowed


@pytest.mark.parametrize(
    "name",
    [
        "Forwarded", "Via", "X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Server", "X-Real-IP",
        "CF-Connecting-IP", "CF-Ray", "CDN-Loop", "True-Client-IP", "X-Client-IP", "Client-IP", "Fastly-Client-IP", "Fly-Client-IP", "X-Original-Host",
        "X-Amzn-Trace-Id", "X-Azure-Ref", "X-Envoy-External-Address", "X-Request-Id", "X-Scheme", "Front-End-Https", "Proxy-Connection", "Traceparent",
        "X-ProxyUser-Ip", "Tailscale-User-Login", "X-Something-New",
    ],
)  # fmt: skip
def test_whatever_a_server_in_front_adds_closes(name: str) -> None:
    assert not decide(replace(HOME, headers=HOME.headers | {name: "1"})).allowed


def test_what_a_browser_sends_closes_nothing() -> None:
    names = (
        "Connection Pragma Cache-Control User-Agent Upgrade Cookie Accept Accept-Encoding Accept-Language Authorization DNT Priority "
        "Sec-WebSocket-Key Sec-WebSocket-Version Sec-WebSocket-Protocol Sec-WebSocket-Extensions Sec-Fetch-Dest Sec-Fetch-Mode Sec-Fetch-Site Sec-GPC"
    )
    assert decide(replace(HOME, headers=HOME.headers | dict.fromkeys(names.split(), "1"))).allowed


def test_a_page_connects_to_its_own_server_only() -> None:
    assert may_connect("http://localhost:8501", "localhost:8501")
    assert may_connect("https://figures.example.org", "figures.example.org")
    for origin in ("http://localhost:3000", "http://localhost", "https://localhost:8501.example.org", "null", "", "http://[::1"):
        assert not may_connect(origin, "localhost:8501")


def test_a_page_that_the_settings_of_the_server_name_may_read(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"server.enableCORS": True, "server.corsAllowedOrigins": ["https://portal.example.org"]}
    monkeypatch.setattr("streamlit.get_option", options.__getitem__)
    assert may_connect("https://portal.example.org", "localhost:8501")
    assert not may_connect("https://portal.example.org:8443", "localhost:8501")


def test_who_connects_from_elsewhere_is_not_at_home() -> None:
    assert not decide(replace(HOME, client="192.168.1.20")).allowed


def test_half_a_login_opens_nothing_even_at_home() -> None:
    assert "没有配置登录" in decide(replace(HOME, editors="a@example.org")).reason
    assert "XTDATA_EDITORS" in decide(replace(HOME, has_login=True)).reason
    assert "Authlib" in decide(replace(SERVER, can_log_in=False)).reason


def test_who_has_not_logged_in_is_asked_to() -> None:
    for user in ({}, {"is_logged_in": False}, {"is_logged_in": "true", "email": "a@example.org"}):
        refused = decide(replace(SERVER, user=user))
        assert not refused.allowed
        assert refused.may_log_in


@pytest.mark.parametrize("email", ["c@example.org", "a@example.org.evil.example", "", None, "a@example.org,b@example.org"])
def test_who_is_not_on_the_list_may_not_edit(email: str | None) -> None:
    refused = decide(replace(SERVER, user=EDITOR | {"email": email}))
    assert not refused.allowed
    assert not refused.may_log_in


@pytest.mark.parametrize(
    "email", ["\N{KELVIN SIGN}@example.org", " k@example.org", "k@example.org\n", "\N{FULLWIDTH LATIN SMALL LETTER K}@example.org"]
)
def test_an_address_is_compared_letter_by_letter(email: str) -> None:
    around = replace(SERVER, editors="k@example.org")
    assert decide(replace(around, user=EDITOR | {"email": "K@Example.org"})).allowed
    assert not decide(replace(around, user=EDITOR | {"email": email})).allowed


def test_a_listed_address_that_is_not_ascii_is_nobodys() -> None:
    around = replace(SERVER, editors="\N{KELVIN SIGN}@example.org")
    assert not decide(replace(around, user=EDITOR | {"email": "k@example.org"})).allowed
    assert not decide(replace(around, user=EDITOR | {"email": ""})).allowed


@pytest.mark.parametrize("verified", [False, "false", "False", 0, "no", None, ""])
def test_an_address_that_the_provider_has_not_verified_is_no_address(verified: object) -> None:
    assert "验证" in decide(replace(SERVER, user=EDITOR | {"email_verified": verified})).reason


def test_a_provider_that_says_nothing_about_verifying_has_not_verified() -> None:
    user = {name: value for name, value in EDITOR.items() if name != "email_verified"}
    assert "XTDATA_VERIFIED_CLAIM" in decide(replace(SERVER, user=user)).reason


def test_a_provider_may_say_under_another_name_that_it_has_verified() -> None:
    around = replace(SERVER, verified_claim="xms_edov")
    assert not decide(around).allowed
    assert decide(replace(around, user=EDITOR | {"xms_edov": "1"})).allowed
