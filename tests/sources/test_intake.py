"""Taking sources in: texts as received, pages from the web, and what is refused, in one line, with nothing written."""

from __future__ import annotations

import errno
import gzip
import http.client
import ipaddress
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner
from little import GOOD, SOURCE, unsynced, write

from xtdata.cli.add import add
from xtdata.cli.suggest import suggest
from xtdata.datafile.saving import save
from xtdata.facts.loading import load_file
from xtdata.language.text import SourceText
from xtdata.sources import SourceError, fetching, register
from xtdata.sources.decoding import NoText, decode
from xtdata.sources.document import Document, read_document, read_file, receive
from xtdata.sources.fetching import LOCAL_ALLOWED, CannotFetch, fetch, is_public
from xtdata.sources.register import NewSource, add_source, free_id, propose_source, taken_ids

ARTICLE = "东区2023年新增企业48家，完成投资210亿元，同比增长6.5%。全区签约项目31个，其中亿元以上项目12个。"
PAGE = f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="{{charset}}"><title>东区经济运行简报 - 青城新闻网</title></head>
<body><nav><a href="/">首页</a> <a href="/b">新闻</a></nav>
<article><h1>东区经济运行简报</h1><p>{ARTICLE}</p><p>{ARTICLE.replace("31", "32")}</p></article>
<footer>版权所有 12345678</footer><script>alert(1)</script></body></html>
"""


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    return write(tmp_path / "city")


def files_of(data_file: Path) -> dict[str, bytes]:
    kept = (path for path in data_file.parent.rglob("*") if path.is_file() and ".versions" not in str(path))
    return {str(path.relative_to(data_file.parent)): path.read_bytes() for path in kept}


def pasted(text: str) -> Document:
    return read_document(text.encode("utf-8", errors="surrogatepass"))


def take(data_file: Path, document: Document, id: str, **fields: str) -> NewSource:
    """Take *document* in as the command does."""
    source = propose_source(document, data_file.parent, taken_ids(data_file), id=id, **fields)
    add_source(data_file, source)
    return source


def test_a_source_that_is_registered_keeps_its_text_where_the_folder_cannot_be_synced(data_file: Path) -> None:
    with unsynced(data_file.parent):
        take(data_file, pasted(ARTICLE), "briefing")
    loaded = load_file(data_file)
    assert loaded.is_sound and "briefing" in loaded.library.texts


def stored_text(data_file: Path, source: NewSource) -> Path:
    return data_file.parent / str(source.entry["file"])


def stored_page(data_file: Path, source: NewSource) -> bytes:
    return (data_file.parent / "seeds" / f"{source.id}.html").read_bytes()


# --- texts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [ARTICLE.encode(), b"\xef\xbb\xbf" + ARTICLE.encode(), f"一\r\n\r\n{ARTICLE}".encode(), b"2023 1.5%\n"])
def test_a_text_in_utf8_is_kept_byte_for_byte(tmp_path: Path, data_file: Path, content: bytes) -> None:
    (tmp_path / "文章.txt").write_bytes(content)
    added = take(data_file, receive(str(tmp_path / "文章.txt")), "district-2023", title="东区简报", date="2023-12")
    assert stored_text(data_file, added).read_bytes() == content
    loaded = load_file(data_file)
    assert loaded.is_sound and loaded.catalogue is not None
    source = loaded.catalogue.sources["district-2023"]
    assert (source.title, source.date, source.file) == ("东区简报", "2023-12", "seeds/district-2023.txt")


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-16"])
def test_a_text_in_another_encoding_is_kept_as_utf8_and_that_is_said(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(SOURCE.encode(encoding))
    document = read_file(tmp_path / "a.txt")
    assert document.content.decode("utf-8") == SOURCE
    assert any("已转成 UTF-8" in remark for remark in document.remarks)


def test_markdown_stays_markdown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nyear: 2023\n---\n<!-- 页 -->\n# 报告\n正文")
    document = read_file(tmp_path / "a.md")
    assert (document.suffix, document.title) == (".md", "报告")
    assert "页" not in document.text and "页" in document.content.decode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "没有文字"),
        (b"\xef\xbb\xbf \r\n", "没有文字"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "Word"),
        (b"\xd0\xcf\x11\xe0....", "Word"),
        (b"\x89PNG\r\n", "图片"),
        (b"abc\x00def", "控制字符"),
        (bytes(range(128, 256)), "认不出"),
        (f"一\n{ARTICLE}".encode()[:-1], "第 2 行有损坏的字"),
        ("經濟運行簡報與固定資產投資增長，去年共引進重大項目三十二個，市政府將優化營商環境".encode("big5"), "认不出"),
        ("Данные о росте инвестиций".encode("cp1251"), "认不出"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(SourceError, match=says) as caught:
        receive(str(tmp_path / "a.txt"))
    assert "\n" not in str(caught.value)


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    assert decode("經濟".encode("big5"), "big5").text == "經濟"
    assert decode("经济".encode(), "gb2312").text == "经济"
    assert decode("固定资产投资增长".encode("gbk"), "utf-8").text == "固定资产投资增长"
    assert decode("固定资产投资增长".encode(), "no-such-encoding").text == "固定资产投资增长"


def test_files_that_are_too_large_or_not_there_are_refused(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(fetching.MAX_BYTES + 1)
    for name, says in (("big.txt", "超过 5 MB"), ("nowhere.txt", "找不到"), (".", "不是文件"), ("www.example.org/a", "找不到")):
        with pytest.raises(SourceError, match=says):
            receive(str(tmp_path / name))


def test_pasted_text_is_a_document() -> None:
    assert pasted(f"标题\n{ARTICLE}").title == "标题"
    for hostile in ("", "\ud800", "a\x00b"):
        with pytest.raises(NoText):
            pasted(hostile)


# --- entries ----------------------------------------------------------------------------------------


def test_the_entry_goes_behind_the_other_sources_and_nothing_else_changes(data_file: Path) -> None:
    added = take(data_file, pasted(f"东区简报\n{ARTICLE}"), "district-2023", date="2023")
    text = data_file.read_text()
    inserted = (
        f'  district-2023:\n    title: 东区简报\n    file: seeds/district-2023.txt\n    sha256: {added.entry["sha256"]}\n    date: "2023"\n'
    )
    at = text.index(inserted)
    assert text[:at] + text[at + len(inserted) :] == GOOD
    assert GOOD[at:].startswith("\nindicators:")


@pytest.mark.parametrize(
    ("key", "date", "says"),
    [
        ("../evil", "2023", "代号"), ("a/b", "2023", "代号"), ("", "2023", "代号"), ("A", "2023", "代号"), ("东区", "2023", "代号"),
        ("a\n", "2023", "代号"), ("a" * 99, "2023", "代号"), ("report", "2023", "已经有“report”"), ("new", "2023年", "不是期间"),
        ("new", "2023-02-30", "没有“2023-02-30”这一天"),
    ],
)  # fmt: skip
def test_what_cannot_be_entered_is_refused_and_nothing_is_written(data_file: Path, key: str, date: str, says: str) -> None:
    before = files_of(data_file)
    with pytest.raises(SourceError, match=says):
        take(data_file, pasted(ARTICLE), key, date=date)
    assert files_of(data_file) == before


def test_a_text_that_is_there_already_is_not_taken_twice(data_file: Path) -> None:
    with pytest.raises(SourceError, match="已经登记为来源“report”"):
        take(data_file, pasted(SOURCE), "again", date="2023")


def test_a_file_in_seeds_is_never_overwritten(data_file: Path) -> None:
    (data_file.parent / "seeds" / "new.txt").write_text("别的文章")
    before = files_of(data_file)
    with pytest.raises(SourceError, match="没有覆盖"):
        take(data_file, pasted(ARTICLE), "new", date="2023")
    assert files_of(data_file) == before


def test_a_text_that_an_editor_has_put_into_seeds_is_entered_where_it_is(data_file: Path) -> None:
    (data_file.parent / "seeds" / "new.txt").write_text(ARTICLE)
    take(data_file, receive(str(data_file.parent / "seeds" / "new.txt")), "new", date="2023")
    assert load_file(data_file).is_sound


def test_where_the_data_file_cannot_be_changed_the_text_is_taken_away_again(data_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(data_file)

    def refuse(*_: object) -> str:
        raise register.CannotSave("写不了")

    monkeypatch.setattr(register, "save", refuse)
    with pytest.raises(SourceError, match="写不了"):
        take(data_file, pasted(ARTICLE), "new", date="2023")
    assert files_of(data_file) == before


def test_a_save_by_somebody_else_in_between_loses_neither(data_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = iter(range(9))
    read = register.read

    def read_just_before_somebody_saves(path: Path) -> object:
        snapshot = read(path)
        if next(reads) == 1:
            path.write_text(path.read_text().replace("青城经济指标", "青城新指标"))
        return snapshot

    monkeypatch.setattr(register, "read", read_just_before_somebody_saves)
    take(data_file, pasted(ARTICLE), "new", date="2023")
    assert "青城新指标" in data_file.read_text() and "  new:\n" in data_file.read_text()


def test_a_broken_data_file_is_not_touched(data_file: Path) -> None:
    data_file.write_text(GOOD.replace("themes:", "themes"))
    with pytest.raises(SourceError, match=r"第 .* 行有误"):
        take(data_file, pasted(ARTICLE), "new", date="2023")
    assert sorted(files_of(data_file)) == ["indicators.yaml", "seeds/report.txt"]


def test_an_id_is_proposed_that_neither_the_data_nor_the_folder_has(data_file: Path) -> None:
    assert free_id("qingcheng", "2025-03", (), data_file.parent) == "qingcheng-2025-03"
    (data_file.parent / "seeds" / "qingcheng-2025-03.md").write_text("别的文章")
    assert free_id("qingcheng", "2025-03", {"qingcheng-2025-03-2"}, data_file.parent) == "qingcheng-2025-03-3"
    assert free_id("", "", ()) == "text" and free_id("a" * 80, "2025年3月", ()) == "a" * 60


def test_a_failure_that_says_nothing_of_the_save_leaves_the_text(data_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def save_and_be_interrupted(path: Path, text: str, digest: str, note: Callable[[str], None]) -> str:
        save(path, text, digest)
        raise KeyboardInterrupt

    monkeypatch.setattr(register, "save", save_and_be_interrupted)
    with pytest.raises(KeyboardInterrupt):
        take(data_file, pasted(ARTICLE), "new", date="2023")
    assert load_file(data_file).is_sound


# --- pages ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
def test_a_saved_page_gives_its_main_text_and_is_kept_as_received(tmp_path: Path, data_file: Path, charset: str) -> None:
    content = PAGE.replace("{charset}", charset).encode(charset)
    (tmp_path / "page.html").write_bytes(content)
    added = take(data_file, receive(str(tmp_path / "page.html")), "page", date="2023-12")
    assert stored_page(data_file, added) == content
    text = stored_text(data_file, added).read_text(encoding="utf-8")
    assert len(SourceText(text).find("完成投资210亿元，同比增长6.5%。全区签约项目31个")) == 1
    assert "首页" not in text and "版权" not in text and "alert" not in text
    assert "东区经济运行简报" in added.entry["title"]
    assert load_file(data_file).is_sound


def test_raised_digits_do_not_join_the_figure_before_them(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace("{charset}", "utf-8").replace("48家", "48<sup>1</sup>家"))
    document = read_file(tmp_path / "a.html")
    assert "48¹家" in document.text and not SourceText(document.text).find("481家")


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><script>1</script></body></html>")
    with pytest.raises(SourceError, match="没有找到正文"):
        receive(str(tmp_path / "a.html"))


# --- the web ----------------------------------------------------------------------------------------


def expired() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed: certificate has expired")
    error.verify_code = 10
    return error


Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes = b"", status: int = 200, **headers: str) -> Answer:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            # As some sites do: Chinese in a header, in UTF-8.
            handler.send_header(name.replace("_", "-"), value.encode().decode("latin-1"))
        handler.end_headers()
        handler.wfile.write(body)

    return send


class Site(ThreadingHTTPServer):
    """A web site on this machine that answers as told, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        site = self
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.pages.get(self.path, answer(status=404))(self)

            def log_message(self, *_: object) -> None:
                """Nothing on the terminal."""

        super().__init__(("127.0.0.1", 0), Handler)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv(LOCAL_ALLOWED, "1")
    running = Site()
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()


