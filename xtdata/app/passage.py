"""The panel beside a chart: where one figure is printed, word for word, and what is known of its source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from xtdata.app.filters import View
from xtdata.app.footnotes import dated, issuer
from xtdata.app.markup import render
from xtdata.facts import wording
from xtdata.facts.fact import Fact
from xtdata.model.catalogue import CORRECTION_STATUSES
from xtdata.render.excerpts import excerpts
from xtdata.render.links import Links
from xtdata.verification import audit
from xtdata.verification.audit import Check

# How the panel and a source's page print a passage: the sentences around it, the elements of passage and figure.
EXCERPT = (2, "q", "mark")
PANEL = "passage"


@dataclass(frozen=True)
class Dispute:
    """Figures that do not agree: a sentence, and the way to each of the others."""

    words: str
    others: tuple[tuple[str, str], ...]


def _dispute(check: Check, fact: Fact, view: View) -> Dispute:
    observations = fact.catalogue.observations
    named = (
        (fact.catalogue.indicators[observations[key].indicator].name, replace(view, source="").address(key))
        for key in check.beside(fact.id)
    )
    return Dispute(wording.dispute(check, fact.catalogue), tuple(named))


def _chart(fact: Fact, view: View) -> str:
    """The address of a chart that draws *fact*: on the page of its theme or, without one, that of its indicator and region."""
    if fact.theme in fact.catalogue.headlines:
        return f"/{fact.theme}{view.filters.address(fact.id)}"
    alike = view.query.changed(words="", themes=(), indicators=(fact.indicator,), regions=(fact.region,))
    return f"/indicators{View(alike, tab='chart').address(fact.id)}"


def panel(fact: Fact, view: View, *, may_edit: bool = False) -> str:
    """The HTML of the panel for *fact*, opened in *view*; with a way to change it for who *may_edit*."""
    source, key = fact.origin, fact.id
    return render(
        "passage.html",
        panel=PANEL,
        id=key,
        indicator=fact.indicator_name,
        value=wording.hedged(fact),
        about=f"{wording.period_label(fact)} · {wording.place(fact)} · {wording.status_label(fact)}",
        sentence=next(iter(excerpts(fact, 0, "b", "strong")), ""),
        excerpts=excerpts(fact, *EXCERPT),
        held=fact.text is not None,
        level=wording.level_label(fact),
        doubt=wording.proof_note(fact),
        source=source,
        issuer=issuer(source),
        source_date=dated(source),
        note=fact.note,
        disputes=[_dispute(check, fact, view) for check in fact.disputes],
        corrections=[
            f"来源印错：{one.right}（{one.by}）；{CORRECTION_STATUSES[one.status]}" for one in fact.catalogue.corrections if one.fact == key
        ],
        derived=[one.how for one in audit.implied(fact.catalogue) if one.id == key],
        citation=wording.citation(fact),
        permalink=Links().observation(key),
        reading="" if view.source else "/source" + replace(view, source=fact.source).address(key),
        chart=_chart(fact, view) if view.source else "",
        edit=f"/editing?{urlencode({'fact': key})}" if may_edit else "",
        close=view.address(),
    )
