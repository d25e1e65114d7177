"""Several printed numbers together: elided units, ranges, from–to, thresholds inside names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from xtdata.language.nonclaims import YEAR
from xtdata.language.reading import CLAIM, Quantity, signed
from xtdata.language.units import UNIT
from xtdata.language.wordlist import any_of, words

_LISTED = re.compile(r"(?:[、和与及,]|以及)$")
_RANGE = re.compile(r"(?:[-~—–－]+|至|到)$")
_THEN = any_of(
    YEAR + "年(?:底|末|初)?的?", "[上去]年(?:同期|末)?的?", words("原来的 以前的 之前的 原先的 过去的 期初的 改革前的 最初的 平均 的")
)  # fmt: skip
_FROM = re.compile(f"(?:由|从|自){_THEN}?$")  # 从【2020年的】30个 增加到 50个
_NOW = any_of(YEAR + "年(?:底|末)?的?", "[今上去]年的?", "目前的", "现在的")
_TO = re.compile(
    # from 180个 【进一步压缩到】 50个, 【大幅提高至2024年的】 8%
    "^的?"
    + any_of(words("平均 统一 进一步 直接 大幅 逐步 稳步 持续"), ",")
    + "?"
    + words(
        "压缩 缩短 精简 缩减 压减 减少 减 下降 降低 降 下调 回落 收窄",
        "增加 增长 增 提高 提升 上升 升 上调 回升 攀升 跃升 跃 改善",
        "扩大 拓展 扩展 扩容 拓宽 延长 优化 调整 发展 变成 变",
    )
    + f"?了?{_NOW}?(?:至|到|为|成|变为|变成){any_of(_NOW, '平均', '仅')}?$"
)


def restore_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give units that a list or a range leaves out: 9.9个、3.1个百分点; 600亿、800亿元; 30至34个工作日."""
    restored = list(found)
    for index in range(len(found) - 2, -1, -1):
        this, after = restored[index], restored[index + 1]
        if not isinstance(this.value, Decimal) or not isinstance(after.value, Decimal) or not after.is_claim:
            continue
        if this.kind not in {CLAIM, "bare", "name", "rhetoric"} or this.unit == after.unit:
            continue
        between = text[this.end : after.start]
        if len(between) > 2 or not (_LISTED.match(between) or _RANGE.match(between)):
            continue
        # "个" alone before "个百分点", "亿" before "亿元", nothing before anything.
        whole = _whole_unit(text, after)
        printed = text[this.digits[1] : this.end]
        if (not this.unit and not printed) or (this.unit and printed and printed != whole and whole.startswith(printed)):
            restored[index] = replace(this, unit=after.unit, kind=CLAIM, value=signed(text, this.start, abs(this.value), after.unit))
    return restored


def carry_signs(text: str, found: list[Quantity]) -> list[Quantity]:
    """Let a fall govern a whole list: 分别下降22.6%、26.2%."""
    signed_list = list(found)
    for index in range(1, len(found)):
        before, this = signed_list[index - 1], found[index]
        if not (isinstance(before.value, Decimal) and isinstance(this.value, Decimal)) or before.value >= 0 or this.value <= 0:
            continue
        if this.unit == before.unit and _LISTED.fullmatch(text[before.end : this.start]):
            signed_list[index] = replace(this, value=-this.value)
    return signed_list


def carry_qualifiers(text: str, found: list[Quantity]) -> list[Quantity]:
    """Let one qualifier word govern a whole list: 分别增长9%和10%左右; 分别超8万元、4.8万元."""
    carried = list(found)
    for first, last in _lists(text, found):
        head, tail = found[first], found[last]
        if head.start < head.digits[0] and head.qualifier != "exact":
            qualifier = head.qualifier
        elif tail.start == tail.digits[0] and tail.qualifier not in {"exact", "approx_over"}:
            qualifier = tail.qualifier
        else:
            continue
        for index in range(first, last + 1):
            if carried[index].qualifier == "exact":
                carried[index] = replace(carried[index], qualifier=qualifier)
    return carried


def _lists(text: str, found: list[Quantity]) -> Iterator[tuple[int, int]]:
    """First and last index of every run of claims that stand behind 分别, with nothing but 、 or 和 between them."""
    first = 0
    for index in range(1, len(found) + 1):
        if index < len(found) and _follows_in_list(text, found[index - 1], found[index]):
            continue
        if index - first > 1 and "分别" in text[max(0, found[first].start - 8) : found[first].start]:
            yield first, index - 1
        first = index


def _follows_in_list(text: str, before: Quantity, this: Quantity) -> bool:
    return before.is_claim and this.is_claim and before.unit == this.unit and bool(_LISTED.fullmatch(text[before.end : this.start]))


