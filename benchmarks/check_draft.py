"""Checking one observation alone, against loading the whole data file anew.

    python benchmarks/check_draft.py [FILE]

Every observation of the file whose text is at hand is taken out of the catalogue and checked as a draft.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from xtdata.facts.loading import load_file  # noqa: E402
from xtdata.verification.evidence import quantities  # noqa: E402
from xtdata.verification.verify import check_observation  # noqa: E402

LOADS = 5


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "indicators.yaml"
    loads = []
    for _ in range(LOADS):
        start = time.perf_counter()
        loaded = load_file(path)
        loads.append(time.perf_counter() - start)
    catalogue, texts = loaded.catalogue, loaded.library.texts
    assert catalogue is not None
    drafts = []
    for key, draft in catalogue.observations.items():
        if draft.source in texts:
            others = {other: one for other, one in catalogue.observations.items() if other != key}
            without = replace(catalogue, observations=others)
            # An editor's quote is new: it has not been read before.
            quantities.cache_clear()
            start = time.perf_counter()
            check_observation(without, draft, texts)
            drafts.append(time.perf_counter() - start)
    print(f"{len(catalogue.observations)} observations, {len(drafts)} drafts; medians")
    print(f"whole file   {median(loads) * 1e3:8.2f} ms")
    print(f"one draft    {median(drafts) * 1e3:8.2f} ms   (slowest {max(drafts) * 1e3:.2f} ms)")
    print(f"ratio        {median(loads) / median(drafts):8.0f}")


if __name__ == "__main__":
    main()
