"""Commands that keep a workspace: backup, restore, doctor."""

from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.app import Json, app, open_workspace
from api.cli.printing import print_json, print_table

_WORDS: Final = {"good": "正常", "notice": "注意", "bad": "不可用"}


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="备份文件，如 链图-0901.zip · where the backup goes")],
    as_json: Json = False,
) -> None:
    """备份账本和自己的定义；图谱、索引可由账本重建 · the ledger and your own files in one checked file."""
    from api.upkeep.backup import backup as write

    with open_workspace(context) as workspace:
        done = write(workspace, file)
    if as_json:
        print_json(done)
        return
    size = sum(kept.bytes for kept in done.files)
    typer.echo(
        f"已备份到 {file}：{done.documents} 份文档和表，{done.claims} 条主张，{len(done.files)} 个文件，{size:,} 字节"
    )
    typer.echo(f"恢复：liantu --workspace 新文件夹 restore {file}")


@app.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="liantu backup 写的文件 · a file that `liantu backup` wrote")],
    as_json: Json = False,
) -> None:
    """把备份恢复到空的工作区，并重建图谱 · make the workspace and its graph from a backup."""
    from api.upkeep.backup import restore as read

    done = read(context.obj, file)
    if as_json:
        print_json(done)
    else:
        typer.echo(
            f"已恢复 {done.made} 的备份：{done.documents} 份文档和表，{done.claims} 条主张，{done.decisions} 条判定"
        )


@app.command()
def doctor(context: typer.Context, as_json: Json = False) -> None:
    """查一查缺什么、哪里慢、怎么办；有不可用之处时退出码为 1 · what is missing or slow, and what to do."""
    from api.upkeep.doctor import examine

    with open_workspace(context) as workspace:
        found = examine(workspace)
    if as_json:
        print_json({"usable": found.is_usable, "findings": found.findings})
    else:
        rows = [(_WORDS[one.state], one.check, one.says, one.advice) for one in found.findings]
        print_table(("", "项目", "看到", "怎么办"), rows)
    raise typer.Exit(0 if found.is_usable else 1)
