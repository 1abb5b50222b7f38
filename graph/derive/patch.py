"""Taking a part of the derived tables out and putting another in, and noting what that changes in a graph."""

from typing import Any, Final

NODE_KEY: Final = ("class", "id")
EDGE_KEY: Final = ("relation", "subject_class", "object_class", "subject", "object", "status")
KEYS: Final = {"nodes": NODE_KEY, "edges": EDGE_KEY}

# Rows as they are now that were not so before, and keys that are no more.
_NOTES: Final = """
CREATE OR REPLACE TABLE derived.{table}_changed AS FROM derived.{table} LIMIT 0;
CREATE OR REPLACE TABLE derived.{table}_gone AS SELECT {keys} FROM derived.{table} LIMIT 0;"""

_STALE: Final = """
CREATE OR REPLACE TEMP TABLE pt_stale AS
SELECT o.spot, {old_keys} FROM pt_old o WHERE NOT EXISTS (FROM pt_new n WHERE {same} AND n.digest = o.digest)"""
_FRESH: Final = """
CREATE OR REPLACE TEMP TABLE pt_fresh AS
FROM pt_new n WHERE NOT EXISTS (FROM pt_old o WHERE {same} AND n.digest = o.digest)"""
_GONE: Final = """
INSERT INTO derived.{table}_gone SELECT {old_keys} FROM pt_stale o WHERE NOT EXISTS (FROM pt_new n WHERE {same})"""
_STEPS: Final = (
    _STALE,
    _FRESH,
    _GONE,
    "INSERT INTO derived.{table}_changed FROM pt_fresh",
    "DELETE FROM derived.{table} WHERE rowid IN (SELECT spot FROM pt_stale)",
    "INSERT INTO derived.{table} FROM pt_fresh",
)


def begin_notes(connection: Any) -> None:
    """Empty the notes on what has changed: `derived.nodes_changed`, `nodes_gone`, and the same of edges."""
    for table, keys in KEYS.items():
        connection.execute(_NOTES.format(table=table, keys=", ".join(keys)))


def patch(connection: Any, table: str, old: str, new: str) -> None:
    """Make a part of `derived.nodes` or `derived.edges` equal to other rows; rows that are the same stay untouched.

    Args:
        connection: inside a transaction.
        table: `nodes` or `edges`.
        old: SQL for the row numbers (column `spot`) of the part.
        new: SQL for the rows that it should have, in the columns of the table.
    """
    keys = KEYS[table]
    columns = ", ".join(keys)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE pt_at AS SELECT DISTINCT spot FROM ({old})")
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE pt_old AS SELECT t.rowid AS spot, {columns}, digest FROM derived.{table} t "
        "WHERE t.rowid IN (SELECT spot FROM pt_at)"
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE pt_new AS FROM derived.{table} LIMIT 0")
    connection.execute(f"INSERT INTO pt_new {new}")
    words = {
        "table": table,
        "old_keys": ", ".join(f"o.{key}" for key in keys),
        "same": " AND ".join(f"n.{key} = o.{key}" for key in keys),
    }
    for step in _STEPS:
        connection.execute(step.format(**words))
