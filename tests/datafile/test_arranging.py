"""Arranging the facts by source changes their order and the heads of the groups, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import little
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xtdata.datafile import CannotEdit
from xtdata.datafile.arranging import arranged
from xtdata.datafile.build import build
from xtdata.datafile.document import YamlDocument
from xtdata.editing.revision import Arrangement

HEAD, _, REST = little.GOOD.partition("observations:\n")
LIST, _, RELATIONS = REST.partition("\nrelations:\n")
ITEMS = ["  - " + item for item in re.split(r"^  - ", LIST, flags=re.M)[1:]]
LATER = "  later:\n    title: 后来的 “报告”\n    redistributable: false\n    date: 2023-12\n    available: 政府网站\n\nindicators:\n"


def text_of(items: list[str], newline: str = "\n") -> str:
    """The little data set with these observations and a second source."""
    head = HEAD.replace("indicators:\n", LATER, 1)
    return f"{head}observations:\n{''.join(items)}\nrelations:\n{RELATIONS}".replace("\n", newline)


def comments(text: str) -> Counter[str]:
    """The comment lines of *text*, without the heads of groups."""
    lines = (line.strip() for line in text.splitlines())
    return Counter(line for line in lines if line.startswith("#") and not re.fullmatch(r"# 来源 \S+：\d+ 条|# 来源 .*》：\d+ 条", line))


def facts(text: str) -> dict[str, object]:
    catalogue = build(YamlDocument(text).data).catalogue
    assert catalogue is not None
    return dict(catalogue.observations)


@st.composite
def _files(draw: st.DrawFn) -> str:
    items = []
    for item in draw(st.permutations(ITEMS)):
        source = draw(st.sampled_from(["report", "later"]))
        before = draw(st.sampled_from(["", "  # 说明甲\n", "\n  # 说明乙\n", "\n", "# 顶格的说明\n", "  # 甲\n\n  # 乙\n"]))
        inside = draw(st.sampled_from(["", "    # 里面的说明\n"]))
        item = item if source == "report" else re.sub(r"    quote: .*\n", "", item.replace("source: report", "source: later"))
        items.append(before + item.rstrip("\n") + "\n" + inside)
    return text_of(items, draw(st.sampled_from(["\n", "\r\n"])))


@settings(max_examples=150, deadline=None)
@given(_files(), st.dictionaries(st.integers(0, 4), st.integers(0, 50)))
def test_the_facts_and_the_comments_stay_and_the_groups_hold_together(text: str, places: dict[int, int]) -> None:
    after = arranged(YamlDocument(text), places).text
    assert facts(after) == facts(text)
    assert comments(after) == comments(text)
    sources = [one["source"] for one in YamlDocument(after).data["observations"]]
    assert sources == sorted(sources, key=sources.index)
    heads = re.findall(r"# 来源 (\w+)《.*》：(\d+) 条", after)
    assert heads == [(source, str(sources.count(source))) for source in dict.fromkeys(sources)]
    assert arranged(YamlDocument(after), {}).text == after


def test_facts_stand_in_the_order_of_their_text_and_arranging_twice_changes_nothing(tmp_path: Path) -> None:
    path = little.write(tmp_path, text_of(ITEMS[::-1]))
    after = Arrangement(path).written(path.read_text(encoding="utf-8"))
    order = [one["indicator"] for one in YamlDocument(after).data["observations"]]
    assert order == ["fai_growth", "projects_signed", "investment", "approval_time", "new_firms"]
    assert Arrangement(path).written(after) == after


def test_a_comment_goes_with_what_it_speaks_of() -> None:
    items = ["  # 说的是这份报告\n" + ITEMS[1], "  # 说的是增速\n" + ITEMS[0]]
    after = arranged(YamlDocument(text_of(items)), {0: 9, 1: 1}).text
    lines = after.partition("observations:\n")[2].splitlines()
    assert lines[:4] == [
        "  # 来源 report《青城市2022年经济运行简报》：2 条",
        "  # 说的是这份报告",
        "  # 说的是增速",
        "  - indicator: fai_growth",
    ]


def test_observations_on_one_line_are_not_arranged() -> None:
    text = (
        HEAD + "observations: [{indicator: new_firms, region: dongqu, period: 2022, value: 30, source: report, quote: 东区新增企业30家}]\n"
    )
    with pytest.raises(CannotEdit, match="行内写法"):
        arranged(YamlDocument(text), {})
