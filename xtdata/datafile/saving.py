"""Replacing a file as a whole, so that nothing is ever lost: not to a crash, not to another editor.

The new text is written aside, synced and renamed onto the old one; the last ten versions are kept beside it; a
file that changed since it was read is not overwritten. Saves wait for each other at a lock; an editor that knows
nothing of the lock is noticed by the digest, compared again immediately before the renaming.
"""

from __future__ import annotations

import codecs
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from xtdata.model.reasons import reason

VERSIONS_KEPT = 10
WAIT_SECONDS = 10

_LOG = logging.getLogger(__name__)
_STAMP = "%Y%m%dT%H%M%S.%fZ"


class CannotSave(Exception):
    """A file that cannot be read or written; the message is one Chinese sentence."""


class Conflict(CannotSave):
    """The file was changed by somebody else since it was read; carries both versions."""

    def __init__(self, theirs: str, mine: str) -> None:
        super().__init__("文件在读出之后被别人改过，没有写入；请对照两个版本后再存")
        self.theirs, self.mine = theirs, mine


@dataclass(frozen=True)
class Snapshot:
    """A file as it was read: its text, and a digest to tell whether it has changed since."""

    text: str
    digest: str


def read(path: Path) -> Snapshot:
    """The file as it stands, without a byte-order mark. Raises ``CannotSave`` where it cannot be read."""
    try:
        content = path.read_bytes()
        return Snapshot(content.decode("utf-8-sig"), _digest(content))
    except UnicodeDecodeError:
        raise CannotSave(f"{path.name} 不是 UTF-8 编码，请先在编辑器里另存为 UTF-8") from None
    except OSError as error:
        raise CannotSave(f"读不出 {path.name}：{reason(error)}") from None


def save(path: Path, text: str, digest: str, note: Callable[[str], None] = lambda digest: None) -> str:
    """Replace the file at *path* by *text* if it still has *digest*, and return the new digest.

    *note* is called with the new digest immediately before the new file takes its place, alone at the file; where it raises
    ``OSError``, nothing is written.

    Byte-order mark and line ends stay as the file had them. The old version goes to ``<name>.versions/``. A crash at
    any point leaves either the old or the new file whole. Raises ``Conflict`` where the file has changed or is gone,
    ``CannotSave`` where it cannot be written; then it is as it was: once the new file is in its place, nothing is raised.
    """
    # A link stays a link: what it leads to is replaced.
    path = Path(os.path.realpath(path))
    try:
        with _locked(path):
            return _save(path, text, digest, note)
    except Timeout:
        raise CannotSave(f"{path.name} 正由别人保存，等了 {WAIT_SECONDS} 秒还没有轮到；请稍后再存") from None
    except UnicodeEncodeError:
        raise CannotSave("文字里有不成对的代理字符，无法存为 UTF-8；请删去后再存") from None
    except OSError as error:
        raise CannotSave(f"写不了 {path.name}：{reason(error)}；原文件没有变") from None


def _save(path: Path, text: str, digest: str, note: Callable[[str], None]) -> str:
    current = _unchanged(path, digest, text)
    content = _like(current, text)
    if content != current:
        _sweep(path)
        _keep_version(path, current)
        with _written_aside(path, content) as aside:
            _unchanged(path, digest, text)
            note(_digest(content))
            os.replace(aside, path)
        sync_folder(path.parent)
    return _digest(content)


def _unchanged(path: Path, digest: str, mine: str) -> bytes:
    """What the file holds, which must have *digest*."""
    try:
        current = path.read_bytes()
    except FileNotFoundError:
        raise Conflict("", mine) from None
    if _digest(current) != digest:
        raise Conflict(current.decode("utf-8-sig", errors="replace"), mine)
    return current


def _like(current: bytes, text: str) -> bytes:
    """*text* as bytes, with the byte-order mark and the line ends of *current* (a web form loses both)."""
    if current.count(b"\r\n") * 2 > current.count(b"\n"):
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    mark = codecs.BOM_UTF8 if current.startswith(codecs.BOM_UTF8) else b""
    return mark + text.removeprefix("\ufeff").encode("utf-8")


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


