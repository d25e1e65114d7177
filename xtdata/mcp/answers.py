"""What the tools answer: facts and passages with figure, quote, level of proof and permanent address, or that there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, Field

from xtdata.facts import wording
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.query import parse
from xtdata.language.text import Passage
from xtdata.reading.factcheck import Checkers, Finding, summary
from xtdata.render.excerpts import excerpts, printed_figure
from xtdata.render.links import Links
from xtdata.search import Hit, Search
from xtdata.search.asking import LONGEST

MOST = 200
LONGEST_TEXT = 100_000
_AROUND = 2
NOTHING = "库中没有这样的数，请不要自行补充或推算。"


class FactAnswer(BaseModel):
    """One fact, as a program or an assistant passes it on."""

    id: str
    statement: str = Field(description="这个数的一句话，带原文的限定词")
    indicator: str
    indicator_name: str
    region: str
    region_name: str
    subject: str | None = Field(description="只说某一家企业或某一个项目的数，写明是哪一个")
    period: str
    statistic: str
    printed: str = Field(description="数值，照原文的写法；原文不在手边的，照数据文件的写法")
    value: str = Field(description="数值，十进制，保留印出的小数位")
    unit: str
    qualifier: str = Field(
        description="exact、at_least（以上）、over（超）、at_most（以内）、under（不到）、approx（约）、approx_over（余）、range"
    )
    status: str = Field(description="actual（实绩）、expected（预计）、planned（计划）、target（目标）、ongoing（正在）")
    level: str = Field(description="核验程度：verbatim（逐字核验）、quote（引文待核）、cited（仅引用）")
    disputed: bool = Field(description="核算时与别的数不符")
    quotes: list[str]
    source: str
    source_title: str
    citation: str
    url: str


class PassageAnswer(BaseModel):
    """A place in a source."""

    source: str
    source_title: str
    start: int | None
    end: int | None
    text: str
    url: str


class SearchAnswer(BaseModel):
    """What words find."""

    message: str
    facts: list[FactAnswer]
    passages: list[PassageAnswer]


class ObservationsAnswer(BaseModel):
    """Facts that meet conditions; ``total`` counts those that are not given here, too."""

    message: str
    total: int
    offset: int
    facts: list[FactAnswer]


class FindingAnswer(BaseModel):
    """The verdict on one figure of a text."""

    start: int
    end: int
    text: str
    verdict: str = Field(description="match（相符）、close（近似）、mismatch（不符）、unknown（库中没有）")
    ids: list[str]
    expected: str
    message: str


class CheckAnswer(BaseModel):
    """The verdicts on the figures of a text."""

    message: str
    findings: list[FindingAnswer]


class CannotAnswer(ValueError):
    """A question that cannot be honoured; the message says in Chinese why and what to do."""


class Answers:
    """Answers from *dataset*, with addresses below *links*."""

    def __init__(self, dataset: Dataset, links: Links) -> None:
        self._dataset, self._links = dataset, links

    def search(self, search: Search, words: str, limit: int) -> SearchAnswer:
        """What *words* find: facts first, then passages of the sources."""
        if not words.strip() or len(words) > LONGEST:
            raise CannotAnswer(f"words：请写要找的词，最多 {LONGEST} 个字")
        hits = search.hits(words, _within("limit", limit, 1, MOST))
        facts = [self._fact(self._dataset.facts[hit.id]) for hit in hits if hit.kind == "fact"]
        passages = [self._found(hit) for hit in hits if hit.kind == "passage"]
        message = f"找到 {len(facts)} 个数、{len(passages)} 处原文。" if facts else NOTHING
        return SearchAnswer(message=message, facts=facts, passages=passages)

    def observations(self, conditions: Mapping[str, Sequence[str]], limit: int, offset: int) -> ObservationsAnswer:
        """The facts that meet *conditions* (name and values as in an address). Raises ``BadQuery``."""
        query = parse({name: values for name, values in conditions.items() if values}, self._dataset.catalogue)
        first, most = _within("offset", offset, 0, 10**6), _within("limit", limit, 1, MOST)
        found = self._dataset.facts_in(self._dataset.select(query))
        shown = [self._fact(fact) for fact in found[first : first + most]]
        message = f"共 {len(found)} 个数，这里是其中 {len(shown)} 个。" if found else NOTHING
        return ObservationsAnswer(message=message, total=len(found), offset=first, facts=shown)

    def passages(self, key: str) -> list[PassageAnswer]:
        """Where the fact *key* is printed, with the sentences around each place; its bare quotes where the text is not at hand."""
        fact = self._dataset.facts.get(key)
        if fact is None:
            raise CannotAnswer(f"没有代号为“{key[:80]}”的数，请先用 search 或 get_observations 查代号")
        places = [one.passage for one in fact.evidence] if fact.text else []
        found = [str(one.striptags()) for one in excerpts(fact, _AROUND)]
        padded: Iterable[Passage | None] = [*places, *[None] * (len(found) - len(places))]
        return [self._printed(fact, text, place) for text, place in zip(found, padded, strict=True)]

    def check(self, checkers: Checkers, text: str, region: str | None, date: str | None) -> CheckAnswer:
        """The verdict on every figure of *text*."""
        if not text.strip() or len(text) > LONGEST_TEXT:
            raise CannotAnswer(f"text：请给出文稿，最多 {LONGEST_TEXT} 个字；更长的请用命令 factcheck")
        try:
            found = checkers.of(self._dataset.facts).check(text, region=region or None, date=date or None)
        except ValueError as error:
            raise CannotAnswer(str(error)) from None
        return CheckAnswer(message=summary(found), findings=[_finding(one) for one in found])

    def _fact(self, fact: Fact) -> FactAnswer:
        return FactAnswer(
            id=fact.id,
            statement=wording.statement(fact),
            indicator=fact.indicator,
            indicator_name=fact.indicator_name,
            region=fact.region,
            region_name=fact.region_name,
            subject=fact.subject,
            period=fact.observation.period,
            statistic=fact.statistic,
            printed=printed_figure(fact) or wording.value_phrase(fact),
            value="–".join(map(str, fact.ends)) if fact.ends else str(fact.value),
            unit=fact.unit,
            qualifier=fact.qualifier,
            status=fact.status,
            level=fact.level,
            disputed=bool(fact.disputes),
            quotes=[one.exact for one in fact.observation.quote],
            source=fact.source,
            source_title=fact.origin.title,
            citation=wording.citation(fact),
            url=self._links.observation(fact.id),
        )

    def _found(self, hit: Hit) -> PassageAnswer:
        assert hit.start is not None and hit.end is not None
        title, address = self._dataset.catalogue.sources[hit.id].title, self._links.found(hit.id, Passage(hit.start, hit.end))
        return PassageAnswer(source=hit.id, source_title=title, start=hit.start, end=hit.end, text=hit.text, url=address)

    def _printed(self, fact: Fact, text: str, place: Passage | None) -> PassageAnswer:
        return PassageAnswer(
            source=fact.source,
            source_title=fact.origin.title,
            start=place.start if place else None,
            end=place.end if place else None,
            text=text,
            url=self._links.source(fact.source, place),
        )


def _finding(one: Finding) -> FindingAnswer:
    return FindingAnswer.model_validate(one.as_dict())


def _within(name: str, value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise CannotAnswer(f"{name}：写 {low} 到 {high} 的整数")
    return value
