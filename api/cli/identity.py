"""Commands on identity: resolve lines, merge, split, log, undo."""

import getpass
from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import typer

from api.cli.app import Json, app, open_workspace
from api.cli.lines import read_lines, write_lines
from api.cli.printing import print_json, print_table
from ontology.facts import Decision, Judgement

_FIELDS = ("id", "name", "code", "region", "context")

resolve = typer.Typer(help="谁是谁：归并与纠正 · which names are the same", invoke_without_command=True)
app.add_typer(resolve, name="resolve")

Reason = Annotated[str, typer.Option("--why", help="理由，写进记录 · the reason, kept in the log")]


@resolve.callback()
def resolve_lines(
    context: typer.Context,
    jsonl: Annotated[Path | None, typer.Option(help="每行 {id, name, code?, region?, context?}")] = None,
    out: Annotated[Path | None, typer.Option(help="结果文件 · where the lines go")] = None,
    review: Annotated[Path | None, typer.Option(help="另存待人工判断的对 · pairs that wait for a person")] = None,
    as_json: Json = False,
) -> None:
    """Group records by organisation, without a workspace."""
    if context.invoked_subcommand is not None:
        return
    if jsonl is None:
        raise typer.BadParameter("用 --jsonl 给一个文件，或用子命令 · give --jsonl or a subcommand")
    from graph.identity.records import judge_records

    rows = [{field: str(line.get(field) or "") for field in _FIELDS} for line in read_lines(jsonl)]
    records = pa.Table.from_pylist(rows, schema=pa.schema([(field, pa.string()) for field in _FIELDS]))
    found, unsure = (table.to_pylist() for table in judge_records(records))
    if review is not None:
        write_lines(unsure, review)
    if as_json:
        print_json({"records": found, "review": unsure})
    else:
        write_lines(found, out)


@resolve.command("merge")
def merge(context: typer.Context, left: str, right: str, why: Reason = "", as_json: Json = False) -> None:
    """判定两个实体是同一个 · judge two entities to be the same."""
    record_decision(context, (left, right), Judgement.SAME, why, as_json=as_json)


@resolve.command("split")
def split(context: typer.Context, left: str, right: str, why: Reason = "", as_json: Json = False) -> None:
    """判定两个名称不是同一个 · judge two names to be apart."""
    record_decision(context, (left, right), Judgement.APART, why, as_json=as_json)


@resolve.command("undo")
def undo(context: typer.Context, decision: str, as_json: Json = False) -> None:
    """撤销一个判定 · take a decision back."""
    from api import pipeline

    with open_workspace(context) as workspace:
        workspace.ledger.undo(decision)
        version = pipeline.publish(workspace, ready=False)
    if as_json:
        print_json({"undone": decision, "version": version})
    else:
        typer.echo(f"已撤销 {decision} · undone")


@resolve.command("log")
def log(
    context: typer.Context,
    merges: Annotated[bool, typer.Option("--merges", help="也列出按规则的归并及其依据 · merges by rules, too")] = False,
    entity: Annotated[str, typer.Option(help="只看这个实体 · only this entity's merges")] = "",
    as_json: Json = False,
) -> None:
    """全部判定 · all decisions."""
    from graph.derive import derive
    from graph.derive import merges as merges_of

    with open_workspace(context) as workspace:
        found, ruled = workspace.ledger.decisions(), []
        if merges or entity:
            derive(workspace.ledger)
            ruled = merges_of(workspace.ledger, entity).to_pylist()
    if as_json:
        print_json({"decisions": found, "merges": ruled} if merges or entity else {"decisions": found})
        return
    print_table(("编号", "判定", "左", "右", "谁", "理由", "已撤销"), [_row(one) for one in found])
    if merges or entity:
        print_table(("实体", "左", "右", "规则", "把握", "依据"), [_merged(one) for one in ruled])


def _merged(one: dict[str, Any]) -> tuple[str, ...]:
    parts = (one["entity"], one["left_name"], one["right_name"], one["rule"], f"{one['score']:.2f}", one["reasons"])
    return tuple(map(str, parts))


def _row(one: Decision) -> tuple[str, ...]:
    return (one.id, one.judgement.value, one.left, one.right, one.by, one.reason, "是" if one.undone else "")


def record_decision(
    context: typer.Context, pair: tuple[str, str], judgement: Judgement, why: str, *, as_json: bool
) -> None:
    """Write down what a person decided, bring the graph up to date, and say how to take it back."""
    from api import pipeline

    with open_workspace(context) as workspace:
        decision = workspace.ledger.decide(*pair, judgement, by=getpass.getuser(), reason=why)
        pipeline.publish(workspace, ready=False)
    if as_json:
        print_json(decision)
    else:
        typer.echo(f"已记录 {decision.id}，可用 liantu resolve undo {decision.id} 撤销 · recorded, can be undone")
