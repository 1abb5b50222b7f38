"""The graph as CSV for the import tool of a Neo4j server: the fastest way into an empty database.

    OUT/nodes/Enterprise.csv   :ID, id, name, aliases:string[], …
    OUT/edges/produces.csv     :START_ID, :END_ID, confidence:double, …
    OUT/import.sh              the command, to be run where the server is installed and stopped
    OUT/schema.cypher          constraints, indexes and empty lists, which the tool leaves out; once it runs again

Nodes are numbered as in the snapshot, and these numbers are the server's own (`--id-type=actual`): it neither sorts
nor searches our ids, which takes a quarter of its work. That ids are unique is seen by the constraints.
Format: Neo4j Operations Manual 5, "Import": a header with types, texts in double quotes that are doubled inside.
"""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from graph.ddl import META, neo4j_schema
from graph.notice import notice_of
from graph.snapshot import Numbers, Snapshot
from ontology.schema import EntityClass

COMMAND: Final = "import.sh"
SCHEMA: Final = "schema.cypher"
_BETWEEN: Final = ";"  # the tool's own choice; where a value of a list holds it, the other one
_ELSE: Final = "\x1f"
_NODES: Final = "--nodes"
_EDGES: Final = "--relationships"
_NEXT_LINE: Final = " \\\n  "
_TYPES: Final = {
    pa.string(): "",
    pa.bool_(): ":boolean",
    pa.float64(): ":double",
    pa.int64(): ":long",
    pa.date32(): ":date",
    pa.list_(pa.string()): ":string[]",
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A file of the export: where it goes, and what is in it."""

    option: str  # of the tool that reads it
    kind: str  # label or type of all its rows
    path: str  # within the folder
    numbers: Mapping[str, Numbers]  # of the nodes, by the header that tells the tool whose
    table: pa.Table  # the properties


def write_neo4j_import(snapshot: Snapshot, folder: Path) -> tuple[Path, ...]:
    """Write nodes, edges, the command that imports them and the schema; answers the files."""
    parts = [*_node_parts(snapshot), *_edge_parts(snapshot)]
    between = _ELSE if any(_holds(part.table, _BETWEEN, in_lists=True) for part in parts) else _BETWEEN
    for part in parts:
        path = folder / part.path
        path.parent.mkdir(parents=True, exist_ok=True)
        pa.csv.write_csv(_rows(part, between), path)
    command, schema, notice = (folder / name for name in (COMMAND, SCHEMA, "notice.txt"))
    notice.write_text("".join(f"{line}\n" for line in notice_of(snapshot).lines()), encoding="utf-8")
    command.write_text(_script(parts, between), encoding="utf-8")
    statements = (*neo4j_schema(), *(one for part in parts for one in _empty_lists(part)))
    schema.write_text("".join(f"{statement};\n" for statement in statements), encoding="utf-8")
    return (*(folder / part.path for part in parts), command, schema, notice)


def _node_parts(snapshot: Snapshot) -> Iterator[_Part]:
    meta = pa.table({"id": ["graph"], "version": [snapshot.version]})
    yield _node_part(META, np.array([snapshot.nodes.num_rows]), meta)
    for cls in map(EntityClass, sorted(pc.unique(snapshot.nodes["class"]).to_pylist())):
        held = snapshot.is_class(cls)
        yield _node_part(cls, np.flatnonzero(held), snapshot.nodes.filter(pa.array(held)).drop_columns(["class"]))


def _node_part(label: str, numbers: Numbers, table: pa.Table) -> _Part:
    return _Part(_NODES, label, f"nodes/{label}.csv", {":ID": numbers}, table)


def _edge_parts(snapshot: Snapshot) -> Iterator[_Part]:
    for relation, edges in sorted(snapshot.relations.items()):
        ends = {":START_ID": edges.subject, ":END_ID": edges.object}
        table = edges.table.drop_columns(["subject", "object"])
        yield _Part(_EDGES, relation.cypher, f"edges/{relation.value}.csv", ends, table)


def _empty_lists(part: _Part) -> Iterator[str]:
    """Statements that give back the empty lists of a file: the tool stores no empty array."""
    found = f"(x:{part.kind})" if part.option == _NODES else f"()-[x:{part.kind}]->()"
    for field in part.table.schema:
        lists = pa.types.is_list(field.type)
        if lists and pc.any(pc.equal(pc.list_value_length(part.table[field.name]), 0)).as_py():
            emptied = f"CALL {{ WITH x SET x.{field.name} = [] }} IN TRANSACTIONS"
            yield f"MATCH {found} WHERE x.{field.name} IS NULL {emptied}"


def _rows(part: _Part, between: str) -> pa.Table:
    """What stands in the file: the tool's header, numbers first, then properties with lists as texts."""
    table = _joined(part.table, between)
    names = [f"{field.name}{_TYPES[field.type]}" for field in part.table.schema]
    numbers = map(pa.array, part.numbers.values())
    return pa.table([*numbers, *table.columns], names=[*part.numbers, *names])


def _joined(table: pa.Table, between: str) -> pa.Table:
    """The table with its lists as texts."""
    for at, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            table = table.set_column(at, field.name, pc.binary_join(table[field.name], between))
    return table


def _holds(table: pa.Table, mark: str, *, in_lists: bool) -> bool:
    """Whether a text of the table holds a mark; of its lists, or of its other columns."""
    columns = [table[field.name] for field in table.schema if pa.types.is_list(field.type) == in_lists]
    texts = [pc.list_flatten(column) if in_lists else column for column in columns]
    return any(
        bool(pc.any(pc.match_substring(text, mark), min_count=0).as_py())
        for text in texts
        if pa.types.is_string(text.type)
    )


def _script(parts: list[_Part], between: str) -> str:
    """The command that imports the files, with the options that they need.

    Files whose texts hold line breaks are named: told of none by name, the tool reads all files in one thread.
    """
    broken = [part.path for part in parts if any(_holds(part.table, "\n", in_lists=lists) for lists in (False, True))]
    options = [
        "database import full",
        "--id-type=actual",
        *(f"{part.option}={part.kind}={part.path}" for part in parts),
        f"--array-delimiter={'U+001F' if between == _ELSE else shlex.quote(between)}",
        *([f"--multiline-fields={','.join(broken)}", "--multiline-fields-format=v2"] if broken else []),
        "--overwrite-destination=true",
        '"${1:-neo4j}"',
    ]
    return (
        f"#!/bin/sh\n# 在服务器停止时运行：sh {COMMAND} [数据库名] · run while the server is stopped\n"
        'cd "$(dirname "$0")" || exit 1\n'
        f'"${{NEO4J_HOME:+$NEO4J_HOME/bin/}}neo4j-admin" {_NEXT_LINE.join(options)}\n'
    )