def test_a_page_from_the_web_keeps_address_and_time_of_access(site: Site, data_file: Path) -> None:
    content = PAGE.replace("{charset}", "gb2312").encode("gb18030")
    site.pages["/old"] = answer(status=302, Location="/新闻/a.html?id=1#top")
    site.pages["/%E6%96%B0%E9%97%BB/a.html?id=1"] = answer(content, Content_Type="text/html")
    added = take(data_file, receive(site.url("/old")), "page", date="2023-12")
    loaded = load_file(data_file)
    assert loaded.is_sound and loaded.catalogue is not None
    source = loaded.catalogue.sources["page"]
    assert source.url == site.url("/%E6%96%B0%E9%97%BB/a.html?id=1")
    assert source.accessed is not None and source.accessed[10] == "T"
    assert "210亿元" in stored_text(data_file, added).read_text() and stored_page(data_file, added) == content


def test_a_plain_text_from_the_web_is_kept_byte_for_byte(site: Site) -> None:
    site.pages["/a.txt"] = answer(ARTICLE.encode(), Content_Type="text/plain; charset=utf-8")
    site.pages["/gbk.txt"] = answer(ARTICLE.encode("gbk"), Content_Type="text/plain; charset=GBK")
    assert receive(site.url("/a.txt")).content == ARTICLE.encode() == receive(site.url("/gbk.txt")).content
    assert receive(site.url("/a.txt")).received is None


