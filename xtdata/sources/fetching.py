"""Fetching a page from an address that an editor gave, and nothing else.

Only http and https; every address that a name leads to is looked at before it is connected to, on every hop, so that
no page of this machine or its network is fetched by mistake or by trick; time, size and redirections have limits.
"""

from __future__ import annotations

import http.client
import ipaddress
import os
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from xtdata.model.reasons import reason
from xtdata.sources import SourceError
from xtdata.sources.library import MAX_BYTES

MAX_REDIRECTS = 5
STEP_SECONDS = 10
TOTAL_SECONDS = 30
LOCAL_ALLOWED = "XTDATA_ALLOW_LOCAL"
"""The environment variable that, set to 1, lets addresses of this machine and its network be fetched."""

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; xtdata)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,text/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, identity;q=0.5",
}
_PAGES = {"text/html", "application/xhtml+xml"}
_DOCUMENTS = {"application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}

# Python's own idea of a global address changes from version to version.
_CLOSED = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # behind a carrier's translation, and some clouds' metadata
            "127.0.0.0/8",  # this machine
            "168.63.129.16/32",  # a cloud's host, as its guests see it
            "169.254.0.0/16",  # this link, and most clouds' metadata
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # relays to IPv6, withdrawn
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
_OPEN_6 = ipaddress.IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocol assignments, with Teredo, which wraps IPv4
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which wraps IPv4
            "3fff::/20",  # documentation
        ),
    )
)
_WRAPPING = tuple(map(ipaddress.IPv6Network, ("::ffff:0:0/96", "64:ff9b::/96")))
_ISATAP = {0x00005EFE, 0x02005EFE}


class CannotFetch(SourceError):
    """A page that cannot be had."""


@dataclass(frozen=True)
class Page:
    """A page as received: its bytes, the address that it came from in the end, its media type and declared encoding."""

    content: bytes
    address: str
    media_type: str
    encoding: str | None

    @property
    def is_html(self) -> bool:
        return self.media_type in _PAGES


def is_address(text: str) -> bool:
    """Whether *text* is meant as a web address and not as the name of a file."""
    return "://" in text


def fetch(url: str) -> Page:
    """The page at *url*, redirections followed. Raises ``CannotFetch``."""
    address = _normal(url.strip())
    for _ in range(MAX_REDIRECTS + 1):
        answer = _get(address)
        if isinstance(answer, Page):
            return answer
        address = _normal(urljoin(address, answer), redirected=True)
    raise CannotFetch(f"{url} 转来转去超过 {MAX_REDIRECTS} 次，没有取到")


def _normal(url: str, *, redirected: bool = False) -> str:
    """*url* in ASCII, without fragment. Raises ``CannotFetch`` where it is not one that may be fetched."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise CannotFetch(f"“{url}”不是完整的网址：应像 https://www.example.org/a.html") from None
    if parts.scheme not in _PORTS:
        how = "网址转到了" if redirected else "网址是"
        raise CannotFetch(f"{how} {parts.scheme or '（没有协议）'} 开头的地址，只取 http 和 https：{url}")
    if not name or parts.username is not None or any(character.isspace() for character in url):
        raise CannotFetch(f"“{url}”不是完整的网址，或带着用户名密码：应像 https://www.example.org/a.html")
    return urlunsplit((parts.scheme, _place(name, port), _escaped(parts.path) or "/", _escaped(parts.query), ""))


def _place(name: str, port: int | None) -> str:
    shown = f"[{name}]" if ":" in name else name
    return shown if port is None else f"{shown}:{port}"


def _escaped(part: str) -> str:
    return quote(part, safe="/%:@!$&'()*+,;=~?")


def _get(address: str) -> Page | str:
    """The page at *address*, or the address that it redirects to."""
    parts = urlsplit(address)
    try:
        with _connected(parts) as connection:
            connection.request("GET", urlunsplit(("", "", parts.path, parts.query, "")), headers={**_HEADERS, "Host": parts.netloc})
            answer = connection.getresponse()
            if answer.status in _REDIRECTS and (target := answer.getheader("Location")):
                return _utf8(target)
            return _page(answer, address)
    except TimeoutError:
        raise CannotFetch(f"{address} 等了 {STEP_SECONDS} 秒没有应答") from None
    except ssl.SSLError as error:
        raise CannotFetch(f"{address} 的加密连接失败：{_untrusted(error)}") from None
    except socket.gaierror:
        raise CannotFetch(f"找不到网站 {parts.hostname}：确认网址，或检查网络") from None
    except (OSError, http.client.HTTPException, ValueError, zlib.error, _CutShort) as error:
        raise CannotFetch(f"{address} 取不到：{_why(error)}") from None


def _utf8(header: str) -> str:
    """A header that holds Chinese, against the rules, as the site meant it."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno:
        return reason(error)
    usual = {_CutShort: "没有传完就断开了", zlib.error: "压缩的内容有损坏"}
    return usual.get(type(error), "连接中断，或应答不合规矩")


def _untrusted(error: ssl.SSLError) -> str:
    if not isinstance(error, ssl.SSLCertVerificationError):
        return "对方不像是 https 网站"
    # The codes of OpenSSL's X509_verify_cert_error_string.
    usual = {
        9: "证书还没有生效",
        10: "证书过期了",
        18: "证书是自己签的",
        19: "证书的签发者不可信",
        20: "证书的签发者不可信",
        62: "证书是别的网站的",
    }
    return usual.get(error.verify_code, "证书不可信")


# --- connecting -------------------------------------------------------------------------------------


