"""Editing never opens by accident."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xtdata.app.access import Surroundings, decide

HOME = Surroundings("1", address="127.0.0.1", headers={"Host": "localhost:8501", "Origin": "http://localhost:8501"})
EDITOR = {"is_logged_in": True, "email": "A@Example.org", "email_verified": True}
SERVER = Surroundings(
    "1", "a@example.org, b@example.org", has_login=True, address="127.0.0.1", headers={"Host": "figures.example.org"}, user=EDITOR
)


def test_on_ones_own_machine_the_switch_is_enough() -> None:
    assert decide(HOME).allowed
    assert decide(replace(HOME, address="::1", headers={"Host": "[::1]:8501"})).allowed


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
    ],
)
def test_who_comes_through_another_name_or_server_is_not_at_home(headers: dict[str, str]) -> None:
    assert not decide(replace(HOME, headers=headers)).allowed


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


@pytest.mark.parametrize("verified", [False, "false", "False", 0, "no"])
def test_an_address_that_the_provider_has_not_verified_is_no_address(verified: object) -> None:
    assert "验证" in decide(replace(SERVER, user=EDITOR | {"email_verified": verified})).reason


def test_a_provider_that_says_nothing_about_verifying_is_believed() -> None:
    user = {name: value for name, value in EDITOR.items() if name != "email_verified"}
    assert decide(replace(SERVER, user=user)).allowed
