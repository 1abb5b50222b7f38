"""What has left the ledger since the graph was derived: enough of it to derive anew only what it was about."""

from collections.abc import Sequence
from typing import Any, Final

DEFINITIONS: Final = """
CREATE TABLE IF NOT EXISTS gone_mentions (document VARCHAR, id UUID);
CREATE TABLE IF NOT EXISTS gone_claims (
    document VARCHAR, subject UUID, relation VARCHAR, object UUID, evidence VARCHAR);
CREATE TABLE IF NOT EXISTS gone_parts (document VARCHAR, mention UUID, evidence VARCHAR, what VARCHAR);
CREATE TABLE IF NOT EXISTS gone_evidence (document VARCHAR, id VARCHAR);
"""
TABLES: Final = ("gone_mentions", "gone_claims", "gone_parts", "gone_evidence")

_IS_DERIVED: Final = """
SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'derived' AND table_name = 'documents'"""
_WANTED: Final = "document IN (SELECT id FROM derived.documents WHERE id IN (SELECT unnest(?)))"
_KEEP: Final = (
    f"INSERT INTO gone_mentions SELECT document, id FROM mentions WHERE {_WANTED}",
    f"INSERT INTO gone_claims SELECT document, subject, relation, object, evidence FROM claims WHERE {_WANTED}",
    f"INSERT INTO gone_parts SELECT document, about, evidence, 'observation' FROM observations WHERE {_WANTED}",
    f"INSERT INTO gone_parts SELECT document, mention, evidence, 'attribute' FROM attributes WHERE {_WANTED}",
    f"INSERT INTO gone_evidence SELECT document, id FROM evidence WHERE {_WANTED}",
)


def keep_gone(connection: Any, documents: Sequence[str]) -> None:
    """Note what these documents said, before it is deleted; nothing where nothing is derived from them."""
    if connection.execute(_IS_DERIVED).fetchall()[0][0]:
        for statement in _KEEP:
            connection.execute(statement, [list(documents)])


def forget_gone(connection: Any) -> None:
    """Empty the notes: what is derived now knows nothing of what they speak of."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")
