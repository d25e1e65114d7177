"""The plain pages as HTML text: one fact, one source, and what to say where there is neither.

Nothing here knows of HTTP: the server sends these pages, a static site stores them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from xtdata.export import FORMATS
from xtdata.facts import wording
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact
from xtdata.facts.query import alike
from xtdata.language.period import Period
from xtdata.language.text import Passage
from xtdata.model.catalogue import STATISTICS, Source
from xtdata.render.excerpts import excerpts, in_print_order, printed_figure
from xtdata.render.links import Links
from xtdata.render.marks import Footnote, highlight, mark
from xtdata.render.templates import environment
from xtdata.search import Hit
from xtdata.search.asking import LONGEST

_TEMPLATES = environment("xtdata.web")
_NEIGHBOURS = 1
_KINDS = {"fact": "事实", "indicator": "指标", "region": "地区", "passage": "来源原文"}


class NotFound(LookupError):
    """Nothing has this name; ``page`` says so and what is near."""

    def __init__(self, page: str) -> None:
        super().__init__(page)
        self.page = page


@dataclass(frozen=True)
class Pages:
    """Writes the pages of one dataset; *notice* stands on top of each, where there is one."""

    dataset: Dataset
    links: Links = field(default_factory=Links)
    notice: str = ""

    def observation(self, key: str) -> str:
        """The page of one observation. Raises ``NotFound``."""
        fact = self.dataset.facts.get(key)
        if fact is None:
            raise NotFound(self._missing_observation(key))
        return self._render(
            "observation.html",
            key=key,
            fact=fact,
            indicator=fact.definition,
            theme=fact.catalogue.themes[fact.theme],
            statement=wording.statement(fact),
            figure=printed_figure(fact) or wording.value_phrase(fact),
            place=wording.place(fact),
            period=wording.period_phrase(fact),
            status=wording.status_label(fact),
            qualifier=wording.qualifier_label(fact),
            statistic=STATISTICS[fact.statistic],
            source=fact.origin,
            source_line=wording.source_line(fact.origin),
            published=_published(fact.origin),
            excerpts=excerpts(fact, _NEIGHBOURS),
            level=wording.level_label(fact),
            doubt=wording.proof_note(fact),
            held=fact.text is not None,
            first=fact.evidence[0].passage if fact.evidence else None,
            citation=wording.citation(fact),
            disputes=[
                (wording.dispute(check, fact.catalogue), [self._named(other) for other in check.beside(key)]) for check in fact.disputes
            ],
        )

    def _named(self, key: str) -> tuple[str, str]:
        """Where the page of a fact is, and what it is about."""
        return self.links.observation(key), wording.statement(self.dataset.facts[key])

    def source(self, key: str, found: Passage | None = None) -> str:
        """The reading page of a source, *found* marked in its text. Raises ``NotFound``."""
        catalogue = self.dataset.catalogue
        if key not in catalogue.sources:
            raise NotFound(self._missing_source(key))
        text = self.dataset.loaded.library.texts.get(key)
        entries = self._entries(key)
        return self._render(
            "source.html",
            key=key,
            source=catalogue.sources[key],
            published=_published(catalogue.sources[key]),
            text=mark(text.raw, [note for entry in entries for note in entry.notes], found) if text else None,
            facts=entries,
            formats=FORMATS.values(),
            missing=wording.text_missing(catalogue.sources[key]),
            quotes=[(entry, excerpts(self.dataset.facts[entry.id], _NEIGHBOURS)) for entry in entries] if text is None else [],
        )

    def search(self, words: str, hits: Sequence[Hit], marked: Sequence[str] = (), trouble: str = "", again: int = 0) -> str:
        """The page of what *words* found: *hits*, their text with the words *marked*.

        *trouble* says why there are none; *again* is in how many seconds to ask anew, 0 for never.
        """
        groups = [(kind, name, [self._found(hit, marked) for hit in hits if hit.kind == kind]) for kind, name in _KINDS.items()]
        return self._render(
            "search.html", words=words, groups=[group for group in groups if group[2]], trouble=trouble, again=again, longest=LONGEST
        )

    def _found(self, hit: Hit, marked: Sequence[str]) -> tuple[str, Markup, str]:
        """Where a hit leads, its text, and where that stands."""
        catalogue = self.dataset.catalogue
        title = catalogue.sources[hit.source].title if hit.source else ""
        if hit.kind == "passage" and hit.start is not None and hit.end is not None:
            return self.links.found(hit.id, Passage(hit.start, hit.end)), highlight(hit.text, marked), title
        if hit.kind == "fact":
            return self.links.observation(hit.id), highlight(hit.text, marked), title
        if hit.kind == "indicator":
            one = catalogue.indicators[hit.id]
            theme = catalogue.themes[one.theme]
            href = self.links.page(one.theme, indicator=hit.id) if theme.headline else self.links.search(one.name)
            return href, highlight(hit.text, marked), theme.name
        return self.links.app(region=hit.id), highlight(hit.text, marked), ""

    def _entries(self, source: str) -> list[Entry]:
        """The facts of a source, numbered in the order in which it prints them; those not found in it last, as in the file."""
        return [self._entry(number, fact) for number, fact in enumerate(in_print_order(self.dataset, source), 1)]

    def _entry(self, number: int, fact: Fact) -> Entry:
        href, words = self.links.observation(fact.id), (wording.place(fact), wording.period_label(fact), wording.hedged(fact))
        notes = tuple(Footnote(number, href, wording.statement(fact), one.passage, one.figure) for one in fact.evidence)
        return Entry(fact.id, number, href, fact.indicator_name, *words, wording.proof_label(fact), notes)

    def _missing_observation(self, key: str) -> str:
        names = dict.fromkeys(self.dataset.catalogue.observations, "")
        near = [(one, self.links.observation(one), wording.statement(self.dataset.facts[one])) for one in alike(key, names)]
        return self._missing("没有这条事实", "没有编号为", key, "它可能改了名，或已从数据里撤下。", near)

    def _missing_source(self, key: str) -> str:
        sources = self.dataset.catalogue.sources
        near = [
            (one, self.links.source(one), sources[one].title) for one in alike(key, {k: s.title for k, s in sources.items()}) or sources
        ]
        return self._missing("没有这份来源", "没有代号为", key, "请从下面的来源里选一份。", near)

    def missing_story(self, key: str) -> str:
        """The page for a story that is not there, with those that are."""
        stories = [(one, self.links.meeting(story=one), story.title) for one, story in self.dataset.catalogue.stories.items()]
        return self._missing(
            "没有这个故事", "没有代号为", key, "请从下面选一个。" if stories else "它可能改了名，或已从数据里撤下。", stories
        )

    def _missing(self, title: str, lead: str, key: str, advice: str, near: list[tuple[str, str, str]]) -> str:
        shown = key if len(key) <= 120 else key[:119] + "…"
        return self._render("missing.html", title=title, lead=lead, key=shown, advice=advice, near=near)

    def _render(self, template: str, **values: Any) -> str:
        catalogue = self.dataset.catalogue
        site = {"title": catalogue.title, "links": self.links, "notice": self.notice}
        return _TEMPLATES.get_template(template).render(site=site, **values)


@dataclass(frozen=True)
class Entry:
    """One line of a source's list of facts; ``doubt`` says so where it is not proved word for word."""

    id: str
    number: int
    href: str
    indicator: str
    place: str
    period: str
    value: str
    doubt: str
    notes: tuple[Footnote, ...]


def unavailable_page(message: str, links: Links | None = None, heading: str = "暂时看不到") -> str:
    """The page to show where there is no data or no such page, or where something went wrong: *message* in one sentence."""
    site = {"title": "", "links": links or Links(), "notice": ""}
    return _TEMPLATES.get_template("unavailable.html").render(site=site, heading=heading, message=message)


def _published(source: Source) -> Mapping[str, str]:
    """The date of a source for people and, to its day, for machines."""
    if not source.date:
        return {"label": "", "iso": ""}
    period = Period.parse(source.date)
    return {"label": period.label, "iso": source.date if period.kind in {"day", "month", "year"} else _iso(period.start)}


def _iso(day: date) -> str:
    return day.isoformat()
