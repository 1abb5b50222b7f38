"""Commands on identity: resolve lines, merge, split, log, undo."""

import getpass
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

import pyarrow as pa
import typer

from api.cli.app import Json, app, open_workspace
from api.cli.lines import read_lines, write_lines
from api.cli.printing import print_json, print_table
from ontology.facts import Decision, Judgement

_FIELDS = ("id", "name", "code", "region", "context")

_SHOWN: Final = 3  # alternatives
SAYS: Final = {
    Judgement.SAME: "是同一个",
    Judgement.APART: "不是同一个",
    Judgement.LINKED: "属于环节",
    Judgement.UNLINKED: "不属于环节",
}

resolve = typer.Typer(help="谁是谁：归并与纠正 · which names are the same", invoke_without_command=True)
app.add_typer(resolve, name="resolve")

Thing = Annotated[
    str,
    typer.Argument(help="编号、信用代码、名称，或写法编号（见 show） · an id, code, name, or key of a writing"),
]
By = Annotated[str, typer.Option("--by", help="谁判定的；默认为登录名 · who decides; the login by default")]
Reason = Annotated[str, typer.Option("--why", help="理由，写进记录 · the reason, kept in the log")]


@resolve.callback()
def resolve_lines(
    context: typer.Context,
    jsonl: Annotated[
        Path | None, typer.Option(help="每行 {id, name, code?, region?, context?} · one name a line")
    ] = None,
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
def merge(
    context: typer.Context, left: Thing, right: Thing, why: Reason = "", by: By = "", as_json: Json = False
) -> None:
    """判定两个是同一个 · judge two to be the same."""
    decide_on(context, (left, right), Judgement.SAME, (why, by), as_json=as_json)


@resolve.command("split")
def split(
    context: typer.Context, left: Thing, right: Thing, why: Reason = "", by: By = "", as_json: Json = False
) -> None:
    """判定两个不是同一个；已并在一起的，写写法或写法编号 · judge two to be apart."""
    decide_on(context, (left, right), Judgement.APART, (why, by), as_json=as_json)


@resolve.command("undo")
def undo(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(help="判定编号 dec:…，见 resolve log · id of the decision")],
    why: Reason = "",
    by: By = "",
    as_json: Json = False,
) -> None:
    """撤销一个判定 · take a decision back."""
    from api.review import undo_decision

    with open_workspace(context) as workspace:
        found = undo_decision(workspace, decision, by=by or getpass.getuser(), why=why)
    if as_json:
        print_json(found)
    else:
        typer.echo(f"已撤销 {decision} · undone")


@resolve.command("log")
def log(
    context: typer.Context,
    merges: Annotated[bool, typer.Option("--merges", help="也列出按规则的归并及其依据 · merges by rules, too")] = False,
    entity: Annotated[str, typer.Option(help="只看这个实体 · only this entity's merges")] = "",
    as_json: Json = False,
) -> None:
    """全部判定：谁、何时、为何、当时的其他可能 · all decisions: who, when, why, and the alternatives then."""
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
    for one in found:
        for line in _told(one):
            typer.echo(line)
    if not found:
        typer.echo("还没有判定 · no decisions yet")
    if merges or entity:
        print_table(("实体", "左", "右", "规则", "把握", "依据"), [_merged(one) for one in ruled])


def _told(one: Decision) -> Iterator[str]:
    """A decision in the log."""
    ends = [f"{name} {given}" if name and name != given else given
            for name, given in ((one.left_name, one.left), (one.right_name, one.right))]  # fmt: skip
    yield f"{one.id}  {one.at:%Y-%m-%d %H:%M}  {one.by}：{ends[0]} {SAYS[one.judgement]} {ends[1]}"
    if one.reason:
        yield f"    理由：{one.reason}"
    if one.grounds:
        yield f"    当时规则的看法：{one.score or 0:.2f}，{one.grounds}"
    for other in one.alternatives[:_SHOWN]:
        said = "当时已归并" if other.left == other.right else "其他可能"
        yield f"    {said}：{other.left_name} ≟ {other.right_name} {other.score:.2f}，{other.reasons}"
    if len(one.alternatives) > _SHOWN:
        yield f"    其他可能共 {len(one.alternatives)} 个，加 --json 全部列出"
    if one.undone:
        told = f"{one.undone_at:%Y-%m-%d %H:%M} {one.undone_by}" if one.undone_at else ""
        yield f"    已撤销：{told} {one.undone_reason}".rstrip()


def _merged(one: dict[str, Any]) -> tuple[str, ...]:
    parts = (one["entity"], one["left_name"], one["right_name"], one["rule"], f"{one['score']:.2f}", one["reasons"])
    return tuple(map(str, parts))


def decide_on(
    context: typer.Context, pair: tuple[str, str], judgement: Judgement, told: tuple[str, str], *, as_json: bool
) -> None:
    """Write down what a person decided, and why and who; say whether it holds and how to take it back."""
    from api.review import record_decision, wire_of
    from graph.review import Asked

    why, by = told
    with open_workspace(context) as workspace:
        found = record_decision(workspace, Asked(*pair, judgement, by or getpass.getuser(), why))
    if as_json:
        print_json(wire_of(found))
        return
    made = found.decision
    typer.echo(f"已记录 {made.id}，可用 liantu resolve undo {made.id} 撤销 · recorded, can be undone")
    for one in found.against:
        said = f"{one.left_name} {SAYS[one.judgement]} {one.right_name}"
        typer.echo(
            f"与 {one.by} {one.at:%Y-%m-%d} 的判定 {one.id} 相反（{said}）"
            " · contradicts an earlier decision; of two on the same things the later counts"
        )
    if not found.holds:
        typer.echo(f"此判定目前没有生效{_WHY_NOT if found.against else ''} · it does not hold as things stand")


_WHY_NOT: Final = "：有相反的判定，可先撤销它"
