"""Deriving the graph from the ledger, all of it in bulk: the same ledger content gives the same graph, bit by bit.

The order of the steps stands here. Nothing of the history of a ledger enters: only the documents it holds and the
decisions in force.
"""

from typing import Any, Final

from graph.derive.blocks import take_blocks
from graph.derive.entities import make_entities
from graph.derive.known import keep_content, keep_identities
from graph.derive.mentions import take_decisions, take_mentions
from graph.derive.part import TooFar, derive_part
from graph.derive.places import keep_places
from graph.derive.steps import take_all_claims, write_rows
from graph.identity.resolve import Resolved, resolve
from graph.identity.resolve import method as identity_method
from graph.ledger import Ledger
from graph.ledger.editions import AGE
from graph.linking import link_concepts
from ontology.ids import short_hash

# Raise it when a change of the code, other than in the rules of identity, gives another graph from the same ledger.
METHOD: Final = "derive/10"

_STATE: Final = """
CREATE SCHEMA IF NOT EXISTS derived;
CREATE TABLE IF NOT EXISTS derived.state (version VARCHAR, before VARCHAR);
ALTER TABLE derived.state ADD COLUMN IF NOT EXISTS method VARCHAR;
ALTER TABLE derived.state ADD COLUMN IF NOT EXISTS partial BOOLEAN;
"""
_DOCUMENTS: Final = f"""
SELECT concat_ws(chr(31), d.id, d.name, d.title, d.kind, d.pages, d.reader, d.source, d.digest, d.register,
       CASE WHEN d.register <> '' THEN {AGE} END) FROM documents d JOIN sources s ON s.id = d.source ORDER BY d.id"""
_DECISIONS: Final = """
SELECT concat_ws(chr(31), d.judgement, list_sort(list(DISTINCT a.side || a.mention::VARCHAR))::VARCHAR) FROM decisions d
JOIN anchors a ON a.decision = d.id
WHERE NOT d.undone AND a.mention IN (SELECT id FROM mentions WHERE id IN (SELECT mention FROM anchors))
GROUP BY d.number, d.judgement
HAVING count(DISTINCT a.side) = 2 ORDER BY d.number"""
_TEMPORARY: Final = """
SELECT 'VIEW', view_name FROM duckdb_views() WHERE temporary AND NOT internal AND database_name = 'temp'
UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables() WHERE temporary AND database_name = 'temp'"""


def derive(ledger: Ledger) -> str:
    """Derive entities and facts where the ledger has changed, and answer the version of what is derived.

    The tables are `derived.nodes`, `derived.edges`, `derived.entity_of` (mention → entity), `derived.merges` (why
    mentions were put together), `derived.refused` (claims that identity left without sense, with the reason) and
    `derived.notices` (codes and names that contradict each other).
    """
    with ledger.transaction() as connection:
        connection.execute(_STATE)
        version, present = _version_of(connection), current_version(connection)
        goes_on = present and _method_of(connection) == _method()
    if version == present:
        return version
    if not (goes_on and _derive_part(ledger, version, present)):
        _derive_all(ledger, version, present)
    return version


def _derive_part(ledger: Ledger, version: str, present: str) -> bool:
    """Go on from what is derived; False, with nothing done, where the change reaches too far."""
    try:
        with ledger.transaction() as connection:
            derive_part(connection)
            _finish(connection, (version, present), partial=True)
    except TooFar:
        return False
    return True


def _derive_all(ledger: Ledger, version: str, present: str) -> None:
    """Who is who comes before the transaction, so that the memory it takes is free for all that follows."""
    with ledger.holding() as connection:
        try:
            resolved = _resolve(connection)
            with ledger.transaction():
                _keep(connection, present)
                _build(connection, resolved)
                _finish(connection, (version, present), partial=False)
        finally:
            _sweep(connection)


def _finish(connection: Any, versions: tuple[str, str], *, partial: bool) -> None:
    keep_content(connection)
    connection.execute("DELETE FROM derived.state")
    connection.execute("INSERT INTO derived.state VALUES (?, ?, ?, ?)", [*versions, _method(), partial])
    if partial:
        _drop_before(connection)
    _sweep(connection)


def current_version(connection: Any) -> str:
    """Version of what is derived, empty when nothing is."""
    found = connection.execute("SELECT version FROM derived.state").fetchall()
    return str(found[0][0]) if found else ""


def _method() -> str:
    return short_hash(METHOD, identity_method())


def _method_of(connection: Any) -> str:
    """By which method what is derived was derived."""
    found = connection.execute("SELECT coalesce(method, '') FROM derived.state").fetchall()
    return str(found[0][0]) if found else ""


def _version_of(connection: Any) -> str:
    """Fingerprint of the ledger's content: documents, decisions in force, and the method."""
    parts = [row[0] for query in (_DOCUMENTS, _DECISIONS) for row in connection.execute(query).fetchall()]
    return short_hash(_method(), *parts)


def _keep(connection: Any, present: str) -> None:
    """Set the derived tables aside, so that `delta` can say what has changed."""
    _drop_before(connection)
    for table in ("nodes", "edges"):
        if present:
            connection.execute(f"ALTER TABLE derived.{table} RENAME TO {table}_before")


def _drop_before(connection: Any) -> None:
    for table in ("nodes", "edges"):
        connection.execute(f"DROP TABLE IF EXISTS derived.{table}_before")


def _resolve(connection: Any) -> Resolved:
    """Fill the tables of mentions, names and blocks, none of which lasts."""
    take_mentions(connection)
    resolved = resolve(connection, take_decisions(connection))
    take_blocks(connection)
    connection.execute("DROP TABLE id_word")  # as large as all mentions, and read no more
    return resolved


def _build(connection: Any, resolved: Resolved) -> None:
    make_entities(connection, resolved)
    keep_identities(connection)
    take_all_claims(connection)
    link_concepts(connection)
    write_rows(connection)
    keep_places(connection)


def _sweep(connection: Any) -> None:
    """Drop the tables that only the steps above needed."""
    for kind, name in connection.execute(_TEMPORARY).fetchall():
        connection.execute(f'DROP {kind} temp."{name}"')
