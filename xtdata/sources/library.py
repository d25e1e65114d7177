"""The texts of the sources: found beside the data file, read safely, compared with their checksums."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from xtdata.language.text import SourceText
from xtdata.model.catalogue import Source
from xtdata.model.diagnostics import Diagnostic, InvalidData
from xtdata.model.reasons import reason

FOLDER = "seeds"
MAX_BYTES = 5_000_000


@dataclass(frozen=True)
class Library:
    """The texts that are at hand, by source id, the file each was read from, and what is wrong with the others."""

    texts: Mapping[str, SourceText] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def open_library(sources: Mapping[str, Source], root: Path, unsaved: Mapping[Path, bytes] | None = None) -> Library:
    """Read the text of every source that has one. Nothing is raised.

    *root* is the folder of the data file. A text that is not shipped is looked for in ``seeds/`` there, then in the
    folders that the environment variable ``XTDATA_SOURCES`` names. *unsaved* are the contents of files that are not written yet.
    """
    texts: dict[str, SourceText] = {}
    files: dict[str, Path] = {}
    diagnostics: list[Diagnostic] = []
    for key, source in sources.items():
        if source.file is None and not source.redistributable:
            continue
        try:
            files[key] = _locate(key, source, root)
            waiting = (unsaved or {}).get(files[key])
            content = _content(key, files[key]) if waiting is None else waiting
            texts[key] = SourceText(_text(key, content, files[key].suffix))
            diagnostics += _checksum(key, source, content)
        except InvalidData as error:
            diagnostics += error.diagnostics
    return Library(texts, files, tuple(diagnostics))


def _locate(key: str, source: Source, root: Path) -> Path:
    where = ("sources", key, "file")
    if not source.file:
        raise InvalidData([Diagnostic("E044", {"key": key}, ("sources", key))])
    if source.redistributable:
        folder, file = root / FOLDER, source.file.removeprefix(f"{FOLDER}/")
        if not source.file.startswith(f"{FOLDER}/") or not _is_inside(file, folder):
            raise InvalidData([Diagnostic("E041", {"key": key, "file": source.file, "folder": FOLDER}, where)])
        return folder / file
    if not _is_relative(source.file):
        raise InvalidData([Diagnostic("E041.relative", {"key": key, "file": source.file}, where)])
    for folder in (root / FOLDER, *text_folders()):
        if _is_inside(source.file, folder) and os.path.isfile(folder / source.file):
            return folder / source.file
    raise InvalidData([Diagnostic("N060", {"key": key, "file": source.file, "available": source.available or ""}, where)])


def candidates(source: Source, root: Path) -> list[Path]:
    """The files in which the text of *source* may stand, whether they exist or not."""
    if not source.file or not _is_relative(source.file):
        return []
    return [root / source.file] if source.redistributable else [folder / source.file for folder in (root / FOLDER, *text_folders())]


def text_folders() -> list[Path]:
    """The folders of ``XTDATA_SOURCES`` (separated as in PATH) in which texts that are not shipped may stand."""
    return [Path(folder) for folder in os.environ.get("XTDATA_SOURCES", "").split(os.pathsep) if folder]


def _content(key: str, path: Path) -> bytes:
    where = ("sources", key, "file")
    try:
        size = path.stat().st_size
        # Opening a pipe or a device would wait for ever.
        if not path.is_file():
            raise InvalidData([Diagnostic("E043.no_text", {"key": key, "name": path.name}, where)])
        if size > MAX_BYTES:
            raise InvalidData([Diagnostic("E043.large", {"key": key, "megabytes": size / 1e6, "limit": MAX_BYTES / 1e6}, where)])
        return path.read_bytes()
    except FileNotFoundError:
        raise InvalidData([Diagnostic("E040", {"key": key, "name": path.name}, where)]) from None
    except OSError as error:
        raise InvalidData([Diagnostic("E043.unreadable", {"key": key, "name": path.name, "reason": reason(error)}, where)]) from None


def _text(key: str, content: bytes, suffix: str) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidData([Diagnostic("E043.encoding", {"key": key, "byte": error.start + 1}, ("sources", key, "file"))]) from None
    return blank_markup(text) if suffix == ".md" else text


_FRONT_MATTER = re.compile(r"\A---\r?\n.*?^---[ \t]*$", re.S | re.M)
# A comment that is never closed reaches to the end (and is found in one pass).
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)


def blank_markup(text: str) -> str:
    """Markdown *text* with its front matter and HTML comments, which are not text, turned into blanks of equal length.

    >>> blank_markup("甲<!-- 乙 -->丙") == "甲" + " " * 10 + "丙"
    True
    """
    for pattern in (_FRONT_MATTER, _COMMENT):
        text = pattern.sub(lambda match: re.sub(r"[^\r\n]", " ", match.group()), text)
    return text


def _checksum(key: str, source: Source, content: bytes) -> Iterator[Diagnostic]:
    digest = hashlib.sha256(content).hexdigest()
    if source.sha256 is None:
        yield Diagnostic("W050", {"key": key, "digest": digest}, ("sources", key))
    elif digest != source.sha256:
        yield Diagnostic("E042", {"key": key, "digest": digest, "registered": source.sha256}, ("sources", key, "sha256"))


def _is_relative(file: str) -> bool:
    given = PurePosixPath(file)
    return not given.is_absolute() and ".." not in given.parts and "\\" not in file and "\0" not in file


def _is_inside(file: str, folder: Path) -> bool:
    """Whether *file* names something under *folder*, links followed."""
    try:
        return _is_relative(file) and (folder / file).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        # A link that leads to itself.
        return False
