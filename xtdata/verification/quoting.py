"""Finding a quote in its source exactly once, and if that fails, saying what is near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xtdata.language.text import NUMBER, Passage, SourceText, fold
from xtdata.model.catalogue import Quote
from xtdata.model.diagnostics import Finding, Path


def find(quote: Quote, text: SourceText) -> list[Passage]:
    """All passages of *text* that print *quote*."""
    return text.find(quote.exact, quote.prefix, quote.suffix)


def not_found(quote: Quote, hits: Sequence[Passage], text: SourceText, path: Path, index: int, count: int) -> Iterator[Finding]:
    """What is wrong where the *hits* of *quote* in *text* are not exactly one, and what is near."""
    here = path if count == 1 else (*path, index)
    if not hits:
        yield Finding("E030", f"原文里没有“{short(quote.exact)}”", here, hint=_nearest(quote, text))
    elif len(hits) > 1:
        lines = "、".join(dict.fromkeys(str(text.line_of(hit.start)) for hit in hits[:5]))
        yield Finding("E031", f"“{short(quote.exact)}”在原文里出现 {len(hits)} 次（第 {lines} 行）", here, hint=_apart(hits, text))


_LONGEST_COMPARED = 300


def _apart(hits: Sequence[Passage], text: SourceText) -> str:
    """A sentence that shows what stands before each hit, where that tells them apart."""
    before = [fold(text.raw[max(0, hit.start - 12) : hit.start])[-6:] for hit in hits[:5]]
    if len(hits) > 5 or "" in before or len(set(before)) < len(hits):
        return ""
    return f"改用更长的引文，或写出 prefix：引文之前依次是{'、'.join(f'“{words}”' for words in before)}"


def _nearest(quote: Quote, text: SourceText) -> str:
    """A sentence that shows the closest passage and names the digits that differ; it never makes a quote pass."""
    from rapidfuzz import fuzz

    wanted = fold(quote.exact)[:_LONGEST_COMPARED]
    if text.find(quote.exact):
        return "引文在原文里，但前后文与 prefix、suffix 不符；逐字抄录紧邻的文字"
    near = fuzz.partial_ratio_alignment(wanted, text.text, score_cutoff=55)
    if near is None or near.dest_end <= near.dest_start:
        return "原文里也没有相近的句子；确认来源是否写对"
    start, end = _whole_numbers(text.text, near.dest_start, near.dest_end)
    passage = text.passage(start, end)
    hint = f"第 {text.line_of(passage.start)} 行有相近的“{short(text.text[start:end], 60)}”"
    ours, theirs = NUMBER.findall(wanted), NUMBER.findall(text.text[start:end])
    differing = [f"引文写 {a}，原文是 {b}" for a, b in zip(ours, theirs, strict=False) if a != b]
    return hint + ("：" + "；".join(differing) if differing else "；逐字核对其余的字")


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
