"""Commands on what waits for a person: the queue, and which node a concept belongs to."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.app import Json, open_workspace
from api.cli.identity import By, Reason, decide_on, resolve
from api.cli.printing import print_json
from ontology.facts import Judgement

if TYPE_CHECKING:  # other commands need not wait for DuckDB
    from graph.review.consequence import Consequence
    from graph.review.pairs import Side
    from graph.review.queue import OpenConcept, Pair

Concept = Annotated[str, typer.Argument(help="产品、行业或场景的名称或编号 · a product, industry or scenario")]
Node = Annotated[str, typer.Argument(help="环节的名称或编号，如 industrial-robot/reducer · a chain node")]


@resolve.command("review")
def review(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=500, help="列出几条 · how many")] = 20,
    start: Annotated[int, typer.Option(min=0, help="跳过前几条 · how many to leave out")] = 0,
    as_json: Json = False,
) -> None:
    """列出待人工判断的：可能是同一个的名称、不属于任何环节的产品，对结论影响大的在前 · what waits for a person."""
    from api.review import show_review

    with open_workspace(context) as workspace:
        found = show_review(workspace, limit=limit, start=start)
    if as_json:
        print_json(found)
        return
    typer.echo(
        f"共 {found.total} 个，列出 {len(found.items)} 个；名称 {found.pairs} 对，产品等 {found.concepts} 个"
        f" · {found.total} in all: pairs of names, and concepts on no node"
    )
    for place, item in enumerate(found.items, start + 1):
        for line in _lines(item):
            typer.echo(f"{place:>3}. {line}" if not line.startswith(" ") else line)


def _lines(item: "Pair | OpenConcept") -> Iterator[str]:
    return _pair_lines(item) if item.kind == "pair" else _concept_lines(item)


def _pair_lines(item: "Pair") -> Iterator[str]:
    yield f"是否同一个？ {_side(item.left)}"
    yield f"            {_side(item.right)}"
    yield f"     像同一个的概率 {item.score:.2f}：{'；'.join(item.reasons)}（{item.rule_says}）"
    yield from _hanging(item.consequence)
    yield f"     判定：{item.commands[0]}"
    yield f"       或：{item.commands[1]}"


def _side(side: "Side") -> str:
    known = "，".join(filter(None, (side.code, side.region, f"{side.facts} 条事实，{side.sources} 个文件")))
    written = f"（写作 {side.written}）" if side.written != side.name else ""
    return f"{side.name}{written} {side.id}（{known}，如 {'、'.join(side.documents[:2])}）"


def _concept_lines(item: "OpenConcept") -> Iterator[str]:
    yield f"属于哪个环节？ {item.name}（{item.cls}，出现 {item.met} 次，{item.documents} 个来源文件） {item.id}"
    for one in item.candidates:
        reasons = "；".join((*one.why, *one.objections))
        yield f"     {one.score:.2f} {one.name} {one.node}：{reasons}（{one.term}）"
    for place in item.places[:1]:
        yield f"     见 {place.document}：{place.sentence}"
    yield from _hanging(item.consequence)
    yield f"     判定：{item.commands[0]} ，或 {item.commands[1].split()[2]} 否定"


def _hanging(found: "Consequence") -> Iterator[str]:
    if not found.counts and not found.products:
        return
    told = [
        f"{one.name}·{one.region} {one.before}→{one.after} 家{f'，{one.finding}' if one.finding else ''}"
        for one in found.changes[:3]
    ]
    more = f"等 {found.counts} 处" if found.counts > len(told) else ""
    products = f"{found.products} 个产品的供应商数改变" if found.products else ""
    yield f"     影响 {found.priority:.2f}：{'；'.join(filter(None, ('；'.join(told) + more, products)))}"


@resolve.command("link")
def link(
    context: typer.Context, concept: Concept, node: Node, why: Reason = "", by: By = "", as_json: Json = False
) -> None:
    """判定产品、行业或场景属于一个环节 · judge that a concept belongs to a node."""
    decide_on(context, (concept, node), Judgement.LINKED, (why, by), as_json=as_json)


@resolve.command("unlink")
def unlink(
    context: typer.Context, concept: Concept, node: Node, why: Reason = "", by: By = "", as_json: Json = False
) -> None:
    """判定产品、行业或场景不属于一个环节 · judge that a concept does not belong to a node."""
    decide_on(context, (concept, node), Judgement.UNLINKED, (why, by), as_json=as_json)
