"""A place that is not registered yet comes with an id in pinyin, a kind and a parent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import little
import pytest
from editing_parts import dataset_at

from xtdata.editing.region import propose_id, propose_region
from xtdata.model.catalogue import Region


@pytest.mark.parametrize(
    ("name", "taken", "id"),
    [
        ("娄底市", (), "loudi"),
        ("娄底市", {"loudi"}, "loudishi"),
        ("娄底市", {"loudi", "loudishi"}, "loudishi2"),
        ("长沙县", {"changsha"}, "changshaxian"),
        ("重庆市", (), "chongqing"),
        ("135园区", (), "region135yuan"),
    ],
)
def test_the_id_is_pinyin_and_free(name: str, taken: set[str], id: str) -> None:
    assert propose_id(name, taken) == id


@pytest.mark.parametrize(
    ("name", "kind", "parent"),
    [
        ("娄底市", "city", "hunan"),
        ("双峰县", "district", "qingcheng"),
        ("娄星工业园", "park", "qingcheng"),
        ("云南省", "province", "china"),
        ("长株潭", "area", "hunan"),
    ],
)
def test_kind_and_parent_come_from_the_name_and_the_text(tmp_path: Path, name: str, kind: str, parent: str) -> None:
    catalogue = dataset_at(little.write(tmp_path)).catalogue
    above = {"hunan": Region(name="湖南省", kind="province"), "china": Region(name="全国", kind="country")}
    catalogue = replace(catalogue, regions={**catalogue.regions, **above})
    text = f"{name}政府工作报告。湖南省青城市。"
    assert propose_region(name, text, catalogue)[1] == {"name": name, "kind": kind, "parent": parent}


def test_without_a_word_of_what_is_above_no_parent_is_proposed(tmp_path: Path) -> None:
    catalogue = dataset_at(little.write(tmp_path)).catalogue
    assert propose_region("娄底市", "娄底市政府工作报告", catalogue) == ("loudi", {"name": "娄底市", "kind": "city"})
