"""Everything that can be wrong with a catalogue: references, duplicates, quotes, values, units, words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xtdata import evidence as ev
from xtdata.findings import Finding, Path, did_you_mean
from xtdata.library import Library
from xtdata.model import QUALIFIERS, STATUSES, Catalogue, Observation, Quote
from xtdata.period import Period
from xtdata.quantity import Quantity, same_unit
from xtdata.text import NUMBER, Passage, SourceText, fold

_TERM_COUNTS = {
    "reduction": (1, 2), "reduced_to": (2, 2), "shortening": (1, 2), "share": (1, 2), "sum": (2, 99), "growth": (1, 2),
    "points": (2, 2), "multiple": (1, 2), "multiple_growth": (1, 2), "doublings": (1, 2), "average_growth": (2, 99),
}  # fmt: skip


@dataclass(frozen=True)
class Verified:
    """The findings about a catalogue, and the evidence of each observation that has any."""

    findings: tuple[Finding, ...]
    evidence: Mapping[str, tuple[ev.Evidence, ...]]


@dataclass(frozen=True)
class Places:
    """Where the entries of a catalogue stand in the file, and what else stands there.

    ``observations`` and ``relations`` give indices in the file. ``unread`` names the sections (``("themes",)``) and
    entries (``("themes", "investment")``) that could not be read, ``unread_ids`` how the ids of such observations
    begin: they have findings of their own, so whatever refers to them is not blamed a second time.
    """

    observations: Mapping[str, int]
    relations: Sequence[int] = ()
    unread: Collection[Path] = ()
    unread_ids: tuple[str, ...] = ()

    def stands(self, section: str, key: str) -> bool:
        """Whether *key* stands in *section* of the file, though it could not be read."""
        return (section,) in self.unread or (section, key) in self.unread

    def may_hold(self, indicator: str) -> bool:
        """Whether an observation of *indicator* may be among those that could not be read."""
        start = f"{indicator}/"
        return ("observations",) in self.unread or any(start.startswith(one[: len(start)]) for one in self.unread_ids)


def verify(catalogue: Catalogue, library: Library, places: Places) -> Verified:
    """Check *catalogue*, whose entries stand at *places* in the file, against the texts of *library*."""
    findings = [*library.findings, *_references(catalogue, places), *_duplicates(catalogue, places), *_relations(catalogue, places)]
    found: dict[str, tuple[ev.Evidence, ...]] = {}
    regions = _RegionWords(catalogue)
    for key, observation in catalogue.observations.items():
        source = catalogue.sources.get(observation.source)
        if source is None or observation.indicator not in catalogue.indicators:
            continue
        if not observation.quote:
            if source.file:
                findings.append(Finding("E012", "缺少“quote”：这一来源有文本，须写引文", ("observations", places.observations[key])))
            continue
        text = library.texts.get(observation.source)
        checker = _ObservationChecker(catalogue, observation, ("observations", places.observations[key]), text, regions)
        findings += checker.run()
        if checker.evidence:
            found[key] = tuple(checker.evidence)
    findings += _dismissals(catalogue, library)
    return Verified(tuple(findings), found)


# --- references -------------------------------------------------------------------------------------


def _references(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    known = (
        ("region", "E020", "地区", catalogue.regions),
        ("source", "E021", "来源", catalogue.sources),
        ("indicator", "E022", "指标", catalogue.indicators),
    )
    for key, observation in catalogue.observations.items():
        for field, code, name, table in known:
            word = getattr(observation, field)
            if word not in table and not places.stands(f"{field}s", word):
                path = ("observations", places.observations[key], field)
                yield Finding(code, f"未知的{name}“{word}”", path, hint=did_you_mean(word, table))
    for key, indicator in catalogue.indicators.items():
        if indicator.theme not in catalogue.themes and not places.stands("themes", indicator.theme):
            hint = did_you_mean(indicator.theme, catalogue.themes)
            yield Finding("E023", f"指标“{key}”的主题“{indicator.theme}”没有登记", ("indicators", key, "theme"), hint=hint)
    yield from _region_references(catalogue, places)
    yield from _unused(catalogue, places)


def _region_references(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    if catalogue.home and catalogue.home not in catalogue.regions and not places.stands("regions", catalogue.home):
        yield Finding("E020", f"home 写的“{catalogue.home}”不是登记的地区", ("home",), hint=did_you_mean(catalogue.home, catalogue.regions))
    for key, region in catalogue.regions.items():
        if region.parent and region.parent not in catalogue.regions and not places.stands("regions", region.parent):
            hint = did_you_mean(region.parent, catalogue.regions)
            yield Finding("E020", f"地区“{key}”的上级“{region.parent}”没有登记", ("regions", key, "parent"), hint=hint)
        elif key in _ancestors(catalogue, key):
            yield Finding("E025", f"地区“{key}”的上级绕了一圈又回到自己", ("regions", key, "parent"))


def _ancestors(catalogue: Catalogue, region: str) -> set[str]:
    found: set[str] = set()
    parent = catalogue.regions[region].parent
    while parent in catalogue.regions and parent not in found:
        assert parent is not None
        found.add(parent)
        parent = catalogue.regions[parent].parent
    return found


def _unused(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    used = {observation.indicator for observation in catalogue.observations.values()}
    for key in catalogue.indicators.keys() - used:
        if not places.may_hold(key):
            yield Finding("W051", f"指标“{key}”没有任何事实", ("indicators", key))


def _duplicates(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], str] = {}
    for key, one in catalogue.observations.items():
        identity = (one.indicator, one.region, one.subject, one.period, one.statistic, one.is_result, one.source)
        if identity in seen:
            first = places.observations[seen[identity]] + 1
            message = f"与第 {first} 条事实重复（{key.partition('#')[0]}）"
            yield Finding("E024", message, ("observations", places.observations[key]))
        else:
            seen[identity] = key


def _relations(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    for index, relation in zip(places.relations, catalogue.relations, strict=True):
        fewest, most = _TERM_COUNTS[relation.kind]
        if not fewest <= len(relation.terms) <= most:
            yield Finding("E027", f"“{relation.kind}”写了 {len(relation.terms)} 项", ("relations", index, "terms"))
        for path, key in [(("result",), relation.result), *((("terms", i), term) for i, term in enumerate(relation.terms))]:
            unread = places.stands("observations", key) or key.startswith(places.unread_ids)
            if key not in catalogue.observations and not unread:
                hint = did_you_mean(key, catalogue.observations)
                yield Finding("E026", f"没有编号为“{key}”的事实", ("relations", index, *path), hint=hint)


def _dismissals(catalogue: Catalogue, library: Library) -> Iterator[Finding]:
    for key, source in catalogue.sources.items():
        text = library.texts.get(key)
        if text is None:
            continue
        for index, dismissal in enumerate(source.dismissed):
            path: Path = ("sources", key, "dismissed", index, "quote")
            for place, quote in enumerate(dismissal.quote):
                yield from _not_found(quote, text, path, place, len(dismissal.quote))


# --- one observation --------------------------------------------------------------------------------


class _ObservationChecker:
    """Checks one observation against its quotes, and these against the text of its source where that is at hand."""

    def __init__(self, catalogue: Catalogue, observation: Observation, path: Path, text: SourceText | None, regions: _RegionWords) -> None:
        self.catalogue, self.observation, self.path, self.text, self.regions = catalogue, observation, path, text, regions
        self.unit = catalogue.unit(observation)
        self.evidence: list[ev.Evidence] = []

    def run(self) -> list[Finding]:
        findings: list[Finding] = []
        matches: list[Quantity] = []
        quotes = self.observation.quote
        for index, quote in enumerate(quotes):
            findings += self._locate(quote, index)
            match = ev.best_match(self.observation, self.unit, ev.quantities(quote.exact))
            if match is None:
                findings.append(self._no_value(quote))
            else:
                matches.append(match)
                findings += self._words(quote, match)
        if len(matches) == len(quotes):
            findings += self._unit_and_qualifier(matches)
        return findings

    def _locate(self, quote: Quote, index: int) -> list[Finding]:
        """Find *quote* in the text and note the evidence."""
        if self.text is None:
            return []
        missing = list(_not_found(quote, self.text, (*self.path, "quote"), index, len(self.observation.quote)))
        if not missing:
            passage = self.text.find(quote.exact, quote.prefix, quote.suffix)[0]
            self.evidence.append(ev.evidence_of(self.observation, self.unit, quote, passage, self.text))
        return missing

    def _no_value(self, quote: Quote) -> Finding:
        quantities = [q for q in ev.quantities(quote.exact) if q.kind not in ev.VALUELESS]
        printed = list(dict.fromkeys(_short(_show(q)) for q in quantities))[:8]
        shown = f"引文印的是 {'、'.join(printed)}" if printed else "引文里没有数字"
        return Finding("E032", f"数值 {_value(self.observation)} 不在引文“{_short(quote.exact)}”中：{shown}", (*self.path, "value"))

    def _unit_and_qualifier(self, matches: list[Quantity]) -> Iterator[Finding]:
        if not any(same_unit(match.unit, self.unit) for match in matches):
            yield self._unit_finding(matches[0])
        if not any(ev.same_qualifier(self.observation, match) for match in matches):
            yield self._qualifier_finding(matches[0])
        value = self.observation.value
        if isinstance(value, Decimal) and not any(self._sign_fits(value, match) for match in matches):
            says = f"引文写的是下降，数值应写 {-value}" if value > 0 else f"引文没有下降的字样，数值却写成了 {value}"
            yield Finding("E032", f"数值的正负不对：{says}", (*self.path, "value"))

    def _unit_finding(self, match: Quantity) -> Finding:
        if not match.unit:
            message, hint = f"引文没有印出单位“{self.unit}”", "把引文抄到单位为止；原文省略了单位的，往前抄到印出单位的地方"
        else:
            message = f"引文印的单位是“{match.unit}”，这里是“{self.unit}”"
            hint = f"数量级不同：在这条事实里写 unit: {match.unit}" if ev.same_base(match.unit, self.unit) else ""
        return Finding("E033", message, self._field("unit"), hint=hint)

    def _field(self, name: str) -> Path:
        """The path of field *name* where the file writes it, else of the value that it belongs to."""
        return (*self.path, name if name in self.observation.model_fields_set else "value")

    def _qualifier_finding(self, match: Quantity) -> Finding:
        printed = match.ends[1] if match.qualifier == "from_to" else match.qualifier
        wanted = self.observation.qualifier
        message = f"引文的限定词是 {printed}（{QUALIFIERS.get(printed, printed)}），这里写的是 {wanted}（{QUALIFIERS[wanted]}）"
        return Finding("E034", message, self._field("qualifier"))

    def _sign_fits(self, value: Decimal, match: Quantity) -> bool:
        printed = match.value if isinstance(match.value, Decimal) else match.value[-1]
        if (printed < 0) == (value < 0):
            return True
        if value < 0:
            return any(_FALL.search(quote.exact) for quote in self.observation.quote)
        return bool(_FALL.search(self.catalogue.indicators[self.observation.indicator].name))

    def _words(self, quote: Quote, match: Quantity) -> Iterator[Finding]:
        before = fold(quote.exact)[: match.start]
        if conflict := _period_conflict(before, self.observation.parsed_period):
            yield Finding("E035", f"引文写的是“{conflict}”，期间写的是 {self.observation.period}", (*self.path, "period"))
        if conflict := self._status_conflict(before):
            status = self.observation.status
            yield Finding("E037", f"引文写了“{conflict}”，状态写的是 {status}（{STATUSES[status]}）", self._field("status"))
        if not self.observation.subject and (name := self.regions.conflict(before, self.observation.region)):
            yield Finding("E036", f"引文写的是“{name}”，地区写的是 {self.observation.region}", (*self.path, "region"))

    def _status_conflict(self, before: str) -> str:
        clause = re.split(r"[,。;:]", before)[-1]
        for words, allowed in _STATUS_WORDS:
            if (found := words.search(clause)) and self.observation.status not in allowed:
                return found.group()
        return ""


_FALL = re.compile(r"下降|回落|下滑|降低|减少|降幅|减幅|下跌|负增长|压减|压缩|收窄|跌|降")
_STATUS_WORDS = (
    (re.compile(r"(?<![比较])预计|预期(?!目标)|有望"), {"expected", "target", "planned"}),
    (re.compile(r"力争|目标为"), {"target", "planned"}),
)


def _not_found(quote: Quote, text: SourceText, path: Path, index: int, count: int) -> Iterator[Finding]:
    """Whether *quote* is in *text* exactly once, and if not, what is near."""
    hits = text.find(quote.exact, quote.prefix, quote.suffix)
    here = path if count == 1 else (*path, index)
    if not hits:
        yield Finding("E030", f"原文里没有“{_short(quote.exact)}”", here, hint=_nearest(quote, text))
    elif len(hits) > 1:
        lines = "、".join(dict.fromkeys(str(text.line_of(hit.start)) for hit in hits[:5]))
        yield Finding("E031", f"“{_short(quote.exact)}”在原文里出现 {len(hits)} 次（第 {lines} 行）", here, hint=_apart(hits, text))


_LONGEST_COMPARED = 300


def _apart(hits: Sequence[Passage], text: SourceText) -> str:
    """A sentence that shows what stands before each hit, where that tells them apart."""
    before = [fold(text.raw[max(0, hit.start - 12) : hit.start])[-6:] for hit in hits[:5]]
    if len(hits) > 5 or "" in before or len(set(before)) < len(hits):
        return ""
    return f"改用更长的引文，或写出 prefix：引文之前依次是{'、'.join(f'“{words}”' for words in before)}"


def _nearest(quote: Quote, text: SourceText) -> str:
    """A sentence that shows the closest passage and names the digits that differ; it never makes a quote pass."""
    from rapidfuzz import fuzz

    wanted = fold(quote.exact)[:_LONGEST_COMPARED]
    if text.find(quote.exact):
        return "引文在原文里，但前后文与 prefix、suffix 不符；逐字抄录紧邻的文字"
    near = fuzz.partial_ratio_alignment(wanted, text.text, score_cutoff=55)
    if near is None or near.dest_end <= near.dest_start:
        return "原文里也没有相近的句子；确认来源是否写对"
    start, end = _whole_numbers(text.text, near.dest_start, near.dest_end)
    passage = text.passage(start, end)
    hint = f"第 {text.line_of(passage.start)} 行有相近的“{_short(text.text[start:end], 60)}”"
    ours, theirs = NUMBER.findall(wanted), NUMBER.findall(text.text[start:end])
    differing = [f"引文写 {a}，原文是 {b}" for a, b in zip(ours, theirs, strict=False) if a != b]
    return hint + ("：" + "；".join(differing) if differing else "；逐字核对其余的字")


def _whole_numbers(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch so that it cuts no number."""
    while start > 0 and text[start - 1] in "0123456789.":
        start -= 1
    while end < len(text) and text[end] in "0123456789.%":
        end += 1
    return start, end


