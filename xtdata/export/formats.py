"""The kinds of file that facts can be had as. Each registers itself; every surface offers what is registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xtdata.export.extract import Extract
from xtdata.model.diagnostics import did_you_mean

Writer = Callable[[Extract], bytes]
GROUPS = {"table": "数据", "citation": "引文", "picture": "图片"}
MOST = 500_000


@dataclass(frozen=True)
class Format:
    """A kind of file: its name, what a page calls it, its media type, how its files end, its group of ``GROUPS``, and what writes it."""

    name: str
    label: str
    media_type: str
    ending: str
    group: str
    write: Writer

    @property
    def is_binary(self) -> bool:
        """Whether a terminal cannot show such a file."""
        return not (self.media_type.startswith("text/") or self.media_type.endswith(("json", "xml")))


@dataclass(frozen=True)
class Artifact:
    """A file that was made: its content, its media type, and the name to keep it under."""

    content: bytes
    media_type: str
    filename: str


class UnknownFormat(ValueError):
    """A format that nobody writes; the message is one Chinese sentence."""


class CannotExport(ValueError):
    """A file that cannot be made of these facts or on this machine; the message is one Chinese sentence."""


FORMATS: dict[str, Format] = {}


def register(name: str, *, label: str, media_type: str, ending: str = "", group: str = "table") -> Callable[[Writer], Writer]:
    """Offer the decorated function, from an extract to the content of a file, as the format *name*.

    Files end in *ending*, or where there is none in the name.
    """

    def add(write: Writer) -> Writer:
        FORMATS[name] = Format(name, label, media_type, ending or name, group, write)
        return write

    return add


def by_group() -> Mapping[str, list[Format]]:
    """The formats under the names of their groups."""
    return {label: [one for one in FORMATS.values() if one.group == group] for group, label in GROUPS.items()}


def artifact(extract: Extract, name: str) -> Artifact:
    """*extract* as a file of format *name*.

    Raises ``UnknownFormat`` where there is no such format, ``NoChart`` where the facts do not make the chart that is asked for, and
    ``CannotExport`` where there are more than ``MOST`` facts or where something is missing.
    """
    if name not in FORMATS:
        raise UnknownFormat(f"没有“{name}”这种格式，可选 {'、'.join(FORMATS)}。{did_you_mean(name, FORMATS)}")
    if len(extract.rows) > MOST:
        raise CannotExport(f"一次最多导出 {MOST} 条事实，这里有 {len(extract.rows)} 条；请用筛选缩小范围。")
    chosen = FORMATS[name]
    stem = "chart" if chosen.group == "picture" else "references" if chosen.group == "citation" else "observations"
    return Artifact(chosen.write(extract), chosen.media_type, f"{stem}.{chosen.ending}")
