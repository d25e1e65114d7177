"""A place that the data do not list yet, as a region to be registered: id, kind and parent proposed from its name and the text."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from xtdata.model.catalogue import Catalogue

_KINDS = (
    ("province", "省|自治区"),
    ("park", "开发区|高新区|经开区|新区|园区|产业园|工业园|示范区|保税区"),
    ("district", "县|区|旗"),
    ("city", "市|州|盟"),
)
_ABOVE = {"province": "country", "city": "province", "area": "province", "district": "city", "park": "city"}
_LAST_SYLLABLE = re.compile("(?<=..)(?:省|市|县|区|州|盟|旗)$")


def propose_id(name: str, taken: Collection[str]) -> str:
    """An id in pinyin for the region called *name*: ``loudi`` for 娄底市, with its last syllable or a number where that is *taken*.

    >>> propose_id("娄底市", ()), propose_id("娄底市", {"loudi"}), propose_id("长沙县", {"changsha"})
    ('loudi', 'loudishi', 'changshaxian')
    """
    short, whole = (_pinyin(words) for words in (_LAST_SYLLABLE.sub("", name), name))
    numbered = (f"{whole}{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (short, whole, *numbered) if one not in taken)


def _pinyin(words: str) -> str:
    # The dictionary is large: only those who register a place wait for it.
    from pypinyin import lazy_pinyin

    plain = re.sub("[^a-z0-9]", "", "".join(lazy_pinyin(words)).lower())
    return (plain if plain[:1].isalpha() else f"region{plain}")[:60]


def propose_region(name: str, text: str, catalogue: Catalogue) -> tuple[str, dict[str, Any]]:
    """The id and the entry of a new region called *name*, of which *text* speaks."""
    kind = next((kind for kind, ends in _KINDS if re.search(f"(?:{ends})$", name)), "area")
    parent = _parent(kind, name, text, catalogue)
    return propose_id(name, catalogue.regions), {"name": name, "kind": kind} | ({"parent": parent} if parent else {})


def _parent(kind: str, name: str, text: str, catalogue: Catalogue) -> str:
    """The region of the kind above that *text* names most often; empty where it names none."""
    above = {key: one for key, one in catalogue.regions.items() if one.kind == _ABOVE.get(kind)}
    named = {
        key: sum(text.count(word) for word in (one.name, *one.aliases)) - text.count(name) * (one.name in name)
        for key, one in above.items()
    }
    best = max(named, key=lambda key: named[key], default="")
    return best if named.get(best, 0) > 0 else (next(iter(above)) if kind == "province" and len(above) == 1 else "")
