"""A town with something on every page of the dashboard: each headline theme, targets with results, figures published twice, each level of proof.

`write(folder)` makes the data file and its texts. `REPORT` is a report that is not shipped, `WEB` a page without quotes.
"""

from __future__ import annotations

from pathlib import Path

TEXTS = {
    "news": """青城投资连年增长

　　2021年，全市固定资产投资增长9.2%；2022年，全市固定资产投资增长6.1%。2023年1-11月，全市固定资产投资增长6.4%，东区固定资产投资增长7.5%。
　　2021年至2023年，全市固定资产投资年均增长7.2%。2023年，东区完成投资为年度计划的115%，完成投资230亿元。
""",
    "approval": """东区项目审批再提速

　　2022年，东区项目审批从180个工作日压缩至50个工作日以内，企业开办从5个工作日压缩至1个工作日。
　　2022年，西区企业开办从4个工作日压缩至2个工作日，材料从12项减少到5项。
""",
    "invest": """青城招商见成效

　　2022年，全市引进重大项目56个，其中东区引进重大项目12个。2022年1-11月，西区引进重大项目9个。
　　2022年，全市引进500强企业7家，到位资金81.5亿元。
""",
}
DATA = """
title: 青城经济指标
home: city
themes:
  investment: {name: 投资增长, headline: [growth, completion, amounts]}
  approval: {name: 审批提速, headline: [dumbbells, reductions]}
  attraction: {name: 招商引资, headline: [counts, amounts]}
  macro: {name: 宏观}
regions:
  city: {name: 青城市, kind: city, color: "#0072B2"}
  east: {name: 东区, kind: district, parent: city, color: "#D55E00", tile: [2, 1]}
  west: {name: 西区, kind: district, parent: city, color: "#009E73", tile: [1, 1]}
  nation: {name: 全国, kind: country}
views:
  opening: {title: 企业开办比一比, query: "indicator=firm_opening_time", chart: dumbbells, comment: 各区从多少到多少}
  growth: {title: 全市投资, query: "indicator=fai_growth&region=city", chart: growth}
sources:
  news: {title: 青城投资连年增长, file: seeds/news.txt, date: 2023-12, publisher: 青城日报}
  approval: {title: 东区项目审批再提速, file: seeds/approval.txt, date: 2022-12, publisher: 青城日报, date_note: 日期系推定}
  invest: {title: 青城招商见成效, file: seeds/invest.txt, date: 2022-12, publisher: 青城日报}
  report-2024: {title: 2024年青城市政府工作报告, file: 青城/2024.md, redistributable: false, date: 2024-01-10, available: 青城市人民政府门户网站}
  report-2025: {title: 2025年青城市政府工作报告, file: 青城/2025.md, redistributable: false, date: 2025-01-10, available: 青城市人民政府门户网站}
  web: {title: 青城网消息, redistributable: false, publisher: 青城网, date: 2023-12-30, url: "https://example.org/a?b=1&c=2"}
indicators:
  fai_growth: {name: 固定资产投资增速, unit: "%", theme: investment, measure: growth, direction: higher}
  completion: {name: 投资完成率, unit: "%", theme: investment, measure: share, direction: higher}
  amount: {name: 完成投资, unit: 亿元, theme: investment, direction: higher}
  project_approval_time: {name: 项目审批用时, unit: 工作日, theme: approval, measure: duration, direction: lower}
  firm_opening_time: {name: 企业开办用时, unit: 工作日, theme: approval, measure: duration, direction: lower}
  papers: {name: 申报材料数, unit: 项, theme: approval, measure: count, direction: lower}
  projects: {name: 引进重大项目数, unit: 个, theme: attraction, panel: 重大项目, measure: count, direction: higher}
  top500: {name: 引进500强企业数, unit: 家, theme: attraction, panel: 500强, measure: count, direction: higher}
  inflow: {name: 到位资金, unit: 亿元, theme: attraction, panel: 到位资金, direction: higher}
  gdp: {name: 地区生产总值增速, unit: "%", theme: macro, measure: growth, direction: higher}
observations:
  - {indicator: fai_growth, region: city, period: 2021, value: 9.2, source: news, quote: 2021年，全市固定资产投资增长9.2%}
  - {indicator: fai_growth, region: city, period: 2022, value: 6.1, source: news, quote: 2022年，全市固定资产投资增长6.1%}
  - {indicator: fai_growth, region: city, period: 2023-01/2023-11, value: 6.4, source: news, quote: 2023年1-11月，全市固定资产投资增长6.4%}
  - {indicator: fai_growth, region: east, period: 2023-01/2023-11, value: 7.5, source: news, quote: 东区固定资产投资增长7.5%}
  - indicator: fai_growth
    region: city
    period: 2021/2023
    statistic: annual_average
    value: 7.2
    source: news
    quote: 2021年至2023年，全市固定资产投资年均增长7.2%
  - {indicator: fai_growth, region: city, period: 2023, value: 6.5, status: expected, source: report-2024, quote: 预计固定资产投资增长6.5%}
  - {indicator: fai_growth, region: city, period: 2023, value: 6.5, status: target, source: report-2024, quote: 固定资产投资目标增长6.5%}
  - {indicator: fai_growth, region: city, period: 2022, value: 7, status: target, source: report-2024, quote: 2022年固定资产投资目标增长7%}
  - {indicator: fai_growth, region: city, period: 2021, value: 8, status: target, source: report-2024, quote: 2021年固定资产投资目标增长8%}
  - {indicator: fai_growth, region: west, period: 2023, value: 5.5, source: web}
  - {indicator: completion, region: east, period: 2023, value: 115, comparison: 为年度计划的, source: news, quote: 东区完成投资为年度计划的115%}
  - {indicator: amount, region: east, period: 2023, value: 230, source: news, quote: 完成投资230亿元}
  - {indicator: project_approval_time, region: east, period: 2022, value: 50, from: 180, qualifier: at_most, source: approval, quote: 东区项目审批从180个工作日压缩至50个工作日以内}
  - {indicator: firm_opening_time, region: east, period: 2022, value: 1, from: 5, source: approval, quote: 企业开办从5个工作日压缩至1个工作日}
  - {indicator: firm_opening_time, region: west, period: 2022, value: 2, from: 4, source: approval, quote: 西区企业开办从4个工作日压缩至2个工作日}
  - {indicator: papers, region: west, period: 2022, value: 5, from: 12, source: approval, quote: 材料从12项减少到5项}
  - {indicator: project_approval_time, region: west, period: 2023, value: 60, from: 90, source: web}
  - {indicator: projects, region: city, period: 2022, value: 56, source: invest, quote: 2022年，全市引进重大项目56个}
  - {indicator: projects, region: east, period: 2022, value: 12, source: invest, quote: 东区引进重大项目12个}
  - {indicator: projects, region: west, period: 2022-01/2022-11, value: 9, source: invest, quote: 2022年1-11月，西区引进重大项目9个}
  - {indicator: projects, region: city, period: 2023, value: 61, source: web}
  - {indicator: top500, region: city, period: 2022, value: 7, source: invest, quote: 全市引进500强企业7家}
  - {indicator: inflow, region: city, period: 2022, value: 81.5, source: invest, quote: 到位资金81.5亿元}
  - {indicator: gdp, region: city, period: 2024, value: 5.5, status: target, source: report-2024, quote: 地区生产总值增长5.5%}
  - {indicator: gdp, region: city, period: 2024, value: 5.1, source: report-2025, quote: 地区生产总值增长5.1%}
  - {indicator: gdp, region: city, period: 2025, value: 6, qualifier: approx, status: target, source: report-2024, quote: 地区生产总值增长6%左右}
  - {indicator: gdp, region: city, period: 2025, value: 5.5, status: target, source: report-2025, quote: 今年地区生产总值增长5.5%}
  - {indicator: gdp, region: west, period: 2024, value: 7, status: target, source: web}
  - {indicator: gdp, region: west, period: 2024, value: 6.2, source: web}
relations: []
"""
APPROVAL, RISE = "project_approval_time/east/2022", "fai_growth/city/2022"
EXPECTED, TARGET = "fai_growth/city/2023:expected", "fai_growth/city/2023:target"
FIRST, LATEST = "gdp/city/2025:target", "gdp/city/2025:target@report-2025"
CITED, YEAR_GDP = "fai_growth/west/2023", "gdp/city/2024"


def write(folder: Path) -> Path:
    """Write the data file and the texts below *folder*; the path of the data file."""
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    for name, text in TEXTS.items():
        (folder / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    file = folder / "indicators.yaml"
    file.write_text(DATA, encoding="utf-8", newline="")
    return file
