"""A graph and a snapshot that took every change equal those made from the ledger at the end, on both stores."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from graph.derive import changes, delta, derive
from graph.joined_changes import joined
from graph.ledger import Ledger
from graph.snapshot import Snapshot, load_snapshot
from graph.snapshot_change import keep_change, read_change, steps_back
from graph.store import GraphDelta, GraphStore
from ontology.schema import EntityClass, Relation
from tests.graph.changed import changed
from tests.graph.delta_view import DeltaView
from tests.graph.derive.test_part import STEPS, opened, step
from tests.graph.said import NEWS, document, makes


def content(snapshot: Snapshot) -> dict[Any, Any]:
    edges = {relation: (held.subject.tolist(), held.object.tolist(), held.table.to_pylist())
             for relation, held in snapshot.relations.items()}  # fmt: skip
    return {"nodes": snapshot.nodes.to_pylist(), "as_of": snapshot.as_of, "version": snapshot.version, **edges}


def bring_up_to_date(ledger: Ledger, store: GraphStore) -> GraphDelta | None:
    """What `publish` does; the change where the graph was not written anew."""
    derive(ledger)
    wanted, anew = changes(ledger, store.view().version())
    with store.writer() as writer:
        (writer.rewrite if anew else writer.apply)(wanted)
    return None if anew else wanted


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_graph_that_took_every_change_equals_one_made_at_once(
    steps: list[Any], store: GraphStore, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("stores")
    with store.writer() as writer:
        writer.clear()
    with opened(folder) as ledger:
        bring_up_to_date(ledger, store)
        known = whole_before = load_snapshot(store.view())
        taken: list[GraphDelta] = []
        for verb, number, more in steps:
            step(ledger, verb, number, more)
            change = bring_up_to_date(ledger, store)
            if change is None:
                known = whole_before = load_snapshot(store.view())
                taken = []
            else:
                known = changed(known, change)
                taken.append(change)
        whole = DeltaView(delta(ledger, ""))
        for cls in EntityClass:
            assert store.view().nodes(cls).equals(whole.nodes(cls).cast(store.view().nodes(cls).schema)), cls
        for relation in Relation:
            assert store.view().edges(relation).to_pylist() == whole.edges(relation).to_pylist(), relation
        assert content(known) == content(load_snapshot(store.view()))
        assert not taken or content(changed(whole_before, joined(taken))) == content(known)


def test_a_change_is_kept_until_somebody_asks(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("kept")
    with opened(folder) as ledger:
        ledger.record(document("a"), NEWS, makes("甲机电有限公司", "减速器"))
        before = derive(ledger)
        first = load_snapshot(DeltaView(delta(ledger, "")))
        ledger.record(document("b"), NEWS, makes("甲机电有限公司", "电机"))
        change, anew = changes(ledger, before)
        assert not anew
        keep_change(folder / "snapshots", before, change)
        found = read_change(folder / "snapshots", change.version)
        assert found is not None
        assert found[0] == before
        assert content(changed(first, found[1])) == content(load_snapshot(DeltaView(delta(ledger, ""))))
        assert read_change(folder / "snapshots", before) is None


def test_the_way_back_of_a_change_and_its_undo_ends(tmp_path: Path) -> None:
    for before, after in (("v1", "v2"), ("v2", "v1")):
        keep_change(tmp_path, before, GraphDelta(after, {}, {}, {}, {}))
    versions = [before for before, _ in steps_back(tmp_path, "v1")]
    assert versions[:3] == ["v2", "v1", "v2"]
    assert len(versions) < 20
