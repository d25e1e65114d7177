"""Which facts a change touches: what was added, changed, renamed and withdrawn between two states of the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xtdata.model.catalogue import Catalogue, Observation

ADDED, CHANGED, RENAMED, REMOVED = "added", "changed", "renamed", "removed"
_TELLING = ("indicator", "region", "period", "value", "quote", "subject", "status", "statistic", "unit")
_ENOUGH = 5
_MOST_COMPARED = 400


@dataclass(frozen=True)
class Touched:
    """A fact before and after a change: ``id`` is its id after it (before it, where it is gone), ``was`` the one before, if another.

    ``before`` and ``after`` are the fields that differ, as JSON can hold them: all of them of a fact that came or went.
    """

    id: str
    kind: str
    source: str
    was: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def touched(before: Catalogue | None, after: Catalogue | None) -> tuple[Touched, ...]:
    """What distinguishes the facts of *after* from those of *before*, in the order of the data, what is gone at the end."""
    old = before.observations if before else {}
    new = after.observations if after else {}
    # An id may pass to the fact of another source: only with its source it says which fact is meant.
    stay = {key for key, one in new.items() if key in old and old[key].source == one.source}
    left, come = ({key: one for key, one in side.items() if key not in stay} for side in (old, new))
    was = {key: key for key in stay} | _pairs(left, come)
    found = []
    for key, one in new.items():
        if key not in was:
            found.append(Touched(key, ADDED, one.source, after=fields_of(one)))
        elif was[key] != key or old[key] != one:
            found.append(_changed(key, was[key], old[was[key]], one))
    gone = old.keys() - set(was.values())
    return (*found, *(Touched(key, REMOVED, one.source, before=fields_of(one)) for key, one in old.items() if key in gone))


def _changed(key: str, was: str, old: Observation, new: Observation) -> Touched:
    told, tells = fields_of(old), fields_of(new)
    differ = [name for name in dict.fromkeys((*told, *tells)) if told.get(name) != tells.get(name)]
    before, after = ({name: side[name] for name in differ if name in side} for side in (told, tells))
    kind = RENAMED if set(differ) <= {"indicator", "region", "source"} and was != key else CHANGED
    return Touched(key, kind, new.source, was if was != key else "", before, after)


def fields_of(observation: Observation) -> dict[str, Any]:
    """What *observation* says, under the names of the data file, without what goes without saying; numbers as they are printed."""
    return observation.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _pairs(old: Mapping[str, Observation], new: Mapping[str, Observation]) -> dict[str, str]:
    """The ids of *new* with those of *old* that are the same facts under other ids."""
    pairs: dict[str, str] = {}
    left = dict(old)
    alike: dict[tuple[Any, ...], list[str]] = {}
    for key, one in old.items():
        alike.setdefault(_printed(one), []).append(key)
    for key, one in new.items():
        if same := alike.get(_printed(one)):
            pairs[key] = same.pop(0)
            left.pop(pairs[key])
    for key in [key for key in new if key not in pairs][:_MOST_COMPARED]:
        near = max(left, key=lambda other: _likeness(left[other], new[key]), default="")
        if near and (_likeness(left[near], new[key]) >= _ENOUGH or len(new) == len(old) == 1):
            pairs[key] = near
            left.pop(near)
    return pairs


def _printed(one: Observation) -> tuple[Any, ...]:
    """What the source prints: an id is ours, this is not."""
    return one.quote, one.value, one.from_, one.status, one.statistic, one.subject, one.qualifier, one.period


def _likeness(one: Observation, other: Observation) -> int:
    return sum(getattr(one, name) == getattr(other, name) for name in _TELLING) if one.source == other.source else 0
