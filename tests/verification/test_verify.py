"""A curated number stands only where its quote prints it: reference, passage, value, unit, qualifier, sign, time, place."""

from dataclasses import replace

import pytest
from little import GOOD, SOURCE, brief, changed, expected, write

from xtdata.datafile.build import read_entry
from xtdata.facts.loading import load_file
from xtdata.language.text import SourceText
from xtdata.model.catalogue import Indicator, Observation, Region, Source
from xtdata.verification.verify import check_observation, verify

GROWTH = "    quote: 全市固定资产投资增长8.1%"
FIRMS = "    quote: 东区新增企业30家"


def diagnostics_in(folder, text, source=SOURCE):
    return load_file(write(folder, text, source)).diagnostics


def messages(diagnostics) -> str:
    return "\n".join(f"{diagnostic.message}；{diagnostic.advice}" for diagnostic in diagnostics)


# --- references -------------------------------------------------------------------------------------

REFERENCES = {
    "region": (("region: dongqu\n    period: 2022\n", "region: dongqo\n    period: 2022\n"), "E020", "region: ▸dongqo", "dongqu"),
    "source": (("source: report\n    quote: 东区新", "source: reprot\n    quote: 东区新"), "E021", "source: ▸reprot", "report"),
    "indicator": (("- indicator: new_firms", "- indicator: new_frims"), "E022", "indicator: ▸new_frims", "new_firms"),
    "theme": (("theme: investment\n\nobs", "theme: investmnt\n\nobs"), "E023", "theme: ▸investmnt", "investment"),
    "parent": (("parent: qingcheng\n\nsources", "parent: qingchng\n\nsources"), "E020", "parent: ▸qingchng", "qingcheng"),
    "home": (("home: qingcheng", "home: qingchng"), "E020", "home: ▸qingchng", "qingcheng"),
    "term": (("      - new_firms/dongqu/2022", "      - new_firms/dongqu/2021"), "E026", "- ▸new_firms/dongqu/2021", "new_firms/dongqu/2022"),
    "result": (("result: projects_signed/q", "result: projects_singed/q"), "E026", "result: ▸projects_singed", "projects_signed/qingcheng/2022"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "code", "marked", "meant"), REFERENCES.values(), ids=REFERENCES.keys())
def test_an_unknown_reference_is_found_and_the_right_one_guessed(tmp_path, change, code, marked, meant):
    text = changed(change)
    first = next(diagnostic for diagnostic in diagnostics_in(tmp_path, text) if diagnostic.code == code)
    assert brief([first]) == expected(text, (code, marked))
    assert f"“{meant}”" in first.advice


