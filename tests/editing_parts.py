"""What the tests of editing begin with: the small data set and an article that is not in it yet."""

from __future__ import annotations

from pathlib import Path

from xtdata.editing.draft import Draft, draft_of_document
from xtdata.facts.dataset import Dataset
from xtdata.facts.loading import load_file
from xtdata.sources.document import read_document
from xtdata.sources.register import propose_source

ARTICLE = """青城市2023年经济运行简报

2023年，全市固定资产投资增长6.3%，新增企业40家。西区新增企业40家，发出“五个100”的号召。
"""


def dataset_at(path: Path) -> Dataset:
    """The data file at *path*, loaded."""
    return Dataset(load_file(path))


def new_draft(dataset: Dataset, path: Path, text: str = ARTICLE, source: str = "report-2023") -> Draft:
    """A draft of *text* as a new source of the data file at *path*."""
    document = read_document(text.encode())
    checksums = {key: one.sha256 for key, one in dataset.catalogue.sources.items()}
    return draft_of_document(document, propose_source(document, path.parent, checksums, id=source, date="2024-01"), "qingcheng")
