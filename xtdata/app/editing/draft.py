"""An editor's work in progress. It lives in the server, under a name in the page's address, so that a reload finds it again."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import lru_cache

from xtdata.app.editing.basket import Basket
from xtdata.app.editing.received import Reading
from xtdata.app.editing.survey import Survey
from xtdata.app.editing.write import Proposal
from xtdata.editing.entry import Fields
from xtdata.model.diagnostics import Finding

KEPT = 64


@dataclass
class Yaml:
    """A data file being edited as text: as it was read, and as it stands in the editor.

    ``serial`` grows where the editor's field must take ``text`` anew; ``shown`` is what it took then.
    """

    base: str
    digest: str
    text: str
    serial: int = 0
    shown: str = ""


@dataclass(frozen=True)
class Saved:
    """An observation that was written, and the headline page whose charts may show it."""

    id: str
    name: str
    theme: str


@dataclass
class Draft:
    """The text being worked through, what was decided, what stands in the forms, and the YAML being written by hand.

    ``proposal`` is under review while it is there; ``clash`` is the version that somebody else saved meanwhile.
    """

    name: str
    editor: str = ""
    reading: Reading | None = None
    basket: Basket = field(default_factory=Basket)
    forms: dict[int, Fields] = field(default_factory=dict)
    current: int | None = None
    has_begun: bool = False
    is_dismissing: bool = False
    intake: dict[str, str] = field(default_factory=dict)
    yaml: Yaml | None = None
    tab: str = ""
    proposal: Proposal | None = None
    clash: str | None = None
    refused: tuple[Finding, ...] = ()
    saved: tuple[Saved, ...] | None = None
    trouble: str = ""
    survey: tuple[object, Survey] | None = None
    revision: int = 0
    serial: int = 0

    def start(self, reading: Reading | None) -> None:
        """Begin with a text; what waited for another is gone, so the page asks first."""
        self.reading, self.basket, self.forms = reading, Basket(), {}
        self.current, self.has_begun, self.is_dismissing = None, False, False
        self.saved, self.trouble = None, ""
        self.revision += 1
        self.serial += 1

    def put_away(self) -> None:
        """Leave the text for another."""
        self.start(None)

    def settle(self) -> None:
        """What waited has been written: the text is a source, the basket empty."""
        assert self.reading is not None
        self.reading, self.basket = replace(self.reading, entry={}, content=b""), Basket()
        self.revision += 1


class Drafts:
    """The drafts of this process; those that nobody asked for longest go first."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._kept: OrderedDict[str, Draft] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, name: str, editor: str) -> Draft:
        """The draft called *name* of *editor*, or a new one. Nobody gets at another editor's draft by its name."""
        with self._lock:
            draft = self._kept.get(name)
            if draft is None or draft.editor != editor:
                draft = Draft(secrets.token_urlsafe(9), editor)
                self._kept[draft.name] = draft
            self._kept.move_to_end(draft.name)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
            return draft


@lru_cache(maxsize=1)
def drafts() -> Drafts:
    """The one collection of this process."""
    return Drafts()
