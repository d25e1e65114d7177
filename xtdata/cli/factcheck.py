"""``factcheck``: every figure of a text, judged against the data."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xtdata.cli.options import DATA
from xtdata.facts.loading import default_path, load_file

if TYPE_CHECKING:
    from xtdata.facts.dataset import Dataset


@click.command()
@click.argument("text_file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--region", help="文稿说的是哪里（地区的名称），供推断“全市”“全区”；不写则看文稿开头，再不然就是数据所属的城市")
@click.option("--date", help="文稿的日期，可只到月：2025-03，供推断“今年”“去年”；不写则看文稿开头")
@click.option("--format", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式")
@DATA
def factcheck(text_file: Path, region: str | None, date: str | None, fmt: str, data: Path | None) -> None:
    """核数：逐个判断一份文稿里的数与库中的数是否相符。有不符的，退出码是 1。"""
    from xtdata.reading.factcheck import MISMATCH, Finding, report_lines
    from xtdata.reading.factcheck import factcheck as check
    from xtdata.sources import SourceError
    from xtdata.sources.document import read_file

    dataset = _dataset(data or default_path())
    try:
        document = read_file(text_file, office=True)
        found: list[Finding] = check(document.text, dataset.facts.values(), region=region, date=date)
    except (SourceError, ValueError) as error:
        raise click.UsageError(str(error)) from None
    if fmt == "json":
        click.echo(json.dumps([one.as_dict() for one in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(report_lines(found, document.place_of)))
    sys.exit(1 if any(one.verdict == MISMATCH for one in found) else 0)


def _dataset(path: Path) -> Dataset:
    from xtdata.facts.dataset import Dataset

    loaded = load_file(path)
    if loaded.catalogue is None or not loaded.is_sound:
        raise click.UsageError(f"{path.name} 读不出来或没有通过核对：请先运行 check，看哪一处有问题")
    return Dataset(loaded)
