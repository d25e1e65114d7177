"""The figure of an observation is found inside the passage that its quote prints."""

from decimal import Decimal

import pytest

from xtdata.language.text import Passage, SourceText
from xtdata.model.catalogue import Indicator, Observation
from xtdata.verification.evidence import (
    Evidence,
    best_match,
    evidence_of,
    level,
    printed_in,
    quantities,
    same_base,
    same_qualifier,
    same_value,
)


def observation(quote: str, **fields) -> Observation:
    plain = {"indicator": "a", "region": "b", "period": "2022", "value": "1", "source": "c", "quote": quote}
    return Observation(**plain | {key.rstrip("_") if key == "from_" else key: value for key, value in fields.items()})


def figure(text: str, quote: str, unit: str, measure: str = "level", **fields) -> str | None:
    indicator = Indicator(name="某数", unit=unit, theme="all", measure=measure)
    one, source = observation(quote, **fields), SourceText(text)
    found = evidence_of(one, indicator, one.quote[0], source.find(quote)[0], source).figure
    return found and text[found.start : found.end]


def test_the_figure_is_marked_in_the_text_as_received():
    assert figure("全市投资\n增长８．\n１％，好", "投资增长8.1%", "%", value="8.1") == "８．\n１％"


def test_qualifier_words_belong_to_the_figure():
    assert figure("完成投资190亿元以上。", "完成投资190亿元以上", "亿元", value="190", qualifier="at_least") == "190亿元以上"


def test_of_two_equal_numbers_the_one_with_the_unit_is_the_figure():
    assert figure("30个项目，投资30亿元。", "30个项目，投资30亿元", "亿元", value="30") == "30亿元"


def test_of_two_equal_figures_the_one_with_the_qualifier_is_the_figure():
    assert figure("30家，其中30家以上。", "30家，其中30家以上", "家", value="30", qualifier="at_least") == "30家以上"


def test_a_quote_that_prints_another_number_has_no_figure():
    assert figure("增长8.1%。", "增长8.1%", "%", value="8.2") is None


@pytest.mark.parametrize(
    ("quote", "fields", "same"),
    [
        ("下降17.4%", {"value": "-17.4"}, True),
        ("下降17.4%", {"value": "17.4"}, True),
        ("从180个工作日压缩至50个工作日", {"value": "50", "from": "180"}, True),
        ("从180个工作日压缩至50个工作日", {"value": "50"}, True),
        ("从180个工作日压缩至50个工作日", {"value": "180"}, False),
        ("从180个工作日压缩至50个工作日", {"value": "50", "from": "170"}, False),
        ("占30%—34%", {"value": ["30", "34"]}, True),
        ("占30%—34%", {"value": ["30", "35"]}, False),
        ("占30%—34%", {"value": "30"}, False),
        ("2022年", {"value": "2022"}, False),
        ("第3批", {"value": "3"}, False),
    ],
)
def test_a_printed_number_says_the_same_or_does_not(quote, fields, same):
    one = observation(quote, **({"qualifier": "range"} if isinstance(fields["value"], list) else {}) | fields)
    assert any(same_value(one, quantity) for quantity in quantities(quote)) is same


@pytest.mark.parametrize(
    ("quote", "value", "printed"),
    [
        ("在全省营商环境综合测评中排名第4", "4", "第4"),
        ("居第四位", "4", "第四位"),
        ("列全国第2名", "2", "第2名"),
        ("增速居全省首位", "1", "首位"),
        ("环境评价全省第一", "1", "第一"),
        ("三项分别居全省第4、6、5位", "6", "6"),
        ("三项分别居全省第4、6、5位", "5", "5位"),
        ("由97位前进到67位", "67", "67位"),
    ],
)
def test_a_rank_is_the_figure_of_an_indicator_of_ranks(quote, value, printed):
    assert figure(f"去年{quote}。", quote, "位", measure="rank", value=value) == printed


@pytest.mark.parametrize("quote", ["第2批项目", "第二个五年", "建成2个", "全省第12位", "2020年"])
def test_what_ranks_nothing_is_no_rank(quote):
    one = observation(quote, value="2")
    assert best_match(one, "位", printed_in(quote, "rank")) is None


def test_a_rank_is_no_figure_of_anything_else():
    assert figure("居全省第4位。", "居全省第4位", "个", value="4") is None


def test_the_qualifier_of_a_from_to_is_that_of_its_end():
    one = observation("从180个工作日压缩至50个工作日以内", value="50", qualifier="at_most")
    assert same_qualifier(one, best_match(one, "工作日", quantities(one.quote[0].exact)))


def test_units_that_differ_in_scale_share_their_base():
    assert same_base("万元", "亿元")
    assert not same_base("万元", "个")


def test_an_observation_is_verbatim_quoted_or_merely_cited():
    proof = (Evidence(Passage(0, 1), None),)
    assert level(observation("增长8.1%"), proof) == "verbatim"
    assert level(observation("增长8.1%"), ()) == "quote"
    assert level(Observation(indicator="a", region="b", period="2022", value=Decimal(1), source="c"), ()) == "cited"
