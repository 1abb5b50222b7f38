"""Whatever is corrected in whatever order, the graph is the one that a rebuild makes from what the ledger holds."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.derive import changes, delta, derive
from graph.ledger import Ledger
from graph.ledger.meaning import is_derived
from graph.review import Asked, decide, outcome_of
from graph.store import GraphStore, View
from ontology.errors import BadInput, UnknownEntity
from ontology.facts import Judgement
from ontology.schema import EntityClass, Relation
from tests.graph.delta_view import DeltaView
from tests.graph.derive.test_part import GOODS, NAMES, definitions, documents, opened, step

IDENTITY = st.sampled_from((Judgement.SAME, Judgement.APART))
NAMED = st.sampled_from((*NAMES, *GOODS))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("record"), st.integers(0, 3), documents()),
        st.tuples(st.just("record"), st.integers(0, 3), documents()),
        st.tuples(st.just("define"), st.just(0), definitions()),
        st.tuples(st.just("retract"), st.integers(0, 7), st.none()),
        st.tuples(st.just("names"), NAMED, st.tuples(NAMED, IDENTITY)),
        st.tuples(st.just("entities"), st.integers(0, 20), st.tuples(st.integers(0, 20), IDENTITY)),
        st.tuples(st.just("writings"), st.integers(0, 40), st.tuples(st.integers(0, 40), IDENTITY)),
        st.tuples(st.just("undo"), st.integers(0, 5), st.none()),
    ),
    min_size=3,
    max_size=7,
)
_COLUMNS = {
    "entities": "SELECT DISTINCT entity FROM derived.entity_of ORDER BY 1",
    "writings": "SELECT DISTINCT id::VARCHAR FROM mentions ORDER BY 1",
}


def known(ledger: Ledger, verb: str) -> list[str]:
    with ledger.transaction() as connection:
        return [row[0] for row in connection.execute(_COLUMNS[verb]).fetchall()] if is_derived(connection) else []


def correct(ledger: Ledger, verb: str, number: Any, more: Any) -> None:
    """One change, as a command makes it; nothing where it is refused."""
    if verb not in {"names", *_COLUMNS}:
        step(ledger, verb, number, more)
        return
    things = known(ledger, verb) if verb in _COLUMNS else []
    if verb in _COLUMNS and not things:
        return
    left, right = (things[one % len(things)] if things else one for one in (number, more[0]))
    with suppress(BadInput, UnknownEntity):
        outcome_of(ledger, decide(ledger, Asked(left, right, more[1], "审核员")).id)


def publish(ledger: Ledger, store: GraphStore) -> str:
    """What follows every change: derive what it touches, and write that."""
    version = derive(ledger)
    wanted, anew = changes(ledger, store.view().version())
    with store.writer() as writer:
        (writer.rewrite if anew else writer.apply)(wanted)
    return version


def rebuilt(ledger: Ledger) -> View:
    """The graph derived from nothing but documents, claims and decisions."""
    with ledger.transaction() as connection:
        connection.execute("DROP SCHEMA derived CASCADE")
    return DeltaView(delta(ledger, ""))


def rows(view: View) -> dict[str, list[Any]]:
    nodes = {cls.value: view.nodes(cls).to_pylist() for cls in EntityClass}
    return nodes | {relation.value: view.edges(relation).to_pylist() for relation in Relation}


def emptied(store: GraphStore) -> GraphStore:
    with store.writer() as writer:
        writer.clear()
    return store


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_corrections_in_any_order_give_the_graph_of_a_rebuild(
    steps: list[Any], store: GraphStore, tmp_path_factory: pytest.TempPathFactory
) -> None:
    emptied(store)
    with opened(tmp_path_factory.mktemp("corrections")) as ledger:
        publish(ledger, store)
        for verb, number, more in steps:
            correct(ledger, verb, number, more)
            publish(ledger, store)
        whole = rebuilt(ledger)
        assert store.view().version() == whole.version()
        assert rows(store.view()) == rows(whole)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=documents(), steps=STEPS)
def test_what_is_taken_back_leaves_nothing_behind(
    said: Any, steps: list[Any], store: GraphStore, tmp_path_factory: pytest.TempPathFactory
) -> None:
    emptied(store)
    with opened(tmp_path_factory.mktemp("undone")) as ledger:
        step(ledger, "record", 9, said)
        before = publish(ledger, store), rows(store.view())
        for verb, number, more in steps:
            if verb != "retract":
                derive(ledger)
                correct(ledger, verb, number, more)
        publish(ledger, store)
        for made in ledger.decisions():
            if not made.undone:
                ledger.undo(made.id, by="复核员")
                derive(ledger)
        for document in sorted(set(ledger.documents()["id"].to_pylist()) - {"doc:9"}):
            ledger.retract(document)
        publish(ledger, store)
        assert (store.view().version(), rows(store.view())) == before
