"""The command that answers questions in Chinese: `liantu ask`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.app import AsOf, Json, app, open_workspace
from api.cli.lines import read_lines, write_lines
from api.cli.printing import print_json, print_table
from ontology.schema import MARK_SHORT

if TYPE_CHECKING:  # other commands need not wait for it
    from graph.asking import Answer

_SHOWN = 30


@app.command(name="ask")
def ask_question(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="中文问题，如：浙江有哪些企业生产减速器 · a question")] = None,
    jsonl: Annotated[Path | None, typer.Option(help="每行一个 {id, question} · one question a line")] = None,
    out: Annotated[Path | None, typer.Option(help="结果文件 · where the answers go")] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """用中文提问，附上所用的查询语句；答不了的说明原因 · ask in Chinese; the query is shown."""
    from api.asking import ask, ask_lines

    if (question is None) == (jsonl is None):
        raise typer.BadParameter("写一个问题，或用 --jsonl 给一个文件 · give a question or --jsonl")
    with open_workspace(context, as_of) as workspace:
        if question is None:
            write_lines(ask_lines(workspace, read_lines(jsonl)), out)
            return
        found = ask(workspace, question)
    (print_json if as_json else _print)(found)


def _print(answer: "Answer") -> None:
    mark = f"【{MARK_SHORT}】" if answer.marked else ""
    typer.echo(f"{mark}{answer.sentence}")
    if answer.choices:
        typer.echo(f"可能是：{'、'.join(answer.choices)} · it may be one of these")
    if answer.unknown:
        typer.echo(f"没有看懂：{'、'.join(answer.unknown)} · not understood")
    if answer.understood:
        typer.echo("理解为：" + "；".join(f"{one.said} → {one.meant}（{one.kind}）" for one in answer.understood))
    if answer.columns:
        print_table(answer.columns, answer.rows[:_SHOWN])
    if len(answer.rows) > _SHOWN:
        typer.echo(f"……共 {len(answer.rows)} 行，--json 看全部 · rows in all")
    if answer.cypher:
        typer.echo(f"\n所用查询 · the query:\n{answer.cypher}")
        typer.echo("\n".join(f"  ${name} = {value}" for name, value in answer.parameters.items()))
