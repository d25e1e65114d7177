"""An editor's session: the draft, what stands in the forms, and where the editor is. No part of it draws anything.

It lives in the server and on disk, under a name in the page's address, so that a reload and a restart find it again.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from xtdata.datafile import saving
from xtdata.datafile.saving import CannotSave, Conflict
from xtdata.editing import drafts
from xtdata.editing import entry as entries
from xtdata.editing.agreement import Agreement, agreement
from xtdata.editing.changeset import Additions, CannotEdit, Change, Changeset, apply, propose, propose_text, renew
from xtdata.editing.draft import Checked, Draft, Numbers, check, numbers_of
from xtdata.editing.drafts import as_data, from_data
from xtdata.editing.entry import Fields
from xtdata.editing.quote import clause, one_line
from xtdata.editing.revision import line_of
from xtdata.editing.undo import propose_undo
from xtdata.facts.dataset import Dataset
from xtdata.model.catalogue import Catalogue
from xtdata.model.reasons import reason
from xtdata.verification.coverage import OPEN, Number

KEPT = 64
BY_NUMBER, AS_YAML = "逐数录入", "直接编辑 YAML"


# --- where the editor is ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Choosing:
    """A text is being chosen; ``trouble`` says why the last one could not be taken."""

    trouble: str = ""


@dataclass(frozen=True)
class Working:
    """The number at ``current`` is being worked on; ``trouble`` says why the change could not be proposed."""

    current: int | None
    trouble: str = ""


@dataclass(frozen=True)
class AskingReason:
    """The number at ``current`` is not to be taken, and the page asks why."""

    current: int


@dataclass(frozen=True)
class Written:
    """An observation that has been written; ``theme`` is its headline theme, whose page has charts, or empty."""

    id: str
    name: str
    theme: str


@dataclass(frozen=True)
class Saved:
    """``observations`` have been written; the page says so until the next decision. ``remark`` is what did not go with it."""

    observations: tuple[Written, ...]
    current: int | None = None
    remark: str = ""


@dataclass(frozen=True)
class Correcting:
    """The saved fact with the id ``fact`` is looked at, to correct or withdraw it; ``before`` is where the editor came from."""

    fact: str
    before: Choosing | Working | AskingReason | Saved
    trouble: str = ""


@dataclass(frozen=True)
class Reviewing:
    """A change is looked at before it is written; ``before`` is where the editor comes back to."""

    changeset: Changeset
    before: Choosing | Working | AskingReason | Saved | Correcting
    trouble: str = ""


@dataclass(frozen=True)
class Clashing:
    """Somebody else has saved ``theirs`` meanwhile."""

    changeset: Changeset
    theirs: str
    before: Choosing | Working | AskingReason | Saved | Correcting
    trouble: str = ""


At = Choosing | Working | AskingReason | Saved | Correcting
"""Where the editor is while nothing is under review."""


@dataclass
class Yaml:
    """A data file being edited as text: as it was read, and as it stands in the editor.

    ``serial`` grows where the editor's field must take ``text`` anew; ``shown`` is what it took then.
    ``line`` is where the editor is to be led, whenever ``jumps`` grows.
    """

    base: str
    digest: str
    text: str
    serial: int = 0
    shown: str = ""
    line: int = 0
    jumps: int = 0


# --- the session ------------------------------------------------------------------------------------


@dataclass
class Session:
    """What one editor has under way. ``at`` is where the editor is, ``draft`` the text being worked through.

    ``forms`` holds the fields of each number that was looked at, ``intake`` what was typed about a text to come, ``serial``
    tells the widgets of one text from those of the next, ``notices`` say what a change of the data has left out of the draft.
    """

    name: str
    editor: str = ""
    at: At | Reviewing | Clashing = Choosing()
    draft: Draft | None = None
    forms: dict[int, Fields] = field(default_factory=dict)
    intake: dict[str, str] = field(default_factory=dict)
    yaml: Yaml | None = None
    tab: str = ""
    to_show: bool = False
    serial: int = 0
    notices: tuple[str, ...] = ()
    _numbers: tuple[Draft, Dataset, Numbers] | None = None
    _kept: str = ""
    _draft_data: tuple[Draft, dict[str, Any], str] | None = None

    # --- on disk ---

    @property
    def is_empty(self) -> bool:
        """Whether nothing is under way that could be lost."""
        has_text = any(self.intake.get(name) for name in ("pasted", "address", "title"))
        return self.draft is None and not has_text and (self.yaml is None or self.yaml.text == self.yaml.base)

    def keep(self, path: Path) -> str:
        """Keep on disk, beside the data file at *path*, what has changed since it was kept; why it cannot be, in a sentence."""
        draft, digest = self._draft_as_data()
        content = {
            "editor": self.editor,
            "current": self.current,
            "draft": draft,
            "forms": {str(start): asdict(form) for start, form in self.forms.items()},
            "intake": self.intake,
            "yaml": asdict(self.yaml) if self.yaml and self.yaml.text != self.yaml.base else None,
        }
        fingerprint = _digest({**content, "draft": digest})
        if fingerprint == self._kept:
            return ""
        try:
            if self.is_empty:
                drafts.forget(path, self.name)
            else:
                drafts.store(path, self.name, content)
        except OSError as error:
            return f"没有写入的内容存不到磁盘：{reason(error)}。服务重新启动前请先写入。"
        self._kept = fingerprint
        return ""

    def _draft_as_data(self) -> tuple[dict[str, Any] | None, str]:
        """The draft as plain data, and its digest: made once for each draft, as it may hold megabytes and every click asks."""
        if self.draft is None:
            return None, ""
        if self._draft_data is None or self._draft_data[0] is not self.draft:
            data = as_data(self.draft)
            self._draft_data = (self.draft, data, _digest(data))
        return self._draft_data[1:]

    @classmethod
    def kept(cls, path: Path, name: str, editor: str) -> Session | None:
        """The session called *name* of *editor* as it was kept; ``None`` where there is none that can be read."""
        content = drafts.stored(path, name)
        if content is None or content.get("editor") != editor:
            return None
        try:
            draft = from_data(content["draft"]) if content["draft"] else None
            forms = {int(start): Fields(**form) for start, form in content["forms"].items()}
            yaml = Yaml(**content["yaml"]) if content["yaml"] else None
            session = cls(name, editor, draft=draft, forms=forms, intake=dict(content["intake"]), yaml=yaml)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        current = content.get("current")
        session.at = Working(current if isinstance(current, int) else None) if draft else Choosing()
        return session

    @property
    def current(self) -> int | None:
        """Where the number begins that is being worked on."""
        return self.at.current if isinstance(self.at, Working | AskingReason | Saved) else None

    def numbers(self, dataset: Dataset) -> Numbers:
        """The numbers of the draft's text, looked through anew only where the draft or the data have changed."""
        assert self.draft is not None
        if self._numbers is None or self._numbers[0] is not self.draft or self._numbers[1] is not dataset:
            self._numbers = self.draft, dataset, numbers_of(self.draft, dataset)
        return self._numbers[2]

    def fit(self, dataset: Dataset) -> None:
        """Leave out of the draft what the data, which may have changed, do not allow any more, and say so."""
        if self.draft is not None and (self._numbers is None or self._numbers[1] is not dataset):
            self.draft, told = self.draft.fitting(dataset.catalogue)
            self.notices = told

    # --- a text ---

    def begin(self, draft: Draft, dataset: Dataset) -> None:
        """Begin with a text, at its first open number; what waited for another is gone, so the page asks first."""
        self.draft, self.forms, self.intake = draft, {}, {}
        self.serial += 1
        self.at = Working(self.numbers(dataset).step(None, 1))

    def put_away(self) -> None:
        """Leave the text for another."""
        self.draft, self.forms, self.at = None, {}, Choosing()

    # --- its numbers ---

    def choose(self, start: int | None, dataset: Dataset) -> None:
        """Turn to the number at *start*."""
        if start is None or self.numbers(dataset).at(start) is None:
            return
        self.at = replace(self.at, current=start) if isinstance(self.at, Saved) else Working(start)

    def step(self, by: int, dataset: Dataset) -> None:
        """Turn to the next open number, or the one before."""
        self.choose(self.numbers(dataset).step(self.current, by), dataset)

    def ask_reason(self) -> None:
        """Ask why the current number is not taken."""
        if self.current is not None:
            self.at = AskingReason(self.current)

    def stop_asking(self) -> None:
        """Go back to the form of the current number."""
        if isinstance(self.at, AskingReason):
            self.at = Working(self.at.current)

    def form(self, number: Number, dataset: Dataset) -> Fields:
        """The form of *number*: as it was left, or filled from the suggestion."""
        assert self.draft is not None
        start = number.passage.start
        if start not in self.forms:
            words = one_line(clause(self.draft.text, number.passage))
            suggestion = self.numbers(dataset).suggestions.get(start)
            self.forms[start] = entries.suggested(suggestion, self.draft.region, self.draft.within(dataset.catalogue), words)
        return self.forms[start]

    def check(self, form: Fields, number: Number, dataset: Dataset) -> Checked:
        """What the check says of *form*; a new indicator and a new region are checked with it."""
        assert self.draft is not None
        return check(self.draft, dataset, self._entry(form, number, dataset), *entries.described(form, dataset.catalogue))

    def agreement(self, start: int, dataset: Dataset) -> Agreement:
        """Whether the indicator in the form of the number at *start* is what the text measures there."""
        assert self.draft is not None
        suggestion = self.numbers(dataset).suggestions.get(start)
        return agreement(self.forms[start], suggestion, self.draft.text.raw, self.draft.within(dataset.catalogue))

    def confirm(self, start: int, indicator: str) -> None:
        """Note that *indicator* is what the number at *start* measures, though the text says it in other words."""
        self.forms[start] = replace(self.forms[start], indicator=indicator, confirmed=indicator)

    def accept(self, start: int, dataset: Dataset) -> None:
        """Take the observation of the form of the number at *start* into the draft, and go on; not where it has errors or its indicator is open."""
        number = self._undecided(start, dataset)
        if self.draft is None or number is None or start not in self.forms:
            return
        form = self.forms[start]
        if entries.missing(form, dataset.catalogue) or not self.agreement(start, dataset).is_settled:
            return
        if not self.check(form, number, dataset).is_good:
            return
        accepted = self.draft.accept(start, self._entry(form, number, dataset), *entries.described(form, dataset.catalogue))
        self._go_on(accepted, start, dataset)

    def dismiss(self, start: int, reason: str, dataset: Dataset) -> None:
        """Note that the number at *start* is not taken, and why, and go on."""
        number = self._undecided(start, dataset)
        if self.draft and number and reason.strip():
            self._go_on(self.draft.dismiss(number, reason, self.numbers(dataset)), start, dataset)

    def take_back(self, start: int) -> None:
        """Take what waits for the number at *start* out of the draft, to change it."""
        if self.draft:
            self.draft = self.draft.take_back(start)

    def _entry(self, form: Fields, number: Number, dataset: Dataset) -> dict[str, object]:
        assert self.draft is not None
        known = self.draft.within(dataset.catalogue)
        return entries.entry(form, self.draft.source, known, self.draft.text, number.passage)

    def _undecided(self, start: int, dataset: Dataset) -> Number | None:
        """The number at *start*, unless it is settled: a key that is pressed twice settles nothing twice."""
        if self.draft is None or start in self.draft.decided:
            return None
        number = self.numbers(dataset).at(start)
        return number if number and number.state == OPEN else None

    def _go_on(self, draft: Draft, start: int, dataset: Dataset) -> None:
        """Take *draft*, in which the number at *start* is settled, and turn to the next open number."""
        following = self.numbers(dataset).step(start, 1)
        self.draft = draft
        self.at = Working(None if following == start else following)

    # --- a change ---

    def review_draft(self, path: Path) -> None:
        """Put what waits before the editor as a change of the data file at *path*."""
        if self.draft is None or isinstance(self.at, Reviewing | Clashing):
            return
        try:
            self.at = Reviewing(propose(path, self.draft.additions), self.at)
        except (CannotSave, CannotEdit) as error:
            self.at = Working(self.current, str(error))

    def open_fact(self, fact: str) -> None:
        """Turn to the saved fact with the id *fact*."""
        if not isinstance(self.at, Reviewing | Clashing):
            self.at = Correcting(fact, self.before_fact)

    def leave_fact(self) -> None:
        """Go back to where the editor was before a saved fact was looked at."""
        if isinstance(self.at, Correcting):
            self.at = self.at.before

    @property
    def before_fact(self) -> Choosing | Working | AskingReason | Saved:
        """Where the editor is, or was before a saved fact was looked at."""
        at = self.at.before if isinstance(self.at, Reviewing | Clashing) else self.at
        return at.before if isinstance(at, Correcting) else at

    def review_change(self, path: Path, change: Change) -> None:
        """Put *change*, of a saved fact, before the editor."""
        if not isinstance(self.at, Correcting):
            return
        try:
            self.at = Reviewing(propose(path, change), self.at)
        except (CannotSave, CannotEdit) as error:
            self.at = replace(self.at, trouble=f"{error}。")

    def review_undo(self, path: Path) -> None:
        """Put before the editor that the last write be taken back."""
        saved = self.at
        if not isinstance(saved, Saved):
            return
        try:
            self.at = Reviewing(propose_undo(path), saved)
        except (CannotSave, CannotEdit) as error:
            self.at = replace(saved, remark=f"{error}。")

    def to_line(self, fact: str, path: Path) -> None:
        """Lead to the line of *fact* in the data file as it is being edited as text."""
        try:
            present = saving.read(path)
            if self.yaml is None:
                self.yaml = Yaml(present.text, present.digest, present.text, 1, present.text)
            line = line_of(fact, self.yaml.text) or line_of(fact, present.text)
        except CannotSave as error:
            self.at = Correcting(fact, self.before_fact, f"{error}。")
            return
        self.yaml.line, self.yaml.jumps = line, self.yaml.jumps + 1
        self.at, self.tab, self.to_show = self.before_fact, AS_YAML, True

    def review_text(self, path: Path) -> None:
        """Put the text of the YAML editor before the editor as a change of the data file at *path*."""
        if self.yaml and not isinstance(self.at, Reviewing | Clashing):
            self.at = Reviewing(propose_text(path, self.yaml.base, self.yaml.digest, self.yaml.text), self.at)

    def leave_review(self) -> None:
        """Go back to where the change was proposed; all that was entered is still there."""
        if isinstance(self.at, Reviewing | Clashing):
            self.at = self.at.before

    def write(self, authorised_by: str) -> None:
        """Apply the change under review; *authorised_by* names who may write and says so."""
        if not isinstance(self.at, Reviewing):
            return
        changeset = self.at.changeset
        try:
            remark = apply(changeset, authorised_by=authorised_by)
        except Conflict as conflict:
            self.at = Clashing(changeset, conflict.theirs, self.at.before)
        except CannotSave as error:
            self.at = replace(self.at, trouble=str(error))
        else:
            self._written(changeset, self.before_fact, remark)

    def _written(self, changeset: Changeset, before: At, remark: str) -> None:
        written = tuple(_written(changeset.catalogue, key) for key in changeset.added)
        if changeset.change is None:
            self.yaml = None
        elif self.draft and isinstance(changeset.change, Additions):
            self.draft = self.draft.applied()
        self.at = Saved(written, before.current if isinstance(before, Working | AskingReason | Saved) else None, remark)

    def try_again(self) -> None:
        """After a clash: make the change once more, upon what the file says now."""
        if not isinstance(self.at, Clashing):
            return
        try:
            fresh = renew(self.at.changeset)
        except (CannotSave, CannotEdit) as error:
            self.at = replace(self.at, trouble=str(error))
            return
        if fresh.change is None:
            self.yaml = Yaml(fresh.base, fresh.digest, fresh.text, self.yaml.serial + 1 if self.yaml else 1)
        self.at = Reviewing(fresh, self.at.before)


def _written(catalogue: Catalogue, key: str) -> Written:
    indicator = catalogue.indicators[catalogue.observations[key].indicator]
    return Written(key, indicator.name, indicator.theme if indicator.theme in catalogue.headlines else "")


class Sessions:
    """The sessions of this process; those that nobody asked for longest go first."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._kept: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, name: str, editor: str, path: Path | None = None) -> Session:
        """The session called *name* of *editor*, as it is or as it was kept beside the data file at *path*, or a new one.

        Nobody gets at another editor's session by its name.
        """
        with self._lock:
            session = self._kept.get(name)
            if session is None and path is not None and (session := Session.kept(path, name, editor)):
                self._kept[name] = session
            if session is None or session.editor != editor:
                session = Session(secrets.token_urlsafe(9), editor)
                self._kept[session.name] = session
            self._kept.move_to_end(session.name)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
            return session


@lru_cache(maxsize=1)
def sessions() -> Sessions:
    """The one collection of this process."""
    return Sessions()


def _digest(content: object) -> str:
    return sha256(repr(content).encode("utf-8", errors="replace")).hexdigest()
