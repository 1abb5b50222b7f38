"""Products to chain nodes: which technologies realise a node, beyond those its definition names.

A definition names a node and its aliases. A product realises the node too when its head is such a name, as
谐波减速器 ends with 减速器: in a Chinese compound the head comes last, so 减速器生产线 (a machine to make it) and
减速器用轴承钢 (a material of it) end differently and are not linked. The longest name wins; a name shorter than
three characters is no head, and a product that a definition names itself needs no link.
"""

from typing import Any, Final

SHORTEST_HEAD: Final = 3
# What a link is worth: expected share of such links that are right. The longer the head, the less it leaves open.
HEAD_CONFIDENCE: Final = {3: 0.75, 4: 0.85}
_LONGEST_HEAD: Final = 16

# Names that definitions give their nodes, with the claims that give them.
_TERMS: Final = """
CREATE OR REPLACE TEMP TABLE ln_term AS
SELECT DISTINCT c.subject AS node, c.object AS named, n.folded AS term, c.evidence, c.speaker, c.published, c.marked
FROM en_claim c JOIN en_id s ON s.grp = c.subject AND s.class = 'ChainNode'
JOIN en_id o ON o.grp = c.object AND o.class = 'Technology' JOIN en_name n ON n.grp = c.object
WHERE c.relation = 'realises' AND c.status = 'stated' AND n.folded <> ''"""

_ENDINGS: Final = f"""
CREATE OR REPLACE TEMP TABLE ln_ending AS
WITH product AS (
    SELECT n.grp, n.folded FROM en_name n JOIN en_id e ON e.grp = n.grp AND e.class = 'Technology'
    WHERE n.grp NOT IN (SELECT named FROM ln_term)),
sized AS (
    SELECT grp, folded, unnest(range({SHORTEST_HEAD}, least(length(folded), {_LONGEST_HEAD}) + 1)) AS size FROM product)
SELECT grp, folded, size, right(folded, size) AS ending FROM sized"""

# 非标减速器 is one, 非金属材料 is not a 金属材料: what stands before the head must not deny it,
# nor make another substance of it (二乙二醇, 焦磷酸铁); a Latin head (PACK) is a word of its own.
_DENIED: Final = "(非|无|仿|假|伪|类|代替|替代|模拟|[二三四聚焦偏亚过次异])$"
_LINKED: Final = f"""
INSERT INTO en_claim BY NAME
WITH fitting AS (
    SELECT d.grp, t.*, d.size, max(d.size) OVER (PARTITION BY d.grp) AS longest
    FROM ln_ending d JOIN ln_term t ON t.term = d.ending
    WHERE NOT regexp_matches(left(d.folded, length(d.folded) - d.size), '{_DENIED}')
      AND NOT regexp_matches(right(d.folded, d.size + 1), '^[a-z][a-z]'))
SELECT DISTINCT node AS subject, 'realises' AS relation, grp AS object, 'stated' AS status,
       CASE WHEN size = {SHORTEST_HEAD} THEN {HEAD_CONFIDENCE[3]} ELSE {HEAD_CONFIDENCE[4]} END AS confidence,
       evidence, speaker, published, marked, NULL::DATE AS valid_from, NULL::DATE AS valid_to,
       json_object('how', 'head', 'term', term)::VARCHAR AS properties
FROM fitting WHERE size = longest"""


def link_products(connection: Any) -> None:
    """Add to the claims under way that nodes are realised by products whose head names them.

    Works on the tables that `graph.derive` has filled by then: `en_claim`, `en_id`, `en_name`. Each link rests on
    the line of the definition that gives the name, and says how it was made in its properties.
    """
    for statement in (_TERMS, _ENDINGS, _LINKED):
        connection.execute(statement)
