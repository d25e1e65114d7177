"""Clauses and sentences of folded text, and the claims in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from xtdata.language.quantity import Quantity

_BOUNDARY = re.compile(r"[，。！？!?;；\n]|(?<![0-9])[,:]|[,:](?![0-9])|——|(?<=[0-9]),(?![0-9]{3}(?![0-9]))")
_SENTENCE = frozenset("。！？!?\n")


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity in its clause, ``clause`` to ``clause_end``, in the sentence that begins at ``sentence`` (offsets in the folded text)."""

    quantity: Quantity
    clause: int
    clause_end: int
    sentence: int

    @property
    def start(self) -> int:
        return self.quantity.start

    @property
    def end(self) -> int:
        return self.quantity.end


def place_claims(text: str, quantities: Sequence[Quantity]) -> list[Claim]:
    """Every claim with its clause (where it begins and ends) and its sentence (where it begins)."""
    ends = [0]
    sentences = [0]
    for match in _BOUNDARY.finditer(text):
        ends.append(match.end())
        if match.group() in _SENTENCE:
            sentences.append(match.end())
    ends.append(len(text) + 1)
    placed = []
    for quantity in quantities:
        index = bisect_right(ends, quantity.start) - 1
        last = max(index + 1, bisect_right(ends, quantity.end - 1))
        begun = bisect_right(sentences, quantity.start) - 1
        placed.append(Claim(quantity, ends[index], ends[last] - 1, sentences[begun]))
    return placed