def test_a_circle_of_regions_is_found_at_each_of_its_members(tmp_path):
    text = changed(("    kind: city\n", "    kind: city\n    parent: dongqu\n"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(
        text, ("E025", "parent: ▸dongqu"), ("E025", "dongqu:\n    name: 东区\n    kind: district\n    parent: ▸qingcheng")
    )


def test_a_region_is_not_its_own_parent(tmp_path):
    text = changed(("    kind: city\n", "    kind: city\n    parent: qingcheng\n"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E025", "kind: city\n    parent: ▸qingcheng"))


def test_a_tile_laid_twice_is_found_at_the_second(tmp_path):
    text = changed(
        ("    kind: city\n", "    kind: city\n    tile: [2, 1]\n"),
        ("name: 东区\n    kind: district\n", "name: 东区\n    kind: district\n    tile: [2, 1]\n"),
    )
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E028", "district\n    tile: ▸[2, 1]"))


@pytest.mark.parametrize("tile", ["[▸0, 1]", "[▸-3, 1]", "[1, ▸99999999999999999999]", "▸[1]", "▸中间", "[▸1.5, 2]"])
def test_a_tile_out_of_reach_is_found_where_it_stands(tmp_path, tile):
    text = changed(("    kind: city\n", f"    kind: city\n    tile: {tile.replace('▸', '')}\n"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E013", f"tile: {tile}"))


def test_the_same_fact_twice_is_found_at_the_second(tmp_path):
    entry = GOOD[GOOD.index("  - indicator: new_firms") : GOOD.index("\nrelations")]
    text = GOOD.replace(entry, entry + entry.replace("value: 30", "value: 30 # again"))
    (diagnostic,) = diagnostics_in(tmp_path, text)
    assert diagnostic.code == "E024"
    assert diagnostic.line == GOOD[: GOOD.index(entry)].count("\n") + 1 + entry.count("\n")
    assert "第 5 条" in diagnostic.message


def test_a_relation_has_as_many_terms_as_its_kind_needs(tmp_path):
    text = changed(("      - new_firms/dongqu/2022\n", ""))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E027", "terms:\n      ▸- approval"))


def test_an_indicator_without_facts_is_a_warning(tmp_path):
    text = changed(("  new_firms:\n", "  idle:\n    name: 闲置\n    unit: 个\n    theme: investment\n  new_firms:\n"))
    loaded = load_file(write(tmp_path, text))
    assert brief(loaded.diagnostics) == expected(text, ("W051", "idle:\n    ▸name"))
    assert loaded.is_sound


# --- the quote --------------------------------------------------------------------------------------


def test_a_quote_with_another_digit_is_refused_and_the_digits_named(tmp_path):
    text = changed((GROWTH, "    quote: 全市固定资产投资增长8.7%"), ("value: 8.1", "value: 8.7"))
    found = diagnostics_in(tmp_path, text)
    assert brief(found) == expected(text, ("E030", "quote: ▸全市固定资产投资增长8.7%"))
    assert "第 3 行有相近的“全市固定资产投资增长8.1%”：引文写 8.7，原文是 8.1" in messages(found)


def test_a_quote_with_another_word_shows_the_passage(tmp_path):
    found = diagnostics_in(tmp_path, changed((GROWTH, "    quote: 全市固定资产投资增加8.1%")))
    assert "“全市固定资产投资增长8.1%”；逐字核对其余的字" in messages(found)


def test_a_quote_from_elsewhere_shows_nothing(tmp_path):
    found = diagnostics_in(tmp_path, changed((GROWTH, "    quote: 旅游收入达到每年8.1%以下之谜")))
    assert "E030" in [diagnostic.code for diagnostic in found]
    assert "原文里也没有相近的句子" in messages(found)


@pytest.mark.parametrize("quote", ["38个", "项目23", "全年签约项目2"])
def test_a_quote_that_cuts_a_number_is_not_in_the_text(tmp_path, quote):
    text = changed(("    quote: 全年签约项目238个", f"    quote: {quote}"))
    found = diagnostics_in(tmp_path, text)
    assert expected(text, ("E030", f"quote: ▸{quote}\n"))[0] in brief(found)
    assert "原文是 238" in messages(found)


def test_a_quote_may_run_across_line_breaks_and_full_width_forms(tmp_path):
    assert diagnostics_in(tmp_path, changed(("quote: 全年签约项目238个", "quote: 全年 签约项目２３８个"))) == ()


def test_an_ambiguous_quote_is_refused_and_what_stands_before_each_shown(tmp_path):
    text = changed((FIRMS, "    quote: 新增企业30家"))
    found = diagnostics_in(tmp_path, text)
    assert brief(found) == expected(text, ("E031", "quote: ▸新增企业30家"))
    assert "出现 2 次（第 6 行）" in messages(found)
    assert "东区”" in messages(found) and "西区”" in messages(found)


@pytest.mark.parametrize("selector", ["prefix: 东区", "suffix: 。西区", "prefix: '亿元。\n东区'"])
def test_a_prefix_or_a_suffix_settles_it(tmp_path, selector):
    one_line = selector.replace("\n", "")
    assert diagnostics_in(tmp_path, changed((FIRMS, f"    quote: {{exact: 新增企业30家, {one_line}}}"))) == ()


def test_a_wrong_prefix_is_told_from_a_wrong_quote(tmp_path):
    text = changed((FIRMS, "    quote: {exact: 新增企业30家, prefix: 北区}"))
    found = diagnostics_in(tmp_path, text)
    assert brief(found) == expected(text, ("E030", "quote: ▸{exact"))
    assert "前后文与 prefix、suffix 不符" in messages(found)


def test_of_several_quotes_the_wrong_one_is_pointed_at(tmp_path):
    text = changed((FIRMS, "    quote:\n      - 东区新增企业30家\n      - 东区新增企业30户"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E030", "- ▸东区新增企业30户"))


def test_a_dismissed_number_is_quoted_exactly_too(tmp_path):
    text = changed(("quote: 解决问题100多个", "quote: 解决问题200多个"))
    found = diagnostics_in(tmp_path, text)
    assert brief(found) == expected(text, ("E030", "quote: ▸解决问题200多个"))
    assert "引文写 200，原文是 100" in messages(found)


@pytest.mark.parametrize("quote", ["[]", "~"])
def test_a_fact_of_a_held_text_needs_a_quote(tmp_path, quote):
    text = changed((FIRMS, f"    quote: {quote}"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E012", "- ▸indicator: new_firms"))


def test_a_very_long_quote_is_compared_by_its_beginning(tmp_path):
    found = diagnostics_in(tmp_path, changed((GROWTH, f"    quote: 全市固定资产投资增长8.1%{'啊' * 1900}")))
    assert [diagnostic.code for diagnostic in found] == ["E030"]
    assert max(len(str(diagnostic)) for diagnostic in found) < 300


# --- value, unit, qualifier, sign -------------------------------------------------------------------


def test_a_value_that_its_quote_does_not_print_is_refused(tmp_path):
    text = changed(("value: 238", "value: 239"))
    found = diagnostics_in(tmp_path, text)
    assert brief(found) == expected(text, ("E032", "value: ▸239"))
    assert "引文印的是 238个" in messages(found)


def test_every_number_that_a_quote_prints_is_shown(tmp_path):
    found = diagnostics_in(tmp_path, changed(("value: 190", "value: 191")))
    assert "引文印的是 190亿元" in messages(found)


def test_a_value_at_another_scale_is_refused(tmp_path):
    text = changed(("unit: 亿元", "unit: 万元"))
    found = diagnostics_in(tmp_path, text)
    assert brief(found) == expected(text, ("E033", "value: ▸190"))
    assert "写 unit: 亿元" in messages(found)


def test_an_observation_may_have_a_unit_of_another_scale(tmp_path):
    assert diagnostics_in(tmp_path, changed(("unit: 亿元", "unit: 万元"), ("    value: 190\n", "    value: 190\n    unit: 亿元\n"))) == ()


def test_a_wrong_unit_of_its_own_is_pointed_at(tmp_path):
    text = changed(("    value: 190\n", "    value: 190\n    unit: 万元\n"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E033", "unit: ▸万元"))


def test_another_unit_is_refused(tmp_path):
    text = changed(("unit: 家", "unit: 户"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E033", "value: ▸30"))


def test_a_quote_that_stops_before_the_unit_says_so(tmp_path):
    found = diagnostics_in(tmp_path, changed((GROWTH, "    quote: 全市固定资产投资增长8.1")))
    assert [diagnostic.code for diagnostic in found] == ["E033"]
    assert "把引文抄到单位为止" in messages(found)


def test_a_missing_qualifier_is_found_at_the_value(tmp_path):
    text = changed(("    qualifier: at_least\n", ""))
    found = diagnostics_in(tmp_path, text)
    assert brief(found) == expected(text, ("E034", "value: ▸190"))
    assert "at_least（以上、不少于）" in messages(found)


def test_a_wrong_qualifier_is_found_at_its_place(tmp_path):
    text = changed(("qualifier: at_least", "qualifier: over"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E034", "qualifier: ▸over"))


def test_a_qualifier_that_nothing_prints_is_refused(tmp_path):
    text = changed(("    value: 238\n", "    value: 238\n    qualifier: approx\n"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E034", "qualifier: ▸approx"))


def test_a_fall_is_negative(tmp_path):
    fall = (GROWTH, "    quote: 工业用电下降17.4%")
    assert diagnostics_in(tmp_path, changed(fall, ("value: 8.1", "value: -17.4"))) == ()
    text = changed(fall, ("value: 8.1", "value: 17.4"))
    found = diagnostics_in(tmp_path, text)
    assert brief(found) == expected(text, ("E032", "value: ▸17.4"))
    assert "数值应写 -17.4" in messages(found)


def test_a_rise_is_not_negative(tmp_path):
    text = changed(("value: 8.1", "value: -8.1"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E032", "value: ▸-8.1"))


def test_a_range_is_two_numbers(tmp_path):
    range_ = (GROWTH, "    quote: 全市税收占比在30%到34%"), ("name: 固定资产投资增速", "name: 税收占比")
    text = changed(*range_, ("value: 8.1", "value: [30, 34]\n    qualifier: range"))
    assert diagnostics_in(tmp_path, text) == ()
    wrong = changed(*range_, ("value: 8.1", "value: [30, 35]\n    qualifier: range"))
    assert brief(diagnostics_in(tmp_path, wrong)) == expected(wrong, ("E032", "value: ▸[30, 35]"))


def test_the_start_of_a_from_to_is_checked_too(tmp_path):
    text = changed(("from: 180", "from: 170"))
    found = diagnostics_in(tmp_path, text)
    assert brief(found) == expected(text, ("E032", "value: ▸50"))
    assert "170→50" in messages(found)


# --- words of time, place and status ----------------------------------------------------------------


@pytest.mark.parametrize("period", ["2022", "2022-01/2022-10", "2021-02/2022-11"])
def test_months_in_the_quote_bind_the_period(tmp_path, period):
    text = changed(("period: 2022-01/2022-11", f"period: {period}"))
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E035", f"dongqu\n    period: ▸{period}\n    value: 190"))


def test_a_year_in_the_quote_binds_the_period(tmp_path):
    text = changed(
        (GROWTH, "    quote: 2022年，全市固定资产投资增长8.1%"), ("period: 2022\n    value: 8.1", "period: 2021\n    value: 8.1")
    )
    assert brief(diagnostics_in(tmp_path, text)) == expected(text, ("E035", "period: ▸2021"))


def test_a_region_in_the_quote_binds_the_region(tmp_path):
    text = changed(("region: dongqu\n    period: 2022\n", "region: xiqu\n    period: 2022\n"))
    found = [diagnostic for diagnostic in diagnostics_in(tmp_path, text) if diagnostic.code != "E026"]
    assert brief(found) == expected(text, ("E036", "region: ▸xiqu"))


def test_a_forecast_is_not_an_actual_figure(tmp_path):
    change = (FIRMS, "    quote: 预计全年完成技改投资12亿元"), ("name: 新增企业", "name: 技改投资")
    text = changed(*change, ("value: 30", "value: 12"), ("unit: 家", "unit: 亿元"))
    found = diagnostics_in(tmp_path, text)
    assert brief(found) == expected(text, ("E037", "value: ▸12"))
    text = changed(
        *change,
        ("value: 30", "value: 12\n    status: expected"),
        ("unit: 家", "unit: 亿元"),
        ("new_firms/dongqu/2022", "new_firms/dongqu/2022:expected"),
    )
    assert diagnostics_in(tmp_path, text) == ()


def test_a_quote_that_measures_another_noun_is_warned_of_until_an_alias_names_it(tmp_path):
    quote = (GROWTH, "    quote: 工业用电下降17.4%"), ("value: 8.1", "value: -17.4")
    text = changed(*quote, ("name: 固定资产投资增速", "name: 用电覆盖率"))
    assert diagnostics_in(tmp_path, text) == (), "a quote that names no measured noun says nothing against the indicator"
    range_ = (GROWTH, "    quote: 全市税收占比在30%到34%"), ("value: 8.1", "value: [30, 34]\n    qualifier: range")
    assert brief(diagnostics_in(tmp_path, changed(*range_))) == expected(
        changed(*range_), ("W038", "indicator: ▸fai_growth\n    region: qingcheng")
    )
    text = changed(*range_, ("name: 固定资产投资增速", "name: 固定资产投资增速\n    aliases: [税收比重]"))
    assert diagnostics_in(tmp_path, text) == ()


def test_the_evidence_is_the_passage_in_the_text_as_received(tmp_path):
    loaded = load_file(write(tmp_path))
    (evidence,) = loaded.evidence["projects_signed/qingcheng/2022"]
    assert SOURCE[evidence.passage.start : evidence.passage.end] == "全年签约项目\n238个"
    assert SOURCE[evidence.figure.start : evidence.figure.end] == "238个"


# --- one observation alone --------------------------------------------------------------------------

FIGURES = {
    "sound": {},
    "unknown region": {"region": "dongqo"},
    "unknown source": {"source": "reprot"},
    "unknown indicator": {"indicator": "new_frims"},
    "no quote": {"quote": ()},
    "quote that is not there": {"quote": "东区新增企业31家"},
    "quote that is there twice": {"quote": "新增企业30家"},
    "one of two quotes": {"quote": ["东区新增企业30家", "西区新增企业30户"]},
    "value": {"value": "31"},
    "unit": {"unit": "户"},
    "qualifier": {"qualifier": "at_least"},
    "region in the words": {"quote": "西区新增企业30家"},
    "expectation in the words": {"quote": "预计全年完成技改投资12亿元", "value": "12", "unit": "亿元"},
    "time in the words": {"quote": "1-11月，东区完成投资190亿元以上", "value": "190", "unit": "亿元", "qualifier": "at_least"},
}  # fmt: skip
FIRMS_ID = "new_firms/dongqu/2022"


@pytest.fixture
def little(tmp_path):
    return load_file(write(tmp_path))


@pytest.mark.parametrize("changes", FIGURES.values(), ids=FIGURES.keys())
def test_an_observation_alone_has_the_diagnostics_and_the_evidence_that_it_has_in_the_catalogue(little, changes):
    draft, wrong = read_entry(Observation, little.catalogue.observations[FIRMS_ID].model_dump(by_alias=True) | changes)
    assert draft and not wrong
    others = {key: one for key, one in little.catalogue.observations.items() if key != FIRMS_ID}
    path = ("observations", len(others))
    diagnostics, evidence = check_observation(replace(little.catalogue, observations=others), draft, little.library.texts, path)
    whole = verify(replace(little.catalogue, relations=(), observations=others | {"draft": draft}), little.library.texts)
    assert diagnostics == tuple(one for one in whole.diagnostics if one.path[:2] == path)
    assert evidence == whole.evidence.get("draft", ())
    assert bool(diagnostics) == bool(changes)


def test_an_observation_that_the_catalogue_holds_already_is_a_duplicate(little):
    draft = little.catalogue.observations[FIRMS_ID]
    (diagnostic,), evidence = check_observation(little.catalogue, draft, little.library.texts)
    assert diagnostic.code == "E024" and f"第 5 条事实重复（{FIRMS_ID}）" in diagnostic.message
    assert evidence == little.evidence[FIRMS_ID]


def test_an_observation_is_checked_with_a_source_an_indicator_and_a_region_that_are_new_with_it(little):
    text = SourceText("北区今年引进人才8人。")
    catalogue = replace(
        little.catalogue,
        sources={**little.catalogue.sources, "news": Source(title="快讯", file="seeds/news.txt")},
        indicators={**little.catalogue.indicators, "talents": Indicator(name="引进人才", unit="人", theme="investment")},
        regions={**little.catalogue.regions, "beiqu": Region(name="北区", kind="district", parent="qingcheng")},
    )
    draft = Observation(indicator="talents", region="beiqu", period="2023", value=8, source="news", quote="引进人才8人")
    diagnostics, (proof,) = check_observation(catalogue, draft, {"news": text})
    assert diagnostics == ()
    assert text.raw[proof.figure.start : proof.figure.end] == "8人"
    diagnostics, evidence = check_observation(
        catalogue, draft.model_copy(update={"region": "xiqu", "source": "report"}), little.library.texts
    )
    assert [diagnostic.code for diagnostic in diagnostics] == ["E030"] and evidence == ()
