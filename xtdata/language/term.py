"""What a phrase measures, in four parts that can be compared: head noun, modifiers, change words and measure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from xtdata.language.text import fold
from xtdata.language.variants import simplified
from xtdata.language.wordlist import any_of, words

# Nouns that measure: the first of them begins the part that a list shares (A、B增加值); tried in this order.
METRIC = re.compile(
    any_of(
        # 城镇【居民人均可支配收入】
        "(?:常住)?居民人均(?:可支配|纯|消费)?(?:收入|支出)", "人均可?支?配?纯?收入",
        # 高技术产业【增加值】, 【总产值】, 【进出口总额】
        "(?:工业)?增加值", "(?:地区|国内)?生产总值", "总?产值", "总?收入", "(?:零售|销售|进出口)?总额", "余额", "比重", "占比", "比例", "浓度", "产量", "销量", "销售额",
        "总?人次", "人数", "总?数量?", "面积", "营业收入", "营收", "利润", "税收", "投资", "出口", "进口", "贷款", "存款",
        # 【覆盖率】, 群众【满意率】; 率先 is no rate
        "覆盖率", "[^、,，]{1,3}率(?!先)",
        "总量", "规模", "指数", "强度", "密度", "水平", "价格", "成交额", "吞吐量", "贸易额", "支出", "增速", "周转量", "合格率", "达标率",
    )
)  # fmt: skip

AMOUNT, GROWTH, SHARE, COMPLETION = "amount", "growth", "share", "completion"
MEASURE_NAMES = {AMOUNT: "数量或水平", GROWTH: "变化幅度", SHARE: "占比或比率", COMPLETION: "完成计划的比例"}
"""What a figure can say of the thing that it measures."""


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase in its parts; two phrases measure the same where all parts are equal.

    ``head`` is the noun that is measured (投资, 增加值, 项目), ``modifiers`` is what narrows it (高技术制造业, 省级重点), ``changes``
    are the words that say what happened to it (新增, 引进, 建成), ``measure`` is what the figure says of it.
    """

    head: str
    modifiers: str
    changes: frozenset[str]
    measure: str

    @property
    def noun(self) -> str:
        """The head with its modifiers."""
        return self.modifiers + self.head

    def differences(self, other: Term) -> list[str]:
        """In Chinese, the parts in which *other* differs from this one."""
        told = [
            (self.head != other.head, f"对象不同：{self.noun or '未写明'} / {other.noun or '未写明'}"),
            (
                self.head == other.head and self.modifiers != other.modifiers,
                f"限定不同：{self.modifiers or '无'} / {other.modifiers or '无'}",
            ),
            (self.changes != other.changes, f"动作不同：{_listed(self.changes)} / {_listed(other.changes)}"),
            (self.measure != other.measure, f"口径不同：{MEASURE_NAMES[self.measure]} / {MEASURE_NAMES[other.measure]}"),
        ]
        return [sentence for is_so, sentence in told if is_so]


def _listed(changes: Iterable[str]) -> str:
    return "、".join(sorted(changes)) or "无"


# --- words ------------------------------------------------------------------------------------------

