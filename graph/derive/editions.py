"""Editions of one register: the newest speaks for it, and what only an older one says is history.

    claims of all editions ─ take_editions ─▶ each once, as the newest edition that has it says it

A fact that the newest edition repeats is seen since the first edition that had it; one that it does not repeat is
historic, seen last in the last edition that had it. Attributes and numbers are those of the newest edition that
speaks of the thing. Nothing is deleted: retract the newer edition, and the older one speaks again.
"""

from typing import Any, Final

from graph.ledger.editions import AGE

_EDITIONS: Final = f"""
CREATE OR REPLACE TEMP TABLE en_edition AS
SELECT d.id AS document, d.register, s.name, s.published, {AGE} AS age
FROM documents d JOIN sources s ON s.id = d.source WHERE d.register <> ''
QUALIFY count(*) OVER (PARTITION BY d.register) > 1"""

# Of what several editions state, only the newest of them counts: an old row proves nothing beside a new one.
_CLAIMS: Final = """
CREATE OR REPLACE TEMP TABLE en_aged AS
WITH aged AS (
    SELECT c.*, e.age, min(e.age) OVER (PARTITION BY e.register, subject, relation, object) AS latest,
           min(c.published) OVER (PARTITION BY e.register, subject, relation, object, status) AS earliest
    FROM en_claim c JOIN en_edition e USING (document))
SELECT * EXCLUDE (age, latest, earliest)
       REPLACE (CASE WHEN age > 1 THEN 'historic' ELSE status END AS status, earliest AS first_published)
FROM aged WHERE age = latest"""

_OBSERVED: Final = """
CREATE OR REPLACE TEMP TABLE en_aged AS
WITH aged AS (
    SELECT o.*, e.age, min(e.age) OVER (PARTITION BY e.register, grp, indicator_folded, period) AS latest,
           min(o.published) OVER (
               PARTITION BY e.register, grp, indicator_folded, period, value, value_to, unit, comparator, status
           ) AS earliest
    FROM en_observed o JOIN en_edition e USING (document))
SELECT * EXCLUDE (age, latest, earliest) REPLACE (earliest AS first_published) FROM aged WHERE age = latest"""

_ATTRIBUTED: Final = """
CREATE OR REPLACE TEMP TABLE en_aged AS
WITH aged AS (
    SELECT a.*, e.age, min(e.age) OVER (PARTITION BY e.register, grp) AS latest
    FROM en_attribute a JOIN en_edition e USING (document))
SELECT * EXCLUDE (age, latest) FROM aged WHERE age = latest"""

_REPLACE: Final = """
DELETE FROM {table} WHERE document IN (SELECT document FROM en_edition);
INSERT INTO {table} BY NAME FROM en_aged;
DROP TABLE en_aged"""

# Regions, industries and products are words that a register uses; that it uses one no more says nothing of it.
_ABSENT: Final = """
CREATE OR REPLACE TEMP TABLE en_absent AS
WITH named AS (
    SELECT DISTINCT g.grp, m.document FROM mentions m JOIN id_mention i ON i.id = m.id JOIN id_group g USING (n)
    WHERE m.document IN (SELECT document FROM en_edition)
          AND m.class NOT IN ('Region', 'Industry', 'Technology', 'Indicator', 'Scenario')),
latest AS (
    SELECT n.grp, e.register, min(e.age) AS age, max(e.published) AS last_seen
    FROM named n JOIN en_edition e USING (document) GROUP BY ALL)
SELECT l.grp, concat(e.name, CASE WHEN e.published IS NULL THEN '' ELSE concat('（', e.published, '）') END)
       AS absent_from, l.last_seen
FROM latest l JOIN en_edition e ON e.register = l.register AND e.age = 1 WHERE l.age > 1"""

_PARTS: Final = {"en_claim": _CLAIMS, "en_observed": _OBSERVED, "en_attribute": _ATTRIBUTED}


def take_editions(connection: Any) -> None:
    """Let the newest edition of each register speak in `en_claim`, `en_observed` and `en_attribute`.

    Fills `en_edition`, empty where no register has two, and `en_absent`: what the newest edition lacks.
    """
    connection.execute(_EDITIONS)
    connection.execute(_ABSENT)
    if connection.execute("SELECT 1 FROM en_edition LIMIT 1").fetchall():
        for table, statement in _PARTS.items():
            connection.execute(statement)
            connection.execute(_REPLACE.format(table=table))
