"""A source-cited economic-indicator dashboard: ``xtdata.load().frame()`` is the table."""

from xtdata.dataset import Dataset, load
from xtdata.findings import Finding, InvalidData
from xtdata.frame import Selection

__all__ = ["Dataset", "Finding", "InvalidData", "Selection", "load"]
