"""One printed number at a time: its value, unit and qualifier, and whether it is a claim at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from xtdata.language.nonclaims import NOT_CLAIMS
from xtdata.language.numerals import DIGITS, PLACES, chinese_number
from xtdata.language.units import SCALES, TIME_UNITS, UNIT, unit_name
from xtdata.language.wordlist import any_of

CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number: ``text[start:end]`` is its span with unit and qualifier words.

    ``value`` is a number, or a tuple for a range ``(low, high)``, a from–to ``(from, to)`` or a share.
    ``kind`` is ``claim``, or says why the number is none (``date``, ``ordinal``, ``name`` …).
    ``digits`` is the span of the bare numeral; ``ends`` are the qualifiers of both ends of a from–to.
    """

    start: int
    end: int
    value: Decimal | tuple[Decimal, ...]
    unit: str
    qualifier: str = "exact"
    kind: str = CLAIM
    digits: tuple[int, int] = (0, 0)
    ends: tuple[str, str] = ("exact", "exact")

    @property
    def is_claim(self) -> bool:
        return self.kind == CLAIM


# --- qualifiers -------------------------------------------------------------------------------------

_BEFORE = {
    "over": "超过了?|超出|超|逾|突破了?|冲破|跨上|迈上|跃上|站上|登上|跨越|迈过|高于|多于|大于|过|(?<![打爆侦])破",
    "at_least": "不少于|不低于|不小于|至少|不下",
    "at_most": "不超过|不得超过|不高于|不大于|不多于|至多|最多|最高",
    "under": "不到|不足|低于|少于|小于|不满|未满",
    "approx": r"大约|接近|将近|(?<![节条签制集预合公邀履])约|(?<![最附临邻靠])近",
}
_BEFORE_PATTERN = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in sorted(_BEFORE.items(), key=lambda item: item[0] == "over")) + ")$"
)
_AFTER = re.compile(
    r"(?P<at_least>及?以上|\(含\)以上|起)|(?P<at_most>以内|之内|以下|及以下|内(?![容外部地资需环设陆企])) |(?P<approx>左右|上下)".replace(
        " ", ""
    )
)
_MILESTONE = re.compile(r"的?(?:大关|关口|[新大]?台阶)")
_FALL_OF_ANYTHING = re.compile(r"(?:下降|回落|下滑|下跌|负增长)了?(?:为|约)?$")
_FALL_OF_RATE = re.compile(r"(?:降低|减少|缩减|减量|跌|(?<![下升])降)了?约?$")

_MINUS = re.compile(r"(?:^|[^0-9A-Za-z.%‰个家户亿万元月日年天点])[-−]$")
_SHARE = r"[0-9]+(?:\.[0-9]+)?(?:[:∶][0-9]+(?:\.[0-9]+)?){2}(?![:∶])"
_ARABIC = r"(?:(?<![0-9.])[0-9]{1,3}(?:,[0-9]{3}){1,12}(?![,0-9])|[0-9]+)(?:\.[0-9]+)?"
_CHINESE = r"[〇零一二两三四五六七八九十百千]+(?:点[〇零一二三四五六七八九]+)?(?:[万亿]+[〇零一二两三四五六七八九十百千]+)?|(?<=[破超过上近逾达])万(?=亿)"
_WORDS = any_of(
    r"[两双三个]位数",  # 两位数增长
    # 三分之一, 百分之八点一, 千分之5
    r"(?:[一二两三四五六七八九十百千]+|[0-9]+)分之(?:[一二两三四五六七八九十百零]+(?:点[〇零一二三四五六七八九]+)?|[0-9]+(?:\.[0-9]+)?)",
    r"翻了?(?:[一两二三四]番|[0-9]番|番)",  # 翻两番, 翻番
    r"过半|一半|半数|半(?=个工作日|个小时|小时|个月|天)",  # 用时过半, 半个工作日
    r"(?<![0-9/.A-Za-z])[0-9]{1,2}/[0-9]{1,3}(?![0-9/年月])",  # 占3/4
)
_TOKEN = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in NOT_CLAIMS.items())
    + f"|(?P<share>{_SHARE})|(?P<word>{_WORDS})|(?P<arabic>{_ARABIC})|(?P<chinese>{_CHINESE})"
)

