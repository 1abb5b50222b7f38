"""Claims about entities: what the ledger holds about mentions, with identity applied and the source beside it."""

from typing import Any, Final

from ontology.schema import MARKED, Status

_MARKED_LIST: Final = ", ".join(sorted(f"'{kind.value}'" for kind in MARKED))
NEGATED: Final = f"'{Status.NEGATED.value}'"

# Two texts of one publisher are one source: they do not confirm each other. Two registers of one publisher that have
# different names are two: each is kept for its own purpose and misses its own firms, which is what coverage is told by.
_SPEAKERS: Final = f"""
CREATE OR REPLACE TEMP TABLE en_speaker AS
SELECT d.id AS document, CASE WHEN s.publisher = '' THEN s.name WHEN d.kind = 'table' AND s.publisher <> s.name
       THEN concat(s.publisher, '《', s.name, '》') ELSE s.publisher END AS speaker, s.published,
       s.kind IN ({_MARKED_LIST}) AS marked, s.kind = 'definition' AS defines
FROM documents d JOIN sources s ON s.id = d.source"""

_ABOUT: Final = "SELECT m.id, g.grp FROM id_mention m JOIN id_group g USING (n)"

_CLAIMS: Final = f"""
CREATE OR REPLACE TEMP TABLE en_claim AS
WITH who AS ({_ABOUT})
SELECT s.grp AS subject, c.relation, o.grp AS object, c.status, c.confidence::DOUBLE AS confidence, c.evidence,
       p.speaker, p.published, p.published AS first_published, p.marked, c.valid_from, c.valid_to, c.document,
       CASE WHEN c.properties = '{{}}' THEN '' ELSE c.properties END AS properties
FROM claims c JOIN who s ON s.id = c.subject JOIN who o ON o.id = c.object
JOIN en_speaker p USING (document) WHERE c.status <> {NEGATED}"""

_OBSERVED: Final = f"""
CREATE OR REPLACE TEMP TABLE en_observed AS
WITH who AS ({_ABOUT})
SELECT w.grp, o.indicator, o.indicator_folded, o.value, o.value_to, o.unit, o.period, o.comparator, o.status,
       o.evidence, p.speaker, p.published, p.published AS first_published, p.marked, o.document
FROM observations o JOIN who w ON w.id = o.about JOIN en_speaker p USING (document)
WHERE o.status <> {NEGATED} AND o.indicator_folded <> ''"""

_ATTRIBUTED: Final = f"""
CREATE OR REPLACE TEMP TABLE en_attribute AS
WITH who AS ({_ABOUT})
SELECT w.grp, a.name, a.value, a.evidence, p.speaker, p.published, p.marked, a.document
FROM attributes a JOIN who w ON w.id = a.mention JOIN en_speaker p USING (document)"""

# A fact that identity has emptied of sense is refused with its reason, never lost.
_REFUSED: Final = """
CREATE OR REPLACE TABLE derived.refused AS
SELECT concat(s.id, ' ', c.relation, ' ', o.id) AS "where", c.evidence, CASE WHEN c.subject = c.object
       THEN '两端是同一实体 · both ends are the same thing'
       ELSE concat('本体不允许 ', s.class, ' ', c.relation, ' ', o.class,
                   ' · the ontology does not allow this relation') END AS reason
FROM en_claim c JOIN en_id s ON s.grp = c.subject JOIN en_id o ON o.grp = c.object
WHERE c.subject = c.object OR NOT EXISTS (
    FROM signatures a WHERE a.name = c.relation AND a.subject = s.class AND a.object = o.class)
ORDER BY 1, 2"""
_SENSIBLE: Final = """
DELETE FROM en_claim c USING en_id s, en_id o WHERE s.grp = c.subject AND o.grp = c.object
AND (c.subject = c.object OR NOT EXISTS (
    FROM signatures a WHERE a.name = c.relation AND a.subject = s.class AND a.object = o.class))"""


def take_claims(connection: Any) -> None:
    """Fill `en_speaker`, `en_claim`, `en_observed`, `en_attribute` and `derived.refused`; needs `signatures`."""
    for statement in (_SPEAKERS, _CLAIMS, _OBSERVED, _ATTRIBUTED, _REFUSED, _SENSIBLE):
        connection.execute(statement)