# Words that say what happened to the thing, and how each is written here.
_CHANGES = {
    word: kept or word
    for group in (
        # 【新增】企业 is no stock of them
        "新增 净增 增设:新增 新设 新装 加装 新成立 成立 设立 新上",
        # from the plan to the opening: 【竣工】 is not 【开工】
        "新建 新改建 改建 改扩建 扩建 新开工 开工建设:开工 开工 复工 续建 在建 建成投产:建成+投产 建成投用:建成+投用 建成 竣工投产:竣工+投产 竣工 完工 投产 投用 "
        "启动 落地 落户 改造 修补 修缮 拆除 治理 加固 盘活处置:盘活 盘活",
        # what came in: 【引进】 is not 【签约】
        "新引进:引进 招引:引进 引进 引育 新签约:签约 签约 培育 争取 到位 聘请 拜访 洽谈",
        # what was given or recognised
        "新获批:获批 获批 新认定:认定 认定 入选 获评 发放 兑现 拨付 筹集 减免 化解 解决 处置 取消 承接 下放 征收 报批 收回 收集",
    )
    for word, _, kept in (entry.partition(":") for entry in group.split())
}
# No change where it makes a rate or a name of something: 【开工】率, 【落地】窗.
_CHANGE = re.compile(words(" ".join(_CHANGES)) + "(?!率|窗|式)")
_CHANGE_LAST = re.compile(words(" ".join(_CHANGES)) + "$")
_CUT = r"(?:提升|提高|提速|压缩|压减|缩短|精简|缩减|减少|降低|下降|上升|变动|上涨|回落)"
_GROWTH = re.compile(
    any_of(
        # 投资【增速】, 审批时限【压缩幅度】, 占比【变动】
        "(?:同比|年均)?(?:增长速度|增速|增长率|增长幅度|增长倍数|增长|增幅|涨幅|降幅|上涨|下降)(?:幅度)?",
        f"{_CUT}(?:幅度|比例|率)?",
        "(?<!贫富)(?<!温度)幅度",
    )
    + "$"
)
_CUTS_FIRST = re.compile(f"^{_CUT}(?=.{{2}})")
_COMPLETION = re.compile("(?:计划|目标|任务)?完成率$")
# What the unit says too: 企业【数】, 绿地【面积】, 企业开办【时限】; 指数 is no number of things.
_COUNTED = re.compile(
    any_of("个数", "[人户家栋台套条种期]数", "(?<!事)项数", "总数", "数量", "批次", "场次", "次数", "(?<!指)数", "面积", "长度", "里程",
           "(?:办理|办结)?(?:时限|时间|用时)", "(?<=获批|到位|贷款|引资)额")
    + "$"
)  # fmt: skip
# 地区生产总值（亿元）, 民间投资占比（分母未写明）: the unit, and what the text does not say.
_REMARK = re.compile(r"\((?:[^()]*未写明|美元|[^()]{0,3}元|小时|天|工作日|[^()]{0,3}美元计?)\)")
_FILLER = re.compile(
    any_of(
        r"[“”\"'‘’《》·\s、,的了]",
        words("铺排 全力 大力 确保 力争 各类 相关 一批 全年 年度累计 分别 先后 组织 开展 实施 完成 实现 达到 落实 推进 推动 推出 办理 共计 合计"), r"\([^()]*\)",
        "累计(?=完成|实现|达到|发放|兑现|争取)", "(?<=.{2})情况$", "全[市省区县国](?!第)", "[我本][市省区县](?!级)",
    )
)  # fmt: skip
_SAME = (
    (re.compile("(?:规模以上|规上)(?=工业|服务业|企业|文化|高技术|入园)|规模以上"), "规模"),
    (re.compile("国内生产总值|(?<!地区)生产总值|GDP"), "地区生产总值"),
    (re.compile("(?:万元|单位)(?=地区生产总值)"), "单位"),
    (re.compile("全体(?=居民)"), ""),
    (re.compile("实际(?=利用|到位|内资|外资)"), ""),
    (re.compile("(?<![一-鿿])固投|(?<=社会)固投"), "固定资产投资"),
    (re.compile("社消零|社零(?!售)"), "社会消费品零售"),
    (re.compile("R&D(?:经费)?"), "研发"),
    (re.compile("(?<![一-鿿])(市|省|县|区)(?=重点|重大|本级)"), r"\1级"),
    (re.compile("级本级"), "本级"),
    (re.compile("重点建设项目"), "重点项目"),
    (re.compile("地方(?=一般公共预算收入)"), ""),
    (re.compile("常住(?=居民)"), ""),
    (re.compile("营业收入"), "营收"),
    (re.compile("技术改造投资"), "技改投资"),
    (re.compile("外贸进出口|货物进出口"), "进出口"),
    (re.compile("(?<=进出口)总?(?:额|值)$"), "总额"),
    (re.compile("(?<=投资)总?额$"), ""),
    (re.compile("比重|占比例|比例$"), "占比"),
    (re.compile("占全部"), "占"),
)
_GROUNDS = re.compile("(?:按)?(?:同|可比)口径")
_LAST_NOUN = re.compile("[一-鿿A-Za-z0-9]{1,2}$")


@lru_cache(maxsize=65536)
def term_of(phrase: str, measure: str = "") -> Term:
    """The parts of *phrase*; *measure*, where the figure itself shows it, goes before what the words say.

    >>> term_of("新增规模以上工业企业数") == term_of("新增规模工业企业")
    True
    >>> term_of("高技术制造业投资", GROWTH) == term_of("高技术制造业增加值增速")
    False
    """
    plain, said = _measured(_REMARK.sub("", simplified(fold(phrase))), measure)
    grounds = _GROUNDS.search(plain)
    plain = _GROUNDS.sub("", plain)
    changes = changes_in(plain)
    plain = _alike(_FILLER.sub("", _CHANGE.sub("", plain)))
    head = _head(plain)
    modifiers = ("同口径" if grounds else "") + plain.removesuffix(head)
    return Term(head, modifiers, changes, said if said == COMPLETION or (said, measure) == (GROWTH, SHARE) else measure or said or AMOUNT)


