"""Entities: one row a group of mentions, with its id, its most official name, its aliases, code and region."""

from typing import Any, Final

import pyarrow as pa

from graph.identity.names import FORMS, zone_sql
from graph.identity.resolve import Resolved
from graph.ledger.platform_keys import names_operators
from graph.ledger.tables import ALIAS_LIST
from ontology.ids import PREFIXES, short_hash_sql

# A group that is called Enterprise here and Organization there goes by its name.
_PUBLIC: Final = (
    "(大学|学院|研究院|研究所|实验室|委员会|委|政府|局|厅|部|院|协会|学会|商会|联盟|中心|医院|学校"
    "|中学|小学|基金会|工会)$"
)

# Most groups are one mention: there is nothing to choose from, nor to gather.
_SEVERAL: Final = """
CREATE OR REPLACE TEMP TABLE en_several AS SELECT grp FROM id_group GROUP BY grp HAVING count(*) > 1"""

# The most official name first: not one that a place declares to be an alias, with a credit code, with its legal form,
# with a register's key (a stock code often stands beside a short name).
_RANKED: Final = f"""
CREATE OR REPLACE TEMP TABLE en_name AS
WITH declared AS (
    SELECT DISTINCT o.grp, s.family, s.folded FROM id_statement s JOIN id_group o ON o.n = s.owner)
SELECT grp, n, class, name, folded, 1 AS rank FROM id_mention JOIN id_group USING (n) ANTI JOIN en_several USING (grp)
UNION ALL
SELECT g.grp, m.n, m.class, m.name, m.folded, row_number() OVER (PARTITION BY g.grp ORDER BY
       d.grp IS NOT NULL,
       m.code = '', w.form NOT IN ('{FORMS.replace("|", "', '")}'), m.key = '', length(w.normal) DESC,
       length(m.name), m.name, m.n)
FROM id_mention m JOIN id_group g USING (n) SEMI JOIN en_several USING (grp)
JOIN id_name w ON w.family = m.family AND w.folded = m.folded
LEFT JOIN declared d ON d.grp = g.grp AND d.family = m.family AND d.folded = m.folded"""

_GROUPS: Final = f"""
CREATE OR REPLACE TEMP TABLE en_group AS
WITH facts AS (
    SELECT g.grp, min(m.family) AS family, count(DISTINCT m.class) AS classes, coalesce(min(nullif(m.code, '')), '')
           AS code, coalesce(min(nullif(m.key, '')), '') AS key,
           coalesce(first(m.region ORDER BY length({zone_sql("m.region")}) DESC, m.region) FILTER (m.region <> ''), '')
           AS region
    FROM id_mention m JOIN id_group g USING (n) SEMI JOIN en_several USING (grp) GROUP BY g.grp)
SELECT grp, code, key, region, name, folded, CASE WHEN family <> 'actor' THEN family ELSE class END AS class
FROM id_mention JOIN id_group USING (n) ANTI JOIN en_several USING (grp)
UNION ALL
SELECT f.grp, f.code, f.key, f.region, e.name, e.folded, CASE WHEN family <> 'actor' THEN family
       WHEN classes = 1 THEN e.class WHEN regexp_matches(e.folded, '{_PUBLIC}') THEN 'Organization'
       ELSE 'Enterprise' END
FROM facts f JOIN en_name e ON e.grp = f.grp AND e.rank = 1"""

# Known by its code or register number (one group only, where people keep equal codes apart), or by its name;
# namesakes are told apart by region, key or first mention.
_IDENTIFIED: Final = f"""
CREATE OR REPLACE TEMP TABLE en_id AS
WITH coded AS (
    SELECT g.*, p.prefix, CASE
        WHEN class IN ('Enterprise', 'Organization') THEN CASE WHEN code <> '' THEN concat(prefix, ':', code) END
        WHEN starts_with(key, prefix || ':') THEN key
        WHEN class = 'Industry' AND starts_with(key, 'gbt4754:') THEN concat('ind:', split_part(key, ':', 2))
        WHEN key <> '' AND NOT {names_operators()} THEN concat(prefix, ':', replace(key, ':', '-'))
        WHEN code <> '' THEN concat(prefix, ':', {short_hash_sql("code")}) END AS id
    FROM en_group g JOIN prefixes p USING (class)),
known AS (
    SELECT * REPLACE (CASE WHEN row_number() OVER (PARTITION BY id ORDER BY grp) = 1 THEN id END AS id) FROM coded),
once AS (
    SELECT *, CASE WHEN count(*) OVER (PARTITION BY class, folded) = 1 THEN ''
              ELSE coalesce(nullif(region, ''), key) END AS telling
    FROM known WHERE id IS NULL),
told AS (
    SELECT o.* EXCLUDE (telling), CASE WHEN count(*) OVER (PARTITION BY o.class, o.folded, telling) = 1 THEN telling
           ELSE concat(telling, m.id::VARCHAR) END AS telling
    FROM once o JOIN id_mention m ON m.n = o.grp)
SELECT grp, class, name, folded, code, key, region, id FROM known WHERE id IS NOT NULL
UNION ALL
SELECT grp, class, name, folded, code, key, region, concat(prefix, ':', {short_hash_sql("folded", "telling")})
FROM told"""

