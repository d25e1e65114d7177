"""Mutated data files: each must give diagnostics, or be sound and go the whole way to the table; none a traceback.

    python benchmarks/fuzz_yaml.py [COUNT] [--seed N]

A small sound file is mutated one to six times: characters, lines, indentation, values, quotes, whole blocks, and the
bytes themselves. What is read without errors is made into the table, audited and exported; every seventh file is also
edited (an observation added, replaced, removed): an edit must be refused in words or change what it should. The seed and
the number of a file make it again: ``--only NUMBER`` prints it and shows its traceback.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from little import GOOD, write  # noqa: E402

from xtdata.datafile import CannotEdit  # noqa: E402
from xtdata.datafile.document import YamlDocument  # noqa: E402
from xtdata.export import FORMATS, artifact  # noqa: E402
from xtdata.facts.dataset import Dataset  # noqa: E402
from xtdata.facts.loading import Loaded, load_file  # noqa: E402
from xtdata.model.diagnostics import InvalidData  # noqa: E402
from xtdata.verification.audit import check_relations  # noqa: E402
from xtdata.verification.coverage import cover  # noqa: E402

RICH = GOOD.replace("    value: 8.1\n", "    value: 8.1\n    note: |\n      多行\n      # 不是注释\n").replace(
    "    quote: 全年签约项目238个\n", "    quote:\n      - exact: 签约项目238个\n        prefix: 全年\n    # 说明\n"
)
SIGNS = ":-#&*!|>'\"%@`{}[],?~\\ \t\n\r=0123456789.+eE_/年月日亿万％８①½，。：“”（）\u3000\u00a0\u200b\u2028\ufeff\x00\x07\x85😀"
WORDS = (
    "~ null true NaN .inf -inf 1e999 1e-999 0x1F 0o17 1_000 ١٢ ８.１ 99999999999999999999999 -0 0 '' \"\" [] {} [1,2] [2,1] [1,2,3] {a: b} [[1]] "
    "8.1 8.10 -8.1 238 239 30 0.0000001 八点一 百分之零 1/0 8.1% 2022 2021 2022-01 2022-01/2022-11 2022-13 2022-02-30 2099/1900 /2022 2022/ 0000 "
    "2022-H3 2022-H1 &a *a !!int !x <<: | >- ? - : # %YAML @x `x` ../../etc/passwd /etc/passwd seeds/../x seeds/ seeds/report.txt . NUL "
    "report qingcheng dongqu xiqu fai_growth new_firms fai_growth/qingcheng/2022 new_firms/dongqu/2022 投资增长 增长8.1% 工业用电下降17.4% "
    "javascript:alert(1) <script>alert(1)</script> http://x exact at_least at_most approx range expected target sum share growth reduction "
    "multiple average_growth doublings annual_average 亿元 万元 % 个 district park lower false"
)
ODD = ("", " ", "a: b", "- a", '"', "'", "9" * 5000, "投" * 5000, "[" * 60, "- " * 60, "{a: " * 60)
VALUES = (*WORDS.split(), *ODD)
# Most values are ones that YAML takes, so that most files reach what comes behind YAML.
TAKEN = tuple(word for word in WORDS.split() if word[0].isalnum() or (word[0] in "-~.<[/" and word not in {"-", "<<:"}))
FIELDS = ("note", "unit", "subject", "statistic", "status", "comparison", "from", "qualifier", "parent", "color", "code", "aliases", "url",
          "redistributable", "available", "panel", "definition", "name_en", "authors")  # fmt: skip


class Mutator:
    """Changes a text in one of the ways in which files go wrong, by accident or by malice."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.ways: tuple[Callable[[list[str]], list[str]], ...] = (
            *[self.value] * 12, *[self.field] * 5, *[self.entry_twice] * 2, *[self.sign_in] * 2, self.sign_out, self.key, self.indent, self.line_out,
            self.line_twice, self.swap, self.block_moved, self.cut_off, self.comment, self.joined, self.dash,
        )  # fmt: skip

    def mutated(self, text: str) -> str:
        lines = text.split("\n")
        for _ in range(self.chance.choice((1, 1, 2, 2, 3, 6))):
            lines = self.chance.choice(self.ways)(lines) or [""]
        text = self.chance.choice(("\n", "\n", "\n", "\n", "\r\n", "\r")).join(lines)
        return text

    def word(self) -> str:
        return self.chance.choice(TAKEN if self.chance.random() < 0.9 else VALUES)

    def at(self, lines: list[str]) -> int:
        return self.chance.randrange(len(lines))

    def sign_in(self, lines: list[str]) -> list[str]:
        here = self.at(lines)
        at = self.chance.randint(0, len(lines[here]))
        lines[here] = lines[here][:at] + self.chance.choice(SIGNS) * self.chance.choice((1, 1, 2, 50)) + lines[here][at:]
        return lines

    def sign_out(self, lines: list[str]) -> list[str]:
        here = self.at(lines)
        at = self.chance.randint(0, len(lines[here]))
        lines[here] = lines[here][:at] + lines[here][at + self.chance.randint(1, 5) :]
        return lines

    def value(self, lines: list[str]) -> list[str]:
        here = self.at(lines)
        key, colon, old = lines[here].partition(":")
        # A word where lines of its own should follow is bad YAML, and little else is seen then.
        if (colon and old) or self.chance.random() < 0.05:
            lines[here] = f"{key}{colon} {self.word()}"
        return lines

    def field(self, lines: list[str]) -> list[str]:
        """A field that was not there, indented like the line before it."""
        here = self.at(lines)
        indent = len(lines[here]) - len(lines[here].lstrip(" -"))
        line = f"{' ' * indent}{self.chance.choice(FIELDS)}: {self.word()}"
        return [*lines[: here + 1], line, *lines[here + 1 :]]

    def entry_twice(self, lines: list[str]) -> list[str]:
        """A whole observation or relation once more, at its end or elsewhere in the list."""
        starts = [index for index, line in enumerate(lines) if line.startswith("  - ")]
        if len(starts) < 2:
            return lines
        start = self.chance.randrange(len(starts) - 1)
        to = self.chance.choice(starts)
        return [*lines[:to], *lines[starts[start] : starts[start + 1]], *lines[to:]]

    def key(self, lines: list[str]) -> list[str]:
        here, other = self.at(lines), self.at(lines)
        indent = lines[here][: len(lines[here]) - len(lines[here].lstrip())]
        word = self.chance.choice((lines[other].strip().partition(":")[0], *VALUES))
        lines[here] = f"{indent}{word}:{lines[here].partition(':')[2]}"
        return lines

    def indent(self, lines: list[str]) -> list[str]:
        here = self.at(lines)
        lines[here] = self.chance.choice((" ", "  ", "\t", "    ")) + lines[here] if self.chance.random() < 0.5 else lines[here].lstrip()
        return lines

    def line_out(self, lines: list[str]) -> list[str]:
        here = self.at(lines)
        return lines[:here] + lines[here + self.chance.randint(1, 8) :]

    def line_twice(self, lines: list[str]) -> list[str]:
        here = self.at(lines)
        return lines[:here] + lines[here : here + self.chance.randint(1, 8)] + lines[here:]

    def swap(self, lines: list[str]) -> list[str]:
        here, there = self.at(lines), self.at(lines)
        lines[here], lines[there] = lines[there], lines[here]
        return lines

    def block_moved(self, lines: list[str]) -> list[str]:
        start = self.at(lines)
        block = lines[start : start + self.chance.randint(2, 12)]
        rest = lines[:start] + lines[start + len(block) :]
        to = self.chance.randint(0, len(rest))
        return rest[:to] + block + rest[to:]

    def cut_off(self, lines: list[str]) -> list[str]:
        return lines[: self.at(lines)] if self.chance.random() < 0.2 else lines

    def comment(self, lines: list[str]) -> list[str]:
        here = self.at(lines)
        lines[here] += self.chance.choice((" # 注", "# 注", "\n# 注", "\n\n"))
        return lines

    def joined(self, lines: list[str]) -> list[str]:
        here = self.at(lines)
        return [*lines[:here], "".join(lines[here : here + 2]), *lines[here + 2 :]]

    def dash(self, lines: list[str]) -> list[str]:
        here = self.at(lines)
        indent = len(lines[here]) - len(lines[here].lstrip())
        lines[here] = lines[here][:indent] + "- " + lines[here][indent:]
        return lines


