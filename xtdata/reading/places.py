"""Place names in Chinese text: which words are places, and which place a clause begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xtdata.language.wordlist import any_of, words
from xtdata.reading.gazetteer import LONGEST_NAME, NAMES, PROVINCES

_AREA = (
    r"城市圈|都市圈|城市群|经济区|自贸区|自贸试验区|自贸片区|片区|经开区|高新区|经济技术开发区|高新技术产业开发区|开发区|工业园区|工业园|产业园区|园区"
    r"|新区|新城|保税区|保税港区|示范区|科创城|科学城|大学城|自治州|自治县|合作区|旅游区"
)
_NO_PLACE = re.compile(
    r"[全本各我该两每多所类][市县区镇乡]$|[城大中小股超上夜门都省区]市$|[社小校厂街库灾山水地片郊矿港湖湾海核试景牧林农渔老新旧城东西南北中户]区$|[贫困强级]县$|[城乡]镇$|[^一-鿿]"
)
_DISTRICT = re.compile(rf"(?P<name>[一-鿿]{{2,7}}?)(?P<area>{_AREA})|[一-鿿]{{2,3}}(?:自治县|[市县区])(?![长场域级委里内外间直属民政本])")
_WELL_KNOWN = re.compile(r"城市圈|都市圈|经开区|高新区|技术|新区|自贸|保税|自治|经济区|城市群")
_AREA_END = re.compile(rf"(?:{_AREA})$")
_OWN_PART = re.compile(r"(?:中心城区|主城区|市城区|市区(?![县两]))")
_NOT_THE_PLACE = re.compile(r"[港站路桥机银湖河江海山至—日晚早报]|大[道学桥]|东站|南站|北站|西站")
_EXAMPLES = re.compile(r"[^,，。;]{0,60}等(?:$|[0-9一二三四五六七八九十]|地)")
_OWN = re.compile(r"[^占比较于]{0,8}?(?:全(?P<all>[市省县区州])|[我本](?P<our>[市省县区州]))(?!级)")
_MENTION = re.compile(r"(?P<name>[一-鿿]{2})(?P<rest>高新技术产业开发区|高新区|经开区|新区|[市县])?")
_FIRST_CHARACTERS = frozenset(name[0] for name in NAMES)
# What no name of a place holds: 【组建】市, 【产业】园区, 【我】市.
_VERB_INSIDE = re.compile(
    any_of(
        words(
            # verbs: 【推进】新区, 【获评】示范区
            "扩大 实施 代表 召开 建设 推进 推动 支持 新增 完成 实现 引进 加快 打造 获批 创建 培育 新建 入选 成立 入驻 发展 组建 设立 新设 建成 撤销 举办 承办 获评",
            "荣获 印发 制定",
            # which ones, and whose: 【各类】园区, 【全省】
            "县乡 全面 每 各 这 该 园区 示范 各类 多 一批 我 省委 市委 国家 省级 市级 全国 全省 全市 特色 现代 重点 其中 含 等",
            # of what kind: 【科技】园区, 【文旅】区
            "农业 文旅 旅游 城区 科技 生态 产业",
        ),
        # 【工业】区, but 工业园 is part of a name; 【开发】新区, but 开发区 is one
        "工业(?!园)", "开发(?!区)",
        "[的是在和与及对把将为从向于了到以并]",
    )
)  # fmt: skip


def official(name: str) -> str:
    """The full name of a place of the gazetteer: 武汉 is 武汉市, 湖北 is 湖北省."""
    if name in {"内蒙古", "广西", "西藏", "宁夏", "新疆"}:
        return name
    return name + ("省" if name in PROVINCES else "市") if name in NAMES else name


def is_place(name: str) -> bool:
    """Whether *name* could be a place: 苏州市, 湘江新区, but not 全市 or 城市."""
    return (
        len(name) >= 3
        and (bool(_AREA_END.search(name)) or not _NO_PLACE.search(name[-2:]))
        and not _VERB_INSIDE.search(_AREA_END.sub("", name))
    )


def places_in(text: str) -> Iterator[str]:
    """Every mention of a city, county or park in *text*, by its official name."""
    for match in _MENTION.finditer(text):
        if match["rest"] and is_place(match.group()):
            yield match.group()
        elif match["name"] in NAMES:
            yield official(match["name"])


def place_at_tail(words: str) -> str:
    """The place that *words* end with: 中共贵阳市 ends with 贵阳市; empty where there is none."""
    for start in range(len(words) - 2):
        if words[start:-1] in NAMES:
            return words[start:]
    tail = words[-3:]
    return tail if len(tail) == 3 and tail[-1] in "市县区旗州" and is_place(tail) else ""


def place_at_head(clause: str) -> str:
    """The place that *clause* begins with, as printed, several with 、 between them; empty where it begins with none.

    >>> place_at_head("武汉城市圈经济总量跨越"), place_at_head("襄阳、宜昌超过"), place_at_head("老旧小区改造")
    ('武汉城市圈', '襄阳、宜昌', '')
    """
    end = _one_place(clause, 0)
    if not end or _EXAMPLES.match(clause):
        return ""
    if _AREA_END.search(clause[:end]):
        end = max(end, _one_place(clause, end))
    while clause[end : end + 1] in {"、", "和", "与"} and (following := _one_place(clause, end + 1)) > end:
        end = following
    return clause[:end]


def _one_place(clause: str, start: int) -> int:
    """Where the place ends that begins at *start*, or *start* itself where none does."""
    known = start
    if clause[start : start + 1] in _FIRST_CHARACTERS:
        known = next((start + n for n in range(LONGEST_NAME, 1, -1) if clause[start : start + n] in NAMES), start)
    if known > start and _NOT_THE_PLACE.match(clause, known):
        return start
    match = _DISTRICT.match(clause, start, start + 14)
    if match and match.end() > known and is_place(match.group()) and _could_be_named(match):
        return match.end()
    if known > start and clause[known : known + 1] in ({"省"} if clause[start:known] in PROVINCES else {"市", "州"}):
        known += 1
    return start if clause[known : known + 1] == "级" or clause[known : known + 2] == "省级" else known


def _could_be_named(match: re.Match[str]) -> bool:
    """Whether an area has a name: 经开区 and the like always have one, 园区 where a known city stands before it."""
    name = match["name"]
    return name is None or bool(_WELL_KNOWN.search(match["area"])) or any(name[:size] in NAMES for size in (2, 3, 4))


def own_part_at_head(clause: str) -> str:
    """市区, 中心城区 … at the head of *clause*; empty where there is none."""
    match = _OWN_PART.match(clause)
    return match.group() if match else ""


def names_own_place(clause: str, own: str | None) -> bool:
    """Whether *clause* begins by speaking of the document's *own* place: 全市 in the report of a city."""
    match = _OWN.match(clause)
    return match is not None and (not own or own[-1] not in "省市县区州" or (match["all"] or match["our"]) == own[-1])
