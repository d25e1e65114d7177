"""The panel beside a chart: where one figure is printed, word for word, and what is known of its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from xtdata import audit, wording
from xtdata.app.data import Row
from xtdata.app.filters import View
from xtdata.app.headlines import HEADLINES
from xtdata.app.paper import render
from xtdata.dataset import Dataset
from xtdata.evidence import Evidence
from xtdata.model import Catalogue, Source
from xtdata.period import Period
from xtdata.text import Passage, sentence_around
from xtdata.web.links import Links
from xtdata.web.marks import Stretch, nest
from xtdata.web.pages import flowing

NEIGHBOURS = 2
PANEL = "passage"


def panel(dataset: Dataset, row: Row, view: View) -> str:
    """The HTML of the panel for *row*, opened in *view*."""
    catalogue, key = dataset.catalogue, str(row["id"])
    source = catalogue.sources[str(row["source"])]
    return render(
        "passage.html",
        panel=PANEL,
        row=row,
        value=wording.hedged(row),
        about=f"{wording.period_label(row)} · {wording.place(row)} · {wording.status_label(row)}",
        extracts=extracts(dataset, key),
        source=source,
        source_date=Period.parse(source.date).label if source.date else "",
        note=None if wording.missing(row["note"]) else row["note"],
        derived=[one.how for one in audit.implied(catalogue) if one.id == key],
        citation=wording.citation(row, catalogue),
        permalink=Links().observation(key),
        reading="" if view.source else "/source" + replace(view, source=str(row["source"])).query(key),
        chart=f"/{row['theme']}{view.filters.query(key)}" if view.source and row["theme"] in HEADLINES else "",
        close=view.query(),
    )


def extracts(dataset: Dataset, key: str) -> list[Markup]:
    """Each place where the observation *key* is printed: the quote, its figure marked, with the sentences around it."""
    source = dataset.catalogue.observations[key].source
    text = dataset.loaded.library.texts.get(source)
    return [extract(text.raw, one) for one in dataset.loaded.evidence.get(key, ())] if text else []


def extract(raw: str, evidence: Evidence) -> Markup:
    """The passage in *raw* with its neighbours; the quote in ``<q>``, the printed figure in ``<mark>``."""
    around = sentence_around(raw, evidence.passage, NEIGHBOURS)
    stretches = [_stretch(evidence.passage, 0, "q")]
    if evidence.figure:
        stretches.append(_stretch(evidence.figure, 1, "mark"))
    return nest(raw, stretches, {}, around, flowing)


def _stretch(passage: Passage, rank: int, tag: str) -> Stretch:
    opening, closing = Markup(f"<{tag}>"), Markup(f"</{tag}>")
    return Stretch(passage.start, passage.end, rank, opening, opening, closing)


@dataclass(frozen=True)
class Note:
    """One numbered footnote under a chart: what is said, and by whom."""

    number: int
    id: str
    says: str
    source: Source
    date: str


def notes(ids: Sequence[str], rows: Mapping[str, Row], catalogue: Catalogue) -> list[Note]:
    """The footnotes of a chart, in the order of *ids*."""
    return [_note(number, rows[key], catalogue) for number, key in enumerate(ids, start=1)]


def _note(number: int, row: Row, catalogue: Catalogue) -> Note:
    source = catalogue.sources[str(row["source"])]
    return Note(number, str(row["id"]), wording.statement(row), source, Period.parse(source.date).label if source.date else "日期不详")