def _whole_unit(text: str, quantity: Quantity) -> str:
    match = UNIT.match(text, quantity.digits[1])
    return match.group() if match else ""


def join(text: str, found: list[Quantity]) -> list[Quantity]:
    joined: list[Quantity] = []
    index = 0
    while index < len(found):
        this = found[index]
        after = _next_claim(found, index)
        both = None
        if after is not None and isinstance(this.value, Decimal) and this.is_claim:
            both = _range(text, this, found[after]) if after == index + 1 else None
            both = both or _from_to(text, this, found[after])
        if both and after is not None:
            # 从2020年的30个增加到50个: the year stands inside the claim.
            while joined and joined[-1].start >= both.start:
                joined.pop()
            joined.append(both)
            index = after + 1
        else:
            joined.append(this)
            index += 1
    return joined


def _next_claim(found: list[Quantity], index: int) -> int | None:
    """The next claim, with nothing but dates in between."""
    for place in range(index + 1, min(index + 3, len(found))):
        if found[place].is_claim:
            return place if isinstance(found[place].value, Decimal) else None
        if found[place].kind != "date":
            return None
    return None


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    if not _RANGE.fullmatch(text[low.end : high.start]) or low.unit != high.unit or _FROM.search(text, max(0, low.start - 8), low.start):
        return None
    assert isinstance(low.value, Decimal) and isinstance(high.value, Decimal)
    if not low.value < high.value and not low.value < 0:
        return None
    return replace(low, end=high.end, value=(low.value, high.value), qualifier="range", digits=(low.digits[0], high.digits[1]))


def _from_to(text: str, first: Quantity, last: Quantity) -> Quantity | None:
    between = text[first.end : last.start]
    if len(between) > 24 or not _TO.match(between):
        return None
    opening = _FROM.search(text, max(0, first.start - 12), first.start)
    if not opening:
        return None
    if first.unit != last.unit and first.unit:
        return None
    assert isinstance(first.value, Decimal) and isinstance(last.value, Decimal)
    return Quantity(
        opening.start(), last.end, (first.value, last.value), last.unit, "from_to",
        digits=(first.digits[0], last.digits[1]), ends=(first.qualifier, last.qualifier),
    )  # fmt: skip


_NAMED = re.compile(
    # 10亿元【以上项目】3个, 5000万元【以上的企业达】30家, 亿元【以上工业项目开工】55个
    r"(?:的|(?:及|\(含\))?以上|以下|\(含\)){0,4}"
    + "(?:[^0-9,，。;:、!?(（]{0,14}?"
    + words("项目 企业 工程 园区 产业 集群 公司 基地 平台 镇 村 产品 品牌 商户 单位 投资 学校 医院 产业链 学生 老人 老年人")
    + ")?(?:共?[计达]?|总?[数量]?(?:达到?|为|有|分别)?|签约|引进|新增|开工|投产)?$"
)
_NAMES_A_CLASS = re.compile(r"的?(?:行政村|村|农村|家庭|贫困|脱贫|人口|企业|项目|学校|单位|产品)[^0-9,，。;、]{0,8}(?:占|全覆盖|覆盖)|级")
_THRESHOLD_UNITS = re.compile(r"(?:元|岁|千瓦|米|亩|吨|公里|人|户)$")


def as_name(text: str, quantity: Quantity, following: Quantity | None) -> Quantity:
    """Mark a figure that is part of a name: 10亿元以上 in 10亿元以上项目3个, 40万吨级, 居43个片区第18位."""
    if not quantity.is_claim or not isinstance(quantity.value, Decimal):
        return quantity
    if _is_grade(text, quantity) or _is_field_of_rank(text, quantity) or _is_capacity(text, quantity) or _is_quoted(text, quantity):
        return replace(quantity, kind="name")
    if _is_move_of_rank(text, quantity):
        return replace(quantity, kind="rank")
    if quantity.qualifier in _BOUNDS and _THRESHOLD_UNITS.search(quantity.unit) and _is_threshold(text, quantity, following):
        return replace(quantity, kind="threshold")
    return quantity


def _is_grade(text: str, quantity: Quantity) -> bool:
    return text[quantity.end : quantity.end + 1] == "级" and text[quantity.end : quantity.end + 2] != "级别"


def _is_field_of_rank(text: str, quantity: Quantity) -> bool:
    return bool(_AMONG.search(text, max(0, quantity.start - 8), quantity.start) and _RANK.match(text, quantity.end))


