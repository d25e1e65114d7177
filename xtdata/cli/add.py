"""``add``: a new source, from a file or the web, and the suggestions that its text gives."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xtdata.cli.options import DATA
from xtdata.facts.loading import default_path

if TYPE_CHECKING:
    from xtdata.sources.document import Document
    from xtdata.sources.register import NewSource


@click.command()
@click.argument("source", metavar="FILE|URL")
@click.option("--id", "key", required=True, help="来源的代号：小写字母开头，如 district-2025")
@click.option("--title", default="", help="标题；不写则取文本的第一行或网页的标题")
@click.option("--date", default="", help="刊发的日期，可只到月：2025-03；网页有标注的可不写")
@click.option("--publisher", help="刊发的报纸、网站或机构")
@click.option("--region", help="文章说的是哪里（地区的名称），供推断“全市”“全区”")
@DATA
def add(source: str, key: str, title: str, date: str, publisher: str | None, region: str | None, data: Path | None) -> None:
    """收下一份文献：文本存进 seeds/，来源登记进数据文件，然后给出建议的事实。

    FILE 是文本文件（UTF-8、GB18030、UTF-16）或存下的网页，URL 是 http(s) 网址；不超过 5 MB。
    """
    from xtdata.editing.editor import own_name
    from xtdata.editing.journal import append, record
    from xtdata.sources import SourceError
    from xtdata.sources.document import receive
    from xtdata.sources.register import add_source, propose_source, taken_ids

    path = data or default_path()
    try:
        document = receive(source)
        taken = taken_ids(path)
        new = propose_source(document, path.resolve().parent, taken, id=key, title=title, date=date, publisher=publisher)
        # Found before anything is stored: what fails afterwards would leave half of it done.
        suggestions = _suggestions(path, document, new, region)
        why = f"收下来源 {new.id}"
        add_source(path, new, lambda before, after: append(path, record(own_name(), "add", before, after, reason=why)))
    except (SourceError, ValueError) as error:
        click.echo(f"没有添加：{error}", err=True)
        sys.exit(1)
    _tell(new, document)
    click.echo(suggestions, nl=False)


def _suggestions(data: Path, document: Document, new: NewSource, region: str | None) -> str:
    """The candidate observations of the new text, ready to paste."""
    from xtdata.facts.loading import load_file
    from xtdata.reading import as_yaml, suggest

    catalogue = load_file(data).catalogue
    return as_yaml(suggest(document.text, region=region, date=new.entry.get("date"), catalogue=catalogue), new.id)


def _tell(new: NewSource, document: Document) -> None:
    """What was done, on standard error: standard output holds the suggestions alone."""
    text, *page = new.files
    lines = [
        f"已添加来源“{new.id}”：{new.entry['title']}（{new.entry.get('date', '没有日期，请补上 date')}）",
        f"文本存为 {text}" + "".join(f"，原网页存为 {name}" for name in page),
        *document.remarks,
    ]
    for line in lines:
        click.echo(line, err=True)
