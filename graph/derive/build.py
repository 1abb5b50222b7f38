"""Deriving the graph from the ledger, all of it in bulk: the same ledger content gives the same graph, bit by bit.

The order of the steps stands here. Nothing of the history of a ledger enters: only the documents it holds and the
decisions in force.
"""

from typing import Any, Final

from graph.derive.claims import take_claims
from graph.derive.editions import take_editions
from graph.derive.entities import make_entities
from graph.derive.facts import EDGE_TABLE, make_facts
from graph.derive.mentions import take_decisions, take_mentions
from graph.derive.nodes import NODE_TABLE, make_nodes
from graph.derive.notices import make_notices
from graph.derive.observations import make_observations
from graph.derive.places import make_places
from graph.derive.proofs import make_proofs
from graph.identity.resolve import resolve
from graph.identity.rules import RULES
from graph.ledger import Ledger
from graph.ledger.editions import AGE
from graph.ledger.recording import signatures
from graph.linking import link_concepts
from ontology.ids import short_hash

# Raise it when a change of the code, other than in the rules of identity, gives another graph from the same ledger.
METHOD: Final = "derive/6"

_STATE: Final = """
CREATE SCHEMA IF NOT EXISTS derived;
CREATE TABLE IF NOT EXISTS derived.state (version VARCHAR, before VARCHAR);
"""
_DOCUMENTS: Final = f"""
SELECT concat_ws(chr(31), d.id, d.name, d.title, d.kind, d.pages, d.reader, d.source, d.digest, d.register,
       CASE WHEN d.register <> '' THEN {AGE} END) FROM documents d JOIN sources s ON s.id = d.source ORDER BY d.id"""
_DECISIONS: Final = """
SELECT concat_ws(chr(31), d.judgement, list_sort(list(DISTINCT a.side || a.mention::VARCHAR))::VARCHAR) FROM decisions d
JOIN anchors a ON a.decision = d.id
WHERE NOT d.undone AND a.mention IN (SELECT id FROM mentions) GROUP BY d.number, d.judgement
HAVING count(DISTINCT a.side) = 2 ORDER BY d.number"""
_TEMPORARY: Final = "SELECT table_name FROM duckdb_tables() WHERE temporary AND database_name = 'temp'"


def derive(ledger: Ledger) -> str:
    """Derive entities and facts where the ledger has changed, and answer the version of what is derived.

    The tables are `derived.nodes`, `derived.edges`, `derived.entity_of` (mention → entity), `derived.merges` (why
    mentions were put together), `derived.refused` (claims that identity left without sense, with the reason) and
    `derived.notices` (codes and names that contradict each other).
    """
    with ledger.transaction() as connection:
        connection.execute(_STATE)
        version = _version_of(connection)
        present = current_version(connection)
        if version != present:
            _keep(connection, present)
            _build(connection)
            connection.execute("DELETE FROM derived.state")
            connection.execute("INSERT INTO derived.state VALUES (?, ?)", [version, present])
            _sweep(connection)
    return version


def current_version(connection: Any) -> str:
    """Version of what is derived, empty when nothing is."""
    found = connection.execute("SELECT version FROM derived.state").fetchall()
    return str(found[0][0]) if found else ""


def _version_of(connection: Any) -> str:
    """Fingerprint of the ledger's content: documents, decisions in force, and the method."""
    parts = [row[0] for query in (_DOCUMENTS, _DECISIONS) for row in connection.execute(query).fetchall()]
    return short_hash(METHOD, *(rule.query for rule in RULES), *parts)


def _keep(connection: Any, present: str) -> None:
    """Set the derived tables aside, so that `delta` can say what has changed."""
    for table in ("nodes", "edges"):
        connection.execute(f"DROP TABLE IF EXISTS derived.{table}_before")
        if present:
            connection.execute(f"ALTER TABLE derived.{table} RENAME TO {table}_before")


def _build(connection: Any) -> None:
    take_mentions(connection)
    make_entities(connection, resolve(connection, take_decisions(connection)))
    connection.register("signatures", signatures())
    take_claims(connection)
    connection.unregister("signatures")
    take_editions(connection)
    link_concepts(connection)
    connection.execute(NODE_TABLE)
    connection.execute(EDGE_TABLE)
    for step in (make_facts, make_observations, make_proofs, make_places, make_nodes, make_notices):
        step(connection)


def _sweep(connection: Any) -> None:
    """Drop the tables that only the steps above needed."""
    for (name,) in connection.execute(_TEMPORARY).fetchall():
        connection.execute(f'DROP TABLE temp."{name}"')
