"""A quote is found exactly or not at all, and every place leads back to the text as received."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xtdata.language.text import Folded, Passage, SourceText, cuts_number, fold, sentence_around

AWKWARD = [*"12.5,%-３．８０％亿元万家增长三十㎡½①²㊀ℓ℃㈱　 \t\r\n\u200b\u200d\ufeff\u00ad\u0301é。；", "\r\n", "8017万元", "38亿元"]
texts = st.lists(st.sampled_from(AWKWARD) | st.characters(), max_size=30).map("".join)
gaps = st.sampled_from(["", "", "", "\n", "\r\n", " ", "　", "\u200b"])


def found(text: str, quote: str, prefix: str = "", suffix: str = "") -> list[str]:
    return [text[hit.start : hit.end] for hit in SourceText(text).find(quote, prefix, suffix)]


# --- folding ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("８０１７万元", "8017万元"),
        ("（１－９月）", "(1-9月)"),
        ("投资 增\r\n长\u200b８．１％", "投资增长8.1%"),
        ("增长\u00ad5%", "增长5%"),
        ("⼀批", "一批"),
    ],
)
def test_what_only_typesetting_tells_apart_folds_to_the_same(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@pytest.mark.parametrize("mark", list("²₂①⑳½⅓㎡㎥㊀㊉⒈⑴㋀🄂"))
def test_a_character_that_would_glue_a_digit_to_a_figure_stays_as_it_is(mark: str) -> None:
    assert fold(f"5{mark}") == f"5{mark}"


@pytest.mark.parametrize("kept", ["-5%", "+5%", "−5%", "5.0", "5%", "5‰"])
def test_sign_decimal_point_and_percent_stay(kept: str) -> None:
    assert fold(kept) == kept


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_twice_is_folding_once_for_every_character() -> None:
    assert [code for code in range(0x110000) if fold(fold(chr(code))) != fold(chr(code))] == []


# --- the offset map ---------------------------------------------------------------------------------


@given(texts)
def test_the_passage_of_the_whole_folded_text_folds_to_it(text: str) -> None:
    folded = Folded(text)
    assert folded.text == fold(text)
    if folded.text:
        passage = folded.passage(0, len(folded.text))
        assert fold(text[passage.start : passage.end]) == folded.text


@given(texts, st.data())
def test_a_passage_folds_to_the_stretch_that_it_came_from(text: str, data: st.DataObject) -> None:
    """Cut between characters of the source: ℃ folds to two, and no passage holds half of it."""
    cuts = sorted({len(fold(text[:place])) for place in range(len(text) + 1)})
    start, end = sorted((data.draw(st.sampled_from(cuts)), data.draw(st.sampled_from(cuts))))
    assume(start < end)
    folded = Folded(text)
    passage = folded.passage(start, end)
    assert fold(text[passage.start : passage.end]) == folded.text[start:end]


@given(texts, st.data())
def test_a_place_in_the_source_maps_to_the_folded_length_before_it(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    assert Folded(text).folded_offset(place) == len(fold(text[:place]))


@given(texts, st.data())
def test_every_folded_character_leads_back_to_the_one_that_made_it(text: str, data: st.DataObject) -> None:
    folded = Folded(text)
    assume(folded.text)
    offset = data.draw(st.integers(0, len(folded.text) - 1))
    place = folded.raw_offset(offset)
    assert folded.text[offset] in fold(text[place])
    assert folded.folded_offset(place) <= offset


def test_characters_to_be_kept_are_not_folded() -> None:
    assert Folded("达到５，１２０家", keep="，").text == "达到5，120家"


# --- finding ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote", "hit"),
    [
        ("兑现惠企资金８０１７万元。", "8017万元", "８０１７万元"),
        ("全市投资增\r\n长8.1%，", "全市投资增长8.1%", "全市投资增\r\n长8.1%"),
        ("完成投资 190 亿元", "完成投资190亿元", "完成投资 190 亿元"),
        ("完成投资190亿元", "完成投资 190\n亿元", "完成投资190亿元"),
        ("完成238亿元", "238亿元", "238亿元"),
        ("25℃", "25°C", "25℃"),
        ("增长-5%", "增长-5%", "增长-5%"),
        ("达到1000亿元", "1000", "1000"),
        ("增长8.1%", "增长8.1", "增长8.1"),
    ],
)
def test_a_quote_is_found_as_the_source_prints_it(text: str, quote: str, hit: str) -> None:
    assert found(text, quote) == [hit]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("完成238亿元", "38亿元"),
        ("完成238亿元", "完成23"),
        ("增长2.8倍", "8倍"),
        ("增长2.8倍", "增长2"),
        ("增长2.8倍", ".8倍"),
        ("1,234家", "234家"),
        ("1,234家", "1"),
        ("１，２３４家", "234家"),
        ("增速-5%", "5%"),
        ("增速−5%", "5%"),
        ("增速＋5%", "5%"),
        ("1 000家", "000家"),
        ("23\n8亿元", "8亿元"),
        ("三十四个", "四个"),
        ("三十四个", "三十"),
        ("一万二千家", "二千家"),
        ("一万二千家", "一万"),
        ("两千亿元", "两千"),
        ("1.2万亿元", "1.2万"),
        ("3亿5千万元", "5千万元"),
        ("三点五倍", "五倍"),
        ("三分之一", "一"),
        ("百分之30", "30"),
        ("占1/4", "占1"),
        ("占1/4", "4"),
        ("二〇二四年", "二四年"),
    ],
)
def test_a_match_neither_begins_nor_ends_inside_a_number(text: str, quote: str) -> None:
    assert found(text, quote) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [("增长8.1%", "增长8.7%"), ("", "增长"), ("增长8.1%", ""), ("增长8.1%", " \n"), ("5㎡", "5m2"), ("5²", "52")],
)
def test_what_is_not_printed_is_not_found(text: str, quote: str) -> None:
    assert found(text, quote) == []


def test_half_a_character_is_not_found() -> None:
    assert found("25℃", "C") == [] == found("25℃", "25°")


def test_every_occurrence_is_found_and_its_neighbours_tell_them_apart() -> None:
    text = "东区新增企业30家。\n西区新增企业30家。"
    assert len(found(text, "新增企业30家")) == 2
    assert SourceText(text).find("新增企业30家", prefix="西区") == [Passage(13, 20)]
    assert SourceText(text).find("新增企业30家", suffix="。西") == [Passage(2, 9)]
    assert found(text, "新增企业30家", prefix="北区") == []


def test_occurrences_that_overlap_are_all_found() -> None:
    assert [(hit.start, hit.end) for hit in SourceText("好好好").find("好好")] == [(0, 2), (1, 3)]


@given(texts, st.data())
def test_any_stretch_that_cuts_nothing_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    quote = text[first:last]
    start, end = len(fold(text[:first])), len(fold(text[:last]))
    assume(start < end)
    folded = fold(text)
    hits = SourceText(text).find(quote)
    if cuts_number(folded, start) or cuts_number(folded, end):
        assert Folded(text).passage(start, end) not in hits
    else:
        assert Folded(text).passage(start, end) in hits
    assert all(fold(text[hit.start : hit.end]) == fold(quote) for hit in hits)


@given(st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=20), st.data())
def test_line_breaks_and_spaces_neither_hide_a_quote_nor_make_one(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    assume(fold(text))
    spaced = "".join(piece + data.draw(gaps) for piece in text)
    assert len(SourceText(spaced).find(text)) == 1
    assert len(SourceText(text).find(spaced)) == 1
    assert len(SourceText(text).find(re.sub(r"\s", "", text))) == 1


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_number_is_in_the_text_only_where_it_is_the_whole_number(printed: int, wanted: int) -> None:
    assert bool(found(f"完成{printed}亿元", f"{wanted}亿元")) == (printed == wanted)


@given(st.integers(0, 10**6), st.integers(1, 99))
def test_no_place_inside_a_decimal_number_is_free(whole: int, part: int) -> None:
    number = f"{whole}.{part}"
    text = f"共{number}%"
    assert all(cuts_number(text, 1 + place) for place in range(1, len(number)))
    assert not cuts_number(text, 1) and not cuts_number(text, 1 + len(number))


# --- lines and sentences ----------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_counts_them(newline: str) -> None:
    text = SourceText(newline.join(["甲\x0c乙\u2028", "丙", ""]))
    assert [text.line_of(place) for place in (0, 3, 4 + len(newline), len(text.raw))] == [1, 1, 2, 3]


@given(texts, st.data(), st.integers(0, 3))
def test_the_sentence_around_a_passage_holds_it(text: str, data: st.DataObject, neighbours: int) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    around = sentence_around(text, Passage(start, end), neighbours)
    assert 0 <= around.start <= start < end <= around.end <= len(text)


@pytest.mark.parametrize(
    ("neighbours", "sentence"),
    [(0, "完成190.5亿元，增长8%！”"), (1, "甲；完成190.5亿元，增长8%！”丙。"), (9, "甲；完成190.5亿元，增长8%！”丙。丁")],
)
def test_a_sentence_ends_at_a_full_stop_and_takes_its_neighbours_along(neighbours: int, sentence: str) -> None:
    text = "甲；完成190.5亿元，增长8%！”丙。丁"
    place = text.index("190")
    around = sentence_around(text, Passage(place, place + 5), neighbours)
    assert text[around.start : around.end] == sentence
