"""How long does a search take, over all texts of a folder, against looking through them with ``str.find``?

``python benchmarks/search.py [FOLDER]`` reads the texts of FOLDER (the first of ``XTDATA_SOURCES`` where it is left out), builds their index, reads it
again from its file, and asks for phrases that stand in the texts and for questions about the shipped data. The same phrases are looked for with
``str.find`` in the same run. Ends with status 1 where 95 of 100 answers take more than 20 ms.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from xtdata.facts.dataset import Dataset, load  # noqa: E402
from xtdata.language.text import SourceText  # noqa: E402
from xtdata.search import prepare  # noqa: E402
from xtdata.search.passages import forms_of, places  # noqa: E402
from xtdata.sources.library import Library  # noqa: E402

AIM_MS = 20
COUNT = 300
QUESTIONS = ("固投 2024", "高新区 审批 多少天", "湘乡 亿元以上项目 2022", "96.3%", "湘潭市2024年GDP增长多少", "招商引资 项目", "发展 建设")


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["XTDATA_SOURCES"].split(os.pathsep)[0])
    files = [file for file in sorted(folder.rglob("*")) if file.suffix in {".md", ".txt"}]
    texts = {str(file.relative_to(folder)): SourceText(file.read_text(encoding="utf-8")) for file in files}
    dataset = load(ROOT / "indicators.yaml")
    library = dataset.loaded.library
    dataset = Dataset(replace(dataset.loaded, library=Library({**library.texts, **texts}, library.files)))
    size = sum(file.stat().st_size for file in files) / 1e6
    with tempfile.TemporaryDirectory() as cache:
        started = time.perf_counter()
        prepare(dataset, Path(cache))
        built = time.perf_counter() - started
        started = time.perf_counter()
        search = prepare(dataset, Path(cache))
        opened = time.perf_counter() - started
        kept = sum(file.stat().st_size for file in Path(cache).iterdir()) / 1e6
    print(f"{len(files)} texts, {size:.1f} MB; built in {built:.1f} s, opened again in {opened:.2f} s, {kept:.1f} MB on disk")
    forms = forms_of(dict(dataset.loaded.library.texts))
    phrases = _phrases(list(forms.values()))
    today = date(2025, 6, 1)
    asked = [*phrases, *QUESTIONS * (COUNT // len(QUESTIONS))]
    random.Random(3).shuffle(asked)
    for words in asked[:100]:
        search.hits(words, today=today)
    slow = _timed("search", asked, lambda words: search.hits(words, today=today))
    plain = _timed("str.find", phrases, lambda words: [list(places(text, words)) for text in forms.values()])
    print(f"ratio {slow / plain:.2f}")
    return int(slow > AIM_MS)


def _phrases(texts: Sequence[str]) -> list[str]:
    dice, found = random.Random(20), []
    while len(found) < COUNT:
        text = dice.choice(texts)
        start = dice.randrange(max(1, len(text) - 20))
        found.append(text[start : start + dice.randint(2, 12)])
    return [phrase for phrase in found if len(phrase) > 1]


def _timed(name: str, asked: Sequence[str], answer: Callable[[str], object]) -> float:
    """The time that 95 of 100 answers stay below, in ms; printed with the middle."""
    taken = []
    for words in asked:
        started = time.perf_counter()
        answer(words)
        taken.append(1000 * (time.perf_counter() - started))
    taken.sort()
    middle, most = taken[len(taken) // 2], taken[len(taken) * 95 // 100]
    print(f"{name}: {len(asked)} answers, half below {middle:.1f} ms, 95 of 100 below {most:.1f} ms, the slowest {taken[-1]:.1f} ms")
    return most


if __name__ == "__main__":
    sys.exit(main())