def as_bytes(text: str, chance: random.Random) -> bytes:
    content = bytearray(text.encode("utf-8", errors="surrogatepass"))
    for _ in range(chance.choice((*[0] * 30, 1, 3))):
        if content:
            content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content) if chance.random() < 0.98 else b"\xef\xbb\xbf" + bytes(content)


def one(number: int, seed: int, file: Path) -> Loaded:
    """Make and read the file with this *number*; whatever is raised is a fault of the program."""
    chance = random.Random(f"{seed}/{number}")
    content = as_bytes(Mutator(chance).mutated(chance.choice((GOOD, RICH))), chance)
    file.write_bytes(content)
    loaded = load_file(file)
    for diagnostic in loaded.diagnostics:
        assert "\n" not in str(diagnostic) and diagnostic.as_dict()["title"]
        str(diagnostic).encode("utf-8")
    if not loaded.diagnostics and loaded.catalogue is None:
        raise AssertionError("neither diagnostics nor data")
    if loaded.is_sound:
        whole_way(loaded)
    if number % 7 == 0:
        edit(content.decode("utf-8", errors="ignore"), chance)
    return loaded


def whole_way(loaded: Loaded) -> None:
    dataset = Dataset(loaded)
    frame = dataset.frame()
    for fmt in FORMATS:
        artifact(dataset, frame, fmt)
    check_relations(dataset.catalogue)
    cover(dataset.catalogue, dataset.loaded.library.texts, dataset.loaded.evidence)


