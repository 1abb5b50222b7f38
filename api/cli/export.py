"""The export command: the graph, or a part of it, in other tools' formats."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api import answers
from api.cli.app import Json, app, open_workspace
from api.cli.printing import print_json
from api.workspace import Workspace
from graph.snapshot import Snapshot
from ontology.errors import UnknownChain


class ExportFormat(StrEnum):
    """Formats of `graph.exports`; a test holds the two lists against each other."""

    GRAPHML = "graphml"
    TTL = "ttl"
    JSONLD = "jsonld"
    NT = "nt"
    SHACL = "shacl"
    CSV = "csv"
    PARQUET = "parquet"
    CYPHER = "cypher"
    NEO4J_IMPORT = "neo4j-import"


@app.command()
def export(
    context: typer.Context,
    form: Annotated[ExportFormat, typer.Option("--format", help="格式；shacl 为校验规则 · shacl: shapes to check by")],
    out: Annotated[Path, typer.Option(help="文件；csv、parquet、neo4j-import 为文件夹 · a file; for these a folder")],
    around: Annotated[str | None, typer.Option(help="只要一条产业链或一个实体周围 · a chain, or an entity")] = None,
    as_json: Json = False,
) -> None:
    """导出图谱供其他工具使用，样例标记随之写出 · the graph for other tools, sample marks included."""
    from graph.exports import write_export

    with open_workspace(context) as workspace:
        part = _part(workspace, around) if around else workspace.reading.snapshot
        written = write_export(part, form.value, out)
    if as_json:
        print_json(written)
        return
    typer.echo(f"已写入 {out}：节点 {written.nodes}，关系 {written.edges} · written")
    typer.echo(written.notice)
    if form is ExportFormat.NEO4J_IMPORT:
        typer.echo(f"停止服务器后导入 · stop the server, then import:\n  sh {out}/import.sh neo4j")


def _part(workspace: Workspace, name: str) -> Snapshot:
    """A chain with its makers, or an entity with its neighbours."""
    from graph.exports.selection import around, of_chain

    try:
        return of_chain(workspace.reading.snapshot, workspace.chain(name))
    except UnknownChain:
        return around(workspace.reading.snapshot, answers.entity_id(workspace, name))
