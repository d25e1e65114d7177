"""How well ``factcheck`` judges texts as staff write them, with labels made by reading and by change of known figures.

    python benchmarks/factcheck.py [--wrong] [seen|unseen|made]

The texts lie in ``tests/reading/factcheck_texts``: in ``seen`` those that it was developed on, in ``unseen`` those that were written before
and not looked at while it was. ``{6.4%|true}`` is a figure with its label: ``true``, ``rounded``, ``wrong:KIND`` or ``unknown``.
``made`` are sentences made from the shipped data by a program, true or with one part changed. The aims: 95 % of wrong figures caught, at
most 2 % of true ones called wrong, 90 % of true ones found, none of the unknown ones confirmed; 5,000 characters in under 2 s.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from judged_texts import Judged, judged, read_texts  # noqa: E402

import xtdata  # noqa: E402
from xtdata.facts.fact import Fact  # noqa: E402
from xtdata.facts.wording import number, predicate, with_unit  # noqa: E402
from xtdata.reading.factcheck import Checker  # noqa: E402


def made(facts: list[Fact], count: int) -> Iterator[str]:
    """Sentences in the words of the data, each with one figure: as it is, or with another value, year or unit."""
    chance = random.Random(7)
    plain = [one for one in facts if one.qualifier == "exact" and one.from_value is None and one.status == "actual" and not one.subject]
    plain = [
        one
        for one in plain
        if one.period.is_full_year and one.statistic == "level" and not one.is_rank and one.value > 0 and not one.comparison
    ]
    for _ in range(count):
        fact = chance.choice(plain)
        figure = with_unit(number(fact.value), fact.unit)
        said = predicate(fact)
        if said.count(figure) != 1:
            continue
        kind = chance.choice(("true", "value", "value"))
        value = (
            fact.value if kind == "true" else fact.value + chance.choice((3, 7, 12, 40)) * Decimal(1).scaleb(fact.value.as_tuple().exponent)
        )
        printed = with_unit(number(value), fact.unit)
        label = "true" if kind == "true" else f"wrong:{kind}"
        yield f"{fact.period.start.year}年，{fact.region_name}{said.replace(figure, f'{{{printed}|{label}}}')}。"


def main() -> None:
    """Print the table of each part, and how long a text of 5,000 characters takes."""
    arguments = [one for one in sys.argv[1:] if not one.startswith("--")]
    dataset = xtdata.load()
    checker = Checker(dataset.facts.values())
    for part in arguments or ["seen", "unseen", "made"]:
        texts = (
            [(f"made-{i}", {}, line) for i, line in enumerate(made(list(dataset.facts.values()), 1500))]
            if part == "made"
            else list(read_texts(part))
        )
        found = [one for text in texts for one in judged(checker, *text)]
        _print(part, len(texts), found, "--wrong" in sys.argv)
    _time(checker)


def _print(part: str, texts: int, found: list[Judged], with_wrong: bool) -> None:
    print(f"{part}: {len(found)} figures in {texts} texts")
    for kind in sorted({one.label for one in found}):
        counts = Counter(one.verdict for one in found if one.label == kind)
        right = sum(one.is_right for one in found if one.label == kind)
        print(f"  {kind:16} {right:4}/{counts.total():<4} {dict(counts)}")
    for one in found if with_wrong else ():
        if not one.is_right:
            print(f"    {one.text_name}: {one.label} → {one.verdict}: …{one.around}… {one.message}")


def _time(checker: Checker) -> None:
    text = "".join(plain for part in ("seen", "unseen") for _, _, marked in read_texts(part) for plain in (marked,))
    text = (text.replace("{", "").replace("}", "").replace("|true", "") * 5)[:5000]
    seconds = []
    for _ in range(20):
        start = time.perf_counter()
        checker.check(text, date="2025-01")
        seconds.append(time.perf_counter() - start)
    print(f"5,000 characters: p95 {sorted(seconds)[18]:.2f} s")


if __name__ == "__main__":
    main()
