"""What a source prints wrongly is recorded beside the figure, and guarded."""

from __future__ import annotations

from pathlib import Path

import pytest
from little import GOOD, brief, expected, write

from xtdata.facts.loading import load_file

FIELDS = {
    "fact": "new_firms/dongqu/2022", "expect": "东区新增企业30家", "right": "应为33家", "by": "统计公报", "since": "2023-03",
}  # fmt: skip


def with_correction(**fields: str) -> str:
    lines = "".join(f"    {name}: {value}\n" for name, value in (FIELDS | fields).items())
    return f"{GOOD}\ncorrections:\n  -{lines[3:]}"


def test_a_correction_of_what_the_text_prints_is_sound_and_open(tmp_path: Path) -> None:
    loaded = load_file(write(tmp_path, with_correction()))
    assert loaded.diagnostics == () and loaded.catalogue is not None
    [one] = loaded.catalogue.corrections
    assert (one.fact, one.status, one.since) == (FIELDS["fact"], "open", "2023-03")


@pytest.mark.parametrize(
    ("fields", "code", "place"),
    [
        ({"fact": "new_firms/dongqu/2021"}, "E026", "fact: ▸new_firms/dongqu/2021"),
        ({"expect": "东区新增企业31家"}, "W074", "expect: ▸东区"),
        ({"since": "去年"}, "E013", "since: ▸去年"),
        ({"status": "done"}, "E014", "status: ▸done"),
    ],
)
def test_a_bad_correction_is_told_with_its_place(tmp_path: Path, fields: dict[str, str], code: str, place: str) -> None:
    text = with_correction(**fields)
    assert brief(load_file(write(tmp_path, text)).diagnostics) == expected(text, (code, place))


def test_once_it_is_fixed_the_text_need_no_longer_print_it(tmp_path: Path) -> None:
    assert load_file(write(tmp_path, with_correction(expect="东区新增企业31家", status="fixed"))).diagnostics == ()
