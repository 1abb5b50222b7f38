"""Names that definitions give their nodes, and the ways in which concepts are written, as tables to be compared."""

from typing import Any, Final

CONCEPTS: Final = ("Technology", "Industry", "Scenario")  # classes that may realise a node

# Names that definitions give their nodes, with the claims that give them.
_TERMS: Final = """
CREATE OR REPLACE TEMP TABLE ln_term AS
SELECT DISTINCT c.subject AS node, s.id AS node_id, split_part(s.id, '/', 1) AS chain, c.object AS named,
       n.folded AS term, right(n.folded, 2) AS tail, c.evidence, c.speaker, c.published, c.marked
FROM en_claim c JOIN en_id s ON s.grp = c.subject AND s.class = 'ChainNode'
JOIN en_id o ON o.grp = c.object AND o.class = 'Technology' JOIN en_name n ON n.grp = c.object
WHERE c.relation = 'realises' AND c.status = 'stated' AND length(n.folded) > 1"""

# What may close a name without saying more: 减速器系列产品, 工业机器人行业, 预测性维护场景.
_CLOSING: Final = {
    "Technology": "(系列产品|类产品|等产品|产品|系列|业务|类|等)$",
    "Industry": "(产业|行业|领域)$",
    "Scenario": "(应用场景|典型场景|场景)$",
}
# A Latin name may say what kind of thing it is: PLC控制器, MES系统.
_KIND: Final = "^([a-z0-9/+-]{2,})(系统|软件|控制器)$"
# Each pattern is a constant of its branch: one that changed from row to row would be compiled for every row.
_CLOSED: Final = " ".join(f"WHEN '{cls}' THEN regexp_replace(open, '{words}', '')" for cls, words in _CLOSING.items())

# `whole` as written, `bare` without brackets and closing words, `inside` the brackets, `alias` as a place declares it.
# An industry with a number of its scheme is known already.
_FORMS: Final = f"""
CREATE OR REPLACE TEMP TABLE ln_form AS
WITH concept AS (
    SELECT DISTINCT n.grp, e.class, n.folded FROM en_name n JOIN en_id e ON e.grp = n.grp
    WHERE e.class IN {CONCEPTS} AND n.grp NOT IN (SELECT named FROM ln_term)
      AND NOT (e.class = 'Industry' AND e.key <> '') AND length(n.folded) > 1),
bare AS (
    SELECT grp, class, folded, regexp_replace(CASE class {_CLOSED} END, '{_KIND}', '\\1') AS form
    FROM (SELECT *, CASE WHEN contains(folded, '(') THEN regexp_replace(folded, '\\([^()]*\\)?', '', 'g')
                    ELSE folded END AS open FROM concept))
SELECT grp, class, folded AS form, 'whole' AS way FROM concept
UNION ALL SELECT grp, class, form, 'bare' FROM bare WHERE form <> folded AND length(form) > 1
UNION ALL SELECT grp, class, regexp_extract(folded, '\\(([^()]{{2,}})\\)?', 1), 'inside' FROM concept
          WHERE contains(folded, '(')
UNION ALL SELECT c.grp, c.class, s.folded, 'alias' FROM id_statement s JOIN id_group g ON g.n = s.owner
          JOIN (SELECT DISTINCT grp, class FROM concept) c ON c.grp = g.grp"""


def take_terms(connection: Any) -> None:
    """Fill `ln_term` and `ln_form` from `en_claim`, `en_id`, `en_name` and the ledger's attributes."""
    for statement in (_TERMS, _FORMS):
        connection.execute(statement)
