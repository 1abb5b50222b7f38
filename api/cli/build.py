"""Commands that build a workspace: demo, read, ingest, retract, rebuild, and cards draft."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from api.cli.app import Json, Llm, app, existing, open_workspace
from api.cli.printing import print_ingest, print_json

cards = typer.Typer(help="映射卡：说明表的各列是什么 · mapping cards", no_args_is_help=True)
app.add_typer(cards, name="cards")

Paths = Annotated[list[Path], typer.Argument(help="文件、文件夹或 zip · files, folders, archives")]


@app.command()
def demo(context: typer.Context, as_json: Json = False) -> None:
    """装入自带样例，显示发现了什么、下一步做什么 · build the bundled sample and show what was found."""
    from api.demo import build_demo, print_demo

    with open_workspace(context) as workspace:
        found = build_demo(workspace, report=_progress(as_json))
    (print_json if as_json else print_demo)(found)


@app.command()
def read(
    paths: Paths,
    out: Annotated[Path | None, typer.Option(help="结果文件，不写则打印 · where the lines go")] = None,
    as_json: Json = False,
) -> None:
    """文件里写了什么：每个文件一行 JSON，不需要工作区 · what files say, one JSON line each."""
    from ingest.files import files_of
    from ingest.reading import read_file

    lines = (read_file(file).as_line() for file in files_of(existing(paths)))
    if out is None:
        for line in lines:
            typer.echo(line)
        return
    written = 0
    with out.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(line + "\n")
            written += 1
    if as_json:
        print_json({"files": written, "out": str(out)})
    else:
        typer.echo(f"已读 {written} 个文件，写入 {out} · files read")


@app.command()
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="文件、文件夹或 zip · files, folders, archives")] = None,
    card: Annotated[Path | None, typer.Option(help="映射卡 · a mapping card")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="读文档的进程数，默认每核一个 · processes")] = None,
    llm: Llm = False,
    only_look: Annotated[
        bool, typer.Option("--dry-run", help="只看会得到什么，不写入 · profile only, nothing is written")
    ] = False,
    as_json: Json = False,
) -> None:
    """文档和表入库：可重复运行，已有的不再读 · documents and tables into the graph; resumes."""
    from api import pipeline
    from api.llm import second_reader

    if not paths and card is None:
        raise typer.BadParameter("写文件或文件夹，或用 --card 指明映射卡 · give paths, or a card with --card")
    if only_look:
        _show_dry_run(paths or [], card, as_json=as_json)
        return
    with open_workspace(context) as workspace:
        second = second_reader(workspace.folder) if llm else None
        result = pipeline.ingest(
            workspace, paths or [], card, workers=workers, second=second, report=_progress(as_json)
        )
    (print_json if as_json else print_ingest)(result)


def _show_dry_run(paths: list[Path], card: Path | None, *, as_json: bool) -> None:
    from api.cli.profiles import print_dry_run
    from api.dry_run import dry_run

    (print_json if as_json else print_dry_run)(dry_run(paths, card))


@app.command()
def retract(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="文档编号 doc:… · a document id")],
    as_json: Json = False,
) -> None:
    """撤回一篇文档及只由它支持的事实 · take a document and what only it says out."""
    from api import pipeline

    with open_workspace(context) as workspace:
        version = pipeline.retract(workspace, document)
    if as_json:
        print_json({"document": document, "version": version})
    else:
        typer.echo(f"已撤回 {document} · retracted")


@app.command()
def rebuild(context: typer.Context, as_json: Json = False) -> None:
    """从账本重新生成整张图 · write the graph anew from the ledger."""
    from api import pipeline

    with open_workspace(context) as workspace:
        version = pipeline.rebuild(workspace, report=_progress(as_json))
        counts = workspace.view.counts()
    if as_json:
        print_json({"version": version, "counts": counts})
    else:
        typer.echo(f"图谱已重建，版本 {version[:12]} · rebuilt")


@cards.command("draft")
def draft(
    file: Annotated[Path, typer.Argument(help="表文件 · a table file")],
    out: Annotated[Path | None, typer.Option(help="写到哪里 · where to")] = None,
    as_json: Json = False,
) -> None:
    """按表头和取值起草一张映射卡 · propose a card from header and values."""
    from ingest.draft import draft_card

    text = draft_card(existing([file])[0])
    if out is not None:
        out.write_text(text, encoding="utf-8")
    if as_json:
        print_json({"card": text, "out": str(out) if out else ""})
    elif out is None:
        typer.echo(text)
    else:
        typer.echo(f"已写入 {out}，核对后使用 · written; check it before use")


def _progress(as_json: bool) -> Callable[[str], None]:
    """Progress on a terminal only, so that pipes and JSON stay clean."""
    if as_json or not sys.stderr.isatty():
        return lambda _: None
    return lambda text: typer.echo(f"  … {text}", err=True)