def test_a_packed_page_is_unpacked_but_no_bomb(site: Site) -> None:
    packed = gzip.compress(ARTICLE.encode())
    site.pages["/a"] = answer(packed, Content_Type="text/plain", Content_Encoding="gzip")
    site.pages["/bomb"] = answer(gzip.compress(bytes(50_000_000)), Content_Type="text/plain", Content_Encoding="gzip")
    site.pages["/half"] = answer(packed[:-20], Content_Type="text/plain", Content_Encoding="gzip")
    site.pages["/not"] = answer(b"plain", Content_Type="text/plain", Content_Encoding="gzip")
    site.pages["/br"] = answer(b"?", Content_Type="text/plain", Content_Encoding="br")
    assert receive(site.url("/a")).text == ARTICLE
    for path, says in (("/bomb", "超过 5 MB"), ("/half", "没有传完"), ("/not", "取不到"), ("/br", "压缩方式")):
        with pytest.raises(CannotFetch, match=says):
            fetch(site.url(path))


def test_all_members_of_a_packed_page_are_unpacked(site: Site) -> None:
    members = [gzip.compress(text.encode()) for text in (ARTICLE[:20], "", ARTICLE[20:])]
    packed = b"".join(members)
    site.pages["/a"] = answer(packed, Content_Type="text/plain", Content_Encoding="gzip")
    site.pages["/padded"] = answer(packed + bytes(512), Content_Type="text/plain", Content_Encoding="x-gzip")
    site.pages["/half"] = answer(packed[:-5], Content_Type="text/plain", Content_Encoding="gzip")
    site.pages["/not"] = answer(packed + b"plain", Content_Type="text/plain", Content_Encoding="gzip")
    site.pages["/bombs"] = answer(gzip.compress(bytes(3_000_000)) * 3, Content_Type="text/plain", Content_Encoding="gzip")
    site.pages["/empty"] = answer(gzip.compress(b"") * 260_000, Content_Type="text/plain", Content_Encoding="gzip", Content_Length="")
    assert receive(site.url("/a")).text == ARTICLE == receive(site.url("/padded")).text
    for path, says in (("/half", "没有传完"), ("/not", "有损坏"), ("/bombs", "超过 5 MB"), ("/empty", "超过 5 MB")):
        with pytest.raises(CannotFetch, match=says):
            fetch(site.url(path))


