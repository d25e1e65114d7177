"""``suggest``: candidate observations of a text, ready for an editor to judge."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xtdata.facts.loading import default_path, load_file

if TYPE_CHECKING:
    from xtdata.model.catalogue import Catalogue
    from xtdata.sources.document import Document

_NEW_SOURCE = "new-source"


@click.command()
@click.argument("source_file", type=click.Path(path_type=Path))
@click.option("--region", help="文章说的是哪里（地区的名称），供推断“全市”“全区”")
@click.option("--date", help="文章的日期，可只到月：2025-03，供推断“今年”“去年”")
@click.option("--format", "fmt", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True, help="输出格式")
@click.option("--data", type=click.Path(path_type=Path, dir_okay=False), help="数据文件，供认出已有的指标；不写则是 indicators.yaml")
def suggest(source_file: Path, region: str | None, date: str | None, fmt: str, data: Path | None) -> None:
    """读一份文本，给出建议的事实：数值、单位、限定词、指标、地区、期间、状态与引文，供编者取舍。"""
    from xtdata.reading import as_records, as_yaml
    from xtdata.reading import suggest as propose
    from xtdata.sources import SourceError
    from xtdata.sources.document import CannotRead, read_file

    catalogue = load_file(data or default_path()).catalogue
    try:
        document = read_file(source_file)
        candidates = propose(document.text, region=region, date=date, catalogue=catalogue)
    except CannotRead as error:
        raise click.UsageError(str(error)) from None
    except (SourceError, ValueError) as error:
        click.echo(f"没有建议：{error}", err=True)
        sys.exit(1)
    if fmt == "json":
        click.echo(json.dumps(as_records(candidates), ensure_ascii=False, indent=1))
    else:
        click.echo(as_yaml(candidates, _source_of(document, catalogue)), nl=False)


def _source_of(document: Document, catalogue: Catalogue | None) -> str:
    """The id of the source whose text this is, or a name that an editor replaces."""
    sources = catalogue.sources.items() if catalogue else ()
    return next((key for key, source in sources if source.sha256 == document.sha256), _NEW_SOURCE)
