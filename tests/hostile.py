"""Texts as nobody writes them: clauses with digits of every script, brackets and format characters between and inside them.

`texts(chance)` makes one after the other; `read(text)` reads one in every way that the program has and holds what must be true.
"""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import yaml
from little import GOOD, SOURCE, write

from xtdata.facts.loading import load_file
from xtdata.language.period import Period
from xtdata.language.quantity import scan
from xtdata.language.text import Folded, SourceText, fold, sentence_around
from xtdata.model.catalogue import Catalogue
from xtdata.reading import as_records, as_yaml, suggest
from xtdata.verification.contradictions import period_conflict, status_conflict
from xtdata.verification.coverage import cover

CLAUSES = (
    "2024年,全市完成投资255亿元", "近3年年均增长8.1%", "1-11月签约项目238个", "截至9月底", "前9个月", "前三季度", "“十四五”时期", "过去五年", "连续3年",
    "从180个工作日压缩至50个工作日以内", "超1.4万家", "下降17.4%", "占3/4", "三分之一", "百分之5", "翻2番", "两位数增长", "约5万人", "100多个",
    "产业结构8.2:45.1:46.7", "第3批", "8000t/d", "“五个100”", "二〇二四年一月", "30至34个工作日", "分别增长5.1%、5.9%和6.1%", "1,234.5万元", "0731-58570000",
    "湘政发〔2024〕3号", "[12]", "12:30", "3点20分", "30%到34%", "20多万群众", "总投资10亿元以上项目3个", "全市固定资产投资增长8.1%", "预计全年12亿元",
    "——2021年1月18日在青城市第十届人民代表大会上", "2023年工作回顾\n", "一、2024年主要目标\n", "\n\n", "。", ",", "万亿", "十百千", "5", "0", "年", "月", "%", "元",
)  # fmt: skip
_CATEGORIES = {"Nd", "Nl", "No", "Ps", "Pe", "Pi", "Pf", "Pd", "Cf", "Cc", "Zs", "Zl", "Zp"}
MARKS = tuple(chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in _CATEGORIES)
"""Every digit, number letter, bracket, dash, format character and space that Unicode has."""


def texts(chance: random.Random) -> Iterator[str]:
    """Texts without end; each mark gets its turn, and up to five others beside it."""
    while True:
        marks = list(MARKS)
        chance.shuffle(marks)
        for mark in marks:
            parts = [mark, *chance.choices(MARKS, k=chance.randrange(6)), *chance.choices(CLAUSES, k=chance.randint(1, 6))]
            chance.shuffle(parts)
            yield "".join(chance.choice((part, part, _broken(part, chance))) for part in parts)


def _broken(part: str, chance: random.Random) -> str:
    """*part* with a mark in the place of one of its characters, or between two of them."""
    place = chance.randrange(len(part))
    return part[:place] + chance.choice(MARKS) + part[place + chance.randrange(2) :]


def read(text: str, catalogue: Catalogue | None = None) -> int:
    """Read *text* in every way and hold what must be true; how many numbers it prints."""
    folded = Folded(text, keep="，")
    numbers, end = scan(folded.text), 0
    for number in numbers:
        assert end <= number.start <= number.digits[0] < number.digits[1] <= number.end <= len(folded.text)
        end = number.end
        passage = folded.passage(number.start, number.end)
        assert 0 <= passage.start < passage.end <= len(text)
        around = sentence_around(text, passage, 1)
        assert around.start <= passage.start < passage.end <= around.end
        if number.is_claim:
            numeral = folded.text[slice(*number.digits)]
            assert not any(character.isdecimal() and not character.isascii() for character in numeral), numeral
    assert all(text[hit.start : hit.end] for hit in SourceText(text).find(text[:20]))
    before = fold(text)
    status_conflict(before, "actual")
    period_conflict(before, Period.parse("2024"))
    found = suggest(text, region="青城市", date="2024-05", catalogue=catalogue)
    suggest(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    json.dumps(as_records(found), allow_nan=False)
    assert all(isinstance(entry, dict) for entry in yaml.safe_load("observations:\n" + as_yaml(found, "report"))["observations"] or ())
    return len(numbers)


def check(texts: list[str], folder: Path) -> int:
    """Check a data file whose source is the little one with *texts* between its paragraphs, and cover it; how many numbers it prints."""
    source = "\n\n".join([SOURCE, *texts])
    known = GOOD.replace(sha256(SOURCE.encode()).hexdigest(), sha256(source.encode()).hexdigest())
    loaded = load_file(write(folder, known, source))
    assert loaded.catalogue is not None
    (coverage,) = cover(loaded.catalogue, loaded.library.texts, loaded.evidence)
    return len(coverage.numbers)