@pytest.mark.parametrize("size", [1, 7, 19, 65_536])
def test_members_are_unpacked_wherever_the_network_cuts_them(size: int) -> None:
    packed = b"".join(gzip.compress(part) for part in (b"a" * 50, b"", b"bc"))
    unpacking = fetching._Unpacking()
    content = b"".join(unpacking.feed(packed[at : at + size], 1000) for at in range(0, len(packed), size))
    assert (content, unpacking.is_whole) == (b"a" * 50 + b"bc", True)


@pytest.mark.parametrize(
    "scheme", ["ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)", "data:text/plain,a", "gopher://127.0.0.1/"]
)
def test_other_schemes_are_neither_fetched_nor_followed(site: Site, scheme: str) -> None:
    site.pages["/away"] = answer(status=302, Location=scheme)
    with pytest.raises(CannotFetch, match=r"转到了 .*只取 http 和 https"):
        fetch(site.url("/away"))
    with pytest.raises(CannotFetch, match="只取 http 和 https"):
        fetch(scheme)


def test_five_redirections_are_followed_and_no_sixth(site: Site) -> None:
    for number in range(7):
        site.pages[f"/{number}"] = answer(status=301, Location=f"/{number + 1}")
    site.pages["/7"] = answer(b"end", Content_Type="text/plain")
    assert fetch(site.url("/2")).content == b"end"
    with pytest.raises(CannotFetch, match="超过 5 次"):
        fetch(site.url("/1"))


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (answer(status=404), "404（没有这一页）"),
        (answer(status=503), "503（网站出错）"),
        (answer(status=304), "304"),
        (answer(b"%PDF-1.4", Content_Type="application/pdf"), "是 PDF"),
        (answer(b"%PDF-1.4", Content_Type="text/plain"), "这是 PDF"),
        (answer(b"\x89PNG", Content_Type="image/png"), "不是网页或文本（image/png）"),
        (answer(b"", Content_Type="text/html"), "没有文字"),
        (answer(b"x", Content_Type="text/plain", Content_Length="9999999"), "超过 5 MB"),
        (answer(b"x" * 5_000_001, Content_Type="text/plain", Content_Length="", Connection="close"), "超过 5 MB"),
        (answer(b"x", Content_Type="text/plain", Content_Length="10"), "没有传完"),
        (lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n"), "取不到"),
        (lambda handler: None, "取不到"),
    ],
)
def test_what_the_web_does_not_give_is_said_in_one_line(site: Site, reply: Answer, says: str) -> None:
    site.pages["/a"] = reply
    with pytest.raises(SourceError) as caught:
        receive(site.url("/a"))
    assert says in str(caught.value) and "\n" not in str(caught.value)


