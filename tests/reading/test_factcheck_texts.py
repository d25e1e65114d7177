"""Texts as staff write them, with labelled figures, judged by the shipped data. Those in ``unseen`` were not looked at while the judge was made."""

from __future__ import annotations

import pytest
from judged_texts import Judged, judged, read_texts

import xtdata
from xtdata.facts.wording import statement
from xtdata.reading.factcheck import CLOSE, MATCH, MISMATCH, Checker


@pytest.fixture(scope="module")
def found() -> dict[str, list[Judged]]:
    checker = Checker(xtdata.load().facts.values())
    return {part: [one for text in read_texts(part) for one in judged(checker, *text)] for part in ("seen", "unseen")}


def share(found: list[Judged], *verdicts: str) -> float:
    return sum(one.verdict in verdicts for one in found) / len(found)


@pytest.mark.parametrize("part", ["seen", "unseen"])
def test_true_figures_are_found_and_wrong_ones_caught(found: dict[str, list[Judged]], part: str) -> None:
    true = [one for one in found[part] if one.label in {"true", "rounded"}]
    wrong = [one for one in found[part] if one.label.startswith("wrong")]
    unknown = [one for one in found[part] if one.label == "unknown"]
    assert share(true, MATCH, CLOSE) >= 0.85
    assert share(true, MISMATCH) <= 0.02
    assert share(wrong, MISMATCH) >= 0.8
    assert share(wrong, MATCH) == 0
    assert share(unknown, MATCH, CLOSE) == 0


def test_there_are_texts_of_every_kind(found: dict[str, list[Judged]]) -> None:
    kinds = {one.label for part in found.values() for one in part}
    assert {"true", "rounded", "unknown"} < kinds
    assert {f"wrong:{kind}" for kind in ("value", "unit", "period", "region", "indicator", "target", "points", "direction")} < kinds
    assert sum(len({one.text_name for one in part}) for part in found.values()) >= 20


def test_no_sentence_that_the_product_makes_is_called_wrong() -> None:
    facts = xtdata.load().facts
    checker = Checker(facts.values())
    told = [statement(fact) for fact in facts.values() if not fact.subject and not fact.is_rank]
    found = {text: [one.verdict for one in checker.check(f"{text}。")] for text in told}
    assert [text for text, verdicts in found.items() if MISMATCH in verdicts] == []
    assert sum(bool({MATCH, CLOSE} & set(verdicts)) for verdicts in found.values()) > 0.75 * len(found)
