from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from graph.derive import delta
from graph.ledger import Ledger
from graph.snapshot import Snapshot, load_snapshot
from ontology.schema import EntityClass, Relation, Status
from tests.graph.delta_view import DeltaView
from tests.graph.said import NEWS, REGISTER, document, makes


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        ledger.record(document("a"), REGISTER, makes("甲机电有限公司", "减速器"))
        ledger.record(document("b"), NEWS, makes("乙机电有限公司", "减速器", status="planned"))
        return load_snapshot(DeltaView(delta(ledger, "")))


def test_nodes_are_numbered_in_the_order_of_their_ids(snapshot: Snapshot) -> None:
    ids = snapshot.nodes["id"].to_pylist()
    assert ids == sorted(ids)
    assert snapshot.index_of([ids[3], "ent:none"]).tolist() == [3, -1]


def test_edges_point_at_the_nodes_their_table_names(snapshot: Snapshot) -> None:
    edges = snapshot.edges(Relation.PRODUCES)
    named = [snapshot.id(number) for number in edges.subject.tolist()]
    assert named == edges.table["subject"].to_pylist()
    assert {snapshot.name(number) for number in edges.object.tolist()} == {"减速器"}
    assert snapshot.is_class(EntityClass.TECHNOLOGY)[edges.object].all()


def test_facts_are_chosen_by_their_status(snapshot: Snapshot) -> None:
    edges = snapshot.edges(Relation.PRODUCES)
    assert len(edges.subject) == 2
    assert np.allclose(edges.where(Status.STATED).confidence, [0.8])


def test_what_is_made_of_a_snapshot_is_made_once(snapshot: Snapshot) -> None:
    made = snapshot.kept("made", lambda: [1])
    assert snapshot.kept("made", lambda: [2]) is made


def test_a_snapshot_is_as_new_as_its_newest_source(snapshot: Snapshot) -> None:
    assert snapshot.as_of == "2026-08-01"
    assert snapshot.edges(Relation.SUPPLIES).table.num_rows == 0


def test_a_write_while_the_graph_is_read_makes_it_be_read_anew(tmp_path: Path) -> None:
    class WrittenTo(DeltaView):
        """Becomes the later graph after its nodes were read for the first time."""

        def edges(self, relation: Relation) -> pa.Table:
            self._whole = later
            return super().edges(relation)

    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        ledger.record(document("a"), REGISTER, makes("甲机电有限公司", "减速器"))
        earlier = delta(ledger, "")
        ledger.record(document("b"), NEWS, makes("乙机电有限公司", "减速器"))
        later = delta(ledger, "")
    found = load_snapshot(WrittenTo(earlier))
    assert found.version == later.version
    assert "乙机电有限公司" in found.nodes["name"].to_pylist()


def test_an_empty_graph_gives_an_empty_snapshot(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        empty = load_snapshot(DeltaView(delta(ledger, "")))
    assert (empty.nodes.num_rows, empty.as_of) == (0, "")
