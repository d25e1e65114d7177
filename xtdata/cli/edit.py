"""Changing what the data hold: ``correct``, ``withdraw``, ``move``, ``rename``, ``merge``, ``alias``, ``undo``, and who did so: ``history``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from xtdata.cli.options import DATA
from xtdata.facts.loading import default_path

if TYPE_CHECKING:
    from xtdata.editing.changeset import Change, Changeset

F = TypeVar("F", bound=Callable[..., Any])
_SECTIONS = {"indicator": "indicators", "region": "regions", "source": "sources", "theme": "themes"}
_REASON = click.option("--reason", default="", help="为什么改，一句话；记入历史")


def writing(command: F) -> F:
    """Give *command* the options of all that writes to the data file."""
    for option in (
        DATA,
        click.option("--by", help="谁改的；不写则取 XTDATA_EDITOR，再取这台机器上的用户名"),
        click.option("--dry-run", is_flag=True, help="只印出改动和它的后果，什么也不写"),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("fact")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE…")
@_REASON
@writing
def correct(fact: str, fields: tuple[str, ...], reason: str, data: Path | None, by: str | None, dry_run: bool) -> None:
    """修改一条事实：FACT 是它的编号，FIELD=VALUE 是要改的栏，如 value=8.2；等号后面空着就是去掉这一栏。

    区间写作 value=30–34。编号在 search 的结果里，也在看板的网址里。
    """
    from xtdata.editing.entry import value_of
    from xtdata.editing.revision import Correction

    given = dict(_field(one) for one in fields)
    typed: dict[str, Any] = {
        name: (value_of(value) if name in {"value", "from"} else value) if value else None for name, value in given.items()
    }
    _carry_out(Correction(fact, typed, reason), data, by, dry_run)


@click.command()
@click.argument("fact")
@click.option("--reason", required=True, help="为什么撤回，一句话；记入历史")
@writing
def withdraw(fact: str, reason: str, data: Path | None, by: str | None, dry_run: bool) -> None:
    """撤回一条事实：它不再是数据，连同理由留在历史里。还有关系引用它的，不撤回。"""
    from xtdata.editing.revision import Withdrawal

    _carry_out(Withdrawal(fact, reason), data, by, dry_run)


@click.command()
@click.argument("facts", nargs=-1, required=True, metavar="FACT…")
@click.option("--to", required=True, metavar="INDICATOR", help="移到哪个指标（代号）")
@_REASON
@writing
def move(facts: tuple[str, ...], to: str, reason: str, data: Path | None, by: str | None, dry_run: bool) -> None:
    """把几条事实移到另一个指标。单位不同（不只是数量级不同）的不移。"""
    from xtdata.editing.revision import Move

    _carry_out(Move(facts, to, reason), data, by, dry_run)


@click.command()
@click.argument("kind", type=click.Choice(list(_SECTIONS)))
@click.argument("old")
@click.argument("new")
@_REASON
@writing
def rename(kind: str, old: str, new: str, reason: str, data: Path | None, by: str | None, dry_run: bool) -> None:
    """改一个代号：指标、地区、来源或主题的；事实、关系、视图里引用它的都跟着改。"""
    from xtdata.editing.revision import Rename

    _carry_out(Rename(_SECTIONS[kind], old, new, reason), data, by, dry_run)


@click.command()
@click.argument("old")
@click.argument("into")
@_REASON
@writing
def merge(old: str, into: str, reason: str, data: Path | None, by: str | None, dry_run: bool) -> None:
    """把指标 OLD 并入 INTO：事实都移过去，名称成为别名。单位不同的不合并，说法不一的列出来。"""
    from xtdata.editing.revision import Merge

    _carry_out(Merge(old, into, reason), data, by, dry_run)


@click.command()
@click.argument("kind", type=click.Choice(["indicator", "region"]))
@click.argument("key", metavar="ID")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@_REASON
@writing
def alias(kind: str, key: str, names: tuple[str, ...], reason: str, data: Path | None, by: str | None, dry_run: bool) -> None:
    """给指标或地区添上原文里的其他叫法，下次读文章时就认得。"""
    from xtdata.editing.revision import Aliases

    _carry_out(Aliases(_SECTIONS[kind], key, names, reason), data, by, dry_run)


@click.command()
@_REASON
@writing
def undo(reason: str, data: Path | None, by: str | None, dry_run: bool) -> None:
    """撤销最后一次写入：文件还是那次写入留下的样子才行。再撤销一次，就恢复那次写入。"""
    from xtdata.editing.changeset import CannotEdit, CannotSave
    from xtdata.editing.undo import propose_undo

    try:
        carry_out(propose_undo(data or default_path(), reason), by, dry_run)
    except (CannotEdit, CannotSave) as error:
        _refuse(error)


@click.command()
@click.argument("key", metavar="[FACT|SOURCE]", required=False, default="")
@click.option("--limit", type=click.IntRange(1, 10_000), default=30, show_default=True, help="最多列出几次写入")
@click.option("--format", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式")
@DATA
def history(key: str, limit: int, fmt: str, data: Path | None) -> None:
    """谁、什么时候、为什么改了什么，新的在前；写事实的编号或来源的代号，就只列与它有关的。"""
    from xtdata.datafile import saving
    from xtdata.editing.changeset import CannotSave
    from xtdata.editing.journal import read_journal, told

    path = data or default_path()
    try:
        journal, present = read_journal(path), saving.read(path).digest
    except CannotSave as error:
        click.echo(f"{error}。", err=True)
        sys.exit(1)
    of_source = journal.of_source(key) if key else []
    found = (of_source or journal.of_fact(key) if key else list(range(len(journal.records))))[::-1][:limit]
    for trouble in journal.troubles:
        click.echo(f"{trouble}。", err=True)
    if fmt == "json":
        records = [{**asdict(journal.records[index]), "held": journal.is_held(index, present)} for index in found]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    for index in found:
        one = journal.records[index]
        missing = "" if journal.is_held(index, present) else "（不在文件里：没有写完，或已在别处退回）"
        click.echo(f"{one.when}  {one.editor}  {one.name}{f'：{one.reason}' if one.reason else ''}{missing}")
        for line in told(one, "" if of_source else key, key if of_source else ""):
            click.echo(f"    {line}")
    if not found:
        click.echo("历史里没有它：录入得早，或者没有用编辑台和命令改过。" if key else "还没有历史：从第一次写入开始记。")


@click.command("format")
@writing
def arrange(data: Path | None, by: str | None, dry_run: bool) -> None:
    """把事实按来源归到一起，照原文的次序排，每组上面写一行来源和条数；意思和注释都不变。"""
    from xtdata.editing.revision import Arrangement

    _carry_out(Arrangement(data or default_path()), data, by, dry_run)


COMMANDS = (correct, withdraw, move, rename, merge, alias, arrange, undo, history)


def _field(written: str) -> tuple[str, str]:
    name, sign, value = written.partition("=")
    if not sign:
        raise click.UsageError(f"“{written}”里没有等号：写作 栏=值，如 value=8.2；等号后面空着就是去掉这一栏")
    return name.strip(), value.strip()


def _carry_out(change: Change, data: Path | None, by: str | None, dry_run: bool) -> None:
    """Propose *change*, say what it does, and write it; one sentence where it cannot be."""
    from xtdata.editing.changeset import CannotEdit, CannotSave, propose

    try:
        carry_out(propose(data or default_path(), change), by, dry_run)
    except (CannotEdit, CannotSave) as error:
        _refuse(error)


def _refuse(error: Exception) -> NoReturn:
    click.echo(f"没有写入：{error}。", err=True)
    sys.exit(1)


def carry_out(changeset: Changeset, by: str | None, dry_run: bool) -> None:
    """Say what *changeset* does and, unless *dry_run*, write it. Raises ``CannotSave``; exits with 1 where it would break the file."""
    from xtdata.editing.changeset import apply
    from xtdata.editing.consequences import consequences
    from xtdata.editing.editor import own_name

    for one in changeset.errors:
        click.echo(f"{one}\n    {one.advice}", err=True)
    if changeset.errors:
        click.echo(f"没有写入：这样写进去，数据文件会有 {len(changeset.errors)} 处错误。", err=True)
        sys.exit(1)
    if changeset.text == changeset.base:
        click.echo("没有什么要改：文件已经是这样。")
        return
    if dry_run:
        _print_diff(changeset)
    for line in consequences(changeset).lines():
        click.echo(line)
    if dry_run:
        click.echo("只是看看，什么也没有写。", err=True)
        return
    remark = apply(changeset, authorised_by=by or own_name())
    click.echo(remark or f"已写入 {changeset.path.name}。", err=True)


def _print_diff(changeset: Changeset) -> None:
    from xtdata.editing.diff import unified

    signs = {"old": "-", "new": "+", "same": " "}
    for line in unified(changeset.base, changeset.text):
        click.echo("…" if line.kind == "gap" else f"{line.old or '':>6}{line.new or '':>6} {signs[line.kind]} {line.text}".rstrip())
