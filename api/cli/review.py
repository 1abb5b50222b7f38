"""Commands on concepts that belong to no chain node yet: review, link, unlink."""

from typing import Annotated

import typer

from api.cli.app import Json, open_workspace
from api.cli.identity import Reason, record_decision, resolve
from api.cli.printing import print_json
from ontology.facts import Judgement

Concept = Annotated[str, typer.Argument(help="产品、行业或场景的名称或编号 · a product, industry or scenario")]
Node = Annotated[str, typer.Argument(help="环节的名称或编号，如 industrial-robot/reducer · a chain node")]


@resolve.command("review")
def review(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=500, help="列出几条 · how many")] = 20,
    start: Annotated[int, typer.Option(min=0, help="跳过前几条 · how many to leave out")] = 0,
    as_json: Json = False,
) -> None:
    """列出还不属于任何环节的产品、行业和场景，附候选环节 · concepts on no chain node, with candidates."""
    from api.review import show_review

    with open_workspace(context) as workspace:
        found = show_review(workspace, limit=limit, start=start)
    if as_json:
        print_json(found)
        return
    typer.echo(f"共 {found.total} 个，列出 {len(found.items)} 个 · {found.total} in all")
    for item in found.items:
        typer.echo(f"{item.name}（{item.cls}，出现 {item.met} 次，{item.documents} 个来源文件） {item.id}")
        for one in item.candidates:
            reasons = "；".join((*one.why, *one.objections))
            typer.echo(f"    {one.score:.2f} {one.name} {one.node}：{reasons}（{one.term}）")
        for place in item.places[:1]:
            typer.echo(f"    见 {place.document}：{place.sentence}")
    typer.echo("用 liantu resolve link 名称 环节 归入，resolve unlink 否定 · decide with link or unlink")


@resolve.command("link")
def link(context: typer.Context, concept: Concept, node: Node, why: Reason = "", as_json: Json = False) -> None:
    """判定产品、行业或场景属于一个环节 · judge that a concept belongs to a node."""
    record_decision(context, _pair(context, concept, node), Judgement.LINKED, why, as_json=as_json)


@resolve.command("unlink")
def unlink(context: typer.Context, concept: Concept, node: Node, why: Reason = "", as_json: Json = False) -> None:
    """判定产品、行业或场景不属于一个环节 · judge that a concept does not belong to a node."""
    record_decision(context, _pair(context, concept, node), Judgement.UNLINKED, why, as_json=as_json)


def _pair(context: typer.Context, concept: str, node: str) -> tuple[str, str]:
    from graph.derive import derive
    from graph.linking import concept_named, node_named

    with open_workspace(context) as workspace:
        derive(workspace.ledger)
        return concept_named(workspace.ledger, concept), node_named(workspace.ledger, node)
