"""An indicator is named only where it measures exactly what the figure does."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from xtdata.datafile.build import build
from xtdata.model.catalogue import Catalogue
from xtdata.reading import suggest
from xtdata.reading.nearest import nearest

INDICATORS = {
    "fai_growth": ("固定资产投资增速", "%"),
    "urbanization": ("城镇化率", "%"),
    "hightech_va_growth": ("高技术制造业增加值增速", "%"),
    "firms": ("规模以上工业企业数", "家"),
    "jobs": ("新增就业", "万人"),
    "tax_cuts": ("减税降费", "亿元"),
    "projects": ("重点项目数", "个"),
    "provincial": ("省重点项目数", "个"),
    "municipal": ("市重点项目数", "个"),
    "completion": ("重点项目投资完成率", "%"),
    "materials_cut": ("申请材料精简幅度", "%"),
    "once_materials_cut": ("“一次办”材料精简幅度", "%"),
    "va_growth": ("增加值增速", "%"),
    "services_va_growth": ("服务业增加值增速", "%"),
    "income": ("人均收入（元）", "元"),
    "income_wan": ("人均收入（万元）", "万元"),
}


def catalogue(indicators: Mapping[str, tuple[str, str]] = INDICATORS) -> Catalogue:
    built = build(
        {
            "title": "某市数据",
            "home": "city",
            "themes": {"macro": {"name": "宏观"}},
            "regions": {"city": {"name": "某市", "kind": "city"}},
            "sources": {},
            "indicators": {key: {"name": name, "unit": unit, "theme": "macro"} for key, (name, unit) in indicators.items()},
            "observations": [],
        }
    ).catalogue
    assert built
    return built


def named(text: str) -> list[str | None]:
    return [one.indicator_id for one in suggest(text, region="某市", date="2024-06", catalogue=catalogue())]


@pytest.mark.parametrize(
    "text",
    [
        "全市协议投资额增长12%。",
        "高技术制造业投资增长15%。",
        "移民安置率达到98%。",
        "全市新增规模以上工业企业36家。",
        "全市规模以上工业企业增加36家。",
        "参保大学生2.1万人。",
        "减税降费及退税缓费12亿元。",
        "减税降费政策资金12亿元。",
        "建成投产重点项目20个。",
        "固定资产投资占比12%。",
        "新签约重点项目20个。",
        "20个重点项目全部开工。",
        "建成甲厂、乙厂等30个重点项目。",
        "固定资产投资连续3年增长8%以上。",
    ],
)
def test_what_is_only_close_is_left_open(text: str) -> None:
    assert named(text) == [None]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("某市固定资产投资同比增长8.1%。", "fai_growth"),
        ("固定资产投资增速达8.1%。", "fai_growth"),
        ("固定资产投资增长\n8.1%。", "fai_growth"),
        ("城镇化率提高到62%。", "urbanization"),
        ("规上工业企业达到360家。", "firms"),
        ("省重点项目12个。", "provincial"),
        ("市级重点项目30个。", "municipal"),
        ("全年减税降费12亿元。", "tax_cuts"),
        ("完成重点项目投资30亿元，为年度计划的115%。", "completion"),
        ("人均收入3.2万元。", "income_wan"),
        ("人均收入32000元。", "income"),
    ],
)
def test_what_is_the_same_in_every_part_is_named(text: str, key: str) -> None:
    assert named(text)[-1] == key


def test_a_part_of_what_was_added_is_no_stock() -> None:
    assert named("新增企业500家，其中规模以上工业企业100家。") == [None, None]


def test_one_phrase_for_two_figures_names_neither() -> None:
    assert named("固定资产投资增长4.5%、2.8%。") == [None, None]
    assert named("固定资产投资增长4.5%、城镇化率62%。") == ["fai_growth", "urbanization"]


def test_the_levels_of_projects_never_collide() -> None:
    assert named("实施省重点项目12个、市重点项目30个。") == ["provincial", "municipal"]


def test_where_the_sentence_narrows_the_phrase_nothing_is_named() -> None:
    assert named("申请材料精简46%。") == ["materials_cut"]
    assert named("推行“一次办”改革，申请材料精简46%。") == [None]
    assert named("服务业加快发展，增加值增长9%。") != ["va_growth"]


def test_of_two_indicators_with_one_name_none_is_taken() -> None:
    twins = catalogue({"one": ("固定资产投资增速", "%"), "other": ("固定资产投资增速（口径未写明）", "%")})
    assert suggest("固定资产投资增长8%。", region="某市", date="2024", catalogue=twins)[0].indicator_id is None


def test_the_nearest_is_one_in_the_same_unit() -> None:
    data = catalogue()
    found = suggest("全市制造业固定资产投资增长12%，制造业固定资产投资12亿元。", region="某市", date="2024", catalogue=data)
    assert nearest(found[0], data) == "fai_growth"
    assert nearest(found[1], data) != "fai_growth"
