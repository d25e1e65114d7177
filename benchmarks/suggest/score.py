"""How well ``suggest`` reads reports that it has not seen: precision, recall and fields, against labels made by reading.

    python benchmarks/suggest/score.py [--all] [--wrong] [REPORT ...]

The labels beside this script say where a claim stands and how it is read; the reports themselves are not shipped. They are
looked for in the folder that XTDATA_SOURCES names, or in ``../shared/corpus`` beside the project, as ``<place>/<year>.md``.
Reports marked ``blind`` in their labels were never used to develop the reader; without ``--all`` they are left out.
A claim counts as found where a candidate's span overlaps its own and value and unit are the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from xtdata.facts.loading import load_file  # noqa: E402
from xtdata.language.quantity import claims as scan_claims  # noqa: E402
from xtdata.language.text import Folded  # noqa: E402
from xtdata.reading import as_records, suggest  # noqa: E402

Record = dict[str, Any]
FIELDS = ("qualifier", "status", "period", "region", "indicator")
GOALS = {"F1": 0.95, "qualifier": 0.95, "status": 0.9, "period": 0.8, "region": 0.9, "indicator": 0.75, "all": 0.5}


@dataclass
class Tally:
    """Counts of one report or several."""

    labelled: int = 0
    proposed: int = 0
    found: int = 0
    right: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.labelled + other.labelled, self.proposed + other.proposed, self.found + other.found, self.right + other.right
        )  # fmt: skip

    def rates(self) -> dict[str, float]:
        rates = {"P": self.found / max(1, self.proposed), "R": self.found / max(1, self.labelled)}
        rates["F1"] = 2 * self.found / max(1, self.proposed + self.labelled)
        return rates | {name: self.right[name] / max(1, self.found) for name in (*FIELDS, "all")}


# --- when two claims say the same -------------------------------------------------------------------

_FILLER = re.compile(
    r"增长|增加|增幅|增速|实现|完成|达到|新增|净增|提高|提升|下降|占|比重|占比|比例|总数|总量|累计|年均|建成|开工|全年|全市|全省|我市|我省|市区|今年|去年|其中|20\d\d年"
    r"|[的了为达和与及、“”《》（）()\s]"
)


def same_value(one: Any, other: Any) -> bool:
    left, right = (value if isinstance(value, list) else [value] for value in (one, other))
    return len(left) == len(right) and all(abs(a - b) < 1e-3 for a, b in zip(left, right, strict=True))


def same_phrase(one: str, other: str) -> bool:
    """Whether one phrase holds the other, or they share most of their bigrams, particles and common verbs apart."""
    left, right = _FILLER.sub("", one), _FILLER.sub("", other)
    if not left or not right:
        return left == right and bool(one) == bool(other)
    return left in right or right in left or _dice(left, right) >= 0.6


def _dice(left: str, right: str) -> float:
    one, other = (Counter(text[i : i + 2] for i in range(len(text) - 1)) for text in (left, right))
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def same_region(one: str | None, other: str | None) -> bool:
    return _plain_place(one) == _plain_place(other)


def _plain_place(name: str | None) -> str:
    return re.sub(r"(?<=..)[省市县区]$", "", name or "")


def same_status(one: str, other: str) -> bool:
    return one == other or {one, other} == {"target", "planned"}


def right_fields(label: Record, found: Record) -> Iterator[str]:
    tests = {
        "qualifier": label["qualifier"] == found["qualifier"],
        "status": same_status(label["status"], found["status"]),
        "period": label["period"] == found["period"],
        "region": same_region(label["region"], found["region"]),
        "indicator": same_phrase(label["indicator"], found["indicator"]),
    }
    yield from (name for name, right in tests.items() if right)
    if all(tests.values()):
        yield "all"


# --- scoring ----------------------------------------------------------------------------------------


def score(labels: Record, text: str, records: list[Record], wrong: list[str]) -> Tally:
    inside = [r for r in records if any(start <= r["start"] < end for start, end in labels["ranges"])]
    tally = Tally(len(labels["claims"]), len(inside))
    free = list(inside)
    for label in labels["claims"]:
        match = next((r for r in free if _same_claim(label, r)), None)
        shown = (
            text[max(0, label["start"] - 30) : label["start"]]
            + "【"
            + text[label["start"] : label["end"]]
            + "】"
            + text[label["end"] : label["end"] + 12]
        )
        if match is None:
            wrong.append(f"missed    {shown!r} {label['value']} {label['unit']}")
            continue
        free.remove(match)
        tally.found += 1
        right = set(right_fields(label, match))
        tally.right.update(right)
        wrong += [f"{name:9} {shown!r} {label[name]} ← {match[name]}" for name in FIELDS if name not in right]
    wrong += [f"no claim  {text[r['start'] - 20 : r['end'] + 10]!r} {r['text']} {r['value']} {r['unit']}" for r in free]
    return tally


def _same_claim(label: Record, record: Record) -> bool:
    overlap = record["start"] < label["end"] and label["start"] < record["end"]
    return overlap and record["unit"] == label["unit"] and same_value(label["value"], record["value"])


def baseline(text: str) -> list[Record]:
    """Ten lines of regular expression: what anybody would write first."""
    number = r"(?P<n>\d+(?:\.\d+)?)(?:余|多)?"
    unit = r"(?P<u>%|％|个百分点|万亿元|亿美元|亿元|万元|元|亿斤|万亩|亩|万吨|吨|万平方米|平方公里|公里|万人次|万人|人|万户|户|万家|家|个工作日|个|项|条|件|座|所|名|位|场|台|辆|套|处|倍|成)"
    records = []
    for match in re.finditer(number + unit, text):
        value = (
            -float(match["n"]) if re.search(r"下降$|减少$|降低$", text[max(0, match.start() - 2) : match.start()]) else float(match["n"])
        )
        named = {"％": "%", "个百分点": "百分点", "个工作日": "工作日"}.get(match["u"], match["u"])
        records.append({"start": match.start(), "end": match.end(), "text": match.group(), "value": value, "unit": named})
    return [r | {"qualifier": "exact", "status": "actual", "period": None, "region": None, "indicator": ""} for r in records]


# --- reports ----------------------------------------------------------------------------------------


def load(names: list[str], everything: bool) -> Iterator[tuple[str, Record, str]]:
    folder = Path(os.environ.get("XTDATA_SOURCES", ROOT.parent / "shared" / "corpus"))
    for path in sorted((Path(__file__).parent / "labels").glob("*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        if path.stem not in names and (names or (labels["blind"] and not everything)):
            continue
        source = folder / labels["file"]
        if not source.exists():
            print(f"{path.stem}: no report at {source}; set XTDATA_SOURCES", file=sys.stderr)
            continue
        data = source.read_bytes()
        if hashlib.sha256(data).hexdigest() != labels["sha256"]:
            print(f"{path.stem}: the report is not the one that was labelled", file=sys.stderr)
            continue
        yield path.stem + (" (blind)" if labels["blind"] else ""), labels, data.decode("utf-8")


def row(name: str, tally: Tally) -> str:
    return f"{name:22}{tally.labelled:6}{tally.proposed:6}" + "".join(f"{rate:10.3f}" for rate in tally.rates().values())


def speed(texts: list[str]) -> list[str]:
    catalogue = load_file(ROOT / "indicators.yaml").catalogue
    size = sum(len(text.encode()) for text in texts) / 1e6
    suggest(texts[0], catalogue=catalogue)
    lines = []
    for name, work in (
        ("scanner", lambda text: scan_claims(Folded(text, keep="，").text)),
        ("suggest", suggest),
        ("suggest with catalogue", lambda text: suggest(text, catalogue=catalogue)),
    ):
        begun = time.process_time()
        for text in texts:
            work(text)
        lines.append(f"{name}: {size / (time.process_time() - begun):.2f} MB/s")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description="score suggest against the labels")
    parser.add_argument("--all", action="store_true", help="the blind reports too")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    parser.add_argument("reports", nargs="*")
    options = parser.parse_args()
    total, simple, texts, wrong = Tally(), Tally(), [], []
    print(f"{'':22}{'label':>6}{'found':>6}" + "".join(f"{name:>10}" for name in ("P", "R", "F1", *FIELDS, "all")))
    for name, labels, text in load(options.reports, options.all):
        texts.append(text)
        tally = score(labels, text, as_records(suggest(text)), wrong)
        print(row(name, tally))
        total, simple = total + tally, simple + score(labels, text, baseline(text), [])
    if not texts:
        return 2
    print(row("all", total), row("ten-line expression", simple), sep="\n")
    print("\n".join(wrong if options.wrong else []))
    print("\n".join(speed(texts)))
    missed = [f"{name} {total.rates()[name]:.3f} < {goal}" for name, goal in GOALS.items() if total.rates()[name] < goal]
    print("below the goal: " + "; ".join(missed) if missed else "every goal met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
