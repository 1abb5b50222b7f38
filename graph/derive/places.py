"""Regions in use, each with the regions around it, as the official list of divisions has them."""

from typing import Any, Final

import pyarrow as pa

from ontology.ids import short_hash
from ontology.values.regions import Region, ancestors, regions

_USED: Final = """
SELECT region AS id FROM en_id WHERE region <> '' UNION SELECT id FROM en_id WHERE class = 'Region'
UNION SELECT object FROM derived.edges WHERE object_class = 'Region'"""

# The list itself is the document; each of its lines is the evidence of one part_of.
_LIST: Final = "doc:regions"
_TITLE: Final = "中华人民共和国行政区划代码"

_NODES: Final = f"""
INSERT INTO derived.nodes
SELECT *, hash(f) FROM (
    SELECT 'Region', r.id, r.name, list_sort(list_distinct(list_concat(
           list_filter([r.short], lambda x: x <> r.name),
           list_filter(coalesce(a.aliases, []), lambda x: x <> r.name)))),
           r.id, r.code, json_object('level', r.level)::VARCHAR, false
    FROM known_region r LEFT JOIN en_id e ON e.id = r.id LEFT JOIN en_alias a USING (grp)
  UNION ALL
    SELECT 'Evidence', evidence, line, [], '', '', json_object('document', '{_LIST}')::VARCHAR, false
    FROM known_region WHERE parent <> ''
  UNION ALL
    SELECT 'Document', '{_LIST}', '{_TITLE}', [], '', '',
           json_object('kind', 'table', 'source', '{_TITLE}', 'source_kind', 'definition')::VARCHAR, false
    WHERE EXISTS (FROM known_region WHERE parent <> '')) f"""

_EDGES: Final = f"""
INSERT INTO derived.edges
SELECT *, hash(f) FROM (
    SELECT ends.* EXCLUDE (evidence), 1.0, 1, ['{_TITLE}'], 'stated', NULL::DATE, NULL::DATE, [evidence], '{{}}', false
    FROM (
        SELECT 'part_of', 'Region', 'Region', id, parent, evidence FROM known_region
        UNION ALL SELECT 'states', 'Document', 'Evidence', '{_LIST}', evidence, evidence FROM known_region
        UNION ALL SELECT 'about', 'Evidence', 'Region', evidence, id, evidence FROM known_region
        UNION ALL SELECT 'about', 'Evidence', 'Region', evidence, parent, evidence FROM known_region
    ) ends (relation, subject_class, object_class, subject, object, evidence)
    WHERE evidence <> '') f"""


def make_places(connection: Any) -> None:
    """Write the regions in use and the ones around them, with part_of edges; needs `derived.edges` so far."""
    used = {row[0] for row in connection.execute(_USED).fetchall()}
    known = {region.id: region for region in regions()}
    chosen = {known[id_] for id_ in used if id_ in known}
    around = {outer for region in chosen for outer in ancestors(region.id)}
    connection.register("found_region", _table(sorted(chosen | around, key=lambda region: region.id)))
    connection.execute("CREATE OR REPLACE TEMP TABLE known_region AS FROM found_region")
    connection.unregister("found_region")
    for statement in (_NODES, _EDGES):
        connection.execute(statement)


def _table(chosen: list[Region]) -> pa.Table:
    names = {region.id: region.name for region in chosen}
    lines = [f"{r.name}（{r.code or r.id}）属{names[r.parent]}" if r.parent else "" for r in chosen]
    keys = [f"ev:{short_hash('regions', r.id, r.parent)}" if r.parent else "" for r in chosen]
    columns = {name: [getattr(r, name) for r in chosen] for name in ("id", "code", "name", "short", "level", "parent")}
    shape = pa.schema([(name, pa.string()) for name in (*columns, "line", "evidence")])
    return pa.table(columns | {"line": lines, "evidence": keys}, schema=shape)
