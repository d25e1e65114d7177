"""Candidates as JSON and YAML: what an editor pastes passes the check once the marked places are filled in."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from xtdata.facts.loading import load_file
from xtdata.reading import as_records, as_yaml, suggest

TEXT = """某市一季度经济运行情况

2024年一季度，全市固定资产投资增长8.1%。其中：甲区固定资产投资突破100亿元，达到120亿元。
企业开办时间从5个工作日压缩至1个工作日以内。三次产业结构为8.3:44.2:47.5，通关时间为上年的三分之一。
新引进亿元以上项目26个: "乙"项目投资超过30亿元。
"""

DATA = """
title: 某市数据
home: city
themes:
  macro: {{name: 宏观}}
regions:
  city: {{name: 某市, kind: city}}
  jia: {{name: 甲区, kind: district, parent: city}}
sources:
  news: {{title: 消息, file: seeds/news.txt, sha256: {digest}, date: 2024-04}}
indicators:
  fai: {{name: 固定资产投资, unit: 亿元, theme: macro}}
  fai_growth: {{name: 固定资产投资增速, unit: "%", theme: macro}}
  startup: {{name: 企业开办时间, unit: 工作日, theme: macro}}
  count: {{name: 另一个数, unit: 个, theme: macro}}
  money: {{name: 另一金额, unit: 亿元, theme: macro}}
observations:
"""


NEW = {"个": "count", "亿元": "money"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "news.txt").write_text(TEXT, encoding="utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    first = "  - {indicator: count, region: city, period: 2024-Q1, value: 26, source: news, quote: 新引进亿元以上项目26个}\n"
    (tmp_path / "indicators.yaml").write_text(DATA.format(digest=digest) + first, encoding="utf-8")
    return tmp_path / "indicators.yaml"


def test_records_have_the_fields_of_the_manual_and_the_id_where_it_is_known(project: Path) -> None:
    catalogue = load_file(project).catalogue
    records = as_records(suggest(TEXT, region="某市", date="2024-04", catalogue=catalogue))
    fields = ["start", "end", "text", "value", "unit", "qualifier", "indicator", "region", "period", "status", "quote"]
    assert all([key for key in record if key != "indicator_id"] == fields for record in records)
    known = {record["text"]: record.get("indicator_id") for record in records}
    assert known["8.1%"] == "fai_growth"
    assert known["120亿元"] == "fai"
    assert known["从5个工作日压缩至1个工作日以内"] == "startup"
    assert known["26个"] is None


def test_values_are_plain_numbers() -> None:
    records = as_records(suggest("用时从5个工作日压缩至1个工作日，投资8.5亿元，增长5%。"))
    assert [record["value"] for record in records] == [[5, 1], 8.5, 5]


def test_what_is_pasted_and_filled_in_passes_the_check(project: Path) -> None:
    catalogue = load_file(project).catalogue
    pasted = as_yaml(suggest(TEXT, region="某市", date="2024-04", catalogue=catalogue), "news")
    filled = re.sub(r"(?m)^  - indicator:  # 请填代号：.*（(.*)）", lambda match: f"  - indicator: {NEW[match[1]]}", pasted)
    filled = re.sub(r"(?m)^    region:  # 请填代号：.*", "    region: city", filled)
    filled = re.sub(r"(?m)^    period:  # 请填.*", "    period: 2024-Q1", filled)
    project.write_text(project.read_text(encoding="utf-8").split("observations:")[0] + "observations:\n" + filled, encoding="utf-8")
    loaded = load_file(project)
    assert [diagnostic for diagnostic in loaded.diagnostics if diagnostic.code.startswith("E")] == []
    assert loaded.catalogue is not None
    assert {str(one.value) for one in loaded.catalogue.observations.values()} == {"8.1", "120", "1", "26", "30"}


def test_what_cannot_stand_is_commented_out_with_a_reason(project: Path) -> None:
    catalogue = load_file(project).catalogue
    pasted = as_yaml(suggest(TEXT, region="某市", date="2024-04", catalogue=catalogue), "news")
    assert "# 请改写：结构比须按各部分分别立条" in pasted
    assert "# 请改写：分数除不尽" in pasted
    assert "# 请取舍：同一指标、地区、期间已有“120亿元”" in pasted


def test_text_that_yaml_could_misread_is_quoted() -> None:
    pasted = as_yaml(suggest('注：甲: "乙" #1 & *2项目投资30亿元。', region="某市"), "news")
    quotes = [line for line in pasted.splitlines() if "quote:" in line]
    assert all(re.fullmatch(r'    quote: (?:".*"|[^":#&*]+)', line) for line in quotes)


def test_an_unknown_indicator_is_marked_with_its_phrase_and_unit() -> None:
    assert "- indicator:  # 请填代号：投资（亿元）" in as_yaml(suggest("投资30亿元。", region="某市", date="2024"), "news")