_ALIASES: Final = f"""
CREATE OR REPLACE TEMP TABLE en_alias AS
WITH said AS (
    SELECT grp, name, folded FROM en_name SEMI JOIN en_several USING (grp) WHERE folded <> ''
  UNION ALL
    SELECT g.grp, a.value, a.value_folded FROM attributes a JOIN id_mention m ON m.id = a.mention
    JOIN id_group g USING (n) WHERE a.name IN ({ALIAS_LIST}) AND a.value_folded <> ''),
once AS (
    SELECT s.grp, s.folded, first(s.name ORDER BY length(s.name), s.name) AS name FROM said s
    JOIN en_group g USING (grp) WHERE s.folded <> g.folded GROUP BY s.grp, s.folded)
SELECT grp, list(name ORDER BY name) AS aliases FROM once GROUP BY grp"""

_ENTITY_OF: Final = """
CREATE OR REPLACE TABLE derived.entity_of AS
SELECT m.id AS mention, e.id AS entity, b.block
FROM id_mention m JOIN id_group g USING (n) JOIN en_id e ON e.grp = g.grp JOIN bk_block b USING (n)"""

_MERGES: Final = """
CREATE OR REPLACE TABLE derived.merges AS
SELECT e.id AS entity, l.name AS left_name, r.name AS right_name, l.id AS left_mention, r.id AS right_mention, x.rule,
       x.score, x.reasons
FROM id_merge x JOIN id_mention l ON l.n = x."left" JOIN id_mention r ON r.n = x."right"
JOIN id_group g ON g.n = x."left" JOIN en_id e ON e.grp = g.grp ORDER BY entity, left_name, right_name, rule"""

# Pairs that a person should judge, by block: both are in one.
_REVIEW: Final = """
CREATE OR REPLACE TABLE derived.review AS
SELECT a.id AS "left", b.id AS "right", l.name AS left_name, r.name AS right_name, l.id AS left_mention,
       r.id AS right_mention, x.rule, x.score, x.reasons, k.block
FROM id_review x JOIN id_mention l ON l.n = x."left" JOIN id_mention r ON r.n = x."right"
JOIN id_group g ON g.n = x."left" JOIN id_group h ON h.n = x."right"
JOIN en_id a ON a.grp = g.grp JOIN en_id b ON b.grp = h.grp JOIN bk_block k ON k.n = x."left"
ORDER BY x.score DESC, left_name, right_name, x.rule"""


def make_entities(connection: Any, resolved: Resolved) -> None:
    """Fill `en_id` and `en_alias`, and the lasting `derived.entity_of`, `derived.merges`, `derived.review`.

    Needs `bk_block`.
    """
    connection.register("resolved_groups", pa.table({"n": range(resolved.groups.size), "grp": resolved.groups}))
    connection.execute("CREATE OR REPLACE TEMP TABLE id_group AS FROM resolved_groups")
    connection.register("id_merge", resolved.merges)
    connection.register("id_review", resolved.review)
    prefixes = {"class": [cls.value for cls in PREFIXES], "prefix": list(PREFIXES.values())}
    connection.register("prefixes", pa.table(prefixes))
    for statement in (_SEVERAL, _RANKED, _GROUPS, _IDENTIFIED, _ALIASES, _ENTITY_OF, _MERGES, _REVIEW):
        connection.execute(statement)
    for name in ("resolved_groups", "id_merge", "id_review", "prefixes"):
        connection.unregister(name)
