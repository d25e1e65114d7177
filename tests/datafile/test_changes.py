"""What the last change did: counted against the version that was kept before it, silent where none can be read."""

from __future__ import annotations

from pathlib import Path

import little

from xtdata.datafile.changes import last_changes
from xtdata.datafile.saving import read, save, versions
from xtdata.facts.loading import load_file
from xtdata.model.catalogue import Catalogue

MORE = """
  - indicator: new_firms
    region: xiqu
    period: 2022
    value: 30
    source: report
    quote: 西区新增企业30家
"""


def catalogue(path: Path) -> Catalogue:
    found = load_file(path).catalogue
    assert found
    return found


def changed(path: Path, old: str, new: str) -> None:
    snapshot = read(path)
    assert old in snapshot.text
    save(path, snapshot.text.replace(old, new, 1), snapshot.digest)


def test_added_changed_and_removed_facts_are_told_apart(tmp_path: Path) -> None:
    path = little.write(tmp_path)
    changed(path, "\nrelations:", MORE + "\nrelations:")
    added = last_changes(path, catalogue(path))
    assert added and (added.added, added.changed, added.removed) == (("new_firms/xiqu/2022",), (), ())
    changed(path, "    value: 8.1\n", "    value: 8.1\n    note: 快报数\n")
    noted = last_changes(path, catalogue(path))
    assert noted and (noted.added, noted.changed, noted.removed) == ((), ("fai_growth/qingcheng/2022",), ())
    changed(path, MORE, "")
    removed = last_changes(path, catalogue(path))
    assert removed and (removed.added, removed.changed, removed.removed) == ((), (), ("new_firms/xiqu/2022",))


def test_without_a_kept_version_that_can_be_read_nothing_is_said(tmp_path: Path) -> None:
    path = little.write(tmp_path)
    assert last_changes(path, catalogue(path)) is None
    changed(path, "title: 青城经济指标", "title: 青城的经济指标")
    assert last_changes(path, catalogue(path)) is None, "no fact is another one"
    changed(path, "    value: 8.1\n", "    value: 8.1\n    note: 快报数\n")
    versions(path)[-1].write_text("\t[", encoding="utf-8")
    assert last_changes(path, catalogue(path)) is None