def _measured(plain: str, measure: str) -> tuple[str, str]:
    """*plain* without the word at its end (or the verb at its beginning) that tells the measure, and the measure where it tells one."""
    if match := _COMPLETION.search(plain):
        return plain[: match.start()], COMPLETION
    if (match := _GROWTH.search(plain)) and match.start() >= 2:
        return plain[: match.start()], GROWTH
    if match := _CUTS_FIRST.match(plain):
        return plain[match.end() :], GROWTH
    counted = _COUNTED.sub("", plain) if measure in {"", AMOUNT} else plain
    return (counted if len(counted) >= 2 else plain), ""


def _alike(plain: str) -> str:
    for pattern, word in _SAME:
        plain = pattern.sub(word, plain)
    return plain


def _head(noun: str) -> str:
    """The noun that is measured: the metric that *noun* ends with, else its last word of two characters."""
    match = next((one for one in METRIC.finditer(noun) if one.end() == len(noun)), None)
    if match:
        return _LAST_NOUN.search(match.group())[0] if match.group().endswith("率") else match.group()  # type: ignore[index]
    last = _LAST_NOUN.search(noun)
    return last.group() if last else noun


def change_before(text: str, place: int) -> frozenset[str]:
    """The change word that ends right at *place* of *text*, as a set; empty where there is none."""
    match = _CHANGE_LAST.search(text, max(0, place - 6), place)
    return frozenset(_CHANGES[match.group()].split("+")) if match else frozenset()


def changes_in(text: str) -> frozenset[str]:
    """The change words of *text*.

    >>> sorted(changes_in("全部建成投产"))
    ['建成', '投产']
    """
    return frozenset(one for match in _CHANGE.finditer(text) for one in _CHANGES[match.group()].split("+"))


def other_noun(text: str, names: Iterable[str]) -> str:
    """The measured noun that *text* prints where it is none of those that *names* have; empty where they share one or it prints none.

    >>> other_noun("高技术制造业投资增长8%", ["高技术制造业增加值增速"]), other_noun("增长8%", ["投资增速"])
    ('投资', '')
    """
    said, known = _plain(text), [_plain(name) for name in names]
    if any(term_of(name).head in said for name in names):
        return ""
    nouns = [match.group() for match in METRIC.finditer(said)]
    if not nouns or any(noun in name or name in noun for noun in nouns for name in known):
        return ""
    # Of 移民安置率 the pattern takes as many characters as it can; three of them name the rate.
    return nouns[-1][-3:] if nouns[-1].endswith("率") else nouns[-1]


def _plain(text: str) -> str:
    return _alike(_FILLER.sub("", simplified(fold(text))))


# --- the measure of a printed figure ----------------------------------------------------------------

_PERCENT = {"%", "‰"}
_MOVED = re.compile(
    r"(?:(?P<rate>增速|增幅|涨幅|降幅|增长率|跌幅)|(?P<verb>增长|下降|上涨|回落|降低|下滑|负增长|提高|提升|上升|压缩|缩短|缩减|压减|精简|减少|增加|提速|收窄|扩大|净增|下跌))"
    r"(?P<to>了?(?:至|到|为)|至|到|为)?"
    # what may stand between it and the figure: 增长【3.8%、】6.4%, 增速【达】8%
    r"(?:[^一-鿿]|个?百分点|左右|以上|[万亿元约近超逾达在到了和]|保持){0,40}$"
)
_MOVES_AFTER = re.compile(r"(?:及?以上|左右|的|较快|高速|中高速|\*){0,4}(?:增长|增速|增幅|下降|降幅)")
_OF_PLAN = re.compile(r"(?:计划|任务|目标)(?:数|任务|投资)?的?(?:约|近|超)?$")


def measure_of(unit: str, before: str, after: str) -> str:
    """What a figure in *unit* says, by the words of its clause *before* and *after* it.

    >>> measure_of("%", "固定资产投资同比增长", ""), measure_of("%", "城镇化率提高到", ""), measure_of("%", "为年度计划的", "")
    ('growth', 'share', 'completion')
    """
    if unit in _PERCENT and _OF_PLAN.search(before):
        return COMPLETION
    moved = _MOVED.search(before)
    if (moved and not (moved["verb"] and moved["to"])) or (unit in _PERCENT and _MOVES_AFTER.match(after)):
        return GROWTH
    return SHARE if unit in _PERCENT else AMOUNT


def measure_named(name: str, unit: str, declared: str) -> str:
    """What an indicator says whose *name*, *unit* and *declared* measure stand in the data."""
    said = _measured(_REMARK.sub("", simplified(fold(name))), "")[1]
    if said:
        return said
    if declared == "growth":
        return GROWTH
    return SHARE if unit in _PERCENT else AMOUNT
