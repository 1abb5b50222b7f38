"""The graph as tables, one file a class and one a relation: CSV for spreadsheets, Parquet for everything else.

OUT/nodes/Enterprise.csv, OUT/edges/produces.csv, OUT/notice.txt
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from graph.notice import notice_of
from graph.snapshot import Snapshot

Form = Literal["csv", "parquet"]
BETWEEN: Final = "|"  # joins the values of a list in a CSV cell
_MARK: Final = b"\xef\xbb\xbf"  # spreadsheets read UTF-8 only where this stands first


def write_tables(snapshot: Snapshot, folder: Path, form: Form) -> tuple[Path, ...]:
    """Write every class and relation that the graph holds into `folder`; answers the files."""
    files = []
    for name, table in (*_node_tables(snapshot), *_edge_tables(snapshot)):
        path = folder / f"{name}.{form}"
        path.parent.mkdir(parents=True, exist_ok=True)
        (_write_csv if form == "csv" else pa.parquet.write_table)(table, path)
        files.append(path)
    notice = folder / "notice.txt"
    folder.mkdir(parents=True, exist_ok=True)
    notice.write_text("\n".join(notice_of(snapshot).lines()) + "\n", encoding="utf-8")
    return (*files, notice)


def _node_tables(snapshot: Snapshot) -> Iterator[tuple[str, pa.Table]]:
    for cls in sorted(pc.unique(snapshot.nodes["class"]).to_pylist()):
        table = snapshot.nodes.filter(pc.equal(snapshot.nodes["class"], cls))
        yield f"nodes/{cls}", table.drop_columns(["class"])


def _edge_tables(snapshot: Snapshot) -> Iterator[tuple[str, pa.Table]]:
    for relation, edges in sorted(snapshot.relations.items()):
        yield f"edges/{relation.value}", edges.table


def _write_csv(table: pa.Table, path: Path) -> None:
    with path.open("wb") as file:
        file.write(_MARK)
        pa.csv.write_csv(_joined(table), file)


def _joined(table: pa.Table) -> pa.Table:
    """The table with its list columns as text."""
    for at, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            table = table.set_column(at, field.name, pc.binary_join(table[field.name], BETWEEN))
    return table
