"""The text on one side, the number that is being worked on upon the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from xtdata.app.editing.basket import Entry
from xtdata.app.editing.draft import Draft
from xtdata.app.editing.form import gather
from xtdata.app.editing.probe import Verdict, judge
from xtdata.app.editing.received import Reading
from xtdata.app.editing.survey import Survey, clause, survey
from xtdata.app.editing.write import propose
from xtdata.datafile import CannotEdit
from xtdata.datafile.saving import CannotSave
from xtdata.editing import entry as entries
from xtdata.editing.entry import NEW, Fields
from xtdata.model.catalogue import Catalogue
from xtdata.verification.coverage import OPEN, Number


@dataclass(frozen=True)
class Bench:
    """What the two sides share on one run."""

    draft: Draft
    reading: Reading
    catalogue: Catalogue
    path: Path
    survey: Survey

    def choose(self, start: int | None) -> None:
        """Turn to the number at *start*."""
        if self.survey.number(start):
            self.draft.current, self.draft.is_dismissing = start, False

    def pick(self, start: int) -> None:
        """Turn to the number at *start*, keeping what was typed for the present one."""
        self._keep()
        self.choose(start)

    def ask_reason(self, asking: bool = True) -> None:
        """Ask why the number is not taken, or stop asking."""
        self._keep()
        self.draft.is_dismissing = asking

    def propose(self) -> None:
        """Put what waits before the editor as a change of the data file."""
        self._keep()
        self.draft.trouble = ""
        try:
            self.draft.proposal = propose(self.path, self.draft.basket, self.reading)
        except (CannotSave, CannotEdit) as error:
            self.draft.trouble = str(error)

    def step(self, by: int) -> None:
        """Turn to the next open number, or the one before."""
        self._keep()
        self.choose(self.survey.step(self.draft.current, by))

    def accept(self, start: int) -> None:
        """Put the observation of the form of the number at *start* into the basket, unless it has errors, and go on."""
        number = self._undecided(start)
        if number is None or start not in self.draft.forms:
            return
        form = gather(self.draft, start)
        if self.missing(form) or not self.verdict(form, number).is_good:
            return
        indicators, regions = self._described(form)
        self.draft.basket.indicators.update(indicators)
        self.draft.basket.regions.update(regions)
        self._settle(start)
        self.draft.basket.observations[start] = self.entry(form, number)

    def dismiss(self, start: int, reason: str) -> None:
        """Put the number at *start* into the basket as one that is not taken, with the reason, and go on."""
        number = self._undecided(start)
        if number is None or not reason.strip():
            return
        quote = entries.selector(self.survey.text, tight(self.survey, number), number.passage)
        self._settle(start)
        self.draft.basket.dismissals[start] = {"quote": quote, "reason": entries.one_line(reason)}

    def take_back(self, start: int) -> None:
        """Take what waits for the number at *start* out of the basket, to change it."""
        self.draft.basket.drop(start)
        self.draft.revision += 1

    def missing(self, form: Fields) -> list[str]:
        return entries.missing(form, self.catalogue)

    def entry(self, form: Fields, number: Number) -> dict[str, object]:
        return entries.entry(form, self.reading.source, self.catalogue, self.survey.text, number.passage)

    def verdict(self, form: Fields, number: Number) -> Verdict:
        """What the check says of *form*; new indicators and regions are checked with it."""
        basket, (indicators, regions) = self.draft.basket, self._described(form)
        tried = replace(basket, indicators=basket.indicators | indicators, regions=basket.regions | regions)
        return judge(self.catalogue, self.reading, tried, self.path, self.entry(form, number))

    def _undecided(self, start: int) -> Number | None:
        """The number at *start*, unless it is settled: a key that is pressed twice settles nothing twice."""
        number = self.survey.number(start)
        decided = start in self.draft.basket.observations or start in self.draft.basket.dismissals
        return number if number and number.state == OPEN and not decided else None

    def _described(self, form: Fields) -> tuple[dict[str, Entry], dict[str, Entry]]:
        """The new indicator and the new region that *form* describes, each under its key; empty where it takes a known one."""
        indicators: dict[str, Entry] = {form.chosen_indicator: entries.indicator_entry(form)} if form.indicator == NEW else {}
        regions: dict[str, Entry] = {form.chosen_region: entries.region_entry(form, self.catalogue)} if form.region == NEW else {}
        return indicators, regions

    def _settle(self, start: int) -> None:
        """Go on to the next open number: the one at *start* is done."""
        following = self.survey.step(start, 1)
        self.draft.current = None if following == start else following
        self.draft.is_dismissing, self.draft.saved = False, None
        self.draft.revision += 1

    def _keep(self) -> None:
        if self.draft.current in self.draft.forms:
            gather(self.draft, self.draft.current)


def tight(looked: Survey, number: Number) -> str:
    """The words around *number* up to the nearest punctuation or other number: a dismissal speaks of nothing else."""
    passage, raw = number.passage, looked.text.raw
    whole = clause(looked.text, passage)
    start = raw.find(whole, max(0, passage.start - len(whole)))
    others = [
        one.passage
        for one in looked.numbers
        if one.passage != passage and one.passage.start < start + len(whole) and start < one.passage.end
    ]
    return whole if start >= 0 and not others else raw[passage.start : passage.end]


def looked_through(draft: Draft, catalogue: Catalogue, version: str, path: Path) -> Survey:
    """The survey of the draft's text, made anew only where the data or the basket have changed."""
    assert draft.reading is not None
    key = (version, draft.revision)
    if draft.survey is None or draft.survey[0] != key:
        draft.survey = (key, survey(catalogue, draft.reading, draft.basket, path))
    return draft.survey[1]