# --- words of time and place ------------------------------------------------------------------------

_MONTHS = re.compile(r"(?<![较比与])(?:(?P<first>1|一)[-~—–－至到]|前)(?P<last>\d{1,2})个?月|(?<![较比与])截[至止]到?(?P<until>\d{1,2})月")
_PARTS = {
    "上半年": (1, 6), "下半年": (7, 12), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12),
    "前两季度": (1, 6), "前三季度": (1, 9), "前三个季度": (1, 9),
}  # fmt: skip
_PART = re.compile("(?<![较比与])(" + "|".join(sorted(_PARTS, key=len, reverse=True)) + ")(?!末)")
_YEARS = re.compile(r"(?<![\d.较比与由从自至到-])((?:19|20)\d\d)(?=年)")
_COMPARED = re.compile(r"[较比与由从自]")


def _period_conflict(before: str, period: Period) -> str:
    """The words of time in *before* (folded) that *period* contradicts, or nothing."""
    years = _YEARS.findall(before)
    if years and not any(period.start.year <= int(year) <= period.end.year for year in years):
        return f"{years[-1]}年"
    if months := list(_MONTHS.finditer(before)):
        last = months[-1]
        end = int(last["last"] or last["until"])
        if period.end.month != end or (last["last"] and period.start.month != 1):
            return last.group()
    if parts := list(_PART.finditer(before)):
        first_month, last_month = _PARTS[parts[-1].group()]
        if (period.start.month, period.end.month) != (first_month, last_month):
            return parts[-1].group()
    return ""


