"""Entries are built one by one: what is valid is kept, what is not is named by its path, and nothing is raised."""

import pytest
from little import GOOD, changed

from xtdata.datafile.build import Entries, build, read_entry
from xtdata.datafile.parsing import parse
from xtdata.model.catalogue import Indicator, Observation

ENTRY = {"indicator": "fai_growth", "region": "qingcheng", "period": "2022", "value": "8.10", "source": "report", "quote": "增长8.1%"}


def built(text: str):
    return build(parse(text))


def test_a_sound_file_gives_every_entry_in_its_order_and_no_diagnostic():
    whole = built(GOOD)
    assert whole.diagnostics == ()
    assert next(iter(whole.catalogue.observations)) == "fai_growth/qingcheng/2022"
    plain = Entries.of(whole.catalogue)
    assert (whole.entries.observations, list(whole.entries.relations)) == (plain.observations, list(plain.relations))


@pytest.mark.parametrize(("data", "code"), [(None, "E004"), ([], "E010"), ("甲", "E010")])
def test_what_is_no_mapping_gives_no_catalogue(data, code):
    whole = build(data)
    assert whole.catalogue is None
    assert [diagnostic.code for diagnostic in whole.diagnostics] == [code]


def test_an_entry_that_is_not_valid_is_left_out_and_the_others_keep_their_indices():
    whole = built(changed(("value: 238", "value: 二百三十八")))
    assert [diagnostic.path for diagnostic in whole.diagnostics] == [("observations", 1, "value")]
    assert list(whole.entries.observations.values()) == [0, 2, 3, 4]
    assert whole.entries.may_hold("projects_signed") and not whole.entries.may_hold("new_firms")


def test_a_section_that_cannot_be_read_may_hold_anything():
    whole = built(GOOD.replace("\nthemes:\n  investment:\n    name: 投资增长\n", "\nthemes: 甲\n"))
    assert whole.entries.is_unread("themes", "investment")


def test_one_entry_is_read_alone():
    entry, diagnostics = read_entry(Observation, ENTRY)
    assert diagnostics == []
    assert (str(entry.value), entry.quote[0].exact) == ("8.10", "增长8.1%")


def test_what_is_wrong_with_one_entry_is_told_under_the_given_path():
    entry, diagnostics = read_entry(Indicator, {"name": "增速", "unti": "%", "direction": "up", "theme": "a"}, ("indicators", "fai"))
    assert entry is None
    assert [(diagnostic.code, diagnostic.path[:3]) for diagnostic in diagnostics] == [
        ("E012", ("indicators", "fai")),
        ("E014", ("indicators", "fai", "direction")),
        ("E011", ("indicators", "fai", "unti")),
    ]
    assert "unit" in diagnostics[2].hint
