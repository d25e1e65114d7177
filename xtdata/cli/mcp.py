"""``mcp``: the data as tools of an assistant, over standard input and output."""

from __future__ import annotations

from pathlib import Path

import click

from xtdata.facts.loading import default_path


@click.command()
@click.option("--data", type=click.Path(path_type=Path, dir_okay=False), help="数据文件；不写则是 indicators.yaml")
@click.option("--site", default="", metavar="URL", help="网站的地址，永久网址由它开头，如 https://example.org")
def mcp(data: Path | None, site: str) -> None:
    """供 AI 助手查数：以 MCP 协议在标准输入输出上服务，直到对方断开。"""
    from xtdata.datafile.live import Live
    from xtdata.facts.dataset import read_dataset
    from xtdata.mcp import server

    if site and not site.startswith(("http://", "https://")):
        raise click.UsageError(f"--site：“{site[:80]}”不是网址，要以 http:// 或 https:// 开头。")
    server(Live(data or default_path(), read_dataset), site).run("stdio")
