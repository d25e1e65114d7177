"""核数: every figure of a text is judged against the data of a town."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest
import town

from xtdata.facts.dataset import Dataset, load
from xtdata.facts.fact import Fact
from xtdata.language.period import Period
from xtdata.reading.factcheck import CLOSE, MATCH, MISMATCH, UNKNOWN, Checker, Finding, by_verdict, factcheck, report_lines


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(town.write(tmp_path_factory.mktemp("town")))


@pytest.fixture(scope="module")
def checker(dataset: Dataset) -> Checker:
    return Checker(dataset.facts.values())


def verdicts(checker: Checker, text: str, **said: str) -> list[tuple[str, str]]:
    return [(one.text, one.verdict) for one in checker.check(text, **said)]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("2022年，全市固定资产投资增长6.1%。", MATCH),
        ("2022年，青城市固投增长6.1%。", MATCH),
        ("2022年，全市固定资产投资增长6.10%。", MATCH),
        ("2022年，全市固定资产投资增长6%。", CLOSE),
        ("2022年，全市固定资产投资增长6%左右。", CLOSE),
        ("2022年，全市固定资产投资增长6%以上。", CLOSE),
        ("2022年，全市固定资产投资增长6.2%。", MISMATCH),
        ("2022年，全市固定资产投资增长7%以上。", MISMATCH),
        ("2022年，全市固定资产投资下降6.1%。", MISMATCH),
        ("2022年，全市固定资产投资增长6.1个百分点。", MISMATCH),
        ("2022年，全市到位资金81.5亿元。", MATCH),
        ("2022年，全市到位资金815000万元。", CLOSE),
        ("2022年，全市到位资金81.5万元。", MISMATCH),
        ("2022年，全市到位资金超80亿元。", CLOSE),
        ("2022年，全市到位资金近82亿元。", CLOSE),
        ("2022年，东区项目审批用时从180个工作日压缩至50个工作日以内。", MATCH),
        ("2022年，东区项目审批用时从160个工作日压缩至50个工作日以内。", MISMATCH),
        ("2022年，东区项目审批用时压缩至50个工作日。", CLOSE),
        ("2022年，东区项目审批用时压缩至50天以内。", MISMATCH),
        ("2021年至2023年，全市固定资产投资年均增长7.2%。", MATCH),
        ("2021年至2023年，全市固定资产投资增长7.2%。", MISMATCH),
        ("2010年，全市固定资产投资增长21%。", UNKNOWN),
        ("2022年，全市粮食产量21万吨。", UNKNOWN),
        ("2022年，南昌市固定资产投资增长6.1%。", UNKNOWN),
        ("2022年，南昌市财政收入较快增长；固定资产投资增长6.1%。", UNKNOWN),
        ("2022年，南昌市财政收入较快增长；全市固定资产投资增长6.1%。", MATCH),
        ("2022年，全市固定資產投資增長６．１％。", MATCH),
        ("全市固定资产投资增长6.1%。", UNKNOWN),
    ],
)
def test_a_figure_is_judged_by_what_the_data_say_of_it(checker: Checker, text: str, verdict: str) -> None:
    assert [one.verdict for one in checker.check(text)] == [verdict]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2023年，全市固定资产投资增长6.4%。", "2023年1–11月"),
        ("2022年，全市引进重大项目12个。", "东区"),
        ("2022年，全市固定资产投资增长7%。", "目标数"),
        ("2023年，全市固定资产投资增长6.5个百分点。", "库中是%"),
    ],
)
def test_a_mismatch_says_what_the_figure_is(checker: Checker, text: str, says: str) -> None:
    (found,) = checker.check(text)
    assert found.verdict == MISMATCH
    assert says in found.message


def test_a_forecast_told_as_a_result_is_close_and_its_forecast_matches(checker: Checker) -> None:
    told, forecast = checker.check("2023年，全市固定资产投资增长6.5%。2023年，预计全市固定资产投资增长6.5%。")
    assert (told.verdict, forecast.verdict) == (CLOSE, MATCH)
    assert "预计" in told.message


def test_words_of_time_count_from_the_day_of_the_text(checker: Checker) -> None:
    assert verdicts(checker, "去年，全市固定资产投资增长6.1%。", date="2023-05") == [("6.1%", MATCH)]
    assert verdicts(checker, "去年，全市固定资产投资增长6.1%。", date="2022-05") == [("6.1%", MISMATCH)]


def test_a_text_about_a_district_says_so(checker: Checker) -> None:
    assert verdicts(checker, "2022年，引进重大项目12个。", region="东区") == [("12个", MATCH)]


def test_a_finding_points_at_the_figure_and_at_its_observations(dataset: Dataset) -> None:
    text = "2022年，　全市固定资产投资增长６．２％。"
    (found,) = factcheck(text, dataset.facts.values())
    assert (text[found.start : found.end], found.ids, found.expected) == (found.text, (town.RISE,), "2022年青城市固定资产投资增长6.1%")
    assert list(found.as_dict()) == ["start", "end", "text", "verdict", "ids", "expected", "message"]


def test_a_report_begins_with_the_mismatches_and_says_how_much_was_judged(checker: Checker) -> None:
    found = checker.check("2022年，全市固定资产投资增长6.1%。\n2022年，全市固定资产投资增长6.2%。")
    lines = report_lines(found, lambda offset: f"第{offset}字")
    assert [one.verdict for one in by_verdict(found)] == [MISMATCH, MATCH]
    assert lines[0].startswith("不符  第38字  6.2%：")
    assert lines[-1] == "核了 2 个数：不符 1，近似 0，相符 1，库中没有 0"


def test_no_data_confirm_nothing() -> None:
    assert [one.verdict for one in factcheck("2022年，全市固定资产投资增长6.1%。", [])] == [UNKNOWN]


# --- the law: a match is the very figure ------------------------------------------------------------

_SHAPES = (
    "{period}，{region}{noun}{figure}。",
    "{region}{period}{noun}{figure}。",
    "{period}{region}{noun}{figure}，同比有所变化。",
    "据统计，{period}，{region}实现{noun}{figure}。",
    "{region}{noun}{period}为{figure}。",
    "【{period}】{region}：{noun}{figure}；",
    "{period}\n{region}{noun}{figure}",
    "• {region}{noun}{figure}（{period}）。",
)
_NOUNS = {
    "fai_growth": ("固定资产投资增长", "固定资产投资同比增长", "固投增长"),
    "gdp": ("地区生产总值增长", "GDP增长"),
    "completion": ("投资完成率", "完成投资为年度计划的"),
    "amount": ("完成投资",),
    "project_approval_time": ("项目审批用时", "项目审批用时压缩至"),
    "firm_opening_time": ("企业开办用时", "企业开办用时压缩至"),
    "projects": ("引进重大项目",),
    "top500": ("引进500强企业",),
    "inflow": ("到位资金",),
}
_PERIODS = {
    "2020": "2020年", "2021": "2021年", "2022": "2022年", "2023": "2023年", "2024": "2024年", "2025": "2025年",
    "2022-01/2022-11": "2022年1-11月", "2023-01/2023-11": "2023年前11个月", "2023-01/2023-09": "2023年前三季度",
    "2022-H1": "2022年上半年", "2023-H1": "2023年上半年", "2023-Q1": "2023年一季度", "2022-11": "2022年11月", "2021/2023": "2021-2023年",
}  # fmt: skip
_REGIONS = {"city": ("青城市", "全市"), "east": ("东区",), "west": ("西区",), "nation": ("全国",), "": ("南昌市", "湖北省", "临江县")}
_UNITS = ("%", "个百分点", "‰", "亿元", "万元", "元", "个工作日", "天", "小时", "个月", "个", "家", "户", "万个", "倍")


def claims_of(dataset: Dataset, number: int) -> Iterator[tuple[str, tuple[str, str, str, Decimal, str]]]:
    """Sentences with what each claims: a fact of the town, of which any part may have been changed."""
    chance, facts = random.Random(20), [one for one in dataset.facts.values() if one.indicator in _NOUNS]
    values = [one.value for one in facts]
    for _ in range(number):
        fact = chance.choice(facts)
        region, period, value, unit = fact.region, fact.observation.period, fact.value, fact.unit
        for part in chance.sample(("region", "period", "value", "unit"), chance.choice((0, 1, 1, 1, 2))):
            region = chance.choice(list(_REGIONS)) if part == "region" else region
            period = chance.choice(list(_PERIODS)) if part == "period" else period
            value = abs(chance.choice([*values, value + 1, value * 10, value + Decimal("0.1")])) if part == "value" else value
            unit = chance.choice(_UNITS).removeprefix("个") or "个" if part == "unit" else unit
        printed = f"{value:f}{'个' if unit in {'百分点', '工作日', '月'} else ''}{unit}"
        said = {"period": _PERIODS[period], "region": chance.choice(_REGIONS[region]), "figure": printed}
        text = chance.choice(_SHAPES).format(noun=chance.choice(_NOUNS[fact.indicator]), **said)
        yield text, (fact.indicator, region, period, value, unit)


def is_the_figure(fact: Fact, claim: tuple[str, str, str, Decimal, str]) -> bool:
    _, region, period, value, unit = claim
    return (fact.region, fact.period, fact.value, fact.unit) == (region, Period.parse(period), value, unit)


def test_a_match_never_differs_in_value_unit_period_or_region(dataset: Dataset, checker: Checker) -> None:
    matched = 0
    for text, claim in claims_of(dataset, 10_000):
        for found in checker.check(text):
            if found.verdict == MATCH:
                matched += 1
                assert any(is_the_figure(dataset.facts[key], claim) for key in found.ids), (text, found)
    # Some are not changed at all: the law is not kept by never saying match.
    assert matched > 1000


def test_the_order_of_the_data_does_not_matter(dataset: Dataset) -> None:
    facts = list(dataset.facts.values())
    one, other = Checker(facts), Checker(facts[::-1])
    for text, _ in claims_of(dataset, 400):
        assert [found.verdict for found in one.check(text)] == [found.verdict for found in other.check(text)], text


def test_findings_lie_in_the_text_in_order(checker: Checker) -> None:
    text = "".join(town.TEXTS.values())
    found: list[Finding] = checker.check(text)
    assert all(text[one.start : one.end].replace("\n", "") == one.text for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
