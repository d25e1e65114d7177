"""Proving one observation: its quotes against the text, its value, unit, qualifier and words against the quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xtdata.language.quantity import Quantity, same_unit
from xtdata.language.text import SourceText, fold
from xtdata.model.catalogue import QUALIFIERS, STATUSES, Catalogue, Observation, Quote
from xtdata.model.diagnostics import Finding, Path
from xtdata.verification import evidence as ev
from xtdata.verification.contradictions import RegionWords, period_conflict, status_conflict
from xtdata.verification.quoting import find, not_found, short

_FALL = re.compile(r"下降|回落|下滑|降低|减少|降幅|减幅|下跌|负增长|压减|压缩|收窄|跌|降")


class ObservationChecker:
    """Checks one observation against its quotes, and these against the text of its source where that is at hand."""

    def __init__(self, catalogue: Catalogue, observation: Observation, path: Path, text: SourceText | None, regions: RegionWords) -> None:
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
        hits = find(quote, self.text)
        if len(hits) == 1:
            self.evidence.append(ev.evidence_of(self.observation, self.unit, quote, hits[0], self.text))
        return list(not_found(quote, hits, self.text, (*self.path, "quote"), index, len(self.observation.quote)))

    def _no_value(self, quote: Quote) -> Finding:
        quantities = [q for q in ev.quantities(quote.exact) if q.kind not in ev.VALUELESS]
        printed = list(dict.fromkeys(short(_show(q)) for q in quantities))[:8]
        shown = f"引文印的是 {'、'.join(printed)}" if printed else "引文里没有数字"
        return Finding("E032", f"数值 {_value(self.observation)} 不在引文“{short(quote.exact)}”中：{shown}", (*self.path, "value"))

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
        if conflict := period_conflict(before, self.observation.parsed_period):
            yield Finding("E035", f"引文写的是“{conflict}”，期间写的是 {self.observation.period}", (*self.path, "period"))
        if conflict := status_conflict(before, self.observation.status):
            status = self.observation.status
            yield Finding("E037", f"引文写了“{conflict}”，状态写的是 {status}（{STATUSES[status]}）", self._field("status"))
        if not self.observation.subject and (name := self.regions.conflict(before, self.observation.region)):
            yield Finding("E036", f"引文写的是“{name}”，地区写的是 {self.observation.region}", (*self.path, "region"))


def _value(observation: Observation) -> str:
    if isinstance(observation.value, tuple):
        return f"[{observation.value[0]}, {observation.value[1]}]"
    return f"{observation.from_}→{observation.value}" if observation.from_ is not None else str(observation.value)


def _show(quantity: Quantity) -> str:
    value = quantity.value
    number = str(value) if isinstance(value, Decimal) else ("→" if quantity.qualifier == "from_to" else "–").join(map(str, value))
    return number + quantity.unit
