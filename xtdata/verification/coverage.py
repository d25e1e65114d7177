"""Which printed numbers of each source are curated, dismissed with a reason, recognised as no claim, or open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from xtdata.language.quantity import Quantity, scan
from xtdata.language.text import Folded, Passage, SourceText
from xtdata.model.catalogue import Catalogue
from xtdata.verification.evidence import Evidence
from xtdata.verification.quoting import find

CURATED, DISMISSED, OPEN = "curated", "dismissed", "open"


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number of a source: its passage, its text, and its state.

    ``state`` is ``curated``, ``dismissed``, ``open``, or the kind of thing that it is instead of a claim (``date`` …).
    ``by`` names the observation that curates it, or gives the reason of its dismissal.
    """

    passage: Passage
    text: str
    line: int
    state: str
    by: str = ""


@dataclass(frozen=True)
class Coverage:
    """The printed numbers of one source, in order."""

    source: str
    numbers: tuple[Number, ...]

    @property
    def open(self) -> tuple[Number, ...]:
        return tuple(number for number in self.numbers if number.state == OPEN)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many numbers are curated, dismissed, open, and ``recognised`` as no claim."""
        states = (n.state if n.state in {CURATED, DISMISSED, OPEN} else "recognised" for n in self.numbers)
        return {CURATED: 0, DISMISSED: 0, OPEN: 0, "recognised": 0} | Counter(states)


_Texts = Mapping[str, SourceText]
_Proofs = Mapping[str, tuple[Evidence, ...]]


def cover(catalogue: Catalogue, texts: _Texts, evidence: _Proofs, *, shipped_only: bool = True) -> list[Coverage]:
    """The coverage of the sources whose text is at hand, in the order of the file.

    *evidence* is that of each observation. Of a text that is cited but not shipped only some figures are taken; it is
    left out unless asked for.
    """
    sources = catalogue.sources.items()
    held = [key for key, source in sources if key in texts and (source.redistributable or not shipped_only)]
    return [cover_source(key, catalogue, texts[key], evidence) for key in held]


def cover_source(source: str, catalogue: Catalogue, text: SourceText, evidence: _Proofs) -> Coverage:
    """The coverage of one source, which prints *text*."""
    curated = [(one.figure, key) for key in catalogue.by_source[source] for one in evidence.get(key, ()) if one.figure]
    dismissed = [
        (hit, dismissal.reason)
        for dismissal in catalogue.sources[source].dismissed
        for quote in dismissal.quote
        for hit in find(quote, text)
    ]
    # A full-width comma stays apart here: it never groups the digits of one number.
    folded = Folded(text.raw, keep="，")
    quantities = scan(folded.text)
    passages = [folded.passage(quantity.start, quantity.end) for quantity in quantities]
    marks = zip(quantities, passages, _first_marks(passages, curated), _first_marks(passages, dismissed), strict=True)
    return Coverage(source, tuple(_number(*one, text) for one in marks))


def _first_marks(passages: Sequence[Passage], marked: Sequence[tuple[Passage, str]]) -> Iterator[str | None]:
    """What marks each of *passages*, which stand in order and apart: the first of those *marked* that overlaps it, or ``None``."""
    waiting = sorted(range(len(marked)), key=lambda index: marked[index][0].start, reverse=True)
    reaching: list[int] = []
    for passage in passages:
        while waiting and marked[waiting[-1]][0].start < passage.end:
            heappush(reaching, waiting.pop())
        # What ends before this passage ends before all that follow.
        while reaching and marked[reaching[0]][0].end <= passage.start:
            heappop(reaching)
        yield marked[reaching[0]][1] if reaching else None


def _number(quantity: Quantity, passage: Passage, curated: str | None, dismissed: str | None, text: SourceText) -> Number:
    shown = "".join(text.raw[passage.start : passage.end].split())
    line = text.line_of(passage.start)
    if curated is not None:
        return Number(passage, shown, line, CURATED, curated)
    if dismissed is not None:
        return Number(passage, shown, line, DISMISSED, dismissed)
    return Number(passage, shown, line, OPEN if quantity.kind in {"claim", "bare"} else quantity.kind)
