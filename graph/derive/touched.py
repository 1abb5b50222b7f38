"""What has changed in the ledger since it was derived: documents, decisions, and every mention they touch.

    ch_claim, ch_part, ch_mention, ch_evidence   what came or went, row by row
    ch_seed                                      mentions from which a change may spread

A new edition of a register touches only the rows in which it differs from the one before.
"""

from typing import Any, Final

from graph.derive.known import IN_FORCE, PRINT
from graph.linking.terms import CONCEPTS

_NEW: Final = f"""
CREATE OR REPLACE TEMP TABLE ch_new AS
SELECT d.id, d.register FROM documents d WHERE NOT EXISTS (
    FROM derived.documents k WHERE k.id = d.id AND k.print = {PRINT})"""
_OLD: Final = f"""
CREATE OR REPLACE TEMP TABLE ch_old AS
SELECT k.id, k.register FROM derived.documents k WHERE NOT EXISTS (
    FROM documents d WHERE k.id = d.id AND k.print = {PRINT})"""

# A register with one new edition after the one before, of the same day and kind: only their differences count.
_EDITION: Final = """
CREATE OR REPLACE TEMP TABLE ch_edition AS
WITH aged AS (
    SELECT d.id, d.register, s.name, s.kind, s.publisher, s.published, d.kind AS form, row_number() OVER (
           PARTITION BY d.register ORDER BY s.published DESC NULLS LAST, d.commit_id DESC) AS age
    FROM documents d JOIN sources s ON s.id = d.source WHERE d.register <> '')
SELECT a.id AS newer, b.id AS older FROM aged a JOIN aged b ON b.register = a.register AND a.age = 1 AND b.age = 2
WHERE a.id IN (SELECT id FROM ch_new) AND a.name = b.name AND a.kind = b.kind AND a.form = b.form
  AND a.publisher IS NOT DISTINCT FROM b.publisher AND a.published IS NOT DISTINCT FROM b.published
  AND a.register NOT IN (SELECT register FROM ch_old)
  AND (SELECT count(*) FROM ch_new n WHERE n.register = a.register) = 1"""

# In every other change of a register, all that any of its editions says may count differently.
_WHOLE: Final = """
CREATE OR REPLACE TEMP TABLE ch_whole AS
SELECT id FROM ch_new WHERE id NOT IN (SELECT newer FROM ch_edition)
UNION SELECT d.id FROM documents d WHERE d.register <> '' AND d.register IN (
    SELECT register FROM ch_new WHERE id NOT IN (SELECT newer FROM ch_edition) UNION SELECT register FROM ch_old)"""

_PAIRED: Final = "SELECT newer AS here, older AS there FROM ch_edition UNION ALL SELECT older, newer FROM ch_edition"
_DIFFERENT: Final = f"""
SELECT {{columns}} FROM {{table}} t JOIN ({_PAIRED}) e ON e.here = t.document
WHERE NOT EXISTS (
    FROM {{table}} o WHERE o.document = e.there AND {{row_of_o}} = {{row_of_t}}
    AND o.document IN (SELECT newer FROM ch_edition UNION ALL SELECT older FROM ch_edition))"""

_ROWS: Final = {
    "claims": (
        "subject", "relation", "object", "evidence", "status", "confidence", "valid_from", "valid_to", "properties"
    ),
    "observations": (
        "about", "indicator", "value", "value_to", "unit", "period", "comparator", "status", "evidence"
    ),
    "attributes": ("mention", "name", "value", "evidence"),
    "mentions": ("id",),
    "evidence": ("id",),
}  # fmt: skip


def _different(table: str, columns: str) -> str:
    """SQL for the rows of `table` that only one of two editions has."""
    rows = [f"hash({', '.join(f'{alias}.{name}' for name in _ROWS[table])})" for alias in ("o", "t")]
    return _DIFFERENT.format(table=table, columns=columns, row_of_o=rows[0], row_of_t=rows[1])