def test_a_site_that_drips_is_cut_off(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        while not gone.wait(0.05):
            handler.wfile.write(b"x")

    monkeypatch.setattr(fetching, "TOTAL_SECONDS", 0.3)
    site.pages["/a"] = drip
    with pytest.raises(CannotFetch, match="没有取完"):
        fetch(site.url("/a"))
    gone.set()


def test_a_site_that_is_silent_or_not_there_is_said_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = threading.Event()
    monkeypatch.setattr(fetching, "STEP_SECONDS", 0.2)
    site.pages["/a"] = lambda _: gone.wait(5) and None
    with pytest.raises(CannotFetch, match="没有应答"):
        fetch(site.url("/a"))
    gone.set()
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(CannotFetch, match="拒绝连接"):
            fetch(f"http://127.0.0.1:{unused.getsockname()[1]}/")
    with pytest.raises(CannotFetch, match="加密连接失败"):
        fetch(site.url("/a").replace("http:", "https:"))


@pytest.mark.parametrize(
    ("failure", "says"),
    [
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "网络到不了那里"),
        (OSError(errno.EPROTO, "Protocol error"), "系统没有说明原因"),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number"), "加密连接失败：对方不像是 https 网站"),
        (expired(), "加密连接失败：证书过期了"),
        (http.client.IncompleteRead(b""), "不合规矩"),
        (socket.gaierror(-2, "Name or service not known"), "找不到网站 example"),
    ],
)
def test_why_a_page_cannot_be_had_is_never_said_in_the_systems_words(
    monkeypatch: pytest.MonkeyPatch, failure: Exception, says: str
) -> None:
    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(fetching, "_dial", fail)
    with pytest.raises(CannotFetch) as caught:
        fetch("https://example/")
    assert says in str(caught.value)
    assert not re.search("[A-Za-z]", str(caught.value).replace("https://example/", "").replace("https", "").replace("example", ""))


@pytest.mark.parametrize(
    "url", ["http://", "https:///a", "http://a b/", "http://user:secret@example.org/", "http://[::1", "http://x:99999/", "http://a..b/"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(CannotFetch, match="不是完整的网址"):
        fetch(url)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0.0.0.0", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1",
     "224.0.0.1", "[::1]", "[fe80::1]", "[fc00::1]", "[::ffff:127.0.0.1]", "[64:ff9b::a00:1]", "[2002:7f00:1::]"],
)  # fmt: skip
def test_this_machine_and_its_network_are_not_fetched(host: str) -> None:
    with pytest.raises(CannotFetch, match=r"本机或内部网络|取不到|找不到网站") as caught:
        fetch(f"http://{host}:9/")
    assert "本机或内部网络" in str(caught.value) or not host[1:].isdigit()


