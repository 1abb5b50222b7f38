from pathlib import Path

import pyarrow.csv
import pyarrow.parquet

from graph.exports.tables import write_tables
from tests.graph.exports.worlds import exported


def test_parquet_holds_every_node_and_fact_unchanged(tmp_path: Path) -> None:
    snapshot = exported()
    write_tables(snapshot, tmp_path, "parquet")
    rows = sum(pyarrow.parquet.read_table(path).num_rows for path in (tmp_path / "nodes").iterdir())
    assert rows == snapshot.nodes.num_rows
    for relation, edges in snapshot.relations.items():
        assert pyarrow.parquet.read_table(tmp_path / f"edges/{relation.value}.parquet").equals(edges.table)


def test_csv_opens_in_a_spreadsheet_with_names_and_lists_whole(tmp_path: Path) -> None:
    write_tables(exported(), tmp_path, "csv")
    path = tmp_path / "nodes/Enterprise.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    options = pyarrow.csv.ParseOptions(newlines_in_values=True)
    assert '“甲”,\n"乙"' in pyarrow.csv.read_csv(path, parse_options=options)["name"].to_pylist()
    nodes = pyarrow.csv.read_csv(tmp_path / "nodes/ChainNode.csv")
    assert "谐波减速器|RV减速器" in nodes["aliases"].to_pylist()
