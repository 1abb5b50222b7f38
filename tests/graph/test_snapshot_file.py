from pathlib import Path
from unittest.mock import Mock

import pyarrow as pa
import pytest

from graph import snapshot_file
from graph.derive import change, delta
from graph.ledger import Ledger
from graph.snapshot import load_snapshot
from graph.snapshot_file import kept_whole, read_snapshot, write_changed, write_whole
from graph.store import GraphDelta
from ontology.schema import EntityClass, Relation
from tests.graph.delta_view import DeltaView
from tests.graph.deltas import two_firms
from tests.graph.said import NEWS, REGISTER, document, makes


def _whole(tmp_path: Path) -> GraphDelta:
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        ledger.record(document("a"), REGISTER, makes("甲机电有限公司", "减速器"))
        ledger.record(document("b"), NEWS, makes("乙机电有限公司", "谐波减速器", status="planned"))
        return delta(ledger, "")


def test_a_snapshot_kept_from_what_was_written_equals_the_one_read_from_the_graph(tmp_path: Path) -> None:
    whole = _whole(tmp_path)
    write_whole(tmp_path / "snapshots", whole)
    kept, read = read_snapshot(tmp_path / "snapshots", whole.version), load_snapshot(DeltaView(whole))
    assert kept is not None
    assert (kept.version, kept.as_of) == (read.version, read.as_of)
    assert kept.nodes.equals(read.nodes)
    assert kept.relations.keys() == read.relations.keys()
    for relation in Relation:
        mine, its = kept.edges(relation), read.edges(relation)
        assert mine.table.equals(its.table)
        assert (mine.subject.tolist(), mine.object.tolist()) == (its.subject.tolist(), its.object.tolist())


def test_a_graph_of_nothing_is_kept_as_a_snapshot_of_nothing(tmp_path: Path) -> None:
    write_whole(tmp_path, GraphDelta("v1", {}, {}, {}, {}))
    kept = read_snapshot(tmp_path, "v1")
    assert kept is not None
    assert (kept.nodes.num_rows, dict(kept.relations), kept.as_of) == (0, {}, "")


def test_a_graph_is_read_back_from_the_snapshot_kind_by_kind(tmp_path: Path) -> None:
    whole = _whole(tmp_path)
    write_whole(tmp_path / "snapshots", whole)
    kept = kept_whole(tmp_path / "snapshots", whole)
    assert (kept.version, kept.size) == (whole.version, whole.size)
    for mine, its in ((kept.nodes, whole.nodes), (kept.edges, whole.edges)):
        assert list(mine) == list(its)
        assert all(mine[key].equals(its[key]) for key in its)
    with pytest.raises(KeyError):
        kept_whole(tmp_path / "snapshots", GraphDelta("another", {}, {}, {}, {}))


@pytest.mark.parametrize("part", ["changed_edges", "_write"])
def test_a_change_that_cannot_be_written_leaves_the_snapshots_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    write_whole(tmp_path, two_firms("v1"))
    before = read_snapshot(tmp_path, "v1")
    assert before is not None
    monkeypatch.setattr(snapshot_file, part, Mock(side_effect=PermissionError))
    with pytest.raises(PermissionError):
        write_changed(tmp_path, before, two_firms("v2"))
    assert [one.name for one in tmp_path.iterdir()] == ["v1"]


def test_nodes_of_a_class_are_not_copied_out_of_the_snapshot(tmp_path: Path) -> None:
    whole = _whole(tmp_path)
    write_whole(tmp_path, whole)
    before = pa.total_allocated_bytes()
    kept = kept_whole(tmp_path, whole).nodes[EntityClass.EVIDENCE]
    assert kept.num_rows == 2
    assert pa.total_allocated_bytes() - before < kept.nbytes


def test_a_graph_too_large_to_be_held_gives_the_same_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _whole(tmp_path)
    write_whole(tmp_path / "held", whole)
    monkeypatch.setattr(change, "MOST_AT_ONCE", 0)
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        write_whole(tmp_path / "read", delta(ledger, ""))
    held, read = (read_snapshot(tmp_path / name, whole.version) for name in ("held", "read"))
    assert held is not None
    assert read is not None
    assert held.nodes.equals(read.nodes)
    assert all(held.edges(relation).table.equals(read.edges(relation).table) for relation in Relation)
