"""Entities as nodes: their attributes as one JSON object, in which conflicting values stand side by side as lists."""

from typing import Any, Final

from graph.ledger.platform_keys import names_operators
from graph.ledger.tables import ALIAS_LIST

# `sentences`: names of evidence are sentences, kept as the ledger keeps them.
NODE_TABLE: Final = """
CREATE OR REPLACE TABLE derived.nodes (
    class VARCHAR, id VARCHAR, name VARCHAR {sentences}, aliases VARCHAR[], region VARCHAR, code VARCHAR,
    properties VARCHAR, marked BOOLEAN, digest UBIGINT)"""

# Of several states of a firm the newest source's counts; among equally new ones the most cautious.
_STATUS: Final = """
CREATE OR REPLACE TEMP TABLE en_status AS
WITH said AS (SELECT grp, value, published FROM en_attribute WHERE name = 'status'),
ends AS MATERIALIZED (SELECT grp, min(value) AS least, max(value) AS most FROM said GROUP BY grp)
SELECT grp, least AS status, [least] AS stated FROM ends WHERE least = most
UNION ALL
SELECT grp, first(value ORDER BY published DESC NULLS LAST, CASE value WHEN 'closed' THEN 0 WHEN 'planned' THEN 1
       ELSE 2 END, value), list_sort(list(DISTINCT value))
FROM said SEMI JOIN (SELECT grp FROM ends WHERE least <> most) USING (grp) GROUP BY grp"""

# Nearly every property has one value, and lists are made for the others alone.
_PROPERTIES: Final = f"""
CREATE OR REPLACE TEMP TABLE en_properties AS
WITH named AS (
    SELECT grp, name, to_json(value) AS value FROM en_attribute WHERE name NOT IN ({ALIAS_LIST}, 'status')
    UNION ALL SELECT g.grp, split_part(m.key, ':', 1), to_json(substr(m.key, strpos(m.key, ':') + 1))
    FROM id_mention m JOIN id_group g USING (n)
    WHERE contains(m.key, ':') AND NOT {names_operators("m.key")}
    UNION ALL SELECT grp, 'status', to_json(status) FROM en_status
    UNION ALL SELECT grp, 'status_stated', to_json(stated) FROM en_status WHERE len(stated) > 1
    UNION ALL SELECT grp, 'absent_from', to_json(absent_from) FROM en_absent
    UNION ALL SELECT grp, 'last_seen', to_json(max(last_seen)) FROM en_absent WHERE last_seen NOTNULL GROUP BY grp),
ends AS MATERIALIZED (
    SELECT grp, name, min(value) AS least, max(value) AS most FROM named GROUP BY grp, name),
valued AS (
    SELECT grp, name, least AS told FROM ends WHERE least = most
    UNION ALL SELECT grp, name, to_json(list_sort(list(DISTINCT value)))
    FROM named SEMI JOIN (SELECT grp, name FROM ends WHERE least <> most) USING (grp, name) GROUP BY grp, name)
SELECT grp, concat('{{', array_to_string(list_sort(list(concat(to_json(name), ':', told))), ','), '}}') AS properties
FROM valued GROUP BY grp"""

_MARKS: Final = """
CREATE OR REPLACE TEMP TABLE en_mark AS
WITH places AS (SELECT DISTINCT document, id FROM mentions)
SELECT g.grp, bool_and(p.marked) AS marked FROM places x JOIN id_mention m ON m.id = x.id
JOIN id_group g USING (n) JOIN en_speaker p ON p.document = x.document GROUP BY g.grp"""

# A firm without a region of its own takes the one that a stated fact puts it in.
_HOMES: Final = """
CREATE OR REPLACE TEMP TABLE en_home AS
SELECT subject, first(object ORDER BY confidence DESC, object DESC) AS region FROM derived.edges
WHERE relation = 'located_in' AND status = 'stated' AND starts_with(object, 'reg:')
      AND regexp_matches(object, '^reg:[0-9]{6}$') GROUP BY subject"""

# A firm that a newer edition puts elsewhere has left the region that its older mentions name.
_LEFT: Final = """
CREATE OR REPLACE TEMP TABLE en_left AS
SELECT h.subject, l.object AS region FROM en_home h JOIN derived.edges l ON l.subject = h.subject
WHERE l.relation = 'located_in' AND l.status = 'historic'"""

_WRITE: Final = """
INSERT INTO derived.nodes
SELECT *, hash(f) FROM (
    SELECT e.class, e.id, e.name, coalesce(a.aliases, []), CASE WHEN f.subject IS NOT NULL THEN h.region
           ELSE coalesce(nullif(e.region, ''), h.region, '') END,
           coalesce(nullif(e.code, ''), CASE WHEN e.class = 'Industry' THEN split_part(e.key, ':', 2) ELSE '' END),
           coalesce(p.properties, '{}'), coalesce(m.marked, false)
    FROM en_id e LEFT JOIN en_alias a USING (grp) LEFT JOIN en_properties p USING (grp) LEFT JOIN en_mark m USING (grp)
    LEFT JOIN en_home h ON h.subject = e.id
    LEFT JOIN (SELECT DISTINCT subject, region FROM en_left) f ON f.subject = e.id AND f.region = e.region
    WHERE NOT (e.class = 'Region' AND e.id IN (SELECT id FROM known_region))) f"""


def make_nodes(connection: Any) -> None:
    """Write every entity to `derived.nodes`; regions of the official list are written by `places`."""
    for statement in (_STATUS, _PROPERTIES, _MARKS, _HOMES, _LEFT, _WRITE):
        connection.execute(statement)
