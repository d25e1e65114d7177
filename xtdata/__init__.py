"""A source-cited economic-indicator dashboard: ``xtdata.load().frame()`` is the table."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xtdata.facts.query import Query, Selection
    from xtdata.model.diagnostics import Diagnostic, Finding, InvalidData
    from xtdata.notebook import Dataset, load

__all__ = ["Dataset", "Diagnostic", "Finding", "InvalidData", "Query", "Selection", "load"]

_HOMES = {
    "Dataset": "notebook",
    "Diagnostic": "model.diagnostics",
    "Finding": "model.diagnostics",
    "InvalidData": "model.diagnostics",
    "Query": "facts.query",
    "Selection": "facts.query",
    "load": "notebook",
}


def __getattr__(name: str) -> Any:
    # pandas takes half a second to import, and checking a file does not need it.
    if name not in _HOMES:
        raise AttributeError(f"module 'xtdata' has no attribute {name!r}")
    return getattr(import_module(f"xtdata.{_HOMES[name]}"), name)
