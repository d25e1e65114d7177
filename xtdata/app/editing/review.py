"""Before anything is written: the change as a comparison of lines; after a clash, both versions beside each other."""

from __future__ import annotations

import streamlit as st

from xtdata.app.access import NotAllowed
from xtdata.app.editing.draft import Draft, Saved, Yaml
from xtdata.app.editing.write import Proposal, Refused, carry_out, propose, propose_text
from xtdata.app.paper import render
from xtdata.datafile import CannotEdit, saving
from xtdata.datafile.saving import CannotSave, Conflict
from xtdata.editing.diff import beside, merged, unified
from xtdata.facts.loading import load_file
from xtdata.model.catalogue import Catalogue


def review(draft: Draft) -> None:
    """Show what would be written, and write it when the editor says so."""
    proposal = draft.proposal
    assert proposal is not None
    with st.container(key="review"):
        if draft.clash is not None:
            _clash(draft, proposal, draft.clash)
            return
        lines = unified(proposal.base, proposal.text)
        findings = draft.refused or proposal.findings
        st.html(
            render(
                "editing/review.html",
                lines=lines,
                name=proposal.path.name,
                findings=findings,
                reading=proposal.reading,
                trouble=draft.trouble,
            )
        )
        with st.container(horizontal=True):
            st.button("写入", type="primary", on_click=_write, args=(draft,), key="write", disabled=bool(findings) or not lines)
            st.button("返回", on_click=_leave, args=(draft,), key="review-close", shortcut="Esc")


def _clash(draft: Draft, proposal: Proposal, theirs: str) -> None:
    st.html(render("editing/clash.html", pairs=beside(theirs, proposal.text), name=proposal.path.name, trouble=draft.trouble))
    with st.container(horizontal=True):
        st.button("套用到新版本上", type="primary", on_click=_again, args=(draft,), key="again")
        st.button("返回", on_click=_leave, args=(draft,), key="clash-close")


def _leave(draft: Draft) -> None:
    draft.proposal, draft.clash, draft.refused, draft.trouble = None, None, (), ""


def _write(draft: Draft) -> None:
    proposal = draft.proposal
    if proposal is None:
        return
    draft.trouble = ""
    try:
        ids = carry_out(proposal)
    except Conflict as conflict:
        draft.clash = conflict.theirs
    except Refused as refused:
        draft.refused = tuple(refused.findings)
    except (CannotSave, NotAllowed) as error:
        draft.trouble = str(error)
    else:
        _done(draft, proposal, ids)


def _done(draft: Draft, proposal: Proposal, ids: list[str]) -> None:
    catalogue = load_file(proposal.path).catalogue
    draft.saved = tuple(_saved(key, catalogue) for key in ids if catalogue and key in catalogue.observations)
    if proposal.reading:
        draft.settle()
    else:
        draft.yaml = None
    _leave(draft)


def _saved(key: str, catalogue: Catalogue) -> Saved:
    observation = catalogue.observations[key]
    theme = catalogue.indicators[observation.indicator].theme
    return Saved(key, catalogue.indicators[observation.indicator].name, theme if theme in catalogue.headlines else "")


def _again(draft: Draft) -> None:
    """Make the change once more, upon what the file says now."""
    proposal = draft.proposal
    assert proposal is not None
    try:
        fresh = propose(proposal.path, draft.basket, proposal.reading) if proposal.reading else _rebased(draft, proposal)
    except (CannotSave, CannotEdit) as error:
        draft.trouble = str(error)
        return
    _leave(draft)
    draft.proposal = fresh


def _rebased(draft: Draft, proposal: Proposal) -> Proposal:
    """The text of the YAML editor with the other's changes brought in. Raises ``CannotSave`` where both changed one place."""
    present = saving.read(proposal.path)
    text = merged(proposal.base, proposal.text, present.text)
    if text is None:
        raise CannotSave("两个人改了同一处，合不到一起。请返回，照着左边的新版本改自己的文本，或先放弃自己的改动。")
    serial = draft.yaml.serial + 1 if draft.yaml else 1
    draft.yaml = Yaml(present.text, present.digest, text, serial)
    return propose_text(proposal.path, draft.yaml.base, draft.yaml.digest, text)