@contextmanager
def _connected(parts: SplitResult) -> Iterator[http.client.HTTPConnection]:
    """A connection to the host of *parts*, cut after ``TOTAL_SECONDS`` however slowly the other side drips."""
    assert parts.hostname
    port = parts.port or _PORTS[parts.scheme]
    plain = _dial(parts.hostname, port)
    sock = plain
    try:
        if parts.scheme == "https":
            context = ssl.create_default_context()
            sock = context.wrap_socket(plain, server_hostname=parts.hostname, do_handshake_on_connect=False)
        with _cut_off(sock):
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            connection = http.client.HTTPConnection(parts.hostname, port)
            # A connection that has a socket does not dial again: the address stays the one that was looked at.
            connection.sock = sock
            yield connection
    finally:
        sock.close()


def _dial(host: str, port: int) -> socket.socket:
    """A socket connected to *host*, all of whose addresses are public."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if os.environ.get(LOCAL_ALLOWED) != "1" and not all(is_public(str(where[0])) for *_, where in found):
        raise CannotFetch(f"{host} 是本机或内部网络的地址，不取；请把网页存成文件再添加")
    failure: OSError | None = None
    for family, kind, protocol, _, where in found:
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(STEP_SECONDS)
        try:
            sock.connect(where)
            return sock
        except OSError as error:
            sock.close()
            failure = error
    raise failure or OSError("no address")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet (the IANA registries of special-purpose addresses, of 2025).

    Of the IPv6 addresses that wrap one of IPv4, mapped ones and those of NAT64 are as public as what they wrap; tunnels
    (6to4, Teredo) and what lies outside 2000::/3 are not.

    >>> [is_public(a) for a in ("9.9.9.9", "127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:192.168.1.1")]
    [True, False, False, False, False, False]
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv4Address):
        return not any(found in network for network in _CLOSED)
    wrapped = str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
    if any(found in network for network in _WRAPPING):
        return is_public(wrapped)
    if int(found) >> 32 & 0xFFFFFFFF in _ISATAP and not is_public(wrapped):
        return False
    return found in _OPEN_6 and not any(found in network for network in _CLOSED_6)


@contextmanager
def _cut_off(sock: socket.socket) -> Iterator[None]:
    """Shut *sock* down when the time is over; a read that waits then ends."""
    over = threading.Event()

    def cut() -> None:
        over.set()
        # Not through SSLSocket: it would change under the reader's feet.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(TOTAL_SECONDS, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
        cut_off = over.is_set()
    except (OSError, http.client.HTTPException, _CutShort):
        if not over.is_set():
            raise
        cut_off = True
    finally:
        timer.cancel()
    if cut_off:
        raise CannotFetch(f"等了 {TOTAL_SECONDS} 秒还没有取完，放弃了；请把网页存成文件再添加")


class _CutShort(Exception):
    """The connection ended before the page did."""


# --- reading ----------------------------------------------------------------------------------------


def _page(answer: http.client.HTTPResponse, address: str) -> Page:
    if answer.status != 200:
        raise CannotFetch(f"{address} 没有给出网页：应答是 {answer.status}{_meaning(answer.status)}")
    media_type, encoding = _media(answer)
    if not (media_type.startswith("text/") or media_type in _PAGES | _DOCUMENTS):
        raise CannotFetch(f"{address} 不是网页或文本（{media_type}），没有取")
    return Page(_body(answer, address), address, media_type, encoding)


def _meaning(status: int) -> str:
    words = {401: "（要登录）", 403: "（不许访问）", 404: "（没有这一页）", 410: "（已经撤下）", 429: "（访问太频繁）"}
    return words.get(status, "（网站出错）" if status >= 500 else "")


def _media(answer: http.client.HTTPResponse) -> tuple[str, str | None]:
    """Media type and charset; a page that names no type is taken for HTML, as browsers do."""
    header = Message()
    header["Content-Type"] = answer.getheader("Content-Type") or "text/html"
    return header.get_content_type(), header.get_content_charset()


def _body(answer: http.client.HTTPResponse, address: str) -> bytes:
    too_large = CannotFetch(f"{address} 超过 {MAX_BYTES // 1_000_000} MB 的上限，没有取")
    length = answer.getheader("Content-Length") or ""
    if length.isascii() and length.isdigit() and len(length) < 20 and int(length) > MAX_BYTES:
        raise too_large
    packing = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if packing not in {"identity", "gzip", "x-gzip"}:
        raise CannotFetch(f"{address} 用了不认得的压缩方式（{packing}），没有取；请把网页存成文件再添加")
    unpacking = _Unpacking() if packing != "identity" else None
    content = bytearray()
    received = 0
    while chunk := answer.read(65_536):
        received += len(chunk)
        # One byte more than the limit shows that it is passed, and no bomb unfolds.
        content += unpacking.feed(chunk, MAX_BYTES + 1 - len(content)) if unpacking else chunk
        if max(received, len(content)) > MAX_BYTES:
            raise too_large
    # http.client says nothing when the other side stops early.
    if answer.length or (unpacking and not unpacking.is_whole):
        raise _CutShort
    return bytes(content)


class _Unpacking:
    """Unpacks gzip as it comes in: one member or several, which count as one text (RFC 1952, 2.2)."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)

    @property
    def is_whole(self) -> bool:
        """Whether the last member has come to its end."""
        return self._member.eof

    def feed(self, packed: bytes, limit: int) -> bytes:
        """What *packed* unfolds to, at most *limit* bytes of it. Raises ``zlib.error``."""
        content = bytearray()
        while packed and len(content) < limit:
            if self._member.eof:
                # Zeros behind a member fill up a block.
                packed = packed.lstrip(b"\0")
                if not packed:
                    break
                self._member = zlib.decompressobj(wbits=31)
            content += self._member.decompress(packed, limit - len(content))
            packed = self._member.unused_data
        return bytes(content)
