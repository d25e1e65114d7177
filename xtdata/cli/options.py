"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click


def _address(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        raise click.UsageError(f"--site：“{value[:80]}”不是网址，要以 http:// 或 https:// 开头。")
    return value


DATA = click.option("--data", type=click.Path(path_type=Path, dir_okay=False), help="数据文件；不写则是 indicators.yaml")
SITE = click.option("--site", default="", metavar="URL", callback=_address, help="网站的地址，永久网址由它开头，如 https://example.org")
