"""Putting the part that was derived anew into the derived tables that were set aside."""

from typing import Any, Final

from graph.derive.observations import INDICATORS
from graph.derive.patch import patch
from graph.derive.places import LIST, PLACE_EDGES, PLACE_NODES, TITLE, keep_places, take_places

SET_ASIDE: Final = ("nodes", "edges", "entity_of", "merges", "review", "refused", "notices", "identified", "blocks")

# Tables whose rows are replaced: which rows go, which of the part come.
_REPLACED: Final = {
    "entity_of": ("block IN (SELECT block FROM lo_block)", "true"),
    "identified": ("id IN (SELECT entity FROM lo_member)", "true"),
    "blocks": ("block IN (SELECT block FROM lo_block)", "true"),
    "merges": ("entity IN (SELECT entity FROM lo_member)", "true"),
    "review": ("block IN (SELECT block FROM lo_block)", "true"),
    "notices": ("entity IN (SELECT entity FROM lo_member)", "true"),
    "refused": ("evidence IN (SELECT id FROM lo_evidence)",) * 2,
}

_ENTITIES: Final = "SELECT entity FROM lo_member UNION SELECT entity FROM lo_now"
_PROOFS: Final = "SELECT id FROM lo_evidence"
_NODES_OF: Final = f"""
SELECT {{column}} FROM {{table}} WHERE id IN ({_ENTITIES}) AND id NOT IN (SELECT id FROM {{regions}})
UNION ALL SELECT {{column}} FROM {{table}} WHERE class = 'Evidence' AND id IN ({_PROOFS})
UNION ALL SELECT {{column}} FROM {{table}} WHERE class = 'Observation' AND id IN ({{seen}})
UNION ALL SELECT {{column}} FROM {{table}} WHERE class = 'Document' AND id <> '{LIST}'
"""
_NAMED: Final = "('Evidence', 'Observation', 'Document')"
_EDGES_OF: Final = f"""
SELECT {{column}} FROM {{table}} e SEMI JOIN lo_pair p ON p.subject = e.subject AND p.object = e.object
WHERE subject_class NOT IN {_NAMED} AND NOT (relation = 'part_of' AND source_ids = ['{TITLE}'])
UNION ALL SELECT {{column}} FROM {{table}} e WHERE subject_class = 'Evidence' AND e.subject IN ({_PROOFS})
UNION ALL SELECT {{column}} FROM {{table}} e WHERE subject_class = 'Document' AND e.object IN ({_PROOFS})
UNION ALL SELECT {{column}} FROM {{table}} e WHERE subject_class = 'Observation' AND e.subject IN ({{seen}})"""
_NEW_SEEN: Final = """
CREATE OR REPLACE TEMP TABLE lo_sighted AS
SELECT subject AS id FROM new_edges
WHERE relation = 'about' AND subject_class = 'Observation' AND object IN (SELECT entity FROM lo_watched)"""

# Indicators are of no entity: one is there as long as any observation counts it.
_INDICATORS: Final = """
CREATE OR REPLACE TEMP TABLE lo_indicator AS
SELECT DISTINCT object AS id FROM derived.edges WHERE relation = 'of_indicator' AND subject IN (SELECT id FROM lo_seen)
UNION SELECT DISTINCT object FROM new_edges
      WHERE relation = 'of_indicator' AND subject IN (SELECT id FROM lo_sighted)"""
_OLD_INDICATORS: Final = """
SELECT rowid AS spot FROM derived.nodes WHERE class = 'Indicator' AND id IN (SELECT id FROM lo_indicator)"""

_PLACES_CHANGED: Final = """
SELECT EXISTS (SELECT id FROM known_region EXCEPT SELECT id FROM derived.regions)
    OR EXISTS (SELECT id FROM derived.regions EXCEPT SELECT id FROM known_region)
    OR EXISTS (FROM lo_moved WHERE class = 'Region')
    OR EXISTS (FROM ch_part JOIN lo_now USING (mention) WHERE what = 'attribute' AND class = 'Region')"""
_PLACE_PROOFS: Final = f"SELECT object FROM derived.edges WHERE relation = 'states' AND subject = '{LIST}'"
_OLD_PLACES: Final = f"""
SELECT rowid AS spot FROM derived.nodes WHERE class = 'Region'
       AND (id IN (SELECT id FROM derived.regions) OR id IN (SELECT id FROM known_region))
UNION ALL SELECT rowid FROM derived.nodes WHERE class = 'Document' AND id = '{LIST}'
UNION ALL SELECT rowid FROM derived.nodes WHERE class = 'Evidence' AND id IN ({_PLACE_PROOFS})"""
_OLD_PLACE_EDGES: Final = f"""
SELECT rowid AS spot FROM derived.edges WHERE relation = 'states' AND subject = '{LIST}'
UNION ALL SELECT rowid FROM derived.edges
          WHERE relation = 'about' AND subject_class = 'Evidence' AND subject IN ({_PLACE_PROOFS})
UNION ALL SELECT rowid FROM derived.edges
          WHERE relation = 'part_of' AND subject_class = 'Region' AND source_ids = ['{TITLE}']"""


def put_back(connection: Any, main: str) -> None:
    """Make the tables that were set aside the derived ones again, with the part in them."""
    for table in SET_ASIDE:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE new_{table} AS FROM derived.{table}")
        connection.execute(f"DROP TABLE derived.{table}")
        connection.execute(f"ALTER TABLE derived.{table}_whole RENAME TO {table}")
    connection.execute(_NEW_SEEN)
    connection.execute(_INDICATORS)
    for table, (gone, taken) in _REPLACED.items():
        connection.execute(f"DELETE FROM derived.{table} WHERE {gone}")
        connection.execute(f"INSERT INTO derived.{table} FROM new_{table} WHERE {taken}")
    for table, rows, key in (("nodes", _NODES_OF, "derived.regions"), ("edges", _EDGES_OF, "")):
        old = rows.format(column="rowid AS spot", table=f"derived.{table}", seen="SELECT id FROM lo_seen", regions=key)
        columns = "e.*" if table == "edges" else "*"
        new = rows.format(
            column=columns, table=f"new_{table}", seen="SELECT id FROM lo_sighted", regions="known_region"
        )
        patch(connection, table, old, new)
    _put_indicators(connection, main)
    _put_places(connection)


def _put_indicators(connection: Any, main: str) -> None:
    if not connection.execute("SELECT EXISTS (FROM lo_indicator)").fetchall()[0][0]:
        return
    counted = INDICATORS.format(observations=f"{main}.observations")
    asked = f"SELECT * FROM ({counted}) WHERE id IN (SELECT id FROM lo_indicator) AND id IN ({_STILL_COUNTED})"
    patch(connection, "nodes", _OLD_INDICATORS, asked)


_STILL_COUNTED: Final = "SELECT object FROM derived.edges WHERE relation = 'of_indicator'"


def _put_places(connection: Any) -> None:
    """Nothing where the same regions are used, and are called as before."""
    take_places(connection)
    if not connection.execute(_PLACES_CHANGED).fetchall()[0][0]:
        return
    patch(connection, "nodes", _OLD_PLACES, PLACE_NODES)
    patch(connection, "edges", _OLD_PLACE_EDGES, PLACE_EDGES)
    keep_places(connection)
