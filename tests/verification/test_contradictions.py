"""The regions that a quote names: the longest name first, one after the other, as an alternation of all names finds them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from xtdata.model.catalogue import Region
from xtdata.verification.contradictions import RegionWords

NAMES = ("湘乡", "湘乡经开区", "湘乡市", "经开区", "雨湖区", "雨湖", "乡经", "区雨")
REGIONS = {f"r{index}": Region(name=name, kind="district") for index, name in enumerate(NAMES)}
ALL_NAMES = re.compile("|".join(sorted(NAMES, key=len, reverse=True)))


@given(st.lists(st.sampled_from([*NAMES, "湘", "乡", "区", "完成5%"]), max_size=6).map("".join))
def test_the_first_name_that_an_alternation_finds_contradicts(quote: str) -> None:
    named = ALL_NAMES.findall(quote)
    for key, region in REGIONS.items():
        assert RegionWords(REGIONS).conflict(quote, key) == ("" if region.name in named or not named else named[0])


def test_a_quote_about_a_part_or_the_whole_contradicts_nothing() -> None:
    regions = {"city": Region(name="青城市", kind="city"), "east": Region(name="东区", kind="district", parent="city")}
    words = RegionWords(regions)
    assert words.conflict("青城市完成投资5亿元", "east") == words.conflict("东区完成投资5亿元", "city") == ""
    assert RegionWords(REGIONS | regions).conflict("湘乡市完成投资5亿元", "east") == "湘乡市"