class _RegionWords:
    """Which regions a quote names, longest name first (湘乡经开区 is not 湘乡)."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.names: dict[str, set[str]] = defaultdict(set)
        for key, region in catalogue.regions.items():
            for name in (region.name, *region.aliases):
                if len(name) > 1:
                    self.names[fold(name)].add(key)
        longest_first = sorted(self.names, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
        self.lineage = {key: {key, *_ancestors(catalogue, key)} for key in catalogue.regions}

    def conflict(self, quote: str, region: str) -> str:
        """A region that *quote* names though it has nothing to do with *region*."""
        named = self.pattern.findall(quote) if self.pattern else []
        if not named or region not in self.lineage:
            return ""
        for name in named:
            for key in self.names[name]:
                if key in self.lineage[region] or region in self.lineage.get(key, set()):
                    return ""
        return str(named[0])


# --- showing ----------------------------------------------------------------------------------------


def _short(text: str, length: int = 40) -> str:
    text = re.sub(r"\s+", "", text)
    return text if len(text) <= length else text[: length - 1] + "…"


def _value(observation: Observation) -> str:
    if isinstance(observation.value, tuple):
        return f"[{observation.value[0]}, {observation.value[1]}]"
    return f"{observation.from_}→{observation.value}" if observation.from_ is not None else str(observation.value)


def _show(quantity: Quantity) -> str:
    value = quantity.value
    number = str(value) if isinstance(value, Decimal) else ("→" if quantity.qualifier == "from_to" else "–").join(map(str, value))
    return number + quantity.unit
