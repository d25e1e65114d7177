"""Units of printed figures: scale (亿), measure (元), and which of them are one and the same."""

from __future__ import annotations

import re

SCALES = ("万亿", "千亿", "百亿", "十亿", "亿", "千万", "百万", "十万", "万", "千", "百")
_PER = r"(?:/(?:平方公里|平方米|立方米|工作日|百万人|十万人|万人|千人|亩|人|吨|户|天|日|年|月|次|台|个|小时|㎡|m²))?"
_MEASURES = (
    "百分点 个百分点 工作日 个工作日 小时 个小时 个月 个季度 个周 分钟 秒 天 周 岁 周岁 "
    "美元 欧元 港元 日元 英镑 元 块钱 "
    "平方公里 平方千米 平方米 立方米 公里 千米 厘米 毫米 微米 米 海里 亩次 亩 公顷 ㎡ m² m2 km "
    "吨标准煤 吨标煤 吨公里 吨 公斤 千克 微克 毫克 克 斤 升 标箱 标准箱 "
    "千瓦时 兆瓦时 GWh MWh kWh 度 千瓦 兆瓦 吉瓦 千伏安 千伏 KV kV GW MW kW "
    "人次 人份 剂次 剂 人 名 位 户次 户 家次 家 项次 项 件次 件套 件 条 场次 场 批次 批 次 期 所 座 台套 台次 台 套次 套 辆次 辆 "
    "个标段 个 栋 幢 根 支 只 头 架次 架 部 册 篇 份 间 床 张 宗 起 例 款 种 类 门 队 组 对 棵 株 口 块 单 笔 站 处 片 段 列次 列 艘 "
    "班次 班 趟 轮 层 枚 顶 道 羽 尾 盏 杆 扇 面 粒 瓶 箱 桶 捆 车次 航班 村 镇 乡 校 院 馆 国 城 园 县 省 环 孔 席 柜 格 链 词 句 集 "
    "倍 番 成 折 分贝 dB 分 秒 hm² PB TB GB 标方 方 P 卡 伏 安 瓦 时 机位 车位 床位 泊位 铺 公里/小时"
).split()
_MEASURE = "|".join(map(re.escape, sorted(set(_MEASURES), key=len, reverse=True)))
# What follows a measure word and shows that it is the beginning of another word.
_NOT_MEASURE = (
    r"(?!(?<=成)[立为员果功长效就熟本都品年交]|(?<=面)[对向临积貌]|(?<=时)[代期]|(?<=方)[面案式便针]|(?<=分)[别为类工布]"
    r"|(?<=站)[在稳上]|(?<=对)[接于]|(?<=面)|(?<=城)[市乡镇区]|(?<=市)[场]|(?<=省)[级委]|(?<=环)[境保节]|(?<=部)[门]|(?<=口)[岸]"
    r"|(?<=道)[路]|(?<=张)[家]|(?<=安)[全]|(?<=链)[条]|(?<=集)[中团聚成]|(?<=组)[织]|(?<=园)[区]|(?<=村)[民庄]|(?<=国)[家有道]"
    r"|(?<=次)[元]|(?<=单)[位]|(?<=头)[部]|(?<=度)[假]|(?<=格)[局]|(?<=剂)[量型]|(?<=家)庭(?!农场))"
)
UNIT = re.compile(rf"(?:\*\*)?(?P<scale>{'|'.join(SCALES)})?(?P<more>多|余|来)?(?P<measure>(?:%|‰|(?:{_MEASURE}){_NOT_MEASURE}){_PER})?")
PEOPLE = re.compile(
    r"(?:农村|城镇|困难|贫困|移民|留守|建档立卡|脱贫|受灾|常住|参保|高校|[^,，。;、0-9的户个家]{2}){0,2}(?:监测对象|人才|群众|人口|居民|职工|学生|农民|村民|市民|游客|党员|干部|大学生|毕业生|劳动力|老人)"
)
_MEASURE_NAMES = {
    "个百分点": "百分点", "个工作日": "工作日", "个小时": "小时", "个季度": "季度", "个周": "周",
}  # fmt: skip
_ALIKE_UNITS = {
    "㎡": "平方米",
    "m²": "平方米",
    "m2": "平方米",
    "千米": "公里",
    "km": "公里",
    "平方千米": "平方公里",
    "名": "人",
    "位": "人",
    "日": "天",
    "周岁": "岁",
}
_SCALE_POWERS = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12}
TIME_UNITS = {"小时", "天", "工作日", "分钟", "个月", "秒", "周"}


def split_unit(unit: str) -> tuple[int, str]:
    """The power of ten and the base of a *unit*.

    >>> split_unit("亿元"), split_unit("%"), split_unit("万㎡")
    ((8, '元'), (0, '%'), (4, '平方米'))
    """
    if unit in _ALIKE_UNITS:
        return 0, _ALIKE_UNITS[unit]
    for scale in SCALES:
        if unit.startswith(scale) and unit != scale and unit != "百分点":
            base = unit.removeprefix(scale)
            return _SCALE_POWERS[scale], _ALIKE_UNITS.get(base, base)
    return 0, _ALIKE_UNITS.get(unit, unit)


def same_unit(printed: str, wanted: str) -> bool:
    """Whether two units are one and the same, at the same scale (人 and 名 are, 天 and 工作日 are not)."""
    return printed == wanted or split_unit(printed) == split_unit(wanted)


def unit_name(text: str, match: re.Match[str]) -> str:
    """The unit that a match of ``UNIT`` prints, with what it leaves out: 50多万群众 is 万人, 20多万家庭 is 万户, 破百亿 is 亿元."""
    scale, measure = match["scale"] or "", match["measure"] or ""
    measure = _MEASURE_NAMES.get(measure, measure)
    if (
        not measure
        and scale
        and (PEOPLE.match(text, match.end()) or _COUNTS_PEOPLE.search(text, max(0, match.start() - 12), match.start()))
    ):
        measure = "人"
    if not measure and _FAMILIES.match(text, match.end()):
        measure = "户"
    if not measure and scale.endswith("亿") and not _LISTED_ON.match(text, match.end()):
        measure = "元"
    return scale + measure


_FAMILIES = re.compile(r"(?:农村|城镇|困难|贫困|低保|脱贫|受灾)?家庭(?!学生|成员|人口|医生|子女|儿童|农场|收入)")
_COUNTS_PEOPLE = re.compile(r"(?:人口|人才|游客|旅客)[^,。;、]{0,4}?[0-9.]+$")
_LISTED_ON = re.compile(r"[、和与及至到~—-]")
