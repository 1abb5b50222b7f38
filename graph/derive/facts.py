"""Facts: all claims about the same subject, relation, object and status, weighed together.

Confidence is a noisy-or over independent sources: 1 - product of (1 - c), c the best claim of each source.
A fact is marked when every claim for it comes from a sample, synthetic or estimated source.
"""

from typing import Any, Final

# What edges of every kind have in common; rows are grouped by who speaks before they are weighed.
EDGE_TABLE: Final = """
CREATE OR REPLACE TABLE derived.edges (
    relation VARCHAR, subject_class VARCHAR, object_class VARCHAR, subject VARCHAR, object VARCHAR,
    confidence DOUBLE, sources BIGINT, source_ids VARCHAR[], status VARCHAR, first_seen DATE, last_seen DATE,
    evidence VARCHAR[], properties VARCHAR, marked BOOLEAN, digest UBIGINT)"""

# Sorted before multiplied and rounded after, so that the same claims give the same bits in any order.
_WEIGHED: Final = "round(1 - list_aggregate(list_sort(list(1 - best)), 'product'), 6)"

_KEY: Final = "hash(subject, relation, object, status)"

# Nine facts in ten are said once: they need no weighing, and no list is made to be emptied again. What shares its
# hash with another is weighed, too, and comes out as it is.
_AGAIN: Final = f"""
CREATE OR REPLACE TEMP TABLE en_again AS
SELECT key FROM (SELECT {_KEY} AS key FROM en_claim) GROUP BY key HAVING count(*) > 1"""

_FACTS: Final = f"""
CREATE OR REPLACE TEMP TABLE en_fact AS
WITH voices AS (
    SELECT subject, relation, object, status, speaker, max(confidence) AS best, min(first_published) AS first_seen,
           max(published) AS last_seen, bool_and(marked) AS marked, min(valid_from) AS since, max(valid_to) AS until,
           list(DISTINCT evidence) AS evidence,
           list(DISTINCT properties) FILTER (properties <> '') AS properties
    FROM en_claim WHERE {_KEY} IN (FROM en_again) GROUP BY ALL)
SELECT subject, relation, object, status, {_WEIGHED} AS confidence, count(*) AS sources,
       list(speaker ORDER BY speaker) AS source_ids, min(first_seen) AS first_seen, max(last_seen) AS last_seen,
       list_sort(list_distinct(flatten(list(evidence)))) AS evidence, bool_and(marked) AS marked,
       list_sort(list_distinct(flatten(list(coalesce(properties, []))))) AS stated,
       min(since) AS since, max(until) AS until
FROM voices GROUP BY ALL
UNION ALL
SELECT subject, relation, object, status, round(1 - (1 - confidence), 6), 1, [speaker], first_published, published,
       [evidence], marked, CASE WHEN coalesce(properties, '') = '' THEN [] ELSE [properties] END, valid_from, valid_to
FROM en_claim WHERE {_KEY} NOT IN (FROM en_again) AND (valid_from IS NOT NULL OR valid_to IS NOT NULL)"""

# Where claims state different properties, each keeps all its values; most facts have one statement and skip this.
_CONFLICTS: Final = """
CREATE OR REPLACE TEMP TABLE en_property AS
WITH several AS (
    SELECT subject, relation, object, status, unnest(list_concat(stated, list_filter([
        CASE WHEN since IS NOT NULL THEN json_object('since', since)::VARCHAR END,
        CASE WHEN until IS NOT NULL THEN json_object('until', until)::VARCHAR END], lambda x: x IS NOT NULL))) AS stated
    FROM en_fact WHERE len(stated) > 1 OR since IS NOT NULL OR until IS NOT NULL),
pairs AS (
    SELECT subject, relation, object, status, unnest(json_keys(stated)) AS key, stated FROM several),
valued AS (
    SELECT subject, relation, object, status, key, list(DISTINCT json_extract(stated, concat('$."', key, '"'))) AS found
    FROM pairs GROUP BY ALL)
SELECT subject, relation, object, status, concat('{', string_agg(concat(to_json(key), ':', CASE
       WHEN len(found) = 1 THEN found[1] ELSE to_json(list_sort(found)) END), ',' ORDER BY key), '}') AS properties
FROM valued GROUP BY subject, relation, object, status"""

_WRITE: Final = """
INSERT INTO derived.edges
SELECT *, hash(f) FROM (
    SELECT f.relation, s.class, o.class, s.id, o.id, f.confidence, f.sources, f.source_ids, f.status, f.first_seen,
           f.last_seen, f.evidence, coalesce(p.properties, f.stated[1], '{}'), f.marked
    FROM en_fact f JOIN en_id s ON s.grp = f.subject JOIN en_id o ON o.grp = f.object
    LEFT JOIN en_property p ON p.subject = f.subject AND p.relation = f.relation AND p.object = f.object
         AND p.status = f.status) f"""


# Filters that the engine thinks to leave little, and does not, come after the joins: else it hashes all claims and not
# the entities.
_WRITE_PLAIN: Final = f"""
INSERT INTO derived.edges
SELECT *, hash(f) FROM (
    SELECT c.relation, s.class, o.class, s.id, o.id, round(1 - (1 - confidence), 6), 1::BIGINT, [speaker], status,
           first_published, published, [evidence], coalesce(nullif(properties, ''), '{{}}'), marked
    FROM en_claim c JOIN en_id s ON s.grp = c.subject JOIN en_id o ON o.grp = c.object
    WHERE valid_from IS NULL AND valid_to IS NULL AND {_KEY} NOT IN (FROM en_again)) f"""


def make_facts(connection: Any) -> None:
    """Weigh the claims in `en_claim` and write them to `derived.edges`."""
    for statement in (_AGAIN, _FACTS, _CONFLICTS, _WRITE, _WRITE_PLAIN):
        connection.execute(statement)
