"""Commands that ask the graph: gaps, match, query, show, evidence, view, rejects."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from api import answers
from api.cli.app import AsOf, Json, RegionName, Top, app, open_workspace
from api.cli.entity_lines import differences, standing, writings
from api.cli.gathered import gathered
from api.cli.lines import read_lines, write_lines
from api.cli.name_parts import show_parts
from api.cli.printing import print_gaps, print_json, print_match, print_table
from api.cli.query_formats import QueryFormat, parse_parameters, print_rows
from api.market.served import note_served
from api.pictures import write_picture
from ontology.errors import UnknownEvidence
from ontology.schema import EntityClass
from ontology.values.regions import region_of


@app.command()
def gaps(
    context: typer.Context,
    chain: Annotated[str, typer.Argument(help="产业链编号或名称 · chain id or name")],
    region: RegionName = None,
    show_all: Annotated[bool, typer.Option("--all", help="也列出正常环节与长板 · healthy nodes too")] = False,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """产业链短板：类型、得分、把握、原因、证据、对策 · weak links of a chain."""
    with open_workspace(context, as_of) as workspace:
        report = answers.gaps(workspace, chain, region, healthy=show_all)
    (print_json if as_json else print_gaps)(report)


@dataclass(frozen=True, slots=True)
class NeedOptions:
    """Whose need it is, and how many providers are shown."""

    region: RegionName = None
    industry: Annotated[str | None, typer.Option(help="需求方的行业，有同行业案例的优先 · your industry")] = None
    top: Top = 10


@app.command()
@gathered
def match(
    context: typer.Context,
    need: NeedOptions,
    text: Annotated[str | None, typer.Argument(help="用自己的话写需求 · the need in your own words")] = None,
    jsonl: Annotated[Path | None, typer.Option(help="每行一个 {id, text} · one need a line")] = None,
    out: Annotated[Path | None, typer.Option(help="结果文件 · where the results go")] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """找服务商：谁能满足需求，为什么 · who can serve a need, and why."""
    if (text is None) == (jsonl is None):
        raise typer.BadParameter("写一条需求，或用 --jsonl 给一个文件 · give a text or --jsonl")
    with open_workspace(context, as_of) as workspace:
        if text is not None:
            report = answers.match(workspace, text, **asdict(need))
            note_served(workspace, report)
            (print_json if as_json else print_match)(report)
            return
        reports = ((line["id"], answers.match(workspace, line["text"], **asdict(need))) for line in read_lines(jsonl))
        write_lines(({"id": key, "results": report.results} for key, report in reports), out)


@app.command()
def query(
    context: typer.Context,
    cypher: Annotated[str, typer.Argument(help="只读 Cypher · read-only Cypher")],
    param: Annotated[list[str] | None, typer.Option(help="参数 k=v · a parameter")] = None,
    form: Annotated[QueryFormat, typer.Option("--format", help="输出形式 · form of the answer")] = QueryFormat.TABLE,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """只读查询图谱 · ask the graph in Cypher."""
    with open_workspace(context, as_of) as workspace:
        rows = answers.query(workspace, cypher, parse_parameters(param or []))
    print_rows(rows, QueryFormat.JSON if as_json else form)


@app.command()
def show(
    context: typer.Context,
    entity: Annotated[str, typer.Argument(help="编号或名称 · id or name")],
    parse: Annotated[bool, typer.Option("--parse", help="只拆解名称，不查图谱 · take the name apart")] = False,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """一个实体和它的事实 · an entity and its facts."""
    if parse:
        show_parts(entity, as_json=as_json)
        return
    with open_workspace(context, as_of) as workspace:
        found = answers.profile(workspace, entity, said=True)
    if as_json:
        print_json(found)
        return
    mark = "【样例】" if found.marked else ""
    typer.echo(f"{mark}{found.name}（{found.cls}） {found.id}")
    region = region_of(found.region).name if found.region else "—"
    typer.echo(f"别名：{'、'.join(found.aliases) or '—'}；代码：{found.code or '—'}；地区：{region}")
    for line in (*standing(found.properties), *writings(found.variants), *differences(found.conflicts)):
        typer.echo(line)
    shown = [one for one in found.facts if one.cls != EntityClass.EVIDENCE]  # sentences: `liantu evidence`
    facts = [(one.relation if one.outgoing else f"← {one.relation}", one.name, one.status) for one in shown]
    rows = [(*fact, f"{one.confidence:.2f}", one.sources) for fact, one in zip(facts, shown, strict=True)]
    print_table(("关系", "对象", "状态", "置信", "来源数"), rows)


@app.command()
def evidence(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(help="证据编号 · evidence ids")],
    as_json: Json = False,
) -> None:
    """证据原文及出处 · the sentence or row behind a fact."""
    with open_workspace(context) as workspace:
        found = answers.quotes(workspace, ids)
    missing = set(ids) - {one.id for one in found}
    if missing:
        raise UnknownEvidence(sorted(missing))
    if as_json:
        print_json({"evidence": found})
        return
    for one in found:
        place = f"第 {one.page} 页" if one.page else f"第 {one.row} 行" if one.row else ""
        typer.echo(f"{one.sentence}\n    —— {one.document_name} {place} [{one.id}]")


@app.command()
def view(
    context: typer.Context,
    target: Annotated[str, typer.Argument(help="产业链，或实体编号、名称 · a chain, or an entity")],
    region: RegionName = None,
    out: Annotated[Path | None, typer.Option(help="图片文件：*.html、*.svg 或 *.png · the picture")] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """画图：产业链分层图，或实体关系图 · a picture of a chain or of an entity's neighbourhood."""
    with open_workspace(context, as_of) as workspace:
        written = write_picture(workspace, target, region, out)
    if as_json:
        print_json({"file": str(written), "bytes": written.stat().st_size})
    else:
        typer.echo(f"已写入 {written} · written")


@app.command()
def documents(context: typer.Context, as_json: Json = False) -> None:
    """已有文档和表的编号、来源、日期 · documents and tables with their ids."""
    with open_workspace(context) as workspace:
        found = answers.documents(workspace)
    if as_json:
        print_json({"documents": found})
        return
    rows = [(one["id"], one["name"], one["publisher"] or "—", one["kind"], one["published"] or "—") for one in found]
    print_table(("编号", "文件", "发布者", "性质", "日期"), rows)


@app.command()
def rejects(context: typer.Context, as_json: Json = False) -> None:
    """未采用的行、句子、文件、事实及原因 · what could not be used, and why."""
    from graph.derive import derive, refused

    with open_workspace(context) as workspace:
        derive(workspace.ledger)
        found = [row for table in (workspace.ledger.rejects(), refused(workspace.ledger)) for row in table.to_pylist()]
    if as_json:
        print_json({"rejects": found})
        return
    print_table(("位置", "原因"), [(one["where"], one["reason"]) for one in found])
