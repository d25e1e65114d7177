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
from xtdata.model.diagnostics import Finding, InvalidData, reason

FOLDER = "seeds"
MAX_BYTES = 5_000_000


@dataclass(frozen=True)
class Library:
    """The texts that are at hand, by source id, the file each was read from, and what is wrong with the others."""

    texts: Mapping[str, SourceText] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def open_library(sources: Mapping[str, Source], root: Path, unsaved: Mapping[Path, bytes] | None = None) -> Library:
    """Read the text of every source that has one. Nothing is raised.

    *root* is the folder of the data file. A text that is not shipped is looked for in ``seeds/`` there, then in the
    folders that the environment variable ``XTDATA_SOURCES`` names. *unsaved* are the contents of files that are not written yet.
    """
    texts: dict[str, SourceText] = {}
    files: dict[str, Path] = {}
    findings: list[Finding] = []
    for key, source in sources.items():
        if source.file is None and not source.redistributable:
            continue
        try:
            files[key] = _locate(key, source, root)
            waiting = (unsaved or {}).get(files[key])
            content = _content(key, files[key]) if waiting is None else waiting
            texts[key] = SourceText(_text(key, content, files[key].suffix))
            findings += _checksum(key, source, content)
        except InvalidData as error:
            findings += error.findings
    return Library(texts, files, tuple(findings))


def _locate(key: str, source: Source, root: Path) -> Path:
    where = ("sources", key, "file")
    if not source.file:
        raise InvalidData([Finding("E044", f"来源“{key}”没有写 file", ("sources", key))])
    if source.redistributable:
        folder, file = root / FOLDER, source.file.removeprefix(f"{FOLDER}/")
        if not source.file.startswith(f"{FOLDER}/") or not _is_inside(file, folder):
            raise InvalidData([Finding("E041", f"来源“{key}”的路径“{source.file}”不在 {FOLDER}/ 里", where)])
        return folder / file
    if not _is_relative(source.file):
        raise InvalidData([Finding("E041", f"来源“{key}”的路径“{source.file}”不是文本库里的相对路径", where)])
    for folder in (root / FOLDER, *text_folders()):
        if _is_inside(source.file, folder) and os.path.isfile(folder / source.file):
            return folder / source.file
    message = f"来源“{key}”的文本 {source.file} 不在手边，所引的事实标为“引文待核”"
    hint = f"可从{source.available}取得，放进 seeds/ 或 XTDATA_SOURCES 指向的文件夹" if source.available else ""
    raise InvalidData([Finding("N060", message, where, hint=hint)])


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
            raise InvalidData([Finding("E043", f"来源“{key}”的 {path.name} 不是文本文件", where)])
        if size > MAX_BYTES:
            message = f"来源“{key}”的文本有 {size / 1e6:.1f} MB，超过 {MAX_BYTES / 1e6:.0f} MB"
            raise InvalidData([Finding("E043", message, where)])
        return path.read_bytes()
    except FileNotFoundError:
        raise InvalidData([Finding("E040", f"找不到来源“{key}”的文本 {path.name}", where)]) from None
    except OSError as error:
        raise InvalidData([Finding("E043", f"读不出来源“{key}”的文本 {path.name}：{reason(error)}", where)]) from None


def _text(key: str, content: bytes, suffix: str) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"来源“{key}”的文本在第 {error.start + 1} 个字节处不是 UTF-8"
        raise InvalidData([Finding("E043", message, ("sources", key, "file"))]) from None
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


def _checksum(key: str, source: Source, content: bytes) -> Iterator[Finding]:
    digest = hashlib.sha256(content).hexdigest()
    if source.sha256 is None:
        yield Finding("W050", f"来源“{key}”没有写 sha256", ("sources", key), hint=f"写上 sha256: {digest}")
    elif digest != source.sha256:
        message = f"来源“{key}”的文本与登记的 sha256 不符：现在是 {digest[:12]}…，登记的是 {source.sha256[:12]}…"
        hint = f"引文已在新文本里重新查找，不见了的另行列出；若确认是新版本，改为 sha256: {digest}"
        yield Finding("E042", message, ("sources", key, "sha256"), hint=hint)


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
