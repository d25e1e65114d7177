"""``schema``: what an editor completes and explains from, and the field reference of the manual."""

from __future__ import annotations

import click


@click.command()
@click.option("--reference", is_flag=True, help="改为输出手册的“参考”部分（Markdown）")
def schema(reference: bool) -> None:
    """输出数据文件的 JSON Schema，供 VS Code 等编辑器补全、解释和检查。"""
    from xtdata.model import schema as source

    click.echo(source.reference() if reference else source.schema_text(), nl=False)
