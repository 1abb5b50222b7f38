"""Which candidates become links: good enough, clearly ahead in their chain, or said by a person."""

from typing import Any, Final

from graph.linking.candidates import find_candidates
from graph.linking.terms import CONCEPTS, take_terms

LINK_FROM: Final = 0.7  # a score from which a link is made
LEAD: Final = 0.1  # how far it must be ahead of another node of the same chain

_SECOND: Final = """
coalesce(max(score) OVER (PARTITION BY grp, chain ORDER BY score DESC, node ROWS BETWEEN 1 FOLLOWING
                          AND UNBOUNDED FOLLOWING), 0)"""
_CHOSEN: Final = f"""
CREATE OR REPLACE TEMP TABLE ln_chosen AS
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY grp, chain ORDER BY score DESC, node) AS place, {_SECOND} AS second
    FROM ln_candidate)
SELECT *, place = 1 AND score >= {LINK_FROM} AND round(score - second, 6) >= {LEAD} AS linked FROM ranked"""

# The later decision on a pair counts; entities may have become one or come apart since.
_DECIDED: Final = f"""
CREATE OR REPLACE TEMP TABLE ln_decided AS
WITH side AS (
    SELECT d.number, d.judgement, a.side, g.grp, e.id, e.class FROM decisions d JOIN anchors a ON a.decision = d.id
    JOIN id_mention m ON m.id = a.mention JOIN id_group g USING (n) JOIN en_id e ON e.grp = g.grp
    WHERE NOT d.undone AND d.judgement IN ('linked', 'unlinked'))
SELECT l.grp, r.grp AS node, l.id AS concept_id, r.id AS node_id, l.class, arg_max(l.judgement, l.number) AS judgement
FROM side l JOIN side r ON r.number = l.number AND l.side = 'left' AND r.side = 'right'
WHERE l.class IN {CONCEPTS} AND r.class = 'ChainNode' GROUP BY ALL"""

# A person's word rests on the line of the definition that names the node.
_LINKS: Final = """
CREATE OR REPLACE TABLE derived.links AS
WITH link AS (
    SELECT DISTINCT c.node, c.grp, c.score AS confidence, t.evidence, t.speaker, t.published, t.marked,
           json_object('how', how, 'term', c.term)::VARCHAR AS properties
    FROM ln_chosen c JOIN ln_term t ON t.node = c.node AND t.term = c.term WHERE linked
  UNION ALL
    SELECT d.node, d.grp, 1.0, min(t.evidence), '人工判定', NULL::DATE, false,
           json_object('how', 'decision')::VARCHAR
    FROM ln_decided d JOIN ln_term t ON t.node = d.node WHERE d.judgement = 'linked' GROUP BY d.node, d.grp)
SELECT s.id AS node, o.id AS concept, link.* EXCLUDE (node, grp)
FROM link JOIN en_id s ON s.grp = link.node JOIN en_id o ON o.grp = link.grp"""

_KEPT: Final = """
CREATE OR REPLACE TABLE derived.candidates AS
SELECT e.id AS concept, c.node_id AS node, c.score, c.how, c.term, c.tree, c.objections,
       CASE d.judgement WHEN 'linked' THEN true WHEN 'unlinked' THEN false ELSE c.linked END AS linked,
       d.judgement IS NOT NULL AS decided
FROM ln_chosen c JOIN en_id e ON e.grp = c.grp LEFT JOIN ln_decided d ON d.grp = c.grp AND d.node = c.node"""

_REFUSED: Final = """
CREATE OR REPLACE TABLE derived.denied AS
SELECT DISTINCT concept_id AS concept, node_id AS node FROM ln_decided WHERE judgement = 'unlinked'"""

_CLAIMED: Final = """
INSERT INTO en_claim BY NAME
SELECT s.grp AS subject, 'realises' AS relation, o.grp AS object, 'stated' AS status, l.confidence, l.evidence,
       l.speaker, l.published, l.published AS first_published, l.marked, l.properties
FROM derived.links l JOIN en_id s ON s.id = l.node JOIN en_id o ON o.id = l.concept"""
_DENIED: Final = """
DELETE FROM en_claim c USING derived.denied d, en_id s, en_id o
WHERE c.relation = 'realises' AND s.grp = c.subject AND o.grp = c.object AND s.id = d.node AND o.id = d.concept"""


def link_concepts(connection: Any) -> None:
    """Find which nodes are realised by which concepts, and keep the candidates.

    Works on the tables that `graph.derive` has filled by then: `en_claim`, `en_id`, `en_name`, `id_group`. Each link
    rests on the line of the definition that gives the name, and says how it was made in its properties. The links
    stay in `derived.links`, the candidates, linked or not, in `derived.candidates` for `review`, what people denied
    in `derived.denied`.
    """
    take_terms(connection)
    find_candidates(connection)
    for statement in (_CHOSEN, _DECIDED, _LINKS, _KEPT, _REFUSED):
        connection.execute(statement)


def use_links(connection: Any) -> None:
    """Add the links that are kept to the claims under way, and take out what people denied."""
    for statement in (_CLAIMED, _DENIED):
        connection.execute(statement)
