"""The index of the texts: every stretch of two characters or more, a file that may be lost or damaged, a disk that cannot be written."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xtdata.language.form import form
from xtdata.language.text import SourceText
from xtdata.search.index import Index, cache_folder, open_index
from xtdata.search.passages import Passages, forms_of

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PHRASES = 1000
TEXTS = {"a": "全市完成投资238亿元,增长8.1%", "b": "东区新增企业30家", "c": ""}


def passages(texts: dict[str, SourceText], folder: Path | None = None) -> Passages:
    forms = forms_of(texts)
    return Passages(texts, forms, open_index(forms, folder))


def read(folder: Path) -> dict[str, SourceText]:
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in {".txt", ".md"}]
    return {str(path.relative_to(folder)): SourceText(path.read_text(encoding="utf-8")) for path in files}


def phrases(texts: dict[str, SourceText]) -> list[tuple[str, int, int]]:
    """Stretches of raw texts that begin and end anywhere, of two folded characters or more."""
    dice, found = random.Random(20), []
    while len(found) < PHRASES:
        name = dice.choice(list(texts))
        raw = texts[name].raw
        start = dice.randrange(len(raw))
        end = start + dice.randint(2, 20)
        if len(form(raw[start:end])) > 1:
            found.append((name, start, min(end, len(raw))))
    return found


def check_phrases(texts: dict[str, SourceText]) -> None:
    forms = {name: form(text.raw) for name, text in texts.items()}
    searched = passages(texts)
    for name, start, end in phrases(texts):
        phrase = form(texts[name].raw[start:end])
        hits = list(searched.of_phrase(phrase))
        expected = sum(text.find(phrase, at) == at for text in forms.values() for at in range(len(text)) if text[at] == phrase[0])
        assert len(hits) == expected, phrase
        assert {one for one, _ in hits} == {one for one, text in forms.items() if text.find(phrase) >= 0}
        assert all(form(texts[one].raw[place.start : place.end]) == phrase for one, place in hits[:20])


def test_every_phrase_of_the_seeds_is_found_at_every_place():
    check_phrases(read(SEEDS))


def test_every_phrase_of_the_text_folder_is_found_in_every_text():
    folder = os.environ.get("XTDATA_SOURCES", "").split(os.pathsep)[0]
    if not folder:
        pytest.skip("XTDATA_SOURCES names no folder of texts")
    texts = read(Path(folder))
    forms, index = forms_of(texts), open_index(forms_of(texts), None)
    for name, start, end in phrases(texts):
        phrase = form(texts[name].raw[start:end])
        holding = {one for one in index.holding([phrase]) if phrase in forms[one]}
        assert holding == {one for one, text in forms.items() if text.find(phrase) >= 0}, phrase


@given(st.text(min_size=2, max_size=40), st.data())
def test_any_stretch_of_any_text_is_found(raw, data):
    text = SourceText(raw)
    searched = form(raw)
    if len(searched) < 2:
        return
    start = data.draw(st.integers(0, len(searched) - 2))
    end = data.draw(st.integers(start + 2, len(searched)))
    assert "x" in {name for name, _ in passages({"x": text}).of_phrase(searched[start:end])}


@pytest.mark.parametrize("phrase", ["38亿", "8.1%", "元,增", "市完"])
def test_a_phrase_may_begin_inside_a_number_and_hold_marks(phrase):
    assert open_index(TEXTS, None).holding([phrase]) == ["a"]


@pytest.mark.parametrize("printed", ["２３８亿元", "238億元", "23\n　8 亿元"])
def test_full_width_digits_traditional_characters_and_broken_lines_are_found(printed):
    text = SourceText(f"完成投资{printed}。")
    ((_, place),) = passages({"x": text}).of_phrase(form("238亿元"))
    assert text.raw[place.start : place.end] == printed


@pytest.mark.parametrize(
    "hostile", ['"', '""', 'a" OR "b', "NEAR(", "*", "\0\0", "texts MATCH", "'; DROP TABLE texts; --", "\ud800\ud800", "../" * 3]
)
def test_nothing_in_a_phrase_is_an_operator(hostile):
    index = open_index(TEXTS, None)
    assert index.holding([hostile]) == []
    assert index.holding(["30家"]) == ["b"]


# --- the file ---------------------------------------------------------------------------------------


def built(folder: Path, texts: dict[str, str] = TEXTS) -> tuple[Index, bool]:
    """The index, and whether it was built and not read from the file."""
    shares: list[float] = []
    return open_index(texts, folder, shares.append), len(shares) > 1


def test_a_kept_index_is_read_again_and_a_changed_text_builds_another(tmp_path):
    assert built(tmp_path)[1]
    index, anew = built(tmp_path)
    assert not anew and index.holding(["30家"]) == ["b"]
    index, anew = built(tmp_path, TEXTS | {"b": "西区新增企业40家"})
    assert anew and index.holding(["40家"]) == ["b"]


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:-7], lambda b: b[:3000] + b"?" + b[3001:], lambda b: b"x" * 9000])
def test_a_damaged_file_is_built_anew(tmp_path, damage):
    built(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    index, anew = built(tmp_path)
    assert anew and index.holding(["30家"]) == ["b"]
    assert not built(tmp_path)[1]


def test_only_the_newest_files_are_kept_and_no_other_is_touched(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    for number in range(5):
        built(tmp_path, TEXTS | {"b": f"新增企业{number}家"})
    assert len(list(tmp_path.glob("*.index"))) == 3
    assert (tmp_path / "notes.txt").exists() and not list(tmp_path.glob("*.part"))


def test_a_folder_that_cannot_be_made_leaves_the_index_in_memory(tmp_path):
    (tmp_path / "file").write_text("")
    assert built(tmp_path / "file" / "folder")[0].holding(["30家"]) == ["b"]


def test_the_folder_is_the_one_of_the_setting_or_the_users_cache(monkeypatch, tmp_path):
    monkeypatch.delenv("XTDATA_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "xtdata"
    monkeypatch.setenv("XTDATA_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
