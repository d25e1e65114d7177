"""How often ``suggest`` names the right indicator: against the observations that editors have taken from the same texts.

    python benchmarks/suggest/indicators.py [--wrong] [--missed]

For each observation that is proved word for word, the suggestion over its figure is looked up. Its indicator is right where it is
the observation's. Precision counts the wrong among those named, recall the right among all. Texts that are not shipped are
looked for in the folders that XTDATA_SOURCES names.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from xtdata.facts.loading import Loaded, load_file  # noqa: E402
from xtdata.reading import Candidate, suggest  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--wrong", action="store_true", help="print each wrong indicator")
    parser.add_argument("--missed", action="store_true", help="print each observation without a suggested indicator")
    options = parser.parse_args()
    loaded = load_file(ROOT / "indicators.yaml")
    right, wrong, missed, unread = 0, [], [], 0
    for wanted, candidate, name in compared(loaded):
        if candidate is None:
            unread += 1
        elif candidate.indicator_id is None:
            missed.append((name, wanted, candidate))
        elif candidate.indicator_id == wanted:
            right += 1
        else:
            wrong.append((name, wanted, candidate))
    print(f"precision {right / max(1, right + len(wrong)):.3f}  recall {right / max(1, right + len(wrong) + len(missed)):.3f}")
    print(f"{right} right, {len(wrong)} wrong, {len(missed)} left open, {unread} figures not suggested")
    for shown, cases in ((options.wrong, wrong), (options.missed, missed)):
        for name, wanted, candidate in cases if shown else ():
            print(f"{name}: {candidate.indicator} {candidate.text} is {wanted}, named {candidate.indicator_id}: {candidate.quote}")


def compared(loaded: Loaded) -> list[tuple[str, Candidate | None, str]]:
    """The indicator of each proved observation, with the suggestion over its figure and the name of its text."""
    catalogue = loaded.catalogue
    assert catalogue is not None
    found = []
    for key, text in loaded.library.texts.items():
        source = catalogue.sources[key]
        region = catalogue.regions[catalogue.home].name
        candidates = suggest(text.raw, region=region, date=str(source.date) if source.date else None, catalogue=catalogue)
        starts = [one.start for one in candidates]
        for id in catalogue.by_source[key]:
            for evidence in loaded.evidence.get(id, ()):
                if evidence.figure is None:
                    continue
                index = bisect_right(starts, evidence.figure.end - 1) - 1
                over = candidates[index] if index >= 0 and candidates[index].end > evidence.figure.start else None
                found.append((catalogue.observations[id].indicator, over, key))
    return found


if __name__ == "__main__":
    main()
