"""Changes put together: what each leaves of the one before."""

from functools import reduce

import pyarrow as pa
import pytest

from graph.joined_changes import joined
from graph.snapshot import Snapshot, load_snapshot
from graph.store import EdgeKind, GraphDelta
from ontology.schema import EntityClass
from tests.graph.changed import changed
from tests.graph.delta_view import DeltaView
from tests.graph.deltas import MAKES, delta, named, two_firms
from tests.graph.deltas import joined as pairs

FIRM = EntityClass.ENTERPRISE


def going(*ends: tuple[str, str]) -> dict[EdgeKind, pa.Table]:
    return {MAKES: pairs(*ends).select(["subject", "object", "status"])}


CHANGES = {
    "a node written twice": (
        delta("v2", nodes={FIRM: named(ent_1="甲一公司")}),
        delta("v3", nodes={FIRM: named(ent_1="甲二公司", ent_3="丙公司")}),
    ),
    "a node that comes and goes": (
        delta("v2", nodes={FIRM: named(ent_3="丙公司")}, edges={MAKES: pairs(("ent:3", "tec:1"))}),
        delta("v3", gone_nodes={FIRM: ["ent:3"]}, gone_edges=going(("ent:3", "tec:1"))),
    ),
    "an edge that goes and comes back": (
        delta("v2", gone_edges=going(("ent:2", "tec:1"))),
        delta("v3", edges={MAKES: pairs(("ent:2", "tec:1"))}),
    ),
    "a node that goes and comes back without its edges": (
        delta("v2", gone_nodes={FIRM: ["ent:2"]}, gone_edges=going(("ent:2", "tec:1"))),
        delta("v3", nodes={FIRM: named(ent_2="乙公司")}),
    ),
}


def rows(snapshot: Snapshot) -> tuple[list[object], list[list[object]]]:
    return snapshot.nodes.to_pylist(), [held.table.to_pylist() for held in snapshot.relations.values()]


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_changes_as_one_do_what_they_do_one_after_the_other(changes: tuple[GraphDelta, ...]) -> None:
    start = load_snapshot(DeltaView(two_firms("v1")))
    assert rows(changed(start, joined(changes))) == rows(reduce(changed, changes, start))
