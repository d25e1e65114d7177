"""The region of each claim: the place that its sentence names, else the document's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xtdata.reading.clauses import Claim
from xtdata.reading.lists import run_starts
from xtdata.reading.origin import Origin
from xtdata.reading.places import names_own_place, own_part_at_head, place_at_head
from xtdata.reading.words import OPENERS

_PART = re.compile(r"[,，:。]")


class Regions:
    """The region of each claim in turn; a place that a clause begins with governs the rest of its sentence."""

    def __init__(self, text: str, origin: Origin, claims: Sequence[Claim], runs: Sequence[int]) -> None:
        """*runs* are the ``run_lengths`` of *claims*."""
        self._text, self._own, self._claims, self._runs = text, origin.region, claims, runs
        self._starts = run_starts(runs)
        self._sentence, self._read, self._current = -1, 0, origin.region

    def of(self, index: int) -> str | None:
        """The region of the claim *index*; ask in order."""
        claim = self._claims[index]
        if claim.sentence != self._sentence:
            self._sentence, self._read, self._current = claim.sentence, claim.sentence, self._own
        if claim.start > self._read:
            self._listen(self._text[self._read : claim.start])
            self._read = claim.end
        return self._one_of_several(index)

    def _one_of_several(self, index: int) -> str | None:
        """襄阳、宜昌分别达到5309亿元、5022亿元: each figure is that of one place."""
        places = (self._current or "").split("、")
        first = self._starts[index]
        if len(places) > 1 and self._runs[first] == len(places):
            return places[index - first]
        return self._current

    def _listen(self, between: str) -> None:
        """What stands before the next figure: a place holds on to the next clause, not past a semicolon; several do not."""
        _, semicolon, between = between.rpartition(";")
        if semicolon:
            self._current = self._own
        *past, present = _PART.split(between)
        for part in past:
            if "、" in self._hear(part):
                self._current = self._own
        self._hear(present)

    def _hear(self, part: str) -> str:
        """Take up the place that *part* begins with, and return it as printed."""
        if names_own_place(part[:12], self._own):
            self._current = self._own
        head = OPENERS.strip(part)
        place = place_at_head(head)
        if inside := own_part_at_head(head):
            self._current = (self._own or "市").removesuffix("市") + ("市" if inside[0] != "市" else "") + inside
        elif place:
            self._current = self._own if place in {self._own, (self._own or "")[:-1]} else place
        return place
