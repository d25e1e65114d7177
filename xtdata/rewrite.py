"""Changing ``indicators.yaml``: entries spliced in, everything else byte for byte as it was, and safe writing.

ruamel.yaml writes the new entry in the file's own style; the lines around it are not touched, so comments, order and
quoting survive. A file is replaced as a whole (written aside, synced, renamed) and the last ten versions are kept.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from xtdata.findings import Path as NodePath
from xtdata.yamltree import KEY, Tree

VERSIONS_KEPT = 10


class CannotEdit(Exception):
    """A change that cannot be made; the message is one Chinese sentence."""


class Conflict(CannotEdit):
    """The file was changed by somebody else since it was read; carries both versions."""

    def __init__(self, theirs: str, mine: str) -> None:
        super().__init__("文件在读出之后被别人改过，没有写入；请对照两个版本后再存")
        self.theirs, self.mine = theirs, mine


# --- entries ----------------------------------------------------------------------------------------


def add_observation(text: str, entry: Mapping[str, Any]) -> str:
    """*text* with an observation added behind the last one of the same source (else at the end of the list)."""
    tree = Tree(text)
    observations = tree.data.get("observations") or []
    alike = [i for i, one in enumerate(observations) if isinstance(one, dict) and one.get("source") == entry.get("source")]
    after = alike[-1] if alike else len(observations) - 1
    return _insert(tree, ("observations", after), [entry])


def add_entry(text: str, section: str, key: str, entry: Mapping[str, Any]) -> str:
    """*text* with ``section: {key: entry}`` added at the end of the section (sources, indicators, regions, themes)."""
    tree = Tree(text)
    existing = tree.data.get(section) or {}
    if key in existing:
        raise CannotEdit(f"“{section}”里已经有“{key}”")
    return _insert(tree, (section, next(reversed(existing), "")), {key: entry})


def add_dismissal(text: str, source: str, entry: Mapping[str, Any]) -> str:
    """*text* with a dismissed number added to *source*."""
    tree = Tree(text)
    block = (tree.data.get("sources") or {}).get(source)
    if block is None:
        raise CannotEdit(f"“sources”里没有“{source}”")
    if dismissed := block.get("dismissed"):
        return _insert(tree, ("sources", source, "dismissed", len(dismissed) - 1), [entry])
    return _insert(tree, ("sources", source, next(reversed(block))), {"dismissed": [entry]})


def replace_entry(text: str, path: NodePath, entry: Mapping[str, Any]) -> str:
    """*text* with the entry at *path* (``("observations", 12)``) written anew."""
    tree = Tree(text)
    start, end = _extent(tree, path)
    return _splice(text, start, end, _dump([entry] if isinstance(path[-1], int) else {path[-1]: entry}, _indent(tree, path)))


def remove_entry(text: str, path: NodePath) -> str:
    """*text* without the entry at *path*."""
    start, end = _extent(Tree(text), path)
    return _splice(text, start, end, "")


def _insert(tree: Tree, sibling: NodePath, content: Any) -> str:
    """The text of *tree* with *content* behind the entry at *sibling*, indented like it."""
    if sibling[-1] in ("", -1):
        raise CannotEdit(f"“{sibling[-2]}”还是空的，请先手写第一项")
    _, end = _extent(tree, sibling)
    return _splice(tree.text, end, end, _dump(content, _indent(tree, sibling)))


def _splice(text: str, start: int, end: int, content: str) -> str:
    lines = text.splitlines(keepends=True)
    if lines and start == len(lines) and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    return "".join([*lines[:start], content.replace("\n", newline), *lines[end:]])


def _extent(tree: Tree, path: NodePath) -> tuple[int, int]:
    """First line and line behind the last (0-based) of the entry at *path*, without the comments that follow it."""
    _refuse_flow(tree, path)
    lines = tree.text.splitlines()
    start = tree.position(path if isinstance(path[-1], int) else (*path, KEY))[0] - 1
    end = _next_start(tree, path, len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return start, end


def _next_start(tree: Tree, path: NodePath, last: int) -> int:
    """The line on which the next entry behind *path* begins, at this level or the nearest above that has one."""
    for depth in range(len(path), 0, -1):
        parent: Any = tree.data
        for part in path[: depth - 1]:
            parent = parent[part]
        here = path[depth - 1]
        following = here + 1 if isinstance(here, int) else _after(list(parent), here)
        if following is not None and (isinstance(following, str) or following < len(parent)):
            place = (*path[: depth - 1], following)
            return tree.position(place if isinstance(following, int) else (*place, KEY))[0] - 1
    return last


def _after(keys: list[str], key: str) -> str | None:
    index = keys.index(key) + 1
    return keys[index] if index < len(keys) else None


def _refuse_flow(tree: Tree, path: NodePath) -> None:
    line, column = tree.position(path if isinstance(path[-1], int) else (*path, KEY))
    before = tree.text.splitlines()[line - 1][: column - 1]
    if before.strip(" -") != "":
        raise CannotEdit(f"第 {line} 行用了行内写法（花括号或方括号），请先改成每项一行")


def _indent(tree: Tree, path: NodePath) -> int:
    """How far the entry at *path* is indented: the column of its dash or of its key."""
    line, column = tree.position(path if isinstance(path[-1], int) else (*path, KEY))
    text = tree.text.splitlines()[line - 1]
    return text.index("-") if isinstance(path[-1], int) else column - 1


def _dump(content: Any, indent: int) -> str:
    yaml = YAML()
    yaml.width = 10**6
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(_quoted(content), out)
    lines = out.getvalue().splitlines()
    extra = len(lines[0]) - len(lines[0].lstrip())
    return "".join(" " * indent + line[extra:] + "\n" for line in lines)


def _quoted(content: Any) -> Any:
    """*content* with text that YAML would read as a number in double quotes, without empty fields."""
    if isinstance(content, Mapping):
        return {key: _quoted(value) for key, value in content.items() if value is not None}
    if isinstance(content, list | tuple):
        return [_quoted(value) for value in content]
    if isinstance(content, str) and content.replace(".", "").replace("-", "").isdigit():
        return DoubleQuotedScalarString(content)
    return content


# --- files ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Snapshot:
    """A file as it was read: its text, and a digest to tell whether it has changed since."""

    text: str
    digest: str


def read(path: Path) -> Snapshot:
    """The file as it stands. Raises ``OSError`` and ``UnicodeDecodeError``."""
    content = path.read_bytes()
    return Snapshot(content.decode("utf-8"), sha256(content).hexdigest())


def save(path: Path, text: str, digest: str) -> str:
    """Replace the file at *path* by *text* if it still has *digest*, and return the new digest.

    The old version goes to ``<name>.versions/``. A crash at any point leaves either the old or the new file whole.
    Raises ``Conflict`` where the file has changed, ``OSError`` where it cannot be written.
    """
    content = text.encode("utf-8")
    with _locked(path):
        current = path.read_bytes()
        if sha256(current).hexdigest() != digest:
            raise Conflict(current.decode("utf-8", errors="replace"), text)
        _keep_version(path, current)
        _replace(path, content)
    return sha256(content).hexdigest()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    folder = _versions(path)
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "lock", timeout=10):
        yield


def _versions(path: Path) -> Path:
    return path.with_name(path.name + ".versions")


def versions(path: Path) -> list[Path]:
    """The kept versions of *path*, oldest first."""
    return sorted(_versions(path).glob("*" + path.suffix))


def _keep_version(path: Path, content: bytes) -> None:
    stamp = datetime.now().strftime("%Y%m%dT%H%M%S.%f")
    _replace(_versions(path) / f"{stamp}{path.suffix}", content)
    for old in versions(path)[:-VERSIONS_KEPT]:
        old.unlink(missing_ok=True)


def _replace(path: Path, content: bytes) -> None:
    """Write *content* aside, sync it, and rename it onto *path*."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            os.chmod(aside, path.stat().st_mode)
        else:
            os.chmod(aside, 0o644)
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
