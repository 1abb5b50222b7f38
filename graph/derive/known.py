"""What a derivation keeps beside the graph, so that the next one can go on from it (`graph/derive/part.py`)."""

from typing import Any, Final

from graph.derive.blocks import BLOCK_KEYS
from graph.ledger.gone import forget_gone

# All that a row of `documents` says of what follows from it. An edition that is recorded again is the newest of its
# day, though it says what it said before.
PRINT: Final = (
    "hash(d.id, d.name, d.title, d.kind, d.pages, d.reader, d.source, d.digest, d.register,"
    " CASE WHEN d.register <> '' THEN d.commit_id END)"
)

IN_FORCE: Final = "SELECT id, judgement FROM decisions WHERE NOT undone"

_IDENTIFIED: Final = """
CREATE OR REPLACE TABLE derived.identified AS SELECT id, class, name, folded, code, key, region FROM en_id"""
_BLOCKS: Final = f"CREATE OR REPLACE TABLE derived.blocks AS {BLOCK_KEYS}"
_DOCUMENTS: Final = f"""
CREATE OR REPLACE TABLE derived.documents AS SELECT d.id, d.register, {PRINT} AS print FROM documents d"""
_DECIDED: Final = f"CREATE OR REPLACE TABLE derived.decided AS {IN_FORCE}"


def keep_identities(connection: Any) -> None:
    """Keep `derived.identified` and `derived.blocks` from what identity and entities have filled."""
    for statement in (_IDENTIFIED, _BLOCKS):
        connection.execute(statement)


def keep_content(connection: Any) -> None:
    """Note which documents and decisions are derived now."""
    for statement in (_DOCUMENTS, _DECIDED):
        connection.execute(statement)
    forget_gone(connection)