# A measure word behind a small Chinese numeral that mostly counts rhetorically (三个高地, 四项机制).
_RHETORICAL = set(
    # 三【个】高地, 四【项】机制, 两【大】攻坚战: kinds, times and layers
    "个 项 大 类 种 次 批 轮 道 条 句 面 片 方 层 环 时 位 起 对 分 级 期 度 折 段 "
    # 一【区】多园, 三【城】同创, 五【链】: places and things in names
    "站 城 链 区 席 头 口 门 村 镇 乡 校 国 园 县 省 格 词 集 柜 孔 块 张 部 份 间 组 队 件 "
    # 四两拨千【斤】: units that stand in sayings
    "单 笔 伏 安 卡 元 周 克 升 斤 只 支 根 粒 顶 P".split()
)
_ONE_COUNTS = {"工作日", "小时", "天", "个月", "分钟", "成", "倍", "台", "栋", "座", "百分点"}
_LONGEST_NUMERAL = 40  # a longer run of digits is a code; no figure is printed with so many
_HEDGED_ROUND = re.compile(r"[破超过逾近上达]$")


def read_numbers(text: str) -> Iterator[Quantity]:
    place = 0
    while match := _TOKEN.search(text, place):
        kind, start, end = match.lastgroup or "", match.start(), match.end()
        if kind in NOT_CLAIMS:
            yield Quantity(start, end, Decimal(0), "", kind=kind, digits=(start, end))
        elif end - start > _LONGEST_NUMERAL:
            yield Quantity(start, end, Decimal(0), "", kind="code", digits=(start, end))
        elif kind == "share":
            parts = tuple(Decimal(part) for part in re.split("[:∶]", match.group()))
            yield Quantity(start, end, parts, ":", digits=(start, end))
        elif kind == "word":
            quantity = _read_word(text, match)
            yield quantity if quantity.start >= place else replace(quantity, start=place)
            end = quantity.end
        else:
            quantity = _read_number(text, start, end, chinese=kind == "chinese")
            yield quantity if quantity.start >= place else replace(quantity, start=place)
            end = max(end, quantity.end)
        place = max(end, match.end())


def _read_number(text: str, start: int, end: int, *, chinese: bool) -> Quantity:
    numeral = text[start:end]
    more, unit_match = _unit_after(text, end, chinese=chinese)
    unit = unit_name(text, unit_match)
    value: Decimal | tuple[Decimal, Decimal] = chinese_number(numeral) if chinese else Decimal(numeral.replace(",", ""))
    if numeral == "万" and unit.startswith("亿"):
        value, unit = Decimal(1), "万" + unit
    qualifier, begin, stop = _qualifier(text, start, unit_match.end(), unit)
    if more and qualifier == "exact":
        qualifier = "approx_over"
    kind = _kind(text, start, end, numeral, unit, qualifier, chinese=chinese)
    if chinese and text[begin - 1 : begin] == "“" and text[stop : stop + 1] == "”":
        kind = "name"
    if chinese and (pair := _adjacent_pair(numeral)):
        return Quantity(begin, stop, pair, unit, "range", kind, (start, end))
    assert isinstance(value, Decimal)
    if not chinese and _MINUS.search(text, max(0, start - 2), start):
        return Quantity(start - 1, stop, -value, unit, qualifier, kind, (start - 1, end))
    return Quantity(begin, stop, signed(text, begin, value, unit), unit, qualifier, kind, (start, end))


def _unit_after(text: str, end: int, *, chinese: bool) -> tuple[str, re.Match[str]]:
    """The word for "more" (3000余家, 50多万) and the unit behind a numeral that ends at *end*."""
    more = text[end : end + 1] if text[end : end + 1] in ({"余", "多"} if chinese else {"余", "多", "来"}) else ""
    match = UNIT.match(text, end + len(more))
    assert match
    if more and not match.group():
        more, match = "", UNIT.match(text, end)
        assert match
    return more or match["more"] or "", match


def _adjacent_pair(numeral: str) -> tuple[Decimal, Decimal] | None:
    """三四 in 三四趟 is a range, no thirty-four."""
    if len(numeral) == 2 and all(c in DIGITS for c in numeral) and DIGITS[numeral[1]] == DIGITS[numeral[0]] + 1:
        return Decimal(DIGITS[numeral[0]]), Decimal(DIGITS[numeral[1]])
    return None


def _qualifier(text: str, start: int, stop: int, unit: str) -> tuple[str, int, int]:
    """The qualifier of the number at ``start:stop``, and the span widened by its words."""
    qualifier = "exact"
    after = _AFTER.match(text, stop)
    if after and (after.group() not in {"内", "起"} or unit in TIME_UNITS):
        qualifier, stop = after.lastgroup or "exact", after.end()
    before = _BEFORE_PATTERN.search(text, max(0, start - 4), start)
    if before and not _is_part_of_word(text, before):
        # 近七成, 超过5%以上: the word before decides, except that 左右 behind it stays what it is.
        if qualifier == "exact" or before.lastgroup != "approx":
            qualifier = before.lastgroup or qualifier
        start = before.start()
        if qualifier == "over" and (milestone := _MILESTONE.match(text, stop)):
            stop = milestone.end()
    return qualifier, start, stop


