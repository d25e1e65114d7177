"""Proving one observation: its quotes against the text, its value, unit, qualifier and words against the quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xtdata.language.quantity import Quantity, same_unit
from xtdata.language.term import other_noun
from xtdata.language.text import SourceText, fold
from xtdata.model.catalogue import QUALIFIERS, STATUSES, Catalogue, Observation, Quote
from xtdata.model.diagnostics import Diagnostic, Param, Path
from xtdata.verification import evidence as ev
from xtdata.verification.contradictions import RegionWords, period_conflict, status_conflict
from xtdata.verification.quoting import find, not_found, short

_FALL = re.compile(r"下降|回落|下滑|降低|减少|降幅|减幅|下跌|负增长|压减|压缩|收窄|跌|降")


class ObservationChecker:
    """Checks one observation against its quotes, and these against the text of its source where that is at hand."""

    def __init__(self, catalogue: Catalogue, observation: Observation, path: Path, text: SourceText | None, regions: RegionWords) -> None:
        self.catalogue, self.observation, self.path, self.text, self.regions = catalogue, observation, path, text, regions
        self.unit, self.indicator = catalogue.unit(observation), catalogue.indicators[observation.indicator]
        self.evidence: list[ev.Evidence] = []

    def run(self) -> list[Diagnostic]:
        diagnostics: list[Diagnostic] = []
        matches: list[Quantity] = []
        quotes = self.observation.quote
        for index, quote in enumerate(quotes):
            diagnostics += self._locate(quote, index)
            match = ev.best_match(self.observation, self.unit, self._printed(quote))
            if match is None:
                diagnostics.append(self._no_value(quote))
            else:
                matches.append(match)
                diagnostics += self._words(quote, match)
        if len(matches) == len(quotes):
            diagnostics += self._unit_and_qualifier(matches)
        return [*diagnostics, *self._noun()]

    def _noun(self) -> Iterator[Diagnostic]:
        """A rank is printed without the noun that is ranked, so it is left out."""
        said = "".join(quote.exact for quote in self.observation.quote)
        if self.indicator.measure != "rank" and (noun := other_noun(said, (self.indicator.name, *self.indicator.aliases))):
            yield Diagnostic("W038", {"noun": noun, "name": self.indicator.name}, (*self.path, "indicator"))

    def _printed(self, quote: Quote) -> tuple[Quantity, ...]:
        return ev.printed_in(quote.exact, self.indicator.measure)

    def _locate(self, quote: Quote, index: int) -> list[Diagnostic]:
        """Find *quote* in the text and note the evidence."""
        if self.text is None:
            return []
        hits = find(quote, self.text)
        if len(hits) == 1:
            self.evidence.append(ev.evidence_of(self.observation, self.indicator, quote, hits[0], self.text))
        return list(not_found(quote, hits, self.text, (*self.path, "quote"), index, len(self.observation.quote)))

    def _no_value(self, quote: Quote) -> Diagnostic:
        quantities = [q for q in self._printed(quote) if q.kind not in ev.VALUELESS]
        printed = list(dict.fromkeys(short(_show(q)) for q in quantities))[:8]
        told: dict[str, Param] = {"value": _value(self.observation), "quote": short(quote.exact)}
        if not printed:
            return Diagnostic("E032.no_number", told, (*self.path, "value"))
        return Diagnostic("E032", {**told, "printed": printed}, (*self.path, "value"))

    def _unit_and_qualifier(self, matches: list[Quantity]) -> Iterator[Diagnostic]:
        if not any(same_unit(match.unit, self.unit) for match in matches):
            yield self._unit_diagnostic(matches[0])
        if not any(ev.same_qualifier(self.observation, match) for match in matches):
            yield self._qualifier_diagnostic(matches[0])
        value = self.observation.value
        if isinstance(value, Decimal) and not any(self._sign_fits(value, match) for match in matches):
            where = (*self.path, "value")
            yield (
                Diagnostic("E032.fall", {"wanted": str(-value)}, where)
                if value > 0
                else Diagnostic("E032.no_fall", {"value": str(value)}, where)
            )

    def _unit_diagnostic(self, match: Quantity) -> Diagnostic:
        if not match.unit:
            return Diagnostic("E033.missing", {"unit": self.unit}, self._field("unit"))
        kind = "E033.scale" if ev.same_base(match.unit, self.unit) else "E033"
        return Diagnostic(kind, {"printed": match.unit, "unit": self.unit}, self._field("unit"))

    def _field(self, name: str) -> Path:
        """The path of field *name* where the file writes it, else of the value that it belongs to."""
        return (*self.path, name if name in self.observation.model_fields_set else "value")

    def _qualifier_diagnostic(self, match: Quantity) -> Diagnostic:
        printed = match.ends[1] if match.qualifier == "from_to" else match.qualifier
        wanted = self.observation.qualifier
        names = {"printed_name": QUALIFIERS.get(printed, printed), "qualifier_name": QUALIFIERS[wanted]}
        return Diagnostic("E034", {"printed": printed, "qualifier": wanted, **names}, self._field("qualifier"))

    def _sign_fits(self, value: Decimal, match: Quantity) -> bool:
        printed = match.value if isinstance(match.value, Decimal) else match.value[-1]
        if (printed < 0) == (value < 0):
            return True
        if value < 0:
            return any(_FALL.search(quote.exact) for quote in self.observation.quote)
        return bool(_FALL.search(self.catalogue.indicators[self.observation.indicator].name))

    def _words(self, quote: Quote, match: Quantity) -> Iterator[Diagnostic]:
        before = fold(quote.exact)[: match.start]
        if conflict := period_conflict(before, self.observation.parsed_period):
            yield Diagnostic("E035", {"words": conflict, "period": self.observation.period}, (*self.path, "period"))
        if conflict := status_conflict(before, self.observation.status):
            status = self.observation.status
            yield Diagnostic("E037", {"words": conflict, "status": status, "status_name": STATUSES[status]}, self._field("status"))
        if not self.observation.subject and (name := self.regions.conflict(before, self.observation.region)):
            yield Diagnostic("E036", {"words": name, "region": self.observation.region}, (*self.path, "region"))


def _value(observation: Observation) -> str:
    if isinstance(observation.value, tuple):
        return f"[{observation.value[0]}, {observation.value[1]}]"
    return f"{observation.from_}→{observation.value}" if observation.from_ is not None else str(observation.value)


def _show(quantity: Quantity) -> str:
    value = quantity.value
    number = str(value) if isinstance(value, Decimal) else ("→" if quantity.qualifier == "from_to" else "–").join(map(str, value))
    return number + quantity.unit
