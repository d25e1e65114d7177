"""Who may edit. Reading is for everybody; writing is off unless the server was started for it, and then for few.

Two ways, both on purpose, both with ``XTDATA_EDIT=1``:

- on one's own machine: the server listens on a loopback address, and the browser asks for a loopback address itself.
  A web server in front, or a name that leads here from elsewhere, is no longer one's own machine.
- on a server: ``[auth]`` in ``secrets.toml`` and ``XTDATA_EDITORS`` are both there, and the reader has logged in with an
  address of that list.

Whatever writes calls ``require`` first: a page that is not shown is no lock.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


class NotAllowed(Exception):
    """Somebody tried to write who may not; the message is one Chinese sentence."""


@dataclass(frozen=True)
class Access:
    """Whether this reader may edit, and if not, why and whether logging in may help."""

    allowed: bool
    reason: str = ""
    may_log_in: bool = False
    editor: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What the decision depends on: how the server was started, how it was reached, who is logged in."""

    switch: str = ""
    editors: str = ""
    has_login: bool = False
    can_log_in: bool = True
    address: str = ""
    client: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    user: Mapping[str, Any] = field(default_factory=dict)


def access() -> Access:
    """What the present reader may do."""
    return decide(surroundings())


def require() -> str:
    """The present editor's address ("" on one's own machine). Raises ``NotAllowed`` where the reader may not edit."""
    present = access()
    if not present.allowed:
        raise NotAllowed(present.reason)
    return present.editor


def surroundings() -> Surroundings:
    """The facts about this process and this session; where editing is off, nothing more is asked."""
    switch = os.environ.get("XTDATA_EDIT", "")
    if switch.strip() != "1":
        return Surroundings()
    has_login = st.secrets.load_if_toml_exists() and "auth" in st.secrets
    return Surroundings(
        switch=switch,
        editors=os.environ.get("XTDATA_EDITORS", ""),
        has_login=has_login,
        can_log_in=importlib.util.find_spec("authlib") is not None,
        address=st.get_option("server.address") or "",
        client=st.context.ip_address,
        headers={name.title(): value for name, value in st.context.headers.to_dict().items()},
        user=st.user.to_dict() if has_login else {},
    )


def decide(around: Surroundings) -> Access:
    """Whether to let edit.

    >>> decide(Surroundings()).allowed
    False
    >>> decide(Surroundings("1", address="127.0.0.1", headers={"Host": "localhost:8501"})).allowed
    True
    """
    if around.switch.strip() != "1":
        return Access(False, "编辑没有打开。要在自己的机器上录数，请用 make edit 启动看板。")
    editors = {one.casefold() for one in re.split(r"[,;\s]+", around.editors) if one}
    if editors or around.has_login:
        return _by_login(around, editors)
    return _on_own_machine(around)


def _by_login(around: Surroundings, editors: set[str]) -> Access:
    if not around.has_login:
        return Access(False, "设了 XTDATA_EDITORS，却没有配置登录（secrets.toml 里的 [auth]），所以编辑没有打开。")
    if not editors:
        return Access(False, "配置了登录，却没有用 XTDATA_EDITORS 列出可以编辑的人，所以编辑没有打开。")
    if not around.can_log_in:
        return Access(False, "登录要用的库 Authlib 没有安装，所以编辑没有打开。请重新安装 requirements.txt。")
    if around.user.get("is_logged_in") is not True:
        return Access(False, "编辑台只对编者开放，请先登录。", may_log_in=True)
    address = str(around.user.get("email") or "").strip().casefold()
    if address not in editors:
        return Access(False, "您登录的账号不在编者名单里。需要录数的，请管理员把您的邮箱加进 XTDATA_EDITORS。")
    if _is_unverified(around.user.get("email_verified")):
        return Access(False, "您的邮箱还没有经登录服务验证，验证以后才能编辑。")
    return Access(True, editor=address)


def _is_unverified(claim: Any) -> bool:
    return claim is not None and str(claim).strip().casefold() not in {"true", "1"}


def _on_own_machine(around: Surroundings) -> Access:
    if not _is_loopback(around.address):
        where = f"“{around.address}”" if around.address else "所有网络地址"
        return Access(
            False, f"看板在{where}上，别的机器也能访问，又没有配置登录，所以编辑没有打开。请改用 127.0.0.1，或配置登录和编者名单。"
        )
    asked = [_host(around.headers.get("Host", "")), *([_host(around.headers["Origin"])] if "Origin" in around.headers else [])]
    forwarded = any(name.title() in around.headers for name in _FORWARDED)
    if forwarded or not all(map(_is_loopback, asked)) or not _is_loopback(around.client or "localhost"):
        return Access(
            False, "您是从别的地址访问的，又没有配置登录，所以编辑没有打开。请在运行看板的机器上用 localhost 打开，或配置登录和编者名单。"
        )
    return Access(True)


def _host(origin: str) -> str:
    """The host of a Host or Origin header, without scheme and port."""
    try:
        return urlsplit(origin if "//" in origin else f"//{origin}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    """Whether *host* means this machine only.

    >>> [_is_loopback(one) for one in ("127.0.0.1", "localhost", "::1", "", "0.0.0.0", "192.168.1.7", "localhost.example.org")]
    [True, True, True, False, False, False, False]
    """
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