def _is_part_of_word(text: str, before: re.Match[str]) -> bool:
    word, place = before.group(), before.start()
    if word == "过":
        return text[max(0, place - 1) : place] not in {"", "率", "量", "值", "额", "均", "数", "入", "税", "已", "资"}
    return word == "超" and text[max(0, place - 1) : place] == "赶"


def signed(text: str, place: int, value: Decimal, unit: str) -> Decimal:
    if _FALL_OF_ANYTHING.search(text, max(0, place - 6), place):
        return -value
    if unit in {"%", "百分点", "‰"} and _FALL_OF_RATE.search(text, max(0, place - 5), place):
        return -value
    return value


def _kind(text: str, start: int, end: int, numeral: str, unit: str, qualifier: str, *, chinese: bool) -> str:
    following = text[end : end + 1]
    if not chinese:
        if unit:
            return CLAIM
        if following.isascii() and following.isalpha():
            return "name"
        return CLAIM if qualifier != "exact" and "." in numeral else "bare"
    if text[start - 1 : start] in {"数", "几"} and numeral[0] in PLACES and following not in {"余", "多"}:
        # 数十家 names no number, only some tens; in 总数百余家 the numeral stands by itself.
        return "rhetoric"
    if len(numeral) == 1 and numeral in "十百千万":
        # 百余个, 破百亿, 十条: a round numeral counts where a hedge or a measure stands with it.
        hedged = qualifier != "exact" or bool(_HEDGED_ROUND.search(text, max(0, start - 1), start))
        plain_ten = numeral == "十" and unit and unit not in {"大", "年", "个"}
        return CLAIM if unit and (hedged or plain_ten) else "name"
    if not unit or unit in SCALES or unit == "P":
        return "name"
    if _adjacent_pair(numeral) or (numeral == "一" and unit not in _ONE_COUNTS):
        return "rhetoric"
    if numeral in DIGITS and unit in _RHETORICAL:
        return "rhetoric"
    return CLAIM


def _read_word(text: str, match: re.Match[str]) -> Quantity:
    word, start, end = match.group(), match.start(), match.end()
    value, unit, qualifier = _word_value(word)
    stop = end
    if word == "半":
        unit_match = UNIT.match(text, end)
        assert unit_match
        unit, stop = unit_name(text, unit_match), unit_match.end()
    found, begin, stop = _qualifier(text, start, stop, unit)
    qualifier = found if found != "exact" else qualifier
    is_share = word not in {"一半", "半数"} or begin < start or text[max(0, start - 1) : start] in _BEFORE_HALF
    value = -value if word.endswith("位数") and _FALLS_BY.match(text, stop) else signed(text, begin, value, unit)
    return Quantity(begin, stop, value, unit, qualifier, CLAIM if is_share else "bare", (start, end))


# 出口两位数下降, as against 由两位数下降到个位数.
_FALLS_BY = re.compile(r"的?(?:下降|回落|下滑|下跌|负增长|降幅|跌幅)(?![至到为])")
_BEFORE_HALF = set("过超近的到了占缩减为")


def _word_value(word: str) -> tuple[Decimal, str, str]:
    """Value, unit and qualifier of a number word (两位数, 三分之一, 翻一番, 过半, 1/4)."""
    if word.endswith("位数"):
        return Decimal({"两": 10, "双": 10, "三": 100, "个": 1}[word[0]]), "%", "at_least"
    if word.startswith("翻"):
        times = word.removeprefix("翻").removeprefix("了").removesuffix("番")
        return _number(times) if times else Decimal(1), "番", "exact"
    if "分之" in word:
        whole, _, part = word.partition("分之")
        if whole in {"百", "千"}:
            return _number(part), "%" if whole == "百" else "‰", "exact"
        return (_number(part) / _number(whole) if _number(whole) else Decimal(0)), "", "exact"
    if "/" in word:
        part, _, whole = word.partition("/")
        return (Decimal(part) / Decimal(whole) if int(whole) else Decimal(0)), "", "exact"
    return Decimal("0.5"), "", "over" if word == "过半" else "exact"


def _number(text: str) -> Decimal:
    return Decimal(text) if text[0] in "0123456789" else chinese_number(text)
