"""Regions in use, each with the regions around it, as the official list of divisions has them."""

from typing import Any, Final

import pyarrow as pa

from ontology.ids import short_hash
from ontology.values.regions import Region, ancestors, regions

_USED: Final = """
SELECT region AS id FROM derived.identified WHERE region <> ''
UNION SELECT id FROM derived.identified WHERE class = 'Region'"""

# The list itself is the document; each of its lines is the evidence of one part_of.
LIST: Final = "doc:regions"
TITLE: Final = "中华人民共和国行政区划代码"

PLACE_NODES: Final = f"""
SELECT *, hash(f) AS digest FROM (
    SELECT 'Region', r.id, r.name, list_sort(list_distinct(list_concat(
           list_filter([r.short], lambda x: x <> r.name),
           list_filter(coalesce(a.aliases, []), lambda x: x <> r.name)))),
           r.id, r.code, json_object('level', r.level)::VARCHAR, false
    FROM known_region r LEFT JOIN en_id e ON e.id = r.id LEFT JOIN en_alias a USING (grp)
  UNION ALL
    SELECT 'Evidence', evidence, line, [], '', '', json_object('document', '{LIST}')::VARCHAR, false
    FROM known_region WHERE parent <> ''
  UNION ALL
    SELECT 'Document', '{LIST}', '{TITLE}', [], '', '',
           json_object('kind', 'table', 'source', '{TITLE}', 'source_kind', 'definition')::VARCHAR, false
    WHERE EXISTS (FROM known_region WHERE parent <> '')) f"""

PLACE_EDGES: Final = f"""
SELECT *, hash(f) AS digest FROM (
    SELECT ends.* EXCLUDE (evidence), 1.0, 1, ['{TITLE}'], 'stated', NULL::DATE, NULL::DATE, [evidence], '{{}}', false
    FROM (
        SELECT 'part_of', 'Region', 'Region', id, parent, evidence FROM known_region
        UNION ALL SELECT 'states', 'Document', 'Evidence', '{LIST}', evidence, evidence FROM known_region
        UNION ALL SELECT 'about', 'Evidence', 'Region', evidence, id, evidence FROM known_region
        UNION ALL SELECT 'about', 'Evidence', 'Region', evidence, parent, evidence FROM known_region
    ) ends (relation, subject_class, object_class, subject, object, evidence)
    WHERE evidence <> '') f"""


def take_places(connection: Any) -> None:
    """Fill `known_region`: the regions in `derived.identified` and the ones around them."""
    used = {row[0] for row in connection.execute(_USED).fetchall()}
    known = {region.id: region for region in regions()}
    chosen = {known[id_] for id_ in used if id_ in known}
    around = {outer for region in chosen for outer in ancestors(region.id)}
    connection.register("found_region", _table(sorted(chosen | around, key=lambda region: region.id)))
    connection.execute("CREATE OR REPLACE TEMP TABLE known_region AS FROM found_region")
    connection.unregister("found_region")


def make_places(connection: Any) -> None:
    """Write the regions in use and the ones around them, with part_of edges."""
    take_places(connection)
    connection.execute(f"INSERT INTO derived.nodes {PLACE_NODES}")
    connection.execute(f"INSERT INTO derived.edges {PLACE_EDGES}")


def keep_places(connection: Any) -> None:
    """Note which regions of the list are in the graph."""
    connection.execute("CREATE OR REPLACE TABLE derived.regions AS SELECT id FROM known_region")


def _table(chosen: list[Region]) -> pa.Table:
    names = {region.id: region.name for region in chosen}
    lines = [f"{r.name}（{r.code or r.id}）属{names[r.parent]}" if r.parent else "" for r in chosen]
    keys = [f"ev:{short_hash('regions', r.id, r.parent)}" if r.parent else "" for r in chosen]
    columns = {name: [getattr(r, name) for r in chosen] for name in ("id", "code", "name", "short", "level", "parent")}
    shape = pa.schema([(name, pa.string()) for name in (*columns, "line", "evidence")])
    return pa.table(columns | {"line": lines, "evidence": keys}, schema=shape)
