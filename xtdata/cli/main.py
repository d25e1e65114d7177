"""The command line: ``python -m xtdata …``. Exit status 0 is fine, 1 means diagnostics, 2 a wrong call."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xtdata.cli.add import add
from xtdata.cli.edit import COMMANDS as EDITING
from xtdata.cli.factcheck import factcheck
from xtdata.cli.filters import asked, filters
from xtdata.cli.mcp import mcp
from xtdata.cli.options import SITE
from xtdata.cli.schema import schema
from xtdata.cli.search import search
from xtdata.cli.suggest import suggest
from xtdata.cli.watching import watch
from xtdata.export import FORMATS, CannotExport, Extract, NoChart, artifact
from xtdata.facts.loading import Loaded, default_path, load_file
from xtdata.model.catalogue import CORRECTION_STATUSES
from xtdata.model.diagnostics import Diagnostic
from xtdata.model.reasons import reason

if TYPE_CHECKING:
    from xtdata.facts.dataset import Dataset
    from xtdata.verification.audit import Check, Tally
    from xtdata.verification.coverage import Coverage

# Commands import what only they need: checking a file shall not wait for pandas.
_FORMAT = click.option("--format", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式")
_FILE = click.argument("file", required=False, type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """核对、导出并审计 indicators.yaml：每一个数都有出处。"""


def run(prog_name: str | None = None) -> None:
    """The process ``xtdata``: what a terminal cannot show is written as numbers, what cannot be written ends in one sentence."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        main(prog_name=prog_name)
    except OSError as error:
        # A full disk, a closed terminal.
        sys.exit(f"写不出结果：{reason(error)}")


main.add_command(add)
main.add_command(factcheck)
main.add_command(mcp)
main.add_command(schema)
main.add_command(search)
main.add_command(suggest)
for _command in EDITING:
    main.add_command(_command)


@main.command()
@_FORMAT
@click.option("--strict", is_flag=True, help="来源的文本不在手边（N060）也算不通过")
@click.option("--watch", "again", is_flag=True, help="每次保存后再核对一遍，按 Ctrl-C 结束")
@_FILE
def check(fmt: str, strict: bool, again: bool, file: Path | None) -> None:
    """核对数据文件：写法、引用、引文、数值、单位、限定词、期间与地区，一次列出全部问题。"""
    path = file or default_path()
    if again:
        watch(path, lambda: _print_check(path, fmt).files)
        return
    loaded = _print_check(path, fmt)
    unheld = strict and any(diagnostic.code == "N060" for diagnostic in loaded.diagnostics)
    sys.exit(0 if loaded.is_sound and not unheld else 1)


def _print_check(path: Path, fmt: str) -> Loaded:
    """Check the data file and print what there is to say."""
    loaded = load_file(path)
    if fmt == "json":
        _print_json([diagnostic.as_dict() for diagnostic in loaded.diagnostics])
    else:
        _print_diagnostics(loaded.diagnostics)
        click.echo(_summary(loaded), err=bool(loaded.diagnostics))
    return loaded


@main.command()
@click.option("--format", "fmt", type=click.Choice(list(FORMATS)), default="csv", show_default=True, help="文件格式")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="写到这个文件；不写则输出到标准输出")
@click.option("--chart", default="", metavar="NAME", help="只要这张图里的数，图片画的就是它：图的种类（如 growth）或页面上的名字")
@SITE
@filters
@_FILE
def export(fmt: str, output: Path | None, chart: str, site: str, file: Path | None, **options: Any) -> None:
    """导出事实，或其中符合条件的：表格、引文、图片、数据包。"""
    if output is None and FORMATS[fmt].is_binary and sys.stdout.isatty():
        raise click.UsageError(f"{fmt} 不是文字，不能显示在终端里；请用 -o 写到一个文件。")
    dataset = _sound(file)
    try:
        content = artifact(Extract(dataset, asked(options, dataset.catalogue), chart, site), fmt).content
    except (NoChart, CannotExport) as cannot:
        raise click.ClickException(str(cannot)) from None
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        try:
            output.write_bytes(content)
        except OSError as error:
            raise click.ClickException(f"写不了 {output}：{reason(error)}") from None


@main.command()
@_FORMAT
@click.option("--all", "everything", is_flag=True, help="也列出文本未随项目发布的来源")
@_FILE
def coverage(fmt: str, everything: bool, file: Path | None) -> None:
    """逐份来源列出印出的数字：已采用、已说明不采用、尚未处理。"""
    from xtdata.verification.coverage import cover

    dataset = _sound(file)
    covered = cover(dataset.catalogue, dataset.loaded.library.texts, dataset.loaded.evidence, shipped_only=not everything)
    if fmt == "json":
        _print_json([_coverage_record(one) for one in covered])
    else:
        for one in covered:
            _print_coverage(one)
    sys.exit(1 if any(one.open for one in covered) else 0)


