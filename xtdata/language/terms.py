"""How well a word says what a name says: as it stands, by another word for it, in short form, in pinyin initials, or word by word."""

from __future__ import annotations

import logging
import re
from functools import cached_property, lru_cache
from itertools import groupby

import jieba

from xtdata.language.form import form

_LETTERS = re.compile("[a-z]{3,}")
_MARKS = re.compile(r"[“”\"'‘’()（）\[\]【】《》、·,，.。:：;；!?]")
# What people say, and what the names of statistics say for it.
_MEANT = {
    said: meant.split()
    for said, meant in {
        "规上": "规模以上 规模",
        "规模以上": "规模",
        "农民": "农村居民 农村",
        "市民": "城镇居民 城镇",
        "老百姓": "居民",
        "外贸": "进出口",
        "高企": "高新技术企业",
        "gdp": "地区生产总值",
        "经济总量": "地区生产总值",
        "社零": "社会消费品零售总额",
        "消费": "社会消费品零售总额",
        "零售": "社会消费品零售总额",
        "物价": "居民消费价格",
        "cpi": "居民消费价格",
        "办照": "企业开办",
        "开办企业": "企业开办",
        "增长": "增速 增幅",
        "时间": "用时 时限",
        "竣工": "完工",
        "外资": "外商",
        "排名": "位次",
        "不动产": "产权",
        "不动产登记": "产权",
        "隐患": "问题",
        "五百强": "500强",
        "小区改造": "老旧小区",
    }.items()
}


def plain(text: str) -> str:
    """*text* in the form in which names are compared: searched, and without quotation marks, brackets and commas."""
    return _MARKS.sub("", form(text))


class Name:
    """A name to compare with: whole, and as the first characters of its words (固定资产投资 is 固资投 and 固投)."""

    def __init__(self, text: str) -> None:
        self.text = plain(text)
        self.initials = "".join(word[0] for word in split(self.text))

    def likeness(self, word: str) -> float:
        """From 0 (not at all) to 1: how well *word*, which is ``plain``, says this name."""
        if word in self.text:
            return 0.8 + 0.2 * len(word) / len(self.text)
        if any(other in self.text for other in _MEANT.get(word, ())):
            return 0.8
        if is_short(word) and _is_inside(word, self.initials):
            return 0.75
        if _LETTERS.fullmatch(word) and word not in _MEANT and word in self.pinyin:
            return 0.7
        return 0.0

    @cached_property
    def pinyin(self) -> str:
        """The first letters of the characters in pinyin: 固定资产投资 is gdzctz."""
        from pypinyin import Style, lazy_pinyin  # slow to load, and few words are typed so

        return "".join(lazy_pinyin(self.text, style=Style.FIRST_LETTER))


@lru_cache(maxsize=20_000)
def name_of(text: str) -> Name:
    """*text* as a name; kept, as the same names are compared again and again."""
    return Name(text)


def is_short(word: str) -> bool:
    """Whether *word* may be a name in short form: two to four characters."""
    return 2 <= len(word) <= 4


def parts(word: str) -> list[str]:
    """The words inside *word* that mean something, where it is more than one: 招商引资项目 is 招商引资 and 项目."""
    whole = split(word)
    if len(whole) == 1:
        return [one for one in _tokenizer().cut_for_search(word, HMM=False) if 1 < len(one) < len(word)]
    # A single character may be a little word (了, 的); several in a row are a word that the dictionary does not know.
    runs = ("".join(run) for single, run in groupby(whole, lambda one: len(one) == 1) if single)
    return [one for one in (*whole, *runs) if len(one) > 1]


def others(word: str) -> list[str]:
    """Other words for *word*."""
    return _MEANT.get(word, [])


@lru_cache(maxsize=5000)
def split(text: str) -> tuple[str, ...]:
    """The words of *text*."""
    return tuple(_tokenizer().cut(text, HMM=False)) if text else ()


@lru_cache(maxsize=1)
def _tokenizer() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for word in _MEANT:
        tokenizer.add_word(word)
    return tokenizer


def _is_inside(word: str, initials: str) -> bool:
    """Whether the characters of *word* stand in *initials* in their order."""
    rest = iter(initials)
    return all(character in rest for character in word)
