"""Who may edit. Reading is for everybody; writing is off unless the server was started for it, and then for few.

Two ways, both on purpose, both with ``XTDATA_EDIT=1``:

- on one's own machine: the server listens on a loopback address, the browser asks for a loopback address itself and has
  opened the address with the token of this start (see ``xtdata.app.token``). A web server in front, or a name that leads
  here from elsewhere, is no longer one's own machine.
- on a server: ``[auth]`` in ``secrets.toml`` and ``XTDATA_EDITORS`` are both there, and the reader has logged in with an
  address of that list.

Whatever writes calls ``require`` first: a page that is not shown is no lock.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from xtdata.app import token

# What servers in front add. A browser that opens a WebSocket sends no header of these names, and none that begins with X-.
_FORWARDED = re.compile(r"^x-|forward|proxy|^via$|-ip$|^(cf|cdn|fastly|fly|front-end|ngrok|tailscale)-|^trace", re.IGNORECASE | re.ASCII)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_VERIFIED_CLAIM = "email_verified"


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
    user: Mapping[str, object] = field(default_factory=dict)
    verified_claim: str = _VERIFIED_CLAIM
    has_token: bool = False

    @property
    def is_on(self) -> bool:
        """Whether the server was started for editing."""
        return self.switch.strip() == "1"

    @property
    def wants_login(self) -> bool:
        """Whether there is a login or a list of editors: then editing is by both, or closed."""
        return self.has_login or bool(self.editors.strip())


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
    start = _start()
    if not start.is_on:
        return start
    return replace(
        start,
        can_log_in=importlib.util.find_spec("authlib") is not None,
        client=st.context.ip_address,
        headers=st.context.headers.to_dict(),
        user=st.user.to_dict() if start.has_login else {},
        verified_claim=os.environ.get("XTDATA_VERIFIED_CLAIM", "").strip() or _VERIFIED_CLAIM,
        has_token=token.is_in(st.context.cookies.to_dict()),
    )


def opens_by_token() -> bool:
    """Whether this process was started for editing on the machine that it runs on."""
    start = _start()
    return start.is_on and not start.wants_login and _is_loopback(start.address)


def _start() -> Surroundings:
    """What is known before anybody asks."""
    return Surroundings(
        switch=os.environ.get("XTDATA_EDIT", ""),
        editors=os.environ.get("XTDATA_EDITORS", ""),
        has_login=st.secrets.load_if_toml_exists() and "auth" in st.secrets,
        address=st.get_option("server.address") or "",
    )


def may_connect(origin: str, host: str) -> bool:
    """Whether a page of *origin* may open a connection to *host*: its own, or one that the server's settings allow."""
    if same_origin(origin, host) or not st.get_option("server.enableCORS"):
        return True
    return origin in st.get_option("server.corsAllowedOrigins")


def decide(around: Surroundings) -> Access:
    """Whether to let edit.

    >>> decide(Surroundings()).allowed
    False
    >>> decide(Surroundings("1", address="127.0.0.1", headers={"Host": "localhost:8501"}, has_token=True)).allowed
    True
    """
    if not around.is_on:
        return Access(False, "编辑没有打开。要在自己的机器上录数，请用 make edit 启动看板。")
    return _by_login(around) if around.wants_login else _on_own_machine(around)


def _by_login(around: Surroundings) -> Access:
    editors = {one.lower() for one in re.split(r"[,;\s]+", around.editors) if one and one.isascii()}
    if not around.has_login:
        return Access(False, "设了 XTDATA_EDITORS，却没有配置登录（secrets.toml 里的 [auth]），所以编辑没有打开。")
    if not editors:
        return Access(False, "配置了登录，却没有用 XTDATA_EDITORS 列出可以编辑的人，所以编辑没有打开。")
    if not around.can_log_in:
        return Access(False, "登录要用的库 Authlib 没有安装，所以编辑没有打开。请重新安装 requirements.txt。")
    if around.user.get("is_logged_in") is not True:
        return Access(False, "编辑台只对编者开放，请先登录。", may_log_in=True)
    address = str(around.user.get("email") or "")
    # Only ASCII has one lower case: the Kelvin sign, too, becomes a k.
    address = address.lower() if address.isascii() else ""
    if address not in editors:
        return Access(False, "您登录的账号不在编者名单里。需要录数的，请管理员把您的邮箱加进 XTDATA_EDITORS。")
    if str(around.user.get(around.verified_claim)).lower() not in {"true", "1"}:
        return Access(
            False,
            f"登录服务没有说明您的邮箱已经验证（{around.verified_claim}），所以不能编辑。请先验证邮箱；"
            "登录服务用别的名称说明的，请管理员用 XTDATA_VERIFIED_CLAIM 指明。",
        )
    return Access(True, editor=address)


def _on_own_machine(around: Surroundings) -> Access:
    if not _is_loopback(around.address):
        where = f"“{around.address}”" if around.address else "所有网络地址"
        return Access(
            False, f"看板在{where}上，别的机器也能访问，又没有配置登录，所以编辑没有打开。请改用 127.0.0.1，或配置登录和编者名单。"
        )
    sent = {name.title(): value for name, value in around.headers.items()}
    host, origin = sent.get("Host", ""), sent.get("Origin")
    from_here = _is_loopback(_host(host)) and (origin is None or same_origin(origin, host)) and _is_loopback(around.client or "localhost")
    if not from_here or any(map(_FORWARDED.search, sent)):
        return Access(
            False, "您是从别的地址访问的，又没有配置登录，所以编辑没有打开。请在运行看板的机器上用 localhost 打开，或配置登录和编者名单。"
        )
    if not around.has_token:
        return Access(False, "要编辑，请用这次启动时终端里打印的编辑台网址打开一次；重新启动以后，网址也换新的。")
    return Access(True)


def same_origin(origin: str, host: str) -> bool:
    """Whether the Origin header *origin* names the host and the port of the Host header *host*.

    >>> same_origin("http://localhost:8501", "localhost:8501"), same_origin("https://figures.example.org", "figures.example.org:443")
    (True, True)
    >>> same_origin("http://localhost:3000", "localhost:8501"), same_origin("http://127.0.0.1:8501", "localhost:8501")
    (False, False)
    """
    try:
        asking, asked = urlsplit(origin), urlsplit(f"//{host}")
        default = _DEFAULT_PORTS.get(asking.scheme)
        return bool(asking.hostname) and (asking.hostname, asking.port or default) == (asked.hostname, asked.port or default)
    except ValueError:
        return False


def _host(header: str) -> str:
    """The host of a Host header, without its port."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    """Whether *host* means this machine only.

    >>> [_is_loopback(one) for one in ("127.0.0.1", "localhost", "::1", "", "0.0.0.0", "192.168.1.7", "localhost.example.org")]
    [True, True, True, False, False, False, False]
    """
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
