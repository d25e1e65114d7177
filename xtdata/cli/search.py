"""``search``: facts, indicators, regions and passages that words name."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from xtdata.cli.options import DATA
from xtdata.facts.loading import default_path, load_file

_KINDS = {"fact": "事实", "indicator": "指标", "region": "地区", "passage": "原文"}


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 500), default=30, show_default=True, help="最多列出几条")
@click.option("--format", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式")
@DATA
def search(words: tuple[str, ...], limit: int, fmt: str, data: Path | None) -> None:
    """按指标、地区、年份、数值或原文里的任何字句查找：固投 2024，湘乡 亿元以上项目 2022，96.3%。"""
    from xtdata.facts.dataset import Dataset
    from xtdata.search import prepare
    from xtdata.search.asking import LONGEST
    from xtdata.search.index import cache_folder

    asked = " ".join(words)
    if not asked.strip() or len(asked) > LONGEST:
        raise click.UsageError(f"请写要找的词，最多 {LONGEST} 个字")
    loaded = load_file(data or default_path())
    if loaded.catalogue is None:
        click.echo(f"{loaded.path.name} 读不出来，请先运行 check", err=True)
        sys.exit(1)
    hits = prepare(Dataset(loaded), cache_folder()).hits(asked, limit)
    if fmt == "json":
        click.echo(json.dumps([hit.as_dict() for hit in hits], ensure_ascii=False, indent=2))
        return
    for hit in hits:
        place = f"（{hit.source}，{hit.start}–{hit.end}）" if hit.start is not None else f"（{hit.source}）" if hit.source else ""
        click.echo(f"{_KINDS[hit.kind]}  {hit.text}{place}")
        if hit.kind != "passage":
            click.echo(f"      {hit.id}")
    if not hits:
        click.echo("没有找到：数据和来源原文里都没有这些词。")