# --- versions ---------------------------------------------------------------------------------------


def versions(path: Path) -> list[Path]:
    """The kept versions of *path*, oldest first."""
    path = Path(os.path.realpath(path))
    return sorted(one for one in versions_folder(path).glob(f"[0-9]*{path.suffix}") if kept_at(one, path))


def kept_at(version: Path, path: Path) -> datetime | None:
    """When *version* was replaced by the one after it (UTC), as its name says; ``None`` where that is no version of *path*."""
    try:
        return datetime.strptime(version.name.removesuffix(path.suffix), _STAMP)
    except ValueError:
        return None


def versions_folder(path: Path) -> Path:
    """Where the versions of *path* are kept."""
    path = Path(os.path.realpath(path))
    return path.with_name(path.name + ".versions")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    versions_folder(path).mkdir(exist_ok=True)
    lock = FileLock(versions_folder(path) / "lock", timeout=WAIT_SECONDS)
    lock.acquire()
    try:
        yield
    finally:
        with suppress(OSError):
            lock.release()


def _keep_version(path: Path, content: bytes) -> None:
    """Put *content* beside the versions of *path*, unless a save that was cut short has left it there."""
    kept = versions(path)
    if not kept or kept[-1].read_bytes() != content:
        # The names give the order. UTC, because local time is turned back once a year; and any clock may be set back.
        now, last = datetime.now(UTC).replace(tzinfo=None), kept_at(kept[-1], path) if kept else None
        stamp = max(now, last + timedelta(microseconds=1)) if last else now
        kept.append(versions_folder(path) / f"{stamp:{_STAMP}}{path.suffix}")
        with _written_aside(kept[-1], content, like=path) as aside:
            os.replace(aside, kept[-1])
        sync_folder(versions_folder(path))
    for old in kept[:-VERSIONS_KEPT]:
        old.unlink(missing_ok=True)


# --- files ------------------------------------------------------------------------------------------


def write_new(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet, whole or not at all.

    Raises ``CannotSave`` where there is one already (which is not touched) or it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _written_aside(path, content) as aside:
            # Renaming would overwrite: taking the name first is what fails where it is taken.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            try:
                os.replace(aside, path)
            except OSError:
                path.unlink()
                raise
        sync_folder(path.parent)
    except FileExistsError:
        raise CannotSave(f"{path.name} 已经有了，没有覆盖") from None
    except OSError as error:
        raise CannotSave(f"写不了 {path.name}：{reason(error)}") from None


def put(path: Path, content: bytes) -> None:
    """Put a file in its place whole, over what stands there. Raises ``OSError``; then what stood there still does."""
    with _written_aside(path, content) as aside:
        os.replace(aside, path)
    sync_folder(path.parent)


@contextmanager
def _written_aside(path: Path, content: bytes, like: Path | None = None) -> Iterator[Path]:
    """A synced temporary file beside *path*, with the rights of *like* (*path* itself); gone afterwards in any case."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            _take_rights(aside, like or path)
            os.fsync(file.fileno())
        yield aside
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _take_rights(aside: Path, model: Path) -> None:
    try:
        rights = model.stat()
    except FileNotFoundError:
        os.chmod(aside, 0o644)
        return
    os.chmod(aside, rights.st_mode)
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(aside, rights.st_uid, rights.st_gid)


def _sweep(path: Path) -> None:
    """Remove what saves that were killed have left; the lock says that none is under way."""
    for folder, prefix in ((path.parent, f".{path.name}."), (versions_folder(path), ".")):
        for left in folder.iterdir():
            if left.name.startswith(prefix) and left.name.endswith(".tmp"):
                left.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a renaming in *folder* last through a power failure. It has happened: where this fails, nothing is undone."""
    if os.name == "posix":
        try:
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            _LOG.warning("%s cannot be synced, a power failure now may undo the save: %s", folder, error)
