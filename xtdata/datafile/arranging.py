"""The observations of a data file in groups, one a source, each below a comment that names the source and counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xtdata.datafile import CannotEdit
from xtdata.datafile.document import YamlDocument

_HEAD = re.compile(r"\s*# 来源 [a-z][a-z0-9_-]*(?:《.*》)?：\d+ 条\s*")


def arranged(document: YamlDocument, places: Mapping[int, int]) -> YamlDocument:
    """*document* with its observations by source, those of one source in the order of *places*; comments go with what they speak of.

    *places* says where in its text an observation stands, under its index; those that it leaves out follow in their order. The
    sources stay in the order in which the file takes them up. What stands above a group speaks of the group, what stands
    above any other observation of that. Raises ``CannotEdit`` where the observations have not lines of their own.
    """
    observations = document.data.get("observations")
    if not observations:
        return document
    if not isinstance(observations, list) or not all(isinstance(one, dict) and isinstance(one.get("source"), str) for one in observations):
        raise CannotEdit("observations 里有读不出来源的，请先按 check 的提示改正")
    extents = [document.with_comments(document.extent(("observations", index))) for index in range(len(observations))]
    first = extents[0].start
    while document.lines[first - 1].lstrip().startswith("#") or not document.lines[first - 1].strip():
        first -= 1
    groups: dict[str, list[int]] = {}
    above: dict[str, list[str]] = {}
    own: dict[int, list[str]] = {}
    end = first
    for index, (one, extent) in enumerate(zip(observations, extents, strict=True)):
        comments = [line for line in document.lines[end : extent.start] if line.strip() and not _HEAD.fullmatch(line)]
        is_first = index == 0 or observations[index - 1]["source"] != one["source"]
        groups.setdefault(one["source"], []).append(index)
        above.setdefault(one["source"], []).extend(comments if is_first else [])
        own[index] = [] if is_first else comments
        end = extent.end
    order: list[int] = []
    lines: list[str] = []
    newline = "\r\n" if document.lines[0].endswith("\r\n") else "\n"
    for source, indices in groups.items():
        indices.sort(key=lambda index: (index not in places, places.get(index, index)))
        order += indices
        head = f"{' ' * extents[0].column}# 来源 {source}{_title(document, source)}：{len(indices)} 条{newline}"
        lines += [newline] * bool(lines) + [head, *above[source]]
        for index in indices:
            lines += own[index] + document.lines[extents[index].start : extents[index].end]
    whole = [*document.lines[:first], *_ended(lines, newline), *document.lines[end:]]
    return document.checked("".join(whole), {**document.data, "observations": [observations[index] for index in order]})


def _ended(lines: Sequence[str], newline: str) -> list[str]:
    """*lines*, the one that was the last of the file ended like the others."""
    return [line if line.endswith(("\n", "\r")) else line + newline for line in lines]


def _title(document: YamlDocument, source: str) -> str:
    title = document.value(("sources", source, "title"))
    return f"《{' '.join(title.split())}》" if isinstance(title, str) else ""
