"""Words that a reader types, looked for in what is said of a fact: its names, its owner, its first quote.

Words apart must all be said; of words between ``、`` one is enough: ``GDP、社零 湘潭市`` keeps both indicators of one region. A year or a span of
years is also said by the period. A name is said in part, in short form, by another word for it, or by its pinyin initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from xtdata.language.terms import name_of, others, plain
from xtdata.model.catalogue import Catalogue, Indicator, Region

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
_EITHER = re.compile(" ?[、，,;；|] ?")
_YEARS = re.compile(r"((?:19|20)[0-9]{2})(?:[-–—~～至到]((?:19|20)[0-9]{2}))?年?")


def said(frame: pd.DataFrame, words: str, catalogue: Catalogue) -> Mask:
    """Which rows of *frame* say all of *words*."""
    keep = np.ones(len(frame), dtype=np.bool_)
    for group in _EITHER.sub("、", " ".join(words.split())).split():
        either = np.zeros(len(frame), dtype=np.bool_)
        for word in filter(None, group.split("、")):
            either |= _says(frame, word, catalogue)
        keep &= either
    return keep


def named(words: str, catalogue: Catalogue) -> dict[str, float]:
    """The indicators that a word of *words* names, and how well."""
    found: dict[str, float] = {}
    for word in _EITHER.sub(" ", words).split():
        for key, likeness in _alike(word, catalogue.indicators).items():
            found[key] = max(likeness, found.get(key, 0.0))
    return found


def _says(frame: pd.DataFrame, word: str, catalogue: Catalogue) -> Mask:
    indicators, regions = _alike(word, catalogue.indicators), _alike(word, catalogue.regions)
    keep: Mask = (frame["indicator"].isin(list(indicators)) | frame["region"].isin(list(regions))).to_numpy(dtype=np.bool_)
    if years := _YEARS.fullmatch(word):
        first, last = sorted((int(years[1]), int(years[2] or years[1])))
        start, end = pd.Timestamp(date(first, 1, 1)), pd.Timestamp(date(last, 12, 31))
        keep = keep | ((frame["period_start"] <= end) & (frame["period_end"] >= start)).to_numpy(dtype=np.bool_)
    form = plain(word)
    forms = (form, *others(form)) if form else ()
    return keep | _hold(frame["quote"], forms) | _hold(frame["subject"], forms)


def _hold(texts: pd.Series[str], forms: Iterable[str]) -> Mask:
    """Which of *texts* hold one of *forms*."""
    found = (isinstance(text, str) and any(form in _plain(text) for form in forms) for text in texts.tolist())
    return np.fromiter(found, np.bool_, len(texts))


def _alike(word: str, entries: Mapping[str, Indicator] | Mapping[str, Region]) -> dict[str, float]:
    """The *entries* whose name or alias says *word*, and how well."""
    form = plain(word)
    if not form:
        return {}
    scored = {key: max(name_of(name).likeness(form) for name in (one.name, *one.aliases)) for key, one in entries.items()}
    return {key: score for key, score in scored.items() if score}


@lru_cache(maxsize=2**16)
def _plain(text: str) -> str:
    return plain(text)
