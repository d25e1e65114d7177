"""Candidate observations of a Chinese news text or report, ready for an editor to judge."""

from __future__ import annotations

from xtdata.reading.candidate import Candidate
from xtdata.reading.output import as_records, as_yaml
from xtdata.reading.propose import suggest

__all__ = ["Candidate", "as_records", "as_yaml", "suggest"]
