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

_BY_NAME: Final = """
INSERT INTO en_claim BY NAME
SELECT DISTINCT c.node AS subject, 'realises' AS relation, c.grp AS object, 'stated' AS status, c.score AS confidence,
       t.evidence, t.speaker, t.published, t.marked, NULL::DATE AS valid_from, NULL::DATE AS valid_to,
       json_object('how', how, 'term', c.term)::VARCHAR AS properties
FROM ln_chosen c JOIN ln_term t ON t.node = c.node AND t.term = c.term WHERE linked"""

# A person's word rests on the line of the definition that names the node.
_BY_PEOPLE: Final = """
INSERT INTO en_claim BY NAME
SELECT d.node AS subject, 'realises' AS relation, d.grp AS object, 'stated' AS status, 1.0 AS confidence,
       min(t.evidence) AS evidence, '人工判定' AS speaker, NULL::DATE AS published, false AS marked,
       NULL::DATE AS valid_from, NULL::DATE AS valid_to, json_object('how', 'decision')::VARCHAR AS properties
FROM ln_decided d JOIN ln_term t ON t.node = d.node WHERE d.judgement = 'linked' GROUP BY d.node, d.grp"""
_DENIED: Final = """
DELETE FROM en_claim c USING ln_decided d
WHERE c.relation = 'realises' AND c.subject = d.node AND c.object = d.grp AND d.judgement = 'unlinked'"""

_KEPT: Final = """
CREATE OR REPLACE TABLE derived.candidates AS
SELECT e.id AS concept, c.node_id AS node, c.score, c.how, c.term, c.tree, c.objections,
       CASE d.judgement WHEN 'linked' THEN true WHEN 'unlinked' THEN false ELSE c.linked END AS linked,
       d.judgement IS NOT NULL AS decided
FROM ln_chosen c JOIN en_id e ON e.grp = c.grp LEFT JOIN ln_decided d ON d.grp = c.grp AND d.node = c.node"""

_REFUSED: Final = """
CREATE OR REPLACE TABLE derived.denied AS
SELECT DISTINCT concept_id AS concept, node_id AS node FROM ln_decided WHERE judgement = 'unlinked'"""


def link_concepts(connection: Any) -> None:
    """Add to the claims under way that nodes are realised by concepts of their names, and keep the candidates.

    Works on the tables that `graph.derive` has filled by then: `en_claim`, `en_id`, `en_name`, `id_group`. Each link
    rests on the line of the definition that gives the name, and says how it was made in its properties. The
    candidates, linked or not, stay in `derived.candidates` for `review`, what people denied in `derived.denied`.
    """
    take_terms(connection)
    find_candidates(connection)
    for statement in (_CHOSEN, _DECIDED, _BY_NAME, _BY_PEOPLE, _DENIED, _KEPT, _REFUSED):
        connection.execute(statement)
