"""What `suggest` reads in a sentence: figures, indicators, places, periods, status and quotes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xtdata.reading import Candidate, as_records, suggest

REPORT = """---
title: 青岛市政府工作报告（{date} 张三）
---

——{date}在青岛市第十七届人民代表大会第二次会议上

一、{reviewed}年工作回顾

{review}

二、{planned}年工作安排

{plan}
"""


def report(review: str, plan: str = "今年再接再厉。", date: str = "2025年1月10日", reviewed: int = 2024) -> list[Candidate]:
    text = REPORT.format(date=date, reviewed=reviewed, planned=reviewed + 1, review=review, plan=plan)
    return suggest(text)


def read(sentence: str) -> list[Candidate]:
    return suggest(sentence, region="某市", date="2025-01")


def indicators(sentence: str) -> list[str]:
    return [candidate.indicator for candidate in read(sentence)]


# --- what is measured -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("规上工业增加值增长8.4%。", ["规上工业增加值"]),
        ("进出口总额达到3541亿美元，增长12%。", ["进出口总额", "进出口总额"]),
        ("新增高新技术企业485家，总数达1500家。", ["新增高新技术企业", "高新技术企业总数"]),
        ("甲产业、乙产业、丙产业增加值分别增长5.1%、5.9%、6.1%。", ["甲产业增加值", "乙产业增加值", "丙产业增加值"]),
        ("城镇和农村居民人均可支配收入分别增长8.1%、9.2%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("存、贷款余额分别增长5%、6%。", ["存款余额", "贷款余额"]),
        ("招引亿元以上项目5796个、总金额3.8万亿元，分别增长30.4%、37.7%。",
         ["招引亿元以上项目", "亿元以上项目总金额", "招引亿元以上项目", "亿元以上项目总金额"]),
        ("新增国家级龙头企业20家、公共品牌402个。", ["新增国家级龙头企业", "新增公共品牌"]),
        ("抓好总投资1.1万亿元的600个省市重点项目。", ["省市重点项目总投资", "省市重点项目"]),
        ("新增省重点实验室19家、占全省的43%。", ["新增省重点实验室", "新增省重点实验室占全省比重"]),
        ("数字经济加快发展，规模达到2万亿元。", ["数字经济规模"]),
        ("新增2家上市公司。", ["新增上市公司"]),
        ("引进甲集团、乙集团等总部企业25家。", ["引进总部企业"]),
        ("产业投资增长14.2%，占全部投资比重达79.1%。", ["产业投资", "产业投资占全部投资比重"]),
    ],
)  # fmt: skip
def test_the_indicator_is_the_phrase_that_the_figure_measures(sentence: str, expected: list[str]) -> None:
    assert indicators(sentence) == expected


def test_a_subject_does_not_outlive_its_paragraph() -> None:
    first, second = read("投资增长5%。\n\n增长6%。")
    assert (first.indicator, second.indicator) == ("投资", "")


# --- figures ----------------------------------------------------------------------------------------


def test_a_from_to_is_one_claim() -> None:
    (claim,) = read("项目审批用时从180个工作日压缩至50个工作日以内。")
    assert (claim.text, claim.value, claim.unit, claim.qualifier) == (
        "从180个工作日压缩至50个工作日以内", (Decimal(180), Decimal(50)), "工作日", "from_to",
    )  # fmt: skip
    assert claim.ends == ("exact", "at_most")


def test_a_range_is_one_claim() -> None:
    (claim,) = read("全流程审批时限压缩至30至34个工作日。")
    assert (claim.value, claim.unit, claim.qualifier) == ((Decimal(30), Decimal(34)), "工作日", "range")


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年3月5日，市政府印发通知。",
        "坚持“三高四新”和“1+8+8”。",
        "电话0731-58583333。",
        "8000t/d生产线投产。",
        "居全国第7位。",
        "十四届二次会议召开。",
    ],
)
def test_dates_slogans_names_and_ranks_are_no_claims(sentence: str) -> None:
    assert read(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("10亿元以上项目55个。", ["55个"]),
        ("100人以上农村集中供水率达97.5%。", ["97.5%"]),
        ("形成5个千亿级产业。", ["5个"]),
        ("40万吨级油船交付，全年交付12艘。", ["12艘"]),
        ("制度创新指数居全国43个片区第18位。", []),
        ("出台“惠企55条措施”。", []),
        ("新增就业5万人以上，引进项目100个。", ["5万人以上", "100个"]),
        ("人均GDP 9.46万元。", ["9.46万元"]),
        ("甲公司20万吨磷酸铁、乙公司3万吨电解液等项目投产。", []),
    ],
)
def test_a_number_inside_a_name_is_no_claim(sentence: str, figures: list[str]) -> None:
    assert [claim.text for claim in read(sentence)] == figures


def test_full_width_digits_and_line_ends_do_not_matter() -> None:
    text = "今年以来，全市上下一心抓项目、促投资，固定资产投资完成２５\n５亿元，比上年同期增长８.１\n％，增速居全省各市州的前列。"
    claims = suggest(text, region="某市", date="2024-06")
    assert [(claim.value, claim.unit) for claim in claims] == [(Decimal(255), "亿元"), (Decimal("8.1"), "%")]
    assert text[claims[1].start : claims[1].end] == "８.１\n％"
    assert claims[1].text == "８.１％"


# --- when and where ---------------------------------------------------------------------------------


def test_a_report_of_january_reviews_the_year_before_and_plans_its_own() -> None:
    done, planned = report("投资增长5%。", "投资增长6%以上。")
    assert (done.period, done.status) == ("2024", "actual")
    assert (planned.period, planned.status) == ("2025", "target")
    assert done.region == planned.region == "青岛市"


def test_a_report_of_december_reviews_its_own_year() -> None:
    done, planned = report("投资增长5%。", "新建学校6所。", date="2022年12月28日", reviewed=2022)
    assert (done.period, planned.period, planned.status) == ("2022", "2023", "planned")


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("2024年前三季度，投资增长5%。", "2024-01/2024-09"),
        ("1-11月，投资增长5%。", "2024-01/2024-11"),
        ("截至2024年11月底，引进项目5个。", "2024-01/2024-11"),
        ("截至2024年12月底，引进项目5个。", "2024"),
        ("截至2024年1月底，引进项目5个。", "2024-01"),
        ("2024年三季度末，贷款余额5亿元。", "2024-09"),
        ("上半年，投资增长5%。", "2024-H1"),
        ("去年，投资增长5%。", "2024"),
        ("比2020年增长5%。", "2024"),
        ("过去五年，新建学校50所。", "2020/2024"),
        ("过去五年，学校总数达到50所。", "2024"),
    ],
)
def test_time_words_set_the_period(sentence: str, period: str) -> None:
    assert [claim.period for claim in read(sentence)] == [period]


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("今年以来，新引进项目5个。", "2024-01/2024-09"),
        ("目前，园区有企业50家。", "2024-09"),
        ("截至目前，累计引进项目5个。", None),
        ("截至8月底，引进项目5个。", "2024-01/2024-08"),
        ("上半年，投资增长5%。", "2024-H1"),
        ("预计全年完成投资50亿元。", "2024"),
        ("去年，投资增长5%。", "2023"),
        ("投资增长5%。", None),
        ("近三年，投资年均增长5%。", "2021/2023"),
        ("2022年建成投产。\n\n上半年，投资增长5%。", "2024-H1"),
    ],
)
def test_news_of_the_middle_of_a_year_is_not_taken_for_a_review_of_the_year_before(sentence: str, period: str | None) -> None:
    assert [claim.period for claim in suggest(sentence, region="某市", date="2024-09")] == [period]


def test_a_review_of_five_years_gives_flows_the_span_and_stocks_the_last_year() -> None:
    claims = report("五年来，我们奋力前行。地区生产总值年均增长6%，达到1.7万亿元，新增学校50所。")
    assert [claim.period for claim in claims] == ["2020/2024", "2024", "2020/2024"]
    assert [claim.statistic for claim in claims] == ["annual_average", "level", "level"]


def test_a_place_that_opens_a_clause_governs_its_sentence_only() -> None:
    claims = read("武汉城市圈经济总量超过3万亿元，增长5%。投资增长6%。")
    assert [claim.region for claim in claims] == ["武汉城市圈", "武汉城市圈", "某市"]


def test_listed_places_share_out_listed_figures() -> None:
    claims = read("襄阳、宜昌分别达到5309亿元、5022亿元。")
    assert [claim.region for claim in claims] == ["襄阳", "宜昌"]


@pytest.mark.parametrize("years", ["2019年至2021年", "2019-2021年", "2019、2020、2021年", "2019年、2020年和2021年"])
def test_listed_years_share_out_listed_figures(years: str) -> None:
    claims = read(f"{years}，地区生产总值分别增长7.6%、3.8%、8%；固定资产投资分别增长11.2%、8.2%、9%。")
    assert [claim.period for claim in claims] == ["2019", "2020", "2021"] * 2
    assert [claim.indicator for claim in claims] == ["地区生产总值"] * 3 + ["固定资产投资"] * 3


def test_more_years_than_figures_share_out_nothing() -> None:
    assert [claim.period for claim in read("2019年至2022年，投资分别增长7.6%、3.8%、8%。")] == ["2019/2022"] * 3


def test_the_years_of_a_list_stand_near_it() -> None:
    claims = read(f"2019年至2021年，{'全市上下团结奋斗，' * 30}固定资产投资分别增长7.6%、3.8%、8%。")
    assert [claim.period for claim in claims] == ["2019/2021"] * 3


def test_without_a_date_the_period_is_unknown() -> None:
    (claim,) = suggest("投资增长5%。", region="某市")
    assert claim.period is None


def test_a_date_without_a_year_is_refused_in_chinese() -> None:
    with pytest.raises(ValueError, match="须以年份开头"):
        suggest("投资增长5%。", date="一月")


# --- standing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("预计投资增长5%。", "expected"),
        ("投资增长5%（预计数）。", "expected"),
        ("力争投资增长5%。", "target"),
        ("计划新建学校5所。", "planned"),
        ("6条高铁加快建设。", "ongoing"),
        ("初步核算，投资增长5%。", "actual"),
        ("人均预期寿命达到82岁。", "actual"),
    ],
)
def test_status_words(sentence: str, status: str) -> None:
    assert [claim.status for claim in read(sentence)] == [status]


def test_expected_here_and_below() -> None:
    claims = read("地区生产总值2520亿元，增长10%（预计数，下同）；投资增长25%。新设机构17家。")
    assert [claim.status for claim in claims] == ["expected", "expected", "expected", "actual"]


# --- quotes -----------------------------------------------------------------------------------------


def test_the_quote_is_the_shortest_run_of_clauses_that_occurs_once() -> None:
    claims = read("投资100亿元，增长5%；消费80亿元，增长5%。")
    assert [claim.quote for claim in claims] == ["投资100亿元", "投资100亿元，增长5%", "消费80亿元", "消费80亿元，增长5%"]


def test_nothing_to_read_is_no_error() -> None:
    for text in ("", "\n\n", "---\ntitle: x\n---\n", "<!-- 2024年增长5% -->", "没有数字。"):
        assert suggest(text) == []


def test_a_multiple_of_an_earlier_time_belongs_to_the_time_that_is_measured() -> None:
    text = "过去五年，累计完成固定资产投资7368亿元，是“十一五”时期的3.4倍；累计新增专利授权4424件。"
    records = as_records(suggest(text, region="某市", date="2016-01"))
    assert [(record["value"], record["period"]) for record in records] == [(7368, "2011/2015"), (3.4, "2011/2015"), (4424, "2011/2015")]


def test_months_in_a_row_are_the_last_of_the_year_under_review():
    (one,) = suggest("工业用电量连续36个月增长5%。", region="青城市", date="2025-01")
    assert (one.period, one.indicator) == ("2022-01/2024-12", "工业用电量")


def test_months_in_a_row_of_news_end_nobody_knows_when():
    (one,) = suggest("青城网2024年6月3日讯 工业用电量连续6个月增长5%。", region="青城市", date="2024-06")
    assert one.period is None


@pytest.mark.parametrize("clause", ["组建市数据局", "设立市产业基金", "建成区扩大"])
def test_what_was_done_before_the_word_city_is_no_place(clause: str):
    (one,) = suggest(f"2024年，{clause}，完成投资5亿元。", region="青城市")
    assert one.region == "青城市"


TRADITIONAL = "2024年，全市完成投資255億元，增長8.1％；新增企業30個，其中工業企業12個。"


def test_traditional_characters_are_read_like_simplified_ones():
    simple = "2024年，全市完成投资255亿元，增长8.1％；新增企业30个，其中工业企业12个。"
    assert read_as(TRADITIONAL) == read_as(simple)
    assert [one.text for one in suggest(TRADITIONAL)] == ["255億元", "8.1％", "30個", "12個"]
    assert all(one.quote in TRADITIONAL for one in suggest(TRADITIONAL))


def test_spaces_between_the_characters_change_nothing():
    text = "2024年1-9月，全市完成投资255亿元，增长8.1%，惠及5万群众。"
    assert read_as(" ".join(text)) == read_as(text)


def read_as(text: str) -> list[tuple[object, ...]]:
    return [
        (one.value, one.unit, one.qualifier, one.indicator, one.region, one.period, one.status) for one in suggest(text, region="青城市")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "2022中国茶业大会成功举办。",
        "2021湖南旅游发展大会开幕。",
        "推行36证合一改革。",
        "实行12证联办。",
        "县域综合排名前进7位。",
        "全国百强县排名上升6位。",
        "营商环境评价提升8个位次。",
        "推出“乡村新品60款”。",
        "开通12345热线。",
    ],
)
def test_names_with_a_year_bundles_of_papers_and_moves_of_rank_are_no_claims(sentence: str) -> None:
    assert suggest("2024年，全市经济发展。" + sentence, date="2024") == []


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("成功争取中央预算内投资12亿元", "actual"),
        ("争取专项债券30亿元", "actual"),
        ("累计争取上级资金30亿元", "actual"),
        ("争取完成投资30亿元", "target"),
        ("争取全年投资增长8%", "target"),
    ],
)
def test_what_was_got_is_no_aim(sentence: str, status: str) -> None:
    text = f"2024年政府工作报告\n\n2023年工作回顾\n\n一年来，全市{sentence}。"
    assert [one.status for one in suggest(text, date="2024-01")] == [status]


def test_a_figure_without_a_time_is_of_the_one_that_its_heading_or_a_bracket_behind_it_names():
    assert [c.period for c in suggest("一、2023年前三季度\n\n投资增长8.1%\n出口增长5%（2022年）\n", region="某市")] == [
        "2023-01/2023-09",
        "2022",
    ]
