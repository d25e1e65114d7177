"""The only places where the editing page touches the disk; each asks first whether this reader may write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xtdata.app.access import require
from xtdata.app.editing.basket import Basket, written
from xtdata.app.editing.received import Reading
from xtdata.datafile import saving
from xtdata.datafile.saving import CannotSave
from xtdata.facts.loading import load_text
from xtdata.model.diagnostics import Finding, errors
from xtdata.sources import SourceError
from xtdata.sources.register import stored


class Refused(CannotSave):
    """A data file that would have errors; ``findings`` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"这样写进去，数据文件会有 {len(findings)} 处错误，所以没有写入")
        self.findings = findings


@dataclass(frozen=True)
class Proposal:
    """The data file as it was read, as it would be written, and the text that goes with it."""

    path: Path
    base: str
    digest: str
    text: str
    reading: Reading | None = None
    findings: tuple[Finding, ...] = ()


def propose(path: Path, basket: Basket, reading: Reading) -> Proposal:
    """The newest data file with *basket* in it. Raises ``CannotSave`` and ``CannotEdit``; nothing is written."""
    present = saving.read(path)
    text = written(present.text, basket, reading)
    awaited = ("sources", reading.source) if reading.is_new else ()
    found = [one for one in errors(load_text(text, path).findings) if (one.code, one.path[:2]) != ("E040", awaited)]
    return Proposal(path, present.text, present.digest, text, reading, tuple(found))


def propose_text(path: Path, base: str, digest: str, text: str) -> Proposal:
    """The data file as an editor has written it by hand, over the version with *digest*."""
    return Proposal(path, base, digest, text, findings=tuple(errors(load_text(text, path).findings)))


def carry_out(proposal: Proposal) -> list[str]:
    """Write what was proposed, a new text first, and return the ids of the new observations.

    Raises ``NotAllowed``, ``Refused`` (and nothing is kept), ``Conflict`` where the file has changed since, ``CannotSave``.
    """
    require()
    reading = proposal.reading
    files = reading.files if reading and reading.is_new else {}
    try:
        with stored(files, proposal.path.resolve().parent):
            ids = _sound_ids(proposal)
            saving.save(proposal.path, proposal.text, proposal.digest)
    except SourceError as error:
        raise CannotSave(f"{error}。") from None
    return ids


def _sound_ids(proposal: Proposal) -> list[str]:
    """The ids of the observations that the proposal adds. Raises ``Refused`` where it is not sound."""
    after = load_text(proposal.text, proposal.path)
    if not after.is_sound or after.catalogue is None:
        raise Refused(errors(after.findings))
    before = load_text(proposal.base, proposal.path).catalogue
    return [key for key in after.catalogue.observations if before is None or key not in before.observations]
