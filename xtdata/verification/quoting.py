"""Finding a quote in its source exactly once, and if that fails, saying what is near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xtdata.language.text import NUMBER, Passage, SourceText, fold
from xtdata.model.catalogue import Quote
from xtdata.model.diagnostics import Diagnostic, Param, Path


def find(quote: Quote, text: SourceText) -> list[Passage]:
    """All passages of *text* that print *quote*."""
    return text.find(quote.exact, quote.prefix, quote.suffix)


def not_found(quote: Quote, hits: Sequence[Passage], text: SourceText, path: Path, index: int, count: int) -> Iterator[Diagnostic]:
    """What is wrong where the *hits* of *quote* in *text* are not exactly one, and what is near."""
    here = path if count == 1 else (*path, index)
    if not hits:
        yield _nearest(quote, text, here)
    elif len(hits) > 1:
        told: dict[str, Param] = {
            "quote": short(quote.exact),
            "count": len(hits),
            "lines": list(dict.fromkeys(text.line_of(hit.start) for hit in hits[:5])),
        }
        before = _apart(hits, text)
        yield Diagnostic("E031.apart", {**told, "before": before}, here) if before else Diagnostic("E031", told, here)


_LONGEST_COMPARED = 300


def _apart(hits: Sequence[Passage], text: SourceText) -> list[str]:
    """What stands before each hit, where that tells them apart."""
    before = [fold(text.raw[max(0, hit.start - 12) : hit.start])[-6:] for hit in hits[:5]]
    return [] if len(hits) > 5 or "" in before or len(set(before)) < len(hits) else before


def _nearest(quote: Quote, text: SourceText, path: Path) -> Diagnostic:
    """That *quote* is not in *text*, with the closest passage and the digits that differ; it never makes a quote pass."""
    from rapidfuzz import fuzz

    shown = short(quote.exact)
    wanted = fold(quote.exact)[:_LONGEST_COMPARED]
    if text.find(quote.exact):
        return Diagnostic("E030.context", {"quote": shown}, path)
    near = fuzz.partial_ratio_alignment(wanted, text.text, score_cutoff=55)
    if near is None or near.dest_end <= near.dest_start:
        return Diagnostic("E030.nowhere", {"quote": shown}, path)
    start, end = _whole_numbers(text.text, near.dest_start, near.dest_end)
    passage = text.text[start:end]
    line = text.line_of(text.passage(start, end).start)
    digits = [(a, b) for a, b in zip(NUMBER.findall(wanted), NUMBER.findall(passage), strict=False) if a != b]
    if digits:
        return Diagnostic("E030.digits", {"quote": shown, "line": line, "passage": short(passage, 60), "digits": digits}, path)
    return Diagnostic("E030.near", {"quote": shown, "line": line, "passage": short(passage, 60)}, path)


def _whole_numbers(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch so that it cuts no number."""
    while start > 0 and text[start - 1] in "0123456789.":
        start -= 1
    while end < len(text) and text[end] in "0123456789.%":
        end += 1
    return start, end


def short(text: str, length: int = 40) -> str:
    """*text* without white space, cut at *length* characters."""
    text = re.sub(r"\s+", "", text)
    return text if len(text) <= length else text[: length - 1] + "…"
