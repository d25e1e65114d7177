"""The panel beside a chart: where one figure is printed, word for word, and what is known of its source."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from xtdata.app.data import Row
from xtdata.app.filters import View
from xtdata.app.footnotes import dated, issuer
from xtdata.app.headlines import HEADLINES
from xtdata.app.paper import render
from xtdata.facts import wording
from xtdata.facts.dataset import Dataset
from xtdata.language.text import Passage, sentence_around
from xtdata.verification import audit
from xtdata.verification.evidence import Evidence, evidence_in_quote
from xtdata.web.links import Links
from xtdata.web.marks import Stretch, nest
from xtdata.web.pages import flowing

NEIGHBOURS = 2
PANEL = "passage"


def panel(dataset: Dataset, row: Row, view: View) -> str:
    """The HTML of the panel for *row*, opened in *view*."""
    catalogue, key = dataset.catalogue, str(row["id"])
    source, held = catalogue.sources[str(row["source"])], str(row["source"]) in dataset.loaded.library.texts
    return render(
        "passage.html",
        panel=PANEL,
        row=row,
        value=wording.hedged(row),
        about=f"{wording.period_label(row)} · {wording.place(row)} · {wording.status_label(row)}",
        extracts=extracts(dataset, key),
        held=held,
        level=wording.level_label(row),
        doubt=wording.proof_note(row, source, held),
        source=source,
        issuer=issuer(source),
        source_date=dated(source),
        note=None if wording.missing(row["note"]) else row["note"],
        derived=[one.how for one in audit.implied(catalogue) if one.id == key],
        citation=wording.citation(row, catalogue),
        permalink=Links().observation(key),
        reading="" if view.source else "/source" + replace(view, source=str(row["source"])).query(key),
        chart=f"/{row['theme']}{view.filters.query(key)}" if view.source and row["theme"] in HEADLINES else "",
        close=view.query(),
    )


def extracts(dataset: Dataset, key: str) -> list[Markup]:
    """Each place where the observation *key* is printed: the quote, its figure marked, with the sentences around it.

    Where the text of the source is not at hand, or does not have the quote, the quote stands alone.
    """
    observation = dataset.catalogue.observations[key]
    text, evidence = dataset.loaded.library.texts.get(observation.source), dataset.loaded.evidence.get(key, ())
    if text and evidence:
        return [extract(text.raw, one) for one in evidence]
    unit = dataset.catalogue.unit(observation)
    return [extract(quote.exact, evidence_in_quote(observation, unit, quote)) for quote in observation.quote]


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
