"""The command that asks in SPARQL."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.app import AsOf, Json, app, open_workspace
from api.cli.printing import print_json, print_table
from ontology.schema import MARK_SHORT

if TYPE_CHECKING:  # other commands need not wait for it
    from api.sparql import SparqlAnswer
    from graph.linked_data.sparql.answer import Answer


class SparqlFormat(StrEnum):
    """A table for people, or a form of `graph.linked_data.sparql.answer`; a test holds the two against each other."""

    TABLE = "table"
    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"
    TURTLE = "turtle"
    NT = "nt"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


@app.command()
def sparql(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="SPARQL 查询；常用前缀不必声明 · a query, usual prefixes known")],
    form: Annotated[SparqlFormat, typer.Option("--format", help="输出形式 · form of the answer")] = SparqlFormat.TABLE,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """用 SPARQL 只读查询图谱 · ask the graph in SPARQL."""
    from api.sparql import ask_sparql, form_named
    from graph.linked_data.sparql.answer import written
    from graph.linked_data.sparql.door import SparqlDoor

    with open_workspace(context, as_of) as workspace, SparqlDoor() as door:
        found = ask_sparql(workspace, door, query)
    if as_json or form is SparqlFormat.JSON:
        print_json(found.as_wire())
    elif form is not SparqlFormat.TABLE:
        sys.stdout.write(written(found.answer, form_named(found.answer, form.value)).decode())
    else:
        _print_answer(found)


def _print_answer(found: "SparqlAnswer") -> None:
    _print_found(found.answer)
    if found.answer.truncated:
        typer.echo("只列出前面的行 · only the first rows are shown")
    if found.notice.tainted:
        typer.echo(MARK_SHORT)


def _print_found(answer: "Answer") -> None:
    """Triples as Turtle, the answer to ASK in a word, rows as a table."""
    from graph.linked_data.sparql.answer import written

    if answer.triples is not None:
        typer.echo(written(answer, "turtle").decode().rstrip())
    elif answer.truth is not None:
        typer.echo("是 · yes" if answer.truth else "否 · no")
    else:
        rows = [[row.get(name, {}).get("value", "") for name in answer.columns] for row in answer.rows]
        print_table(answer.columns, rows)
