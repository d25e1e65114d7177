"""Whether the declared relations can be computed at all: their terms are there, their units go together, none leads back to itself."""

from __future__ import annotations

from collections.abc import Iterator

from xtdata.datafile.build import Entries
from xtdata.language.interval import printed_unit, spread
from xtdata.model.catalogue import Catalogue, Observation, Relation
from xtdata.model.diagnostics import Diagnostic, Path, nearest
from xtdata.verification.arithmetic import KINDS, are_mixed
from xtdata.verification.audit import check_relation


def check_all(catalogue: Catalogue, entries: Entries) -> Iterator[Diagnostic]:
    """What is wrong with the relations of *catalogue*, whose entries stand at *entries* in the file."""
    computed: list[tuple[int, Relation]] = []
    for index, relation in zip(entries.relations, catalogue.relations, strict=True):
        path: Path = ("relations", index)
        wrong = [*_terms(catalogue, relation, path, entries)]
        known = all(key in catalogue.observations for key in (relation.result, *relation.terms))
        if known and not wrong:
            wrong = [*_units(catalogue, relation, path), *_divisor(catalogue, relation, path)]
            computed.append((index, relation))
            if not wrong:
                wrong = [*_acceptance(catalogue, relation, path)]
        yield from wrong
    for index in _in_circles(computed):
        yield Diagnostic("E047", {}, ("relations", index, "result"))


def _terms(catalogue: Catalogue, relation: Relation, path: Path, entries: Entries) -> Iterator[Diagnostic]:
    kind = KINDS[relation.kind]
    if not kind.fewest <= len(relation.terms) <= kind.most:
        yield Diagnostic("E027", {"kind": relation.kind, "count": len(relation.terms)}, (*path, "terms"))
    for place, key in [(("result",), relation.result), *((("terms", i), term) for i, term in enumerate(relation.terms))]:
        unread = entries.is_unread("observations", key) or key.startswith(entries.unread_ids)
        if key not in catalogue.observations and not unread:
            near = nearest(key, catalogue.observations)
            yield Diagnostic("E026", {"word": key, "near": near}, (*path, *place))


def _units(catalogue: Catalogue, relation: Relation, path: Path) -> Iterator[Diagnostic]:
    used = [catalogue.observations[key] for key in (relation.result, *relation.terms)]
    if any(one.indicator not in catalogue.indicators for one in used):
        return
    result, *terms = (catalogue.unit(one) for one in used)
    if are_mixed(KINDS[relation.kind], result, terms):
        yield Diagnostic("E045", {"kind": relation.kind, "result": result, "terms": terms}, (*path, "terms"))


def _divisor(catalogue: Catalogue, relation: Relation, path: Path) -> Iterator[Diagnostic]:
    """A divisor is more than 0, with all that its rounding allows."""
    at = KINDS[relation.kind].divisor
    if at is None or at >= len(relation.terms):
        return
    divisor = catalogue.observations[relation.terms[at]]
    if not _is_positive(divisor):
        yield Diagnostic("E046", {"id": relation.terms[at]}, (*path, "terms", at))


def _is_positive(one: Observation) -> bool:
    least = one.value[0] if isinstance(one.value, tuple) else one.value
    printed = spread(least, "exact", counted=False, unit=printed_unit(least))
    return printed.low is not None and printed.low > 0


def _acceptance(catalogue: Catalogue, relation: Relation, path: Path) -> Iterator[Diagnostic]:
    """What is accepted as a contradiction must be one: else the reason outlives what it is about."""
    if relation.accepted:
        check, at = check_relation(catalogue, relation), (*path, "accepted")
        if check is None or not check.fails:
            yield Diagnostic("W073", {"verdict": check.word}, at) if check else Diagnostic("W073.implied", {}, at)


def _in_circles(relations: list[tuple[int, Relation]]) -> list[int]:
    """The places of the relations whose result takes part in computing itself."""
    uses: dict[str, set[str]] = {}
    for _, relation in relations:
        uses.setdefault(relation.result, set()).update(relation.terms)
    return [index for index, relation in relations if _leads_to(relation.result, relation.terms, uses)]


def _leads_to(goal: str, terms: tuple[str, ...], uses: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = [*terms]
    while waiting:
        key = waiting.pop()
        if key == goal:
            return True
        if key not in seen:
            seen.add(key)
            waiting += uses.get(key, ())
    return False
