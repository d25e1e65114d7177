"""The address of the page: what it says now, and how it is changed.

A click that comes before the browser has heard of the last change still carries the address from before it. So each
change starts from what was last written here, unless the browser shows an address that is neither older nor the same:
then the reader has gone elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

import streamlit as st

Params = dict[str, list[str]]
_KEY = "address"
_OF_PAGE = ("o", "source", "by", "layout", "view", "tab", "chart", "sort", "p")
_NEXT = "next-page"


@dataclass(frozen=True)
class _Written:
    """The address written last, and those that the browser may still show."""

    params: Params
    older: tuple[Params, ...]


def present() -> Params:
    """The parameters of the present address."""
    shown, written = _shown(), _written()
    return written.params if written and shown in written.older else shown


def write(params: Mapping[str, Sequence[str]]) -> None:
    """Make *params* the address; a page shows it on this very run."""
    shown, written = _shown(), _written()
    older = (*written.older, written.params) if written and shown in written.older else (shown,)
    plain = {name: list(values) for name, values in params.items()}
    st.session_state[_KEY] = _Written(plain, older)
    st.query_params.from_dict(plain)


def follow(link: str, base: str, page: str | None = None) -> None:
    """Change of the address what *link* changes of *base*, the address that the link was made for (both query strings).

    With *page*, the run that follows goes there.
    """
    asked = _parsed(link)
    params = merged(_parsed(base), asked, present())
    if page is None:
        write(params)
    else:
        st.session_state[_NEXT] = page, {name: values for name, values in params.items() if name in asked or name not in _OF_PAGE}


def next_page() -> tuple[str, Params] | None:
    """The page that a followed link leads to, and its parameters; once."""
    found = st.session_state.pop(_NEXT, None)
    return found if isinstance(found, tuple) else None


def arrive() -> None:
    """Begin a run: a reader who shows another address than the one written last has gone elsewhere."""
    written = _written()
    if written and _shown() != written.params:
        del st.session_state[_KEY]


def merged(base: Params, link: Params, now: Params) -> Params:
    """*now*, with what differs between *base* and *link* as in *link*.

    >>> merged({"region": ["a"]}, {"region": ["a"], "o": ["x"]}, {"region": ["a"], "cited": ["1"]})
    {'region': ['a'], 'cited': ['1'], 'o': ['x']}
    """
    changed = {name for name in (*base, *link) if base.get(name) != link.get(name)}
    kept = {name: values for name, values in now.items() if name not in changed}
    return kept | {name: values for name, values in link.items() if name in changed}


def query() -> str:
    """The present address as a query string."""
    return urlencode(present(), doseq=True)


def _shown() -> Params:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _written() -> _Written | None:
    written = st.session_state.get(_KEY)
    return written if isinstance(written, _Written) else None


def _parsed(query: str) -> Params:
    return parse_qs(query.removeprefix("?"))
