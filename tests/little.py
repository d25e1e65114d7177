"""A little data file of a city that does not exist, for tests that break one thing at a time.

`write(folder)` puts it there with its source text; `GOOD` is the file's text, `SOURCE` the text that it cites.
In the expectations of a test, `▸` stands before the character that a diagnostic points at.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from unittest import mock

from xtdata.model.diagnostics import Diagnostic

SOURCE = """青城市2022年经济运行简报

　　2022年，全市固定资产投资增长8.1%，工业用电下降17.4%。全年签约项目
238个，兑现惠企资金8017万元；1-11月，东区完成投资190亿元以上。
　　项目审批从180个工作日压缩至50个工作日以内。预计全年完成技改投资12亿元。
　　东区新增企业30家。西区新增企业30家。
　　全市税收占比在30%到34%之间，约5万人受益，解决问题100多个。
"""

GOOD = f"""\
title: 青城经济指标
home: qingcheng

themes:
  investment:
    name: 投资增长

regions:
  qingcheng:
    name: 青城市
    kind: city
  dongqu:
    name: 东区
    kind: district
    parent: qingcheng
  xiqu:
    name: 西区
    kind: district
    parent: qingcheng

sources:
  report:
    title: 青城市2022年经济运行简报
    file: seeds/report.txt
    sha256: {sha256(SOURCE.encode()).hexdigest()}
    date: 2022-12
    dismissed:
      - quote: 解决问题100多个
        reason: 口径不明

indicators:
  fai_growth:
    name: 固定资产投资增速
    unit: "%"
    theme: investment
  projects_signed:
    name: 签约项目数
    unit: 个
    theme: investment
  investment:
    name: 完成投资
    unit: 亿元
    theme: investment
  approval_time:
    name: 项目审批时限
    unit: 工作日
    theme: investment
    direction: lower
  new_firms:
    name: 新增企业
    unit: 家
    theme: investment

observations:
  - indicator: fai_growth
    region: qingcheng
    period: 2022
    value: 8.1
    source: report
    quote: 全市固定资产投资增长8.1%
  - indicator: projects_signed
    region: qingcheng
    period: 2022
    value: 238
    source: report
    quote: 全年签约项目238个
  - indicator: investment
    region: dongqu
    period: 2022-01/2022-11
    value: 190
    qualifier: at_least
    source: report
    quote: 1-11月，东区完成投资190亿元以上
  - indicator: approval_time
    region: qingcheng
    period: 2022
    value: 50
    from: 180
    qualifier: at_most
    source: report
    quote: 项目审批从180个工作日压缩至50个工作日以内
  - indicator: new_firms
    region: dongqu
    period: 2022
    value: 30
    source: report
    quote: 东区新增企业30家

relations:
  - kind: product
    result: projects_signed/qingcheng/2022
    terms:
      - approval_time/qingcheng/2022
      - new_firms/dongqu/2022
"""


def write(folder: Path, text: str = GOOD, source: str = SOURCE) -> Path:
    """Write the data file and its source below *folder*; the path of the data file."""
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    (folder / "seeds" / "report.txt").write_text(source, encoding="utf-8", newline="")
    file = folder / "indicators.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    return file


def changed(*changes: tuple[str, str]) -> str:
    """``GOOD`` with each old text replaced, once, by the new one."""
    text = GOOD
    for old, new in changes:
        if old not in text:
            raise LookupError(old)
        text = text.replace(old, new, 1)
    return text


def spot(text: str, marked: str) -> str:
    """``LINE:COLUMN`` of the place that ``▸`` marks in *marked*, which stands in *text* once."""
    before, _, after = marked.partition("▸")
    if text.count(before + after) != 1:
        raise LookupError(f"{before + after!r} occurs {text.count(before + after)} times")
    offset = text.index(before + after) + len(before)
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def brief(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """``CODE at LINE:COLUMN`` of each diagnostic."""
    return [f"{diagnostic.code} at {diagnostic.line}:{diagnostic.column}" for diagnostic in diagnostics]


def expected(text: str, *pairs: tuple[str, str]) -> list[str]:
    """What `brief` gives for diagnostics with these codes at these marked places of *text*."""
    return [f"{code} at {spot(text, marked)}" for code, marked in pairs]


@contextmanager
def unsynced(folder: Path) -> Iterator[None]:
    """Run the block on a disk that cannot sync *folder*, as some network disks cannot."""
    sync = os.fsync

    def fsync(handle: int) -> None:
        if os.path.samestat(os.fstat(handle), folder.stat()):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(handle)

    with mock.patch("os.fsync", fsync):
        yield


@contextmanager
def without_privileges() -> Iterator[None]:
    """Run the block as a user to whom files can be forbidden: for root, nothing is."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
