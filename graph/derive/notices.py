"""What a person should look at: things that identity had to take as they are, though a register seems to err."""

from typing import Any, Final

import pyarrow as pa

from graph.ledger import Ledger

_NOTICES: Final = """
CREATE OR REPLACE TABLE derived.notices AS
WITH bearing AS MATERIALIZED (
    SELECT m.n, m.code, g.grp, w.wording FROM id_mention m JOIN id_group g USING (n)
    JOIN id_name w ON w.family = m.family AND w.folded = m.folded WHERE m.family = 'actor' AND m.code <> ''),
several AS (SELECT grp, code FROM bearing GROUP BY grp, code HAVING min(wording) <> max(wording)),
twice AS (
    SELECT e.id, b.code AS "where", list_sort(list(DISTINCT m.name)) AS names
    FROM bearing b SEMI JOIN several USING (grp, code) JOIN id_mention m USING (n) JOIN en_id e USING (grp)
    GROUP BY e.id, b.code),
shared AS (SELECT wording FROM bearing GROUP BY wording HAVING min(grp) <> max(grp)),
namesakes AS (
    SELECT min(e.id) AS id, min(e.name) AS "where", list_sort(list(DISTINCT b.code)) AS codes
    FROM bearing b SEMI JOIN shared USING (wording) JOIN en_id e USING (grp) GROUP BY b.wording)
SELECT id AS entity, "where", concat('同一代码有多个名称 · one code under several names: ',
       array_to_string(names, '、')) AS reason FROM twice
UNION ALL
SELECT id, "where", concat('同名而代码不同 · one name with several codes: ', array_to_string(codes, '、'))
FROM namesakes
ORDER BY "where", entity"""

_REFUSED: Final = """
SELECT DISTINCT d.id AS document, d.name AS document_name, concat(r."where", ' ', r.evidence) AS "where", r.reason
FROM derived.refused r JOIN evidence e ON e.id = r.evidence JOIN documents d ON d.id = e.document
ORDER BY d.name, d.id, 3, r.reason"""


def make_notices(connection: Any) -> None:
    """Write `derived.notices` from the tables that identity and entities have filled."""
    connection.execute(_NOTICES)


def notices(ledger: Ledger) -> pa.Table:
    """Entities whose codes or names contradict each other: entity, where, reason; needs a derived ledger."""
    with ledger.transaction() as connection:
        return connection.sql('SELECT entity, "where", reason FROM derived.notices').to_arrow_table()


def merges(ledger: Ledger, entity: str = "") -> pa.Table:
    """Why mentions were put together: entity, both names, both mention keys, rule, score, reasons; of one, or all."""
    with ledger.transaction() as connection:
        return connection.sql(
            "SELECT entity, left_name, right_name, left_mention::VARCHAR AS left_mention, "
            "right_mention::VARCHAR AS right_mention, rule, score, reasons FROM derived.merges "
            "WHERE $entity IN ('', entity)",
            params={"entity": entity},
        ).to_arrow_table()


def unsure(ledger: Ledger) -> pa.Table:
    """Pairs of entities that may be one, for a person to judge, the likeliest first.

    Columns: left, right (entity ids), left_name, right_name, rule, score (chance, 0..1), reasons.
    """
    with ledger.transaction() as connection:
        return connection.sql(
            'SELECT "left", "right", left_name, right_name, rule, score, reasons FROM derived.review '
            "ORDER BY score DESC, left_name, right_name, rule"
        ).to_arrow_table()


def refused(ledger: Ledger) -> pa.Table:
    """Claims that identity has left without sense, in the columns of `Ledger.rejects`; needs a derived ledger.

    `where` names both ends, the relation and the evidence.
    """
    with ledger.transaction() as connection:
        return connection.sql(_REFUSED).to_arrow_table()
