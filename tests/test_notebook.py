"""What a notebook shows of the data, and the examples that use it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import town

import xtdata
from xtdata.export import NoChart
from xtdata.facts.query import BadQuery

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> xtdata.Dataset:
    return xtdata.load(town.write(tmp_path_factory.mktemp("town")), site="https://example.net")


def test_a_chart_shows_itself_as_a_picture(data: xtdata.Dataset) -> None:
    bundle = data.chart("indicator=fai_growth&region=city")._repr_mimebundle_()
    assert bundle["image/svg+xml"].startswith("<svg")
    assert "固定资产投资" in bundle["text/plain"]
    assert data.chart(xtdata.Query(as_of="latest"), "counts")._repr_html_().startswith("<svg")


def test_a_chart_is_saved_as_its_name_says(data: xtdata.Dataset, tmp_path: Path) -> None:
    data.chart("theme=investment").save(tmp_path / "growth.svg")
    assert (tmp_path / "growth.svg").read_bytes().startswith(b"<svg")


def test_what_cannot_be_drawn_is_told_at_once(data: xtdata.Dataset) -> None:
    with pytest.raises(NoChart, match="画不成图"):
        data.chart("region=nation")
    with pytest.raises(BadQuery, match="没有代号或名称为“nowhere”的地区"):
        data.chart("region=nowhere")


def test_references_show_themselves(data: xtdata.Dataset) -> None:
    cited = data.cite([town.RISE, town.TARGET])
    assert str(cited).splitlines()[0].startswith("[1] 青城投资连年增长[N/OL]. 青城日报, 2023-12")
    assert "https://example.net/o/fai_growth/city/2022" in cited.text
    assert cited.bib.count("@") == 2
    assert "<li>" in cited._repr_html_()
    assert set(cited._repr_mimebundle_()) == {"text/html", "text/plain", "text/x-bibtex"}


def test_one_fact_is_cited_by_its_id_and_no_other(data: xtdata.Dataset) -> None:
    assert len(data.cite(town.RISE).text.splitlines()) == 1
    with pytest.raises(KeyError, match="fai_growth/city/1999"):
        data.cite("fai_growth/city/1999")


def test_nothing_is_cited_where_nothing_is_chosen(data: xtdata.Dataset) -> None:
    assert str(data.cite([])) == ""


def test_text_of_the_data_is_no_markup(data: xtdata.Dataset, tmp_path: Path) -> None:
    file = town.write(tmp_path)
    file.write_text(town.DATA.replace("title: 青城投资连年增长", "title: <img src=x onerror=alert(1)>"), encoding="utf-8")
    hostile = xtdata.load(file)
    assert "<img" not in hostile.cite(town.RISE)._repr_html_()
    assert "<img" not in hostile.chart("theme=investment")._repr_html_()


@pytest.mark.parametrize("script", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.name)
def test_an_example_runs(script: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"examples.{script.stem}", tmp_path / "out"],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "2022" in done.stdout.decode()
