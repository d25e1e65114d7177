"""Clauses and sentences of folded text, and the claims in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from xtdata.quantity import Quantity

_BOUNDARY = re.compile(r"[，。！？!?;；\n]|(?<!\d)[,:]|[,:](?!\d)|——|(?<=\d),(?!\d{3}(?!\d))")
_SENTENCE = frozenset("。！？!?\n")


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity in its clause: ``clause`` to ``clause_end``, in sentence number ``sentence`` of block number ``block``."""

    quantity: Quantity
    clause: int
    clause_end: int
    sentence: int
    sentence_end: int

    @property
    def start(self) -> int:
        return self.quantity.start

    @property
    def end(self) -> int:
        return self.quantity.end


def place_claims(text: str, quantities: Sequence[Quantity]) -> list[Claim]:
    """Every claim with the clause and the sentence that it stands in (offsets where these begin and end)."""
    ends = [0]
    sentences = [0]
    for match in _BOUNDARY.finditer(text):
        ends.append(match.end())
        if match.group() in _SENTENCE:
            sentences.append(match.end())
    ends.append(len(text) + 1)
    sentences.append(len(text) + 1)
    placed = []
    for quantity in quantities:
        index = bisect_right(ends, quantity.start) - 1
        last = max(index + 1, bisect_right(ends, quantity.end - 1))
        begun = bisect_right(sentences, quantity.start) - 1
        placed.append(Claim(quantity, ends[index], ends[last] - 1, sentences[begun], sentences[begun + 1] - 1))
    return placed
