"""Relations that the program can see and nobody has declared: a second pair of eyes, never more.

It sees a growth rate whose level is at hand, and figures of one sentence that are the parts of another or its share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from xtdata.language.text import SourceText, sentence_around
from xtdata.model.catalogue import Catalogue, Observation, Relation
from xtdata.verification.arithmetic import KINDS, are_mixed
from xtdata.verification.audit import Check, check_relation
from xtdata.verification.evidence import Evidence

_MOST_IN_SENTENCE = 12
_PRICES = ("增加值", "生产总值", "GDP")


@dataclass(frozen=True)
class Proposal:
    """A relation that an editor may declare; *check* is what comes out, ``None`` where it only implies a level."""

    relation: Relation
    check: Check | None

    def as_yaml(self) -> str:
        """The lines to paste below ``relations:``, with the verdict as a comment."""
        terms = "".join(f"      - {term}\n" for term in self.relation.terms)
        verdict = self.check.word + ("（弱检验）" if self.check.weak else "") if self.check else "只作推算"
        return f"  # {verdict}；请先读原文\n  - kind: {self.relation.kind}\n    result: {self.relation.result}\n    terms:\n{terms}"


def propose(catalogue: Catalogue, evidence: Mapping[str, Sequence[Evidence]], texts: Mapping[str, SourceText]) -> list[Proposal]:
    """The relations that the figures and the sentences suggest and *catalogue* does not declare."""
    declared = {(one.result, frozenset(one.terms)) for one in catalogue.relations}
    known = {one.result for one in catalogue.relations if one.kind == "growth"}
    found: dict[tuple[str, frozenset[str]], Relation] = {}
    for relation in (*_growths(catalogue), *_in_sentences(catalogue, evidence, texts)):
        key = (relation.result, frozenset(relation.terms))
        if key not in declared and not (relation.kind == "growth" and relation.result in known):
            found.setdefault(key, relation)
    return [Proposal(relation, check_relation(catalogue, relation)) for relation in found.values()]


def _growths(catalogue: Catalogue) -> Iterator[Relation]:
    """Each growth rate whose level the same source prints, with the level of the year before where that is known.

    Growth of what is told in comparable prices is passed over: it says nothing of the printed levels.
    """
    names = {indicator.name: key for key, indicator in catalogue.indicators.items()}
    at: dict[tuple[object, ...], str] = {}
    for key, one in catalogue.observations.items():
        at.setdefault((one.indicator, one.region, one.subject, one.period, one.is_plan, one.source), key)
        at.setdefault((one.indicator, one.region, one.subject, one.period, one.is_plan), key)
    for key, one in catalogue.observations.items():
        name = catalogue.indicators[one.indicator].name
        level = names.get(name.removesuffix("增速"))
        if not level or not name.endswith("增速") or name.startswith(_PRICES) or name.removesuffix("增速").endswith(_PRICES):
            continue
        about = (level, one.region, one.subject)
        now = at.get((*about, one.period, one.is_plan, one.source))
        if now and one.statistic == "level":
            year = one.period if one.period.isdigit() else ""
            before = at.get((*about, str(int(year) - 1), False)) if year else None
            yield Relation(kind="growth", result=key, terms=(now, before) if before else (now,))


def _in_sentences(catalogue: Catalogue, evidence: Mapping[str, Sequence[Evidence]], texts: Mapping[str, SourceText]) -> Iterator[Relation]:
    sentences: dict[tuple[str, int], list[str]] = defaultdict(list)
    for key, proofs in evidence.items():
        source = catalogue.observations[key].source
        if source in texts and proofs:
            sentences[source, sentence_around(texts[source].raw, proofs[0].passage, 0).start].append(key)
    for keys in sentences.values():
        if 3 <= len(keys) <= _MOST_IN_SENTENCE:
            yield from _sums(catalogue, keys)
            yield from _shares(catalogue, keys)


def _sums(catalogue: Catalogue, keys: list[str]) -> Iterator[Relation]:
    """Two or more figures that stand one after the other and add up to another of their sentence."""
    for result in keys:
        others = [key for key in keys if key != result]
        for first in range(len(others) - 1):
            for last in range(first + 2, len(others) + 1):
                relation = Relation(kind="sum", result=result, terms=tuple(others[first:last]))
                if _goes_together(catalogue, relation, exact=True) and _holds(catalogue, relation):
                    yield relation


def _shares(catalogue: Catalogue, keys: list[str]) -> Iterator[Relation]:
    for result in keys:
        if catalogue.indicators[catalogue.observations[result].indicator].measure != "share":
            continue
        for one, other in combinations([key for key in keys if key != result], 2):
            for terms in ((one, other), (other, one)):
                relation = Relation(kind="share", result=result, terms=terms)
                if _goes_together(catalogue, relation) and _holds(catalogue, relation):
                    yield relation


def _goes_together(catalogue: Catalogue, relation: Relation, exact: bool = False) -> bool:
    """Whether the figures are of one region and in units that go together; *exact* asks for plain figures of one unit."""
    used: list[Observation] = [catalogue.observations[key] for key in (relation.result, *relation.terms)]
    units = [catalogue.unit(one) for one in used]
    if exact and (len(set(units)) > 1 or units[0] in {"%", "百分点"} or any(one.qualifier != "exact" for one in used)):
        return False
    return len({one.region for one in used}) == 1 and not are_mixed(KINDS[relation.kind], units[0], units[1:])


def _holds(catalogue: Catalogue, relation: Relation) -> bool:
    check = check_relation(catalogue, relation)
    return check is not None and not check.fails and not check.weak
