"""``mcp``: the data as tools of an assistant, over standard input and output."""

from __future__ import annotations

from pathlib import Path

import click

from xtdata.cli.options import DATA, SITE
from xtdata.facts.loading import default_path


@click.command()
@DATA
@SITE
def mcp(data: Path | None, site: str) -> None:
    """供 AI 助手查数：以 MCP 协议在标准输入输出上服务，直到对方断开。"""
    from xtdata.datafile.live import Live
    from xtdata.facts.dataset import read_dataset
    from xtdata.mcp import server

    server(Live(data or default_path(), read_dataset), site).run("stdio")
