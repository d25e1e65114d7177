"""Questions as people type them, on the shipped data: a right fact is among the first five, and nothing is offered where there is none."""

from __future__ import annotations

from datetime import date

import pytest

from xtdata.facts.dataset import load
from xtdata.search import Search, prepare

TODAY = date(2025, 6, 1)

# What is typed, and how the ids of right facts begin.
KNOWN = {
    "固投 2024": ("fai_growth/xiangtan/2024",),
    "高新区 审批 多少天": (
        "construction_approval_time/gaoxin",
        "full_process_approval_time/gaoxin",
    ),
    "湘乡 亿元以上项目 2022": ("projects_100m/xiangxiang/2022",),
    "96.3%": ("problem_resolution_rate/xiangxiang/2022",),
    "湘潭市2024年GDP增长多少": ("gdp_growth/xiangtan/2024",),
    "2024 岳塘区 地区生产总值": ("gdp/yuetang/2024",),
    "社零 2015": ("retail_sales/xiangtan/2015",),
    "湘潭县 GDP 2024": ("gdp/xiangtanxian/2024",),
    "湘乡 重点项目 2022": ("key_projects/xiangxiang/2022",),
    "湘乡市2022年重点项目完成投资多少亿元": ("key_project_investment/xiangxiang/2022",),
    "高新区 重大建设项目": ("major_construction_projects/gaoxin",),
    "高新区 拿地即开工": ("land_start_projects/gaoxin",),
    "企业开办 几天": ("business_startup",),
    "路灯完好率": ("street_light_intact_rate",),
    "加装电梯 多少台": ("elevators_added",),
    "停车位 新增 湘乡": ("parking_spaces_added",),
    "研发投入强度 2023": ("rd_intensity/xiangtan/2023",),
    "城镇化率": ("urbanization_rate",),
    "城镇居民收入 2015": ("income_urban",),
    "农民收入 2013": ("income_rural",),
    "一般公共预算收入 增速 2024": ("general_budget_revenue_growth/xiangtan/2024",),
    "外贸 2022": ("trade",),
    "到位内资": ("domestic_capital",),
    "实际利用外资 2017": ("foreign_capital",),
    "500强 2022 湘潭": (
        "projects_top500",
        "top500_firms",
    ),
    "湘商回归": ("projects_hometown",),
    "校友回湘 项目": ("projects_alumni",),
    "一件事一次办 办件数": ("one_thing_once_cases",),
    "跨域通办": ("cross_city_services",),
    "5G基站": ("base_stations_5g",),
    "高标准农田": ("high_standard_farmland",),
    "老旧小区改造 2022": ("old_communities_renovated",),
    "亩均税收 2023": ("park_tax_per_mu/xiangtan",),
    "天易 技工贸总收入": ("park_revenue/tianyi",),
    "营商环境 排名": ("business_environment_rank",),
    "2022年湘乡困难问题解决了多少件": ("problems_resolved/xiangxiang",),
    "8017万元": ("enterprise_funds_paid",),
    "从180个工作日压缩到50个工作日": ("project_approval_time",),
    "湘莲 产值": ("lotus_chain_output_value",),
    "经开区 汽车出口": ("vehicle_exports",),
    "小巨人 企业 2022": ("new_little_giants",),
}
UNKNOWN = (
    "武汉 GDP 2024",
    "湘潭 房价",
    "固投 2031",
    "株洲 审批时限",
    "昭山 外资 2022",
    "地铁 里程",
    "湘潭 固投 88.8%",
    "岳塘区 拆除违法建筑",
    "韶山高新区 技工贸总收入",
    "天易 重大建设项目",
    "亩均税收 2031",
)


@pytest.fixture(scope="module")
def search() -> Search:
    return prepare(load(), None)


def facts(search: Search, words: str) -> list[str]:
    return [hit.id for hit in search.hits(words, today=TODAY) if hit.kind == "fact"]


@pytest.mark.parametrize("words", KNOWN)
def test_a_right_fact_is_among_the_first_five(search, words):
    assert any(key.startswith(KNOWN[words]) for key in facts(search, words)[:5])


@pytest.mark.parametrize("words", UNKNOWN)
def test_nothing_is_offered_where_the_data_hold_nothing(search, words):
    assert facts(search, words) == []