@pytest.mark.parametrize(
    "network",
    ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
     "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
)  # fmt: skip
def test_no_address_of_a_closed_network_is_public_however_it_is_wrapped(network: str) -> None:
    inside = ipaddress.IPv4Network(network)
    for address in (inside[0], inside[-1]):
        assert not is_public(str(address))
        number = f"{int(address) >> 16:x}:{int(address) & 0xFFFF:x}"
        wrapped = ["::ffff:{}", "::{}", "::ffff:0:{}", "64:ff9b::{}", "64:ff9b:1::{}", "2002:{}::1", "2001:0:909:909::{}",
                   "2400:cb00::5efe:{}", "2400:cb00::200:5efe:{}", "fe80::5efe:{}"]  # fmt: skip
        assert [form for form in wrapped if is_public(form.format(number))] == []


@pytest.mark.parametrize(
    "address",
    ["::", "::1", "::2", "100::1", "64:ff9b:1::1", "2001::1", "2001:1ff:ffff::", "2001:db8::1", "2002:909:909::1", "3fff::1", "4000::1",
     "5f00::1", "fc00::1", "fdff::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "192.0.0.192", "168.63.129.16"],
)  # fmt: skip
def test_other_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "172.15.255.255", "172.32.0.0",
     "192.0.1.0", "192.167.255.255", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1", "2400:cb00::1", "2a00::1", "2620::1",
     "::ffff:9.9.9.9", "64:ff9b::909:909", "2400:cb00::5efe:909:909"],
)  # fmt: skip
def test_addresses_beside_the_closed_networks_are_public(address: str) -> None:
    assert is_public(address)


def test_a_redirection_does_not_lead_inside(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/a"] = answer(status=302, Location=site.url("/secret").replace("127.0.0.1", "127.0.0.2"))
    monkeypatch.delenv(LOCAL_ALLOWED)
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1" or is_public(address))
    with pytest.raises(CannotFetch, match="内部网络"):
        fetch(site.url("/a"))
    assert site.asked == ["/a"]


def test_a_name_that_leads_outside_and_inside_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(CannotFetch, match="内部网络"):
        fetch("http://rebound.example/")


# --- the command ------------------------------------------------------------------------------------


def test_the_command_adds_the_source_and_says_what_it_did(tmp_path: Path, data_file: Path) -> None:
    (tmp_path / "文章.txt").write_bytes(ARTICLE.encode("gb18030"))
    result = CliRunner().invoke(add, [str(tmp_path / "文章.txt"), "--id", "new", "--date", "2023-12", "--data", str(data_file)])
    assert result.exit_code == 0
    assert "已添加来源“new”" in result.stderr and "已转成 UTF-8" in result.stderr
    assert "210亿元" in result.stdout
    assert load_file(data_file).is_sound


def test_the_command_refuses_in_one_line(data_file: Path) -> None:
    result = CliRunner().invoke(add, ["file:///etc/passwd", "--id", "new", "--data", str(data_file)])
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_a_document_without_a_date_is_added_without_one(data_file: Path) -> None:
    added = take(data_file, replace(pasted(ARTICLE), title="题"), "new")
    assert "date" not in added.entry


def test_nothing_is_stored_where_the_text_cannot_be_read_for_suggestions(
    tmp_path: Path, data_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("读不懂")

    monkeypatch.setattr("xtdata.reading.suggest", fail)
    (tmp_path / "a.txt").write_text(ARTICLE)
    before = files_of(data_file)
    result = CliRunner().invoke(add, [str(tmp_path / "a.txt"), "--id", "new", "--data", str(data_file)])
    assert (result.exit_code, result.stderr) == (1, "没有添加：读不懂\n")
    assert files_of(data_file) == before


@pytest.mark.parametrize("command", [add, suggest])
def test_markup_of_a_markdown_file_gives_no_suggestions(tmp_path: Path, data_file: Path, command: Command) -> None:
    (tmp_path / "a.md").write_text(f"---\nvisits: 全年接待12万人\n---\n<!-- 完成投资99亿元。 -->\n{ARTICLE}")
    options = ["--id", "new"] if command is add else []
    result = CliRunner().invoke(command, [str(tmp_path / "a.md"), *options, "--data", str(data_file)])
    assert "210亿元" in result.stdout and "12万人" not in result.stdout and "99亿元" not in result.stdout


def test_what_cannot_be_shown_does_not_stop_the_command(tmp_path: Path, data_file: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    command = [sys.executable, "-m", "xtdata", "add", str(tmp_path / "a.txt"), "--id", "new", "--data", str(data_file)]
    result = subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=False, timeout=120)
    assert (result.returncode, b"Traceback" in result.stderr) == (0, False)
    assert load_file(data_file).is_sound
