"""From the fields of a form to an entry of the data file."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import little
from editing_parts import dataset_at, new_draft

from xtdata.editing.draft import numbers_of
from xtdata.editing.entry import Fields, entry, indicator_entry, missing, suggested
from xtdata.editing.quote import selector
from xtdata.language.text import SourceText


def test_the_suggestion_fills_the_form_and_the_form_makes_the_entry(tmp_path: Path) -> None:
    path = little.write(tmp_path)
    dataset = dataset_at(path)
    draft = new_draft(dataset, path)
    numbers = numbers_of(draft, dataset)
    start = numbers.open[0]
    number = numbers.at(start)
    assert number
    form = suggested(numbers.suggestions[start], draft.region, dataset.catalogue, "")
    content = entry(form, draft.source, dataset.catalogue, draft.text, number.passage)
    assert list(content) == ["indicator", "region", "period", "value", "source", "quote"]
    assert (content["value"], content["region"], content["period"]) == (Decimal("6.3"), "qingcheng", "2023")


def test_a_new_indicator_says_what_it_measures_and_the_suggestion_says_it_first(tmp_path: Path) -> None:
    path = little.write(tmp_path)
    dataset = dataset_at(path)
    draft = new_draft(dataset, path, "2023年，全市工业投资增长6.3%，签订协议12个，办结时间缩短到3个工作日，欠款9万元。\n")
    numbers = numbers_of(draft, dataset)
    forms = [suggested(numbers.suggestions[start], draft.region, dataset.catalogue, "") for start in numbers.open]
    assert [form.indicator_measure for form in forms] == ["growth", "count", "duration", "level"]
    written = [indicator_entry(form).get("measure") for form in forms]
    assert written == ["growth", "count", "duration", None]


def test_a_quote_that_is_printed_twice_gets_the_words_before_it() -> None:
    text = SourceText("东区新增企业40家。西区新增企业40家。")
    second = text.find("40家")[1]
    assert selector(text, "新增企业40家", second) == {"exact": "新增企业40家", "prefix": "西区"}


def test_what_is_missing_is_said_before_anything_is_checked(tmp_path: Path) -> None:
    catalogue = dataset_at(little.write(tmp_path)).catalogue
    complete = Fields(indicator="new_firms", region="dongqu", period="2023", value="6", unit="家", quote="甲")
    assert missing(complete, catalogue) == []
    for name in ("indicator", "region", "period", "value", "quote"):
        assert len(missing(replace(complete, **{name: ""}), catalogue)) == 1
    unlike = Fields(indicator="new_firms", region="dongqu", period="2023", value="6", unit="%", quote="甲")
    assert "单位" in " ".join(missing(unlike, catalogue))
