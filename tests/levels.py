"""A little city whose facts are proved to three degrees: against a shipped text, by a quote alone, by an address alone.

`write(folder)` makes the data file; `hold(folder)` gives the folder of a library in which the report's text stands,
for ``XTDATA_SOURCES``.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

PAPER = "2020年1-11月，全市固定资产投资增长8.1%。\n"
REPORT = "---\ntitle: 报告\n---\n\n过去一年，固定资产投资增长8.2%，好于预期。今年目标：固定资产投资增长9%以上。\n"
FILE = "青城/2021.md"
DATA = f"""
title: 青城经济指标
home: city
themes:
  investment: {{name: 投资增长}}
  approval: {{name: 审批提速}}
  attraction: {{name: 招商引资}}
regions:
  city: {{name: 青城市, kind: city}}
  east: {{name: 东区, kind: district, parent: city}}
sources:
  paper: {{title: 青城报道, file: seeds/paper.txt, date: 2020-12}}
  report:
    title: 青城市政府工作报告
    body: 青城市人民政府
    speaker: 甲乙
    meeting: 青城市第一届人民代表大会第二次会议
    file: {FILE}
    redistributable: false
    sha256: {sha256(REPORT.encode()).hexdigest()}
    date: "2021-01-18"
    date_note: 日期印在题下
    available: 青城市人民政府门户网站
  web: {{title: 东区投资大增, redistributable: false, publisher: 青城网, date: "2020-12-30", url: "https://example.org/a?b=1&c=2"}}
indicators:
  fai: {{name: 固定资产投资增速, unit: "%", theme: investment, direction: higher}}
observations:
  - {{indicator: fai, region: city, period: 2020-01/2020-11, value: 8.1, source: paper, quote: 全市固定资产投资增长8.1%}}
  - {{indicator: fai, region: city, period: 2020, value: 8.2, source: report, quote: 固定资产投资增长8.2%}}
  - {{indicator: fai, region: city, period: 2021, value: 9, qualifier: at_least, status: target, source: report, quote: 固定资产投资增长9%以上}}
  - {{indicator: fai, region: east, period: 2020, value: 12, source: web, note: 网页措辞未核}}
"""
SHIPPED, QUOTED, CITED = "fai/city/2020-01..2020-11", "fai/city/2020", "fai/east/2020"


def write(folder: Path) -> Path:
    """The data file below *folder*, without the report's text."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "paper.txt").write_text(PAPER, encoding="utf-8")
    file = folder / "indicators.yaml"
    file.write_text(DATA, encoding="utf-8")
    return file


def hold(folder: Path) -> Path:
    """A library below *folder* that holds the report's text."""
    library = folder / "library"
    (library / FILE).parent.mkdir(parents=True)
    (library / FILE).write_text(REPORT, encoding="utf-8")
    return library