def _touched(name: str, table: str, columns: str, gone: str) -> str:
    """SQL that fills `ch_{name}` from new documents, differing editions, and the rows that have gone."""
    return f"""
CREATE OR REPLACE TEMP TABLE ch_{name} AS
SELECT {columns} FROM {table} WHERE document IN (SELECT id FROM ch_whole)
UNION ALL {_different(table, columns)}
UNION ALL {gone}"""


_STATEMENTS: Final = (
    _touched("claim", "claims", "subject, relation, object, evidence",
             "SELECT subject, relation, object, evidence FROM gone_claims"),
    _touched("mention", "mentions", "id", "SELECT id FROM gone_mentions"),
    _touched("evidence", "evidence", "id", "SELECT id FROM gone_evidence"),
    _touched("part", "observations", "'observation' AS what, about AS mention, evidence",
             "SELECT what, mention, evidence FROM gone_parts"),
    f"""INSERT INTO ch_part
SELECT 'attribute', mention, evidence FROM attributes WHERE document IN (SELECT id FROM ch_whole)
UNION ALL {_different("attributes", "'attribute', mention, evidence")}""",
)  # fmt: skip

_DECISIONS: Final = f"""
CREATE OR REPLACE TEMP TABLE ch_decision AS
SELECT coalesce(n.id, o.id) AS id, coalesce(n.judgement, o.judgement) AS judgement
FROM ({IN_FORCE}) n FULL JOIN derived.decided o USING (id) WHERE n.id IS NULL OR o.id IS NULL"""

_SEEDS: Final = """
CREATE OR REPLACE TEMP TABLE ch_seed AS
SELECT id FROM ch_mention UNION SELECT subject FROM ch_claim UNION SELECT object FROM ch_claim
UNION SELECT mention FROM ch_part
UNION SELECT a.mention FROM anchors a JOIN ch_decision d ON d.id = a.decision WHERE d.judgement IN ('same', 'apart')"""

# Names of concepts and nodes hang together over the whole ledger: where one comes, goes, or is said to be part of
# another, all links are found anew.
LINKED: Final = (*CONCEPTS, "ChainNode")
_SEED_CLASS: Final = """
CREATE OR REPLACE TEMP TABLE ch_kind AS
SELECT s.id, i.class AS old, n.class AS new FROM ch_seed s
LEFT JOIN derived.entity_of e ON e.mention = s.id LEFT JOIN derived.identified i ON i.id = e.entity
LEFT JOIN (SELECT DISTINCT id, class FROM mentions WHERE id IN (SELECT id FROM ch_seed)) n ON n.id = s.id"""
_RELINKS: Final = f"""
SELECT EXISTS (FROM ch_decision WHERE judgement IN ('linked', 'unlinked'))
    OR EXISTS (FROM ch_kind WHERE (old IN {LINKED} OR new IN {LINKED}) AND (old IS NULL OR new IS NULL))
    OR EXISTS (FROM ch_kind k JOIN anchors a ON a.mention = k.id JOIN ch_decision d ON d.id = a.decision
               WHERE old IN {LINKED} OR new IN {LINKED})
    OR EXISTS (FROM ch_part p JOIN ch_kind k ON k.id = p.mention
               WHERE what = 'attribute' AND (old IN {LINKED} OR new IN {LINKED}))
    OR EXISTS (FROM ch_claim c JOIN ch_kind k ON k.id = c.subject
               WHERE relation IN ('realises', 'part_of') AND (old IN {LINKED} OR new IN {LINKED}))"""


def find_touched(connection: Any) -> int:
    """Fill the tables of what has changed; answers the number of touched mentions and claims."""
    for statement in (_NEW, _OLD, _EDITION, _WHOLE, *_STATEMENTS, _DECISIONS, _SEEDS):
        connection.execute(statement)
    counts = "SELECT (SELECT count(*) FROM ch_seed) + (SELECT count(*) FROM ch_claim)"
    return int(connection.execute(counts).fetchall()[0][0])


def must_relink(connection: Any) -> bool:
    """Whether what has changed may change how concepts are linked to nodes."""
    connection.execute(_SEED_CLASS)
    return bool(connection.execute(_RELINKS).fetchall()[0][0])
