"""Facts as a file: ``artifact`` makes one of an ``Extract``, ``FORMATS`` says which kinds there are.

Importing this package is quick, so that help texts can name the formats: whatever is slow to load is imported by the format that needs it.
"""

from xtdata.export import csv_file, json_file, package_file, picture_file, references, sdmx_file, xlsx_file  # noqa: F401 (they register themselves)
from xtdata.export.extract import Extract, NoChart
from xtdata.export.formats import FORMATS, GROUPS, Artifact, CannotExport, UnknownFormat, artifact, by_group

__all__ = ["FORMATS", "GROUPS", "Artifact", "CannotExport", "Extract", "NoChart", "UnknownFormat", "artifact", "by_group"]
