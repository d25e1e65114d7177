"""The curated data as typed objects: sources, regions, themes, indicators, observations and relations.

Every field has a Chinese description: the editors' reference and the JSON Schema are made from this module.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag, model_validator

from xtdata.language.period import Period

QUALIFIERS = {
    "exact": "精确值",
    "at_least": "以上、不少于",
    "over": "超、超过、逾、破",
    "at_most": "以内、不超过",
    "under": "不到、不足",
    "approx": "约、近、左右、接近",
    "approx_over": "余、多",
    "range": "区间",
}
STATUSES = {"actual": "实际", "expected": "预计", "planned": "计划", "target": "目标", "ongoing": "进行中"}
PLANS = frozenset({"planned", "target"})
VERIFIED = {"verbatim": "逐字核验", "quote": "引文待核", "cited": "仅引用"}
STATISTICS = {"level": "当期值", "annual_average": "年均"}
CHART_KINDS = {
    "growth": "历年增速的折线",
    "completion": "计划完成率",
    "amounts": "金额",
    "counts": "个数",
    "dumbbells": "从多少减到多少",
    "steps": "同一事项逐年的时限",
    "reductions": "压缩、精简的百分比",
    "rates": "其他比率的表",
    "targets": "目标与结果",
    "numbers": "一年的主要指标",
    "regions": "县市区、园区的主要指标",
    "trends": "历年的折线，每个指标一格",
    "trends_by_region": "历年的折线，每个地区一格",
    "bars": "条形，每个指标一格",
    "dots": "点，每个指标一格",
    "ranking": "各地区的位次，只排同一指标、同一期间",
    "grid": "指标和年份的表",
}
RANK_UNITS = ("位", "名")
MEASURES = {"level": "水平", "growth": "变化幅度", "share": "占比", "count": "个数", "duration": "用时", "rank": "位次"}
DIRECTIONS = {"higher": "越高越好", "lower": "越低越好", "neutral": "不分好坏"}
CORRECTION_STATUSES = {"open": "未告知来源", "reported": "已告知来源", "acknowledged": "来源已承认", "fixed": "来源已改正"}
RELATION_KINDS = {
    "reduction": "由甲到乙压缩（缩短、下降）百分之几：terms 为 [甲, 乙]，或一条带 from 的事实",
    "reduced_to": "压缩到原来的百分之几：terms 为 [甲, 乙]",
    "shortening": "缩短几天：terms 为 [甲, 乙]；只写乙时推算甲",
    "share": "完成率、占比、化解率：terms 为 [部分, 整体]；只写部分时推算整体（如年度计划）",
    "sum": "部分之和等于整体：terms 为各部分",
    "growth": "增速：terms 为 [本期, 上期]；只写本期时推算上期",
    "increase": "增加多少：terms 为 [本期, 上期]；只写本期时推算上期",
    "points": "相差几个百分点：terms 为 [本期, 上期]（[高, 低]）；只写本期时推算上期",
    "multiple": "是几倍：terms 为 [本期, 基数]；只写本期时推算基数",
    "multiple_growth": "增长几倍：terms 为 [本期, 基数]",
    "doublings": "翻几番：terms 为 [本期, 基数]",
    "product": "乘积：terms 为各因数，如户数、户均",
    "mean": "平均数：terms 为各年（各项）的数",
    "average_growth": "年均增速：terms 为各年增速",
    "compound_growth": "年均增速：terms 为 [末期, 基期] 两个水平，年数由期间算出",
    "rank": "位次：terms 依次是自己的数和其余各家的数",
}

Qualifier = Literal["exact", "at_least", "over", "at_most", "under", "approx", "approx_over", "range"]
Status = Literal["actual", "expected", "planned", "target", "ongoing"]
Statistic = Literal["level", "annual_average"]
ChartKind = Literal[
    "growth", "completion", "amounts", "counts", "dumbbells", "steps", "reductions", "rates", "targets", "numbers", "regions",
    "trends", "trends_by_region", "bars", "dots", "ranking", "grid",
]  # fmt: skip
Measure = Literal["level", "growth", "share", "count", "duration", "rank"]
Direction = Literal["higher", "lower", "neutral"]
RelationKind = Literal[
    "reduction", "reduced_to", "shortening", "share", "sum", "growth", "increase", "points", "multiple", "multiple_growth", "doublings",
    "product", "mean", "average_growth", "compound_growth", "rank",
]  # fmt: skip

CorrectionStatus = Literal["open", "reported", "acknowledged", "fixed"]

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


def _period(text: str) -> str:
    Period.parse(text)
    return text


_PLAIN_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


def _number(value: Any) -> Any:
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, str) and not _PLAIN_NUMBER.fullmatch(value.strip()):
        raise ValueError(f"“{value[:20]}”不是数值：只写数字，如 8.1、-17.4；不写逗号、单位、百分号")
    return value


_MOST_TILES = 12
TileNumber = Annotated[int, Field(ge=1, le=_MOST_TILES)]
PeriodText = Annotated[str, BeforeValidator(lambda v: str(v) if isinstance(v, int) else v), AfterValidator(_period)]
Number = Annotated[Decimal, BeforeValidator(_number), Field(max_digits=20, allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Theme(_Part):
    """主题：指标的分类。"""

    name: Line = Field(description="主题的中文名称", examples=["投资增长"])
    name_en: Line | None = Field(None, description="英文名称，供英文界面使用", examples=["Investment growth"])
    headline: tuple[ChartKind, ...] = Field(
        (),
        description="写了就是首要主题，有自己的页面；依次列出页面上的图："
        + "、".join(f"{key} {meaning}" for key, meaning in CHART_KINDS.items()),
        examples=[["growth", "completion"]],
    )


class Region(_Part):
    """地区：城市、县市区或园区。"""

    name: Line = Field(description="地区的中文名称", examples=["湘乡市"])
    name_en: Line | None = Field(None, description="英文名称", examples=["Xiangxiang"])
    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")] | None = Field(
        None, description="GB/T 2260 行政区划代码；园区没有代码，留空", examples=["430381"]
    )
    kind: Literal["country", "province", "area", "city", "district", "park"] = Field(
        description="类别：country 国家、province 省、area 片区、city 市、district 县市区、park 园区", examples=["district"]
    )
    parent: Identifier | None = Field(None, description="上级地区的代号", examples=["xiangtan"])
    color: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] | None = Field(
        None, description="图表中该地区的颜色，各页一致", examples=["#0072B2"]
    )
    aliases: tuple[Line, ...] = Field((), description="原文中的其他叫法", examples=[["韶山"]])
    tile: tuple[TileNumber, TileNumber] | None = Field(
        None,
        description=f"方块图上的位置 [列, 行]，从左上角数起，各为 1 到 {_MOST_TILES}；大致按方位摆，一处只摆一个地区；不写就不上图",
        examples=[[3, 2]],
    )


class Dismissal(_Part):
    """不采用的数字：原文印出、但不作为指标的数字，以及理由。"""

    quote: Quotes = Field(description="含有该数字的原文，逐字", examples=["三个场景三个“一”"])
    reason: Line = Field(description="为什么不采用", examples=["修辞，非统计"])


class Quote(_Part):
    """引文：W3C 批注模型的 TextQuoteSelector。"""

    exact: Line = Field(description="原文，逐字；换行与空白不计", examples=["湘乡市共实施产业项目120个"])
    prefix: str = Field("", description="紧接在引文之前的原文，用于区分重复出现的引文", examples=["今年，"])
    suffix: str = Field("", description="紧接在引文之后的原文，用于区分重复出现的引文", examples=["，计划"])


def _quotes(value: Any) -> Any:
    """One quote or several, each a plain text or a selector."""
    if value is None:
        return ()
    many = list(value) if isinstance(value, list | tuple) else [value]
    return tuple({"exact": one} if isinstance(one, str) else one for one in many)


Quotes = Annotated[tuple[Quote, ...], BeforeValidator(_quotes), Field(min_length=1)]
OptionalQuotes = Annotated[tuple[Quote, ...], BeforeValidator(_quotes)]


class Source(_Part):
    """来源：一份文献。"""

    title: Line = Field(description="标题，按原文", examples=["以“改”促“创”开新局"])
    file: Line | None = Field(
        None,
        description="文本文件：随项目发布的写 seeds/ 下的路径；不可转载的写它在文本库（XTDATA_SOURCES 的文件夹或 seeds/）里的路径",
        examples=["seeds/000_8392dcd9fa305d81.txt"],
    )
    redistributable: bool = Field(True, description="文本是否可以随项目发布；写 false 时只发布引证与最短引文", examples=["false"])
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        None, description="文本文件的 SHA-256 校验值", examples=["83512b7f…（64 位十六进制）"]
    )
    publisher: Line | None = Field(None, description="刊发的报纸、网站或机构", examples=["湘潭日报"])
    publisher_note: Line | None = Field(None, description="刊发者如何得知（若属推定）", examples=["据题材与版面推定"])
    body: Line | None = Field(None, description="发文机关", examples=["湘潭市人民政府"])
    speaker: Line | None = Field(None, description="作报告的人", examples=["胡贺波"])
    meeting: Line | None = Field(None, description="作报告的会议", examples=["市第十六届人民代表大会第一次会议"])
    authors: tuple[Line, ...] = Field((), description="署名作者", examples=[["刘晓波", "刘澜"]])
    authors_note: Line | None = Field(None, description="署名的说明", examples=["通讯员王可嘉、李俏"])
    date: PeriodText | None = Field(None, description="刊发或作报告的日期，可只到月", examples=["2022-12"])
    date_note: Line | None = Field(None, description="日期如何得知", examples=["原文无日期，由“截至11月底”推定"])
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = Field(
        None, description="网址", examples=["https://www.example.org/a.html"]
    )
    accessed: Line | None = Field(None, description="从网址取得文本的时间", examples=["2025-03-05T09:30:00+08:00"])
    available: Line | None = Field(
        None, description="文本未随项目发布时，在哪里可以得到", examples=["市人民政府门户网站的政府工作报告栏目"]
    )
    dismissed: tuple[Dismissal, ...] = Field(
        (), description="不采用的数字及理由", examples=[[{"quote": "三个场景三个“一”", "reason": "修辞"}]]
    )
    note: Line | None = Field(None, description="编者说明", examples=["版面分栏交错"])

    @property
    def published(self) -> Period | None:
        """When it was published or read out, as far as the data say."""
        return Period.parse(self.date) if self.date else None


class Indicator(_Part):
    """指标：度量什么。定义不同的是不同的指标。"""

    name: Line = Field(description="指标的中文名称", examples=["固定资产投资增速"])
    name_en: Line | None = Field(None, description="英文名称", examples=["Fixed-asset investment growth"])
    unit: Annotated[str, StringConstraints(strip_whitespace=True)] = Field(
        description='单位，按原文印法；一半、三分之一这样没有单位的，写 ""', examples=["%"]
    )
    measure: Measure = Field(
        "level",
        description="量的是什么：level 水平（金额、面积等）、growth 变化幅度（增速、压缩幅度、上升几个百分点）、share 占比与比率、"
        "count 个数、duration 用时、rank 位次；不写就是 level",
        examples=["growth"],
    )
    theme: Identifier = Field(description="主题的代号", examples=["investment"])
    direction: Direction = Field("neutral", description="越高越好 higher、越低越好 lower、不分好坏 neutral", examples=["higher"])
    headline: bool = Field(
        False, description="写 true 的是主要指标：总览上给出它最近一年的数、上年的数和目标；县市区园区按它排成表", examples=["true"]
    )
    definition: Line | None = Field(None, description="一句话定义", examples=["固定资产投资完成额比上年同期的增长幅度"])
    panel: Line | None = Field(None, description="图表中并列的分面名称；同一分面的指标可直接比较", examples=["亿元以上项目"])
    aliases: tuple[Line, ...] = Field((), description="原文中的其他叫法", examples=[["全市投资增长"]])


class Observation(_Part):
    """事实：一个印出的数字。"""

    indicator: Identifier = Field(description="指标的代号", examples=["fai_growth"])
    region: Identifier = Field(description="地区的代号", examples=["xiangtan"])
    period: PeriodText = Field(
        description="期间：2022、2024-09、2020-01/2020-11、2021/2023、2024-H1、2023-Q1 或某一天", examples=["2020-01/2020-11"]
    )
    value: Number | tuple[Number, Number] = Field(description="数值，按印出的数量级；下降为负；区间写作 [30, 34]", examples=["8.1"])
    from_: Number | None = Field(None, alias="from", description="“从180个工作日压缩至50个工作日”的起点 180", examples=["180"])
    unit: Line | None = Field(None, description="单位与指标的单位数量级不同时（如万元与亿元）才写", examples=["万元"])
    qualifier: Qualifier = Field("exact", description="限定词", examples=["at_most"])
    status: Status = Field("actual", description="状态：实际、预计、计划、目标、进行中", examples=["expected"])
    statistic: Statistic = Field("level", description="当期值 level 或年均 annual_average", examples=["annual_average"])
    comparison: Line | None = Field(None, description="比较的对象，原文写明才写", examples=["同比"])
    subject: Line | None = Field(None, description="只属于某一企业或项目的事实，写明主体；不参与地区比较", examples=["金杯电工"])
    source: Identifier = Field(description="来源的代号", examples=["contest-2020"])
    quote: OptionalQuotes = Field(
        (),
        description="含有该数字的最短原文，逐字；同一事实印了几处就写几条；没有文本、只给出处的来源可以不写",
        examples=["全市投资增长8.1%"],
    )
    note: Line | None = Field(None, description="细心的编者想让人知道的话", examples=["期间系推定"])

    @model_validator(mode="after")
    def _range_has_two_ends(self) -> Observation:
        if isinstance(self.value, tuple):
            if self.value[0] >= self.value[1]:
                raise ValueError("区间的下限须小于上限")
            if self.qualifier not in {"range", "exact"}:
                raise ValueError("区间的限定词须是 range")
        elif self.qualifier == "range":
            raise ValueError("限定词是 range 时，数值须写成 [下限, 上限]")
        return self

    @property
    def is_plan(self) -> bool:
        """Whether this is what is aimed at, not what was, is or will be reached."""
        return self.status in PLANS

    @property
    def is_range(self) -> bool:
        return isinstance(self.value, tuple)

    @property
    def middle(self) -> Decimal:
        """The figure; the middle of a range."""
        return sum(self.value, Decimal(0)) / 2 if isinstance(self.value, tuple) else self.value

    @property
    def parsed_period(self) -> Period:
        return Period.parse(self.period)


class Relation(_Part):
    """关系：原文声称或算术上必然的数量关系，供核算。"""

    kind: RelationKind = Field(description="关系的种类", examples=["share"])
    result: Line = Field(description="印出的结果：事实的编号", examples=["key_project_completion_rate/xiangxiang/2022:expected"])
    terms: tuple[Line, ...] = Field(min_length=1, description="参与计算的事实编号，次序见种类的说明", examples=[["fai/xiangtan/2022"]])
    accepted: Line | None = Field(
        None,
        description="核算不符而确是原文如此的，写明理由：仍标为来源自身不一致，但不再算作待办",
        examples=["原文未说明两类是否穷尽，差4件"],
    )
    note: Line | None = Field(None, description="说明", examples=["原文未说明两类是否穷尽"])


class Correction(_Part):
    """更正：来源印错的数，原数照录，另记何者为是。"""

    fact: Line = Field(description="印错的事实的编号", examples=["fai/xiangtan/2015"])
    expect: Line = Field(description="印错的原文，逐字；原文不再这样印了，检查会提醒", examples=["固定资产投资1805.4亿元"])
    right: Line = Field(description="何者为是，一句话", examples=["应为1850.4亿元"])
    by: Line = Field(description="依据：谁说的，在哪里", examples=["市统计局2016年3月公报"])
    since: PeriodText = Field(description="何时发现，可只到月", examples=["2025-03"])
    status: CorrectionStatus = Field("open", description="办理到哪一步", examples=["reported"])
    note: Line | None = Field(None, description="说明", examples=["已电话告知"])


class View(_Part):
    """视图：一组数和画它们的一种图，如一页幻灯片。"""

    title: Line = Field(description="说的是什么，几个字", examples=["固定资产投资"])
    query: Line = Field(
        description="要哪些数：网址里问号后面的那些条件，写法见 docs/http.md；地区、指标、主题写代号或名称",
        examples=["indicator=fai_growth&region=xiangtan&from=2019&to=2024"],
    )
    chart: ChartKind = Field(description="画成哪种图", examples=["growth"])
    comment: Line | None = Field(None, description="一行评语，显示在图的下面", examples=["2020 年以来两头高、中间低"])


SavedOrInline = Annotated[
    Annotated[View, Tag("view")] | Annotated[Identifier, Tag("id")],
    Discriminator(lambda value: "view" if isinstance(value, dict | View) else "id"),
]


class Story(_Part):
    """故事：依次放映的一串视图。"""

    title: Line = Field(description="故事的标题", examples=["年度经济运行（2024）"])
    views: tuple[SavedOrInline, ...] = Field(
        min_length=1,
        description="依次放映的视图：写 views 里的代号，或就地写出 title、query、chart、comment",
        examples=[["fai_years", {"title": "招商引资", "query": "theme=attraction&from=2024", "chart": "counts"}]],
    )


Dismissal.model_rebuild()
Source.model_rebuild()


def observation_id(observation: Observation) -> str:
    """The permalink name of an observation: indicator, region, period, and what else sets it apart.

    >>> observation_id(Observation(indicator="fai_growth", region="xiangtan", period="2020-01/2020-11",
    ...                            value="8.1", source="contest-2020", quote="全市投资增长8.1%"))
    'fai_growth/xiangtan/2020-01..2020-11'
    """
    region = observation.region + (f"~{observation.subject}" if observation.subject else "")
    marks = [m for m, default in ((observation.statistic, "level"), (observation.status, "actual")) if m != default]
    period = observation.period.replace("/", "..")
    return "/".join((observation.indicator, region.replace("/", "|"), ":".join((period, *marks))))


@dataclass(frozen=True)
class Catalogue:
    """Everything that ``indicators.yaml`` says, with each observation under its id."""

    title: str
    home: str
    themes: Mapping[str, Theme]
    regions: Mapping[str, Region]
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    observations: Mapping[str, Observation]
    relations: tuple[Relation, ...] = ()
    corrections: tuple[Correction, ...] = ()
    title_en: str = ""
    views: Mapping[str, View] = field(default_factory=dict)
    stories: Mapping[str, Story] = field(default_factory=dict)

    def unit(self, observation: Observation) -> str:
        """The unit in which *observation* is printed."""
        return observation.unit or self.indicators[observation.indicator].unit

    def descendants(self, region: str) -> set[str]:
        """*region* and every region below it."""
        found, waiting = {region}, [region]
        while waiting:
            below = [key for key in self._children.get(waiting.pop(), ()) if key not in found]
            found.update(below)
            waiting += below
        return found

    @property
    def headlines(self) -> Mapping[str, str]:
        """The headline themes, in the order of the file, with their names."""
        return {key: theme.name for key, theme in self.themes.items() if theme.headline}

    @cached_property
    def _children(self) -> Mapping[str, list[str]]:
        children: dict[str, list[str]] = {}
        for key, region in self.regions.items():
            if region.parent:
                children.setdefault(region.parent, []).append(key)
        return children

    @cached_property
    def by_source(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the observations that each source backs."""
        grouped: dict[str, list[str]] = {key: [] for key in self.sources}
        for key, observation in self.observations.items():
            grouped.setdefault(observation.source, []).append(key)
        return {key: tuple(ids) for key, ids in grouped.items()}


def identify(observations: Sequence[Observation], sources: Mapping[str, Source]) -> list[str]:
    """The id of each of *observations*, in their order.

    Where several sources print the same fact, the earliest keeps the plain name (of two of one date, the first in
    the alphabet); the others carry ``@source``, so that a later report never takes over an older permalink.
    """
    plain = [observation_id(observation) for observation in observations]
    first: dict[str, str] = {}
    for key, observation in zip(plain, observations, strict=True):
        first[key] = min(first.get(key, observation.source), observation.source, key=lambda s: (_published(sources.get(s)), s))
    taken: Counter[str] = Counter()
    ids = []
    for key, observation in zip(plain, observations, strict=True):
        name = key if observation.source == first[key] else f"{key}@{observation.source}"
        taken[name] += 1
        ids.append(name if taken[name] == 1 else f"{name}#{taken[name]}")
    return ids


def _published(source: Source | None) -> date:
    return source.published.start if source and source.published else date.max
