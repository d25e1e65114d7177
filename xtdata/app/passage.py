"""The panel beside a chart: where one figure is printed, word for word, and what is known of its source."""

from __future__ import annotations

from dataclasses import replace

from xtdata.app.data import Row
from xtdata.app.filters import View
from xtdata.app.footnotes import dated, issuer
from xtdata.app.headlines import HEADLINES
from xtdata.app.paper import render
from xtdata.facts import wording
from xtdata.facts.dataset import Dataset
from xtdata.render.excerpts import excerpts
from xtdata.render.links import Links
from xtdata.verification import audit

# How the panel and a source's page print a passage: the sentences around it, the elements of passage and figure.
EXCERPT = (2, "q", "mark")
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
        excerpts=excerpts(dataset, key, *EXCERPT),
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