@main.command()
@_FORMAT
@click.option("--propose", "proposing", is_flag=True, help="改为列出程序看出、尚未声明的关系，可直接贴进数据文件；须逐条读过原文")
@_FILE
def audit(fmt: str, proposing: bool, file: Path | None) -> None:
    """核算数据文件里声明的数量关系；有不符而没有写明 accepted 的，状态为 1。"""
    from xtdata.verification.across import AGREEMENTS, comparisons
    from xtdata.verification.audit import Tally, check_relations

    dataset = _sound(file)
    catalogue = dataset.catalogue
    if proposing:
        _print_proposals(dataset, fmt)
        return
    checks = check_relations(catalogue)
    if fmt == "json":
        _print_json([_check_record(one) for one in checks])
    else:
        for one in sorted(checks, key=lambda one: (not one.is_open, not one.fails)):
            _print_relation(one)
        compared = comparisons(catalogue)
        for version in compared:
            click.echo(f"{AGREEMENTS[version.agreement]}：{' · '.join(version.ids)}")
        click.echo(_audit_summary(Tally.of(catalogue, checks)))
        counts = "，".join(f"{word} {sum(one.agreement == key for one in compared)}" for key, word in AGREEMENTS.items())
        for correction in catalogue.corrections:
            click.echo(f"来源印错（{CORRECTION_STATUSES[correction.status]}）：{correction.fact}：{correction.right}，据{correction.by}")
        click.echo(f"更正 {len(catalogue.corrections)} 处，{sum(one.status != 'fixed' for one in catalogue.corrections)} 处来源尚未改正")
        click.echo(f"几份来源都印的数 {len(compared)} 个：{counts}")
    sys.exit(1 if any(one.is_open for one in checks) else 0)


def _sound(file: Path | None) -> Dataset:
    """The dataset of *file*; prints the diagnostics and exits with 1 where it has errors."""
    from xtdata.facts.dataset import Dataset

    loaded = load_file(file or default_path())
    if not loaded.is_sound:
        _print_diagnostics(loaded.diagnostics, err=True)
        click.echo(_summary(loaded), err=True)
        sys.exit(1)
    return Dataset(loaded)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_diagnostics(diagnostics: tuple[Diagnostic, ...], *, err: bool = False) -> None:
    for diagnostic in diagnostics:
        click.echo(str(diagnostic), err=err)
        click.echo(f"    {diagnostic.advice}", err=err)


def _summary(loaded: Loaded) -> str:
    counts = {name: sum(f.severity == name for f in loaded.diagnostics) for name in ("error", "warning", "note")}
    words = "、".join(f"{n} 个{label}" for n, label in zip(counts.values(), ("错误", "警告", "提示"), strict=True) if n)
    size = len(loaded.catalogue.observations) if loaded.catalogue else 0
    return f"{loaded.path.name}：{words or '没有问题'}；{size} 条事实可用"


def _print_coverage(one: Coverage) -> None:
    counts = one.counts
    click.echo(
        f"{one.source}：已采用 {counts['curated']}，不采用 {counts['dismissed']}，识别为非指标 {counts['recognised']}，未处理 {counts['open']}"
    )
    for number in one.open:
        click.echo(f"    第 {number.line} 行 {number.text}")


def _coverage_record(one: Coverage) -> dict[str, Any]:
    numbers = [
        {"start": n.passage.start, "end": n.passage.end, "line": n.line, "text": n.text, "state": n.state, "by": n.by} for n in one.numbers
    ]
    return {"source": one.source, "counts": dict(one.counts), "numbers": numbers}


def _print_relation(one: Check) -> None:
    relation = one.relation
    gap = f"，相差 {float(one.gap):g} 个单位" if one.gap else ""
    weak = "（弱检验）" if one.weak else ""
    click.echo(f"{one.word}{weak}{gap}：{relation.result} ← {'，'.join(relation.terms)}")
    if relation.note:
        click.echo(f"    {relation.note}")
    if relation.accepted:
        click.echo(f"    来源自身不一致，已认可：{relation.accepted}")


def _print_proposals(dataset: Dataset, fmt: str) -> None:
    from xtdata.verification.proposals import propose

    found = propose(dataset.catalogue, dataset.loaded.evidence, dataset.loaded.library.texts)
    if fmt == "json":
        _print_json([one.relation.model_dump(exclude_none=True) for one in found])
        return
    for one in found:
        click.echo(one.as_yaml(), nl=False)
    click.echo(f"# 提议 {len(found)} 条；已声明 {len(dataset.catalogue.relations)} 条")


def _audit_summary(tally: Tally) -> str:
    """How many relations were looked at, and with what result."""
    return (
        f"关系 {tally.declared} 条：核算 {tally.checked} 条，相符 {tally.holding} 条（其中弱检验 {tally.weak} 条），"
        f"不符 {tally.failing} 条（已认可 {tally.failing - tally.open} 条，待查 {tally.open} 条）；另 {tally.implying} 条只作推算"
    )


def _check_record(one: Check) -> dict[str, Any]:
    low, high = one.computed.low, one.computed.high
    return {
        "kind": one.relation.kind,
        "result": one.relation.result,
        "terms": list(one.relation.terms),
        "verdict": one.word,
        "low": None if low is None else float(low),
        "high": None if high is None else float(high),
        "gap": float(one.gap),
        "weak": one.weak,
        "note": one.relation.note,
        "accepted": one.relation.accepted,
    }