def _is_move_of_rank(text: str, quantity: Quantity) -> bool:
    """百强县排名前进5位, 提升3个位次: a move among others, no number of things."""
    if text.startswith("位次", quantity.end) and quantity.unit in {"", "个"}:
        return True
    return quantity.unit == "位" and bool(_MOVED_UP.search(text, max(0, quantity.start - 8), quantity.start))


def _is_capacity(text: str, quantity: Quantity) -> bool:
    """云泰铜业年产10万吨铜板带工程: the size of a plant, inside its name."""
    if not _CAPACITY_UNITS.search(quantity.unit) or quantity.start != quantity.digits[0]:
        return False
    return bool(_PLANT.match(text, quantity.end)) and not _MEASURED.search(text, max(0, quantity.start - 4), quantity.start)


def _is_quoted(text: str, quantity: Quantity) -> bool:
    """“惠及台胞55条措施”, “智能新品100款”: the name of a policy, or of a range of products."""
    if quantity.unit not in {"条", "项"} and not (quantity.unit in _COUNTS_GOODS and text.startswith("”", quantity.end)):
        return False
    return text.rfind("“", max(0, quantity.start - 12), quantity.start) > text.rfind("”", max(0, quantity.start - 12), quantity.start)


def _is_threshold(text: str, quantity: Quantity, following: Quantity | None) -> bool:
    if quantity.unit.endswith("岁") or _NAMES_A_CLASS.match(text, quantity.end):
        return True
    if following is not None and following.is_claim and _governs(text, quantity, following):
        return True
    return bool(_CLASS.match(text, quantity.end, quantity.end + 13))


def _governs(text: str, quantity: Quantity, following: Quantity) -> bool:
    """Whether a bound narrows what the next figure counts: 100人以上农村集中供水率达97.5%."""
    between = text[quantity.end : following.start]
    if len(between) > 18 or (between == "的" and _TOTAL.search(text, max(0, quantity.start - 6), quantity.start)):
        return False
    if quantity.qualifier != "over" and _NOUN_AND_VERB.fullmatch(between):
        return True
    return not following.unit.endswith("元") and following.unit not in {"%", "百分点", "倍"} and bool(_NAMED.fullmatch(between))


_MOVED_UP = re.compile("(?:前进|前移|上升|提升|跃升|后退|后移|下滑|下降)了?$")
_COUNTS_GOODS = {"款", "种", "个", "件", "品"}
_BOUNDS = {"at_least", "over", "at_most"}
_AMONG = re.compile(r"(?:居|列|排|排名|位列|在)(?:全[国省市球])?(?:的)?$")
_RANK = re.compile(r"[^,，。;0-9]{0,12}(?:第[0-9一二三四五六七八九十]|首位|前列|之首|榜首|首$|首[,，。;])")
_CAPACITY_UNITS = re.compile(r"吨|千瓦|GW|MW|万台|万套|万辆|万片|万头|千伏")
_PLANT = re.compile(r"(?!以上|左右)[一-鿿A-Za-z/—-]{2,24}(?:、[^,，。;!?]{0,90}?)?(?:等[^,，。;]{0,12})?(?:项目|工程|生产线|基地)")
_MEASURED = re.compile(r"(?:新增|净增|达到?|完成|产量|吞吐量?|实现|总计|产能|规模|能力|储备|减少|减排|[增为有共约超])$")
_CLASS = re.compile(r"的?(?:[^0-9,，。;:、!?]{0,6}?)(?:项目|企业|工程)(?!.{0,3}总投资).")
_TOTAL = re.compile(r"(?:总投资|投资总额|投资额)(?:达|为|额)?$")
_NOUN_AND_VERB = re.compile(r"(?:的|及)?[一-鿿]{2,14}(?:率|数|占比|比重|比例|面积|投资|收入|总额|利润)(?:达到?|为|提高到?|增长|占)?")


_AT_LEAST_SO_MANY = re.compile(r"(?:至少|不少于)[\u4e00-\u9fff][^,。;:!?]{0,30}$")


def govern_counts(text: str, found: list[Quantity]) -> list[Quantity]:
    """Let 至少 before the verb govern the counts of its clause: 至少引进30亿元以上项目1个或20亿元以上项目2个."""

    def governed(quantity: Quantity) -> bool:
        if not quantity.is_claim or quantity.qualifier != "exact" or quantity.unit.endswith(("元", "%", "百分点", "倍")):
            return False
        return bool(_AT_LEAST_SO_MANY.search(text, max(0, quantity.start - 36), quantity.start))

    if "至少" not in text and "不少于" not in text:
        return found
    return [replace(quantity, qualifier="at_least") if governed(quantity) else quantity for quantity in found]
