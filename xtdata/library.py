"""The texts of the sources: found beside the data file, read safely, compared with their checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from xtdata.findings import Finding
from xtdata.model import Source
from xtdata.text import SourceText

FOLDER = "seeds"
MAX_BYTES = 5_000_000


@dataclass(frozen=True)
class Library:
    """The texts that are at hand, by source id, and what is wrong with the others."""

    texts: Mapping[str, SourceText] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def open_library(sources: Mapping[str, Source], root: Path) -> Library:
    """Read the text of every source; *root* is the folder of the data file. Nothing is raised."""
    texts: dict[str, SourceText] = {}
    findings: list[Finding] = []
    for key, source in sources.items():
        text, found = _read(key, source, root)
        if text is not None:
            texts[key] = SourceText(text)
        findings += found
    return Library(texts, tuple(findings))


def _read(key: str, source: Source, root: Path) -> tuple[str | None, list[Finding]]:
    where = ("sources", key, "file")
    if not source.file:
        return None, [Finding("E044", f"来源“{key}”没有写 file", ("sources", key))]
    if not _is_inside(source.file, root):
        return None, [Finding("E041", f"来源“{key}”的路径“{source.file}”不在 {FOLDER}/ 里", where)]
    path = root / source.file
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MAX_BYTES else None
    except OSError:
        return None, [Finding("E040", f"找不到来源“{key}”的文本 {source.file}", where)]
    if content is None:
        return None, [Finding("E043", f"来源“{key}”的文本有 {size / 1e6:.1f} MB，超过 {MAX_BYTES / 1e6:.0f} MB", where)]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [Finding("E043", f"来源“{key}”的文本在第 {error.start + 1} 个字节处不是 UTF-8", where)]
    return text, list(_checksum(key, source, content))


def _checksum(key: str, source: Source, content: bytes) -> Iterator[Finding]:
    digest = hashlib.sha256(content).hexdigest()
    if source.sha256 is None:
        yield Finding("W050", f"来源“{key}”没有写 sha256", ("sources", key), hint=f"写上 sha256: {digest}")
    elif digest != source.sha256:
        message = f"来源“{key}”的文本与登记的 sha256 不符：现在是 {digest[:12]}…，登记的是 {source.sha256[:12]}…"
        yield Finding("E042", message, ("sources", key, "sha256"), hint=f"若确认是新版本，改为 sha256: {digest}，并核对这一来源的引文")


def _is_inside(file: str, root: Path) -> bool:
    """Whether *file* names something in ``seeds/`` under *root*, links followed."""
    given = PurePosixPath(file)
    if given.is_absolute() or ".." in given.parts or "\\" in file or "\0" in file or given.parts[:1] != (FOLDER,):
        return False
    return (root / file).resolve().is_relative_to((root / FOLDER).resolve())
