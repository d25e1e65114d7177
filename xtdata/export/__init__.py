"""The table as a file: ``artifact`` makes one, ``FORMATS`` says which there are.

Importing this package is quick, so that help texts can name the formats: pandas is imported by whoever has a table.
"""

from xtdata.export import csv_file, json_file  # noqa: F401 (they register themselves)
from xtdata.export.formats import FORMATS, Artifact, UnknownFormat, artifact

__all__ = ["FORMATS", "Artifact", "UnknownFormat", "artifact"]
