"""Whether the indicator of a form measures what the text says: exactly, nearly, or as a new one."""

from __future__ import annotations

from dataclasses import dataclass

from xtdata.editing.entry import NEW, Fields
from xtdata.model.catalogue import Catalogue
from xtdata.reading import Candidate
from xtdata.reading.match import Matcher

SAME, CLOSE, FRESH = "same", "close", "new"


@dataclass(frozen=True)
class Agreement:
    """What the text measures beside what the indicator ``id`` does.

    ``kind`` is ``SAME``, ``CLOSE`` or ``FRESH``, or empty where no indicator is chosen and none is near. ``phrase`` are the words of the
    text; ``differences`` say in Chinese where the two part. ``is_chosen`` tells a choice of the editor from a proposal,
    ``is_confirmed`` whether the editor has said that an indicator that is only close is the right one.
    """

    kind: str = ""
    phrase: str = ""
    id: str = ""
    name: str = ""
    definition: str = ""
    differences: tuple[str, ...] = ()
    is_chosen: bool = False
    is_confirmed: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether the form may be taken as far as its indicator goes."""
        return self.kind in {SAME, FRESH} or (self.kind == CLOSE and self.is_confirmed)


def agreement(form: Fields, candidate: Candidate | None, text: str, catalogue: Catalogue) -> Agreement:
    """How the indicator of *form*, or the nearest where none is chosen, agrees with *candidate*, the suggestion from *text*."""
    phrase = candidate.indicator if candidate else ""
    if form.indicator == NEW:
        return Agreement(FRESH, phrase, is_chosen=True)
    key = form.indicator or _nearest(candidate, text, catalogue)
    if key not in catalogue.indicators:
        return Agreement(phrase=phrase)
    indicator = catalogue.indicators[key]
    kind = SAME if candidate and candidate.indicator_id == key else CLOSE
    return Agreement(
        kind, phrase, key, indicator.name, indicator.definition or "",
        _differences(candidate, key, text, catalogue) if candidate and kind == CLOSE else (),
        is_chosen=bool(form.indicator), is_confirmed=bool(key) and form.confirmed == key,
    )  # fmt: skip


def _nearest(candidate: Candidate | None, text: str, catalogue: Catalogue) -> str:
    if candidate is None:
        return ""
    # The word splitter is slow to load: only those who need the nearest indicator wait for it.
    from xtdata.reading.nearest import nearest

    return nearest(candidate, catalogue, Matcher(catalogue).term(candidate, text).measure) or ""


def _differences(candidate: Candidate, key: str, text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """In which parts the phrase differs from that name or alias of the indicator that is most like it."""
    matcher = Matcher(catalogue)
    term = matcher.term(candidate, text)
    told = min((term.differences(other) for other in matcher.terms(catalogue.indicators[key])), key=len)
    return tuple(told) or ("名称相同，但句中另有限定，或还有同名的指标",)