def edit(text: str, chance: random.Random) -> None:
    """Make each kind of change; what is done must be there, what cannot be done must be said."""
    entry = {"indicator": "new_firms", "source": chance.choice(("report", "new")), "value": "30", "quote": chance.choice(VALUES)}
    index = chance.randrange(6)
    edits: tuple[Callable[[YamlDocument], YamlDocument], ...] = (
        lambda document: document.add_observations([entry]),
        lambda document: document.add_entry(chance.choice(("sources", "regions")), "new", {"title": chance.choice(VALUES)}),
        lambda document: document.add_items(("sources", "report", "dismissed"), [{"quote": "a", "reason": "b"}]),
        lambda document: document.replace_entry(("observations", index), entry),
        lambda document: document.remove_entry(("observations", index)),
        lambda document: document.remove_entry(("sources", "report", "dismissed", 0)),
    )
    for change in edits:
        try:
            before = YamlDocument.to_edit(text)
            assert change(before).data != before.data
        except CannotEdit as refusal:
            assert str(refusal) and "\n" not in str(refusal)
        except InvalidData as error:
            raise AssertionError("an edit made the file unreadable") from error


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("count", type=int, nargs="?", default=100_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", type=int, help="make one file again, by its number")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = write(Path(folder))
        if chosen.only is not None:
            print(*one(chosen.only, chosen.seed, file).diagnostics, sep="\n")
            return
        sys.exit(run(chosen.count, chosen.seed, file))


def run(count: int, seed: int, file: Path) -> int:
    """Read *count* files and print what came of them; 1 where any raised."""
    codes, faults, sound, slowest = Counter[str](), Counter[str](), 0, (0.0, 0)
    started = time.perf_counter()
    for number in range(count):
        before = time.perf_counter()
        try:
            loaded = one(number, seed, file)
            sound += loaded.is_sound
            codes.update({diagnostic.code for diagnostic in loaded.diagnostics})
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}: {str(error)[:80]}"
            faults[where] += 1
            if faults[where] == 1:
                print(f"file {number}: {where}", flush=True)
        slowest = max(slowest, (time.perf_counter() - before, number))
    seconds = time.perf_counter() - started
    print(f"{count} files (seed {seed}) in {seconds:.0f} s, {count / seconds:.0f} a second; slowest {slowest[0]:.2f} s (file {slowest[1]})")
    print(f"{sound} sound, {count - sound - faults.total()} with errors, {faults.total()} tracebacks")
    print("codes: " + ", ".join(f"{code} {n}" for code, n in sorted(codes.items())))
    for where, n in faults.most_common():
        print(f"    {n} × {where}")
    return 1 if faults else 0


if __name__ == "__main__":
    main()
